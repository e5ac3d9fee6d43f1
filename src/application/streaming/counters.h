// Counters: everything that is dropped, conflated, late, malformed, duplicate or suspicious, by name. A counter is made once
// under a mutex and then counted without a lock; its reference stays valid as long as the Counters object. Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace tradecore::application {

class Counter {
public:
    void increment(std::uint64_t by = 1) { m_value.fetch_add(by, std::memory_order_relaxed); }
    // For gauges (messages a second) and figures that another object counts.
    void set(std::uint64_t value) { m_value.store(value, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value{0};
};

class Counters {
public:
    Counters() = default;
    Counters(const Counters&) = delete;
    Counters& operator=(const Counters&) = delete;

    // The counter of that name, made at first use: "trades_late", "reports_busy", …
    [[nodiscard]] Counter& named(const std::string& name);
    [[nodiscard]] std::uint64_t value(const std::string& name) const;
    [[nodiscard]] std::map<std::string, std::uint64_t> snapshot() const;

private:
    mutable std::mutex m_mutex;
    std::map<std::string, std::unique_ptr<Counter>> m_counters;
};

}  // namespace tradecore::application
