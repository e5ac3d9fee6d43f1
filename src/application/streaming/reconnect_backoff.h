// ReconnectBackoff: how long to wait before the next attempt: 1, 2, 4, … seconds, each with a jitter of a quarter up or down so
// that many clients of one venue do not come back together, never above 60 seconds. A delay that the venue asked for
// (retry-after) lengthens one wait, up to 15 minutes. One thread.
#pragma once

#include "base/random.h"
#include "base/timestamp.h"

#include <cstdint>

namespace tradecore::application {

class ReconnectBackoff {
public:
    static constexpr Duration first = std::chrono::seconds(1);
    static constexpr Duration cap = std::chrono::seconds(60);
    static constexpr Duration retryAfterCap = std::chrono::minutes(15);

    explicit ReconnectBackoff(std::uint64_t seed) : m_random(seed) {}

    [[nodiscard]] Duration next();
    void askFor(Duration retryAfter) { m_retryAfter = retryAfter; }
    void reset() { m_attempts = 0; }
    [[nodiscard]] std::uint64_t attempts() const { return m_attempts; }

private:
    Random m_random;
    std::uint64_t m_attempts = 0;
    Duration m_retryAfter{};
};

}  // namespace tradecore::application
