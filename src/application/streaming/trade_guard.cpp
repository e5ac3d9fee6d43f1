#include "application/streaming/trade_guard.h"

#include <algorithm>
#include <charconv>

namespace tradecore::application {

namespace {

std::optional<std::uint64_t> numberOf(const std::string& id)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), value);
    if (error != std::errc() || end != id.data() + id.size())
        return std::nullopt;
    return value;
}

// More than `percent` of the reference apart; prices are below 10^18, so that the products fit 128 bits.
bool differsByMoreThan(int percent, domain::Price price, domain::Price reference)
{
    const Int128 distance = (price - reference).value().absolute().units();
    return distance * 100 > reference.value().absolute().units() * percent;
}

}  // namespace

bool FutureGuard::refuses(Timestamp venueTime, Timestamp believed)
{
    if (venueTime <= believed + tolerance) {
        m_refused = 0;
        return false;
    }
    const Duration apart = venueTime > m_refusedTime ? venueTime - m_refusedTime : m_refusedTime - venueTime;
    m_refused = m_refused > 0 && apart <= tolerance ? m_refused + 1 : 1;
    m_refusedTime = venueTime;
    if (m_refused < TradeGuard::agreeing)
        return true;
    m_refused = 0;
    return false;
}

std::optional<TradeVerdict> TradeGuard::judgeId(const std::string& id) const
{
    if (id.empty())
        return std::nullopt;
    if (m_ids.contains(id))
        return TradeVerdict::Duplicate;
    if (m_newestForgotten) {
        if (const auto number = numberOf(id); number && *number <= *m_newestForgotten)
            return TradeVerdict::Old;
    }
    return std::nullopt;
}

void TradeGuard::remember(const std::string& id)
{
    if (id.empty() || !m_ids.insert(id).second)
        return;
    m_idOrder.push_back(id);
    if (m_idOrder.size() <= rememberedIds)
        return;
    if (const auto number = numberOf(m_idOrder.front()))
        m_newestForgotten = std::max(m_newestForgotten.value_or(0), *number);
    m_ids.erase(m_idOrder.front());
    m_idOrder.pop_front();
}

bool TradeGuard::isSuspicious(domain::Price price)
{
    if (!m_lastPrice || !differsByMoreThan(50, price, *m_lastPrice)) {
        m_refused = 0;
        return false;
    }
    const bool agrees = m_refused > 0 && m_refusedPrice && !differsByMoreThan(10, price, *m_refusedPrice);
    m_refused = agrees ? m_refused + 1 : 1;
    m_refusedPrice = price;
    if (m_refused < agreeing)
        return true;
    m_refused = 0;
    return false;
}

TradeVerdict TradeGuard::judge(const domain::Trade& trade, Timestamp believed)
{
    if (!m_mayBeNegative && !trade.price.value().isPositive())
        return TradeVerdict::BadPrice;
    if (trade.size.isZero())
        return TradeVerdict::BadSize;
    if (const auto verdict = judgeId(trade.tradeId))
        return *verdict;
    if (m_future.refuses(trade.venueTime, believed))
        return TradeVerdict::Future;
    remember(trade.tradeId);
    if (!trade.countsForPrice)
        return TradeVerdict::Accepted;
    if (isSuspicious(trade.price))
        return TradeVerdict::Suspicious;
    if (m_lastTime && trade.venueTime < *m_lastTime)
        return TradeVerdict::Late;
    m_lastPrice = trade.price;
    m_lastTime = trade.venueTime;
    return TradeVerdict::Accepted;
}

}  // namespace tradecore::application
