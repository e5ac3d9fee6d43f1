#include "infrastructure/broker/replay/text_fields.h"

#include <charconv>

namespace tradecore::infrastructure {

namespace {

template <typename Number>
std::optional<Number> parseWhole(std::string_view text, int base)
{
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

}  // namespace

std::vector<std::string_view> splitFields(std::string_view line, char separator)
{
    std::vector<std::string_view> out;
    while (true) {
        const auto end = line.find(separator);
        out.push_back(line.substr(0, end));
        if (end == std::string_view::npos)
            return out;
        line.remove_prefix(end + 1);
    }
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    return parseWhole<std::int64_t>(text, 10);
}

std::optional<std::uint32_t> parseHexadecimal(std::string_view text)
{
    return text.size() > 8 ? std::nullopt : parseWhole<std::uint32_t>(text, 16);
}

std::optional<Timestamp> parseEpochSeconds(std::string_view text)
{
    constexpr std::int64_t earliest = 631'152'000, latest = 7'258'118'400;
    const auto dot = text.find('.');
    const auto seconds = parseInteger(text.substr(0, dot));
    if (!seconds || *seconds < earliest || *seconds > latest)
        return std::nullopt;
    std::int64_t nanoseconds = 0;
    if (dot != std::string_view::npos) {
        const std::string_view decimals = text.substr(dot + 1);
        const auto fraction = parseInteger(decimals);
        if (decimals.size() > 9 || !fraction || decimals.front() == '-')
            return std::nullopt;
        nanoseconds = *fraction;
        for (std::size_t i = decimals.size(); i < 9; ++i)
            nanoseconds *= 10;
    }
    return Timestamp::fromSeconds(*seconds) + Duration(nanoseconds);
}

}  // namespace tradecore::infrastructure
