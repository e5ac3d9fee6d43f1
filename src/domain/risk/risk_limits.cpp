#include "domain/risk/risk_limits.h"

#include "base/enum_names.h"

#include <utility>

namespace tradecore::domain {

namespace {

// Counts and seconds are whole; the others are any number.
bool isWhole(RiskLimit limit)
{
    return limit == RiskLimit::OrderRate || limit == RiskLimit::DuplicateTime;
}

// Above these a limit says nothing, and a slip of the hand is likely: a collar of more than 1000 per cent, more orders in a minute
// than a venue takes, a minute between equal orders, and amounts that no account holds.
Decimal largest(RiskLimit limit)
{
    switch (limit) {
    case RiskLimit::OrderSize:
    case RiskLimit::OrderNotional:
    case RiskLimit::DailyLoss:
    case RiskLimit::PositionSize: return Decimal::fromInteger(1'000'000'000'000);
    case RiskLimit::PriceCollar: return Decimal::fromInteger(1'000);
    case RiskLimit::OrderRate: return Decimal::fromInteger(60'000);
    case RiskLimit::DuplicateTime: return Decimal::fromInteger(60);
    }
    return {};
}

}  // namespace

std::string_view nameOf(RiskLimit limit)
{
    switch (limit) {
    case RiskLimit::OrderSize: return "order_size";
    case RiskLimit::OrderNotional: return "order_notional";
    case RiskLimit::PriceCollar: return "price_collar";
    case RiskLimit::OrderRate: return "order_rate";
    case RiskLimit::DuplicateTime: return "duplicate_time";
    case RiskLimit::DailyLoss: return "daily_loss";
    case RiskLimit::PositionSize: return "position_size";
    }
    return {};
}

std::optional<RiskLimit> parseRiskLimit(std::string_view text)
{
    return parseByName(text, RiskLimit::PositionSize);
}

std::array<RiskLimit, riskLimitCount> allRiskLimits()
{
    return {RiskLimit::OrderSize,     RiskLimit::OrderNotional, RiskLimit::PriceCollar, RiskLimit::OrderRate,
            RiskLimit::DuplicateTime, RiskLimit::DailyLoss,     RiskLimit::PositionSize};
}

RiskLimits defaultRiskLimits()
{
    RiskLimits limits;
    limits.set(RiskLimit::OrderSize, Decimal::fromInteger(100'000));
    limits.set(RiskLimit::OrderNotional, Decimal::fromInteger(100'000));
    limits.set(RiskLimit::PriceCollar, Decimal::fromInteger(20));
    limits.set(RiskLimit::OrderRate, Decimal::fromInteger(60));
    limits.set(RiskLimit::DuplicateTime, Decimal::fromInteger(2));
    limits.set(RiskLimit::DailyLoss, Decimal::fromInteger(10'000));
    return limits;
}

RiskState fold(RiskState state, const RiskEvent& event)
{
    std::visit([&state](const RiskLimitChanged& changed) { state.limits.set(changed.limit, changed.value); }, event);
    return state;
}

Result<RiskEvents, RiskLimitRefusal> decideLimit(const RiskState& state, const AccountId& account, RiskLimit limit,
                                                 std::optional<Decimal> value)
{
    const auto before = state.limits.at(limit);
    if (value && !value->isPositive())
        return failure(RiskLimitRefusal{RiskLimitProblem::NotPositive, value->toString(), "0"});
    if (value && isWhole(limit) && !value->isMultipleOf(Decimal::fromInteger(1)))
        return failure(RiskLimitRefusal{RiskLimitProblem::NotWhole, value->toString(), "1"});
    if (value && *value > largest(limit))
        return failure(RiskLimitRefusal{RiskLimitProblem::TooLarge, value->toString(), largest(limit).toString()});
    if (before == value)
        return RiskEvents{};
    return RiskEvents{RiskLimitChanged{account, limit, before, value}};
}

}  // namespace tradecore::domain
