// Decodes the market-data stream: a frame is an array of objects that name their type in "T". A frame that holds one broken
// message still gives the others. Pure functions on hostile bytes.
#pragma once

#include "infrastructure/broker/alpaca/market_messages.h"
#include "infrastructure/broker/alpaca/wire_tape.h"

#include <functional>
#include <string>

namespace tradecore::infrastructure::alpaca {

[[nodiscard]] Result<MarketMessage, std::string> decodeMarketMessage(WireView object);
// Each message of a frame in order.
void decodeMarketFrame(WireView frame, const std::function<void(const Result<MarketMessage, std::string>&)>& read);

// False where a sale condition keeps a trade out of open, high, low, close and last: CTA and UTP tables, "update last".
[[nodiscard]] bool countsForPrice(WireView conditions);

}  // namespace tradecore::infrastructure::alpaca
