// LatencyLine: delivers tasks in order, each after a seeded latency, on the scheduler's thread. With no latency a task runs
// at once. Owned through a shared_ptr; tasks that are still on the way keep it alive.
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "base/scheduler.h"

#include <deque>
#include <memory>

namespace tradecore::infrastructure {

struct LatencySettings {
    Duration minimum{};
    Duration maximum{};
    std::uint64_t seed = 1;
};

class LatencyLine : public std::enable_shared_from_this<LatencyLine> {
public:
    LatencyLine(LatencySettings settings, Scheduler& scheduler, const Clock& clock);
    void send(Executor::Task task);

private:
    void deliverFirst();

    const LatencySettings m_settings;
    Scheduler& m_scheduler;
    const Clock& m_clock;
    Random m_random;
    SteadyTime m_lastDue;
    std::deque<Executor::Task> m_tasks;
};

}  // namespace tradecore::infrastructure
