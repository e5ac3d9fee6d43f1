// The short way of the frame parser: book updates and matches in exactly the layout in which the venue sends them (keys in its
// order, no white space), read in one pass that checks each byte it takes. Whatever is otherwise in the slightest is left to
// the general way, which also words the refusals; both ways make the same value of each frame that this one takes. A pure
// function on hostile bytes. Internal to the frame parser.
#pragma once

#include "infrastructure/broker/coinbase/frame_messages.h"

#include <string_view>
#include <vector>

namespace tradecore::infrastructure::coinbase {

// False where the frame is not in that layout; `message` and `changes` are then of no meaning. The message borrows from the
// frame and from `changes`.
[[nodiscard]] bool readVenueLayout(std::string_view frame, std::vector<BookChange>& changes, FrameMessage& message);

}  // namespace tradecore::infrastructure::coinbase
