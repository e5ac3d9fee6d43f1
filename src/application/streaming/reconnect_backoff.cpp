#include "application/streaming/reconnect_backoff.h"

#include <algorithm>
#include <utility>

namespace tradecore::application {

Duration ReconnectBackoff::next()
{
    const std::uint64_t doublings = std::min<std::uint64_t>(m_attempts, 6);
    ++m_attempts;
    const std::int64_t base = std::min((first * (std::int64_t{1} << doublings)).count(), cap.count());
    const Duration jittered = std::min(Duration(base + m_random.between(-base / 4, base / 4)), cap);
    return std::max(jittered, std::min(std::exchange(m_retryAfter, Duration::zero()), retryAfterCap));
}

}  // namespace tradecore::application
