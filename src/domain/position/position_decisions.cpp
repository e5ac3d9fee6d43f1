#include "domain/position/position_decisions.h"

#include "domain/position/position_books.h"

#include <algorithm>
#include <map>

namespace tradecore::domain {

namespace {

// What stands for each execution today; nothing where it was busted.
using Standing = std::map<ExecutionId, std::optional<PositionPiece>>;

Standing standingOf(std::span<const PositionEvent> history)
{
    Standing standing;
    for (const auto& event : history) {
        if (const auto* fill = std::get_if<PositionFillApplied>(&event))
            standing[fill->executionId] = pieceOf(*fill);
        else if (const auto* restated = std::get_if<PositionFillRestated>(&event))
            standing[restated->executionId] = restated->corrected;
    }
    return standing;
}

PositionBooks booksOf(std::span<const PositionEvent> history, const Standing& standing)
{
    PositionBooks books;
    for (const auto& event : history) {
        if (const auto* fill = std::get_if<PositionFillApplied>(&event)) {
            const auto& piece = standing.at(fill->executionId);
            if (piece)
                (void)applyChange(books, heldChangeOf(fill->side, *piece), valueOf(fill->side, *piece), fill->executedAt);
        } else if (const auto* split = std::get_if<PositionSplit>(&event)) {
            applyRatio(books, split->numerator, split->denominator);
            if (!split->fraction.isZero())
                (void)applyChange(books, split->fraction.negated(), split->cashInLieu.amount().negated(), split->effectiveAt);
        }
    }
    return books;
}

Result<PositionFillRestated, RestateRefusal> restate(std::span<const PositionEvent> history, const ExecutionId& execution,
                                                     const std::optional<PositionPiece>& corrected)
{
    Standing standing = standingOf(history);
    const auto booked = standing.find(execution);
    if (booked == standing.end())
        return failure(RestateRefusal::UnknownExecution);
    if (!booked->second)
        return failure(RestateRefusal::AlreadyBusted);
    PositionFillRestated event;
    event.executionId = execution;
    event.booked = *booked->second;
    event.corrected = corrected;
    for (const auto& past : history) {
        const auto* fill = std::get_if<PositionFillApplied>(&past);
        if (fill == nullptr || fill->executionId != execution)
            continue;
        event.account = fill->account;
        event.instrument = fill->instrument;
        event.clientOrderId = fill->clientOrderId;
        event.side = fill->side;
    }
    booked->second = corrected;
    event.books = booksOf(history, standing);
    return event;
}

bool leavesFraction(const SignedQuantity& quantity, const SplitFacts& facts)
{
    return facts.wholeUnit && !quantity.value().isMultipleOf(*facts.wholeUnit);
}

}  // namespace

Result<PositionEvents, SplitRefusal> decideSplit(const PositionState& state, const SplitFacts& facts)
{
    if (!facts.numerator.isPositive() || !facts.denominator.isPositive())
        return failure(SplitRefusal::RatioNotPositive);
    if (facts.cashInLieu && facts.cashInLieu->currency() != state.currency && !state.currency.code().empty())
        return failure(SplitRefusal::OtherCurrency);
    if (state.quantity.isZero() || std::ranges::find(state.actionIds, facts.actionId) != state.actionIds.end())
        return PositionEvents{};
    const SignedQuantity after = splitQuantity(state.quantity, facts.numerator, facts.denominator);
    const bool fraction = leavesFraction(after, facts);
    if (fraction && !facts.cashInLieu)
        return failure(SplitRefusal::CashMissing);
    if (!fraction && facts.cashInLieu && !facts.cashInLieu->amount().isZero())
        return failure(SplitRefusal::NoFraction);
    PositionSplit split{facts.account,     facts.instrument, facts.actionId, facts.numerator,
                        facts.denominator, {},               {},             facts.effectiveAt};
    split.cashInLieu = facts.cashInLieu.value_or(Money(Decimal(), state.currency)).postable();
    if (fraction)
        split.fraction = after - SignedQuantity(after.value().roundedToStep(*facts.wholeUnit, Rounding::TowardZero));
    return PositionEvents{split};
}

Result<PositionFillRestated, RestateRefusal> decideBust(std::span<const PositionEvent> history, const ExecutionId& execution)
{
    return restate(history, execution, std::nullopt);
}

Result<PositionFillRestated, RestateRefusal> decideCorrection(std::span<const PositionEvent> history, const ExecutionId& execution,
                                                              Quantity quantity, Price price)
{
    const Standing standing = standingOf(history);
    const auto booked = standing.find(execution);
    if (booked == standing.end())
        return failure(RestateRefusal::UnknownExecution);
    if (!booked->second)
        return failure(RestateRefusal::AlreadyBusted);
    PositionPiece piece = *booked->second;
    const auto gross = notional(price, quantity, piece.gross.currency());
    if (!gross)
        return failure(RestateRefusal::OutOfRange);
    piece.quantity = quantity;
    piece.price = price;
    piece.gross = gross->postable();
    return restate(history, execution, piece);
}

PositionEvents decideDayClose(const PositionState& state, const PositionDayClosed& close)
{
    const bool isIdle = state.quantity.isZero() && state.dayOpenQuantity.isZero() && state.dayCashFlow.isZero()
        && state.dayCommissions.isZero();
    if (!state.exists || isIdle || state.lastSessionDate >= close.sessionDate)
        return {};
    return {close};
}

}  // namespace tradecore::domain
