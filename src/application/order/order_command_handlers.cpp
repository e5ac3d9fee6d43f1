#include "application/order/order_command_handlers.h"

#include "application/order/fill_postings.h"
#include "application/order/order_handler_parts.h"
#include "application/order/order_sentences.h"

#include <string>
#include <utility>
#include <variant>

namespace tradecore::application {

using domain::OrderEvent;
using domain::OrderState;

namespace {

// Nothing is written for an order that is refused while the journal is short of space or not to be trusted.
CommandOutcome refuseStopped(std::string sentence)
{
    return failure(CommandRefusal{"orders_blocked", std::move(sentence), std::nullopt});
}

void close(UnitOfWork& work, const std::optional<domain::RequestId>& request, OutboxState state, std::string error = {})
{
    if (request)
        work.updateOutbox(OutboxUpdate{*request, state, /*countAttempt=*/false, std::move(error)});
}

// Which outbox rows a report has answered: the submit by anything that proves the order is (or is not) at the venue, a
// pending cancel or replace by its own end.
void closeAnswered(UnitOfWork& work, const OrderState& before, const OrderState& after)
{
    if (before.submitRequest && before.status != after.status
        && (before.status == domain::OrderStatus::PendingNew || before.status == domain::OrderStatus::Unknown))
        close(work, before.submitRequest, OutboxState::Done);
    if (before.cancelRequest && !after.cancelRequest)
        close(work, before.cancelRequest, OutboxState::Done);
    if (before.replaceRequest && !after.replaceRequest)
        close(work, before.replaceRequest, OutboxState::Done);
}

}  // namespace

OrderCommandHandlers::OrderCommandHandlers(CommandBus& bus, RiskGate& gate, ReconcileWanted reconcileWanted)
    : m_gate(gate), m_reconcileWanted(std::move(reconcileWanted))
{
    bus.handle<PlaceOrder>([this](const auto& command, auto& work) { return place(command, work); });
    bus.handle<CancelOrder>([this](const auto& command, auto& work) { return cancel(command, work); });
    bus.handle<ReplaceOrder>([this](const auto& command, auto& work) { return replace(command, work); });
    bus.handle<ResolveOrder>([this](const auto& command, auto& work) { return resolve(command, work); });
    bus.handle<StartSending>([this](const auto& command, auto& work) { return startSending(command, work); });
    bus.handle<RecordVenueReport>([this](const auto& command, auto& work) { return recordReport(command, work); });
    bus.handle<RecordUnanswered>([this](const auto& command, auto& work) { return recordUnanswered(command, work); });
    bus.handle<RecordNotFound>([this](const auto& command, auto& work) { return recordNotFound(command, work); });
    bus.handle<AdoptVenueOrder>([this](const auto& command, auto& work) { return adopt(command, work); });
    bus.handle<SettleOutboxAfterRestart>([this](const auto& command, auto& work) { return settle(command, work); });
}

CommandOutcome OrderCommandHandlers::place(const PlaceOrder& command, UnitOfWork& work)
{
    if (!domain::isValidClientOrderId(command.clientOrderId.text())) {
        domain::OrderReason reason{domain::OrderReasonCode::InvalidClientOrderId, command.clientOrderId.text(), {}, {}};
        return refuse(reason);
    }
    const auto state = work.state<OrderState>(orderStream(command.terms.account, command.clientOrderId));
    if (auto stop = m_gate.stopReason(); !stop.empty() && !state.exists())
        return refuseStopped(std::move(stop));
    const auto facts = factsOf(command, command.terms, command.clientOrderId, "submit", work);
    auto events = domain::decidePlace(state, facts);
    if (!events || (state.exists() && !isSamePlacement(command, state, work))) {
        CommandRefusal refusal = refusalOf(events ? domain::OrderReason{} : events.error());
        refusal.code = "conflict";
        refusal.message = "An order with this client order id exists and says something else. Nothing was sent.";
        return failure(std::move(refusal));
    }
    work.setResult(command.clientOrderId.text());
    const bool isPlaced = !events->empty() && std::holds_alternative<domain::OrderPlaced>(events->front());
    if (isPlaced && !command.exits.isEmpty()) {
        if (const auto refusal = refusalOfExits(command, work))
            events = domain::OrderEvents{domain::OrderDenied{command.clientOrderId, command.terms, *refusal}};
        else
            events->emplace_back(domain::OrderExitsAttached{exitId(command, takeProfitName, command.exits.takeProfit),
                                                            exitId(command, stopLossName, command.exits.stopLoss)});
    }
    recordPlaced(facts, *events, work);
    if (events->size() > 1)
        placeExits(command, work);
    return {};
}

CommandOutcome OrderCommandHandlers::cancel(const CancelOrder& command, UnitOfWork& work)
{
    const StreamId stream = orderStream(command.account, command.clientOrderId);
    const auto state = work.state<OrderState>(stream);
    if (!state.exists())
        return refuseUnknownOrder(command.clientOrderId);
    const auto events = domain::decideCancel(state, requestFor(work, "cancel"));
    if (!events)
        return refuse(events.error());
    work.setResult(command.clientOrderId.text());
    work.recordAll(stream, *events, work.now());
    for (const auto& event : *events) {
        if (const auto* requested = std::get_if<domain::OrderCancelRequested>(&event))
            work.insertOutbox(
                rowFor(OutboxKind::Cancel, command.account, command.clientOrderId, requested->request, work.now()));
    }
    judgeProtection(command.account, command.clientOrderId, work);
    return {};
}

CommandOutcome OrderCommandHandlers::replace(const ReplaceOrder& command, UnitOfWork& work)
{
    const StreamId stream = orderStream(command.account, command.clientOrderId);
    const auto state = work.state<OrderState>(stream);
    if (!state.exists())
        return refuseUnknownOrder(command.clientOrderId);
    if (auto stop = m_gate.stopReason(); !stop.empty())
        return refuseStopped(std::move(stop));
    const auto instrument = m_gate.board().instrument(state.terms.instrument);
    const domain::ReplaceOrderFacts facts{requestFor(work, "replace"), command.change, instrument,
                                          m_gate.facts(work, state.terms, instrument, stream, GatePurpose::Replace)};
    const auto events = domain::decideReplace(state, facts);
    if (!events)
        return refuse(events.error());
    work.setResult(command.clientOrderId.text());
    work.recordAll(stream, *events, work.now());
    for (const auto& event : *events) {
        if (const auto* requested = std::get_if<domain::OrderReplaceRequested>(&event))
            work.insertOutbox(
                rowFor(OutboxKind::Replace, command.account, command.clientOrderId, requested->request, work.now()));
    }
    return {};
}

CommandOutcome OrderCommandHandlers::resolve(const ResolveOrder& command, UnitOfWork& work)
{
    const StreamId stream = orderStream(command.account, command.clientOrderId);
    const auto state = work.state<OrderState>(stream);
    if (!state.exists())
        return refuseUnknownOrder(command.clientOrderId);
    const auto events = domain::decideResolve(state, command.resolution, command.reason);
    if (!events)
        return refuse(events.error());
    work.setResult(command.clientOrderId.text());
    work.recordAll(stream, *events, work.now());
    close(work, state.submitRequest, OutboxState::Done, "resolved by hand");
    close(work, state.cancelRequest, OutboxState::Done, "resolved by hand");
    judgeProtection(command.account, command.clientOrderId, work);
    return {};
}

CommandOutcome OrderCommandHandlers::startSending(const StartSending& command, UnitOfWork& work)
{
    const StreamId stream = orderStream(command.account, command.clientOrderId);
    const auto state = work.state<OrderState>(stream);
    const bool wantsGate = command.kind != OutboxKind::Cancel;
    if (!wantsGate) {
        const bool pending = state.cancelRequest == command.request && !domain::isTerminal(state.status);
        work.setResult(pending ? "sending" : "withheld");
        work.updateOutbox({command.request, pending ? OutboxState::Sending : OutboxState::Done, /*countAttempt=*/true, {}});
        return {};
    }
    const auto instrument = m_gate.board().instrument(state.terms.instrument);
    const auto purpose = command.kind == OutboxKind::Replace ? GatePurpose::Replace : GatePurpose::Send;
    const auto facts = m_gate.facts(work, state.terms, instrument, stream, purpose);
    const auto events = domain::decideSend(state, command.request, facts, work.now() - command.askedAt);
    if (!events) {
        work.setResult("withheld");
        work.updateOutbox({command.request, OutboxState::Dead, /*countAttempt=*/false, sentenceFor(events.error()).toStdString()});
        return {};
    }
    work.recordAll(stream, *events, work.now());
    // A replace that may leave needs no event of its own; a submit says that it is being sent.
    bool sends = command.kind == OutboxKind::Replace && events->empty();
    for (const auto& event : *events)
        sends = sends || std::holds_alternative<domain::OrderSending>(event);
    if (sends && command.kind == OutboxKind::Submit)
        m_gate.noteSent(state.terms, stream);
    judgeProtection(command.account, command.clientOrderId, work);
    work.setResult(sends ? "sending" : "withheld");
    work.updateOutbox({command.request, sends ? OutboxState::Sending : OutboxState::Dead, /*countAttempt=*/true, {}});
    return {};
}

CommandOutcome OrderCommandHandlers::recordReport(const RecordVenueReport& command, UnitOfWork& work)
{
    const StreamId stream = orderStream(command.account, command.clientOrderId);
    const auto before = work.state<OrderState>(stream);
    if (!before.exists()) {
        ++m_unexplainedReports;
        m_reconcileWanted(command.account);
        return refuseUnknownOrder(command.clientOrderId);
    }
    const auto& report = command.report;
    const bool isRestatement
        = report.kind == domain::VenueReportKind::FillBusted || report.kind == domain::VenueReportKind::FillCorrected;
    const bool isUnknownFill = isRestatement && domain::pieceNamed(before, report.executionId) == nullptr
        && domain::bustedPieceNamed(before, report.executionId) == nullptr;
    const bool overlaps = isUnknownFill
        || (report.kind == domain::VenueReportKind::Filled
            && domain::fitOf(before, report.cumulativeBefore, report.cumulativeAfter) == domain::FillFit::Overlaps);
    const auto events = domain::decideReport(before, report);
    work.recordAll(stream, events, report.facts.venueTime);
    bool isPosted = true;
    for (const auto& event : events)
        isPosted = recordPostings(work, command.clientOrderId, before.terms, event, m_gate.board().instrument(before.terms.instrument))
            && isPosted;
    if (report.kind == domain::VenueReportKind::Filled)
        m_gate.noteFill(before.terms);
    if (!events.empty()) {
        judgeProtection(command.account, command.clientOrderId, work);
        for (const auto& entry : m_gate.bracketsIn(before.terms))
            judgeProtection(command.account, entry, work);
    }
    closeAnswered(work, before, work.state<OrderState>(stream));
    if (overlaps || !isPosted) {
        ++m_unexplainedReports;
        m_reconcileWanted(command.account);
    }
    return {};
}

CommandOutcome OrderCommandHandlers::recordUnanswered(const RecordUnanswered& command, UnitOfWork& work)
{
    const StreamId stream = orderStream(command.account, command.clientOrderId);
    const auto state = work.state<OrderState>(stream);
    if (state.submitRequest == command.request) {
        const auto events = domain::decideSubmitUnknown(state, command.request, command.evidence);
        work.recordAll(stream, events, work.now());
        if (!events.empty())
            work.updateOutbox({command.request, OutboxState::Unknown, /*countAttempt=*/false, command.evidence});
    } else if (state.cancelRequest == command.request) {
        // A cancel may be driven again: it is asked for, not done twice.
        work.updateOutbox({command.request, OutboxState::Ready, /*countAttempt=*/false, command.evidence});
    } else if (state.replaceRequest == command.request) {
        work.updateOutbox({command.request, OutboxState::Unknown, /*countAttempt=*/false, command.evidence});
    }
    judgeProtection(command.account, command.clientOrderId, work);
    m_reconcileWanted(command.account);
    return {};
}

CommandOutcome OrderCommandHandlers::recordNotFound(const RecordNotFound& command, UnitOfWork& work)
{
    const StreamId stream = orderStream(command.account, command.clientOrderId);
    work.recordAll(stream, domain::decideNotFound(work.state<OrderState>(stream), command.evidence, work.now()), work.now());
    return {};
}

CommandOutcome OrderCommandHandlers::adopt(const AdoptVenueOrder& command, UnitOfWork& work)
{
    const StreamId stream = orderStream(command.account, command.order.clientOrderId);
    const domain::AdoptOrderFacts facts{command.order.clientOrderId, command.order.brokerOrderId, command.order.terms,
                                        command.order.facts};
    const auto events = domain::decideAdopt(work.state<OrderState>(stream), facts);
    work.recordAll(stream, events, command.order.facts.venueTime);
    if (!events.empty())
        m_gate.noteOpen(command.account, stream);
    return {};
}

CommandOutcome OrderCommandHandlers::settle(const SettleOutboxAfterRestart& command, UnitOfWork& work)
{
    const StreamId stream = orderStream(command.account, command.clientOrderId);
    const auto state = work.state<OrderState>(stream);
    const auto events = domain::decideRestart(state, command.submitRowReady, command.submitRowSending, command.replaceRowReady);
    work.recordAll(stream, events, work.now());
    if (command.submitRowReady)
        close(work, state.submitRequest, OutboxState::Dead, "not sent before the restart");
    if (command.submitRowSending)
        close(work, state.submitRequest, OutboxState::Unknown, "in flight at the restart");
    if (command.replaceRowReady)
        close(work, command.replaceRowReady, OutboxState::Dead, "not sent before the restart");
    if (command.replaceRowSending)
        close(work, command.replaceRowSending, OutboxState::Unknown, "in flight at the restart");
    if (command.cancelRowSending)
        close(work, command.cancelRowSending, OutboxState::Ready, "driven again after the restart");
    judgeProtection(command.account, command.clientOrderId, work);
    return {};
}

}  // namespace tradecore::application
