// Commission: the practice schedule, used by the VirtualBroker when it fills and by the ticket when it estimates.
// Stocks: 0.005 USD a share, at least 1.00 an order. Crypto: 0.25 % of the notional. docs/practice-fills.md has the table.
#pragma once

#include "domain/instrument/instrument.h"
#include "domain/money/money.h"

namespace tradecore::domain {

// The commission owed by one order once `filled` of it is done for a notional of `filledNotional`, rounded half-even to the
// currency. A fill is charged the difference to what the order has paid before, so that the minimum is charged once.
[[nodiscard]] Result<Money, MoneyError> practiceCommission(const Instrument& instrument, Quantity filled,
                                                           const Money& filledNotional);

}  // namespace tradecore::domain
