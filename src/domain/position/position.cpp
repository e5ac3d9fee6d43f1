#include "domain/position/position.h"

#include <algorithm>

namespace tradecore::domain {

namespace {

// Exact where the decimals of both sum to twelve or fewer, else half-even at 10^-12. An order books no fill whose product does
// not fit, so that there is one here.
Decimal product(Price price, Decimal quantity)
{
    return Decimal::multiply(price.value(), quantity, Rounding::HalfEven).value_or(Decimal());
}

Decimal smallerMagnitude(Decimal left, Decimal right)
{
    return std::min(left.absolute(), right.absolute());
}

// What of the cost goes with `closing` of a position: in proportion, half-even at 10^-12. What the rounding leaves stays with
// the rest; closing in full takes all, since the quotient is exact then, and leaves a cost of zero.
Decimal costOf(Decimal cost, Decimal closing, Decimal held)
{
    return Decimal::multiplyDivide(cost, closing, held.absolute(), Rounding::HalfEven).value_or(Decimal());
}

void applyToAverage(PositionState& state, Decimal change, Price price)
{
    const Decimal held = state.quantity.value();
    const Decimal value = product(price, change);
    if (held.isZero() || held.isNegative() == change.isNegative()) {
        state.averageCost += value;
        return;
    }
    const Decimal closing = smallerMagnitude(held, change);
    const Decimal closedValue = product(price, held.isNegative() ? closing.negated() : closing);
    const Decimal closedCost = costOf(state.averageCost, closing, held);
    state.realisedAverage += closedValue - closedCost;
    state.averageCost -= closedCost;
    // A flip: what goes beyond the close opens the other side. As a difference, so that close and open sum to the fill.
    if (change.absolute() > closing)
        state.averageCost += value + closedValue;
}

void applyToLots(PositionState& state, Decimal change, Price price, Timestamp openedAt)
{
    auto& lots = state.lots;
    auto lot = lots.begin();
    while (!change.isZero() && lot != lots.end() && lot->quantity.isNegative() != change.isNegative()) {
        const Decimal closing = smallerMagnitude(lot->quantity.value(), change);
        const Decimal signedClosing = lot->quantity.isNegative() ? closing.negated() : closing;
        state.realisedFifo += product(price, signedClosing) - product(lot->price, signedClosing);
        lot->quantity = lot->quantity - SignedQuantity(signedClosing);
        change += signedClosing;
        if (lot->quantity.isZero())
            ++lot;
    }
    lots.erase(lots.begin(), lot);
    if (!change.isZero())
        lots.push_back({SignedQuantity(change), price, openedAt});
}

PositionState applyFill(PositionState state, const PositionFillApplied& fill)
{
    state.exists = true;
    state.account = fill.account;
    state.instrument = fill.instrument;
    if (state.currency.code().empty())
        state.currency = fill.commission.currency();
    const SignedQuantity change = fill.side == Side::Buy ? fill.quantity.asLong() : fill.quantity.asShort();
    applyToAverage(state, change.value(), fill.price);
    applyToLots(state, change.value(), fill.price, fill.executedAt);
    state.quantity = state.quantity + change;
    state.dayCashFlow -= product(fill.price, change.value());
    // A fee in another currency is the account's alone: amounts of different currencies never meet.
    if (fill.commission.currency() == state.currency) {
        state.commissions += fill.commission.amount();
        state.dayCommissions += fill.commission.amount();
    }
    return state;
}

PositionState applyDayClose(PositionState state, const PositionDayClosed& close)
{
    state.dayOpenMark = close.mark;
    state.dayOpenQuantity = state.quantity;
    state.dayCashFlow = Decimal();
    state.dayCommissions = Decimal();
    return state;
}

Decimal costOfLots(const std::vector<PositionLot>& lots)
{
    Decimal cost;
    for (const auto& lot : lots)
        cost += product(lot.price, lot.quantity.value());
    return cost;
}

std::optional<Price> averageOf(Decimal cost, SignedQuantity quantity)
{
    const auto average = Decimal::divide(cost, quantity.value(), Rounding::HalfEven);  // fails when flat
    return average ? std::optional(Price(*average)) : std::nullopt;
}

std::optional<Decimal> valueLess(Price mark, SignedQuantity quantity, Decimal cost)
{
    const auto value = Decimal::multiply(mark.value(), quantity.value(), Rounding::HalfEven);
    return value ? std::optional(*value - cost) : std::nullopt;
}

struct Fold {
    PositionState& state;
    PositionState operator()(const PositionFillApplied& event) const { return applyFill(std::move(state), event); }
    PositionState operator()(const PositionDayClosed& event) const { return applyDayClose(std::move(state), event); }
};

}  // namespace

std::optional<Price> PositionState::averagePrice() const
{
    return averageOf(averageCost, quantity);
}

std::optional<Price> PositionState::fifoAveragePrice() const
{
    return averageOf(costOfLots(lots), quantity);
}

std::optional<Decimal> PositionState::unrealisedAverage(Price mark) const
{
    return valueLess(mark, quantity, averageCost);
}

std::optional<Decimal> PositionState::unrealisedFifo(Price mark) const
{
    return valueLess(mark, quantity, costOfLots(lots));
}

std::optional<Decimal> PositionState::dayProfit(Price mark) const
{
    if (!dayOpenQuantity.isZero() && !dayOpenMark)
        return std::nullopt;
    const Decimal opening = dayOpenMark ? product(*dayOpenMark, dayOpenQuantity.value()) : Decimal();
    return valueLess(mark, quantity, opening - dayCashFlow + dayCommissions);
}

PositionState fold(PositionState state, const PositionEvent& event)
{
    return std::visit(Fold{state}, event);
}

}  // namespace tradecore::domain
