// parseByName: the inverse of a nameOf(E), for enums that count from zero without gaps. nameOf is found by its namespace.
#pragma once

#include <optional>
#include <string_view>

namespace tradecore {

template <typename E>
[[nodiscard]] std::optional<E> parseByName(std::string_view text, E last)
{
    for (int value = 0; value <= static_cast<int>(last); ++value) {
        if (nameOf(static_cast<E>(value)) == text)
            return static_cast<E>(value);
    }
    return std::nullopt;
}

}  // namespace tradecore
