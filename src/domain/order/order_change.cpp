// Canceling and replacing what works at the venue.
#include "domain/order/order_checks.h"
#include "domain/order/order_decisions.h"

namespace tradecore::domain {

namespace {

OrderReason notOpen(const OrderState& state)
{
    return reasonOf(OrderReasonCode::OrderNotOpen, std::string(nameOf(state.status)));
}

std::optional<OrderReason> checkReplaceable(const OrderState& state)
{
    switch (state.status) {
    case OrderStatus::New:
    case OrderStatus::PartiallyFilled:
    case OrderStatus::Suspended:
    case OrderStatus::DoneForDay: return std::nullopt;
    case OrderStatus::Held:
    case OrderStatus::PendingNew:
    case OrderStatus::Unknown:
    case OrderStatus::PendingReplace:
    case OrderStatus::PendingCancel:
        return reasonOf(OrderReasonCode::RequestPending, std::string(nameOf(state.status)));
    case OrderStatus::Draft: return reasonOf(OrderReasonCode::OrderNotFound);
    case OrderStatus::Denied:
    case OrderStatus::Filled:
    case OrderStatus::Canceled:
    case OrderStatus::Rejected:
    case OrderStatus::Expired: return notOpen(state);
    }
    return std::nullopt;
}

OrderTerms changed(OrderTerms terms, const OrderChange& change)
{
    if (change.quantity)
        terms.quantity = *change.quantity;
    if (change.limitPrice)
        terms.limitPrice = change.limitPrice;
    if (change.stopPrice)
        terms.stopPrice = change.stopPrice;
    return terms;
}

}  // namespace

Result<OrderEvents, OrderReason> decideCancel(const OrderState& state, const RequestId& request)
{
    switch (state.status) {
    case OrderStatus::Draft: return failure(reasonOf(OrderReasonCode::OrderNotFound));
    case OrderStatus::Denied:
    case OrderStatus::Filled:
    case OrderStatus::Canceled:
    case OrderStatus::Rejected:
    case OrderStatus::Expired: return failure(notOpen(state));
    case OrderStatus::Held: return OrderEvents{OrderCanceled{}};
    case OrderStatus::PendingNew:
        // OrderSending is committed before any byte leaves: without it the venue cannot have the order.
        if (!state.submitSent)
            return OrderEvents{OrderCanceled{}};
        break;
    case OrderStatus::Unknown:
    case OrderStatus::New:
    case OrderStatus::PartiallyFilled:
    case OrderStatus::PendingReplace:
    case OrderStatus::PendingCancel:
    case OrderStatus::Suspended:
    case OrderStatus::DoneForDay: break;
    }
    if (state.cancelRequest == request)
        return OrderEvents{};
    if (state.cancelRequest)
        return failure(reasonOf(OrderReasonCode::RequestPending, std::string(nameOf(OrderStatus::PendingCancel))));
    return OrderEvents{OrderCancelRequested{request}};
}

Result<OrderEvents, OrderReason> decideReplace(const OrderState& state, const ReplaceOrderFacts& facts)
{
    if (state.replaceRequest == facts.request && state.replaceChange == facts.change)
        return OrderEvents{};
    if (auto refusal = checkReplaceable(state))
        return failure(*refusal);
    const OrderTerms wanted = changed(state.terms, facts.change);
    if (wanted == state.terms)
        return failure(reasonOf(OrderReasonCode::NothingToChange));
    if (!facts.instrument || facts.instrument->id != wanted.instrument)
        return failure(reasonOf(OrderReasonCode::UnknownInstrument, wanted.instrument.toString()));
    if (auto refusal = checkQuantity(*facts.instrument, wanted.quantity))
        return failure(*refusal);
    if (wanted.quantity < state.cumulative)
        return failure(reasonOf(OrderReasonCode::QuantityBelowFilled, wanted.quantity.toString(), state.cumulative.toString()));
    if (auto refusal = checkPrices(*facts.instrument, wanted))
        return failure(*refusal);
    if (auto refusal = checkRisk(facts.risk, wanted, wanted.quantity.minusAtLeastZero(state.cumulative)))
        return failure(*refusal);
    return OrderEvents{OrderReplaceRequested{facts.request, facts.change}};
}

}  // namespace tradecore::domain
