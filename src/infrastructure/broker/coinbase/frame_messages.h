// The messages of the Coinbase Exchange feed as values. Text views and spans point into the frame or into the parser that made
// them, and stay valid until its next parse; whoever keeps a value copies it. One thread.
#pragma once

#include "base/timestamp.h"
#include "domain/market/market_values.h"
#include "domain/money/price.h"
#include "domain/money/quantity.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tradecore::infrastructure::coinbase {

struct SubscribedChannel {
    std::string name;
    std::vector<std::string> products;
};

// The whole state of the connection's subscriptions, sent after each change.
struct SubscriptionsMessage {
    std::vector<SubscribedChannel> channels;
};

struct ErrorMessage {
    std::string message;
    std::string reason;
};

struct HeartbeatMessage {
    std::string_view product;
    std::uint64_t sequence = 0;
    std::uint64_t lastTradeId = 0;  // 0: no trade yet
    Timestamp time;
};

// The day's statistics only: the quote comes from the book, the last price from the matches.
struct TickerMessage {
    std::string_view product;
    std::optional<domain::Price> open;
    std::optional<domain::Price> high;
    std::optional<domain::Price> low;
    std::optional<domain::Quantity> volume;
    bool rounded = false;            // a figure had more than 12 decimals
    std::optional<Timestamp> time;   // absent where the product has not traded
};

struct MatchMessage {
    std::string_view product;
    bool isHistory = false;  // last_match: the trade before the subscription
    std::uint64_t tradeId = 0;
    domain::Price price;
    domain::Quantity size;
    domain::Aggressor aggressor = domain::Aggressor::Unknown;  // the opposite of `side`, which is the maker's
    Timestamp time;
};

enum class BookSide { Bid, Ask };

struct BookLevel {
    domain::Price price;
    domain::Quantity size;  // absolute; zero removes the level
};

struct BookChange {
    BookSide side = BookSide::Bid;
    BookLevel level;
};

struct SnapshotMessage {
    std::string_view product;
    std::span<const BookLevel> bids;
    std::span<const BookLevel> asks;
    std::optional<Timestamp> time;
};

struct BookUpdateMessage {
    std::string_view product;
    std::span<const BookChange> changes;
    Timestamp time;
};

// A message of a channel that we do not use (status, full, …).
struct UnusedMessage {
    std::string_view type;
};

using FrameMessage = std::variant<UnusedMessage, SubscriptionsMessage, ErrorMessage, HeartbeatMessage, TickerMessage,
                                  MatchMessage, SnapshotMessage, BookUpdateMessage>;

enum class RefusalCause { TooLarge, NotJson, TooDeep, UnknownType, MissingField, BadValue, TooManyDecimals };

struct FrameRefusal {
    RefusalCause cause = RefusalCause::NotJson;
    std::string why;
    // The frame was, or may have been, part of an order book; `product` is empty where it could not be read.
    bool touchesBook = true;
    std::string product;
};

}  // namespace tradecore::infrastructure::coinbase
