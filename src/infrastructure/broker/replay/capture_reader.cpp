#include "infrastructure/broker/replay/capture_reader.h"

#include "infrastructure/broker/replay/text_fields.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure {

namespace {

constexpr std::size_t mostInstruments = 10'000;

// Cuts "t: text"; the text is kept as it is.
struct TimedText {
    Timestamp time;
    std::string_view text;
};
std::optional<TimedText> parseTimed(std::string_view line)
{
    const auto colon = line.find(": ");
    const auto time = colon == std::string_view::npos ? std::nullopt : parseEpochSeconds(line.substr(0, colon));
    return time ? std::optional(TimedText{*time, line.substr(colon + 2)}) : std::nullopt;
}

}  // namespace

CaptureReader::CaptureReader(LineReader lines, FrameDecoderFactory decoders)
    : m_lines(std::move(lines)), m_decoders(std::move(decoders))
{
}

void CaptureReader::declare(domain::Instrument instrument, bool overwrite)
{
    instrument.id = domain::InstrumentId(instrument.id.symbol(), replayVenue);
    const auto known = std::ranges::find(m_instruments, instrument.id, &domain::Instrument::id);
    if (known == m_instruments.end()) {
        if (m_instruments.size() < mostInstruments)
            m_instruments.push_back(std::move(instrument));
    } else if (overwrite) {
        *known = std::move(instrument);
    }
}

void CaptureReader::declareSubscribed(std::string_view request)
{
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(request.data(), static_cast<qsizetype>(request.size())));
    for (const auto& product : document.object().value(QLatin1String("product_ids")).toArray()) {
        const std::string symbol = product.toString().toStdString();
        const auto id = domain::InstrumentId::parse(symbol + '.' + replayVenue);
        if (!id)
            continue;
        domain::Instrument out;
        out.id = *id;
        out.name = symbol + " (recorded)";
        out.assetClass = domain::AssetClass::Crypto;
        const auto dash = symbol.find('-');
        if (dash != std::string::npos) {
            out.baseCurrency = domain::Currency(symbol.substr(0, dash));
            out.quoteCurrency = domain::Currency(symbol.substr(dash + 1));
        }
        out.tickSize = domain::PriceOffset(Decimal::fromScaled(1, 8));
        out.lotSize = Decimal::fromScaled(1, 8);
        out.minimumQuantity = *domain::Quantity::from(out.lotSize);
        declare(std::move(out), /*overwrite=*/false);
    }
}

Result<std::optional<ReplayEvent>, std::string> CaptureReader::parseAddressLine(std::string_view line)
{
    const auto space = line.find(' ');
    const std::string_view address = line.substr(0, space);
    const std::string_view rest = space == std::string_view::npos ? "" : line.substr(space + 1);
    if (rest.starts_with("<-> ")) {
        const auto time = parseEpochSeconds(rest.substr(4));
        if (!time)
            return failure(std::string("the time of the connection cannot be read"));
        if (!m_decoder)
            m_decoder = m_decoders ? m_decoders(address) : nullptr;
        if (!m_decoder) {
            m_isForeign = true;
            return failure("captures of " + std::string(address) + " cannot be replayed");
        }
        return std::optional(ReplayEvent{*time, CapturedConnection{}});
    }
    const bool isSent = rest.starts_with("<- ");
    const auto timed = isSent || rest.starts_with("-> ") ? parseTimed(rest.substr(3)) : std::nullopt;
    if (!timed)
        return failure(std::string("the line is not of a capture"));
    if (isSent) {
        declareSubscribed(timed->text);
        return std::optional<ReplayEvent>();
    }
    const auto decoder = m_decoders ? m_decoders(address) : nullptr;
    if (!decoder)
        return failure("answers of " + std::string(address) + " cannot be read");
    auto products = decoder->decodeInstruments(timed->text);
    if (!products)
        return failure(products.error());
    for (auto& product : *products)
        declare(std::move(product), /*overwrite=*/true);
    return std::optional<ReplayEvent>();
}

Result<std::optional<ReplayEvent>, std::string> CaptureReader::parse(std::string_view line)
{
    if (line.starts_with("ws") || line.starts_with("http"))
        return parseAddressLine(line);
    if (line.starts_with("configuration: "))
        return std::optional<ReplayEvent>();
    const auto timed = parseTimed(line);
    if (!timed)
        return failure(std::string("the line is not of a capture"));
    if (!m_decoder)
        return failure(std::string("a frame stands before the connection that it came from"));
    return std::optional(ReplayEvent{timed->time, CapturedFrame{std::string(timed->text)}});
}

Result<std::optional<ReplayEvent>, ReplayProblem> CaptureReader::next()
{
    if (m_held)
        return std::exchange(m_held, std::nullopt);
    std::optional<ReplayEvent> connection;
    while (true) {
        const auto line = m_lines.next();
        if (!line)
            return failure(line.error());
        if (!*line)
            return std::optional<ReplayEvent>();
        if ((*line)->empty())
            continue;
        auto parsed = parse(**line);
        if (!parsed) {
            if (connection)
                m_held = std::move(connection);
            return failure(m_isForeign ? m_lines.fatalProblem(parsed.error()) : m_lines.problem(parsed.error()));
        }
        if (!*parsed)
            continue;
        (*parsed)->time = m_latest = std::max(m_latest, (*parsed)->time);
        // A connection is told with its first frame: the subscriptions between them declare the instruments.
        if (std::holds_alternative<CapturedConnection>((*parsed)->payload)) {
            connection = std::move(*parsed);
            continue;
        }
        if (!connection)
            return std::move(*parsed);
        m_held = std::move(*parsed);
        return connection;
    }
}

}  // namespace tradecore::infrastructure
