#include "application/streaming/adapter_monitor.h"

#include <algorithm>
#include <utility>

namespace tradecore::application {

AdapterMonitor::AdapterMonitor(const Clock& clock, Counters& counters, Thresholds thresholds)
    : m_clock(clock), m_counters(counters), m_thresholds(thresholds), m_lastTick(clock.steadyNow())
{
}

void AdapterMonitor::noteMessage(const std::string& adapter)
{
    auto& entry = m_adapters[adapter];
    ++entry.messages;
    entry.lastActivity = m_clock.steadyNow();
}

void AdapterMonitor::noteMalformed(const std::string& adapter)
{
    ++m_adapters[adapter].malformed;
}

void AdapterMonitor::noteReconnect(const std::string& adapter)
{
    auto& entry = m_adapters[adapter];
    ++entry.reconnects;
    entry.recentReconnects.push_back(m_clock.steadyNow());
}

void AdapterMonitor::noteHistoryLatency(const std::string& adapter, Duration latency)
{
    m_adapters[adapter].historyLatency = latency;
}

void AdapterMonitor::tick()
{
    const SteadyTime now = m_clock.steadyNow();
    const std::int64_t elapsed = (now - m_lastTick).count();
    if (elapsed <= 0)
        return;
    m_lastTick = now;
    // To the nearest: a tick comes a little late, and one message a second would else count as none.
    const auto perSecond = [elapsed](std::uint64_t count) {
        return static_cast<std::uint64_t>((static_cast<std::int64_t>(count) * 1'000'000'000 + elapsed / 2) / elapsed);
    };
    std::map<std::string, AdapterHealth> snapshot;
    for (auto& [name, adapter] : m_adapters) {
        while (!adapter.recentReconnects.empty() && now - adapter.recentReconnects.front() > m_thresholds.window)
            adapter.recentReconnects.pop_front();
        AdapterHealth health{name,
                             perSecond(adapter.messages - std::exchange(adapter.messagesBefore, adapter.messages)),
                             perSecond(adapter.malformed - std::exchange(adapter.malformedBefore, adapter.malformed)),
                             adapter.messages,
                             adapter.malformed,
                             adapter.reconnects,
                             adapter.lastActivity,
                             adapter.historyLatency,
                             {}};
        health.warning = judge(name, health, adapter.recentReconnects.size());
        m_counters.named("adapter_" + name + "_messages_per_second").set(health.messagesPerSecond);
        m_counters.named("adapter_" + name + "_malformed").set(health.malformed);
        m_counters.named("adapter_" + name + "_reconnects").set(health.reconnects);
        snapshot.emplace(name, std::move(health));
    }
    const std::lock_guard lock(m_mutex);
    m_snapshot.swap(snapshot);
}

std::string AdapterMonitor::judge(const std::string& name, const AdapterHealth& health, std::size_t recentReconnects) const
{
    if (health.malformedPerSecond > m_thresholds.malformedPerSecond) {
        return name + " sends " + std::to_string(health.malformedPerSecond)
            + " messages a second that cannot be read; they are left out.";
    }
    if (recentReconnects >= m_thresholds.reconnectsInWindow) {
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(m_thresholds.window).count();
        return "The connection to " + name + " was lost " + std::to_string(recentReconnects) + " times in the last "
            + std::to_string(minutes) + " minutes.";
    }
    if (health.historyLatency && *health.historyLatency > m_thresholds.historyLatency) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*health.historyLatency).count();
        return name + " takes " + std::to_string(seconds) + " seconds to answer for chart history.";
    }
    return {};
}

std::vector<AdapterHealth> AdapterMonitor::snapshot() const
{
    std::vector<AdapterHealth> out;
    const std::lock_guard lock(m_mutex);
    for (const auto& [name, health] : m_snapshot)
        out.push_back(health);
    return out;
}

std::string AdapterMonitor::warningOf(const std::string& adapter) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_snapshot.find(adapter);
    return found == m_snapshot.end() ? std::string() : found->second.warning;
}

}  // namespace tradecore::application
