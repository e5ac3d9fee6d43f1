// SystemClock: the machine's clock. The steady clock is CLOCK_BOOTTIME where the platform has it, so that it runs on through
// suspend. Any thread.
#pragma once

#include "base/clock.h"

namespace tradecore::infrastructure {

class SystemClock : public Clock {
public:
    [[nodiscard]] Timestamp utcNow() const override;
    [[nodiscard]] SteadyTime steadyNow() const override;
};

}  // namespace tradecore::infrastructure
