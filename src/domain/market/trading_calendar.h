// Trading calendars as pure data: on which days a market trades, when its session begins and ends, and when a DAY order does. US equities by the
// published holidays and early closes of NYSE and Nasdaq since 2007; all else trades round the clock in days that begin at an offset after
// 00:00 UTC. Wall-clock times are New York's and follow its daylight time (new_york_time.h).
#pragma once

#include "domain/market/new_york_time.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace tradecore::domain {

enum class SessionSchedule { Continuous, UsEquities };

struct SessionRules {
    SessionSchedule schedule = SessionSchedule::Continuous;
    Duration dayOffset{};   // of a continuous market: start of its day after 00:00 UTC
    friend bool operator==(const SessionRules&, const SessionRules&) = default;
};

enum class MarketDay { Closed, EarlyClose, Full };
// Closed: a weekend, a holiday or a day of mourning. Before 2007: closed, since no calendar is kept.
[[nodiscard]] MarketDay usEquitiesDay(std::chrono::year_month_day date);
// The holiday of a date, or nothing; a weekend is none.
[[nodiscard]] std::optional<std::string_view> usEquitiesHoliday(std::chrono::year_month_day date);

struct Session {
    Timestamp opensAt;
    Timestamp closesAt;   // the first moment that is outside
    friend bool operator==(const Session&, const Session&) = default;
};
// 09:30 to 16:00, or to 13:00, in New York. Nothing on a day without trading.
[[nodiscard]] std::optional<Session> usEquitiesSession(std::chrono::year_month_day date);
// The session that a moment lies in, or the next one. Nothing where none follows within two weeks (before 2007).
[[nodiscard]] std::optional<Session> sessionFrom(const SessionRules& rules, Timestamp moment);
// When a DAY order that was accepted then ends: with the session it came in, or with the next where the market was closed.
[[nodiscard]] Timestamp dayOrderEnd(const SessionRules& rules, Timestamp acceptedAt);

}  // namespace tradecore::domain
