// Timeframe: the length of a bar. Intervals start at multiples of the length since 1970 UTC; a day is a UTC day unless the
// venue's session offset says otherwise.
#pragma once

#include "base/timestamp.h"

#include <array>
#include <optional>
#include <string_view>

namespace tradecore::domain {

enum class Timeframe { OneSecond, OneMinute, FiveMinutes, FifteenMinutes, OneHour, OneDay };

inline constexpr std::array allTimeframes{Timeframe::OneSecond,      Timeframe::OneMinute, Timeframe::FiveMinutes,
                                          Timeframe::FifteenMinutes, Timeframe::OneHour,   Timeframe::OneDay};

[[nodiscard]] Duration lengthOf(Timeframe timeframe);
[[nodiscard]] std::string_view nameOf(Timeframe timeframe);  // "1s" "1m" "5m" "15m" "1h" "1d"
[[nodiscard]] std::optional<Timeframe> parseTimeframe(std::string_view text);

}  // namespace tradecore::domain
