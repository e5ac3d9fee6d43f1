#include "domain/market/trading_calendar.h"

#include <algorithm>
#include <array>

namespace tradecore::domain {

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr year firstYear(2007);

// A holiday on a Saturday is kept on the Friday before, on a Sunday on the Monday after.
year_month_day observed(year_month_day date)
{
    const sys_days day(date);
    const weekday weekday_(day);
    if (weekday_ == Saturday)
        return day - days(1);
    if (weekday_ == Sunday)
        return day + days(1);
    return date;
}

// The algorithm of Meeus, Jones and Butcher for the Gregorian calendar.
year_month_day easterSunday(year inYear)
{
    const int y = static_cast<int>(inYear);
    const int a = y % 19, b = y / 100, c = y % 100;
    const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4, k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return inYear / month(static_cast<unsigned>(n / 31)) / day(static_cast<unsigned>(n % 31 + 1));
}

// Days on which the market did not open though no rule says so.
struct SpecialClosing {
    year_month_day date;
    std::string_view reason;
};
constexpr std::array specialClosings{
    SpecialClosing{2007y / January / 2, "Mourning for President Ford"},
    SpecialClosing{2012y / October / 29, "Hurricane Sandy"},
    SpecialClosing{2012y / October / 30, "Hurricane Sandy"},
    SpecialClosing{2018y / December / 5, "Mourning for President Bush"},
    SpecialClosing{2025y / January / 9, "Mourning for President Carter"},
};

bool isWeekend(year_month_day date)
{
    const weekday day_{sys_days(date)};
    return day_ == Saturday || day_ == Sunday;
}

// New Year's Day on a Saturday is not kept: the Friday before belongs to the old year's books.
bool isNewYear(year_month_day date)
{
    const year_month_day first = date.year() / January / 1;
    return weekday(sys_days(first)) != Saturday && date == observed(first);
}

bool isEarlyClose(year_month_day date)
{
    const year inYear = date.year();
    const year_month_day afterThanksgiving = sys_days(inYear / November / Thursday[4]) + days(1);
    const weekday day_{sys_days(date)};
    const bool isMidweek = day_ != Friday && !isWeekend(date);
    const bool beforeIndependence = date == inYear / July / 3 && isMidweek;
    const bool christmasEve = date == inYear / December / 24 && isMidweek;
    return date == afterThanksgiving || beforeIndependence || christmasEve;
}

}  // namespace

std::optional<std::string_view> usEquitiesHoliday(year_month_day date)
{
    const year inYear = date.year();
    const auto special = std::ranges::find(specialClosings, date, &SpecialClosing::date);
    if (special != specialClosings.end())
        return special->reason;
    if (isNewYear(date))
        return "New Year's Day";
    if (date == year_month_day(inYear / January / Monday[3]))
        return "Martin Luther King Day";
    if (date == year_month_day(inYear / February / Monday[3]))
        return "Washington's Birthday";
    if (date == year_month_day(sys_days(easterSunday(inYear)) - days(2)))
        return "Good Friday";
    if (date == year_month_day(inYear / May / Monday[last]))
        return "Memorial Day";
    if (inYear >= year(2022) && date == observed(inYear / June / 19))
        return "Juneteenth";
    if (date == observed(inYear / July / 4))
        return "Independence Day";
    if (date == year_month_day(inYear / September / Monday[1]))
        return "Labor Day";
    if (date == year_month_day(inYear / November / Thursday[4]))
        return "Thanksgiving Day";
    if (date == observed(inYear / December / 25))
        return "Christmas Day";
    return std::nullopt;
}

MarketDay usEquitiesDay(year_month_day date)
{
    if (!date.ok() || date.year() < firstYear || isWeekend(date) || usEquitiesHoliday(date))
        return MarketDay::Closed;
    return isEarlyClose(date) ? MarketDay::EarlyClose : MarketDay::Full;
}

std::optional<Session> usEquitiesSession(year_month_day date)
{
    const MarketDay kind = usEquitiesDay(date);
    if (kind == MarketDay::Closed)
        return std::nullopt;
    const auto opens = fromNewYork(date, 9h + 30min);
    const auto closes = fromNewYork(date, kind == MarketDay::EarlyClose ? 13h : 16h);
    if (!opens || !closes)
        return std::nullopt;
    return Session{*opens, *closes};
}

std::optional<Session> sessionFrom(const SessionRules& rules, Timestamp moment)
{
    if (rules.schedule == SessionSchedule::Continuous) {
        const Timestamp opens = (moment - rules.dayOffset).floorTo(24h) + rules.dayOffset;
        return Session{opens, opens + 24h};
    }
    const auto local = toNewYork(moment);
    if (!local)
        return std::nullopt;
    for (int ahead = 0; ahead < 14; ++ahead) {
        const auto session = usEquitiesSession(sys_days(local->date) + days(ahead));
        if (session && moment < session->closesAt)
            return session;
    }
    return std::nullopt;
}

Timestamp dayOrderEnd(const SessionRules& rules, Timestamp acceptedAt)
{
    const auto session = sessionFrom(rules, acceptedAt);
    // Without a calendar (before 2007) the order ends with the day of the venue.
    return session ? session->closesAt : (acceptedAt - rules.dayOffset).floorTo(24h) + rules.dayOffset + 24h;
}

}  // namespace tradecore::domain
