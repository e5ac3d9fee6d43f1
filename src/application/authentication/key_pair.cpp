#include "application/authentication/key_pair.h"

#include <algorithm>
#include <optional>

namespace tradecore::application {

namespace {

constexpr std::size_t longestDocument = 4096;

void skipSpace(std::string_view& text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\r' || text.front() == '\t'))
        text.remove_prefix(1);
}

bool take(std::string_view& text, char c)
{
    skipSpace(text);
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

// A view into the document: no further copy of the secret is made.
std::optional<std::string_view> takeString(std::string_view& text)
{
    if (!take(text, '"'))
        return std::nullopt;
    const auto end = text.find('"');
    if (end == std::string_view::npos)
        return std::nullopt;
    const auto content = text.substr(0, end);
    text.remove_prefix(end + 1);
    const bool isPlain = std::all_of(content.begin(), content.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '\\'; });
    return isPlain ? std::optional(content) : std::nullopt;
}

}  // namespace

Result<KeyPair, std::string> parseKeyPair(std::string_view json)
{
    const std::string shape = R"(The credentials must be one JSON object: {"key_id":"…","secret":"…"}.)";
    KeyPair keys;
    if (json.size() > longestDocument || !take(json, '{'))
        return failure(shape);
    do {
        const auto name = takeString(json);
        if (!name || !take(json, ':'))
            return failure(shape);
        const auto value = takeString(json);
        if (!value)
            return failure(shape);
        if (*name == "key_id")
            keys.keyId = Secret(*value);
        else if (*name == "secret")
            keys.secret = Secret(*value);
    } while (take(json, ','));
    if (!take(json, '}'))
        return failure(shape);
    skipSpace(json);
    if (!json.empty() || keys.keyId.isEmpty() || keys.secret.isEmpty())
        return failure(shape);
    return keys;
}

}  // namespace tradecore::application
