// Facts of Alpaca's interfaces that the slice relies on, and the limits that it sets itself. Sources: docs.alpaca.markets
// (streaming-market-data, websocket-streaming, orders-at-alpaca) and the official clients.
#pragma once

#include "base/timestamp.h"

#include <chrono>
#include <cstddef>
#include <string_view>

namespace tradecore::infrastructure::alpaca {

inline constexpr std::string_view sourceName = "alpaca";
inline constexpr std::string_view venueCode = "ALPACA";

// What is accepted from the wire.
inline constexpr std::size_t maximumFrameBytes = 16 * 1024 * 1024;
inline constexpr std::size_t maximumBodyBytes = 64 * 1024 * 1024;   // the list of all assets has more than 11,000 rows
inline constexpr int maximumDepth = 64;
inline constexpr std::size_t maximumNodes = 4'000'000;
inline constexpr std::size_t maximumSymbolLength = 32;

inline constexpr std::chrono::seconds connectDeadline{10};
inline constexpr std::chrono::seconds answerTimeout{10};
inline constexpr std::chrono::seconds requestDeadline{10};
// The official clients ping at this pace; a pong is proof of the connection, not of the data.
inline constexpr std::chrono::seconds pingInterval{10};
// A second connection is told 406 until the server has forgotten the first, which takes up to 90 seconds after an unclean end.
inline constexpr std::chrono::seconds connectionLimitDelay{10};

}  // namespace tradecore::infrastructure::alpaca
