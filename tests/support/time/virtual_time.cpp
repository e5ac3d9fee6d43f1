#include "tests/support/time/virtual_time.h"

#include <algorithm>
#include <utility>

namespace tradecore::test {

std::uint64_t VirtualWorld::schedule(std::int64_t due, Executor::Task task)
{
    const std::uint64_t id = m_nextId++;
    m_tasks.emplace(Key{due, id}, std::move(task));
    m_due.emplace(id, due);
    return id;
}

void VirtualWorld::cancel(std::uint64_t id)
{
    const auto found = m_due.find(id);
    if (found == m_due.end())
        return;
    m_tasks.erase(Key{found->second, id});
    m_due.erase(found);
}

void VirtualWorld::runReady(int limit)
{
    while (!m_tasks.empty() && m_tasks.begin()->first.first <= m_now && limit-- > 0) {
        auto node = m_tasks.extract(m_tasks.begin());
        m_due.erase(node.key().second);
        node.mapped()();
    }
}

void VirtualWorld::advance(Duration by)
{
    const std::int64_t end = m_now + by.count();
    runReady();
    while (!m_tasks.empty() && m_tasks.begin()->first.first <= end) {
        m_now = std::max(m_now, m_tasks.begin()->first.first);
        runReady();
    }
    m_now = end;
    runReady();
}

bool VirtualScheduler::post(Task task)
{
    if (m_closed)
        return false;
    m_world.schedule(m_world.m_now, whileHere(std::move(task)));
    return true;
}

TimerId VirtualScheduler::after(Duration delay, Task task)
{
    return m_world.schedule(m_world.m_now + std::max<std::int64_t>(delay.count(), 0), whileHere(std::move(task)));
}

void VirtualScheduler::abandon()
{
    *m_here = false;
    m_here = std::make_shared<bool>(true);
}

Executor::Task VirtualScheduler::whileHere(Task task) const
{
    return [here = m_here, task = std::move(task)] {
        if (*here)
            task();
    };
}

void VirtualScheduler::cancel(TimerId timer)
{
    m_world.cancel(timer);
}

Uuid SeededIdentitySource::next()
{
    Uuid::Bytes bytes{};
    for (std::size_t i = 0; i < bytes.size(); i += 8) {
        const std::uint64_t word = m_random.next();
        for (std::size_t j = 0; j < 8; ++j)
            bytes[i + j] = static_cast<std::uint8_t>(word >> (8 * j));
    }
    return Uuid::random(bytes);
}

}  // namespace tradecore::test
