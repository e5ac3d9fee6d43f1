// Amounts of the local Alpaca: whole numbers of a thousand-millionth, its own arithmetic.
#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace tradecore::test {

class Fixed {
public:
    constexpr Fixed() = default;
    [[nodiscard]] static constexpr Fixed ofUnits(qint64 units) { return Fixed(units); }
    [[nodiscard]] static constexpr Fixed whole(qint64 value) { return Fixed(value * one); }
    // Nothing where the text is not a plain decimal of at most nine decimals.
    [[nodiscard]] static std::optional<Fixed> parse(const QString& text);

    [[nodiscard]] QString text() const;
    [[nodiscard]] constexpr qint64 units() const { return m_units; }
    [[nodiscard]] double real() const { return static_cast<double>(m_units) / static_cast<double>(one); }
    [[nodiscard]] constexpr bool isZero() const { return m_units == 0; }
    [[nodiscard]] constexpr bool isPositive() const { return m_units > 0; }
    // Half-even, to so many decimals.
    [[nodiscard]] Fixed rounded(int decimals) const;
    [[nodiscard]] Fixed times(Fixed other) const;
    [[nodiscard]] Fixed over(Fixed other) const;
    [[nodiscard]] bool isMultipleOf(Fixed step) const { return step.m_units > 0 && m_units % step.m_units == 0; }

    friend constexpr auto operator<=>(Fixed, Fixed) = default;
    friend constexpr Fixed operator+(Fixed a, Fixed b) { return Fixed(a.m_units + b.m_units); }
    friend constexpr Fixed operator-(Fixed a, Fixed b) { return Fixed(a.m_units - b.m_units); }
    Fixed& operator+=(Fixed other) { return *this = *this + other; }
    Fixed& operator-=(Fixed other) { return *this = *this - other; }

private:
    static constexpr qint64 one = 1'000'000'000;
    explicit constexpr Fixed(qint64 units) : m_units(units) {}
    qint64 m_units = 0;
};

}  // namespace tradecore::test
