// Result<T, E>: a value or the reason why there is none. One header, so that it can become std::expected later.
#pragma once

#include <tl/expected.hpp>

namespace tradecore {

template <typename T, typename E>
using Result = tl::expected<T, E>;

template <typename E>
[[nodiscard]] constexpr auto failure(E&& reason)
{
    return tl::make_unexpected(std::forward<E>(reason));
}

}  // namespace tradecore
