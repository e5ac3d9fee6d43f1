#include "domain/market/timeframe.h"

namespace tradecore::domain {

Duration lengthOf(Timeframe timeframe)
{
    using namespace std::chrono_literals;
    switch (timeframe) {
    case Timeframe::OneSecond: return 1s;
    case Timeframe::OneMinute: return 1min;
    case Timeframe::FiveMinutes: return 5min;
    case Timeframe::FifteenMinutes: return 15min;
    case Timeframe::OneHour: return 1h;
    case Timeframe::OneDay: return 24h;
    }
    return 0s;
}

std::string_view nameOf(Timeframe timeframe)
{
    switch (timeframe) {
    case Timeframe::OneSecond: return "1s";
    case Timeframe::OneMinute: return "1m";
    case Timeframe::FiveMinutes: return "5m";
    case Timeframe::FifteenMinutes: return "15m";
    case Timeframe::OneHour: return "1h";
    case Timeframe::OneDay: return "1d";
    }
    return {};
}

std::optional<Timeframe> parseTimeframe(std::string_view text)
{
    for (const auto timeframe : allTimeframes) {
        if (nameOf(timeframe) == text)
            return timeframe;
    }
    return std::nullopt;
}

}  // namespace tradecore::domain
