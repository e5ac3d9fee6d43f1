#include "tests/support/broker/alpaca/fixed.h"

#include <cmath>

namespace tradecore::test {

namespace {

__extension__ using Wide = __int128;

// a ÷ b, half-even; b is positive.
qint64 divided(Wide a, Wide b)
{
    const Wide quotient = a / b;
    const Wide remainder = a % b;
    const Wide twice = (remainder < 0 ? -remainder : remainder) * 2;
    const bool away = twice > b || (twice == b && quotient % 2 != 0);
    return static_cast<qint64>(away ? quotient + (a < 0 ? -1 : 1) : quotient);
}

}  // namespace

std::optional<Fixed> Fixed::parse(const QString& text)
{
    constexpr int decimals = 9;
    const bool isNegative = text.startsWith(QLatin1Char('-'));
    const QString plain = text.mid(isNegative ? 1 : 0);
    const auto point = plain.indexOf(QLatin1Char('.'));
    QString fraction = point < 0 ? QString() : plain.mid(point + 1);
    while (fraction.size() > decimals && fraction.endsWith(QLatin1Char('0')))
        fraction.chop(1);
    const QString digits = (point < 0 ? plain : plain.left(point)) + fraction.leftJustified(decimals, QLatin1Char('0'));
    bool isNumber = false;
    const qint64 units = digits.toLongLong(&isNumber);
    if (!isNumber || fraction.size() > decimals || plain.isEmpty() || plain.startsWith(QLatin1Char('+')) || plain.startsWith(QLatin1Char('-')))
        return std::nullopt;
    return Fixed(isNegative ? -units : units);
}

QString Fixed::text() const
{
    const qint64 absolute = m_units < 0 ? -m_units : m_units;
    QString text = QString::number(absolute / one);
    QString fraction = QString::number(absolute % one).rightJustified(9, QLatin1Char('0'));
    while (fraction.endsWith(QLatin1Char('0')))
        fraction.chop(1);
    if (!fraction.isEmpty())
        text += QLatin1Char('.') + fraction;
    return m_units < 0 ? QLatin1Char('-') + text : text;
}

Fixed Fixed::rounded(int decimals) const
{
    qint64 step = one;
    for (int i = 0; i < decimals; ++i)
        step /= 10;
    return Fixed(divided(m_units, step) * step);
}

Fixed Fixed::times(Fixed other) const
{
    return Fixed(divided(static_cast<Wide>(m_units) * other.m_units, one));
}

Fixed Fixed::over(Fixed other) const
{
    if (other.m_units == 0)
        return {};
    const Wide sign = other.m_units < 0 ? -1 : 1;
    return Fixed(divided(static_cast<Wide>(m_units) * one * sign, static_cast<Wide>(other.m_units) * sign));
}

}  // namespace tradecore::test
