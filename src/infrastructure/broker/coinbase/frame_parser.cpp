#include "infrastructure/broker/coinbase/frame_parser.h"

#include "infrastructure/broker/coinbase/constants.h"
#include "infrastructure/broker/coinbase/frame_fields.h"
#include "infrastructure/broker/coinbase/frame_values.h"
#include "infrastructure/broker/coinbase/json_text.h"
#include "infrastructure/broker/coinbase/venue_layout.h"

#include <algorithm>
#include <simdjson.h>

#include <cstring>
#include <string>

namespace tradecore::infrastructure::coinbase {

namespace json = simdjson::ondemand;
using Refused = std::optional<FrameRefusal>;

struct FrameParser::Scratch {
    json::parser parser;
    std::string padded;  // simdjson reads up to SIMDJSON_PADDING bytes behind the text
    FrameFields fields;
};

namespace {

FrameRefusal brokenJson(simdjson::error_code error)
{
    return refusal(RefusalCause::NotJson, std::string("not readable as JSON: ") + simdjson::error_message(error));
}

// The next element of an array that holds strings; the token is left without quotes.
Refused nextText(json::array_iterator& it, const json::array_iterator& end, std::string_view field,
                 std::string_view& text)
{
    if (it == end)
        return badValue(field);
    simdjson::simdjson_result<json::value> element = *it;
    if (element.error())
        return brokenJson(element.error());
    const auto plain = plainString(element.value_unsafe().raw_json_token());
    if (!plain)
        return badValue(field);
    text = *plain;
    ++it;
    return std::nullopt;
}

Refused levelFrom(std::string_view priceText, std::string_view sizeText, std::string_view field, BookLevel& level)
{
    const auto price = exactDecimal(priceText);
    if (!price)
        return badNumber(field, price.error());
    const auto size = exactDecimal(sizeText);
    if (!size)
        return badNumber(field, size.error());
    const auto quantity = domain::Quantity::from(*size);
    if (!price->isPositive() || !quantity)
        return badValue(field);
    level = {domain::Price(*price), *quantity};
    return std::nullopt;
}

// Calls read(iterator, end) for each inner array, which must consume it whole.
template <typename Read>
Refused forEachRow(json::value value, std::string_view field, Read read)
{
    json::array rows;
    if (const auto error = value.get_array().get(rows))
        return error == simdjson::INCORRECT_TYPE ? badValue(field) : brokenJson(error);
    for (simdjson::simdjson_result<json::value> row : rows) {
        json::array columns;
        if (const auto error = row.get_array().get(columns))
            return error == simdjson::INCORRECT_TYPE ? badValue(field) : brokenJson(error);
        json::array_iterator it;
        json::array_iterator end;
        if (const auto error = columns.begin().get(it))
            return brokenJson(error);
        if (const auto error = columns.end().get(end))
            return brokenJson(error);
        if (Refused refused = read(it, end))
            return refused;
        if (it != end)
            return badValue(field);
    }
    return std::nullopt;
}

Refused readLevels(json::value value, std::string_view field, std::vector<BookLevel>& levels)
{
    return forEachRow(value, field, [&](json::array_iterator& it, const json::array_iterator& end) -> Refused {
        std::string_view price;
        std::string_view size;
        if (Refused refused = nextText(it, end, field, price))
            return refused;
        if (Refused refused = nextText(it, end, field, size))
            return refused;
        return levelFrom(price, size, field, levels.emplace_back());
    });
}

Refused readChanges(json::value value, std::vector<BookChange>& changes)
{
    constexpr std::string_view field = "changes";
    return forEachRow(value, field, [&](json::array_iterator& it, const json::array_iterator& end) -> Refused {
        std::string_view side;
        std::string_view price;
        std::string_view size;
        if (Refused refused = nextText(it, end, field, side))
            return refused;
        if (Refused refused = nextText(it, end, field, price))
            return refused;
        if (Refused refused = nextText(it, end, field, size))
            return refused;
        if (side != "buy" && side != "sell")
            return badValue(field);
        BookChange& change = changes.emplace_back();
        change.side = side == "buy" ? BookSide::Bid : BookSide::Ask;
        return levelFrom(price, size, field, change.level);
    });
}

Refused readProducts(json::value value, SubscribedChannel& channel)
{
    json::array products;
    if (const auto error = value.get_array().get(products))
        return error == simdjson::INCORRECT_TYPE ? badValue("channels") : brokenJson(error);
    for (simdjson::simdjson_result<json::value> product : products) {
        if (product.error())
            return brokenJson(product.error());
        const auto name = plainString(product.value_unsafe().raw_json_token());
        if (!name || !isProductId(*name))
            return badValue("channels");
        channel.products.emplace_back(*name);
    }
    return std::nullopt;
}

Refused refuseIfTooDeep(json::value value, int outerDepth)
{
    const char first = value.raw_json_token().front();
    std::string_view text;
    if (first == '[') {
        json::array array;
        if (const auto error = value.get_array().get(array))
            return brokenJson(error);
        if (const auto error = array.raw_json().get(text))
            return brokenJson(error);
    } else if (first == '{') {
        json::object object;
        if (const auto error = value.get_object().get(object))
            return brokenJson(error);
        if (const auto error = object.raw_json().get(text))
            return brokenJson(error);
    } else {
        return std::nullopt;
    }
    if (outerDepth + nestingDepth(text) > maximumJsonDepth)
        return refusal(RefusalCause::TooDeep, "nested deeper than 64 levels");
    return std::nullopt;
}

std::string_view keyText(json::raw_json_string key)
{
    const char* const begin = key.raw();
    const char* end = begin;
    while (*end != '"')  // simdjson has found the closing quote; an escaped one ends in an unknown key
        ++end;
    return {begin, static_cast<std::size_t>(end - begin)};
}

Refused readChannels(json::value value, std::vector<SubscribedChannel>& channels)
{
    json::array rows;
    if (const auto error = value.get_array().get(rows))
        return error == simdjson::INCORRECT_TYPE ? badValue("channels") : brokenJson(error);
    for (simdjson::simdjson_result<json::value> row : rows) {
        json::object object;
        if (const auto error = row.get_object().get(object))
            return error == simdjson::INCORRECT_TYPE ? badValue("channels") : brokenJson(error);
        SubscribedChannel& channel = channels.emplace_back();
        for (simdjson::simdjson_result<json::field> entry : object) {
            if (entry.error())
                return brokenJson(entry.error());
            json::field field = entry.value_unsafe();
            const auto key = keyText(field.key());
            if (key == "name") {
                const auto name = plainString(field.value().raw_json_token());
                if (!name)
                    return badValue("channels");
                channel.name = std::string(*name);
            } else if (key == "product_ids") {
                if (Refused refused = readProducts(field.value(), channel))
                    return refused;
            } else if (Refused refused = refuseIfTooDeep(field.value(), 3)) {
                return refused;
            }
        }
    }
    return std::nullopt;
}

Refused readField(Field field, json::value value, FrameFields& fields)
{
    switch (field) {
    case Field::Bids: return readLevels(value, "bids", fields.bids);
    case Field::Asks: return readLevels(value, "asks", fields.asks);
    case Field::Changes: return readChanges(value, fields.changes);
    case Field::Channels: return readChannels(value, fields.channels);
    case Field::Message:
    case Field::Reason: {
        std::string_view text;
        if (value.get_string().get(text))
            return badValue(nameOf(field));
        fields.tokens[static_cast<std::size_t>(field)] = text;
        return std::nullopt;
    }
    case Field::Type: case Field::Product: case Field::Time: case Field::Sequence: case Field::TradeId:
    case Field::LastTradeId: case Field::Price: case Field::Size: case Field::Side: case Field::Open: case Field::High:
    case Field::Low: case Field::Volume: case Field::Count: break;
    }
    const std::string_view token = value.raw_json_token();
    if (token.front() == '[' || token.front() == '{')
        return badValue(nameOf(field));
    fields.tokens[static_cast<std::size_t>(field)] = token;
    return std::nullopt;
}

Refused readFields(json::document& document, FrameFields& fields)
{
    json::object object;
    if (const auto error = document.get_object().get(object))
        return brokenJson(error);
    for (simdjson::simdjson_result<json::field> entry : object) {
        if (entry.error())
            return brokenJson(entry.error());
        json::field field = entry.value_unsafe();
        const auto known = fieldOf(keyText(field.key()));
        if (!known) {
            if (Refused refused = refuseIfTooDeep(field.value(), 1))
                return refused;
            continue;
        }
        if (fields.has(*known))
            return refusal(RefusalCause::BadValue, "\"" + std::string(nameOf(*known)) + "\" is there twice");
        fields.seen |= 1u << static_cast<unsigned>(*known);
        if (Refused refused = readField(*known, field.value(), fields))
            return refused;
    }
    const char* rest = nullptr;
    if (document.current_location().get(rest) != simdjson::OUT_OF_BOUNDS)
        return refusal(RefusalCause::NotJson, "text behind the end of the message");
    return std::nullopt;
}

}  // namespace

FrameParser::FrameParser() : m_scratch(std::make_unique<Scratch>()) {}
FrameParser::~FrameParser() = default;

Result<FrameMessage, FrameRefusal> FrameParser::parse(std::string_view frame)
{
    Result<FrameMessage, FrameRefusal> message;
    if (frame.size() > maximumFrameBytes || !readVenueLayout(frame, m_scratch->fields.changes, *message))
        message = parseAnyLayout(frame);
    return message;
}

Result<FrameMessage, FrameRefusal> FrameParser::parseAnyLayout(std::string_view frame)
{
    Scratch& scratch = *m_scratch;
    FrameFields& fields = scratch.fields;
    fields.clear();
    if (frame.size() > maximumFrameBytes)
        return failure(refusal(RefusalCause::TooLarge, "larger than 16 MiB"));
    if (scratch.padded.size() < frame.size() + simdjson::SIMDJSON_PADDING)
        scratch.padded.resize(frame.size() + simdjson::SIMDJSON_PADDING);
    std::ranges::copy(frame, scratch.padded.begin());   // an empty frame may have no address
    std::memset(scratch.padded.data() + frame.size(), ' ', simdjson::SIMDJSON_PADDING);

    json::document document;
    if (const auto error = scratch.parser.iterate(scratch.padded.data(), frame.size(), scratch.padded.size()).get(document))
        return failure(brokenJson(error));
    if (Refused refused = readFields(document, fields)) {
        attributeTo(*refused, fields);
        return failure(std::move(*refused));
    }
    return messageFrom(fields);
}

}  // namespace tradecore::infrastructure::coinbase
