// What a position decides beyond its fills: splits, busts and corrections, and the end of a day. Pure.
#pragma once

#include "base/result.h"
#include "domain/position/position.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tradecore::domain {

using PositionEvents = std::vector<PositionEvent>;

struct SplitFacts {
    AccountId account;
    InstrumentId instrument;
    std::string actionId;
    Decimal numerator;                    // 7:1 is seven new for one old
    Decimal denominator;
    std::optional<Decimal> wholeUnit;     // what can be held: 1 for whole shares; nothing: fractions stay
    std::optional<Money> cashInLieu;      // what the venue settled the rest for; positive came in
    Timestamp effectiveAt;
};
enum class SplitRefusal {
    RatioNotPositive,
    CashMissing,            // a fraction is left, and nobody said what it was settled for
    NoFraction,             // cash for a fraction that the ratio does not leave
    OtherCurrency,
};
// Nothing where the position is flat or the action is known.
[[nodiscard]] Result<PositionEvents, SplitRefusal> decideSplit(const PositionState& state, const SplitFacts& facts);

enum class RestateRefusal { UnknownExecution, AlreadyBusted, OutOfRange };
// history: every event of the position so far, oldest first. A correction keeps commission and fee of the fill.
[[nodiscard]] Result<PositionFillRestated, RestateRefusal> decideBust(std::span<const PositionEvent> history,
                                                                      const ExecutionId& execution);
[[nodiscard]] Result<PositionFillRestated, RestateRefusal> decideCorrection(std::span<const PositionEvent> history,
                                                                            const ExecutionId& execution, Quantity quantity,
                                                                            Price price);

// Nothing where the position was never held, or the day is closed already.
[[nodiscard]] PositionEvents decideDayClose(const PositionState& state, const PositionDayClosed& close);

}  // namespace tradecore::domain
