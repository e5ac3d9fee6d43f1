#include "application/streaming/bars_watch.h"

#include <algorithm>
#include <utility>

namespace tradecore::application {

namespace {

bool isWorthAnotherAttempt(SourceError::Kind kind)
{
    switch (kind) {
    case SourceError::Kind::Timeout:
    case SourceError::Kind::RateLimited:
    case SourceError::Kind::Transport: return true;
    case SourceError::Kind::NotConnected:   // refill() asks when the stream is back
    case SourceError::Kind::UnknownInstrument:
    case SourceError::Kind::RangeTooLarge:
    case SourceError::Kind::Malformed: return false;
    }
    return false;
}

}  // namespace

BarsWatch::BarsWatch(Ports ports)
    : m_ports(ports), m_requests(ports.counters.named("history_requests")),
      m_failures(ports.counters.named("history_failures")), m_tooLate(ports.counters.named("bars_too_late")),
      m_alive(std::make_shared<bool>(true))
{
}

BarsWatch::~BarsWatch() = default;

void BarsWatch::watch(const BarsKey& key)
{
    const MarketDataSource* source = m_ports.adapters.activeSource();
    const Duration sessionOffset = source == nullptr ? Duration::zero() : source->traits().sessionOffset;
    auto& watched = m_series.try_emplace(key, Watched{BarSeries(key.timeframe, sessionOffset), 0, {}, 0}).first->second;
    ++watched.watches;
    const auto cached = m_ports.cache.history(key);
    noteReset(key, watched);
    if (cached && watched.series.hasSeenAllSince(cached->to))
        return;
    requestNewest(key, watched);
}

void BarsWatch::unwatch(const BarsKey& key)
{
    const auto found = m_series.find(key);
    if (found != m_series.end() && found->second.watches > 0)
        --found->second.watches;
}

void BarsWatch::loadOlder(const BarsKey& key, Timestamp before)
{
    const auto found = m_series.find(key);
    if (found == m_series.end())
        return;
    const Timestamp to = found->second.series.intervalStart(before);
    request(key, to - found->second.series.length() * barsOfRequest, to, Purpose::Older, 1);
}

void BarsWatch::requestNewest(const BarsKey& key, Watched& watched)
{
    MarketDataSource* source = m_ports.adapters.activeSource();
    if (source == nullptr)
        return;
    if (!source->traits().history.contains(key.timeframe)) {
        watched.historyError = "The source " + source->traits().name + " has no history of "
            + std::string(domain::nameOf(key.timeframe)) + " bars; the chart begins now.";
        noteReset(key, watched);
        return;
    }
    const Timestamp end = watched.series.intervalStart(source->marketTime()) + watched.series.length();
    request(key, end - watched.series.length() * barsOfRequest, end, Purpose::Newest, 1);
}

void BarsWatch::request(const BarsKey& key, Timestamp from, Timestamp to, Purpose purpose, int attempt)
{
    MarketDataSource* source = m_ports.adapters.activeSource();
    if (source == nullptr || !source->traits().history.contains(key.timeframe))
        return;
    m_requests.increment();
    const CachedHistory asked{from, to, {}};
    source->requestHistory(
        HistoryRequest{key.instrument, key.timeframe, from, to},
        [this, key, asked, askedAt = source->marketTime(), sentAt = m_ports.clock.steadyNow(), purpose, attempt,
         name = source->traits().name,
         alive = std::weak_ptr<bool>(m_alive)](const Result<std::vector<domain::Bar>, SourceError>& answer) {
            if (alive.expired())
                return;
            m_ports.monitor.noteHistoryLatency(name, m_ports.clock.steadyNow() - sentAt);
            onHistory(key, asked, askedAt, purpose, attempt, answer);
        });
}

void BarsWatch::onHistory(const BarsKey& key, const CachedHistory& asked, Timestamp askedAt, Purpose purpose, int attempt,
                          const Result<std::vector<domain::Bar>, SourceError>& answer)
{
    const auto found = m_series.find(key);
    if (found == m_series.end())
        return;
    Watched& watched = found->second;
    if (!answer) {
        onHistoryFailed(key, watched, asked, purpose, attempt, answer.error());
        return;
    }
    const bool complete = watched.series.addHistory(*answer, askedAt);
    switch (purpose) {
    case Purpose::Newest:
        watched.historyError.clear();
        m_ports.cache.putHistory(key, CachedHistory{asked.from, asked.to, *answer});
        noteReset(key, watched);
        return;
    case Purpose::Older:
    case Purpose::Completion: break;
    }
    std::vector<Timestamp> starts;
    for (const auto& bar : *answer)
        starts.push_back(bar.start);
    noteBars(key, watched.series.bars(starts));
    if (!complete) {
        BarsChange change;
        change.key = key;
        change.historyError = "No more than " + std::to_string(BarSeries::keptHistoryBars) + " bars are kept of one series.";
        m_ports.display.note(std::move(change));
    }
}

void BarsWatch::onHistoryFailed(const BarsKey& key, Watched& watched, const CachedHistory& asked, Purpose purpose,
                                int attempt, const SourceError& error)
{
    m_failures.increment();
    if (attempt < attempts && isWorthAnotherAttempt(error.kind)) {
        m_ports.io.after(std::chrono::seconds(std::int64_t{1} << attempt),
                         [this, key, asked, purpose, attempt, alive = std::weak_ptr<bool>(m_alive)] {
                             if (!alive.expired() && isWatched(key))
                                 request(key, asked.from, asked.to, purpose, attempt + 1);
                         });
        return;
    }
    watched.historyError = "Chart history could not be loaded: " + error.text;
    BarsChange change;
    change.key = key;
    change.historyError = watched.historyError;
    m_ports.display.note(std::move(change));
}

void BarsWatch::add(const domain::Trade& trade)
{
    const BarsKey first{trade.instrument, domain::allTimeframes.front()};
    for (auto entry = m_series.lower_bound(first); entry != m_series.end() && entry->first.instrument == trade.instrument;
         ++entry) {
        Watched& watched = entry->second;
        const auto changed = watched.series.add(trade);
        if (watched.series.tooLate() != watched.tooLateCounted)
            m_tooLate.increment(watched.series.tooLate() - std::exchange(watched.tooLateCounted, watched.series.tooLate()));
        if (watched.watches > 0 && !changed.empty())
            noteBars(entry->first, watched.series.bars(changed));
    }
}

void BarsWatch::advanceTo(Timestamp marketTime)
{
    for (auto& [key, watched] : m_series) {
        const auto changed = watched.series.advanceTo(marketTime);
        if (watched.watches > 0 && !changed.empty())
            noteBars(key, watched.series.bars(changed));
    }
}

void BarsWatch::loseSight(Timestamp marketTime)
{
    for (auto& [key, watched] : m_series)
        watched.series.loseSight(marketTime);
}

void BarsWatch::loseSight(const domain::InstrumentId& instrument, Timestamp marketTime)
{
    for (auto& [key, watched] : m_series) {
        if (key.instrument == instrument)
            watched.series.loseSight(marketTime);
    }
}

void BarsWatch::refill()
{
    for (auto& [key, watched] : m_series) {
        if (watched.watches > 0)
            requestNewest(key, watched);
    }
}

void BarsWatch::sweep(Timestamp marketTime)
{
    std::erase_if(m_series,
                  [&](const auto& entry) { return entry.second.watches == 0 && !m_ports.cache.hasHistory(entry.first); });
    for (auto& [key, watched] : m_series) {
        for (const Timestamp start : watched.series.intervalsToComplete(marketTime - completionDelay))
            request(key, start, start + watched.series.length(), Purpose::Completion, 1);
    }
}

bool BarsWatch::isWatched(const BarsKey& key) const
{
    const auto found = m_series.find(key);
    return found != m_series.end() && found->second.watches > 0;
}

std::vector<domain::Bar> BarsWatch::bars(const BarsKey& key) const
{
    const auto found = m_series.find(key);
    return found == m_series.end() ? std::vector<domain::Bar>() : found->second.series.bars();
}

void BarsWatch::noteReset(const BarsKey& key, const Watched& watched)
{
    BarsChange change;
    change.key = key;
    change.reset = true;
    change.bars = watched.series.bars();
    change.historyError = watched.historyError;
    m_ports.display.note(std::move(change));
}

void BarsWatch::noteBars(const BarsKey& key, std::vector<domain::Bar> bars)
{
    BarsChange change;
    change.key = key;
    change.bars = std::move(bars);
    m_ports.display.note(std::move(change));
}

}  // namespace tradecore::application
