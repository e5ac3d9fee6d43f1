#include "application/risk/risk_gate.h"

#include "domain/risk/commission.h"

#include <algorithm>
#include <utility>

namespace tradecore::application {

using domain::Instrument;
using domain::Money;
using domain::OrderState;
using domain::Price;
using domain::Quantity;

namespace {

// The price that a buy can cost at most, as far as it can be known: its limit, else the higher of its stop and the market.
std::optional<Price> worstPrice(const domain::OrderTerms& terms, const std::optional<Price>& reference)
{
    if (terms.limitPrice)
        return terms.limitPrice;
    if (terms.stopPrice && reference)
        return std::max(*terms.stopPrice, *reference);
    return terms.stopPrice ? terms.stopPrice : reference;
}

Money commissionFor(const Instrument& instrument, Quantity quantity, const std::optional<Price>& price)
{
    const Money none(Decimal(), instrument.quoteCurrency);
    if (!price)
        return none;
    const auto value = domain::notional(*price, quantity, instrument.quoteCurrency);
    if (!value)
        return none;
    return domain::practiceCommission(instrument, quantity, *value).value_or(none);
}

}  // namespace

std::optional<Decimal> reservationOf(const OrderState& order, const Instrument& instrument,
                                     const std::optional<Price>& reference)
{
    const auto price = worstPrice(order.terms, reference);
    if (!price)
        return std::nullopt;
    const auto value = domain::notional(*price, order.leaves(), instrument.quoteCurrency);
    if (!value)
        return std::nullopt;
    const Money whole = commissionFor(instrument, order.terms.quantity, price);
    const Decimal due = whole.amount() - order.totalCommission().amount();
    return value->amount() + std::max(due, Decimal());
}

RiskGate::RiskGate(const QuoteBoard& board, StreamConfirmed streamConfirmed, const Clock& clock)
    : m_board(board), m_streamConfirmed(std::move(streamConfirmed)), m_clock(clock)
{
}

void RiskGate::restore(const std::vector<OrderRow>& openOrders)
{
    for (const auto& row : openOrders) {
        noteOpen(row.terms.account, row.stream);
        if (row.terms.parent)
            noteBracket(row.terms, *row.terms.parent);
    }
}

void RiskGate::noteOpen(const domain::AccountId& account, const StreamId& order)
{
    m_open[account].insert(order);
}

void RiskGate::forEachOpen(UnitOfWork& work, const domain::AccountId& account, const std::optional<StreamId>& except,
                           const std::function<void(const OrderState&)>& visit)
{
    auto& streams = m_open[account];
    for (auto it = streams.begin(); it != streams.end();) {
        if (except && *it == *except) {
            ++it;
            continue;
        }
        const auto order = work.state<OrderState>(*it);
        if (!order.exists() || domain::isTerminal(order.status)) {
            it = streams.erase(it);
            continue;
        }
        visit(order);
        ++it;
    }
}

std::map<std::string, Decimal> RiskGate::reservedCash(UnitOfWork& work, const domain::AccountId& account,
                                                      const std::optional<StreamId>& except)
{
    std::map<std::string, Decimal> reserved;
    forEachOpen(work, account, except, [&](const OrderState& order) {
        if (order.terms.side != domain::Side::Buy)
            return;
        const auto instrument = m_board.instrument(order.terms.instrument);
        if (!instrument)
            return;
        const auto reference = m_board.referencePrice(order.terms.instrument, order.terms.side);
        if (const auto amount = reservationOf(order, *instrument, reference))
            reserved[instrument->quoteCurrency.code()] += *amount;
    });
    return reserved;
}

domain::RiskFacts RiskGate::facts(UnitOfWork& work, const domain::OrderTerms& terms,
                                  const std::optional<Instrument>& instrument, const StreamId& order, GatePurpose purpose)
{
    domain::RiskFacts facts;
    const auto account = work.state<domain::AccountState>(accountStream(terms.account));
    facts.accountKnown = account.exists;
    facts.tradingState = stopReason().empty() ? account.tradingState : domain::TradingState::Halted;
    facts.orderStreamConfirmed = m_streamConfirmed(terms.account);
    facts.limits = work.state<domain::RiskState>(riskStream(terms.account)).limits;
    if (!instrument)
        return facts;
    facts.currency = instrument->quoteCurrency;
    if (const auto cash = account.cash.find(facts.currency.code()); cash != account.cash.end()) {
        const auto reserved = reservedCash(work, terms.account, order);
        const auto held = reserved.find(facts.currency.code());
        facts.availableCash = Money(held == reserved.end() ? cash->second : cash->second - held->second, facts.currency);
    }
    facts.position = work.state<domain::PositionState>(positionStream(terms.account, terms.instrument)).quantity;
    addOpenQuantities(work, terms, order, facts);
    addParent(work, terms, facts);
    addRecent(work, terms, order, purpose, facts);
    facts.dayProfit = dayProfit(work, account);
    facts.referencePrice = m_board.referencePrice(terms.instrument, terms.side);
    facts.estimatedCommission = commissionFor(*instrument, terms.quantity, worstPrice(terms, facts.referencePrice));
    return facts;
}

}  // namespace tradecore::application
