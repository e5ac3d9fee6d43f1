// Scalars as text in payloads: decimals plain, times RFC 3339 UTC with nanoseconds, instruments "SYMBOL.VENUE".
// An absent instrument (both parts empty) is "".
#pragma once

#include "base/decimal.h"
#include "base/timestamp.h"
#include "domain/instrument/instrument_id.h"
#include "domain/money/price.h"
#include "domain/money/quantity.h"
#include "domain/order/order_terms.h"

#include <string>
#include <string_view>

namespace tradecore::infrastructure {

void appendScalar(std::string& out, Decimal value);
void appendScalar(std::string& out, Timestamp value);
void appendScalar(std::string& out, const domain::InstrumentId& value);

[[nodiscard]] bool readScalar(std::string_view text, Decimal& out);
[[nodiscard]] bool readScalar(std::string_view text, domain::Price& out);
[[nodiscard]] bool readScalar(std::string_view text, domain::Quantity& out);
[[nodiscard]] bool readScalar(std::string_view text, domain::SignedQuantity& out);
[[nodiscard]] bool readScalar(std::string_view text, domain::TrailingOffset& out);
[[nodiscard]] bool readScalar(std::string_view text, Timestamp& out);
[[nodiscard]] bool readScalar(std::string_view text, domain::InstrumentId& out);

}  // namespace tradecore::infrastructure
