// Timestamp: UTC nanoseconds since 1970-01-01 (both times of an event, market times). SteadyTime: nanoseconds of a clock
// that never goes back and runs on through suspend (staleness, time-outs). The two never convert into each other.
#pragma once

#include "base/result.h"

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tradecore {

using Duration = std::chrono::nanoseconds;

class Timestamp {
public:
    constexpr Timestamp() = default;
    [[nodiscard]] static constexpr Timestamp fromNanoseconds(std::int64_t value) { return Timestamp(value); }
    [[nodiscard]] static constexpr Timestamp fromSeconds(std::int64_t value) { return Timestamp(value * 1'000'000'000); }
    // RFC 3339 with 'Z' or an offset, up to nine decimals of a second; nothing else is accepted.
    [[nodiscard]] static std::optional<Timestamp> parseRfc3339(std::string_view text);

    [[nodiscard]] constexpr std::int64_t nanoseconds() const { return m_nanoseconds; }
    // RFC 3339 UTC with nanoseconds: 2026-01-02T03:04:05.123456789Z
    [[nodiscard]] std::string toRfc3339() const;
    // The start of the interval of the given length that contains this time, counted from 1970 (lengths up to a week).
    [[nodiscard]] Timestamp floorTo(Duration length) const;

    friend constexpr auto operator<=>(Timestamp, Timestamp) = default;
    friend constexpr Timestamp operator+(Timestamp t, Duration d) { return Timestamp(t.m_nanoseconds + d.count()); }
    friend constexpr Timestamp operator-(Timestamp t, Duration d) { return Timestamp(t.m_nanoseconds - d.count()); }
    friend constexpr Duration operator-(Timestamp a, Timestamp b) { return Duration(a.m_nanoseconds - b.m_nanoseconds); }

private:
    constexpr explicit Timestamp(std::int64_t value) : m_nanoseconds(value) {}
    std::int64_t m_nanoseconds = 0;
};

class SteadyTime {
public:
    constexpr SteadyTime() = default;
    [[nodiscard]] static constexpr SteadyTime fromNanoseconds(std::int64_t value) { return SteadyTime(value); }
    [[nodiscard]] constexpr std::int64_t nanoseconds() const { return m_nanoseconds; }
    friend constexpr auto operator<=>(SteadyTime, SteadyTime) = default;
    friend constexpr SteadyTime operator+(SteadyTime t, Duration d) { return SteadyTime(t.m_nanoseconds + d.count()); }
    friend constexpr Duration operator-(SteadyTime a, SteadyTime b)
    {
        return Duration(a.m_nanoseconds - b.m_nanoseconds);
    }

private:
    constexpr explicit SteadyTime(std::int64_t value) : m_nanoseconds(value) {}
    std::int64_t m_nanoseconds = 0;
};

}  // namespace tradecore
