#include "infrastructure/broker/alpaca/market_decoder.h"

#include "infrastructure/broker/alpaca/wire_values.h"

#include <algorithm>
#include <array>

namespace tradecore::infrastructure::alpaca {

namespace {

// 0 is how Alpaca says that a side has no quote.
std::optional<domain::Price> sidePrice(FieldReader& reader, std::string_view key)
{
    const Decimal value = reader.decimal(key);
    return value.isZero() ? std::nullopt : std::optional(domain::Price(value));
}

TradeMessage readTrade(FieldReader& reader)
{
    TradeMessage message;
    message.symbol = reader.symbol("S");
    message.id = reader.wholeNumber("i");
    message.price = domain::Price(reader.positive("p"));
    message.size = reader.quantity("s");
    message.time = reader.time("t");
    message.countsForPrice = countsForPrice(reader.at("c"));
    const std::string_view taker = reader.at("tks").text();
    if (!taker.empty())
        message.aggressor = taker == "B" ? domain::Aggressor::Buyer
            : taker == "S"               ? domain::Aggressor::Seller
                                         : domain::Aggressor::Unknown;
    return message;
}

QuoteMessage readQuote(FieldReader& reader)
{
    QuoteMessage message;
    message.symbol = reader.symbol("S");
    message.bid = sidePrice(reader, "bp");
    message.bidSize = reader.quantity("bs");
    message.ask = sidePrice(reader, "ap");
    message.askSize = reader.quantity("as");
    message.time = reader.time("t");
    return message;
}

BarMessage readBar(FieldReader& reader, BarChannel channel)
{
    BarMessage message;
    message.channel = channel;
    message.symbol = reader.symbol("S");
    message.open = domain::Price(reader.decimal("o"));
    message.high = domain::Price(reader.decimal("h"));
    message.low = domain::Price(reader.decimal("l"));
    message.close = domain::Price(reader.decimal("c"));
    message.volume = reader.quantity("v");
    if (!reader.at("n").isNull())
        message.trades = static_cast<std::int64_t>(reader.wholeNumber("n"));
    if (const auto vwap = reader.statistic("vw"))
        message.vwap = domain::Price(*vwap);
    message.start = reader.time("t");
    const bool isOrdered = message.high >= std::max(message.open, message.close) && message.low <= std::min(message.open, message.close);
    if (!reader.isRefused() && !isOrdered)
        reader.refuse("a bar whose high or low is not its highest or lowest");
    return message;
}

TradingStatus statusOf(std::string_view code, std::string_view tape)
{
    const bool isUtp = tape == "C" || tape == "O";
    if (isUtp) {
        if (code == "H")
            return TradingStatus::Halted;
        if (code == "Q")
            return TradingStatus::QuotesResumed;
        if (code == "T")
            return TradingStatus::Resumed;
        return code == "P" ? TradingStatus::Paused : TradingStatus::Unknown;
    }
    if (code == "2")
        return TradingStatus::Halted;
    if (code == "3")
        return TradingStatus::Resumed;
    if (code == "5" || code == "6")
        return TradingStatus::Indication;
    if (code == "7" || code == "8" || code == "9" || code == "A" || code == "C" || code == "D")
        return TradingStatus::Imbalance;
    if (code == "E")
        return TradingStatus::ShortSaleRestricted;
    return code == "F" ? TradingStatus::LimitUpDown : TradingStatus::Unknown;
}

StatusMessage readStatus(FieldReader& reader)
{
    StatusMessage message;
    message.symbol = reader.symbol("S");
    message.statusCode = reader.text("sc");
    message.statusText = reader.at("sm").text();
    message.reasonCode = reader.at("rc").text();
    message.reasonText = reader.at("rm").text();
    message.tape = reader.at("z").text();
    message.status = statusOf(message.statusCode, message.tape);
    message.time = reader.time("t");
    return message;
}

LimitBandMessage readLimitBand(FieldReader& reader)
{
    LimitBandMessage message;
    message.symbol = reader.symbol("S");
    message.upper = domain::Price(reader.decimal("u"));
    message.lower = domain::Price(reader.decimal("d"));
    message.indicator = reader.at("i").text();
    message.time = reader.time("t");
    return message;
}

CorrectionMessage readCorrection(FieldReader& reader)
{
    CorrectionMessage message;
    message.symbol = reader.symbol("S");
    message.originalId = reader.wholeNumber("oi");
    message.originalPrice = domain::Price(reader.decimal("op"));
    message.originalSize = reader.quantity("os");
    message.correctedId = reader.wholeNumber("ci");
    message.correctedPrice = domain::Price(reader.decimal("cp"));
    message.correctedSize = reader.quantity("cs");
    message.time = reader.time("t");
    return message;
}

CancelErrorMessage readCancelError(FieldReader& reader)
{
    CancelErrorMessage message;
    message.symbol = reader.symbol("S");
    message.id = reader.wholeNumber("i");
    message.price = domain::Price(reader.decimal("p"));
    message.size = reader.quantity("s");
    const std::string_view kind = reader.at("a").text();
    message.kind = kind == "C" ? CancelKind::Cancel : kind == "E" ? CancelKind::Error : CancelKind::Unknown;
    message.time = reader.time("t");
    return message;
}

void readLevels(FieldReader& outer, std::string_view key, std::vector<BookLevel>& levels)
{
    const WireView rows = outer.at(key);
    if (!rows.isArray()) {
        outer.refuse('"' + std::string(key) + "\" is not a list of levels");
        return;
    }
    rows.forEach([&outer, &levels](WireView row) {
        FieldReader level(row);
        levels.push_back({domain::Price(level.positive("p")), level.quantity("s")});
        if (level.isRefused())
            outer.refuse(level.why());
    });
}

OrderBookMessage readOrderBook(FieldReader& reader)
{
    OrderBookMessage message;
    message.symbol = reader.symbol("S");
    readLevels(reader, "b", message.bids);
    readLevels(reader, "a", message.asks);
    message.isWhole = truthOf(reader.at("r")).value_or(false);
    message.time = reader.time("t");
    return message;
}

SubscriptionMessage readSubscription(WireView object)
{
    SubscriptionMessage message;
    object.forEachField([&message](std::string_view name, WireView symbols) {
        if (!symbols.isArray())
            return;
        auto& channel = message.channels.emplace_back();
        channel.name = name;
        symbols.forEach([&channel](WireView symbol) {
            if (isSymbol(symbol.text()) || symbol.text() == "*")
                channel.symbols.push_back(symbol.text());
        });
    });
    return message;
}

MarketMessage readLong(std::string_view type, WireView object, FieldReader& reader)
{
    if (type == "success")
        return SuccessMessage{reader.text("msg")};
    if (type == "error")
        return ErrorMessage{reader.wholeNumber("code"), reader.text("msg")};
    if (type == "subscription")
        return readSubscription(object);
    return UnusedMessage{type};
}

MarketMessage readMessage(std::string_view type, WireView object, FieldReader& reader)
{
    if (type.size() != 1)
        return readLong(type, object, reader);
    switch (type.front()) {
    case 't': return readTrade(reader);
    case 'q': return readQuote(reader);
    case 'b': return readBar(reader, BarChannel::Minute);
    case 'u': return readBar(reader, BarChannel::Updated);
    case 'd': return readBar(reader, BarChannel::Daily);
    case 's': return readStatus(reader);
    case 'l': return readLimitBand(reader);
    case 'c': return readCorrection(reader);
    case 'x': return readCancelError(reader);
    case 'o': return readOrderBook(reader);
    default: return UnusedMessage{type};
    }
}

}  // namespace

bool countsForPrice(WireView conditions)
{
    // Average price, bunched, cash, derivatively priced, odd lot, Rule 155, next day, prior reference, seller's option, out of
    // sequence, contingent, qualified contingent, price variation, and the official open and close, which repeat a print. Form T
    // (extended hours) stays in: it is the only price there is before and after the session.
    constexpr std::string_view leftOut = "BCGHIKMNPQRUVWZ479";
    bool counts = true;
    conditions.forEach([&counts, leftOut](WireView condition) {
        const std::string_view code = condition.text();
        if (code.size() == 1 && leftOut.find(code.front()) != std::string_view::npos)
            counts = false;
    });
    return counts;
}

Result<MarketMessage, std::string> decodeMarketMessage(WireView object)
{
    if (!object.isObject())
        return failure(std::string("a message that is not an object"));
    FieldReader reader(object);
    const std::string_view type = reader.text("T");
    MarketMessage message;
    if (!reader.isRefused())
        message = readMessage(type, object, reader);
    if (reader.isRefused())
        return failure("in a message of type \"" + shown(type, 16) + "\": " + reader.why());
    return message;
}

void decodeMarketFrame(WireView frame, const std::function<void(const Result<MarketMessage, std::string>&)>& read)
{
    // Alone outside an array, a control message is accepted too.
    frame.forEachOrSelf([&read](WireView object) { read(decodeMarketMessage(object)); });
}

}  // namespace tradecore::infrastructure::alpaca
