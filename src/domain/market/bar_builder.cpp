#include "domain/market/bar_builder.h"

#include <algorithm>

namespace tradecore::domain {

BarBuilder::BarBuilder(Timeframe timeframe, Duration sessionOffset)
    : m_timeframe(timeframe), m_length(lengthOf(timeframe)), m_sessionOffset(sessionOffset)
{
}

Timestamp BarBuilder::intervalStart(Timestamp time) const
{
    if (m_timeframe != Timeframe::OneDay)
        return time.floorTo(m_length);
    return (time - m_sessionOffset).floorTo(m_length) + m_sessionOffset;
}

void BarBuilder::addTo(Bar& bar, const Trade& trade)
{
    bar.volume = bar.volume + trade.size;
    ++bar.trades;
    if (trade.countsForPrice) {
        bar.high = std::max(bar.high, trade.price);
        bar.low = std::min(bar.low, trade.price);
        bar.close = trade.price;
    }
    ++m_revision;
}

std::optional<Timestamp> BarBuilder::addLate(const Trade& trade, Timestamp start)
{
    const auto found = std::ranges::lower_bound(m_bars, start, {}, &Bar::start);
    if (found != m_bars.end() && found->start == start) {
        const Price close = found->close;
        addTo(*found, trade);
        found->close = close;  // a late print widens the bar, it does not become its last price
        return start;
    }
    ++m_tooLate;
    return std::nullopt;
}

std::optional<Timestamp> BarBuilder::add(const Trade& trade)
{
    const Timestamp start = intervalStart(trade.venueTime);
    if (!m_bars.empty() && start < m_bars.back().start)
        return addLate(trade, start);
    if (!m_bars.empty() && start == m_bars.back().start) {
        addTo(m_bars.back(), trade);
        return start;
    }
    if (start != m_pendingStart) {
        m_orphanVolume = m_orphanVolume + m_pendingVolume;
        m_pendingVolume = Quantity();
        m_pendingTrades = 0;
        m_pendingStart = start;
    }
    if (!trade.countsForPrice) {
        m_pendingVolume = m_pendingVolume + trade.size;
        ++m_pendingTrades;
        return std::nullopt;
    }
    if (!m_bars.empty())
        m_bars.back().complete = true;
    m_bars.push_back(Bar{start, trade.price, trade.price, trade.price, trade.price, m_pendingVolume + trade.size,
                         m_pendingTrades + 1, /*complete=*/false});
    m_pendingVolume = Quantity();
    m_pendingTrades = 0;
    if (m_bars.size() > keptBars)
        m_bars.pop_front();
    ++m_revision;
    return start;
}

void BarBuilder::advanceTo(Timestamp marketTime)
{
    if (m_bars.empty() || m_bars.back().complete || marketTime < m_bars.back().start + m_length)
        return;
    m_bars.back().complete = true;
    ++m_revision;
}

void BarBuilder::seed(const std::vector<Bar>& history)
{
    std::deque<Bar> merged;
    std::ranges::set_union(m_bars, history, std::back_inserter(merged), {}, &Bar::start, &Bar::start);
    while (merged.size() > keptBars)
        merged.pop_front();
    m_bars = std::move(merged);
    ++m_revision;
}

}  // namespace tradecore::domain
