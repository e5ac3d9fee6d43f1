#include "infrastructure/runtime/system_clock.h"

#include <chrono>
#include <ctime>

namespace tradecore::infrastructure {

Timestamp SystemClock::utcNow() const
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return Timestamp::fromNanoseconds(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

SteadyTime SystemClock::steadyNow() const
{
#ifdef CLOCK_BOOTTIME
    timespec time{};
    if (clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return SteadyTime::fromNanoseconds(static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec);
#endif
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return SteadyTime::fromNanoseconds(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

}  // namespace tradecore::infrastructure
