#include "application/streaming/bar_series.h"

#include <algorithm>

namespace tradecore::application {

domain::Bar mergePartialBar(const domain::Bar& history, bool historyIsFinal, const domain::Bar& live)
{
    if (historyIsFinal && history.high >= live.high && history.low <= live.low)
        return history;
    domain::Bar merged = live;
    merged.open = history.open;
    merged.high = std::max(history.high, live.high);
    merged.low = std::min(history.low, live.low);
    merged.close = historyIsFinal ? history.close : live.close;
    merged.volume = std::max(history.volume, live.volume);
    merged.trades = std::max(history.trades, live.trades);
    merged.complete = historyIsFinal || live.complete;
    return merged;
}

BarSeries::BarSeries(domain::Timeframe timeframe, Duration sessionOffset)
    : m_live(timeframe, sessionOffset), m_length(domain::lengthOf(timeframe))
{
}

std::vector<Timestamp> BarSeries::add(const domain::Trade& trade)
{
    const Timestamp interval = intervalStart(trade.venueTime);
    if (!isInSight()) {
        m_sights.push_back(Sight{interval, std::nullopt});
        m_toComplete.insert(interval);
        if (m_sights.size() > keptSights)
            m_sights.pop_front();
    }
    const std::optional<Timestamp> openBefore =
        m_live.bars().empty() ? std::nullopt : std::optional(m_live.bars().back().start);
    const auto changed = m_live.add(trade);
    if (!changed)
        return {};
    if (openBefore && *openBefore < *changed)
        return {*openBefore, *changed};
    return {*changed};
}

std::vector<Timestamp> BarSeries::advanceTo(Timestamp marketTime)
{
    const std::uint64_t before = m_live.revision();
    m_live.advanceTo(marketTime);
    if (m_live.revision() == before)
        return {};
    return {m_live.bars().back().start};
}

void BarSeries::loseSight(Timestamp marketTime)
{
    if (!isInSight())
        return;
    const Timestamp interval = intervalStart(marketTime);
    m_sights.back().lost = interval;
    if (liveBar(interval) != nullptr)
        m_toComplete.insert(interval);
}

bool BarSeries::addHistory(const std::vector<domain::Bar>& bars, Timestamp askedAt)
{
    bool complete = true;
    for (auto entry = bars.rbegin(); entry != bars.rend(); ++entry) {
        const bool isFinal = entry->start + m_length <= askedAt;
        if (const auto found = m_history.find(entry->start); found != m_history.end()) {
            if (isFinal || !found->second.isFinal)
                found->second = HistoryBar{*entry, isFinal};
            continue;
        }
        if (m_history.size() >= keptHistoryBars) {
            complete = false;
            break;
        }
        m_history.emplace(entry->start, HistoryBar{*entry, isFinal});
        if (isFinal)
            m_history.at(entry->start).bar.complete = true;
    }
    return complete;
}

const domain::Bar* BarSeries::liveBar(Timestamp start) const
{
    const auto& bars = m_live.bars();
    const auto found = std::ranges::lower_bound(bars, start, {}, &domain::Bar::start);
    return found != bars.end() && found->start == start ? &*found : nullptr;
}

bool BarSeries::isSeenCompletely(Timestamp start) const
{
    return std::ranges::any_of(m_sights, [&](const Sight& sight) {
        return start > sight.first && (!sight.lost || start < *sight.lost);
    });
}

bool BarSeries::hasSeenAllSince(Timestamp time) const
{
    return isInSight() && m_sights.back().first < time;
}

std::optional<domain::Bar> BarSeries::bar(Timestamp start) const
{
    const domain::Bar* live = liveBar(start);
    const auto history = m_history.find(start);
    if (history == m_history.end())
        return live == nullptr ? std::nullopt : std::optional(*live);
    if (live == nullptr)
        return history->second.bar;
    if (isSeenCompletely(start))
        return *live;
    return mergePartialBar(history->second.bar, history->second.isFinal, *live);
}

std::vector<domain::Bar> BarSeries::bars() const
{
    std::vector<Timestamp> starts;
    starts.reserve(m_history.size() + m_live.bars().size());
    for (const auto& [start, history] : m_history)
        starts.push_back(start);
    for (const auto& live : m_live.bars())
        starts.push_back(live.start);
    std::ranges::sort(starts);
    const auto surplus = std::ranges::unique(starts);
    starts.erase(surplus.begin(), surplus.end());
    return bars(starts);
}

std::vector<domain::Bar> BarSeries::bars(const std::vector<Timestamp>& starts) const
{
    std::vector<domain::Bar> out;
    out.reserve(starts.size());
    for (const Timestamp start : starts) {
        if (const auto found = bar(start))
            out.push_back(*found);
    }
    return out;
}

std::vector<Timestamp> BarSeries::intervalsToComplete(Timestamp marketTime)
{
    std::vector<Timestamp> out;
    for (auto interval = m_toComplete.begin(); interval != m_toComplete.end();) {
        if (*interval + m_length > marketTime) {
            ++interval;
            continue;
        }
        const auto history = m_history.find(*interval);
        if (history == m_history.end() || !history->second.isFinal)
            out.push_back(*interval);
        interval = m_toComplete.erase(interval);
    }
    return out;
}

std::optional<Timestamp> BarSeries::oldestStart() const
{
    std::optional<Timestamp> oldest;
    if (!m_history.empty())
        oldest = m_history.begin()->first;
    if (!m_live.bars().empty() && (!oldest || m_live.bars().front().start < *oldest))
        oldest = m_live.bars().front().start;
    return oldest;
}

}  // namespace tradecore::application
