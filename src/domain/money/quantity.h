// Quantity: how much of an instrument an order, fill or quote speaks of; never negative, the side is an enum.
// SignedQuantity: a position; positive is long.
//
//   operation                           result
//   Quantity + Quantity                 Quantity
//   Quantity − Quantity                 SignedQuantity
//   SignedQuantity ± SignedQuantity     SignedQuantity
//   comparisons within one type
// What is not in the table does not compile.
#pragma once

#include "base/decimal.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace tradecore::domain {

class SignedQuantity {
public:
    constexpr SignedQuantity() = default;
    explicit constexpr SignedQuantity(Decimal value) : m_value(value) {}
    [[nodiscard]] constexpr Decimal value() const { return m_value; }
    [[nodiscard]] constexpr bool isZero() const { return m_value.isZero(); }
    [[nodiscard]] constexpr bool isNegative() const { return m_value.isNegative(); }
    [[nodiscard]] constexpr bool isPositive() const { return m_value.isPositive(); }
    [[nodiscard]] constexpr SignedQuantity negated() const { return SignedQuantity(m_value.negated()); }
    [[nodiscard]] std::string toString() const { return m_value.toString(); }

    friend constexpr auto operator<=>(SignedQuantity, SignedQuantity) = default;
    friend SignedQuantity operator+(SignedQuantity a, SignedQuantity b) { return SignedQuantity(a.m_value + b.m_value); }
    friend SignedQuantity operator-(SignedQuantity a, SignedQuantity b) { return SignedQuantity(a.m_value - b.m_value); }

private:
    Decimal m_value;
};

class Quantity {
public:
    constexpr Quantity() = default;  // zero
    // Nothing where the value is negative.
    [[nodiscard]] static constexpr std::optional<Quantity> from(Decimal value)
    {
        return value.isNegative() ? std::nullopt : std::optional(Quantity(value));
    }
    // The size of a position, whatever its side.
    [[nodiscard]] static constexpr Quantity magnitudeOf(SignedQuantity value)
    {
        return Quantity(value.value().absolute());
    }
    [[nodiscard]] static Result<Quantity, ArithmeticError> parse(std::string_view text)
    {
        const auto value = Decimal::parse(text);
        if (!value)
            return failure(value.error());
        if (value->isNegative())
            return failure(ArithmeticError::OutOfRange);
        return Quantity(*value);
    }
    [[nodiscard]] constexpr Decimal value() const { return m_value; }
    [[nodiscard]] constexpr bool isZero() const { return m_value.isZero(); }
    [[nodiscard]] std::string toString() const { return m_value.toString(); }
    [[nodiscard]] double toDoubleLossy() const { return m_value.toDoubleLossy(); }
    [[nodiscard]] constexpr SignedQuantity asLong() const { return SignedQuantity(m_value); }
    [[nodiscard]] constexpr SignedQuantity asShort() const { return SignedQuantity(m_value.negated()); }
    // this − other, or zero where other is larger.
    [[nodiscard]] Quantity minusAtLeastZero(Quantity other) const
    {
        return m_value > other.m_value ? Quantity(m_value - other.m_value) : Quantity();
    }

    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend Quantity operator+(Quantity a, Quantity b) { return Quantity(a.m_value + b.m_value); }
    friend SignedQuantity operator-(Quantity a, Quantity b) { return SignedQuantity(a.m_value - b.m_value); }

private:
    explicit constexpr Quantity(Decimal value) : m_value(value) {}
    Decimal m_value;
};

}  // namespace tradecore::domain
