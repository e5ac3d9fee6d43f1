#include "domain/order/order_bracket.h"

#include "domain/order/order_checks.h"

#include <algorithm>
#include <utility>

namespace tradecore::domain {

namespace {

OrderTerms exitTerms(const OrderTerms& entry, const ClientOrderId& entryId, const ExitPrices& prices)
{
    OrderTerms terms;
    terms.account = entry.account;
    terms.instrument = entry.instrument;
    terms.side = entry.side == Side::Buy ? Side::Sell : Side::Buy;
    terms.timeInForce = TimeInForce::GoodTillCancel;
    terms.quantity = entry.quantity;
    terms.parent = entryId;
    if (prices.takeProfit && prices.stopLoss)
        terms.oneCancelsOther = entryId;
    return terms;
}

// Whether the first price lies beyond the second in the direction in which the entry gains.
bool isBeyond(Side side, Price first, Price second)
{
    return side == Side::Buy ? first > second : first < second;
}

OrderReason wrongExit(Price asked, Price other)
{
    return reasonOf(OrderReasonCode::ExitOnWrongSide, asked.toString(), other.toString());
}

// Quantity that a stop covers: while it is sent and not answered it is taken for coming.
Quantity coveredBy(const OrderState* stop)
{
    if (stop == nullptr)
        return {};
    switch (stop->status) {
    case OrderStatus::PendingNew:
    case OrderStatus::New:
    case OrderStatus::PartiallyFilled:
    case OrderStatus::PendingReplace:
    case OrderStatus::PendingCancel: return stop->leaves();
    case OrderStatus::Draft:
    case OrderStatus::Denied:
    case OrderStatus::Held:
    case OrderStatus::Unknown:
    case OrderStatus::Suspended:
    case OrderStatus::Filled:
    case OrderStatus::Canceled:
    case OrderStatus::Rejected:
    case OrderStatus::Expired:
    case OrderStatus::DoneForDay: return {};
    }
    return {};
}

std::string causeOf(const OrderState* stop)
{
    if (stop == nullptr || !stop->exists())
        return "the stop loss was never placed";
    return "the stop loss is " + std::string(nameOf(stop->status));
}

}  // namespace

OrderTerms takeProfitTerms(const OrderTerms& entry, const ClientOrderId& entryId, const ExitPrices& prices)
{
    OrderTerms terms = exitTerms(entry, entryId, prices);
    terms.type = OrderType::Limit;
    terms.limitPrice = prices.takeProfit;
    return terms;
}

OrderTerms stopLossTerms(const OrderTerms& entry, const ClientOrderId& entryId, const ExitPrices& prices)
{
    OrderTerms terms = exitTerms(entry, entryId, prices);
    terms.type = OrderType::Stop;
    terms.stopPrice = prices.stopLoss;
    return terms;
}

std::optional<OrderReason> checkExits(const OrderTerms& entry, const ExitPrices& prices)
{
    const auto& [target, stop] = prices;
    if (target && stop && !isBeyond(entry.side, *target, *stop))
        return wrongExit(*stop, *target);
    if (!entry.limitPrice)
        return std::nullopt;
    if (target && !isBeyond(entry.side, *target, *entry.limitPrice))
        return wrongExit(*target, *entry.limitPrice);
    if (stop && !isBeyond(entry.side, *entry.limitPrice, *stop))
        return wrongExit(*stop, *entry.limitPrice);
    return std::nullopt;
}

OrderEvents decideProtection(const OrderState& entry, const ProtectionFacts& facts)
{
    if (!entry.stopLoss)
        return {};
    Quantity open = entry.cumulative;
    for (const OrderState* exit : {facts.stopLoss, facts.takeProfit}) {
        if (exit != nullptr)
            open = open.minusAtLeastZero(exit->cumulative);
    }
    const SignedQuantity held = entry.terms.side == Side::Buy ? facts.position : facts.position.negated();
    open = std::min(open, Quantity::from(held.value()).value_or(Quantity()));
    const Quantity naked = open.minusAtLeastZero(coveredBy(facts.stopLoss));
    if (naked == entry.unprotected.value_or(Quantity()))
        return {};
    if (naked.isZero())
        return {OrderProtectionRestored{open.isZero() ? "the position is closed" : "a stop covers it"}};
    return {OrderLostProtection{naked, causeOf(facts.stopLoss)}};
}

}  // namespace tradecore::domain
