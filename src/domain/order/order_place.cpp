// Placing and sending: the two gates before an order leaves.
#include "domain/order/order_checks.h"
#include "domain/order/order_decisions.h"

namespace tradecore::domain {

namespace {

std::optional<OrderReason> refusalOf(const PlaceOrderFacts& facts)
{
    if (!isValidClientOrderId(facts.clientOrderId.text()))
        return reasonOf(OrderReasonCode::InvalidClientOrderId, facts.clientOrderId.text());
    if (!facts.risk.accountKnown)
        return reasonOf(OrderReasonCode::UnknownAccount, facts.terms.account.text());
    if (!facts.instrument || facts.instrument->id != facts.terms.instrument)
        return reasonOf(OrderReasonCode::UnknownInstrument, facts.terms.instrument.toString());
    if (auto refusal = checkQuantity(*facts.instrument, facts.terms.quantity))
        return refusal;
    if (auto refusal = checkPrices(*facts.instrument, facts.terms))
        return refusal;
    return checkRisk(facts.risk, facts.terms, facts.terms.quantity);
}

std::optional<OrderReason> checkWait(Duration waited)
{
    if (waited <= longestWait)
        return std::nullopt;
    const auto milliseconds = [](Duration time) { return std::to_string(time / std::chrono::milliseconds(1)); };
    return reasonOf(OrderReasonCode::Throttled, milliseconds(waited), milliseconds(longestWait));
}

Result<OrderEvents, OrderReason> sendSubmit(const OrderState& state, const RequestId& request, const RiskFacts& risk, Duration waited)
{
    if (state.submitSent)
        return failure(reasonOf(OrderReasonCode::RequestPending, request.text()));  // I2: at most one submit
    if (auto refusal = checkWait(waited))
        return OrderEvents{OrderWithheld{request, *refusal}};
    if (auto refusal = checkRisk(risk, state.terms, state.leaves()))
        return OrderEvents{OrderWithheld{request, *refusal}};
    return OrderEvents{OrderSending{request}};
}

OrderEvents refusedReplace(const OrderState& state, const RequestId& request, const OrderReason& refusal)
{
    OrderEvents events{OrderReplaceRefused{request, refusal, {}}};
    alarmIfOverfilled(state, events);
    return events;
}

Result<OrderEvents, OrderReason> sendReplace(const OrderState& state, const RequestId& request, const RiskFacts& risk, Duration waited)
{
    if (auto refusal = checkWait(waited))
        return refusedReplace(state, request, *refusal);
    OrderTerms wanted = state.terms;
    const OrderChange change = state.replaceChange.value_or(OrderChange{});
    wanted.quantity = change.quantity.value_or(wanted.quantity);
    wanted.limitPrice = change.limitPrice ? change.limitPrice : wanted.limitPrice;
    wanted.stopPrice = change.stopPrice ? change.stopPrice : wanted.stopPrice;
    if (auto refusal = checkRisk(risk, wanted, wanted.quantity.minusAtLeastZero(state.cumulative)))
        return refusedReplace(state, request, *refusal);
    return OrderEvents{};
}

}  // namespace

Result<OrderEvents, OrderReason> decidePlace(const OrderState& state, const PlaceOrderFacts& facts)
{
    if (state.exists()) {
        if (state.clientOrderId == facts.clientOrderId && state.placedTerms == facts.terms)
            return OrderEvents{};
        return failure(reasonOf(OrderReasonCode::VenueDuplicateClientOrderId, facts.clientOrderId.text()));
    }
    if (auto refusal = refusalOf(facts))
        return OrderEvents{OrderDenied{facts.clientOrderId, facts.terms, *refusal}};
    return OrderEvents{OrderPlaced{facts.clientOrderId, facts.request, facts.terms}};
}

Result<OrderEvents, OrderReason> decideSend(const OrderState& state, const RequestId& request, const RiskFacts& risk,
                                            Duration waited)
{
    if (!state.exists())
        return failure(reasonOf(OrderReasonCode::OrderNotFound, request.text()));
    if (isTerminal(state.status))
        return failure(reasonOf(OrderReasonCode::OrderNotOpen, std::string(nameOf(state.status))));
    if (state.cancelRequest == request)
        return OrderEvents{};
    if (state.replaceRequest == request)
        return sendReplace(state, request, risk, waited);
    if (state.submitRequest == request && (state.status == OrderStatus::PendingNew || state.status == OrderStatus::Held))
        return sendSubmit(state, request, risk, waited);
    return failure(reasonOf(OrderReasonCode::OrderNotOpen, std::string(nameOf(state.status))));
}

}  // namespace tradecore::domain
