// Orders of the tests: 100 AAPL.SIM to buy at 187.20, and the states and reports of such an order.
#pragma once

#include "domain/order/order_decisions.h"

#include <string>
#include <string_view>

namespace tradecore::test {

[[nodiscard]] domain::Quantity quantity(std::string_view text);
[[nodiscard]] domain::Price price(std::string_view text);
[[nodiscard]] domain::Money usd(std::string_view text);

[[nodiscard]] domain::Instrument apple();                 // tick 0.01, lot 1, minimum 1, maximum 10000
[[nodiscard]] domain::OrderTerms limitBuy(std::string_view size = "100", std::string_view limit = "187.20");
[[nodiscard]] domain::RiskFacts richAccount();            // trading, confirmed, 100000 USD, 500 shares, last 187.25
[[nodiscard]] domain::PlaceOrderFacts placing(const domain::OrderTerms& terms = limitBuy());

[[nodiscard]] domain::OrderState foldAll(domain::OrderState state, const domain::OrderEvents& events);
// Decides on the report and folds what was decided.
[[nodiscard]] domain::OrderState after(const domain::OrderState& state, const domain::VenueReport& report);

[[nodiscard]] domain::OrderState placed();                // pending new, not sent
[[nodiscard]] domain::OrderState sent();                  // pending new
[[nodiscard]] domain::OrderState unknown();
[[nodiscard]] domain::OrderState working();               // new
[[nodiscard]] domain::OrderState partlyFilled();          // 40 of 100
[[nodiscard]] domain::OrderState pendingCancel();         // request "cancel-1"
[[nodiscard]] domain::OrderState pendingReplace(std::string_view size = "200");  // request "replace-1"

[[nodiscard]] domain::VenueReport reportOf(domain::VenueReportKind kind);   // of broker order "B1"
[[nodiscard]] domain::VenueReport fillOf(std::string_view before, std::string_view after, std::string_view execution,
                                         std::string_view at = "187.20");
[[nodiscard]] domain::VenueReport replacedTo(std::string_view size);        // answers "replace-1"
[[nodiscard]] domain::VenueReport refused(domain::VenueReportKind kind, domain::OrderReasonCode code);

}  // namespace tradecore::test
