#include "infrastructure/runtime/worker_scheduler.h"

#include <chrono>
#include <future>
#include <utility>

#ifdef __linux__
#include <pthread.h>
#endif

namespace tradecore::infrastructure {

WorkerScheduler::WorkerScheduler(std::string name, const Clock& clock) : m_name(std::move(name)), m_clock(clock)
{
    m_thread = std::thread([this] { run(); });
}

WorkerScheduler::~WorkerScheduler()
{
    stop();
}

bool WorkerScheduler::post(Task task)
{
    const auto outcome = m_queue.post(std::move(task));
    if (outcome == TaskQueue::PostOutcome::Refused)
        return false;
    if (outcome == TaskQueue::PostOutcome::Wake) {
        {
            const std::lock_guard lock(m_wakeMutex);
            m_awake = true;
        }
        m_wake.notify_one();
    }
    return true;
}

TimerId WorkerScheduler::after(Duration delay, Task task)
{
    return m_queue.addTimer(m_clock.steadyNow() + delay, std::move(task));
}

void WorkerScheduler::cancel(TimerId timer)
{
    m_queue.cancelTimer(timer);
}

void WorkerScheduler::runAndWait(Task task)
{
    std::promise<void> done;
    const bool posted = post([&task, &done] {
        task();
        done.set_value();
    });
    if (posted)
        done.get_future().wait();
}

void WorkerScheduler::stop()
{
    if (!m_thread.joinable())
        return;
    m_queue.close();
    {
        const std::lock_guard lock(m_wakeMutex);
        m_awake = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void WorkerScheduler::run()
{
#ifdef __linux__
    pthread_setname_np(pthread_self(), m_name.substr(0, 15).c_str());
#endif
    while (true) {
        auto posted = m_queue.takePosted();
        for (auto& task : posted)
            task();
        bool ranTimer = false;
        while (auto due = m_queue.takeDue(m_clock.steadyNow())) {
            (*due)();
            ranTimer = true;
        }
        if (!posted.empty() || ranTimer)
            continue;
        if (m_queue.isClosed())
            return;
        std::unique_lock lock(m_wakeMutex);
        const auto next = m_queue.nextDue();
        // A bounded wait also re-reads the steady clock after a suspend, which the condition variable's clock may not count.
        auto wait = std::chrono::nanoseconds(std::chrono::seconds(1));
        if (next)
            wait = std::min(wait, std::max<std::chrono::nanoseconds>(*next - m_clock.steadyNow(), std::chrono::nanoseconds(0)));
        m_wake.wait_for(lock, wait, [this] { return m_awake; });
        m_awake = false;
    }
}

}  // namespace tradecore::infrastructure
