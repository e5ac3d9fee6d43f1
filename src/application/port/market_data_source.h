// MarketDataSource: the port of a source of prices (simulated market, replay, Coinbase, …), and the two objects that it calls
// directly: MarketDataSink for data (implemented by MarketDataHandler) and StreamObserver for its state (implemented by
// StreamingLifecycleManager, which never sees data). Everything here happens on the io thread. A source parses its frames
// with pure functions, counts what it cannot read, and never guesses.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"
#include "domain/instrument/instrument.h"
#include "domain/market/bar.h"
#include "domain/market/market_values.h"
#include "domain/market/trading_calendar.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tradecore::application {

class MarketDataSink {
public:
    virtual ~MarketDataSink() = default;
    virtual void onQuote(const domain::Quote& quote) = 0;
    virtual void onTrade(const domain::Trade& trade) = 0;
    virtual void onStatistics(const domain::DayStatistics& statistics) = 0;
    // The source has lost track of an instrument (gap, resync): its quote must not be used until the next one.
    virtual void onQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why) = 0;
    // Market time has reached this moment without a trade (closes bars; drives expiry).
    virtual void onMarketTime(const std::string& source, Timestamp marketTime) = 0;
    // A frame that could not be read, or a value that was refused; counted and logged once a second at most.
    virtual void onMalformed(const std::string& source, const std::string& why) = 0;
};

enum class SubscriptionState { Wanted, Sent, Active, Refused };

class StreamObserver {
public:
    virtual ~StreamObserver() = default;
    virtual void onConnected(const std::string& source) = 0;
    virtual void onDisconnected(const std::string& source, const std::string& reason) = 0;
    // The stream has ended because all of it was delivered (the end of a recording): connecting again would give nothing.
    virtual void onFinished(const std::string& source, const std::string& reason) { onDisconnected(source, reason); }
    // Any message of the stream, heartbeats included: staleness is judged by what arrives. A transport-level ping is none.
    virtual void onActivity(const std::string& source) = 0;
    // A subscription without the venue's acknowledgement is not active.
    virtual void onSubscription(const std::string& source, const domain::InstrumentId& instrument, SubscriptionState state,
                                const std::string& reason) = 0;
    // The venue asked not to be called again before this time has passed (HTTP Retry-After, a rate limit); said before
    // onDisconnected, it lengthens the next back-off.
    virtual void onRetryAfter(const std::string& /*source*/, Duration /*delay*/) {}
};

struct SourceError {
    enum class Kind { NotConnected, UnknownInstrument, RangeTooLarge, Timeout, RateLimited, Malformed, Transport };
    Kind kind = Kind::Transport;
    std::string text;
};

struct HistoryRequest {
    domain::InstrumentId instrument;
    domain::Timeframe timeframe = domain::Timeframe::OneMinute;
    Timestamp from;   // inclusive
    Timestamp to;     // exclusive
};

struct SourceTraits {
    std::string name;                // "simulated", "replay", "coinbase"
    std::string venue;               // "SIM", "REPLAY", "COINBASE": the part of the instrument id behind the dot
    Duration expectedActivity{};     // silence longer than this makes the stream stale; 0 where silence is normal
    Duration sessionOffset{};        // start of the trading day after 00:00 UTC
    domain::SessionSchedule schedule = domain::SessionSchedule::Continuous;  // when DAY orders end
    std::set<domain::Timeframe> history;  // timeframes that history() serves
    bool hasQuotes = true;
    // A source that can wait (replay) is asked to pause when a lossless consumer is full; a live one never waits.
    bool canWait = false;
};

class MarketDataSource {
public:
    using HistoryAnswer = std::function<void(Result<std::vector<domain::Bar>, SourceError>)>;
    using InstrumentsAnswer = std::function<void(Result<std::vector<domain::Instrument>, SourceError>)>;

    virtual ~MarketDataSource() = default;
    [[nodiscard]] virtual const SourceTraits& traits() const = 0;
    // One attempt; the outcome comes through StreamObserver. Back-off and the next attempt belong to the lifecycle manager.
    virtual void connectNow() = 0;
    virtual void disconnectNow() = 0;
    // The whole wanted set; the source sends the difference, and all of it after a reconnect when asked again.
    virtual void setSubscriptions(const std::set<domain::InstrumentId>& wanted) = 0;
    // Answered exactly once, within ten seconds, on the io thread.
    virtual void requestHistory(const HistoryRequest& request, HistoryAnswer answer) = 0;
    virtual void requestInstruments(InstrumentsAnswer answer) = 0;
    // Market time now: venue time of a live source, the position of a replay, the path time of the simulated market.
    [[nodiscard]] virtual Timestamp marketTime() const = 0;
    // What it has counted of its own (frames, resyncs, missed trades), by name; shown behind the source's name.
    [[nodiscard]] virtual std::map<std::string, std::uint64_t> figures() const { return {}; }
    // Only sources with canWait: stop and go on delivering.
    virtual void setPaused(bool paused) = 0;
};

}  // namespace tradecore::application
