#include "domain/order/order_checks.h"

#include "domain/risk/pre_trade_checks.h"

#include <algorithm>
#include <utility>

namespace tradecore::domain {

namespace {

using Refusal = std::optional<OrderReason>;

bool needsLimit(OrderType type)
{
    switch (type) {
    case OrderType::Limit:
    case OrderType::StopLimit: return true;
    case OrderType::Market:
    case OrderType::Stop:
    case OrderType::TrailingStop: return false;
    }
    return false;
}

bool needsStop(OrderType type)
{
    switch (type) {
    case OrderType::Stop:
    case OrderType::StopLimit: return true;
    case OrderType::Market:
    case OrderType::Limit:
    case OrderType::TrailingStop: return false;
    }
    return false;
}

bool takesStop(OrderType type)
{
    return needsStop(type) || type == OrderType::TrailingStop;
}

Refusal checkTrail(const OrderTerms& terms)
{
    const bool trails = terms.type == OrderType::TrailingStop;
    if (!trails && terms.trail)
        return reasonOf(OrderReasonCode::TrailNotAllowed, terms.trail->toString());
    if (!trails)
        return std::nullopt;
    if (!terms.trail)
        return reasonOf(OrderReasonCode::TrailMissing);
    constexpr Decimal hundred = Decimal::fromInteger(100);
    const bool tooWide = terms.trail->unit == TrailUnit::PerCent && terms.trail->value >= hundred;
    if (!terms.trail->value.isPositive() || tooWide)
        return reasonOf(OrderReasonCode::TrailOutOfRange, terms.trail->toString(), tooWide ? "100%" : "0");
    return std::nullopt;
}

Refusal checkPrice(const Instrument& instrument, Price price)
{
    if (!price.value().isPositive())
        return reasonOf(OrderReasonCode::PriceNotPositive, price.toString(), "0");
    if (!price.value().isMultipleOf(instrument.tickSize.value()))
        return reasonOf(OrderReasonCode::PriceNotMultipleOfTick, price.toString(), instrument.tickSize.value().toString());
    return std::nullopt;
}

// What a buy may cost for each unit: its limit; without one the price that the market shows, and for a stop no less than the
// stop, since it buys only when the market is there.
std::optional<Price> buyPrice(const RiskFacts& risk, const OrderTerms& terms)
{
    switch (terms.type) {
    case OrderType::Limit:
    case OrderType::StopLimit: return terms.limitPrice;
    case OrderType::Market: return risk.referencePrice;
    case OrderType::TrailingStop:
    case OrderType::Stop: return std::max(terms.stopPrice, risk.referencePrice);  // an absent price is the smaller one
    }
    return std::nullopt;
}

Refusal checkCash(const RiskFacts& risk, const OrderTerms& terms, Quantity open)
{
    const auto price = buyPrice(risk, terms);
    if (!price)
        return reasonOf(OrderReasonCode::NoReferencePrice, open.toString());
    const int decimals = risk.currency.decimals();
    const Money available = risk.availableCash.value_or(Money(Decimal(), risk.currency));
    const auto cost = notional(*price, open, risk.currency);
    if (!cost)  // more than 10^25: no account holds it
        return reasonOf(OrderReasonCode::InsufficientBuyingPower, price->toString() + " x " + open.toString(),
                        available.amount().toString(decimals));
    const bool sameCurrency = risk.estimatedCommission.currency() == risk.currency;
    const Decimal needed = cost->amount() + (sameCurrency ? risk.estimatedCommission.amount() : Decimal());
    if (available.currency() == risk.currency && needed <= available.amount())
        return std::nullopt;
    return reasonOf(OrderReasonCode::InsufficientBuyingPower, needed.toString(decimals),
                    available.currency() == risk.currency ? available.amount().toString(decimals) : "0");
}

Refusal checkReduces(const RiskFacts& risk, const OrderTerms& terms, Quantity open)
{
    const Quantity most = reducible(risk, terms.side);
    if (open <= most || risk.parent == ParentStanding::Open)
        return std::nullopt;
    return reasonOf(OrderReasonCode::TradingReduceOnly, open.toString(), most.toString());
}

// Cash for a buy, position for a sell.
Refusal checkMeans(const RiskFacts& risk, const OrderTerms& terms, Quantity open)
{
    if (risk.parent == ParentStanding::Open)
        return std::nullopt;  // it works only as far as its parent is filled
    switch (terms.side) {
    case Side::Buy: return checkCash(risk, terms, open);
    case Side::Sell:
        if (open > sellable(risk))
            return reasonOf(OrderReasonCode::InsufficientPosition, open.toString(), sellable(risk).toString());
        return std::nullopt;
    }
    return std::nullopt;
}

Refusal checkTradingState(const RiskFacts& risk, const OrderTerms& terms, Quantity open)
{
    switch (risk.tradingState) {
    case TradingState::Active: return std::nullopt;
    case TradingState::Reducing: return checkReduces(risk, terms, open);
    case TradingState::Halted: return reasonOf(OrderReasonCode::TradingHalted);
    }
    return std::nullopt;
}

}  // namespace

OrderReason reasonOf(OrderReasonCode code, std::string asked, std::string allowed)
{
    return {code, std::move(asked), std::move(allowed), {}};
}

std::optional<OrderReason> checkQuantity(const Instrument& instrument, Quantity quantity)
{
    if (quantity.isZero())
        return reasonOf(OrderReasonCode::QuantityNotPositive, quantity.toString(), instrument.lotSize.toString());
    if (!quantity.value().isMultipleOf(instrument.lotSize))
        return reasonOf(OrderReasonCode::QuantityNotMultipleOfLot, quantity.toString(), instrument.lotSize.toString());
    if (quantity < instrument.minimumQuantity)
        return reasonOf(OrderReasonCode::QuantityBelowMinimum, quantity.toString(), instrument.minimumQuantity.toString());
    if (!instrument.maximumQuantity.isZero() && quantity > instrument.maximumQuantity)
        return reasonOf(OrderReasonCode::QuantityAboveMaximum, quantity.toString(), instrument.maximumQuantity.toString());
    return std::nullopt;
}

std::optional<OrderReason> checkPrices(const Instrument& instrument, const OrderTerms& terms)
{
    if (needsLimit(terms.type) && !terms.limitPrice)
        return reasonOf(OrderReasonCode::LimitPriceMissing);
    if (!needsLimit(terms.type) && terms.limitPrice)
        return reasonOf(OrderReasonCode::LimitPriceNotAllowed, terms.limitPrice->toString());
    if (needsStop(terms.type) && !terms.stopPrice)
        return reasonOf(OrderReasonCode::StopPriceMissing);
    if (!takesStop(terms.type) && terms.stopPrice)
        return reasonOf(OrderReasonCode::StopPriceNotAllowed, terms.stopPrice->toString());
    if (auto refusal = checkTrail(terms))
        return refusal;
    for (const auto& price : {terms.limitPrice, terms.stopPrice}) {
        if (!price)
            continue;
        if (auto refusal = checkPrice(instrument, *price))
            return refusal;
    }
    return std::nullopt;
}

std::optional<OrderReason> checkRisk(const RiskFacts& risk, const OrderTerms& terms, Quantity open)
{
    if (!risk.accountKnown)
        return reasonOf(OrderReasonCode::UnknownAccount, terms.account.text());
    if (risk.parent == ParentStanding::Missing)
        return reasonOf(OrderReasonCode::ParentMissing, terms.parent ? terms.parent->text() : std::string());
    if (risk.parent == ParentStanding::Unfilled)
        return reasonOf(OrderReasonCode::ParentEnded, terms.parent ? terms.parent->text() : std::string());
    // What the entry did not fill is not there to be closed.
    if (risk.parent == ParentStanding::Filled)
        open = std::min(open, risk.parentFilled);
    if (auto refusal = checkTradingState(risk, terms, open))
        return refusal;
    if (!risk.orderStreamConfirmed)
        return reasonOf(OrderReasonCode::OrderStreamNotConfirmed, terms.account.text());
    if (auto refusal = checkMeans(risk, terms, open))
        return refusal;
    return checkLimits(risk, terms, open);
}

void alarmIfOverfilled(const OrderState& state, OrderEvents& events)
{
    if (state.cumulative > state.terms.quantity && !state.overfilled)
        events.emplace_back(OrderOverfilled{state.terms.quantity, state.cumulative});
}

}  // namespace tradecore::domain
