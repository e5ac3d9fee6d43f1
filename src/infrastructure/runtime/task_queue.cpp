#include "infrastructure/runtime/task_queue.h"

namespace tradecore::infrastructure {

TaskQueue::PostOutcome TaskQueue::post(Executor::Task task)
{
    const std::lock_guard lock(m_mutex);
    if (m_closed || m_posted.size() >= capacity)
        return PostOutcome::Refused;
    m_posted.push_back(std::move(task));
    return m_posted.size() == 1 ? PostOutcome::Wake : PostOutcome::Queued;
}

void TaskQueue::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
}

bool TaskQueue::isClosed() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed;
}

std::vector<Executor::Task> TaskQueue::takePosted()
{
    std::vector<Executor::Task> out;
    const std::lock_guard lock(m_mutex);
    out.swap(m_posted);
    return out;
}

TimerId TaskQueue::addTimer(SteadyTime due, Executor::Task task)
{
    const TimerId id = m_nextTimer++;
    m_timers.emplace(std::pair(due, id), std::move(task));
    m_due.emplace(id, due);
    return id;
}

void TaskQueue::cancelTimer(TimerId timer)
{
    const auto found = m_due.find(timer);
    if (found == m_due.end())
        return;
    m_timers.erase(std::pair(found->second, timer));
    m_due.erase(found);
}

std::optional<SteadyTime> TaskQueue::nextDue() const
{
    if (m_timers.empty())
        return std::nullopt;
    return m_timers.begin()->first.first;
}

std::optional<Executor::Task> TaskQueue::takeDue(SteadyTime now)
{
    if (m_timers.empty() || m_timers.begin()->first.first > now)
        return std::nullopt;
    auto node = m_timers.extract(m_timers.begin());
    m_due.erase(node.key().second);
    return std::move(node.mapped());
}

}  // namespace tradecore::infrastructure
