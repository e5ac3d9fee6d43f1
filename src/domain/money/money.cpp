#include "domain/money/money.h"

#include <algorithm>
#include <array>

namespace tradecore::domain {

int Currency::decimals() const
{
    constexpr std::array<std::string_view, 12> twoDecimals{"USD", "EUR", "GBP", "CHF", "CAD", "AUD",
                                                           "NZD", "SEK", "NOK", "DKK", "PLN", "CZK"};
    if (m_code == "JPY" || m_code == "KRW")
        return 0;
    return std::ranges::find(twoDecimals, m_code) != twoDecimals.end() ? 2 : 8;
}

Money Money::postable() const
{
    return {m_amount.rounded(m_currency.decimals(), Rounding::HalfEven), m_currency};
}

std::string Money::toString() const
{
    return m_amount.toString(m_currency.decimals()) + ' ' + m_currency.code();
}

Result<Money, MoneyError> plus(const Money& left, const Money& right)
{
    if (left.currency() != right.currency())
        return failure(MoneyError::DifferentCurrencies);
    return Money(left.amount() + right.amount(), left.currency());
}

Result<Money, MoneyError> minus(const Money& left, const Money& right)
{
    return plus(left, right.negated());
}

Result<Money, MoneyError> notional(Price price, Quantity quantity, const Currency& currency)
{
    const auto product = Decimal::multiply(price.value(), quantity.value(), Rounding::HalfEven);
    if (!product)
        return failure(MoneyError::OutOfRange);
    return Money(*product, currency);
}

}  // namespace tradecore::domain
