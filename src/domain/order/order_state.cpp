#include "domain/order/order_state.h"

#include <algorithm>
#include <utility>

namespace tradecore::domain {

namespace {

void noteBrokerOrderId(OrderState& state, const BrokerOrderId& id)
{
    if (!id.isEmpty() && std::ranges::find(state.brokerOrderIds, id) == state.brokerOrderIds.end())
        state.brokerOrderIds.push_back(id);
}

// The venue has the order: the doubt about the submit and the user's word about it are over.
void acknowledge(OrderState& state)
{
    state.acknowledged = true;
    state.resolvedByUser = false;
    state.unknownEvidence.clear();
    state.notFoundCount = 0;
}

void answerReplace(OrderState& state, const RequestId& request)
{
    if (state.replaceRequest == request) {
        state.replaceRequest.reset();
        state.replaceChange.reset();
    }
}

void forgetRequests(OrderState& state)
{
    state.cancelRequest.reset();
    state.replaceRequest.reset();
    state.replaceChange.reset();
}

void end(OrderState& state)
{
    state.resolvedByUser = false;
    forgetRequests(state);
}

bool says(const OrderReason& reason)
{
    return reason.code != OrderReasonCode::None || !reason.venueText.empty();
}

// The fields of each event. The status is set by fold(), after these.
struct Effect {
    OrderState& state;

    void operator()(const OrderPlaced& event) const
    {
        state.clientOrderId = event.clientOrderId;
        state.terms = event.terms;
        state.placedTerms = event.terms;
        state.submitRequest = event.request;
    }
    void operator()(const OrderDenied& event) const
    {
        state.clientOrderId = event.clientOrderId;
        state.terms = event.terms;
        state.placedTerms = event.terms;
        state.reason = event.reason;
    }
    void operator()(const OrderAdopted& event) const
    {
        state.clientOrderId = event.clientOrderId;
        state.terms = event.terms;
        state.placedTerms = event.terms;
        state.adopted = true;
        acknowledge(state);
        noteBrokerOrderId(state, event.brokerOrderId);
    }
    void operator()(const OrderSending&) const { state.submitSent = true; }
    void operator()(const OrderWithheld& event) const { state.reason = event.reason; }
    void operator()(const OrderAccepted& event) const
    {
        acknowledge(state);
        noteBrokerOrderId(state, event.brokerOrderId);
    }
    void operator()(const OrderRejected& event) const
    {
        end(state);
        state.reason = event.reason;
    }
    void operator()(const OrderBecameUnknown& event) const { state.unknownEvidence = event.evidence; }
    void operator()(const OrderNotFoundAtVenue& event) const
    {
        state.unknownEvidence = event.evidence;
        ++state.notFoundCount;
    }
    void operator()(const OrderTriggered&) const
    {
        acknowledge(state);
        state.triggered = true;
    }
    void operator()(const OrderFilled& event) const;
    void operator()(const OrderExecutionAliased& event) const
    {
        const auto piece = std::ranges::find(state.pieces, event.cumulativeAfter, &FillPiece::cumulativeAfter);
        if (piece != state.pieces.end())
            piece->executionIds.push_back(event.executionId);
    }
    void operator()(const OrderOverfilled&) const { state.overfilled = true; }
    void operator()(const OrderReportQuarantined& event) const
    {
        ++state.quarantinedReports;
        state.quarantinedTexts.push_back(event.kind + ": " + event.explanation);
    }
    void operator()(const OrderCancelRequested& event) const { state.cancelRequest = event.request; }
    void operator()(const OrderCancelRefused& event) const
    {
        state.cancelRequest.reset();
        state.reason = event.reason;
    }
    void operator()(const OrderReplaceRequested& event) const
    {
        state.replaceRequest = event.request;
        state.replaceChange = event.change;
    }
    void operator()(const OrderReplaceRefused& event) const
    {
        answerReplace(state, event.request);
        state.reason = event.reason;
    }
    void operator()(const OrderReplaced& event) const
    {
        acknowledge(state);
        noteBrokerOrderId(state, event.brokerOrderId);
        answerReplace(state, event.request);
        if (!event.request.isEmpty())
            state.answeredReplaces.push_back(event.request);
        // Below what is filled the order is filled at what is filled (FIX 4.4, appendix D: quantity reduced below cumulative).
        if (event.change.quantity)
            state.terms.quantity = std::max(*event.change.quantity, state.cumulative);
        if (event.change.limitPrice)
            state.terms.limitPrice = event.change.limitPrice;
        if (event.change.stopPrice)
            state.terms.stopPrice = event.change.stopPrice;
    }
    void operator()(const OrderCanceled& event) const
    {
        end(state);
        if (says(event.reason))
            state.reason = event.reason;
    }
    void operator()(const OrderExpired&) const { end(state); }
    void operator()(const OrderSuspended&) const { acknowledge(state); }
    void operator()(const OrderDoneForDay&) const { acknowledge(state); }
    void operator()(const OrderResolvedByUser& event) const
    {
        forgetRequests(state);
        state.resolvedByUser = true;
        state.unknownEvidence = event.reason;
    }
};

void Effect::operator()(const OrderFilled& event) const
{
    const Quantity size = event.cumulativeAfter.minusAtLeastZero(event.cumulativeBefore);
    if (isTerminal(state.status) && state.status != OrderStatus::Filled && !state.resolvedByUser)
        state.filledAfterEnd = true;
    acknowledge(state);
    noteBrokerOrderId(state, event.brokerOrderId);
    const auto place = std::ranges::lower_bound(state.pieces, event.cumulativeBefore, {}, &FillPiece::cumulativeBefore);
    state.pieces.insert(place, FillPiece{event.cumulativeBefore, event.cumulativeAfter, event.price, event.commission,
                                         event.brokerOrderId, {event.executionId}});
    state.cumulative = state.cumulative + size;
    // decideReport() lets no fill pass whose product does not fit.
    if (const auto product = Decimal::multiply(event.price.value(), size.value(), Rounding::HalfEven))
        state.filledNotional += *product;
}

}  // namespace

Quantity OrderState::leaves() const
{
    return isTerminal(status) ? Quantity() : terms.quantity.minusAtLeastZero(cumulative);
}

std::optional<Price> OrderState::averageFillPrice() const
{
    const auto average = Decimal::divide(filledNotional, cumulative.value(), Rounding::HalfEven);
    return average ? std::optional(Price(*average)) : std::nullopt;
}

Money OrderState::totalCommission() const
{
    Money total;
    for (const auto& piece : pieces) {
        if (total.currency().code().empty())
            total = Money(total.amount(), piece.commission.currency());
        if (const auto sum = plus(total, piece.commission))
            total = *sum;
    }
    return total;
}

OrderState fold(OrderState state, const OrderEvent& event)
{
    const auto next = nextStatus(state, event);
    if (!next) {
        ++state.quarantinedReports;
        return state;
    }
    std::visit(Effect{state}, event);
    state.status = *next;
    return state;
}

}  // namespace tradecore::domain
