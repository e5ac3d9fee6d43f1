#include "application/streaming/position_marks.h"

#include <algorithm>
#include <utility>

namespace tradecore::application {

PositionMarks::PositionMarks(const Clock& clock, Scheduler& io, CommandBus& commands, Counters& counters)
    : m_clock(clock), m_io(io), m_commands(commands), m_sent(counters.named("marks_sent")),
      m_conflated(counters.named("marks_conflated")), m_refused(counters.named("marks_refused"))
{
}

PositionMarks::~PositionMarks()
{
    m_io.cancel(m_timer);
}

void PositionMarks::setHeld(const std::set<domain::InstrumentId>& held)
{
    std::erase_if(m_held, [&](const auto& entry) { return !held.contains(entry.first); });
    for (const auto& instrument : held)
        m_held.try_emplace(instrument);
}

void PositionMarks::mark(const domain::Trade& trade, const std::string& source)
{
    const auto found = m_held.find(trade.instrument);
    if (found == m_held.end())
        return;
    auto& held = found->second;
    if (held.waiting)
        m_conflated.increment();
    held.waiting = UpdatePositionValuation{trade.instrument, trade.price, source, trade.venueTime};
    const SteadyTime now = m_clock.steadyNow();
    if (!held.sentAt || now - *held.sentAt >= pause) {
        if (!send(held))
            schedule(pause);
        return;
    }
    schedule(pause - (now - *held.sentAt));
}

bool PositionMarks::send(Held& held)
{
    // Other senders may be refused in the same moment; then this mark is sent once more, which does no harm.
    const std::uint64_t refusedBefore = m_commands.refusedBusy();
    m_commands.sendTransient(*held.waiting);
    held.sentAt = m_clock.steadyNow();
    if (m_commands.refusedBusy() != refusedBefore) {
        m_refused.increment();
        return false;
    }
    held.waiting.reset();
    m_sent.increment();
    return true;
}

void PositionMarks::schedule(Duration delay)
{
    if (m_timer != 0)
        return;
    m_timer = m_io.after(delay, [this] { sendDue(); });
}

void PositionMarks::sendDue()
{
    m_timer = 0;
    const SteadyTime now = m_clock.steadyNow();
    std::optional<Duration> next;
    for (auto& [instrument, held] : m_held) {
        if (!held.waiting)
            continue;
        const Duration rest = held.sentAt ? pause - (now - *held.sentAt) : Duration::zero();
        if (rest <= Duration::zero() && send(held))
            continue;
        const Duration wait = rest > Duration::zero() ? rest : pause;
        next = next ? std::min(*next, wait) : wait;
    }
    if (next)
        schedule(*next);
}

}  // namespace tradecore::application
