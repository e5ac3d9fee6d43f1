#include "infrastructure/broker/alpaca/wire_values.h"

#include "infrastructure/broker/alpaca/constants.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

namespace tradecore::infrastructure::alpaca {

namespace {

// The text of a number; scratch holds it where it does not stand on the tape.
class NumberText {
public:
    explicit NumberText(WireView view)
    {
        switch (view.kind()) {
        case WireKind::Number:
        case WireKind::Text: m_text = view.node().text; break;
        case WireKind::Integer: write(std::bit_cast<std::int64_t>(view.node().bits)); break;
        case WireKind::Unsigned: write(view.node().bits); break;
        case WireKind::Float32: writeFloat(std::bit_cast<float>(static_cast<std::uint32_t>(view.node().bits))); break;
        case WireKind::Float64: writeFloat(std::bit_cast<double>(view.node().bits)); break;
        case WireKind::Null:
        case WireKind::False:
        case WireKind::True:
        case WireKind::Time:
        case WireKind::Bytes:
        case WireKind::Array:
        case WireKind::Object: break;
        }
    }
    NumberText(const NumberText&) = delete;
    NumberText& operator=(const NumberText&) = delete;
    [[nodiscard]] std::string_view text() const { return m_text; }

private:
    template <typename T>
    void write(T value)
    {
        const auto written = std::to_chars(m_scratch.data(), m_scratch.data() + m_scratch.size(), value);
        m_text = {m_scratch.data(), static_cast<std::size_t>(written.ptr - m_scratch.data())};
    }
    template <typename T>
    void writeFloat(T value)
    {
        if (std::isfinite(value))
            write(value);
    }
    std::array<char, 40> m_scratch{};
    std::string_view m_text;
};

}  // namespace

Result<Decimal, ArithmeticError> decimalOf(WireView view)
{
    const NumberText number(view);
    return Decimal::parse(number.text());
}

std::optional<Timestamp> timeOf(WireView view)
{
    if (view.kind() == WireKind::Time)
        return Timestamp::fromNanoseconds(std::bit_cast<std::int64_t>(view.node().bits));
    return view.isText() ? Timestamp::parseRfc3339(view.text()) : std::nullopt;
}

std::optional<std::uint64_t> wholeNumberOf(WireView view)
{
    const NumberText number(view);
    const std::string_view text = number.text();
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<bool> truthOf(WireView view)
{
    if (view.kind() == WireKind::True)
        return true;
    return view.kind() == WireKind::False ? std::optional(false) : std::nullopt;
}

bool isSymbol(std::string_view text)
{
    return !text.empty() && text.size() <= maximumSymbolLength && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/' || c == '.' || c == '_';
    });
}

std::string shown(std::string_view text, std::size_t longest)
{
    std::string result(text.substr(0, longest));
    std::replace_if(result.begin(), result.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    return result;
}

std::optional<Decimal> FieldReader::optionalDecimal(std::string_view key)
{
    const WireView view = at(key);
    if (view.isNull() || (view.isText() && view.text().empty()))
        return std::nullopt;
    const auto value = decimalOf(view);
    if (!value) {
        refuseValue(key, value.error());
        return std::nullopt;
    }
    return *value;
}

std::optional<Decimal> FieldReader::statistic(std::string_view key)
{
    const WireView view = at(key);
    if (view.isNull())
        return std::nullopt;
    const NumberText number(view);
    const auto value = Decimal::parseRounded(number.text(), Rounding::HalfEven);
    if (!value) {
        refuseValue(key, value.error());
        return std::nullopt;
    }
    return *value;
}

Decimal FieldReader::decimal(std::string_view key)
{
    const auto value = decimalOf(at(key));
    if (!value)
        refuseValue(key, value.error());
    return value.value_or(Decimal());
}

Decimal FieldReader::positive(std::string_view key)
{
    const Decimal value = decimal(key);
    if (!isRefused() && !value.isPositive())
        refuseValue(key);
    return value;
}

domain::Quantity FieldReader::quantity(std::string_view key)
{
    const auto value = domain::Quantity::from(decimal(key));
    if (!value)
        refuseValue(key);
    return value.value_or(domain::Quantity());
}

std::optional<domain::Price> FieldReader::optionalPrice(std::string_view key)
{
    const auto value = optionalDecimal(key);
    return value ? std::optional(domain::Price(*value)) : std::nullopt;
}

std::optional<domain::Quantity> FieldReader::optionalQuantity(std::string_view key)
{
    const auto value = optionalDecimal(key);
    if (!value)
        return std::nullopt;
    const auto quantity = domain::Quantity::from(*value);
    if (!quantity)
        refuseValue(key);
    return quantity;
}

std::optional<Timestamp> FieldReader::optionalTime(std::string_view key)
{
    const WireView view = at(key);
    if (view.isNull() || (view.isText() && view.text().empty()))
        return std::nullopt;
    const auto value = timeOf(view);
    if (!value)
        refuseValue(key);
    return value;
}

Timestamp FieldReader::time(std::string_view key)
{
    const auto value = optionalTime(key);
    if (!value)
        refuseValue(key);
    return value.value_or(Timestamp());
}

std::uint64_t FieldReader::wholeNumber(std::string_view key)
{
    const auto value = wholeNumberOf(at(key));
    if (!value)
        refuseValue(key);
    return value.value_or(0);
}

std::string_view FieldReader::text(std::string_view key)
{
    const WireView view = at(key);
    if (!view.isText())
        refuseValue(key);
    return view.text();
}

std::string FieldReader::optionalText(std::string_view key)
{
    return std::string(at(key).text());
}

std::string_view FieldReader::symbol(std::string_view key)
{
    const std::string_view value = text(key);
    if (!isRefused() && !isSymbol(value))
        refuseValue(key);
    return value;
}

void FieldReader::refuse(std::string why)
{
    if (!m_refused)
        m_refused = std::move(why);
}

void FieldReader::refuseValue(std::string_view key, std::optional<ArithmeticError> error)
{
    const std::string name = '"' + std::string(key) + '"';
    if (at(key).isAbsent())
        refuse(name + " is missing");
    else if (error == ArithmeticError::TooManyDecimals)
        refuse("the value of " + name + " has more than 12 decimals");
    else
        refuse("the value of " + name + " cannot be read");
}

}  // namespace tradecore::infrastructure::alpaca
