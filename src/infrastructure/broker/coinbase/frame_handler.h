// CoinbaseFrameHandler: frames of the Coinbase Exchange feed, byte for byte, to calls of a MarketDataSink. The live socket and
// the replay of captures use this one object. It keeps the level-2 book and the trade ids of each product:
//   quote       the top of the level-2 book, when it changed; a crossed book, an update before a snapshot, a frame that could
//               not be read, or time that went back within a product make the quote invalid until the next snapshot
//   trade       each match once; last_match is history and makes none; ids that were jumped over are counted and reported
//   statistics  from ticker, which makes no quote and no trade
//   time        venue time; heartbeats and book updates move it on between trades
// Nothing is guessed: what cannot be read is counted and reported through onMalformed. One thread (io, or the replay's).
#pragma once

#include "application/port/market_data_source.h"
#include "infrastructure/broker/coinbase/frame_messages.h"
#include "infrastructure/broker/coinbase/frame_parser.h"
#include "infrastructure/broker/coinbase/order_book.h"
#include "infrastructure/broker/coinbase/trade_sequence.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tradecore::infrastructure {

// What frames say of the connection rather than of the market; the live source listens, a replay has none.
class CoinbaseSession {
public:
    virtual ~CoinbaseSession() = default;
    virtual void onSubscriptions(const coinbase::SubscriptionsMessage& message) = 0;
    virtual void onVenueError(const coinbase::ErrorMessage& message) = 0;
    // The product's book can no longer be trusted; only a new snapshot helps. Called once until that snapshot.
    virtual void onBookLost(const std::string& product) = 0;
};

struct CoinbaseFrameCounters {
    std::uint64_t frames = 0;
    std::uint64_t malformed = 0;         // refused whole, for whatever reason
    std::uint64_t tooManyDecimals = 0;   // part of malformed
    std::uint64_t unused = 0;            // messages of channels that we do not use
    std::uint64_t heartbeats = 0;
    std::uint64_t quotes = 0;
    std::uint64_t trades = 0;
    std::uint64_t statistics = 0;
    std::uint64_t historyTrades = 0;     // last_match
    std::uint64_t missedTrades = 0;
    std::uint64_t lateTrades = 0;        // arrived after they were counted as missed; taken back from missedTrades
    std::uint64_t duplicateTrades = 0;   // dropped
    std::uint64_t snapshots = 0;
    std::uint64_t bookUpdates = 0;
    std::uint64_t updatesWithoutBook = 0;
    std::uint64_t booksLost = 0;
    friend bool operator==(const CoinbaseFrameCounters&, const CoinbaseFrameCounters&) = default;
};

class CoinbaseFrameHandler {
public:
    // source: the name that onMalformed and onMarketTime carry ("coinbase", "replay"). venue: the part of the instrument ids
    // behind the dot ("COINBASE", "REPLAY"). sink and session outlive this object; session may be null.
    CoinbaseFrameHandler(application::MarketDataSink& sink, std::string source, std::string venue,
                         CoinbaseSession* session = nullptr);

    void decode(std::string_view frame, Timestamp receivedAt);
    // Books are void until their next snapshot; trade ids are kept, so that what was missed meanwhile is counted.
    void connectionLost(const std::string& why);
    // The product is no longer subscribed to.
    void forget(std::string_view product);
    // A frame that is not text of the feed at all (binary, too large for the socket): counted like any other.
    void refuse(const std::string& why);

    [[nodiscard]] const CoinbaseFrameCounters& counters() const { return m_counters; }
    // The newest venue time seen; nothing before the first.
    [[nodiscard]] std::optional<Timestamp> marketTime() const { return m_marketTime; }

private:
    enum class BookState { AwaitingSnapshot, Live, Lost };
    struct Product {
        domain::InstrumentId instrument;
        coinbase::OrderBook book;
        BookState state = BookState::AwaitingSnapshot;
        coinbase::TopOfBook top;
        Timestamp bookTime;
        coinbase::TradeSequence trades;
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    void handle(const coinbase::UnusedMessage& message, Timestamp receivedAt);
    void handle(const coinbase::SubscriptionsMessage& message, Timestamp receivedAt);
    void handle(const coinbase::ErrorMessage& message, Timestamp receivedAt);
    void handle(const coinbase::HeartbeatMessage& message, Timestamp receivedAt);
    void handle(const coinbase::TickerMessage& message, Timestamp receivedAt);
    void handle(const coinbase::MatchMessage& message, Timestamp receivedAt);
    void handle(const coinbase::SnapshotMessage& message, Timestamp receivedAt);
    void handle(const coinbase::BookUpdateMessage& message, Timestamp receivedAt);

    void refuseFrame(const coinbase::FrameRefusal& refusal);
    [[nodiscard]] Product* productOf(std::string_view id);
    [[nodiscard]] bool acceptTime(Timestamp venueTime, Timestamp receivedAt, std::string_view product, bool touchesBook);
    void announceTime(Timestamp venueTime, Duration step);
    void judgeBook(Product& product, coinbase::BookHealth health, bool always, Timestamp venueTime, Timestamp receivedAt);
    void loseBook(Product& product, const std::string& why);
    void reportMissed(const Product& product, std::uint64_t missed);

    application::MarketDataSink& m_sink;
    const std::string m_source;
    const std::string m_venue;
    CoinbaseSession* const m_session;
    coinbase::FrameParser m_parser;
    std::unordered_map<std::string, Product, TextHash, std::equal_to<>> m_products;
    CoinbaseFrameCounters m_counters;
    std::optional<Timestamp> m_marketTime;
    std::optional<Timestamp> m_announcedTime;
};

}  // namespace tradecore::infrastructure
