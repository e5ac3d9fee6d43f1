#include "infrastructure/broker/replay/lean_reader.h"

#include "infrastructure/broker/replay/text_fields.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace tradecore::infrastructure {

using domain::Price;
using domain::Quantity;

namespace {

constexpr std::string_view wrongFields = "the line has not the fields of this format";
constexpr std::string_view wrongTime = "the time is not a time of this day";
constexpr std::string_view wrongPrice = "the price cannot be read";
constexpr std::string_view wrongSize = "the size cannot be read";

// USD × 10000.
std::optional<Price> parseScaledPrice(std::string_view text)
{
    constexpr std::int64_t highest = 100'000'000'000'000;
    const auto number = parseInteger(text);
    if (!number || *number <= 0 || *number > highest)
        return std::nullopt;
    return Price(Decimal::fromScaled(*number, 4));
}

std::optional<Quantity> parseSize(std::string_view text)
{
    const auto size = Quantity::parse(text);
    return size ? std::optional(*size) : std::nullopt;
}

std::optional<Price> parseBarPrice(std::string_view text, bool isCrypto)
{
    if (!isCrypto)
        return parseScaledPrice(text);
    const auto price = Price::parse(text);
    return price && price->value().isPositive() ? std::optional(*price) : std::nullopt;
}

// A bar's volume is a statistic of the publisher, who added it up in binary: surplus decimals are rounded.
std::optional<Quantity> parseVolume(std::string_view text)
{
    const auto volume = Decimal::parseRounded(text, Rounding::HalfEven);
    return volume ? Quantity::from(*volume) : std::nullopt;
}

}  // namespace

bool countsForPrice(std::uint32_t saleCondition)
{
    constexpr std::array<std::uint32_t, 5> volumeOnly{0x20, 0x20000020, 0x20100000, 0x20100200, 0x20040200};
    return std::ranges::find(volumeOnly, saleCondition) == volumeOnly.end();
}

LeanTickReader::LeanTickReader(LeanFile file, LineReader lines)
    : m_file(std::move(file)), m_lines(std::move(lines)), m_instruments{m_file.instrument()}
{
    m_quote.instrument = m_instruments.front().id;
}

Result<std::optional<ReplayEvent>, std::string_view> LeanTickReader::parseTrade(std::string_view line) const
{
    const auto fields = splitFields(line, ',');
    if (fields.size() != 6)
        return failure(wrongFields);
    const auto milliseconds = parseInteger(fields[0]);
    const auto time = milliseconds ? m_file.moment(*milliseconds) : std::nullopt;
    const auto price = parseScaledPrice(fields[1]);
    const auto size = parseSize(fields[2]);
    const auto condition = parseHexadecimal(fields[4]);
    if (!time)
        return failure(wrongTime);
    if (!price)
        return failure(wrongPrice);
    if (!size || size->isZero())
        return failure(wrongSize);
    if (!condition || (fields[5] != "0" && fields[5] != "1"))
        return failure(wrongFields);
    domain::Trade trade;
    trade.instrument = m_quote.instrument;
    trade.price = *price;
    trade.size = *size;
    trade.countsForPrice = countsForPrice(*condition) && fields[5] == "0";
    trade.venueTime = *time;
    return std::optional(ReplayEvent{*time, std::move(trade)});
}

Result<std::optional<ReplayEvent>, std::string_view> LeanTickReader::parseQuote(std::string_view line)
{
    const auto fields = splitFields(line, ',');
    if (fields.size() != 8)
        return failure(wrongFields);
    const auto milliseconds = parseInteger(fields[0]);
    const auto time = milliseconds ? m_file.moment(*milliseconds) : std::nullopt;
    if (!time)
        return failure(wrongTime);
    const bool hasBid = fields[1] != "0", hasAsk = fields[3] != "0";
    const auto bid = hasBid ? parseScaledPrice(fields[1]) : m_quote.bid;
    const auto ask = hasAsk ? parseScaledPrice(fields[3]) : m_quote.ask;
    if ((hasBid && !bid) || (hasAsk && !ask))
        return failure(wrongPrice);
    const auto bidSize = hasBid ? parseSize(fields[2]) : std::optional(m_quote.bidSize);
    const auto askSize = hasAsk ? parseSize(fields[4]) : std::optional(m_quote.askSize);
    if (!bidSize || !askSize)
        return failure(wrongSize);
    if ((!hasBid && !hasAsk) || fields[7] == "1")
        return std::optional<ReplayEvent>();
    m_quote.bid = bid;
    m_quote.bidSize = *bidSize;
    m_quote.ask = ask;
    m_quote.askSize = *askSize;
    m_quote.venueTime = *time;
    // The sides come in lines of their own. Where they meet, the one that is older has moved and its line is yet to come.
    if (m_quote.bid && m_quote.ask && *m_quote.bid >= *m_quote.ask) {
        if (hasBid) {
            m_quote.ask.reset();
            m_quote.askSize = Quantity();
        } else {
            m_quote.bid.reset();
            m_quote.bidSize = Quantity();
        }
    }
    return std::optional(ReplayEvent{*time, m_quote});
}

Result<std::optional<ReplayEvent>, ReplayProblem> LeanTickReader::next()
{
    while (true) {
        const auto line = m_lines.next();
        if (!line)
            return failure(line.error());
        if (!*line)
            return std::optional<ReplayEvent>();
        if ((*line)->empty())
            continue;
        auto parsed = m_file.kind == LeanKind::Trade ? parseTrade(**line) : parseQuote(**line);
        if (!parsed)
            return failure(m_lines.problem(parsed.error()));
        if (!*parsed)
            continue;
        // A line out of order is delivered late and keeps its own venue time.
        (*parsed)->time = m_latest = std::max(m_latest, (*parsed)->time);
        return std::move(*parsed);
    }
}

Result<LeanBars, ReplayProblem> readLeanBars(const LeanFile& file, LineReader lines)
{
    LeanBars out{file, {}, {}};
    while (true) {
        const auto line = lines.next();
        if (!line)
            return failure(line.error());
        if (!*line)
            return out;
        const auto fields = splitFields(**line, ',');
        const auto milliseconds = parseInteger(fields[0]);
        const auto start = milliseconds ? file.moment(*milliseconds) : std::nullopt;
        std::vector<Price> prices;
        for (std::size_t i = 1; i < 5 && i < fields.size(); ++i) {
            if (const auto price = parseBarPrice(fields[i], file.isCrypto))
                prices.push_back(*price);
        }
        const auto volume = fields.size() == 6 ? parseVolume(fields[5]) : std::nullopt;
        const bool isBar = start && prices.size() == 4 && volume && prices[1] >= std::max(prices[0], prices[3])
            && prices[2] <= std::min(prices[0], prices[3]);
        const bool isNext = isBar && (out.bars.empty() || out.bars.back().start < *start);
        if (isNext) {
            out.bars.push_back({*start, prices[0], prices[1], prices[2], prices[3], *volume, 0, /*complete=*/true});
            continue;
        }
        ReplayProblem problem = lines.problem(isBar ? "the bar is out of order" : wrongFields);
        if (problem.isFatal)
            return failure(std::move(problem));
        out.problems.push_back(std::move(problem));
    }
}

}  // namespace tradecore::infrastructure
