// RiskLimits: what an account allows itself before an order leaves, and the aggregate that keeps it. A change is an event; a limit
// that nobody has changed has the value of defaultRiskLimits(). Limits are numbered R1 to R7, and refusals name the number.
#pragma once

#include "base/decimal.h"
#include "base/result.h"
#include "domain/order/order_types.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tradecore::domain {

enum class RiskLimit {
    OrderSize,      // R1: quantity of one order
    OrderNotional,  // R2: price × quantity of one order, in the currency of the instrument
    PriceCollar,    // R3: per cent by which a limit price may be worse than the market
    OrderRate,      // R4: orders in a minute
    DuplicateTime,  // R5: seconds in which the same instrument, side, quantity and prices may not be ordered again
    DailyLoss,      // R6: loss since the day's open, in the account's currency
    PositionSize,   // R7: quantity that a position may reach, open orders included
};
constexpr std::size_t riskLimitCount = 7;

[[nodiscard]] std::string_view nameOf(RiskLimit limit);  // snake case, stored in events
[[nodiscard]] std::optional<RiskLimit> parseRiskLimit(std::string_view text);
[[nodiscard]] std::array<RiskLimit, riskLimitCount> allRiskLimits();

// A limit without a value is off.
class RiskLimits {
public:
    [[nodiscard]] const std::optional<Decimal>& at(RiskLimit limit) const { return m_values[static_cast<std::size_t>(limit)]; }
    void set(RiskLimit limit, std::optional<Decimal> value) { m_values[static_cast<std::size_t>(limit)] = value; }
    friend bool operator==(const RiskLimits&, const RiskLimits&) = default;

private:
    std::array<std::optional<Decimal>, riskLimitCount> m_values;
};

// For a practice account with 100,000: 100,000 units and 100,000 an order, a collar of 20 per cent, 60 orders a minute, 2 s between
// equal orders, a loss of 10,000 a day; the position is bounded by the cash.
[[nodiscard]] RiskLimits defaultRiskLimits();

struct RiskLimitChanged {
    AccountId account;
    RiskLimit limit = RiskLimit::OrderSize;
    std::optional<Decimal> before;
    std::optional<Decimal> value;
    friend bool operator==(const RiskLimitChanged&, const RiskLimitChanged&) = default;
};
using RiskEvent = std::variant<RiskLimitChanged>;
using RiskEvents = std::vector<RiskEvent>;

struct RiskState {
    RiskLimits limits = defaultRiskLimits();
    friend bool operator==(const RiskState&, const RiskState&) = default;
};

[[nodiscard]] RiskState fold(RiskState state, const RiskEvent& event);

// What is wrong with a value; its numbers are what was asked and what would pass.
enum class RiskLimitProblem { NotPositive, NotWhole, TooLarge };
struct RiskLimitRefusal {
    RiskLimitProblem problem = RiskLimitProblem::NotPositive;
    std::string asked;
    std::string allowed;
    friend bool operator==(const RiskLimitRefusal&, const RiskLimitRefusal&) = default;
};
// No event where the limit has that value.
[[nodiscard]] Result<RiskEvents, RiskLimitRefusal> decideLimit(const RiskState& state, const AccountId& account, RiskLimit limit,
                                                               std::optional<Decimal> value);

}  // namespace tradecore::domain
