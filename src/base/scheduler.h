// Scheduler: an Executor with timers on its own thread. after() and cancel() are called on the owning thread only.
#pragma once

#include "base/executor.h"
#include "base/timestamp.h"

#include <cstdint>

namespace tradecore {

using TimerId = std::uint64_t;  // never 0 for a timer that was made

class Scheduler : public Executor {
public:
    // Runs the task once, not before the delay has passed on the steady clock.
    virtual TimerId after(Duration delay, Task task) = 0;
    // A timer that has run or is unknown is ignored.
    virtual void cancel(TimerId timer) = 0;
};

}  // namespace tradecore
