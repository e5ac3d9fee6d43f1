#include "application/streaming/cache_manager.h"

namespace tradecore::application {

CacheManager::CacheManager(const Clock& clock, Counters& counters, Limits limits)
    : m_clock(clock), m_limits(limits), m_hits(counters.named("cache_hits")), m_misses(counters.named("cache_misses")),
      m_evicted(counters.named("cache_evicted"))
{
}

template <typename Key, typename Value>
void CacheManager::put(Shelf<Key, Value>& shelf, const Key& key, Value value, Duration timeToLive, std::size_t bound)
{
    if (bound == 0 || timeToLive <= Duration::zero())
        return;
    const SteadyTime until = m_clock.steadyNow() + timeToLive;
    if (const auto found = shelf.entries.find(key); found != shelf.entries.end()) {
        found->second.value = std::move(value);
        found->second.until = until;
        shelf.order.splice(shelf.order.end(), shelf.order, found->second.place);
        return;
    }
    if (shelf.entries.size() >= bound) {
        shelf.entries.erase(shelf.order.front());
        shelf.order.pop_front();
        m_evicted.increment();
    }
    const auto place = shelf.order.insert(shelf.order.end(), key);
    shelf.entries.emplace(key, typename Shelf<Key, Value>::Entry{std::move(value), until, place});
}

template <typename Key, typename Value>
const Value* CacheManager::find(Shelf<Key, Value>& shelf, const Key& key)
{
    const auto found = shelf.entries.find(key);
    if (found == shelf.entries.end() || found->second.until <= m_clock.steadyNow()) {
        m_misses.increment();
        return nullptr;
    }
    m_hits.increment();
    shelf.order.splice(shelf.order.end(), shelf.order, found->second.place);
    return &found->second.value;
}

template <typename Key, typename Value>
void CacheManager::sweepShelf(Shelf<Key, Value>& shelf)
{
    const SteadyTime now = m_clock.steadyNow();
    std::erase_if(shelf.entries, [&](const auto& entry) {
        if (entry.second.until > now)
            return false;
        shelf.order.erase(entry.second.place);
        return true;
    });
}

void CacheManager::putSnapshot(const InstrumentSnapshot& snapshot)
{
    put(m_snapshots, snapshot.instrument, snapshot, m_limits.snapshotTimeToLive, m_limits.snapshots);
}

std::optional<InstrumentSnapshot> CacheManager::snapshot(const domain::InstrumentId& instrument)
{
    const InstrumentSnapshot* found = find(m_snapshots, instrument);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

void CacheManager::putHistory(const BarsKey& key, CachedHistory history)
{
    put(m_histories, key, std::move(history), m_limits.historyTimeToLive, m_limits.histories);
}

std::optional<CachedHistory> CacheManager::history(const BarsKey& key)
{
    const CachedHistory* found = find(m_histories, key);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

bool CacheManager::hasHistory(const BarsKey& key) const
{
    const auto found = m_histories.entries.find(key);
    return found != m_histories.entries.end() && found->second.until > m_clock.steadyNow();
}

void CacheManager::sweep()
{
    sweepShelf(m_snapshots);
    sweepShelf(m_histories);
}

}  // namespace tradecore::application
