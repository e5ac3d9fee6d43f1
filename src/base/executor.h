// Executor: the one way to reach an object of another thread. post() is safe from every thread and never blocks; tasks run
// in order on the thread that owns the executor. The bound belongs to the caller's protocol (see docs/threads.md): post()
// answers false when the queue is full or closed, and then the task is gone and was never run.
#pragma once

#include <functional>

namespace tradecore {

class Executor {
public:
    using Task = std::function<void()>;

    virtual ~Executor() = default;
    [[nodiscard]] virtual bool post(Task task) = 0;
};

}  // namespace tradecore
