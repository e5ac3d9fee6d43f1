#include "infrastructure/broker/coinbase/rest_parser.h"

#include "infrastructure/broker/coinbase/constants.h"
#include "infrastructure/broker/coinbase/json_text.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>

namespace tradecore::infrastructure::coinbase {

namespace json = simdjson::ondemand;

namespace {

constexpr std::int64_t latestCandleSecond = 7'258'118'400;  // the year 2200
constexpr std::size_t longestErrorText = 300;

std::string notReadable(simdjson::error_code error)
{
    return std::string("The venue's answer is not readable as JSON: ") + simdjson::error_message(error) + '.';
}

// Reads exactly six scalar tokens; false where the row has another form. A structural error is left in `error`.
bool readColumns(json::array row, std::array<std::string_view, 6>& columns, simdjson::error_code& error)
{
    std::size_t count = 0;
    bool scalar = true;
    for (simdjson::simdjson_result<json::value> column : row) {
        if (column.error()) {
            error = column.error();
            return false;
        }
        const std::string_view token = trimmed(column.value_unsafe().raw_json_token());
        scalar = scalar && !token.empty() && token.front() != '[' && token.front() != '{' && token.front() != '"';
        if (count < columns.size())
            columns[count] = token;
        ++count;
    }
    return scalar && count == columns.size();
}

std::optional<domain::Price> priceOf(std::string_view text)
{
    const auto value = exactDecimal(text);
    if (!value || !value->isPositive())
        return std::nullopt;
    return domain::Price(*value);
}

std::optional<domain::Bar> barOf(const std::array<std::string_view, 6>& columns)
{
    const auto seconds = wholeNumber(columns[0]);
    const auto low = priceOf(columns[1]);
    const auto high = priceOf(columns[2]);
    const auto open = priceOf(columns[3]);
    const auto close = priceOf(columns[4]);
    const auto volume = Decimal::parseRounded(columns[5], Rounding::HalfEven);
    if (!seconds || *seconds > latestCandleSecond || !low || !high || !open || !close || !volume)
        return std::nullopt;
    const auto quantity = domain::Quantity::from(*volume);
    if (!quantity || *low > std::min(*open, *close) || *high < std::max(*open, *close))
        return std::nullopt;
    domain::Bar bar;
    bar.start = Timestamp::fromSeconds(static_cast<std::int64_t>(*seconds));
    bar.open = *open;
    bar.high = *high;
    bar.low = *low;
    bar.close = *close;
    bar.volume = *quantity;
    return bar;
}

// Text fields of one product; those that are absent or are no plain strings stay empty.
struct ProductFields {
    std::string_view id, base, quote, quoteIncrement, baseIncrement, minimum, maximum, name, status;
    bool tradingDisabled = false;
};

std::string_view* slotOf(ProductFields& fields, std::string_view key)
{
    const std::array<std::pair<std::string_view, std::string_view*>, 9> slots{{{"id", &fields.id},
                                                                               {"base_currency", &fields.base},
                                                                               {"quote_currency", &fields.quote},
                                                                               {"quote_increment", &fields.quoteIncrement},
                                                                               {"base_increment", &fields.baseIncrement},
                                                                               {"base_min_size", &fields.minimum},
                                                                               {"base_max_size", &fields.maximum},
                                                                               {"display_name", &fields.name},
                                                                               {"status", &fields.status}}};
    const auto found = std::find_if(slots.begin(), slots.end(), [key](const auto& slot) { return slot.first == key; });
    return found == slots.end() ? nullptr : found->second;
}

simdjson::error_code readProduct(json::object object, ProductFields& fields)
{
    for (simdjson::simdjson_result<json::field> entry : object) {
        if (entry.error())
            return entry.error();
        json::field field = entry.value_unsafe();
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key))
            return error;
        const std::string_view token = field.value().raw_json_token();
        if (std::string_view* const slot = slotOf(fields, key))
            *slot = plainString(token).value_or(std::string_view());
        else if (key == "trading_disabled")
            fields.tradingDisabled = trimmed(token) == "true";
    }
    return simdjson::SUCCESS;
}

