// Position: one instrument in one account. Average cost and FIFO lots side by side; cost is kept as money, averages are
// display. Commissions are part of realised profit, not of the cost.
#pragma once

#include "domain/money/money.h"
#include "domain/order/order_types.h"
#include "domain/instrument/instrument_id.h"
#include "base/timestamp.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tradecore::domain {

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
    friend bool operator==(const PositionFillApplied&, const PositionFillApplied&) = default;
};
struct PositionDayClosed {  // the mark that the day's profit is counted from
    AccountId account;
    InstrumentId instrument;
    std::string sessionDate;  // venue's date, ISO
    Price mark;
    friend bool operator==(const PositionDayClosed&, const PositionDayClosed&) = default;
};
using PositionEvent = std::variant<PositionFillApplied, PositionDayClosed>;

struct PositionLot {
    SignedQuantity quantity;  // never zero; all lots have one sign
    Price price;
    Timestamp openedAt;
    friend bool operator==(const PositionLot&, const PositionLot&) = default;
};

struct PositionState {
    bool exists = false;
    AccountId account;
    InstrumentId instrument;
    Currency currency;
    SignedQuantity quantity;
    Decimal averageCost;              // money; signed like quantity × price, exact to 10^-12
    Decimal realisedAverage;          // gross, by average cost
    std::vector<PositionLot> lots;    // FIFO, oldest first
    Decimal realisedFifo;             // gross, by FIFO
    Decimal commissions;              // paid, positive
    // Since the last day close.
    std::optional<Price> dayOpenMark;
    SignedQuantity dayOpenQuantity;
    Decimal dayCashFlow;              // Σ −price·signed quantity since the close
    Decimal dayCommissions;

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
