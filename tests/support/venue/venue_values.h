// Short names for the values that tests of the practice venue are full of. Text that is not a number ends the test.
#pragma once

#include "application/port/trading_venue.h"
#include "domain/instrument/instrument.h"
#include "domain/market/market_values.h"

#include <optional>
#include <string>
#include <string_view>

namespace tradecore::test {

[[nodiscard]] domain::Price price(std::string_view text);
[[nodiscard]] domain::Quantity quantity(std::string_view text);
[[nodiscard]] domain::Money usd(std::string_view text);
// Seconds into a trading day of the tests.
[[nodiscard]] Timestamp at(std::int64_t second);

[[nodiscard]] domain::Instrument stock(const std::string& symbol = "AAA", const std::string& venue = "SIM");   // tick 0.01, lot 1
[[nodiscard]] domain::Instrument crypto(const std::string& base = "BTC", const std::string& quoteCode = "USD",
                                        const std::string& venue = "SIM");                                    // tick 0.01, lot 0.0001

[[nodiscard]] domain::Quote quote(const domain::Instrument& instrument, std::string_view bid, std::string_view bidSize,
                                  std::string_view ask, std::string_view askSize, std::int64_t second);
[[nodiscard]] domain::Trade trade(const domain::Instrument& instrument, std::string_view at, std::string_view size,
                                  std::int64_t second);

[[nodiscard]] domain::OrderTerms marketOrder(const domain::AccountId& account, const domain::Instrument& instrument,
                                             domain::Side side, std::string_view size);
[[nodiscard]] domain::OrderTerms limitOrder(const domain::AccountId& account, const domain::Instrument& instrument,
                                            domain::Side side, std::string_view size, std::string_view limit);

}  // namespace tradecore::test
