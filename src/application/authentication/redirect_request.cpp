#include "application/authentication/redirect_request.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace tradecore::application {

namespace {

using Kind = RedirectOutcome::Kind;

RedirectOutcome refused(Kind kind)
{
    RedirectOutcome outcome;
    outcome.kind = kind;
    return outcome;
}

std::string_view takeUntil(std::string_view& text, std::string_view end)
{
    const auto at = text.find(end);
    const auto taken = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
    return taken;
}

bool isSameIgnoringCase(std::string_view left, std::string_view right)
{
    return std::ranges::equal(left, right, [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
}

bool isSameInConstantTime(std::string_view left, std::string_view right)
{
    if (left.size() != right.size())
        return false;
    unsigned difference = 0;
    for (std::size_t at = 0; at < left.size(); ++at)
        difference |= static_cast<unsigned>(static_cast<unsigned char>(left[at]) ^ static_cast<unsigned char>(right[at]));
    return difference == 0;
}

std::optional<unsigned> hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f')
        return static_cast<unsigned>(c - 'a') + 10;
    if (c >= 'A' && c <= 'F')
        return static_cast<unsigned>(c - 'A') + 10;
    return std::nullopt;
}

// Visible ASCII alone comes out; nothing else is ever in a code, a state or an error name.
std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        char c = text[at];
        if (c == '%') {
            if (at + 2 >= text.size())
                return std::nullopt;
            const auto high = hexDigit(text[at + 1]);
            const auto low = hexDigit(text[at + 2]);
            if (!high || !low)
                return std::nullopt;
            c = static_cast<char>(*high * 16 + *low);
            at += 2;
        }
        if (c <= 0x20 || c >= 0x7f)
            return std::nullopt;
        out.push_back(c);
    }
    return out;
}

struct Parameters {
    std::optional<std::string> code;
    std::optional<std::string> state;
    std::optional<std::string> error;
};

// A parameter that comes twice makes the whole request unreadable (RFC 6749 section 3.1).
std::optional<Parameters> parametersOf(std::string_view query)
{
    Parameters parameters;
    while (!query.empty()) {
        auto pair = takeUntil(query, "&");
        const auto name = takeUntil(pair, "=");
        std::optional<std::string>* place = nullptr;
        if (name == "code")
            place = &parameters.code;
        else if (name == "state")
            place = &parameters.state;
        else if (name == "error")
            place = &parameters.error;
        if (place == nullptr)
            continue;
        auto value = percentDecoded(pair);
        if (!value || place->has_value())
            return std::nullopt;
        *place = std::move(value);
    }
    return parameters;
}

// The one Host line of the head; nothing where there is none or more than one.
std::optional<std::string_view> hostOf(std::string_view headers)
{
    std::optional<std::string_view> host;
    while (!headers.empty()) {
        auto line = takeUntil(headers, "\r\n");
        auto name = takeUntil(line, ":");
        if (!isSameIgnoringCase(name, "host"))
            continue;
        if (host)
            return std::nullopt;
        while (!line.empty() && line.front() == ' ')
            line.remove_prefix(1);
        while (!line.empty() && line.back() == ' ')
            line.remove_suffix(1);
        host = line;
    }
    return host;
}

bool isErrorName(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
    });
}

}  // namespace

RedirectOutcome judgeRedirect(std::string_view requestHead, std::uint16_t port, const Secret& state)
{
    if (requestHead.size() > longestRedirectHead || requestHead.find('\0') != std::string_view::npos)
        return refused(Kind::Malformed);
    auto line = takeUntil(requestHead, "\r\n");
    const auto method = takeUntil(line, " ");
    const auto target = takeUntil(line, " ");
    if (line != "HTTP/1.1" && line != "HTTP/1.0")
        return refused(Kind::Malformed);
    if (method != "GET")
        return refused(Kind::WrongMethod);
    const auto host = hostOf(requestHead);
    // Another name for this machine is how a page of a stranger reaches a port here (DNS rebinding).
    if (!host || *host != "127.0.0.1:" + std::to_string(port))
        return refused(Kind::WrongHost);
    auto query = target;
    if (takeUntil(query, "?") != redirectPath)
        return refused(Kind::WrongPath);
    auto parameters = parametersOf(query);
    if (!parameters)
        return refused(Kind::Malformed);
    if (state.isEmpty() || !parameters->state || !isSameInConstantTime(*parameters->state, state.reveal()))
        return refused(Kind::WrongState);
    RedirectOutcome outcome;
    if (parameters->error && !parameters->code) {
        outcome.kind = Kind::Error;
        outcome.error = isErrorName(*parameters->error) ? *parameters->error : "unreadable";
    } else if (parameters->code && !parameters->code->empty() && !parameters->error) {
        outcome.kind = Kind::Code;
        outcome.code = Secret(*parameters->code);
        wipeBytes(parameters->code->data(), parameters->code->size());
    }
    return outcome;
}

}  // namespace tradecore::application
