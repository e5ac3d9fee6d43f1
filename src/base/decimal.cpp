#include "base/decimal.h"

#include <algorithm>
#include <cstdlib>

namespace tradecore {

namespace {

constexpr Int128 maximumParsedUnits = static_cast<Int128>(1'000'000'000'000'000'000) * Decimal::unitsPerOne;
constexpr int maximumTextLength = 64;

struct Wide {  // unsigned 256-bit
    UInt128 high = 0;
    UInt128 low = 0;
};

UInt128 magnitude(Int128 value)
{
    return value < 0 ? UInt128(0) - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

Wide multiplyWide(UInt128 a, UInt128 b)
{
    constexpr UInt128 mask = (static_cast<UInt128>(1) << 64) - 1;
    const UInt128 aLow = a & mask, aHigh = a >> 64, bLow = b & mask, bHigh = b >> 64;
    const UInt128 lowLow = aLow * bLow;
    const UInt128 lowHigh = aLow * bHigh;
    const UInt128 highLow = aHigh * bLow;
    const UInt128 middle = (lowLow >> 64) + (lowHigh & mask) + (highLow & mask);
    return {aHigh * bHigh + (lowHigh >> 64) + (highLow >> 64) + (middle >> 64), (middle << 64) | (lowLow & mask)};
}

struct Quotient {
    UInt128 value = 0;
    UInt128 remainder = 0;
    bool overflow = false;
};

Quotient divideWide(Wide dividend, UInt128 divisor)
{
    if (dividend.high == 0)
        return {dividend.low / divisor, dividend.low % divisor, false};
    if (dividend.high >= divisor)
        return {0, 0, true};
    UInt128 remainder = dividend.high;
    UInt128 quotient = 0;
    for (int bit = 127; bit >= 0; --bit) {
        const bool carry = (remainder >> 127) != 0;
        remainder = (remainder << 1) | ((dividend.low >> bit) & 1);
        if (carry || remainder >= divisor) {
            remainder -= divisor;
            quotient |= static_cast<UInt128>(1) << bit;
        }
    }
    return {quotient, remainder, false};
}

bool roundsAway(UInt128 quotient, UInt128 remainder, UInt128 divisor, bool negative, Rounding rounding)
{
    if (remainder == 0)
        return false;
    switch (rounding) {
    case Rounding::TowardZero: return false;
    case Rounding::Floor: return negative;
    case Rounding::Ceiling: return !negative;
    case Rounding::HalfEven: break;
    }
    const UInt128 complement = divisor - remainder;
    if (remainder != complement)
        return remainder > complement;
    return (quotient & 1) != 0;
}

constexpr UInt128 maximumMagnitude = (static_cast<UInt128>(1) << 126);

Result<Decimal, ArithmeticError> scaledRatio(UInt128 a, UInt128 b, UInt128 divisor, bool negative, Rounding rounding)
{
    const Quotient quotient = divideWide(multiplyWide(a, b), divisor);
    if (quotient.overflow || quotient.value >= maximumMagnitude)
        return failure(ArithmeticError::OutOfRange);
    UInt128 value = quotient.value;
    if (roundsAway(value, quotient.remainder, divisor, negative, rounding))
        ++value;
    const auto signedValue = static_cast<Int128>(value);
    return Decimal::fromUnits(negative ? -signedValue : signedValue);
}

constexpr UInt128 powerOfTen(int exponent)
{
    UInt128 result = 1;
    for (int i = 0; i < exponent; ++i)
        result *= 10;
    return result;
}

// Digits, point and exponent of a number, before they are scaled.
struct Scanned {
    UInt128 mantissa = 0;
    int exponent = 0;
    bool negative = false;
};

Result<int, ArithmeticError> scanExponent(std::string_view text)
{
    bool negative = false;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (text.empty())
        return failure(ArithmeticError::Syntax);
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return failure(ArithmeticError::Syntax);
        value = std::min(value * 10 + (c - '0'), 100'000);
    }
    return negative ? -value : value;
}

Result<Scanned, ArithmeticError> scan(std::string_view text)
{
    if (text.size() > maximumTextLength)
        return failure(ArithmeticError::OutOfRange);
    Scanned result;
    std::size_t index = 0;
    if (index < text.size() && (text[index] == '+' || text[index] == '-'))
        result.negative = text[index++] == '-';
    bool seenPoint = false;
    int digits = 0;
    int pendingZeros = 0;  // zeros after the last digit that is not zero are kept aside, so that long tails fit
    for (; index < text.size(); ++index) {
        const char c = text[index];
        if (c == '.' && !seenPoint) {
            seenPoint = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        ++digits;
        if (seenPoint)
            --result.exponent;
        if (c == '0') {
            ++pendingZeros;
            continue;
        }
        if (result.mantissa != 0) {
            if (pendingZeros > 37 || result.mantissa >= powerOfTen(37 - std::min(pendingZeros, 37)))
                return failure(ArithmeticError::OutOfRange);
            result.mantissa *= powerOfTen(pendingZeros + 1);
        }
        result.mantissa += static_cast<UInt128>(c - '0');
        pendingZeros = 0;
    }
    result.exponent += pendingZeros;
    if (digits == 0)
        return failure(ArithmeticError::Syntax);
    if (index < text.size()) {
        if (text[index] != 'e' && text[index] != 'E')
            return failure(ArithmeticError::Syntax);
        const auto exponent = scanExponent(text.substr(index + 1));
        if (!exponent)
            return failure(exponent.error());
        result.exponent += *exponent;
    }
    return result;
}

Decimal tinyRounded(bool negative, Rounding rounding)
{
    switch (rounding) {
    case Rounding::HalfEven:
    case Rounding::TowardZero: return Decimal();
    case Rounding::Floor: return Decimal::fromUnits(negative ? -1 : 0);
    case Rounding::Ceiling: return Decimal::fromUnits(negative ? 0 : 1);
    }
    return Decimal();
}

Result<Decimal, ArithmeticError> assemble(const Scanned& scanned, bool mayRound, Rounding rounding)
{
    if (scanned.mantissa == 0)
        return Decimal();
    const int shift = scanned.exponent + Decimal::scale;
    if (shift >= 0) {
        if (shift > 37)
            return failure(ArithmeticError::OutOfRange);
        const Wide product = multiplyWide(scanned.mantissa, powerOfTen(shift));
        if (product.high != 0 || product.low >= static_cast<UInt128>(maximumParsedUnits))
            return failure(ArithmeticError::OutOfRange);
        const auto units = static_cast<Int128>(product.low);
        return Decimal::fromUnits(scanned.negative ? -units : units);
    }
    if (!mayRound)
        return failure(ArithmeticError::TooManyDecimals);
    if (-shift > 38)  // less than a tenth of a unit, whatever its digits: only a directed rounding sees it
        return tinyRounded(scanned.negative, rounding);
    auto result = scaledRatio(scanned.mantissa, 1, powerOfTen(-shift), scanned.negative, rounding);
    if (result && magnitude(result->units()) >= static_cast<UInt128>(maximumParsedUnits))
        return failure(ArithmeticError::OutOfRange);
    return result;
}

}  // namespace

Result<Decimal, ArithmeticError> Decimal::parse(std::string_view text)
{
    const auto scanned = scan(text);
    if (!scanned)
        return failure(scanned.error());
    return assemble(*scanned, /*mayRound=*/false, Rounding::HalfEven);
}

Result<Decimal, ArithmeticError> Decimal::parseRounded(std::string_view text, Rounding rounding)
{
    const auto scanned = scan(text);
    if (!scanned)
        return failure(scanned.error());
    return assemble(*scanned, /*mayRound=*/true, rounding);
}

void Decimal::appendTo(std::string& out) const
{
    UInt128 value = magnitude(m_units);
    auto fraction = static_cast<std::uint64_t>(value % static_cast<UInt128>(unitsPerOne));
    UInt128 whole = value / static_cast<UInt128>(unitsPerOne);
    char buffer[64];
    char* const end = buffer + sizeof buffer;
    char* cursor = end;
    int digits = scale;
    while (digits > 0 && fraction % 10 == 0) {
        fraction /= 10;
        --digits;
    }
    if (digits > 0) {
        for (int i = 0; i < digits; ++i) {
            *--cursor = static_cast<char>('0' + fraction % 10);
            fraction /= 10;
        }
        *--cursor = '.';
    }
    do {
        *--cursor = static_cast<char>('0' + static_cast<int>(whole % 10));
        whole /= 10;
    } while (whole != 0);
    if (m_units < 0)
        *--cursor = '-';
    out.append(cursor, static_cast<std::size_t>(end - cursor));
}

std::string Decimal::toString() const
{
    std::string out;
    appendTo(out);
    return out;
}

std::string Decimal::toString(int minimumDecimals) const
{
    std::string out = toString();
    const int used = decimalsUsed();
    if (used >= minimumDecimals)
        return out;
    if (used == 0)
        out += '.';
    out.append(static_cast<std::size_t>(minimumDecimals - used), '0');
    return out;
}

double Decimal::toDoubleLossy() const
{
    return static_cast<double>(m_units) / 1e12;
}

int Decimal::decimalsUsed() const
{
    UInt128 fraction = magnitude(m_units) % static_cast<UInt128>(unitsPerOne);
    int digits = scale;
    while (digits > 0 && fraction % 10 == 0) {
        fraction /= 10;
        --digits;
    }
    return digits;
}

Decimal operator+(Decimal left, Decimal right)
{
    Int128 sum = 0;
    if (__builtin_add_overflow(left.m_units, right.m_units, &sum))
        std::abort();
    return Decimal(sum);
}

Decimal operator-(Decimal left, Decimal right)
{
    Int128 difference = 0;
    if (__builtin_sub_overflow(left.m_units, right.m_units, &difference))
        std::abort();
    return Decimal(difference);
}

Result<Decimal, ArithmeticError> Decimal::multiply(Decimal left, Decimal right, Rounding rounding)
{
    return scaledRatio(magnitude(left.m_units), magnitude(right.m_units), static_cast<UInt128>(unitsPerOne),
                       (left.m_units < 0) != (right.m_units < 0), rounding);
}

Result<Decimal, ArithmeticError> Decimal::divide(Decimal dividend, Decimal divisor, Rounding rounding)
{
    if (divisor.isZero())
        return failure(ArithmeticError::DivisionByZero);
    return scaledRatio(magnitude(dividend.m_units), static_cast<UInt128>(unitsPerOne), magnitude(divisor.m_units),
                       (dividend.m_units < 0) != (divisor.m_units < 0), rounding);
}

Result<Decimal, ArithmeticError> Decimal::multiplyDivide(Decimal left, Decimal right, Decimal divisor,
                                                         Rounding rounding)
{
    if (divisor.isZero())
        return failure(ArithmeticError::DivisionByZero);
    const bool negative = ((left.m_units < 0) != (right.m_units < 0)) != (divisor.m_units < 0);
    return scaledRatio(magnitude(left.m_units), magnitude(right.m_units), magnitude(divisor.m_units), negative,
                       rounding);
}

Decimal Decimal::rounded(int decimals, Rounding rounding) const
{
    return roundedToStep(fromScaled(1, decimals), rounding);
}

Decimal Decimal::roundedToStep(Decimal step, Rounding rounding) const
{
    const UInt128 divisor = magnitude(step.m_units);
    if (divisor == 0)
        return *this;
    const bool negative = m_units < 0;
    const UInt128 value = magnitude(m_units);
    UInt128 quotient = value / divisor;
    if (roundsAway(quotient, value % divisor, divisor, negative, rounding))
        ++quotient;
    const auto units = static_cast<Int128>(quotient * divisor);
    return Decimal(negative ? -units : units);
}

bool Decimal::isMultipleOf(Decimal step) const
{
    return !step.isZero() && m_units % step.m_units == 0;
}

}  // namespace tradecore
