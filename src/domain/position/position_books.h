// The arithmetic of position.h's books, and what one step of it did: lots that were closed and opened, to the last 10^-12. Pure.
#pragma once

#include "domain/position/position.h"

#include <vector>

namespace tradecore::domain {

// Part of a lot that a change closed. Profit is what came in for it minus its cost; all amounts are signed as the lot is.
struct LotClose {
    SignedQuantity quantity;
    Decimal cost;
    Decimal profit;
    Timestamp openedAt;
    friend bool operator==(const LotClose&, const LotClose&) = default;
};

// A change of what is held, worth `value` in money: a buy has both positive, a sell both negative (but for negative prices).
// Closes the oldest lots of the other side, then opens one. Rounded half-even at 10^-12 where a quotient does not end; what
// rounding leaves stays with the rest, and closing in full takes all.
[[nodiscard]] std::vector<LotClose> applyChange(PositionBooks& books, SignedQuantity change, Decimal value, Timestamp at);

// Every quantity × numerator ÷ denominator; the lots sum to the position, and every cost stays.
void applyRatio(PositionBooks& books, Decimal numerator, Decimal denominator);

// As applyRatio does it, rounded half-even at 10^-12.
[[nodiscard]] SignedQuantity splitQuantity(SignedQuantity quantity, Decimal numerator, Decimal denominator);

// What a fill does to what is held, after a fee in the base asset; and what it is worth, signed alike.
[[nodiscard]] SignedQuantity heldChangeOf(Side side, const PositionPiece& piece);
[[nodiscard]] Decimal valueOf(Side side, const PositionPiece& piece);
// Cash that came in with it, before commission.
[[nodiscard]] Decimal cashOf(Side side, const PositionPiece& piece);
[[nodiscard]] PositionPiece pieceOf(const PositionFillApplied& fill);

}  // namespace tradecore::domain
