#include "infrastructure/broker/coinbase/json_text.h"

#include "infrastructure/broker/coinbase/constants.h"

#include <algorithm>

namespace tradecore::infrastructure::coinbase {

namespace {

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

}  // namespace

std::string_view trimmed(std::string_view token)
{
    while (!token.empty() && isSpace(token.back()))
        token.remove_suffix(1);
    while (!token.empty() && isSpace(token.front()))
        token.remove_prefix(1);
    return token;
}

std::optional<std::string_view> plainString(std::string_view token)
{
    while (!token.empty() && isSpace(token.back()))
        token.remove_suffix(1);
    if (token.size() < 2 || token.front() != '"' || token.back() != '"')
        return std::nullopt;
    token.remove_prefix(1);
    token.remove_suffix(1);
    for (const char c : token) {
        if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20)
            return std::nullopt;
    }
    return token;
}

Result<Decimal, ArithmeticError> exactDecimal(std::string_view text)
{
    constexpr std::size_t longestShortWay = 19;  // 18 digits and the point; 19 digits still fit 64 bits without a sign
    if (text.empty() || text.size() > longestShortWay || text.front() == '.' || text.back() == '.')
        return Decimal::parse(text);
    std::uint64_t mantissa = 0;
    std::size_t point = text.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto digit = static_cast<unsigned>(text[i] - '0');
        if (digit < 10) {
            mantissa = mantissa * 10 + digit;
        } else if (text[i] == '.' && point == text.size()) {
            point = i;
        } else {
            return Decimal::parse(text);
        }
    }
    const std::size_t decimals = point == text.size() ? 0 : text.size() - point - 1;
    const std::size_t digits = point == text.size() ? text.size() : text.size() - 1;
    if (decimals > static_cast<std::size_t>(Decimal::scale) || digits > longestShortWay - 1)
        return Decimal::parse(text);
    return Decimal::fromUnits(static_cast<Int128>(static_cast<std::int64_t>(mantissa)) * unitsOfLastDecimal[decimals]);
}

std::optional<std::uint64_t> wholeNumber(std::string_view token)
{
    while (!token.empty() && isSpace(token.back()))
        token.remove_suffix(1);
    if (token.empty() || token.size() > 18)
        return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : token) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return value;
}

bool isProductId(std::string_view text)
{
    return !text.empty() && text.size() <= maximumProductIdLength && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

int nestingDepth(std::string_view json)
{
    int depth = 0;
    int deepest = 0;
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

}  // namespace tradecore::infrastructure::coinbase
