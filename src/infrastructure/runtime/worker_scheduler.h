// WorkerScheduler: one thread with a queue of tasks and timers and no event loop (engine, practice). Made and stopped by the
// composition; stop() lets the queue run empty, ends the thread and joins it. Tasks must not block.
#pragma once

#include "base/clock.h"
#include "infrastructure/runtime/task_queue.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace tradecore::infrastructure {

class WorkerScheduler : public Scheduler {
public:
    // The name (at most 15 characters) is what a debugger shows.
    WorkerScheduler(std::string name, const Clock& clock);
    ~WorkerScheduler() override;

    [[nodiscard]] bool post(Task task) override;
    TimerId after(Duration delay, Task task) override;
    void cancel(TimerId timer) override;
    // Runs a task on the thread and waits for it: for building and taking down the graph only, never from another worker.
    void runAndWait(Task task);
    void stop();

private:
    void run();

    std::string m_name;
    const Clock& m_clock;
    TaskQueue m_queue;
    std::mutex m_wakeMutex;
    std::condition_variable m_wake;
    bool m_awake = false;
    std::thread m_thread;
};

}  // namespace tradecore::infrastructure
