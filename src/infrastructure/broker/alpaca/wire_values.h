// From places on a tape to values: decimals without a binary float on the way, times to the nanosecond, 64-bit ids, enumeration
// words. A number may come as a number or as text (Alpaca's REST sends both); a float of MessagePack is the shortest decimal
// that reads back the same. FieldReader reads one object in a straight line and keeps the first refusal. Pure functions.
#pragma once

#include "base/decimal.h"
#include "base/timestamp.h"
#include "domain/money/price.h"
#include "domain/money/quantity.h"
#include "infrastructure/broker/alpaca/wire_tape.h"

#include <optional>
#include <string>
#include <string_view>

namespace tradecore::infrastructure::alpaca {

[[nodiscard]] Result<Decimal, ArithmeticError> decimalOf(WireView view);
[[nodiscard]] std::optional<Timestamp> timeOf(WireView view);
[[nodiscard]] std::optional<std::uint64_t> wholeNumberOf(WireView view);
[[nodiscard]] std::optional<bool> truthOf(WireView view);
// Letters, digits and "-/._", at most maximumSymbolLength: "BRK.B", "BTC/USD".
[[nodiscard]] bool isSymbol(std::string_view text);
// Text of the wire for a log or a sentence: cut, and control characters replaced.
[[nodiscard]] std::string shown(std::string_view text, std::size_t longest = 200);

class FieldReader {
public:
    explicit FieldReader(WireView object) : m_object(object) {}

    [[nodiscard]] WireView at(std::string_view key) const { return m_object[key]; }
    // Absent and null are the same: nothing.
    [[nodiscard]] std::optional<Decimal> optionalDecimal(std::string_view key);
    // As optionalDecimal; surplus decimals are rounded half-even: for the broker's own statistics.
    [[nodiscard]] std::optional<Decimal> statistic(std::string_view key);
    [[nodiscard]] Decimal decimal(std::string_view key);
    [[nodiscard]] Decimal positive(std::string_view key);
    [[nodiscard]] domain::Quantity quantity(std::string_view key);
    [[nodiscard]] std::optional<domain::Price> optionalPrice(std::string_view key);
    [[nodiscard]] std::optional<domain::Quantity> optionalQuantity(std::string_view key);
    [[nodiscard]] Timestamp time(std::string_view key);
    [[nodiscard]] std::optional<Timestamp> optionalTime(std::string_view key);
    [[nodiscard]] std::uint64_t wholeNumber(std::string_view key);
    [[nodiscard]] std::string_view text(std::string_view key);
    [[nodiscard]] std::string optionalText(std::string_view key);
    [[nodiscard]] std::string_view symbol(std::string_view key);

    void refuse(std::string why);
    [[nodiscard]] bool isRefused() const { return m_refused.has_value(); }
    [[nodiscard]] const std::string& why() const { return *m_refused; }

private:
    void refuseValue(std::string_view key, std::optional<ArithmeticError> error = std::nullopt);

    WireView m_object;
    std::optional<std::string> m_refused;
};

}  // namespace tradecore::infrastructure::alpaca
