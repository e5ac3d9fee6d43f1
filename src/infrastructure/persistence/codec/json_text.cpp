#include "infrastructure/persistence/codec/json_text.h"

#include <charconv>
#include <cstddef>

namespace tradecore::infrastructure {

namespace {

bool isPlain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

void appendEscape(std::string& out, unsigned char byte)
{
    constexpr char digits[] = "0123456789abcdef";
    switch (byte) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
    }
    out += "\\u00";
    out += digits[byte >> 4];
    out += digits[byte & 15];
}

bool isContinuation(std::string_view text, std::size_t index)
{
    return index < text.size() && (static_cast<unsigned char>(text[index]) & 0xC0) == 0x80;
}

// Length of the UTF-8 sequence at index (2…4), 0 where it is broken: overlong forms, surrogates and values above U+10FFFF
// count as broken (RFC 3629, section 4).
std::size_t sequenceLength(std::string_view text, std::size_t index)
{
    const auto first = static_cast<unsigned char>(text[index]);
    const auto second = index + 1 < text.size() ? static_cast<unsigned char>(text[index + 1]) : 0U;
    if (!isContinuation(text, index + 1))
        return 0;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (!isContinuation(text, index + 2))
        return 0;
    if ((first == 0xE0 && second >= 0xA0) || (first >= 0xE1 && first <= 0xEC) || (first == 0xED && second <= 0x9F)
        || first == 0xEE || first == 0xEF)
        return 3;
    if (!isContinuation(text, index + 3))
        return 0;
    if ((first == 0xF0 && second >= 0x90) || (first >= 0xF1 && first <= 0xF3) || (first == 0xF4 && second <= 0x8F))
        return 4;
    return 0;
}

}  // namespace

void appendJsonString(std::string& out, std::string_view text)
{
    out += '"';
    std::size_t index = 0;
    while (index < text.size()) {
        std::size_t end = index;
        while (end < text.size() && isPlain(static_cast<unsigned char>(text[end])))
            ++end;
        out.append(text, index, end - index);
        index = end;
        if (index == text.size())
            break;
        const auto byte = static_cast<unsigned char>(text[index]);
        if (byte < 0x80) {
            appendEscape(out, byte);
            ++index;
        } else if (const std::size_t length = sequenceLength(text, index); length > 0) {
            out.append(text, index, length);
            index += length;
        } else {
            out += "\xEF\xBF\xBD";
            ++index;
        }
    }
    out += '"';
}

void appendInteger(std::string& out, std::int64_t value)
{
    char digits[24];
    const auto written = std::to_chars(digits, digits + sizeof digits, value);
    out.append(digits, written.ptr);
}

void appendUnsigned(std::string& out, std::uint64_t value)
{
    char digits[24];
    const auto written = std::to_chars(digits, digits + sizeof digits, value);
    out.append(digits, written.ptr);
}

}  // namespace tradecore::infrastructure
