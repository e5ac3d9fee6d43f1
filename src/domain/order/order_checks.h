// The checks before an order leaves, shared by place, send and replace. Each answers with the refusal and its numbers.
#pragma once

#include "domain/instrument/instrument.h"
#include "domain/order/order_decisions.h"
#include "domain/order/order_reasons.h"
#include "domain/order/order_terms.h"
#include "domain/risk/risk_facts.h"

#include <optional>

namespace tradecore::domain {

[[nodiscard]] OrderReason reasonOf(OrderReasonCode code, std::string asked = {}, std::string allowed = {});

// Positive, lot, minimum and maximum of the instrument.
[[nodiscard]] std::optional<OrderReason> checkQuantity(const Instrument& instrument, Quantity quantity);
// Limit price, stop price and trail as the type wants them; prices positive and on the tick.
[[nodiscard]] std::optional<OrderReason> checkPrices(const Instrument& instrument, const OrderTerms& terms);
// Account, trading state, order stream (I12), cash for a buy, position for a sell, and last the limits R1 to R7; `open` is the quantity that would work.
[[nodiscard]] std::optional<OrderReason> checkRisk(const RiskFacts& risk, const OrderTerms& terms, Quantity open);

// Adds the alarm where an order is filled beyond its quantity and nobody was told: its replace to more, which a fill seemed to have
// overtaken, is not to be.
void alarmIfOverfilled(const OrderState& state, OrderEvents& events);

}  // namespace tradecore::domain
