#include "domain/risk/commission.h"

#include <algorithm>

namespace tradecore::domain {

namespace {

constexpr Decimal perShare = Decimal::fromScaled(5, 3);
constexpr Decimal minimumPerOrder = Decimal::fromInteger(1);
constexpr Decimal cryptoRate = Decimal::fromScaled(25, 4);

}  // namespace

Result<Money, MoneyError> practiceCommission(const Instrument& instrument, Quantity filled, const Money& filledNotional)
{
    if (filledNotional.currency() != instrument.quoteCurrency)
        return failure(MoneyError::DifferentCurrencies);
    if (filled.isZero())
        return Money(Decimal(), instrument.quoteCurrency);
    Result<Decimal, ArithmeticError> owed;
    switch (instrument.assetClass) {
    case AssetClass::Stock:
        owed = Decimal::multiply(perShare, filled.value(), Rounding::HalfEven).map([](Decimal amount) {
            return std::max(amount, minimumPerOrder);
        });
        break;
    case AssetClass::Crypto:
        owed = Decimal::multiply(cryptoRate, filledNotional.amount().absolute(), Rounding::HalfEven);
        break;
    }
    if (!owed)
        return failure(MoneyError::OutOfRange);
    return Money(*owed, instrument.quoteCurrency).postable();
}

}  // namespace tradecore::domain
