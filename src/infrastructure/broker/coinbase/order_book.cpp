#include "infrastructure/broker/coinbase/order_book.h"

#include <iterator>

namespace tradecore::infrastructure::coinbase {

template <typename Better>
void OrderBook::Side<Better>::set(const BookLevel& level, std::size_t maximumLevels)
{
    if (boundary && Better()(*boundary, level.price)) {
        ++cut;
        return;
    }
    if (level.size.isZero()) {
        levels.erase(level.price);
        return;
    }
    // Snapshots come best first, so that the end is where the next level belongs.
    if (levels.empty() || Better()(std::prev(levels.end())->first, level.price))
        levels.emplace_hint(levels.end(), level.price, level.size);
    else
        levels.insert_or_assign(level.price, level.size);
    if (levels.size() > maximumLevels) {
        levels.erase(std::prev(levels.end()));
        boundary = std::prev(levels.end())->first;
        ++cut;
    }
}

OrderBook::OrderBook(std::size_t maximumLevels) : m_maximumLevels(maximumLevels) {}

BookHealth OrderBook::reset(std::span<const BookLevel> bids, std::span<const BookLevel> asks)
{
    m_bids = {};
    m_asks = {};
    for (const BookLevel& level : bids)
        m_bids.set(level, m_maximumLevels);
    for (const BookLevel& level : asks)
        m_asks.set(level, m_maximumLevels);
    return health();
}

BookHealth OrderBook::apply(std::span<const BookChange> changes)
{
    for (const BookChange& change : changes) {
        switch (change.side) {
        case BookSide::Bid: m_bids.set(change.level, m_maximumLevels); break;
        case BookSide::Ask: m_asks.set(change.level, m_maximumLevels); break;
        }
    }
    return health();
}

TopOfBook OrderBook::top() const
{
    TopOfBook top;
    if (!m_bids.levels.empty()) {
        top.bid = m_bids.levels.begin()->first;
        top.bidSize = m_bids.levels.begin()->second;
    }
    if (!m_asks.levels.empty()) {
        top.ask = m_asks.levels.begin()->first;
        top.askSize = m_asks.levels.begin()->second;
    }
    return top;
}

BookHealth OrderBook::health() const
{
    if ((m_bids.boundary && m_bids.levels.empty()) || (m_asks.boundary && m_asks.levels.empty()))
        return BookHealth::Exhausted;
    if (!m_bids.levels.empty() && !m_asks.levels.empty() && m_bids.levels.begin()->first >= m_asks.levels.begin()->first)
        return BookHealth::Crossed;
    return BookHealth::Sound;
}

}  // namespace tradecore::infrastructure::coinbase
