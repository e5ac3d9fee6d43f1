// AdapterMonitor: how each adapter does: messages and unreadable frames a second, last activity, reconnects, latency of
// history answers, and a warning in words where one of them passes its threshold. Noted on the io thread; snapshot() may be
// called on any thread and shows the figures of the last full second.
#pragma once

#include "application/streaming/counters.h"
#include "base/clock.h"

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace tradecore::application {

struct AdapterHealth {
    std::string name;
    std::uint64_t messagesPerSecond = 0;
    std::uint64_t malformedPerSecond = 0;
    std::uint64_t messages = 0;
    std::uint64_t malformed = 0;
    std::uint64_t reconnects = 0;
    std::optional<SteadyTime> lastActivity;
    std::optional<Duration> historyLatency;   // of the last answer
    std::string warning;                      // a sentence, empty while all is well
};

class AdapterMonitor {
public:
    struct Thresholds {
        std::uint64_t malformedPerSecond = 1;
        std::uint64_t reconnectsInWindow = 5;
        Duration window = std::chrono::minutes(10);
        Duration historyLatency = std::chrono::seconds(5);
    };

    AdapterMonitor(const Clock& clock, Counters& counters) : AdapterMonitor(clock, counters, Thresholds()) {}
    AdapterMonitor(const Clock& clock, Counters& counters, Thresholds thresholds);

    void noteMessage(const std::string& adapter);
    void noteMalformed(const std::string& adapter);
    void noteReconnect(const std::string& adapter);
    void noteHistoryLatency(const std::string& adapter, Duration latency);
    // Closes the second; called once a second by StreamingLifecycleManager.
    void tick();

    [[nodiscard]] std::vector<AdapterHealth> snapshot() const;
    // The warning of one adapter as of the last full second; empty while all is well.
    [[nodiscard]] std::string warningOf(const std::string& adapter) const;

private:
    struct Adapter {
        std::uint64_t messages = 0;
        std::uint64_t malformed = 0;
        std::uint64_t messagesBefore = 0;
        std::uint64_t malformedBefore = 0;
        std::uint64_t reconnects = 0;
        std::deque<SteadyTime> recentReconnects;
        std::optional<SteadyTime> lastActivity;
        std::optional<Duration> historyLatency;
    };
    [[nodiscard]] std::string judge(const std::string& name, const AdapterHealth& health, std::size_t recentReconnects) const;

    const Clock& m_clock;
    Counters& m_counters;
    Thresholds m_thresholds;
    std::map<std::string, Adapter> m_adapters;
    SteadyTime m_lastTick;
    mutable std::mutex m_mutex;                      // guards m_snapshot
    std::map<std::string, AdapterHealth> m_snapshot;
};

}  // namespace tradecore::application
