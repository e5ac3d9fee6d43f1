// New York time without a zone database: the published rules of the Uniform Time Act and the Energy Policy Act of 2005.
//   since 2007  daylight time from the second Sunday of March to the first Sunday of November
//   1987–2006   from the first Sunday of April to the last Sunday of October
// Changes at 02:00 local time. Earlier years are refused. Pure functions.
#pragma once

#include "base/timestamp.h"

#include <chrono>
#include <optional>

namespace tradecore::domain {

// UTC minus local time, −(−5 h) or −(−4 h): what is added to a local time to get UTC. The hour that comes twice in November
// counts as daylight time, its first pass. Nothing before 1987.
[[nodiscard]] std::optional<Duration> newYorkToUtc(std::chrono::year_month_day date, Duration sinceMidnight);
struct LocalTime {
    std::chrono::year_month_day date;
    Duration sinceMidnight{};
    friend bool operator==(const LocalTime&, const LocalTime&) = default;
};
// The wall clock in New York at a moment; in the hour that comes twice both passes read alike. Nothing before 1987.
[[nodiscard]] std::optional<LocalTime> toNewYork(Timestamp moment);
// The moment in UTC of a local wall-clock time; sinceMidnight in 0 … 36 h.
[[nodiscard]] std::optional<Timestamp> fromNewYork(std::chrono::year_month_day date, Duration sinceMidnight);

}  // namespace tradecore::domain
