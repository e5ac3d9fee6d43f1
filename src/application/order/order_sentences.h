// The one place where a reason becomes a sentence, used by window and console alike. English source text with Qt's
// translation markers; context "OrderSentences".
#pragma once

#include "domain/order/order_reasons.h"
#include "domain/order/order_types.h"

#include <QString>

namespace tradecore::application {

// "The limit price 187.203 is not a multiple of the tick size 0.01." Never empty for a code other than None.
[[nodiscard]] QString sentenceFor(const domain::OrderReason& reason);
// "Working", "Pending cancel – may still fill", "Unknown – asking the venue", …
[[nodiscard]] QString labelFor(domain::OrderStatus status);
[[nodiscard]] QString labelFor(domain::Side side);
[[nodiscard]] QString labelFor(domain::OrderType type);
[[nodiscard]] QString labelFor(domain::TimeInForce timeInForce);

}  // namespace tradecore::application
