// Facts and limits of the Coinbase Exchange public feed (docs.cdp.coinbase.com, exchange: WebSocket feed, channels, rate
// limits, REST candles). Every bound that protects us from a hostile or broken peer stands here.
#pragma once

#include "base/timestamp.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>

namespace tradecore::infrastructure::coinbase {

inline constexpr std::string_view sourceName = "coinbase";
inline constexpr std::string_view venueCode = "COINBASE";
inline constexpr std::string_view defaultStreamUrl = "wss://ws-feed.exchange.coinbase.com";
inline constexpr std::string_view defaultRestUrl = "https://api.exchange.coinbase.com";

// Channels of one product. The order book is asked for as "level2_batch" (50 ms batches, no key needed); the venue may
// name it otherwise in its acknowledgement.
inline constexpr std::array<std::string_view, 4> channels{"ticker", "matches", "level2_batch", "heartbeat"};
inline constexpr std::string_view bookChannel = "level2_batch";
inline constexpr std::array<std::string_view, 3> bookChannelNames{"level2_batch", "level2", "level2_50"};
// The venue closes a connection that has not subscribed within five seconds. Where nothing is wanted yet, the heartbeat
// of this product keeps the stream alive.
inline constexpr std::string_view keepAliveProduct = "BTC-USD";

inline constexpr std::size_t maximumFrameBytes = 16u * 1024 * 1024;
inline constexpr std::size_t maximumBodyBytes = 16u * 1024 * 1024;
inline constexpr int maximumJsonDepth = 64;
inline constexpr std::size_t maximumLevelsPerSide = 50'000;
inline constexpr std::size_t maximumProducts = 1'000;
inline constexpr std::size_t maximumProductsPerRequest = 100;
inline constexpr std::size_t maximumProductIdLength = 32;

inline constexpr std::chrono::seconds connectDeadline{10};
inline constexpr std::chrono::seconds acknowledgementDeadline{10};
// A little under the ten seconds that the port promises.
inline constexpr std::chrono::milliseconds requestDeadline{9'500};
inline constexpr std::chrono::seconds expectedActivity{5};
// A venue time further ahead of this machine than this is refused: it would drive market time, and with it expiry.
inline constexpr std::chrono::hours maximumTimeAhead{24};

inline constexpr int candlesPerPage = 300;
inline constexpr int maximumCandlePages = 40;
inline constexpr std::chrono::milliseconds requestSpacing{125};  // 8 a second; the venue allows about 10
inline constexpr std::size_t maximumWaitingRequests = 256;

}  // namespace tradecore::infrastructure::coinbase
