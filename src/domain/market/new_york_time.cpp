#include "domain/market/new_york_time.h"

namespace tradecore::domain {

using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

struct DaylightPeriod {
    local_days first;
    local_days last;  // the day on which it ends
};

DaylightPeriod daylightOf(year inYear)
{
    if (inYear >= year(2007))
        return {local_days(inYear / March / Sunday[2]), local_days(inYear / November / Sunday[1])};
    return {local_days(inYear / April / Sunday[1]), local_days(inYear / October / Sunday[last])};
}

}  // namespace

std::optional<Duration> newYorkToUtc(year_month_day date, Duration sinceMidnight)
{
    if (!date.ok() || date.year() < year(1987) || sinceMidnight < 0h || sinceMidnight > 36h)
        return std::nullopt;
    const local_time<nanoseconds> local = local_days(date) + sinceMidnight;
    const DaylightPeriod daylight = daylightOf(year_month_day(floor<days>(local)).year());
    const bool isDaylight = local >= daylight.first + 2h && local < daylight.last + 2h;
    return isDaylight ? Duration(4h) : Duration(5h);
}

std::optional<LocalTime> toNewYork(Timestamp moment)
{
    const sys_time<nanoseconds> utc{nanoseconds(moment.nanoseconds())};
    const year inYear = year_month_day(floor<days>(utc - 5h)).year();
    if (inYear < year(1987))
        return std::nullopt;
    const DaylightPeriod daylight = daylightOf(inYear);
    // Daylight time begins at 02:00 standard time and ends at 02:00 daylight time.
    const sys_time<nanoseconds> begins{daylight.first.time_since_epoch() + 2h + 5h};
    const sys_time<nanoseconds> ends{daylight.last.time_since_epoch() + 2h + 4h};
    const auto local = utc - (utc >= begins && utc < ends ? 4h : 5h);
    const auto date = floor<days>(local);
    return LocalTime{year_month_day(date), local - date};
}

std::optional<Timestamp> fromNewYork(year_month_day date, Duration sinceMidnight)
{
    const auto offset = newYorkToUtc(date, sinceMidnight);
    if (!offset)
        return std::nullopt;
    const Duration local = local_days(date).time_since_epoch();
    return Timestamp::fromNanoseconds((local + sinceMidnight + *offset).count());
}

}  // namespace tradecore::domain
