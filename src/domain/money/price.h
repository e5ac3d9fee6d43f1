// Price: quote currency for one unit of an instrument. Signed: negative prices are legal (WTI, 2020-04-20).
//
//   operation              result
//   Price  <=>  Price      ordering
//   Price   -   Price      PriceOffset
//   Price  ±  PriceOffset  Price
//   notional(Price, Quantity, Currency)  Money (money.h)
// What is not in the table does not compile.
#pragma once

#include "base/decimal.h"

#include <compare>
#include <string>
#include <string_view>

namespace tradecore::domain {

class PriceOffset {
public:
    constexpr PriceOffset() = default;
    explicit constexpr PriceOffset(Decimal value) : m_value(value) {}
    [[nodiscard]] constexpr Decimal value() const { return m_value; }
    friend constexpr auto operator<=>(PriceOffset, PriceOffset) = default;

private:
    Decimal m_value;
};

class Price {
public:
    constexpr Price() = default;
    explicit constexpr Price(Decimal value) : m_value(value) {}
    [[nodiscard]] static Result<Price, ArithmeticError> parse(std::string_view text)
    {
        return Decimal::parse(text).map([](Decimal value) { return Price(value); });
    }
    [[nodiscard]] constexpr Decimal value() const { return m_value; }
    [[nodiscard]] std::string toString() const { return m_value.toString(); }
    [[nodiscard]] double toDoubleLossy() const { return m_value.toDoubleLossy(); }

    friend constexpr auto operator<=>(Price, Price) = default;
    friend PriceOffset operator-(Price left, Price right) { return PriceOffset(left.m_value - right.m_value); }
    friend Price operator+(Price price, PriceOffset offset) { return Price(price.m_value + offset.value()); }
    friend Price operator-(Price price, PriceOffset offset) { return Price(price.m_value - offset.value()); }

private:
    Decimal m_value;
};

}  // namespace tradecore::domain
