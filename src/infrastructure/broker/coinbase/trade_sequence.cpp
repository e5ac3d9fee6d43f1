#include "infrastructure/broker/coinbase/trade_sequence.h"

#include <algorithm>

namespace tradecore::infrastructure::coinbase {

TradeSequence::Seen TradeSequence::onTrade(std::uint64_t tradeId)
{
    if (m_newest == 0 || tradeId == m_newest + 1) {
        m_newest = tradeId;
        return {};
    }
    if (tradeId > m_newest) {
        const std::uint64_t missed = tradeId - m_newest - 1;
        remember(m_newest + 1, tradeId - 1);
        m_newest = tradeId;
        return {TradeArrival::New, missed};
    }
    if (takeBack(tradeId))
        return {TradeArrival::Late, 0};
    if (m_newest - tradeId <= duplicateWindow)
        return {TradeArrival::Duplicate, 0};
    m_newest = tradeId;
    m_gaps.clear();
    return {};
}

std::uint64_t TradeSequence::onNewestId(std::uint64_t tradeId)
{
    if (tradeId <= m_newest)
        return 0;
    const std::uint64_t missed = m_newest == 0 ? 0 : tradeId - m_newest;
    if (missed > 0)
        remember(m_newest + 1, tradeId);
    m_newest = tradeId;
    return missed;
}

void TradeSequence::remember(std::uint64_t first, std::uint64_t last)
{
    if (m_gaps.size() == maximumGaps)
        m_gaps.erase(m_gaps.begin());
    m_gaps.emplace_back(first, last);
}

bool TradeSequence::takeBack(std::uint64_t tradeId)
{
    const auto gap = std::find_if(m_gaps.begin(), m_gaps.end(), [tradeId](const auto& candidate) {
        return tradeId >= candidate.first && tradeId <= candidate.second;
    });
    if (gap == m_gaps.end())
        return false;
    const auto [first, last] = *gap;
    auto at = m_gaps.erase(gap);
    if (tradeId < last)
        at = m_gaps.insert(at, {tradeId + 1, last});
    if (tradeId > first)
        m_gaps.insert(at, {first, tradeId - 1});
    if (m_gaps.size() > maximumGaps)
        m_gaps.erase(m_gaps.begin());
    return true;
}

}  // namespace tradecore::infrastructure::coinbase
