// The pre-trade limits R1 to R7 as pure functions: nothing where the order passes, else the refusal with its numbers. They are
// judged when an order is placed, and again in the transaction that sends it.
//
// What reduces a position passes R1, R2, R6 and R7: a limit may keep nobody in the market. While trading is "reducing" (a flatten)
// such orders pass R4 and R5 too.
#pragma once

#include "domain/order/order_reasons.h"
#include "domain/order/order_terms.h"
#include "domain/risk/risk_facts.h"

#include <optional>

namespace tradecore::domain {

// Long quantity that no other open order would sell.
[[nodiscard]] Quantity sellable(const RiskFacts& risk);
// What an order of this side can take off the position: of a long what is sellable, of a short what no other open order would buy.
[[nodiscard]] Quantity reducible(const RiskFacts& risk, Side side);

// `open` is the quantity that would work. The first limit that refuses, in the order of their numbers.
[[nodiscard]] std::optional<OrderReason> checkLimits(const RiskFacts& risk, const OrderTerms& terms, Quantity open);

[[nodiscard]] std::optional<OrderReason> checkOrderSize(const RiskLimits& limits, Quantity open);
// By the limit price, else the market's; a market order without a price has no notional and passes here.
[[nodiscard]] std::optional<OrderReason> checkOrderNotional(const RiskFacts& risk, const OrderTerms& terms, Quantity open);
// A buy may not be limited above, a sell not below the market by more than the collar: worse is a slip of the hand. A limit on the
// other side of the market waits, however far. A stop limit is measured from its stop, where the market is when it works.
[[nodiscard]] std::optional<OrderReason> checkPriceCollar(const RiskFacts& risk, const OrderTerms& terms);
[[nodiscard]] std::optional<OrderReason> checkOrderRate(const RiskFacts& risk);
[[nodiscard]] std::optional<OrderReason> checkDuplicate(const RiskFacts& risk);
[[nodiscard]] std::optional<OrderReason> checkDailyLoss(const RiskFacts& risk);
[[nodiscard]] std::optional<OrderReason> checkPositionSize(const RiskFacts& risk, const OrderTerms& terms, Quantity open);

}  // namespace tradecore::domain
