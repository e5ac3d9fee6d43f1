// Position: one instrument in one account. Average cost and FIFO lots side by side; cost is kept as money, averages are
// display. Commissions are part of realised profit, not of the cost. A fill is worth its gross: what the account's cash moved by,
// so that cost and profit agree with cash to the cent.
#pragma once

#include "base/timestamp.h"
#include "domain/instrument/instrument_id.h"
#include "domain/money/money.h"
#include "domain/order/order_types.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tradecore::domain {

// A fee that the venue takes in the instrument itself (baseFee) reduces what is held: the whole gross is paid for the rest. Its
// commission then names the base asset, and no cash.
struct PositionFillApplied {
    AccountId account;
    InstrumentId instrument;
    ClientOrderId clientOrderId;
    ExecutionId executionId;
    Side side = Side::Buy;
    Quantity quantity;
    Price price;
    Money commission;
    Timestamp executedAt;
    std::optional<Money> gross;   // price × quantity as posted, signed like the price; nothing: exactly the product
    Quantity baseFee;
    friend bool operator==(const PositionFillApplied&, const PositionFillApplied&) = default;
};
struct PositionDayClosed {  // the mark that the day's profit is counted from
    AccountId account;
    InstrumentId instrument;
    std::string sessionDate;  // venue's date, ISO
    Price mark;
    friend bool operator==(const PositionDayClosed&, const PositionDayClosed&) = default;
};

struct PositionLot {
    SignedQuantity quantity;  // never zero; all lots have one sign
    Decimal cost;             // money; signed like quantity × price
    Timestamp openedAt;

    [[nodiscard]] Price averagePrice() const;
    friend bool operator==(const PositionLot&, const PositionLot&) = default;
};

// What fills, busts, corrections and splits make of a position.
struct PositionBooks {
    SignedQuantity quantity;
    Decimal averageCost;              // money; signed like quantity × price
    Decimal realisedAverage;          // before commissions, by average cost
    std::vector<PositionLot> lots;    // FIFO, oldest first
    Decimal realisedFifo;             // before commissions, by FIFO
    friend bool operator==(const PositionBooks&, const PositionBooks&) = default;
};

// The part of a fill that counts in money.
struct PositionPiece {
    Quantity quantity;
    Price price;
    Money gross;
    Money commission;
    Quantity baseFee;
    friend bool operator==(const PositionPiece&, const PositionPiece&) = default;
};
// The venue busted or corrected a fill. The books are those of all fills with this one left out or put right, since what came
// after it may have closed it.
struct PositionFillRestated {
    AccountId account;
    InstrumentId instrument;
    ClientOrderId clientOrderId;
    ExecutionId executionId;
    Side side = Side::Buy;
    PositionPiece booked;                    // as it was
    std::optional<PositionPiece> corrected;  // nothing: busted
    PositionBooks books;
    friend bool operator==(const PositionFillRestated&, const PositionFillRestated&) = default;
};
// numerator new units for denominator old ones; cost stays. What is left of a unit may be settled in cash.
struct PositionSplit {
    AccountId account;
    InstrumentId instrument;
    std::string actionId;      // the venue's, or a person's; the same one counts once
    Decimal numerator;
    Decimal denominator;
    SignedQuantity fraction;   // of the new units, settled in cash; signed like the position
    Money cashInLieu;          // received for it; a short pays, negative
    Timestamp effectiveAt;
    friend bool operator==(const PositionSplit&, const PositionSplit&) = default;
};
using PositionEvent = std::variant<PositionFillApplied, PositionDayClosed, PositionFillRestated, PositionSplit>;

struct PositionState : PositionBooks {
    bool exists = false;
    AccountId account;
    InstrumentId instrument;
    Currency currency;                // of cost and profit: the instrument's quote currency
    Decimal commissions;              // paid in the position's currency, positive
    std::vector<std::string> actionIds;
    // Since the last day close.
    std::string lastSessionDate;      // of that close, ISO
    std::optional<Price> dayOpenMark;
    SignedQuantity dayOpenQuantity;
    Decimal dayOpenValue;             // mark × quantity at the close, whatever splits follow
    Decimal dayCashFlow;              // cash of fills since the close
    Decimal dayCommissions;

    [[nodiscard]] Decimal fifoCost() const;
    [[nodiscard]] std::optional<Price> averagePrice() const;   // nothing when flat
    [[nodiscard]] std::optional<Price> fifoAveragePrice() const;
    [[nodiscard]] Decimal realisedNetAverage() const { return realisedAverage - commissions; }
    [[nodiscard]] Decimal realisedNetFifo() const { return realisedFifo - commissions; }
    [[nodiscard]] std::optional<Decimal> unrealisedAverage(Price mark) const;
    [[nodiscard]] std::optional<Decimal> unrealisedFifo(Price mark) const;
    [[nodiscard]] std::optional<Decimal> dayProfit(Price mark) const;  // nothing while a position lacks its day-open mark
    friend bool operator==(const PositionState&, const PositionState&) = default;
};

[[nodiscard]] PositionState fold(PositionState state, const PositionEvent& event);

}  // namespace tradecore::domain
