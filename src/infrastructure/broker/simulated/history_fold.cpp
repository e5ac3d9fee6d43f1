#include "infrastructure/broker/simulated/history_fold.h"

#include <algorithm>
#include <chrono>

namespace tradecore::infrastructure {

namespace {

constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;

std::int64_t secondsOf(Duration duration)
{
    return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

std::int64_t secondOf(Timestamp time)
{
    return time.nanoseconds() / nanosecondsPerSecond;  // market times are after 1970
}

}  // namespace

HistoryFold::HistoryFold(OrderFlow flow, domain::Timeframe timeframe, Duration sessionOffset, Timestamp from)
    : m_flow(std::move(flow)), m_lengthSeconds(secondsOf(domain::lengthOf(timeframe))),
      m_offsetSeconds(timeframe == domain::Timeframe::OneDay ? secondsOf(sessionOffset) : 0), m_position(from)
{
}

void HistoryFold::add(std::int64_t second, const SimulatedTrade& trade)
{
    if (m_bars.empty() || second >= m_intervalEnd) {
        const std::int64_t shifted = second - m_offsetSeconds;
        const std::int64_t start = shifted - shifted % m_lengthSeconds + m_offsetSeconds;
        m_intervalEnd = start + m_lengthSeconds;
        m_bars.push_back({start, trade.ticks, trade.ticks, trade.ticks, trade.ticks, 0, 0});
    }
    OpenBar& bar = m_bars.back();
    bar.high = std::max(bar.high, trade.ticks);
    bar.low = std::min(bar.low, trade.ticks);
    bar.close = trade.ticks;
    bar.lots += trade.lots;
    ++bar.trades;
}

void HistoryFold::foldSecond(std::int64_t second, std::int64_t fromNanoseconds, std::int64_t endNanoseconds)
{
    for (const auto& trade : m_flow.tradesOf(second)) {
        if (trade.nanoseconds >= fromNanoseconds && trade.nanoseconds < endNanoseconds)
            add(second, trade);
    }
}

bool HistoryFold::foldTo(Timestamp end, std::int64_t mostSeconds)
{
    const Timestamp stop = std::min(end, m_position + std::chrono::seconds(mostSeconds));
    while (m_position < stop) {
        const std::int64_t second = secondOf(m_position);
        const Timestamp secondStart = Timestamp::fromSeconds(second);
        const Timestamp pieceEnd = std::min(stop, secondStart + std::chrono::seconds(1));
        foldSecond(second, (m_position - secondStart).count(), (pieceEnd - secondStart).count());
        m_position = pieceEnd;
    }
    return m_position >= end;
}

std::vector<domain::Bar> HistoryFold::bars(Timestamp marketTime) const
{
    std::vector<domain::Bar> out;
    out.reserve(m_bars.size());
    for (const auto& bar : m_bars) {
        const bool complete = Timestamp::fromSeconds(bar.start + m_lengthSeconds) <= marketTime;
        out.push_back({Timestamp::fromSeconds(bar.start), m_flow.priceOf(bar.open), m_flow.priceOf(bar.high),
                       m_flow.priceOf(bar.low), m_flow.priceOf(bar.close), m_flow.quantityOf(bar.lots), bar.trades,
                       complete});
    }
    return out;
}

}  // namespace tradecore::infrastructure
