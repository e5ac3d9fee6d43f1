// What a frame of the market-data stream says, as values. Texts are views into the tape that was read: valid until its next
// parse. Channels and fields: docs.alpaca.markets, real-time-stock-pricing-data and real-time-crypto-pricing-data.
#pragma once

#include "base/timestamp.h"
#include "domain/market/market_values.h"
#include "domain/money/price.h"
#include "domain/money/quantity.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tradecore::infrastructure::alpaca {

struct TradeMessage {
    std::string_view symbol;
    std::uint64_t id = 0;          // beyond 2^53 for crypto
    domain::Price price;
    domain::Quantity size;
    domain::Aggressor aggressor = domain::Aggressor::Unknown;   // crypto says the taker's side
    bool countsForPrice = true;    // by its sale conditions
    Timestamp time;
};
struct QuoteMessage {
    std::string_view symbol;
    std::optional<domain::Price> bid;   // a price of 0 is no quote on that side
    domain::Quantity bidSize;
    std::optional<domain::Price> ask;
    domain::Quantity askSize;
    Timestamp time;
};
enum class BarChannel { Minute, Updated, Daily };
struct BarMessage {
    BarChannel channel = BarChannel::Minute;
    std::string_view symbol;
    domain::Price open, high, low, close;
    domain::Quantity volume;       // 0 for a crypto bar made of quotes alone
    std::int64_t trades = 0;
    std::optional<domain::Price> vwap;   // rounded: the broker's statistic
    Timestamp start;
};
// What a status says of trading in a symbol; the codes differ between tapes (CTA: A and B; UTP: C).
enum class TradingStatus { Unknown, Halted, Resumed, QuotesResumed, Paused, Indication, Imbalance, ShortSaleRestricted, LimitUpDown };
struct StatusMessage {
    std::string_view symbol;
    TradingStatus status = TradingStatus::Unknown;
    std::string_view statusCode, statusText, reasonCode, reasonText, tape;
    Timestamp time;
};
struct LimitBandMessage {
    std::string_view symbol;
    domain::Price upper, lower;
    std::string_view indicator;
    Timestamp time;
};
struct CorrectionMessage {
    std::string_view symbol;
    std::uint64_t originalId = 0;
    domain::Price originalPrice;
    domain::Quantity originalSize;
    std::uint64_t correctedId = 0;
    domain::Price correctedPrice;
    domain::Quantity correctedSize;
    Timestamp time;
};
enum class CancelKind { Unknown, Cancel, Error };
struct CancelErrorMessage {
    std::string_view symbol;
    std::uint64_t id = 0;
    domain::Price price;
    domain::Quantity size;
    CancelKind kind = CancelKind::Unknown;
    Timestamp time;
};
struct BookLevel {
    domain::Price price;
    domain::Quantity size;         // 0 takes the level away
};
struct OrderBookMessage {
    std::string_view symbol;
    std::vector<BookLevel> bids, asks;
    bool isWhole = false;          // what was known before is to be forgotten
    Timestamp time;
};
struct SuccessMessage {
    std::string_view text;         // "connected", "authenticated"
};
struct ErrorMessage {
    std::uint64_t code = 0;
    std::string_view text;
};
struct SubscriptionChannel {
    std::string_view name;
    std::vector<std::string_view> symbols;
};
// Always the whole list of what is subscribed.
struct SubscriptionMessage {
    std::vector<SubscriptionChannel> channels;
};
// A known type that nobody here uses (news, imbalances), or one that is new.
struct UnusedMessage {
    std::string_view type;
};

using MarketMessage = std::variant<UnusedMessage, TradeMessage, QuoteMessage, BarMessage, StatusMessage, LimitBandMessage, CorrectionMessage,
                                   CancelErrorMessage, OrderBookMessage, SuccessMessage, ErrorMessage, SubscriptionMessage>;

}  // namespace tradecore::infrastructure::alpaca
