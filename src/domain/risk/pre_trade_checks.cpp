#include "domain/risk/pre_trade_checks.h"

#include <algorithm>
#include <utility>

namespace tradecore::domain {

namespace {

OrderReason refusal(OrderReasonCode code, std::string asked, std::string allowed)
{
    return {code, std::move(asked), std::move(allowed), {}};
}

std::optional<Price> pricedAt(const RiskFacts& risk, const OrderTerms& terms)
{
    if (terms.limitPrice)
        return terms.limitPrice;
    return std::max(terms.stopPrice, risk.referencePrice);  // an absent price is the smaller one
}

// reference × (1 + per cent ÷ 100), or × (1 − …); nothing where it does not fit.
std::optional<Decimal> movedBy(Price reference, Decimal perCent, bool up)
{
    constexpr Decimal hundred = Decimal::fromInteger(100);
    const Decimal factor = up ? hundred + perCent : hundred - perCent;
    const auto moved = Decimal::multiplyDivide(reference.value(), factor, hundred, up ? Rounding::Floor : Rounding::Ceiling);
    return moved ? std::optional(*moved) : std::nullopt;
}

std::string milliseconds(Duration time)
{
    return std::to_string(time / std::chrono::milliseconds(1));
}

}  // namespace

Quantity sellable(const RiskFacts& risk)
{
    const auto held = Quantity::from(risk.position.value()).value_or(Quantity());
    return held.minusAtLeastZero(risk.openSellQuantity);
}

Quantity reducible(const RiskFacts& risk, Side side)
{
    switch (side) {
    case Side::Sell: return sellable(risk);
    case Side::Buy: {
        const auto owed = Quantity::from(risk.position.negated().value()).value_or(Quantity());
        return owed.minusAtLeastZero(risk.openBuyQuantity);
    }
    }
    return {};
}

std::optional<OrderReason> checkLimits(const RiskFacts& risk, const OrderTerms& terms, Quantity open)
{
    // An exit that waits for its entry closes what the entry opens.
    const bool reduces = risk.parent == ParentStanding::Open || open <= reducible(risk, terms.side);
    if (!reduces) {
        if (auto refused = checkOrderSize(risk.limits, open))
            return refused;
        if (auto refused = checkOrderNotional(risk, terms, open))
            return refused;
    }
    if (auto refused = checkPriceCollar(risk, terms))
        return refused;
    if (!reduces || risk.tradingState == TradingState::Active) {
        if (auto refused = checkOrderRate(risk))
            return refused;
        if (auto refused = checkDuplicate(risk))
            return refused;
    }
    if (reduces)
        return std::nullopt;
    if (auto refused = checkDailyLoss(risk))
        return refused;
    return checkPositionSize(risk, terms, open);
}

std::optional<OrderReason> checkOrderSize(const RiskLimits& limits, Quantity open)
{
    const auto& limit = limits.at(RiskLimit::OrderSize);
    if (!limit || open.value() <= *limit)
        return std::nullopt;
    return refusal(OrderReasonCode::RiskOrderSize, open.toString(), limit->toString());
}

std::optional<OrderReason> checkOrderNotional(const RiskFacts& risk, const OrderTerms& terms, Quantity open)
{
    const auto& limit = risk.limits.at(RiskLimit::OrderNotional);
    const auto price = pricedAt(risk, terms);
    if (!limit || !price)
        return std::nullopt;
    const auto value = notional(*price, open, risk.currency);
    if (!value)  // more than any limit
        return refusal(OrderReasonCode::RiskOrderNotional, price->toString() + " x " + open.toString(), limit->toString());
    if (value->amount().absolute() <= *limit)
        return std::nullopt;
    const int decimals = risk.currency.decimals();
    return refusal(OrderReasonCode::RiskOrderNotional, value->amount().absolute().toString(decimals), limit->toString(decimals));
}

std::optional<OrderReason> checkPriceCollar(const RiskFacts& risk, const OrderTerms& terms)
{
    const auto& limit = risk.limits.at(RiskLimit::PriceCollar);
    const auto reference = terms.stopPrice ? terms.stopPrice : risk.referencePrice;
    if (!limit || !terms.limitPrice || !reference || !reference->value().isPositive())
        return std::nullopt;
    const bool buys = terms.side == Side::Buy;
    const auto worst = movedBy(*reference, *limit, buys);
    if (!worst)
        return std::nullopt;
    const Decimal price = terms.limitPrice->value();
    if (buys ? price <= *worst : price >= *worst)
        return std::nullopt;
    return refusal(OrderReasonCode::RiskPriceCollar, price.toString(), worst->toString());
}

std::optional<OrderReason> checkOrderRate(const RiskFacts& risk)
{
    const auto& limit = risk.limits.at(RiskLimit::OrderRate);
    const Decimal with = Decimal::fromInteger(risk.ordersInLastMinute) + Decimal::fromInteger(1);
    if (!limit || !risk.countsForRate || with <= *limit)
        return std::nullopt;
    return refusal(OrderReasonCode::RiskOrderRate, with.toString(), limit->toString());
}

std::optional<OrderReason> checkDuplicate(const RiskFacts& risk)
{
    const auto& limit = risk.limits.at(RiskLimit::DuplicateTime);
    if (!limit || !risk.sinceSameOrder)
        return std::nullopt;
    const auto passed = Decimal::fromScaled(*risk.sinceSameOrder / std::chrono::milliseconds(1), 3);
    if (passed >= *limit)
        return std::nullopt;
    return refusal(OrderReasonCode::RiskDuplicate, milliseconds(*risk.sinceSameOrder), limit->toString());
}

std::optional<OrderReason> checkDailyLoss(const RiskFacts& risk)
{
    const auto& limit = risk.limits.at(RiskLimit::DailyLoss);
    if (!limit || !risk.dayProfit || risk.dayProfit->amount().negated() < *limit)
        return std::nullopt;
    const int decimals = risk.dayProfit->currency().decimals();
    return refusal(OrderReasonCode::RiskDailyLoss, risk.dayProfit->amount().negated().rounded(decimals, Rounding::HalfEven).toString(decimals),
                   limit->toString(decimals));
}

std::optional<OrderReason> checkPositionSize(const RiskFacts& risk, const OrderTerms& terms, Quantity open)
{
    const auto& limit = risk.limits.at(RiskLimit::PositionSize);
    if (!limit)
        return std::nullopt;
    const SignedQuantity after = terms.side == Side::Buy ? risk.position + (risk.openBuyQuantity + open).asLong()
                                                         : risk.position + (risk.openSellQuantity + open).asShort();
    const Decimal reached = Quantity::magnitudeOf(after).value();
    if (reached <= *limit || reached <= Quantity::magnitudeOf(risk.position).value())
        return std::nullopt;
    return refusal(OrderReasonCode::RiskPositionSize, reached.toString(), limit->toString());
}

}  // namespace tradecore::domain
