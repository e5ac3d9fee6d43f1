// InstrumentId: symbol and venue, "AAPL.SIM" or "BTC-USD.COINBASE". The venue is what stands behind the last dot, so that
// symbols with dots (BRK.B) keep theirs. Nothing is marked by a source that does not know its instrument.
#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tradecore::domain {

class InstrumentId {
public:
    InstrumentId() = default;
    InstrumentId(std::string symbol, std::string venue) : m_symbol(std::move(symbol)), m_venue(std::move(venue)) {}
    // Both parts must be there and plain: letters, digits and "-/._".
    [[nodiscard]] static std::optional<InstrumentId> parse(std::string_view text)
    {
        const auto dot = text.rfind('.');
        if (text.size() > 64 || dot == std::string_view::npos || dot == 0 || dot + 1 == text.size())
            return std::nullopt;
        for (const char c : text) {
            const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'
                || c == '/' || c == '.' || c == '_';
            if (!plain)
                return std::nullopt;
        }
        return InstrumentId(std::string(text.substr(0, dot)), std::string(text.substr(dot + 1)));
    }
    [[nodiscard]] const std::string& symbol() const { return m_symbol; }
    [[nodiscard]] const std::string& venue() const { return m_venue; }
    [[nodiscard]] std::string toString() const { return m_symbol + '.' + m_venue; }

    friend auto operator<=>(const InstrumentId&, const InstrumentId&) = default;
    friend bool operator==(const InstrumentId&, const InstrumentId&) = default;

private:
    std::string m_symbol;
    std::string m_venue;
};

}  // namespace tradecore::domain

template <>
struct std::hash<tradecore::domain::InstrumentId> {
    std::size_t operator()(const tradecore::domain::InstrumentId& id) const noexcept
    {
        return std::hash<std::string>()(id.symbol()) * 31 + std::hash<std::string>()(id.venue());
    }
};
