// FrameParser: one text frame of the Coinbase Exchange feed to one value; a function of the bytes alone (the object holds
// scratch memory, no state). Numbers go from their text to fixed point, never through a double. Keys may come in any order;
// unknown keys are passed over, duplicate keys, missing fields, surplus decimals (> 12), frames over 16 MiB and nesting over
// 64 are refused. Every byte sequence is safe. One thread an object.
#pragma once

#include "base/result.h"
#include "infrastructure/broker/coinbase/frame_messages.h"

#include <memory>
#include <string_view>

namespace tradecore::infrastructure::coinbase {

class FrameParser {
public:
    FrameParser();
    ~FrameParser();
    FrameParser(const FrameParser&) = delete;
    FrameParser& operator=(const FrameParser&) = delete;

    // The value borrows from the frame, and from this object until the next call.
    [[nodiscard]] Result<FrameMessage, FrameRefusal> parse(std::string_view frame);
    // The same by the general way alone; parse() first tries the venue's own layout (venue_layout.h).
    [[nodiscard]] Result<FrameMessage, FrameRefusal> parseAnyLayout(std::string_view frame);

private:
    struct Scratch;
    std::unique_ptr<Scratch> m_scratch;
};

}  // namespace tradecore::infrastructure::coinbase
