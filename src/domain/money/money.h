// Money: an amount with its currency. Amounts of different currencies never meet: the checked functions refuse.
//
//   operation                            result
//   plus/minus(Money, Money)             Result<Money, MoneyError>
//   notional(Price, Quantity, Currency)  Result<Money, MoneyError>, exact, not rounded to the currency
//   postable(Money)                      half-even to the currency's decimals: what is posted to a ledger
#pragma once

#include "base/decimal.h"
#include "domain/money/currency.h"
#include "domain/money/price.h"
#include "domain/money/quantity.h"

#include <string>

namespace tradecore::domain {

enum class MoneyError { DifferentCurrencies, OutOfRange };

class Money {
public:
    Money() = default;
    Money(Decimal amount, Currency currency) : m_amount(amount), m_currency(std::move(currency)) {}

    [[nodiscard]] Decimal amount() const { return m_amount; }
    [[nodiscard]] const Currency& currency() const { return m_currency; }
    [[nodiscard]] Money negated() const { return {m_amount.negated(), m_currency}; }
    // Half-even to the currency's decimals.
    [[nodiscard]] Money postable() const;
    // "100000.00 USD"
    [[nodiscard]] std::string toString() const;

    friend bool operator==(const Money&, const Money&) = default;

private:
    Decimal m_amount;
    Currency m_currency;
};

[[nodiscard]] Result<Money, MoneyError> plus(const Money& left, const Money& right);
[[nodiscard]] Result<Money, MoneyError> minus(const Money& left, const Money& right);
[[nodiscard]] Result<Money, MoneyError> notional(Price price, Quantity quantity, const Currency& currency);

}  // namespace tradecore::domain
