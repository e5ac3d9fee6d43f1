#include "infrastructure/persistence/codec/scalar_text.h"

#include "infrastructure/persistence/codec/json_text.h"

namespace tradecore::infrastructure {

void appendScalar(std::string& out, Decimal value)
{
    out += '"';
    value.appendTo(out);
    out += '"';
}

void appendScalar(std::string& out, Timestamp value)
{
    out += '"';
    out += value.toRfc3339();
    out += '"';
}

void appendScalar(std::string& out, const domain::InstrumentId& value)
{
    if (value.symbol().empty() && value.venue().empty())
        out += "\"\"";
    else
        appendJsonString(out, value.toString());
}

bool readScalar(std::string_view text, Decimal& out)
{
    const auto parsed = Decimal::parse(text);
    if (parsed)
        out = *parsed;
    return parsed.has_value();
}

bool readScalar(std::string_view text, domain::Price& out)
{
    Decimal value;
    const bool read = readScalar(text, value);
    out = domain::Price(value);
    return read;
}

bool readScalar(std::string_view text, domain::Quantity& out)
{
    const auto parsed = domain::Quantity::parse(text);
    if (parsed)
        out = *parsed;
    return parsed.has_value();
}

bool readScalar(std::string_view text, domain::SignedQuantity& out)
{
    Decimal value;
    const bool read = readScalar(text, value);
    out = domain::SignedQuantity(value);
    return read;
}

bool readScalar(std::string_view text, domain::TrailingOffset& out)
{
    const auto parsed = domain::TrailingOffset::parse(text);
    if (parsed)
        out = *parsed;
    return parsed.has_value();
}

bool readScalar(std::string_view text, Timestamp& out)
{
    const auto parsed = Timestamp::parseRfc3339(text);
    if (parsed)
        out = *parsed;
    return parsed.has_value();
}

bool readScalar(std::string_view text, domain::InstrumentId& out)
{
    if (text.empty()) {
        out = domain::InstrumentId();
        return true;
    }
    const auto dot = text.rfind('.');
    if (dot == std::string_view::npos)
        return false;
    out = domain::InstrumentId(std::string(text.substr(0, dot)), std::string(text.substr(dot + 1)));
    return true;
}

}  // namespace tradecore::infrastructure
