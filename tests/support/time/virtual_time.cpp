#include "tests/support/time/virtual_time.h"

#include <algorithm>
#include <utility>

namespace tradecore::test {

std::size_t VirtualWorld::addLane()
{
    m_lanes.emplace_back();
    return m_lanes.size() - 1;
}

std::uint64_t VirtualWorld::schedule(std::size_t lane, std::int64_t due, Executor::Task task)
{
    const std::uint64_t id = m_nextId++;
    m_lanes[lane].emplace(Key{due, id}, std::move(task));
    m_due.emplace(id, Place{lane, due});
    return id;
}

void VirtualWorld::cancel(std::uint64_t id)
{
    const auto found = m_due.find(id);
    if (found == m_due.end())
        return;
    m_lanes[found->second.lane].erase(Key{found->second.due, id});
    m_due.erase(found);
}

std::optional<std::int64_t> VirtualWorld::nextDue() const
{
    std::optional<std::int64_t> out;
    for (const Lane& lane : m_lanes) {
        if (!lane.empty() && (!out || lane.begin()->first.due < *out))
            out = lane.begin()->first.due;
    }
    return out;
}

std::optional<std::size_t> VirtualWorld::readyLane()
{
    std::optional<std::size_t> chosen;
    std::uint64_t candidates = 0;
    for (std::size_t lane = 0; lane < m_lanes.size(); ++lane) {
        if (m_lanes[lane].empty() || m_lanes[lane].begin()->first.due > m_now)
            continue;
        ++candidates;
        const bool goesFirst = !chosen
            || (m_order ? m_order->below(candidates) == 0 : m_lanes[lane].begin()->first < m_lanes[*chosen].begin()->first);
        if (goesFirst)
            chosen = lane;
    }
    return chosen;
}

void VirtualWorld::runFirstOf(std::size_t lane)
{
    auto node = m_lanes[lane].extract(m_lanes[lane].begin());
    m_due.erase(node.key().id);
    ++m_tasksRun;
    node.mapped()();
}

void VirtualWorld::runReady(int limit)
{
    for (auto lane = readyLane(); lane && limit-- > 0; lane = readyLane())
        runFirstOf(*lane);
}

bool VirtualWorld::step(Duration within)
{
    const std::int64_t end = m_now + within.count();
    auto lane = readyLane();
    if (!lane) {
        const auto due = nextDue();
        m_now = due && *due <= end ? *due : end;
        lane = readyLane();
    }
    if (lane)
        runFirstOf(*lane);
    return lane.has_value();
}

void VirtualWorld::advance(Duration by)
{
    const std::int64_t end = m_now + by.count();
    runReady();
    for (auto due = nextDue(); due && *due <= end; due = nextDue()) {
        m_now = std::max(m_now, *due);
        runReady();
    }
    m_now = end;
    runReady();
}

bool VirtualScheduler::post(Task task)
{
    if (m_closed)
        return false;
    m_world.schedule(m_lane, m_world.m_now, whileHere(std::move(task)));
    return true;
}

TimerId VirtualScheduler::after(Duration delay, Task task)
{
    return m_world.schedule(m_lane, m_world.m_now + std::max<std::int64_t>(delay.count(), 0), whileHere(std::move(task)));
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
