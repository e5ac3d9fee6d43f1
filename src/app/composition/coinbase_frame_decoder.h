// CoinbaseFrameDecoder: lends replay the very parser, book and handler that serve the live socket, so that a captured connection
// goes through them byte for byte. Instruments carry the venue "COINBASE"; replay renames them. io thread.
#pragma once

#include "infrastructure/broker/replay/frame_decoder.h"

#include <memory>

namespace tradecore::app {

// A decoder for a capture of the Exchange feed, today's hosts and the one of 2021; null for any other address.
[[nodiscard]] std::unique_ptr<infrastructure::FrameDecoder> coinbaseFrameDecoderFor(std::string_view address);

}  // namespace tradecore::app
