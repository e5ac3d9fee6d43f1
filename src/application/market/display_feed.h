// DisplayFeed: the display snapshot between io and gui. The io side notes what changed under a mutex, coalesced by
// instrument; the gui side takes it once a frame. Bars are built before this point, so that a picture may be skipped and a
// high or a low never. Owned by the composition; both sides hold a reference.
#pragma once

#include "domain/market/bar.h"
#include "domain/market/market_values.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tradecore::application {

struct InstrumentSnapshot {
    domain::InstrumentId instrument;
    std::optional<domain::Quote> quote;
    std::optional<domain::Trade> lastTrade;        // the last that counts for the price
    std::optional<domain::DayStatistics> statistics;
    bool quoteInvalid = false;                     // the source lost track: shaded, not used for sizing
    std::string invalidReason;
    SteadyTime changedAt;                          // machine time of the last change
};

struct BarsKey {
    domain::InstrumentId instrument;
    domain::Timeframe timeframe = domain::Timeframe::OneMinute;
    friend auto operator<=>(const BarsKey&, const BarsKey&) = default;
};

// New or changed bars of a watched series, oldest first. `reset` says that the series starts anew with these bars.
struct BarsChange {
    BarsKey key;
    bool reset = false;
    std::vector<domain::Bar> bars;
    std::string historyError;                      // a sentence where history could not be loaded
};

// Finished: the source has delivered all that it has (the end of a recording); nothing is connected again.
enum class StreamHealth { Down, Connecting, Live, Stale, Finished };

// State of one stream, for lights and greying. Lights for data and orders are separate.
struct StreamStatus {
    std::string name;                              // source name, or account id for orders
    bool isOrders = false;
    StreamHealth health = StreamHealth::Down;
    std::optional<SteadyTime> lastActivity;
    std::string reason;                            // a sentence where it is not live
    std::int64_t nextAttemptMilliseconds = 0;      // > 0 while a reconnect waits
};

struct MarketBatch {
    std::vector<InstrumentSnapshot> instruments;
    std::vector<BarsChange> bars;
    std::vector<StreamStatus> streams;
    std::vector<domain::Trade> tape;               // newest last, bounded; what did not fit is counted
    std::map<std::string, std::uint64_t> counters; // only when a counter has changed

    [[nodiscard]] bool isEmpty() const
    {
        return instruments.empty() && bars.empty() && streams.empty() && tape.empty() && counters.empty();
    }
};

class DisplayFeed {
public:
    static constexpr std::size_t tapeBound = 2'000;

    // io side
    void note(const InstrumentSnapshot& snapshot);
    void note(BarsChange change);
    void note(const StreamStatus& status);
    void noteTape(const domain::Trade& trade);
    void noteCounters(const std::map<std::string, std::uint64_t>& counters);

    // gui side, once a frame
    [[nodiscard]] MarketBatch take();

    // Snapshots that were replaced before the gui took them.
    [[nodiscard]] std::uint64_t conflated() const;
    [[nodiscard]] std::uint64_t tapeDropped() const;

private:
    mutable std::mutex m_mutex;
    std::map<domain::InstrumentId, InstrumentSnapshot> m_instruments;
    std::map<BarsKey, BarsChange> m_bars;
    std::map<std::pair<std::string, bool>, StreamStatus> m_streams;
    std::vector<domain::Trade> m_tape;
    std::map<std::string, std::uint64_t> m_counters;
    std::uint64_t m_conflated = 0;
    std::uint64_t m_tapeDropped = 0;
};

}  // namespace tradecore::application
