#include "infrastructure/broker/replay/recording_format.h"

#include "infrastructure/broker/replay/text_fields.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tradecore::infrastructure {

using domain::Price;
using domain::Quantity;

namespace {

constexpr std::string_view firstLine = "TradeCore recording 1";
constexpr std::string_view wrongHeader = "this is not a line of a recording's header";
constexpr std::string_view wrongEvent = "this is neither a quote nor a trade of a declared instrument";
constexpr std::string_view wrongTime = "the time is outside the recording";
constexpr std::string_view wrongNumber = "a price or a size cannot be read";

// "-" is an empty side.
bool parseSide(std::string_view price, std::string_view size, std::optional<Price>& outPrice, Quantity& outSize)
{
    if (price == "-" && size == "-")
        return true;
    const auto parsedPrice = Price::parse(price);
    const auto parsedSize = Quantity::parse(size);
    if (!parsedPrice || !parsedSize)
        return false;
    outPrice = *parsedPrice;
    outSize = *parsedSize;
    return true;
}

std::optional<domain::Aggressor> parseAggressor(std::string_view text)
{
    if (text == "B")
        return domain::Aggressor::Buyer;
    if (text == "S")
        return domain::Aggressor::Seller;
    if (text == "U")
        return domain::Aggressor::Unknown;
    return std::nullopt;
}

char letterOf(domain::Aggressor aggressor)
{
    switch (aggressor) {
    case domain::Aggressor::Unknown: return 'U';
    case domain::Aggressor::Buyer: return 'B';
    case domain::Aggressor::Seller: return 'S';
    }
    return 'U';
}

std::string prefix(Timestamp start, Timestamp time, char letter, std::size_t number)
{
    const auto since = std::chrono::duration_cast<std::chrono::microseconds>(time - start).count();
    return std::to_string(since) + ' ' + letter + ' ' + std::to_string(number);
}

std::string sideText(const std::optional<Price>& price, Quantity size)
{
    return price ? ' ' + price->toString() + ' ' + size.toString() : std::string(" - -");
}

}  // namespace

RecordingReader::RecordingReader(LineReader lines) : m_lines(std::move(lines))
{
    readHeader();
}

void RecordingReader::readHeader()
{
    const auto first = m_lines.next();
    if (!first) {
        m_headerProblem = first.error();
        return;
    }
    if (!*first || **first != firstLine) {
        m_headerProblem = m_lines.fatalProblem("this is not a TradeCore recording of version 1");
        return;
    }
    while (true) {
        const auto line = m_lines.next();
        if (!line) {
            m_headerProblem = line.error();
            return;
        }
        if (!*line) {
            m_headerProblem = m_lines.fatalProblem("the recording ends inside its header");
            return;
        }
        if (**line == "events")
            break;
        if (const auto wrong = parseHeaderLine(**line); !wrong.empty()) {
            m_headerProblem = m_lines.fatalProblem(wrong);
            return;
        }
    }
    if (!m_start || m_instruments.empty())
        m_headerProblem = m_lines.fatalProblem("the header names no start or no instrument");
}

std::string_view RecordingReader::parseHeaderLine(std::string_view line)
{
    if (line.empty() || line.starts_with('#'))
        return {};
    const auto fields = splitFields(line, ' ');
    if (fields[0] == "start" && fields.size() == 2) {
        m_start = Timestamp::parseRfc3339(fields[1]);
        return m_start ? std::string_view() : wrongHeader;
    }
    if (fields[0] == "instrument")
        return parseInstrument(fields, line);
    return wrongHeader;
}

// instrument SYMBOL stock|crypto BASE QUOTE TICK LOT MINIMUM NAME…
std::string_view RecordingReader::parseInstrument(const std::vector<std::string_view>& fields, std::string_view line)
{
    if (fields.size() < 9 || (fields[2] != "stock" && fields[2] != "crypto"))
        return wrongHeader;
    const auto id = domain::InstrumentId::parse(std::string(fields[1]) + '.' + replayVenue);
    const auto tick = Decimal::parse(fields[5]);
    const auto lot = Decimal::parse(fields[6]);
    const auto minimum = Quantity::parse(fields[7]);
    if (!id || !tick || !tick->isPositive() || !lot || !lot->isPositive() || !minimum)
        return wrongHeader;
    if (m_instruments.size() == mostInstruments)
        return "the header declares too many instruments";
    domain::Instrument out;
    out.id = *id;
    out.assetClass = fields[2] == "stock" ? domain::AssetClass::Stock : domain::AssetClass::Crypto;
    out.baseCurrency = domain::Currency(fields[3] == "-" ? std::string_view() : fields[3]);
    out.quoteCurrency = domain::Currency(fields[4]);
    out.tickSize = domain::PriceOffset(*tick);
    out.lotSize = *lot;
    out.minimumQuantity = *minimum;
    out.name = line.substr(static_cast<std::size_t>(fields[8].data() - line.data()));
    m_instruments.push_back(std::move(out));
    return {};
}