bool isCurrencyCode(std::string_view text)
{
    return !text.empty() && text.size() <= 16 && isProductId(text);
}

std::optional<domain::Instrument> instrumentOf(const ProductFields& fields, std::string_view venue)
{
    const auto tick = exactDecimal(fields.quoteIncrement);
    const auto lot = exactDecimal(fields.baseIncrement);
    if (!isProductId(fields.id) || !isCurrencyCode(fields.base) || !isCurrencyCode(fields.quote) || !tick
        || !tick->isPositive() || !lot || !lot->isPositive())
        return std::nullopt;
    // The venue no longer states a smallest size for every product: then one increment is the smallest.
    const auto minimum = fields.minimum.empty() ? lot : exactDecimal(fields.minimum);
    const auto maximum = fields.maximum.empty() ? Decimal() : exactDecimal(fields.maximum);
    if (!minimum || minimum->isNegative() || !maximum || maximum->isNegative())
        return std::nullopt;
    domain::Instrument instrument;
    instrument.id = domain::InstrumentId(std::string(fields.id), std::string(venue));
    instrument.name = std::string(fields.name.empty() ? fields.id : fields.name.substr(0, 64));
    instrument.assetClass = domain::AssetClass::Crypto;
    instrument.baseCurrency = domain::Currency(fields.base);
    instrument.quoteCurrency = domain::Currency(fields.quote);
    instrument.tickSize = domain::PriceOffset(*tick);
    instrument.lotSize = *lot;
    instrument.minimumQuantity = *domain::Quantity::from(*minimum);
    instrument.maximumQuantity = *domain::Quantity::from(*maximum);
    return instrument;
}

}  // namespace

Result<ParsedCandles, std::string> parseCandles(std::string_view body)
{
    const simdjson::padded_string padded(body);
    json::parser parser;
    json::document document;
    json::array rows;
    if (const auto error = parser.iterate(padded).get(document))
        return failure(notReadable(error));
    if (const auto error = document.get_array().get(rows))
        return failure(notReadable(error));
    ParsedCandles candles;
    for (simdjson::simdjson_result<json::value> row : rows) {
        json::array columns;
        if (const auto error = row.get_array().get(columns))
            return failure(notReadable(error));
        std::array<std::string_view, 6> tokens;
        simdjson::error_code error = simdjson::SUCCESS;
        const bool sixColumns = readColumns(columns, tokens, error);
        if (error)
            return failure(notReadable(error));
        const auto bar = sixColumns ? barOf(tokens) : std::nullopt;
        if (bar)
            candles.bars.push_back(*bar);
        else
            ++candles.refusedRows;
    }
    return candles;
}

Result<ParsedProducts, std::string> parseProducts(std::string_view body, std::string_view venue)
{
    const simdjson::padded_string padded(body);
    json::parser parser;
    json::document document;
    json::array rows;
    if (const auto error = parser.iterate(padded).get(document))
        return failure(notReadable(error));
    if (const auto error = document.get_array().get(rows))
        return failure(notReadable(error));
    ParsedProducts products;
    for (simdjson::simdjson_result<json::value> row : rows) {
        json::object object;
        if (const auto error = row.get_object().get(object))
            return failure(notReadable(error));
        ProductFields fields;
        if (const auto error = readProduct(object, fields))
            return failure(notReadable(error));
        const auto instrument = instrumentOf(fields, venue);
        if (!instrument)
            ++products.refusedRows;
        else if (!fields.tradingDisabled && (fields.status.empty() || fields.status == "online"))
            products.instruments.push_back(*instrument);
    }
    return products;
}

std::string parseErrorMessage(std::string_view body)
{
    const simdjson::padded_string padded(body);
    json::parser parser;
    json::document document;
    std::string_view text;
    if (parser.iterate(padded).get(document) || document["message"].get_string().get(text))
        return {};
    std::string message(text.substr(0, longestErrorText));
    std::replace_if(message.begin(), message.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return message;
}

bool looksLikeWebPage(std::string_view body)
{
    return trimmed(body.substr(0, 256)).starts_with('<');
}

}  // namespace tradecore::infrastructure::coinbase
