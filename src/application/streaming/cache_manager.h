// CacheManager: latest snapshots and history responses for a limited time (steady clock) and in a limited number, oldest use
// first out. What a user sees of it: an instrument that comes back to the watchlist shows its last price at once, and a chart
// that is reopened within the time to live does not ask the source's REST interface again. io thread; the hit and miss
// counters may be read on any thread.
#pragma once

#include "application/market/display_feed.h"
#include "application/streaming/counters.h"
#include "base/clock.h"

#include <cstddef>
#include <list>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace tradecore::application {

struct CachedHistory {
    Timestamp from;                   // market time, inclusive
    Timestamp to;                     // exclusive
    std::vector<domain::Bar> bars;    // oldest first
};

class CacheManager {
public:
    struct Limits {
        Duration snapshotTimeToLive = std::chrono::minutes(5);
        Duration historyTimeToLive = std::chrono::minutes(2);
        std::size_t snapshots = 2'000;
        std::size_t histories = 64;
    };

    CacheManager(const Clock& clock, Counters& counters) : CacheManager(clock, counters, Limits()) {}
    CacheManager(const Clock& clock, Counters& counters, Limits limits);

    void putSnapshot(const InstrumentSnapshot& snapshot);
    [[nodiscard]] std::optional<InstrumentSnapshot> snapshot(const domain::InstrumentId& instrument);
    void putHistory(const BarsKey& key, CachedHistory history);
    [[nodiscard]] std::optional<CachedHistory> history(const BarsKey& key);
    // As history(), without counting a hit or a miss and without copying.
    [[nodiscard]] bool hasHistory(const BarsKey& key) const;
    // Forgets what has outlived its time; called once a second.
    void sweep();

    [[nodiscard]] std::size_t snapshotCount() const { return m_snapshots.entries.size(); }
    [[nodiscard]] std::size_t historyCount() const { return m_histories.entries.size(); }

private:
    // Least recently used first in `order`.
    template <typename Key, typename Value>
    struct Shelf {
        struct Entry {
            Value value;
            SteadyTime until;
            typename std::list<Key>::iterator place;
        };
        std::map<Key, Entry> entries;
        std::list<Key> order;
    };
    template <typename Key, typename Value>
    void put(Shelf<Key, Value>& shelf, const Key& key, Value value, Duration timeToLive, std::size_t bound);
    template <typename Key, typename Value>
    const Value* find(Shelf<Key, Value>& shelf, const Key& key);
    template <typename Key, typename Value>
    void sweepShelf(Shelf<Key, Value>& shelf);

    const Clock& m_clock;
    Limits m_limits;
    Counter& m_hits;
    Counter& m_misses;
    Counter& m_evicted;
    Shelf<domain::InstrumentId, InstrumentSnapshot> m_snapshots;
    Shelf<BarsKey, CachedHistory> m_histories;
};

}  // namespace tradecore::application
