// The stored words of enumerations: the domain's own names where it has them, and the two sets that only the journal needs.
// A word that is unknown reads as nothing.
#pragma once

#include "domain/account/account.h"
#include "domain/connection/connection.h"
#include "domain/order/order_events.h"
#include "domain/risk/risk_facts.h"
#include "domain/risk/risk_limits.h"

#include <optional>
#include <string_view>

namespace tradecore::infrastructure {

[[nodiscard]] std::string_view storedWord(domain::Side value);
[[nodiscard]] std::string_view storedWord(domain::OrderType value);
[[nodiscard]] std::string_view storedWord(domain::TimeInForce value);
[[nodiscard]] std::string_view storedWord(domain::Liquidity value);
[[nodiscard]] std::string_view storedWord(domain::FillSource value);
[[nodiscard]] std::string_view storedWord(domain::OrderStatus value);
[[nodiscard]] std::string_view storedWord(domain::OrderReasonCode value);
[[nodiscard]] std::string_view storedWord(domain::ManualResolution value);
[[nodiscard]] std::string_view storedWord(domain::AccountMode value);
[[nodiscard]] std::string_view storedWord(domain::TradingState value);
[[nodiscard]] std::string_view storedWord(domain::RiskLimit value);
[[nodiscard]] std::string_view storedWord(domain::StreamKind value);

[[nodiscard]] bool readWord(std::string_view text, domain::Side& out);
[[nodiscard]] bool readWord(std::string_view text, domain::OrderType& out);
[[nodiscard]] bool readWord(std::string_view text, domain::TimeInForce& out);
[[nodiscard]] bool readWord(std::string_view text, domain::Liquidity& out);
[[nodiscard]] bool readWord(std::string_view text, domain::FillSource& out);
[[nodiscard]] bool readWord(std::string_view text, domain::OrderStatus& out);
[[nodiscard]] bool readWord(std::string_view text, domain::OrderReasonCode& out);
[[nodiscard]] bool readWord(std::string_view text, domain::ManualResolution& out);
[[nodiscard]] bool readWord(std::string_view text, domain::AccountMode& out);
[[nodiscard]] bool readWord(std::string_view text, domain::TradingState& out);
[[nodiscard]] bool readWord(std::string_view text, domain::RiskLimit& out);
[[nodiscard]] bool readWord(std::string_view text, domain::StreamKind& out);

}  // namespace tradecore::infrastructure
