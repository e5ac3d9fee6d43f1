// Decimal: a signed fixed-point number of scale 10^-12 in 128 bits. It is the one representation under Price, Quantity
// and Money. It is a plain value, safe on every thread, and never passes through a binary float on the way in or out;
// toDoubleLossy() exists for drawing alone.
//
// Bounds: parsing accepts |value| < 10^18, so that sums of parsed values cannot overflow silently; every operation that
// could leave the 128-bit range returns ArithmeticError instead.
#pragma once

#include "base/integer128.h"
#include "base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace tradecore {

enum class ArithmeticError {
    Syntax,           // the text is not a plain decimal number
    TooManyDecimals,  // more than 12 decimals that are not zero
    OutOfRange,       // outside the bound, or the result would overflow
    DivisionByZero,
};

enum class Rounding { HalfEven, TowardZero, Floor, Ceiling };

class Decimal {
public:
    static constexpr int scale = 12;
    static constexpr Int128 unitsPerOne = 1'000'000'000'000;

    constexpr Decimal() = default;
    [[nodiscard]] static constexpr Decimal fromUnits(Int128 units) { return Decimal(units); }
    [[nodiscard]] static constexpr Decimal fromInteger(std::int64_t whole)
    {
        return Decimal(static_cast<Int128>(whole) * unitsPerOne);
    }
    // mantissa × 10^-decimals, decimals in 0…12: fromScaled(18720, 2) is 187.20.
    [[nodiscard]] static constexpr Decimal fromScaled(std::int64_t mantissa, int decimals)
    {
        Int128 factor = unitsPerOne;
        for (int i = 0; i < decimals; ++i)
            factor /= 10;
        return Decimal(static_cast<Int128>(mantissa) * factor);
    }
    // Plain decimal text, optional sign, optional exponent ("1.5e-3" is accepted, since brokers send it).
    [[nodiscard]] static Result<Decimal, ArithmeticError> parse(std::string_view text);
    // As parse, but surplus decimals are rounded; for a broker's statistics (VWAP), which are marked as rounded.
    [[nodiscard]] static Result<Decimal, ArithmeticError> parseRounded(std::string_view text, Rounding rounding);

    // Shortest plain text: no exponent, no trailing zeros, "-0" is "0".
    [[nodiscard]] std::string toString() const;
    // At least minimumDecimals decimals are shown: (187.2, 2) is "187.20"; never rounds.
    [[nodiscard]] std::string toString(int minimumDecimals) const;
    // Appends toString() without allocating another string.
    void appendTo(std::string& out) const;
    [[nodiscard]] double toDoubleLossy() const;

    [[nodiscard]] constexpr Int128 units() const { return m_units; }
    [[nodiscard]] constexpr bool isZero() const { return m_units == 0; }
    [[nodiscard]] constexpr bool isNegative() const { return m_units < 0; }
    [[nodiscard]] constexpr bool isPositive() const { return m_units > 0; }
    [[nodiscard]] constexpr Decimal negated() const { return Decimal(-m_units); }
    [[nodiscard]] constexpr Decimal absolute() const { return Decimal(m_units < 0 ? -m_units : m_units); }
    // Decimals that are in use: 187.20 has 1.
    [[nodiscard]] int decimalsUsed() const;

    // Overflow of + and - is a programmer error (operands are bounded at parse) and ends the program.
    friend Decimal operator+(Decimal left, Decimal right);
    friend Decimal operator-(Decimal left, Decimal right);
    Decimal& operator+=(Decimal other) { return *this = *this + other; }
    Decimal& operator-=(Decimal other) { return *this = *this - other; }
    friend constexpr auto operator<=>(Decimal, Decimal) = default;
    friend constexpr bool operator==(Decimal, Decimal) = default;

    [[nodiscard]] static Result<Decimal, ArithmeticError> multiply(Decimal left, Decimal right, Rounding rounding);
    [[nodiscard]] static Result<Decimal, ArithmeticError> divide(Decimal dividend, Decimal divisor, Rounding rounding);
    // left × right ÷ divisor with a 256-bit intermediate and one rounding.
    [[nodiscard]] static Result<Decimal, ArithmeticError> multiplyDivide(Decimal left, Decimal right, Decimal divisor,
                                                                         Rounding rounding);
    // Rounds to a number of decimals in 0…12.
    [[nodiscard]] Decimal rounded(int decimals, Rounding rounding) const;
    // Rounds to a multiple of step (> 0).
    [[nodiscard]] Decimal roundedToStep(Decimal step, Rounding rounding) const;
    [[nodiscard]] bool isMultipleOf(Decimal step) const;

private:
    constexpr explicit Decimal(Int128 units) : m_units(units) {}
    Int128 m_units = 0;
};

}  // namespace tradecore
