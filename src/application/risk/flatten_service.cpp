#include "application/risk/flatten_service.h"

#include <utility>

namespace tradecore::application {

namespace {

constexpr std::string_view flattenReason = "flatten";

}  // namespace

CommandContext FlattenService::context()
{
    return {m_ports.identities.next(), std::nullopt, std::nullopt, "flatten"};
}

std::vector<OrderRow> FlattenService::openOrders(const Run& run)
{
    OrderFilter filter;
    filter.openOnly = true;
    filter.account = run.account;
    auto rows = m_ports.models.orders(filter).value_or(std::vector<OrderRow>{});
    if (run.instrument)
        std::erase_if(rows, [&run](const OrderRow& row) { return row.terms.instrument != *run.instrument; });
    return rows;
}

std::vector<domain::PositionState> FlattenService::openPositions(const Run& run)
{
    std::vector<domain::PositionState> out;
    for (auto& row : m_ports.models.positions(0).value_or(std::vector<PositionRow>{})) {
        const bool isMeant = !run.instrument || row.state.instrument == *run.instrument;
        if (row.state.account == run.account && isMeant && !row.state.quantity.isZero())
            out.push_back(std::move(row.state));
    }
    return out;
}

void FlattenService::close(const domain::AccountId& account, const domain::InstrumentId& instrument,
                           std::function<void(const FlattenResult&)> onResult)
{
    auto run = std::make_shared<Run>();
    run->account = account;
    run->instrument = instrument;
    run->onResult = std::move(onResult);
    begin(run);
}

void FlattenService::flatten(const domain::AccountId& account, std::function<void(const FlattenResult&)> onResult)
{
    auto run = std::make_shared<Run>();
    run->account = account;
    run->onResult = std::move(onResult);
    if (const auto loaded = m_ports.states.load(accountStream(account))) {
        if (const auto* state = std::get_if<domain::AccountState>(&(*loaded)->state))
            run->before = state->tradingState;
    }
    const ChangeTradingState reduce{account, domain::TradingState::Reducing, std::string(flattenReason)};
    m_ports.bus.send(reduce, context(), m_ports.engine, [this, run, alive = m_alive](const Receipt& receipt) {
        if (!*alive)
            return;
        if (!receipt.isDone()) {
            run->result.error = receipt.refusal ? receipt.refusal->message : "The journal did not take the command.";
            run->onResult(run->result);
            return;
        }
        begin(run);
    });
}

void FlattenService::begin(const RunPointer& run)
{
    for (const auto& row : openOrders(*run)) {
        ++run->result.cancelled;
        m_ports.bus.send(CancelOrder{run->account, row.clientOrderId}, context(), m_ports.engine, [](const Receipt&) {});
    }
    poll(run);
}

void FlattenService::poll(const RunPointer& run)
{
    const bool ordersGone = openOrders(*run).empty();
    if (ordersGone && !run->ordersGone) {
        run->ordersGone = true;
        m_ports.reconciliation.request(run->account);
    }
    const bool confirmed = run->ordersGone && !m_ports.reconciliation.status(run->account).running;
    if (confirmed && run->closing.empty())
        closePositions(run);
    const bool flat = openPositions(*run).empty();
    if ((confirmed && ordersGone && flat) || ++run->polls > pollLimit) {
        finish(run);
        return;
    }
    m_ports.engine.after(pollInterval, [this, run, alive = m_alive] {
        if (*alive)
            poll(run);
    });
}

void FlattenService::closePositions(const RunPointer& run)
{
    for (const auto& position : openPositions(*run)) {
        run->closing.insert(position.instrument);
        domain::OrderTerms terms;
        terms.account = run->account;
        terms.instrument = position.instrument;
        terms.side = position.quantity.isPositive() ? domain::Side::Sell : domain::Side::Buy;
        terms.type = domain::OrderType::Market;
        terms.timeInForce = domain::TimeInForce::Day;
        terms.quantity = domain::Quantity::magnitudeOf(position.quantity);
        const PlaceOrder command{domain::ClientOrderId(m_ports.identities.next().toString()), terms};
        m_ports.bus.send(command, context(), m_ports.engine, [run](const Receipt& receipt) {
            if (receipt.refusal && run->result.error.empty())
                run->result.error = receipt.refusal->message;
        });
    }
}

void FlattenService::finish(const RunPointer& run)
{
    const auto positions = openPositions(*run);
    run->result.remaining = openOrders(*run).size() + positions.size();
    for (const auto& position : positions)
        run->closing.erase(position.instrument);
    run->result.closed = run->closing.size();
    if (run->result.remaining > 0) {
        if (run->result.error.empty())
            run->result.error = run->instrument ? "Not everything is proven gone."
                                                : "Not everything is proven gone; the account stays in the state \"reducing\".";
        run->onResult(run->result);
        return;
    }
    run->result.error.clear();
    if (run->instrument) {
        run->onResult(run->result);
        return;
    }
    const ChangeTradingState restore{run->account, run->before, "flatten proven zero", std::string(flattenReason)};
    m_ports.bus.send(restore, context(), m_ports.engine, [run](const Receipt&) { run->onResult(run->result); });
}

}  // namespace tradecore::application
