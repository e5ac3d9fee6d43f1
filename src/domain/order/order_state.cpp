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
    void operator()(const OrderExitsAttached& event) const
    {
        state.takeProfit = event.takeProfit;
        state.stopLoss = event.stopLoss;
    }
    void operator()(const OrderLostProtection& event) const
    {
        state.unprotected = event.quantity;
        state.unprotectedCause = event.cause;
    }
    void operator()(const OrderProtectionRestored&) const
    {
        state.unprotected.reset();
        state.unprotectedCause.clear();
    }
    void operator()(const OrderFillBusted& event) const;
    void operator()(const OrderFillCorrected& event) const;
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

// What stands behind a piece that changed its size moves with it: the venue counts on from what is left.
void moveBehind(OrderState& state, std::size_t index, Quantity sizeBefore, Quantity sizeAfter)
{
    const Decimal change = sizeAfter.value() - sizeBefore.value();
    const auto moved = [change](Quantity bound) { return Quantity::from(bound.value() + change).value_or(Quantity()); };
    for (; index < state.pieces.size(); ++index) {
        auto& piece = state.pieces[index];
        piece.cumulativeBefore = moved(piece.cumulativeBefore);
        piece.cumulativeAfter = moved(piece.cumulativeAfter);
    }
}

// From the pieces themselves: a difference of rounded products would drift.
void recount(OrderState& state)
{
    state.cumulative = Quantity();
    state.filledNotional = Decimal();
    for (const auto& piece : state.pieces) {
        const Quantity size = piece.cumulativeAfter.minusAtLeastZero(piece.cumulativeBefore);
        state.cumulative = state.cumulative + size;
        if (const auto product = Decimal::multiply(piece.price.value(), size.value(), Rounding::HalfEven))
            state.filledNotional += *product;
    }
}

// The index of the piece with this id, or the number of pieces.
std::size_t indexOf(const std::vector<FillPiece>& pieces, const ExecutionId& id)
{
    const auto found = std::ranges::find_if(pieces, [&id](const FillPiece& piece) {
        return std::ranges::find(piece.executionIds, id) != piece.executionIds.end();
    });
    return static_cast<std::size_t>(found - pieces.begin());
}

const FillPiece* named(const std::vector<FillPiece>& pieces, const ExecutionId& id)
{
    const std::size_t index = id.isEmpty() ? pieces.size() : indexOf(pieces, id);
    return index < pieces.size() ? &pieces[index] : nullptr;
}

void Effect::operator()(const OrderFillBusted& event) const
{
    acknowledge(state);
    const std::size_t index = indexOf(state.pieces, event.executionId);
    if (index == state.pieces.size())
        return;
    const FillPiece piece = state.pieces[index];
    state.bustedPieces.push_back(piece);
    state.pieces.erase(state.pieces.begin() + static_cast<std::ptrdiff_t>(index));
    moveBehind(state, index, piece.cumulativeAfter.minusAtLeastZero(piece.cumulativeBefore), Quantity());
    recount(state);
}

void Effect::operator()(const OrderFillCorrected& event) const
{
    acknowledge(state);
    const std::size_t index = indexOf(state.pieces, event.executionId);
    if (index == state.pieces.size())
        return;
    FillPiece& piece = state.pieces[index];
    const Quantity size = piece.cumulativeAfter.minusAtLeastZero(piece.cumulativeBefore);
    ++state.corrections;
    piece.price = event.price;
    piece.cumulativeAfter = piece.cumulativeBefore + event.quantity;
    moveBehind(state, index + 1, size, event.quantity);
    recount(state);
}

}  // namespace

const FillPiece* pieceNamed(const OrderState& state, const ExecutionId& id)
{
    return named(state.pieces, id);
}

const FillPiece* bustedPieceNamed(const OrderState& state, const ExecutionId& id)
{
    return named(state.bustedPieces, id);
}

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
