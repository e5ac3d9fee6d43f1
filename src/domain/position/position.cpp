#include "domain/position/position.h"

#include "domain/position/position_books.h"

namespace tradecore::domain {

namespace {

void setIdentity(PositionState& state, const AccountId& account, const InstrumentId& instrument, const Currency& currency)
{
    state.exists = true;
    state.account = account;
    state.instrument = instrument;
    if (state.currency.code().empty())
        state.currency = currency;
}

// A fee in another currency is the account's alone: amounts of different currencies never meet.
void addCommission(PositionState& state, const Money& commission)
{
    if (commission.currency() != state.currency)
        return;
    state.commissions += commission.amount();
    state.dayCommissions += commission.amount();
}

PositionState applyFill(PositionState state, const PositionFillApplied& fill)
{
    const PositionPiece piece = pieceOf(fill);
    setIdentity(state, fill.account, fill.instrument, piece.gross.currency());
    (void)applyChange(state, heldChangeOf(fill.side, piece), valueOf(fill.side, piece), fill.executedAt);
    state.dayCashFlow += cashOf(fill.side, piece);
    addCommission(state, fill.commission);
    return state;
}

PositionState applyRestated(PositionState state, const PositionFillRestated& event)
{
    static_cast<PositionBooks&>(state) = event.books;
    state.dayCashFlow -= cashOf(event.side, event.booked);
    addCommission(state, event.booked.commission.negated());
    if (event.corrected) {
        state.dayCashFlow += cashOf(event.side, *event.corrected);
        addCommission(state, event.corrected->commission);
    }
    return state;
}

PositionState applySplit(PositionState state, const PositionSplit& split)
{
    setIdentity(state, split.account, split.instrument, split.cashInLieu.currency());
    applyRatio(state, split.numerator, split.denominator);
    state.dayOpenQuantity = splitQuantity(state.dayOpenQuantity, split.numerator, split.denominator);
    if (state.dayOpenMark) {
        const auto mark = Decimal::multiplyDivide(state.dayOpenMark->value(), split.denominator, split.numerator, Rounding::HalfEven);
        state.dayOpenMark = mark ? std::optional(Price(*mark)) : state.dayOpenMark;
    }
    if (!split.fraction.isZero()) {
        (void)applyChange(state, split.fraction.negated(), split.cashInLieu.amount().negated(), split.effectiveAt);
        state.dayCashFlow += split.cashInLieu.amount();
    }
    state.actionIds.push_back(split.actionId);
    return state;
}

PositionState applyDayClose(PositionState state, const PositionDayClosed& close)
{
    state.lastSessionDate = close.sessionDate;
    state.dayOpenMark = close.mark;
    state.dayOpenQuantity = state.quantity;
    state.dayOpenValue = Decimal::multiply(close.mark.value(), state.quantity.value(), Rounding::HalfEven).value_or(Decimal());
    state.dayCashFlow = Decimal();
    state.dayCommissions = Decimal();
    return state;
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
    PositionState operator()(const PositionFillRestated& event) const { return applyRestated(std::move(state), event); }
    PositionState operator()(const PositionSplit& event) const { return applySplit(std::move(state), event); }
};

}  // namespace

Price PositionLot::averagePrice() const
{
    return averageOf(cost, quantity).value_or(Price());
}

Decimal PositionState::fifoCost() const
{
    Decimal sum;
    for (const auto& lot : lots)
        sum += lot.cost;
    return sum;
}

std::optional<Price> PositionState::averagePrice() const
{
    return averageOf(averageCost, quantity);
}

std::optional<Price> PositionState::fifoAveragePrice() const
{
    return averageOf(fifoCost(), quantity);
}

std::optional<Decimal> PositionState::unrealisedAverage(Price mark) const
{
    return valueLess(mark, quantity, averageCost);
}

std::optional<Decimal> PositionState::unrealisedFifo(Price mark) const
{
    return valueLess(mark, quantity, fifoCost());
}

std::optional<Decimal> PositionState::dayProfit(Price mark) const
{
    if (!dayOpenQuantity.isZero() && !dayOpenMark)
        return std::nullopt;
    return valueLess(mark, quantity, dayOpenValue - dayCashFlow + dayCommissions);
}

PositionState fold(PositionState state, const PositionEvent& event)
{
    return std::visit(Fold{state}, event);
}

}  // namespace tradecore::domain
