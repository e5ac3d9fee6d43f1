// Fields of a line of text: cutting and strict numbers. Pure functions; they take hostile bytes.
#pragma once

#include "base/timestamp.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure {

// Empty fields are kept.
[[nodiscard]] std::vector<std::string_view> splitFields(std::string_view line, char separator);
// Digits with an optional minus, nothing else, inside the range of 64 bits.
[[nodiscard]] std::optional<std::int64_t> parseInteger(std::string_view text);
// Lower or upper case hex digits, at most eight.
[[nodiscard]] std::optional<std::uint32_t> parseHexadecimal(std::string_view text);
// "1618677817.061845": seconds since 1970 with up to nine decimals; between 1990 and 2200.
[[nodiscard]] std::optional<Timestamp> parseEpochSeconds(std::string_view text);

}  // namespace tradecore::infrastructure
