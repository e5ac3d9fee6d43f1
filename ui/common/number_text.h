// Numbers between the exact values of the core and the eye. Display follows the locale (sign of decimals, groups); exact
// digits come from Decimal, nothing is rounded unless the name says so. What people type is parsed with the locale's decimal
// sign and nothing else: a group sign is refused, never guessed away ("187.20" typed under German is an error, not 18 720).
#pragma once

#include "base/decimal.h"
#include "base/timestamp.h"
#include "domain/money/money.h"
#include "ui/common/cell.h"

#include <QLocale>
#include <QString>

#include <optional>

namespace tradecore::ui {

enum class SignStyle { OnlyMinus, Always };

// At least minimumDecimals decimals; the minus is U+2212, as wide as the plus.
[[nodiscard]] QString displayText(Decimal value, int minimumDecimals, SignStyle sign = SignStyle::OnlyMinus,
                                  const QLocale& locale = QLocale());
[[nodiscard]] QString displayText(const domain::Money& money, SignStyle sign = SignStyle::OnlyMinus,
                                  const QLocale& locale = QLocale());
// Decimals that a price of this instrument shows: those of its tick.
[[nodiscard]] int decimalsOf(Decimal step);

// For input fields: no groups, the locale's decimal sign.
[[nodiscard]] QString inputText(Decimal value, int minimumDecimals, const QLocale& locale = QLocale());
[[nodiscard]] Result<Decimal, ArithmeticError> parseInput(const QString& text, const QLocale& locale = QLocale());

[[nodiscard]] Cell numberCell(Decimal value, int minimumDecimals, SignStyle sign = SignStyle::OnlyMinus);
[[nodiscard]] Cell moneyCell(const domain::Money& money, SignStyle sign = SignStyle::OnlyMinus);
// Up or down by its sign, with the sign written.
[[nodiscard]] Cell profitCell(const std::optional<domain::Money>& money);
// The dash of a value that is not known; sorts below all numbers.
[[nodiscard]] Cell absentCell(const QString& why = {});
[[nodiscard]] Cell textCell(const QString& text, Tone tone = Tone::Normal);
[[nodiscard]] Cell timeCell(Timestamp time);

// (last − reference) ÷ reference in percent, rounded to two decimals; nothing where there is no reference.
[[nodiscard]] std::optional<Decimal> percentChange(Decimal last, Decimal reference);

// "14:03:22.125" today, "24 Nov 14:03:22" otherwise; the tool tip has the whole time with its zone.
[[nodiscard]] QString displayTime(Timestamp time);
[[nodiscard]] QString displayWholeTime(Timestamp time);
// "0.2 s", "12 s", "3 min"
[[nodiscard]] QString displayAge(Duration age);

[[nodiscard]] inline QString toQString(const std::string& text) { return QString::fromStdString(text); }

}  // namespace tradecore::ui
