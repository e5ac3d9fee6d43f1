// The second half of the frame parser: from the fields of a frame to the value that its type promises. Pure functions that
// know nothing of JSON libraries. Internal to the frame parser.
#pragma once

#include "base/decimal.h"
#include "base/result.h"
#include "infrastructure/broker/coinbase/frame_fields.h"
#include "infrastructure/broker/coinbase/frame_messages.h"

#include <string>
#include <string_view>

namespace tradecore::infrastructure::coinbase {

[[nodiscard]] FrameRefusal refusal(RefusalCause cause, std::string why);
[[nodiscard]] FrameRefusal badValue(std::string_view field);
[[nodiscard]] FrameRefusal badNumber(std::string_view field, ArithmeticError error);

// Moves the channels out of a subscriptions message; levels and changes are borrowed.
[[nodiscard]] Result<FrameMessage, FrameRefusal> messageFrom(FrameFields& fields);
// Names the product of a refused frame, and says whether its book is in doubt: only where the type is readable and another
// than that of a book message is it not.
void attributeTo(FrameRefusal& refused, const FrameFields& fields);

}  // namespace tradecore::infrastructure::coinbase
