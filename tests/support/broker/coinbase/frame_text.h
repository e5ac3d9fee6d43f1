// What a frame parser made of a frame, whole and as text, so that two ways of parsing can be compared and a difference be read.
#pragma once

#include "base/result.h"
#include "infrastructure/broker/coinbase/frame_messages.h"

#include <string>

namespace tradecore::test {

[[nodiscard]] std::string
textOf(const Result<infrastructure::coinbase::FrameMessage, infrastructure::coinbase::FrameRefusal>& parsed);

}  // namespace tradecore::test
