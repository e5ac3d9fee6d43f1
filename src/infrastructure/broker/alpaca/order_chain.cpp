#include "infrastructure/broker/alpaca/order_chain.h"

#include "infrastructure/broker/alpaca/order_mapping.h"

#include <algorithm>

namespace tradecore::infrastructure::alpaca {

namespace {

constexpr int longestChain = 1'000;

}  // namespace

void OrderChain::note(const OrderRecord& order)
{
    const auto [at, isNew] = m_orders.try_emplace(order.id);
    Entry& entry = at->second;
    if (isNew)
        m_age.push_back(order.id);
    entry.clientOrderId = order.clientOrderId;
    entry.symbol = order.symbol;
    entry.assetClass = order.assetClass;
    if (!order.replaces.empty())
        entry.replaces = order.replaces;
    entry.filled = std::max(entry.filled, order.filled);
    while (m_age.size() > capacity) {
        m_orders.erase(m_age.front());
        m_age.pop_front();
    }
}

void OrderChain::noteFilled(const std::string& brokerOrderId, domain::Quantity filled)
{
    if (const auto at = m_orders.find(brokerOrderId); at != m_orders.end())
        at->second.filled = std::max(at->second.filled, filled);
}

std::string OrderChain::missing(const std::string& brokerOrderId) const
{
    std::string id = brokerOrderId;
    for (int hops = 0; hops < longestChain; ++hops) {
        const auto at = m_orders.find(id);
        if (at == m_orders.end())
            return id;
        if (at->second.replaces.empty())
            return {};
        id = at->second.replaces;
    }
    return {};
}

std::optional<ChainPlace> OrderChain::place(const std::string& brokerOrderId) const
{
    if (!missing(brokerOrderId).empty())
        return std::nullopt;
    const Entry* entry = &m_orders.at(brokerOrderId);
    ChainPlace place{{}, {}, entry->symbol, entry->assetClass};
    std::string id = brokerOrderId;
    for (int hops = 0; hops < longestChain && !entry->replaces.empty(); ++hops) {
        id = entry->replaces;
        entry = &m_orders.at(id);
        place.offset = place.offset + entry->filled;
    }
    place.root = rootOf(entry->clientOrderId, id);
    return place;
}

domain::Quantity OrderChain::filled(const std::string& brokerOrderId) const
{
    const auto at = m_orders.find(brokerOrderId);
    return at == m_orders.end() ? domain::Quantity() : at->second.filled;
}

}  // namespace tradecore::infrastructure::alpaca
