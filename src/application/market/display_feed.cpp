#include "application/market/display_feed.h"

#include <algorithm>

namespace tradecore::application {

void DisplayFeed::note(const InstrumentSnapshot& snapshot)
{
    const std::lock_guard lock(m_mutex);
    const auto [found, isNew] = m_instruments.insert_or_assign(snapshot.instrument, snapshot);
    if (!isNew)
        ++m_conflated;
}

void DisplayFeed::note(BarsChange change)
{
    const std::lock_guard lock(m_mutex);
    auto& waiting = m_bars[change.key];
    waiting.key = change.key;
    if (change.reset || !change.historyError.empty())
        waiting.historyError = change.historyError;
    if (change.reset) {
        waiting.reset = true;
        waiting.bars = std::move(change.bars);
        return;
    }
    for (auto& bar : change.bars) {
        const auto found = std::ranges::lower_bound(waiting.bars, bar.start, {}, &domain::Bar::start);
        if (found != waiting.bars.end() && found->start == bar.start)
            *found = bar;
        else
            waiting.bars.insert(found, bar);
    }
}

void DisplayFeed::note(const StreamStatus& status)
{
    const std::lock_guard lock(m_mutex);
    m_streams.insert_or_assign({status.name, status.isOrders}, status);
}

void DisplayFeed::noteTape(const domain::Trade& trade)
{
    const std::lock_guard lock(m_mutex);
    if (m_tape.size() >= tapeBound) {
        ++m_tapeDropped;
        return;
    }
    m_tape.push_back(trade);
}

void DisplayFeed::noteCounters(const std::map<std::string, std::uint64_t>& counters)
{
    const std::lock_guard lock(m_mutex);
    m_counters = counters;
}

MarketBatch DisplayFeed::take()
{
    std::map<domain::InstrumentId, InstrumentSnapshot> instruments;
    std::map<BarsKey, BarsChange> bars;
    std::map<std::pair<std::string, bool>, StreamStatus> streams;
    MarketBatch batch;
    {
        const std::lock_guard lock(m_mutex);
        instruments.swap(m_instruments);
        bars.swap(m_bars);
        streams.swap(m_streams);
        batch.tape.swap(m_tape);
        batch.counters.swap(m_counters);
    }
    for (auto& [id, snapshot] : instruments)
        batch.instruments.push_back(std::move(snapshot));
    for (auto& [key, change] : bars)
        batch.bars.push_back(std::move(change));
    for (auto& [key, status] : streams)
        batch.streams.push_back(std::move(status));
    return batch;
}

std::uint64_t DisplayFeed::conflated() const
{
    const std::lock_guard lock(m_mutex);
    return m_conflated;
}

std::uint64_t DisplayFeed::tapeDropped() const
{
    const std::lock_guard lock(m_mutex);
    return m_tapeDropped;
}

}  // namespace tradecore::application
