#include "infrastructure/broker/virtual/latency_line.h"

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure {

LatencyLine::LatencyLine(LatencySettings settings, Scheduler& scheduler, const Clock& clock)
    : m_settings(settings), m_scheduler(scheduler), m_clock(clock), m_random(settings.seed)
{
}

void LatencyLine::send(Executor::Task task)
{
    const bool isImmediate = m_settings.maximum <= Duration::zero();
    if (isImmediate) {
        task();
        return;
    }
    const SteadyTime now = m_clock.steadyNow();
    const Duration latency(m_random.between(std::min(m_settings.minimum, m_settings.maximum).count(),
                                            m_settings.maximum.count()));
    // A message never overtakes the one before it.
    m_lastDue = std::max(m_lastDue, now + latency);
    m_tasks.push_back(std::move(task));
    m_scheduler.after(m_lastDue - now, [self = shared_from_this()] { self->deliverFirst(); });
}

void LatencyLine::deliverFirst()
{
    if (m_tasks.empty())
        return;
    const Executor::Task task = std::move(m_tasks.front());
    m_tasks.pop_front();
    task();
}

}  // namespace tradecore::infrastructure
