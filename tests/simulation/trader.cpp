#include "tests/simulation/trader.h"

#include <algorithm>

namespace tradecore::simulation {

using domain::OrderType;
using domain::TimeInForce;

namespace {

domain::Price priceOf(std::int64_t cents)
{
    return domain::Price(Decimal::fromScaled(std::max<std::int64_t>(cents, 1), 2));
}

domain::Quantity sizeOf(std::int64_t shares)
{
    return domain::Quantity::from(Decimal::fromInteger(shares)).value();
}

}  // namespace

Trader::Trader(std::uint64_t seed, SimulatedDesk& desk, Auditor& auditor)
    : m_random(seed), m_desk(desk), m_auditor(auditor), m_hand(desk.world), m_identities(mix(seed))
{
}

void Trader::act()
{
    if (!m_desk.isUp())
        return;
    const std::uint64_t draw = m_random.below(100);
    if (draw < 50)
        place();
    else if (draw < 55)
        placeTwice();
    else if (draw < 80)
        cancelOne();
    else if (draw < 95)
        replaceOne();
    else if (draw < 98)
        changeTradingState();
    else
        m_desk.engine->flatten.flatten(m_desk.account, [](const application::FlattenResult&) {});
}

domain::OrderTerms Trader::terms()
{
    domain::OrderTerms out;
    const std::size_t which = m_random.below(MarketPath::instrumentCount);
    const std::int64_t cents = m_desk.path.cents(which);
    out.account = m_desk.account;
    out.instrument = MarketPath::instruments()[which].id;
    out.side = m_random.below(5) < 3 ? domain::Side::Buy : domain::Side::Sell;
    out.quantity = sizeOf(m_random.below(12) == 0 ? m_random.between(300, 4'000) : m_random.between(1, 120));
    constexpr std::array types{OrderType::Market, OrderType::Limit, OrderType::Limit, OrderType::Stop, OrderType::StopLimit};
    out.type = types[m_random.below(types.size())];
    constexpr std::array times{TimeInForce::GoodTillCancel, TimeInForce::GoodTillCancel, TimeInForce::Day,
                               TimeInForce::ImmediateOrCancel, TimeInForce::FillOrKill};
    const bool rests = out.type == OrderType::Stop || out.type == OrderType::StopLimit;
    out.timeInForce = rests ? times[m_random.below(3)] : times[m_random.below(times.size())];
    const std::int64_t direction = out.side == domain::Side::Buy ? 1 : -1;
    const std::int64_t away = m_random.between(-25, 15);
    if (out.type == OrderType::Limit || out.type == OrderType::StopLimit)
        out.limitPrice = priceOf(cents + direction * away);
    if (rests)
        out.stopPrice = priceOf(cents + direction * m_random.between(1, 20));
    return out;
}

void Trader::place()
{
    auto wanted = terms();
    if (m_random.below(25) == 0)
        wanted.limitPrice = domain::Price(Decimal::fromScaled(10'000'001, 5));   // off its tick
    const std::string id = m_identities.next().toString();
    send(application::PlaceOrder{domain::ClientOrderId(id), wanted});
}

void Trader::placeTwice()
{
    const auto wanted = terms();
    const domain::ClientOrderId id(m_identities.next().toString());
    const Uuid command = m_identities.next();
    send(application::PlaceOrder{id, wanted}, command);
    send(application::PlaceOrder{id, wanted}, m_random.below(2) == 0 ? command : m_identities.next());
}

std::optional<application::OrderRow> Trader::oneOpenOrder()
{
    application::OrderFilter filter;
    filter.openOnly = true;
    auto rows = m_desk.journal->orders(filter);
    if (!rows || rows->empty())
        return std::nullopt;
    return (*rows)[m_random.below(rows->size())];
}

void Trader::cancelOne()
{
    if (const auto row = oneOpenOrder())
        send(application::CancelOrder{m_desk.account, row->clientOrderId});
}

void Trader::replaceOne()
{
    const auto row = oneOpenOrder();
    if (!row)
        return;
    domain::OrderChange change;
    if (m_random.below(2) == 0)
        change.quantity = sizeOf(m_random.between(1, 150));
    if (row->terms.limitPrice && m_random.below(2) == 0)
        change.limitPrice = *row->terms.limitPrice + domain::PriceOffset(Decimal::fromScaled(m_random.between(-10, 10), 2));
    send(application::ReplaceOrder{m_desk.account, row->clientOrderId, change});
}

void Trader::changeTradingState()
{
    m_halted = !m_halted;
    send(application::ChangeTradingState{m_desk.account, m_halted ? domain::TradingState::Halted : domain::TradingState::Active,
                                         m_halted ? "a pause" : "the pause is over"});
}

void Trader::resume()
{
    if (!m_desk.isUp())
        return;
    m_halted = false;
    send(application::ChangeTradingState{m_desk.account, domain::TradingState::Active, "the end of the run"});
}

}  // namespace tradecore::simulation
