#include "base/uuid.h"

#include "base/digest.h"

#include <algorithm>

namespace tradecore {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

void stamp(Uuid::Bytes& bytes, int version)
{
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | (version << 4));
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
}

bool isHyphenPlace(std::size_t index)
{
    return index == 8 || index == 13 || index == 18 || index == 23;
}

}  // namespace

std::optional<Uuid> Uuid::parse(std::string_view text)
{
    if (text.size() != 36)
        return std::nullopt;
    Bytes bytes{};
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isHyphenPlace(i)) {
            if (text[i] != '-')
                return std::nullopt;
            continue;
        }
        const int value = hexValue(text[i]);
        if (value < 0)
            return std::nullopt;
        bytes[nibble / 2] = static_cast<std::uint8_t>((bytes[nibble / 2] << 4) | value);
        ++nibble;
    }
    return Uuid(bytes);
}

Uuid Uuid::named(const Uuid& nameSpace, std::string_view name)
{
    std::string input(reinterpret_cast<const char*>(nameSpace.m_bytes.data()), nameSpace.m_bytes.size());
    input += name;
    const auto digest = sha1(input);
    Bytes bytes{};
    std::copy_n(digest.begin(), bytes.size(), bytes.begin());
    stamp(bytes, 5);
    return Uuid(bytes);
}

Uuid Uuid::random(Bytes bytes)
{
    stamp(bytes, 4);
    return Uuid(bytes);
}

std::string Uuid::toString() const
{
    constexpr char digits[] = "0123456789abcdef";
    std::string out(36, '-');
    std::size_t index = 0;
    for (const auto byte : m_bytes) {
        if (isHyphenPlace(index))
            ++index;
        out[index++] = digits[byte >> 4];
        out[index++] = digits[byte & 15];
    }
    return out;
}

}  // namespace tradecore
