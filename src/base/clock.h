// Clock: the only source of time for the core. Implementations are safe on every thread.
#pragma once

#include "base/timestamp.h"

namespace tradecore {

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp utcNow() const = 0;
    // Runs on through suspend; never goes back.
    [[nodiscard]] virtual SteadyTime steadyNow() const = 0;
};

}  // namespace tradecore
