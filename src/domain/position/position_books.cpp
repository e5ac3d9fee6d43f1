#include "domain/position/position_books.h"

#include <algorithm>

namespace tradecore::domain {

namespace {

// An order books no fill whose value does not fit, so that there is a quotient here.
Decimal share(Decimal whole, Decimal part, Decimal of)
{
    return Decimal::multiplyDivide(whole, part, of, Rounding::HalfEven).value_or(Decimal());
}

void applyToAverage(PositionBooks& books, Decimal change, Decimal value)
{
    const Decimal held = books.quantity.value();
    if (change.isZero()) {
        books.realisedAverage -= value;
        return;
    }
    if (held.isZero() || held.isNegative() == change.isNegative()) {
        books.averageCost += value;
        return;
    }
    const Decimal closing = std::min(held.absolute(), change.absolute());
    const Decimal closedValue = share(value, closing, change.absolute());
    const Decimal closedCost = share(books.averageCost, closing, held.absolute());
    books.realisedAverage -= closedValue + closedCost;
    books.averageCost -= closedCost;
    // A flip: what goes beyond the close opens the other side. As a difference, so that close and open sum to the fill.
    books.averageCost += value - closedValue;
}

std::vector<LotClose> applyToLots(PositionBooks& books, Decimal change, Decimal value, Timestamp at)
{
    std::vector<LotClose> closes;
    if (change.isZero())
        books.realisedFifo -= value;
    auto& lots = books.lots;
    auto lot = lots.begin();
    while (!change.isZero() && lot != lots.end() && lot->quantity.isNegative() != change.isNegative()) {
        const Decimal held = lot->quantity.value();
        const Decimal closing = std::min(held.absolute(), change.absolute());
        const Decimal signedClosing = lot->quantity.isNegative() ? closing.negated() : closing;
        const Decimal closedValue = share(value, closing, change.absolute());
        const Decimal closedCost = share(lot->cost, closing, held.absolute());
        const Decimal profit = (closedValue + closedCost).negated();
        closes.push_back({SignedQuantity(signedClosing), closedCost, profit, lot->openedAt});
        books.realisedFifo += profit;
        lot->quantity = lot->quantity - SignedQuantity(signedClosing);
        lot->cost -= closedCost;
        change += signedClosing;
        value -= closedValue;
        if (lot->quantity.isZero())
            ++lot;
    }
    lots.erase(lots.begin(), lot);
    if (!change.isZero())
        lots.push_back({SignedQuantity(change), value, at});
    return closes;
}

}  // namespace

std::vector<LotClose> applyChange(PositionBooks& books, SignedQuantity change, Decimal value, Timestamp at)
{
    applyToAverage(books, change.value(), value);
    auto closes = applyToLots(books, change.value(), value, at);
    books.quantity = books.quantity + change;
    return closes;
}

SignedQuantity splitQuantity(SignedQuantity quantity, Decimal numerator, Decimal denominator)
{
    return SignedQuantity(Decimal::multiplyDivide(quantity.value(), numerator, denominator, Rounding::HalfEven).value_or(quantity.value()));
}

void applyRatio(PositionBooks& books, Decimal numerator, Decimal denominator)
{
    // Sums are scaled, not single lots, so that the lots still come to the position.
    SignedQuantity before, after;
    std::vector<PositionLot> lots;
    Decimal orphanedCost;
    for (auto& lot : books.lots) {
        before = before + lot.quantity;
        const SignedQuantity sum = splitQuantity(before, numerator, denominator);
        lot.quantity = sum - after;
        after = sum;
        lot.cost += orphanedCost;
        orphanedCost = Decimal();
        if (!lot.quantity.isZero())
            lots.push_back(lot);
        else if (!lots.empty())
            lots.back().cost += lot.cost;
        else
            orphanedCost = lot.cost;   // too small for a unit of 10^-12: its cost goes with a neighbour
    }
    books.lots = std::move(lots);
    books.quantity = splitQuantity(books.quantity, numerator, denominator);
}

SignedQuantity heldChangeOf(Side side, const PositionPiece& piece)
{
    return (side == Side::Buy ? piece.quantity.asLong() : piece.quantity.asShort()) - piece.baseFee.asLong();
}

Decimal valueOf(Side side, const PositionPiece& piece)
{
    return side == Side::Buy ? piece.gross.amount() : piece.gross.amount().negated();
}

Decimal cashOf(Side side, const PositionPiece& piece)
{
    return valueOf(side, piece).negated();
}

PositionPiece pieceOf(const PositionFillApplied& fill)
{
    const Decimal exact = Decimal::multiply(fill.price.value(), fill.quantity.value(), Rounding::HalfEven).value_or(Decimal());
    return {fill.quantity, fill.price, fill.gross.value_or(Money(exact, fill.commission.currency())), fill.commission, fill.baseFee};
}

}  // namespace tradecore::domain
