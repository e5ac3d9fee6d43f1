// Placing an order with its exits, and watching over what they protect.
#include "application/order/order_command_handlers.h"
#include "application/order/order_handler_parts.h"

#include <utility>
#include <variant>

namespace tradecore::application {

using domain::OrderState;

namespace {

struct Exit {
    std::string_view name;
    domain::OrderTerms terms;
    domain::ClientOrderId id;
};

// The stop first: it is what must not be missing.
std::vector<Exit> exitsOf(const PlaceOrder& command)
{
    std::vector<Exit> exits;
    if (const auto id = exitId(command, stopLossName, command.exits.stopLoss))
        exits.push_back({stopLossName, domain::stopLossTerms(command.terms, command.clientOrderId, command.exits), *id});
    if (const auto id = exitId(command, takeProfitName, command.exits.takeProfit))
        exits.push_back({takeProfitName, domain::takeProfitTerms(command.terms, command.clientOrderId, command.exits), *id});
    return exits;
}

}  // namespace

domain::PlaceOrderFacts OrderCommandHandlers::factsOf(const PlaceOrder& command, const domain::OrderTerms& terms,
                                                      const domain::ClientOrderId& id, std::string_view requestName, UnitOfWork& work)
{
    const auto instrument = m_gate.board().instrument(terms.instrument);
    domain::PlaceOrderFacts facts{id, requestFor(work, requestName), terms, instrument,
                                  m_gate.facts(work, terms, instrument, orderStream(terms.account, id), GatePurpose::Place)};
    if (command.repeatAgreed)
        facts.risk.sinceSameOrder.reset();
    return facts;
}

// The exits pass the gate before anything is recorded: all of the bracket is placed, or nothing.
std::optional<domain::OrderReason> OrderCommandHandlers::refusalOfExits(const PlaceOrder& command, UnitOfWork& work)
{
    if (const auto refusal = domain::checkExits(command.terms, command.exits))
        return refusal;
    std::int64_t placed = 1;
    for (const auto& exit : exitsOf(command)) {
        auto facts = factsOf(command, exit.terms, exit.id, exit.name, work);
        facts.risk.parent = domain::ParentStanding::Open;
        facts.risk.ordersInLastMinute += placed++;
        const auto events = domain::decidePlace({}, facts);
        if (!events)
            return events.error();
        if (const auto* denied = std::get_if<domain::OrderDenied>(&events->front()))
            return denied->reason;
    }
    return std::nullopt;
}

bool OrderCommandHandlers::isSamePlacement(const PlaceOrder& command, const OrderState& state, UnitOfWork& work)
{
    // A denied order has no exits to compare: it is the same order, and stays denied.
    if (state.status == domain::OrderStatus::Denied && !state.takeProfit && !state.stopLoss)
        return true;
    if (state.takeProfit != exitId(command, takeProfitName, command.exits.takeProfit)
        || state.stopLoss != exitId(command, stopLossName, command.exits.stopLoss))
        return false;
    for (const auto& exit : exitsOf(command)) {
        if (work.state<OrderState>(orderStream(command.terms.account, exit.id)).placedTerms != exit.terms)
            return false;
    }
    return true;
}

void OrderCommandHandlers::recordPlaced(const domain::PlaceOrderFacts& facts, const domain::OrderEvents& events, UnitOfWork& work)
{
    const auto& account = facts.terms.account;
    const StreamId stream = orderStream(account, facts.clientOrderId);
    work.recordAll(stream, events, work.now());
    for (const auto& event : events) {
        if (const auto* placed = std::get_if<domain::OrderPlaced>(&event)) {
            m_gate.noteOpen(account, stream);
            m_gate.notePlaced(facts.terms, stream);
            work.insertOutbox(rowFor(OutboxKind::Submit, account, facts.clientOrderId, placed->request, work.now()));
        } else if (const auto* denied = std::get_if<domain::OrderDenied>(&event)) {
            work.noteDenial(refusalOf(denied->reason));
        }
    }
}

void OrderCommandHandlers::placeExits(const PlaceOrder& command, UnitOfWork& work)
{
    m_gate.noteBracket(command.terms, command.clientOrderId);
    for (const auto& exit : exitsOf(command)) {
        const domain::PlaceOrderFacts facts = factsOf(command, exit.terms, exit.id, exit.name, work);
        recordPlaced(facts, {domain::OrderPlaced{facts.clientOrderId, facts.request, facts.terms}}, work);
    }
}

void OrderCommandHandlers::judgeProtection(const domain::AccountId& account, const domain::ClientOrderId& order, UnitOfWork& work)
{
    auto entry = work.state<OrderState>(orderStream(account, order));
    if (entry.terms.parent)
        entry = work.state<OrderState>(orderStream(account, *entry.terms.parent));
    if (!entry.stopLoss) {
        m_gate.forgetBracket(entry.terms, entry.clientOrderId);
        return;
    }
    const auto exitState = [&](const std::optional<domain::ClientOrderId>& id) {
        return id ? work.state<OrderState>(orderStream(account, *id)) : OrderState{};
    };
    const OrderState stop = exitState(entry.stopLoss);
    const OrderState target = exitState(entry.takeProfit);
    const auto position = work.state<domain::PositionState>(positionStream(account, entry.terms.instrument)).quantity;
    work.recordAll(orderStream(account, entry.clientOrderId), domain::decideProtection(entry, {&stop, &target, position}), work.now());
    const bool exitsAreOver = domain::isTerminal(stop.status) && (!entry.takeProfit || domain::isTerminal(target.status));
    const bool isNaked = work.state<OrderState>(orderStream(account, entry.clientOrderId)).unprotected.has_value();
    if (domain::isTerminal(entry.status) && exitsAreOver && !isNaked)
        m_gate.forgetBracket(entry.terms, entry.clientOrderId);
}

}  // namespace tradecore::application
