// TaskQueue: the part that both schedulers share: posted tasks under a mutex with a bound, and timers ordered by due time. The
// owner wakes its thread when it is told to.
#pragma once

#include "base/scheduler.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace tradecore::infrastructure {

class TaskQueue {
public:
    enum class PostOutcome { Wake, Queued, Refused };
    // Far above what the protocols of docs/threads.md keep in flight; reaching it means that a thread has stopped.
    static constexpr std::size_t capacity = 1'000'000;

    // Any thread.
    [[nodiscard]] PostOutcome post(Executor::Task task);
    void close();
    [[nodiscard]] bool isClosed() const;

    // Owning thread.
    [[nodiscard]] std::vector<Executor::Task> takePosted();
    TimerId addTimer(SteadyTime due, Executor::Task task);
    void cancelTimer(TimerId timer);
    [[nodiscard]] std::optional<SteadyTime> nextDue() const;
    [[nodiscard]] std::optional<Executor::Task> takeDue(SteadyTime now);

private:
    mutable std::mutex m_mutex;
    std::vector<Executor::Task> m_posted;
    bool m_closed = false;
    TimerId m_nextTimer = 1;
    std::map<std::pair<SteadyTime, TimerId>, Executor::Task> m_timers;
    std::map<TimerId, SteadyTime> m_due;
};

}  // namespace tradecore::infrastructure