// MICROSECONDS Q NUMBER BID SIZE ASK SIZE
// MICROSECONDS T NUMBER PRICE SIZE B|S|U ID [volume]
Result<ReplayEvent, std::string_view> RecordingReader::parseEvent(const std::vector<std::string_view>& fields) const
{
    const auto since = parseInteger(fields[0]);
    const auto number = fields.size() > 2 ? parseInteger(fields[2]) : std::nullopt;
    if (!number || *number < 0 || static_cast<std::size_t>(*number) >= m_instruments.size())
        return failure(wrongEvent);
    constexpr std::int64_t longest = std::chrono::duration_cast<std::chrono::microseconds>(longestRecording).count();
    if (!since || *since < 0 || *since > longest)
        return failure(wrongTime);
    const Timestamp time = *m_start + std::chrono::microseconds(*since);
    const domain::InstrumentId& instrument = m_instruments[static_cast<std::size_t>(*number)].id;
    if (fields[1] == "Q" && fields.size() == 7) {
        domain::Quote quote;
        quote.instrument = instrument;
        quote.venueTime = time;
        if (!parseSide(fields[3], fields[4], quote.bid, quote.bidSize)
            || !parseSide(fields[5], fields[6], quote.ask, quote.askSize))
            return failure(wrongNumber);
        return ReplayEvent{time, std::move(quote)};
    }
    const bool isVolumeOnly = fields.size() == 8 && fields[7] == "volume";
    const auto aggressor = fields.size() > 5 ? parseAggressor(fields[5]) : std::nullopt;
    if (fields[1] != "T" || !aggressor || (fields.size() != 7 && !isVolumeOnly))
        return failure(wrongEvent);
    const auto price = Price::parse(fields[3]);
    const auto size = Quantity::parse(fields[4]);
    if (!price || !size || size->isZero())
        return failure(wrongNumber);
    return ReplayEvent{time, domain::Trade{instrument, *price, *size, *aggressor, !isVolumeOnly,
                                           fields[6] == "-" ? std::string() : std::string(fields[6]), time, {}}};
}

Result<std::optional<ReplayEvent>, ReplayProblem> RecordingReader::finish(const std::vector<std::string_view>& fields)
{
    m_hasEnded = true;
    const auto count = fields.size() == 2 ? parseInteger(fields[1]) : std::nullopt;
    if (!count || *count != m_events)
        return failure(m_lines.fatalProblem("the recording does not hold as many events as its end says"));
    return std::optional<ReplayEvent>();
}

Result<std::optional<ReplayEvent>, ReplayProblem> RecordingReader::next()
{
    if (m_headerProblem)
        return failure(*m_headerProblem);
    while (!m_hasEnded) {
        const auto line = m_lines.next();
        if (!line)
            return failure(line.error());
        if (!*line)
            return failure(m_lines.fatalProblem("the recording is cut off: its end is missing"));
        if ((*line)->empty() || (*line)->starts_with('#'))
            continue;
        const auto fields = splitFields(**line, ' ');
        if (fields[0] == "end")
            return finish(fields);
        ++m_events;
        auto event = parseEvent(fields);
        if (!event)
            return failure(m_lines.problem(event.error()));
        event->time = m_latest = std::max(m_latest, event->time);
        return std::optional(std::move(*event));
    }
    return std::optional<ReplayEvent>();
}

std::string recordingHeader(Timestamp start, const std::vector<domain::Instrument>& instruments)
{
    std::string out = std::string(firstLine) + "\nstart " + start.toRfc3339() + '\n';
    for (const auto& each : instruments) {
        const std::string base = each.baseCurrency.code().empty() ? "-" : each.baseCurrency.code();
        out += "instrument " + each.id.symbol() + (each.assetClass == domain::AssetClass::Stock ? " stock " : " crypto ")
            + base + ' ' + each.quoteCurrency.code() + ' ' + each.tickSize.value().toString() + ' '
            + each.lotSize.toString() + ' ' + each.minimumQuantity.toString() + ' ' + each.name + '\n';
    }
    return out + "events\n";
}

std::string recordingLine(Timestamp start, std::size_t number, const domain::Quote& quote)
{
    return prefix(start, quote.venueTime, 'Q', number) + sideText(quote.bid, quote.bidSize)
        + sideText(quote.ask, quote.askSize) + '\n';
}

std::string recordingLine(Timestamp start, std::size_t number, const domain::Trade& trade)
{
    return prefix(start, trade.venueTime, 'T', number) + ' ' + trade.price.toString() + ' ' + trade.size.toString() + ' '
        + letterOf(trade.aggressor) + ' ' + (trade.tradeId.empty() ? "-" : trade.tradeId)
        + (trade.countsForPrice ? "\n" : " volume\n");
}

std::string recordingEnd(std::int64_t events)
{
    return "end " + std::to_string(events) + '\n';
}

}  // namespace tradecore::infrastructure
