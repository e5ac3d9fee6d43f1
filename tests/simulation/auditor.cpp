#include "tests/simulation/auditor.h"

#include "domain/position/position_books.h"

#include <algorithm>

namespace tradecore::simulation {

using application::RecordedEvent;
using application::StreamId;

void Auditor::complain(const char* invariant, const std::string& text)
{
    constexpr std::size_t enough = 20;
    if (m_violations.size() < enough)
        m_violations.push_back({invariant, text, observedUpTo()});
}

void Auditor::observe(const RecordedEvent& event, bool confirmed)
{
    if (event.position != observedUpTo() + 1)
        complain("I24", "after event " + std::to_string(observedUpTo()) + " comes " + std::to_string(event.position));
    if (m_trace)
        m_trace(event.recordedAt.toRfc3339() + ' ' + std::to_string(event.position) + ' ' + event.stream.toString() + ' '
                + event.typeName + " by " + event.command.actor + ' ' + event.payload);
    m_hashes.push_back(event.hash);
    m_incarnations.push_back(m_incarnation);
    if (!m_eventIds.insert(event.eventId).second)
        complain("I10", "event id " + event.eventId.toString() + " is used twice");
    if (event.recordedAt == Timestamp() || event.occurredAt == Timestamp())
        complain("I29", "event " + std::to_string(event.position) + " lacks a time");
    if (const auto* order = std::get_if<domain::OrderEvent>(&event.event))
        observeOrder(event, *order, confirmed);
    else if (const auto* account = std::get_if<domain::AccountEvent>(&event.event))
        observeAccount(event.stream, *account);
    else if (const auto* position = std::get_if<domain::PositionEvent>(&event.event))
        observePosition(*position);
}

void Auditor::observeOrder(const RecordedEvent& event, const domain::OrderEvent& order, bool confirmed)
{
    OrderAudit& audit = m_orders[event.stream];
    m_touched.insert(event.stream);
    if (const auto* wish = std::get_if<domain::OrderCancelRequested>(&order))
        m_recordedAt.emplace(wish->request, event.position);
    if (const auto* wish = std::get_if<domain::OrderReplaceRequested>(&order))
        m_recordedAt.emplace(wish->request, event.position);
    if (const auto* sending = std::get_if<domain::OrderSending>(&order)) {
        m_recordedAt.emplace(sending->request, event.position);
        checkSending(audit, sending->request);
    }
    if (std::holds_alternative<domain::OrderPlaced>(order) && !confirmed)
        complain("I12", "an order is taken while the fill stream is not confirmed");
    if (const auto* fill = std::get_if<domain::OrderFilled>(&order)) {
        if (!m_executions.insert(fill->executionId.text()).second)
            complain("I13", "execution " + fill->executionId.text() + " is booked twice");
        ++m_legs[fill->executionId.text()].order;
    }
    audit.observe(order, m_incarnation, [this](const char* invariant, const std::string& text) { complain(invariant, text); });
    audit.lastType = event.typeName;
}

void Auditor::checkSending(const OrderAudit& order, const domain::RequestId& request)
{
    const auto books = m_books.find(application::accountStream(order.account));
    const bool isCancel = order.requested.contains(request) && order.phase != OrderAudit::Phase::Placed;
    const bool halted = books != m_books.end() && books->second.tradingState == domain::TradingState::Halted;
    if (halted && !isCancel)
        complain("I36", "order " + order.id.text() + " is sent while trading is halted");
    // Cancels are driven again by a later program; nothing else is.
    if (!isCancel && order.incarnation != m_incarnation)
        complain("I4", "order " + order.id.text() + " is sent by a program that did not place it");
}

void Auditor::observeAccount(const StreamId& stream, const domain::AccountEvent& event)
{
    Books& books = m_books[stream];
    if (const auto* moved = std::get_if<domain::AccountCashMoved>(&event)) {
        books.cash[moved->amount.currency().code()] += moved->amount.amount();
        books.flows[moved->amount.currency().code()] += moved->amount.amount();
    } else if (const auto* fill = std::get_if<domain::AccountFillPosted>(&event)) {
        books.cash[fill->proceeds.currency().code()] += fill->proceeds.amount();
        books.cash[fill->commission.currency().code()] += fill->commission.amount().negated();
        ++m_legs[fill->executionId.text()].account;
    } else if (const auto* restated = std::get_if<domain::AccountFillRestated>(&event)) {
        books.cash[restated->proceeds.currency().code()] += restated->proceeds.amount() - restated->bookedProceeds.amount();
        books.cash[restated->commission.currency().code()] += restated->bookedCommission.amount() - restated->commission.amount();
    } else if (const auto* split = std::get_if<domain::AccountSplitApplied>(&event)) {
        books.cash[split->cashInLieu.currency().code()] += split->cashInLieu.amount();
    } else if (const auto* state = std::get_if<domain::AccountTradingStateChanged>(&event)) {
        books.tradingState = state->state;
    }
}

void Auditor::observePosition(const domain::PositionEvent& event)
{
    if (const auto* fill = std::get_if<domain::PositionFillApplied>(&event)) {
        const Decimal size = fill->quantity.value();
        m_positions[fill->instrument] += (fill->side == domain::Side::Buy ? size : size.negated()) - fill->baseFee.value();
        ++m_legs[fill->executionId.text()].position;
    } else if (const auto* restated = std::get_if<domain::PositionFillRestated>(&event)) {
        // The books of all fills without the busted one; no split of the simulation stands between.
        domain::SignedQuantity change = domain::heldChangeOf(restated->side, restated->booked).negated();
        if (restated->corrected)
            change = change + domain::heldChangeOf(restated->side, *restated->corrected);
        m_positions[restated->instrument] += change.value();
    } else if (const auto* split = std::get_if<domain::PositionSplit>(&event)) {
        Decimal& held = m_positions[split->instrument];
        held = domain::splitQuantity(domain::SignedQuantity(held), split->numerator, split->denominator).value() - split->fraction.value();
    }
}

void Auditor::settle()
{
    for (const auto& stream : m_touched)
        m_orders.at(stream).settle([this](const char* invariant, const std::string& text) { complain(invariant, text); });
    m_touched.clear();
    for (const auto& [execution, legs] : m_legs) {
        if (legs.order != 1 || legs.position != 1 || legs.account != 1)
            complain("I14", "execution " + execution + " is booked to order, position and account "
                                + std::to_string(legs.order) + ", " + std::to_string(legs.position) + " and "
                                + std::to_string(legs.account) + " times in its commit");
    }
    m_legs.clear();
}

OrderAudit* Auditor::find(const domain::ClientOrderId& id)
{
    for (auto& [stream, order] : m_orders) {
        if (order.id == id)
            return &order;
    }
    return nullptr;
}

void Auditor::checkLeaves(const domain::RequestId& request, const domain::ClientOrderId& id, std::int64_t head)
{
    const auto recorded = m_recordedAt.find(request);
    if (recorded == m_recordedAt.end() || recorded->second > head)
        complain("I1", "a request of order " + id.text() + " leaves before it is committed");
}

void Auditor::onSubmit(const application::SubmitRequest& request, std::int64_t head)
{
    checkLeaves(request.request, request.clientOrderId, head);
    if (!m_submits.insert(request.clientOrderId).second)
        complain("I2", "order " + request.clientOrderId.text() + " is submitted twice");
    const OrderAudit* order = find(request.clientOrderId);
    if (order != nullptr && order->incarnation != m_incarnation)
        complain("I4", "order " + request.clientOrderId.text() + " is submitted by a program that did not place it");
    if (order != nullptr && !(order->quantity == request.terms.quantity.value()))
        complain("I36", "order " + request.clientOrderId.text() + " leaves with another quantity than the gate passed");
}

void Auditor::onReplace(const application::ReplaceRequest& request, std::int64_t head)
{
    checkLeaves(request.request, request.clientOrderId, head);
    if (!m_left.insert(request.request).second)
        complain("I2", "a replace of order " + request.clientOrderId.text() + " leaves twice");
    const auto recorded = m_recordedAt.find(request.request);
    const bool ofAnotherProgram = recorded != m_recordedAt.end()
        && m_incarnations[static_cast<std::size_t>(recorded->second - 1)] != m_incarnation;
    if (ofAnotherProgram)
        complain("I4", "a replace of order " + request.clientOrderId.text() + " is sent by a program that did not ask for it");
}

void Auditor::onCancel(const application::CancelRequest& request, std::int64_t head)
{
    checkLeaves(request.request, request.clientOrderId, head);
}

void Auditor::onReceipt(const application::Receipt& receipt)
{
    if (receipt.isDone())
        m_acknowledged = std::max(m_acknowledged, receipt.lastPosition);
}

}  // namespace tradecore::simulation
