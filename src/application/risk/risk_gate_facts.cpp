// The facts of the limits R1 to R7, and what open orders hold back of a position.
#include "application/risk/risk_gate.h"

#include <algorithm>
#include <utility>

namespace tradecore::application {

using domain::OrderState;
using domain::OrderTerms;
using domain::Quantity;
using domain::RiskFacts;

namespace {

constexpr Duration rateWindow = std::chrono::minutes(1);

bool isSameOrder(const OrderTerms& left, const OrderTerms& right)
{
    return left.instrument == right.instrument && left.side == right.side && left.quantity == right.quantity
        && left.limitPrice == right.limitPrice && left.stopPrice == right.stopPrice && left.trail == right.trail;
}

bool areSiblings(const OrderTerms& left, const OrderTerms& right)
{
    return left.oneCancelsOther && left.oneCancelsOther == right.oneCancelsOther;
}

// Sums that count the orders of a pair once, by the largest.
struct OpenQuantity {
    Quantity total;
    std::map<domain::ClientOrderId, Quantity> shared;

    void add(const OrderTerms& terms, Quantity quantity)
    {
        if (!terms.oneCancelsOther) {
            total = total + quantity;
            return;
        }
        auto& largest = shared[*terms.oneCancelsOther];
        total = total + quantity.minusAtLeastZero(largest);
        largest = std::max(largest, quantity);
    }
};

// An exit works as far as its entry is filled.
Quantity workable(const OrderState& order, const OrderState* parent)
{
    if (parent == nullptr || !parent->exists() || domain::isTerminal(parent->status))
        return order.leaves();
    return std::min(order.leaves(), parent->cumulative.minusAtLeastZero(order.cumulative));
}

}  // namespace

void RiskGate::restorePositions(const std::vector<PositionRow>& positions)
{
    for (const auto& row : positions)
        m_traded[row.state.account].insert(row.state.instrument);
}

void RiskGate::restoreRecent(const std::vector<OrderRow>& newestOrders)
{
    const Timestamp now = m_clock.utcNow();
    const SteadyTime steadyNow = m_clock.steadyNow();
    for (const auto& row : newestOrders) {
        if (row.stopLoss)
            noteBracket(row.terms, row.clientOrderId);
        const Duration age = now - row.submittedAt;
        if (age < Duration() || age >= rateWindow || row.status == domain::OrderStatus::Denied)
            continue;
        for (auto* recent : {&m_placed[row.terms.account], &m_sent[row.terms.account]})
            recent->push_back({row.stream, row.terms, steadyNow + -age});
    }
    for (auto* accounts : {&m_placed, &m_sent}) {
        for (auto& [account, recent] : *accounts)
            std::ranges::sort(recent, {}, &RecentOrder::at);
    }
}

std::set<domain::ClientOrderId> RiskGate::bracketsIn(const OrderTerms& terms) const
{
    const auto found = m_brackets.find({terms.account, terms.instrument});
    return found != m_brackets.end() ? found->second : std::set<domain::ClientOrderId>();
}

void RiskGate::forgetOld(Recent& orders) const
{
    const SteadyTime now = m_clock.steadyNow();
    while (!orders.empty() && now - orders.front().at >= rateWindow)
        orders.pop_front();
}

void RiskGate::notePlaced(const OrderTerms& terms, const StreamId& order)
{
    auto& recent = m_placed[terms.account];
    forgetOld(recent);
    recent.push_back({order, terms, m_clock.steadyNow()});
}

void RiskGate::noteSent(const OrderTerms& terms, const StreamId& order)
{
    auto& recent = m_sent[terms.account];
    forgetOld(recent);
    recent.push_back({order, terms, m_clock.steadyNow()});
}

void RiskGate::addRecent(UnitOfWork& work, const OrderTerms& terms, const StreamId& order, GatePurpose purpose, RiskFacts& facts)
{
    const bool sends = purpose == GatePurpose::Send;
    auto& recent = (sends ? m_sent : m_placed)[terms.account];
    forgetOld(recent);
    facts.countsForRate = purpose != GatePurpose::Replace;
    facts.ordersInLastMinute = static_cast<std::int64_t>(
        std::ranges::count_if(recent, [&order](const RecentOrder& other) { return other.order != order; }));
    // Whether an order repeats another is judged when it is placed; nothing that comes later changes the answer.
    if (purpose != GatePurpose::Place)
        return;
    for (auto other = recent.rbegin(); other != recent.rend(); ++other) {
        if (other->order == order || !isSameOrder(other->terms, terms))
            continue;
        const auto state = work.state<OrderState>(other->order);
        if (!state.exists() || state.status == domain::OrderStatus::Denied)
            continue;
        facts.sinceSameOrder = m_clock.steadyNow() - other->at;
        return;
    }
}

void RiskGate::addOpenQuantities(UnitOfWork& work, const OrderTerms& terms, const StreamId& order, RiskFacts& facts)
{
    OpenQuantity buys, sells;
    forEachOpen(work, terms.account, order, [&](const OrderState& other) {
        if (other.terms.instrument != terms.instrument || areSiblings(other.terms, terms))
            return;
        std::optional<OrderState> parent;
        if (other.terms.parent)
            parent = work.state<OrderState>(orderStream(terms.account, *other.terms.parent));
        const Quantity quantity = workable(other, parent ? &*parent : nullptr);
        (other.terms.side == domain::Side::Sell ? sells : buys).add(other.terms, quantity);
    });
    facts.openBuyQuantity = buys.total;
    facts.openSellQuantity = sells.total;
}

void RiskGate::addParent(UnitOfWork& work, const OrderTerms& terms, RiskFacts& facts) const
{
    if (!terms.parent)
        return;
    const auto parent = work.state<OrderState>(orderStream(terms.account, *terms.parent));
    const bool opens = parent.exists() && parent.terms.instrument == terms.instrument && parent.terms.side != terms.side;
    facts.parentFilled = parent.cumulative;
    if (!opens)
        facts.parent = domain::ParentStanding::Missing;
    else if (!domain::isTerminal(parent.status))
        facts.parent = domain::ParentStanding::Open;
    else
        facts.parent = parent.cumulative.isZero() ? domain::ParentStanding::Unfilled : domain::ParentStanding::Filled;
}

// As far as it is known: a position without a mark adds nothing, and one in another currency has no rate.
std::optional<domain::Money> RiskGate::dayProfit(UnitOfWork& work, const domain::AccountState& account)
{
    if (!account.exists)
        return std::nullopt;
    Decimal total;
    for (const auto& instrument : m_traded[account.account]) {
        const auto position = work.state<domain::PositionState>(positionStream(account.account, instrument));
        if (!position.exists || position.currency != account.currency)
            continue;
        const auto entry = m_board.find(instrument);
        const auto mark = entry ? entry->lastPrice : std::nullopt;
        if (const auto profit = position.dayProfit(mark.value_or(domain::Price())); profit && (mark || position.quantity.isZero()))
            total += *profit;
    }
    return domain::Money(total, account.currency);
}

}  // namespace tradecore::application
