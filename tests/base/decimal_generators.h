// Generators of decimals for RapidCheck laws: small and plain ones as well as those at the bounds of parsing.
#pragma once

#include "base/decimal.h"

#include <rapidcheck.h>

#include <cstdint>
#include <ostream>

namespace tradecore {

inline void showValue(Decimal value, std::ostream& out)
{
    out << value.toString();
}

}  // namespace tradecore

namespace tradecore::test {

// |value| < 10^18 with up to twelve decimals: everything that parse() accepts.
inline rc::Gen<Decimal> anyDecimal()
{
    return rc::gen::apply(
        [](std::int64_t whole, std::int64_t fraction, bool negative) {
            const Int128 units = static_cast<Int128>(whole) * Decimal::unitsPerOne + fraction;
            return Decimal::fromUnits(negative ? -units : units);
        },
        rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000'000),
                       rc::gen::inRange<std::int64_t>(0, 1000)),
        rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000), rc::gen::just<std::int64_t>(0)),
        rc::gen::arbitrary<bool>());
}

// |value| < 10^6 with up to four decimals: products of two are exact.
inline rc::Gen<Decimal> plainDecimal()
{
    return rc::gen::map(rc::gen::inRange<std::int64_t>(-9'999'999'999, 10'000'000'000),
                        [](std::int64_t mantissa) { return Decimal::fromScaled(mantissa, 4); });
}

inline rc::Gen<Rounding> anyRounding()
{
    return rc::gen::element(Rounding::HalfEven, Rounding::TowardZero, Rounding::Floor, Rounding::Ceiling);
}

}  // namespace tradecore::test

namespace rc {

template <>
struct Arbitrary<tradecore::Decimal> {
    static Gen<tradecore::Decimal> arbitrary() { return tradecore::test::anyDecimal(); }
};

}  // namespace rc
