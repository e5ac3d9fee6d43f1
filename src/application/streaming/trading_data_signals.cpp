#include "application/streaming/trading_data_signals.h"

#include <algorithm>

namespace tradecore::application {

TradingDataSignals::TradingDataSignals(Desk& desk, Executor& gui, QObject* parent)
    : QObject(parent), m_desk(desk), m_gui(gui), m_alive(std::make_shared<bool>(true))
{
}

TradingDataSignals::~TradingDataSignals() = default;

void TradingDataSignals::reload()
{
    for (Kind* kind : {&m_orders, &m_fills, &m_positions, &m_accounts}) {
        const std::uint64_t ticket = kind->ticket;
        *kind = Kind();
        kind->ticket = ticket + 1;
    }
}

bool TradingDataSignals::mayAsk(Kind& kind, bool hasChanged)
{
    const SteadyTime now = m_desk.steadyNow();
    if (kind.inFlight && now - kind.askedAt < answerWait)
        return false;
    if (kind.notBefore && now < *kind.notBefore)
        return false;
    return !kind.asOf || hasChanged || kind.inFlight;
}

std::uint64_t TradingDataSignals::begin(Kind& kind)
{
    kind.inFlight = true;
    kind.askedAt = m_desk.steadyNow();
    return ++kind.ticket;
}

bool TradingDataSignals::accept(Kind& kind, std::uint64_t ticket, std::int64_t asOf, const std::string& error)
{
    if (ticket != kind.ticket)
        return false;
    kind.inFlight = false;
    if (!error.empty()) {
        kind.notBefore = m_desk.steadyNow() + errorPause;
        Q_EMIT failed(QString::fromStdString(error));
        return false;
    }
    kind.notBefore.reset();
    kind.asOf = std::max(kind.asOf.value_or(0), asOf);
    return true;
}

void TradingDataSignals::pump()
{
    const std::int64_t head = m_desk.headPosition();
    const std::uint64_t valuation = m_desk.valuation();
    const auto isBehind = [head](const Kind& kind) { return kind.asOf && *kind.asOf < head; };
    if (mayAsk(m_orders, isBehind(m_orders)))
        askOrders();
    if (mayAsk(m_fills, isBehind(m_fills)))
        askFills();
    if (mayAsk(m_positions, isBehind(m_positions) || m_positions.valuation < valuation))
        askPositions();
    if (mayAsk(m_accounts, isBehind(m_accounts) || m_accounts.valuation < valuation))
        askAccounts(valuation);
}

void TradingDataSignals::askOrders()
{
    OrdersQuery query;
    query.filter.changedAfter = m_orders.asOf.value_or(0);
    const bool isFirst = !m_orders.asOf;
    m_desk.orders(query, m_gui, [this, isFirst, ticket = begin(m_orders), alive = std::weak_ptr<bool>(m_alive)](const auto& answer) {
        if (!alive.expired() && accept(m_orders, ticket, answer.asOf, answer.error) && (isFirst || !answer.rows.empty()))
            Q_EMIT orders(answer.rows, answer.asOf);
    });
}

void TradingDataSignals::askFills()
{
    FillsQuery query;
    query.filter.changedAfter = m_fills.asOf.value_or(0);
    const bool isFirst = !m_fills.asOf;
    m_desk.fills(query, m_gui, [this, isFirst, ticket = begin(m_fills), alive = std::weak_ptr<bool>(m_alive)](const auto& answer) {
        if (!alive.expired() && accept(m_fills, ticket, answer.asOf, answer.error) && (isFirst || !answer.rows.empty()))
            Q_EMIT fills(answer.rows, answer.asOf);
    });
}

void TradingDataSignals::askPositions()
{
    PositionsQuery query;
    query.changedAfter = m_positions.asOf.value_or(0);
    query.valuationAfter = m_positions.valuation;
    const bool isFirst = !m_positions.asOf;
    m_desk.positions(query, m_gui,
                     [this, isFirst, ticket = begin(m_positions), alive = std::weak_ptr<bool>(m_alive)](const auto& answer) {
                         if (alive.expired() || !accept(m_positions, ticket, answer.asOf, answer.error))
                             return;
                         m_positions.valuation = std::max(m_positions.valuation, answer.valuation);
                         if (isFirst || !answer.rows.empty())
                             Q_EMIT positions(answer.rows, answer.asOf);
                     });
}

void TradingDataSignals::askAccounts(std::uint64_t valuation)
{
    const bool isFirst = !m_accounts.asOf;
    m_desk.accounts(AccountsQuery(), m_gui,
                    [this, isFirst, valuation, ticket = begin(m_accounts), alive = std::weak_ptr<bool>(m_alive)](const auto& answer) {
                        if (alive.expired() || !accept(m_accounts, ticket, answer.asOf, answer.error))
                            return;
                        m_accounts.valuation = std::max(m_accounts.valuation, valuation);
                        if (isFirst || !answer.rows.empty())
                            Q_EMIT accounts(answer.rows, answer.asOf);
                    });
}

}  // namespace tradecore::application
