// Helpers on raw JSON tokens, shared by the frame parser and the REST parser: text without quotes, exact decimals, whole
// numbers, nesting depth. Pure functions on hostile bytes.
#pragma once

#include "base/decimal.h"
#include "base/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tradecore::infrastructure::coinbase {

// Units of a Decimal in one of its last place, by the number of its decimals.
inline constexpr std::array<std::int64_t, Decimal::scale + 1> unitsOfLastDecimal{
    1'000'000'000'000, 100'000'000'000, 10'000'000'000, 1'000'000'000, 100'000'000, 10'000'000, 1'000'000,
    100'000,           10'000,          1'000,          100,           10,          1};

// The token without surrounding white space.
[[nodiscard]] std::string_view trimmed(std::string_view token);
// The inside of a string token; nothing where the token is not a whole string or has escapes or control characters.
[[nodiscard]] std::optional<std::string_view> plainString(std::string_view token);
// As Decimal::parse, with a short way for plain positive numbers of up to 18 digits.
[[nodiscard]] Result<Decimal, ArithmeticError> exactDecimal(std::string_view text);
// Digits only, no leading sign, below 2^63.
[[nodiscard]] std::optional<std::uint64_t> wholeNumber(std::string_view token);
// Letters, digits and '-', at most maximumProductIdLength.
[[nodiscard]] bool isProductId(std::string_view text);
// The deepest nesting of brackets outside strings in the text of one JSON value.
[[nodiscard]] int nestingDepth(std::string_view json);

}  // namespace tradecore::infrastructure::coinbase
