#include "ui/common/number_text.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace tradecore::ui {
namespace {

constexpr QChar minusSign{0x2212};
constexpr QChar absentDash{0x2013};

// Plain text "−1234.50" with the signs of a locale.
QString localised(const QString& plain, const QLocale& locale, bool withGroups)
{
    const auto point = plain.indexOf(u'.');
    auto whole = point < 0 ? plain : plain.left(point);
    if (withGroups) {
        const auto group = locale.groupSeparator();
        for (auto at = whole.size() - 3; at > 0; at -= 3)
            whole.insert(at, group);
    }
    if (point < 0)
        return whole;
    return QString(whole % locale.decimalPoint() % plain.mid(point + 1));
}

QDateTime toDateTime(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.nanoseconds() / 1'000'000);
}

}  // namespace

QString displayText(Decimal value, int minimumDecimals, SignStyle sign, const QLocale& locale)
{
    const auto digits = localised(toQString(value.absolute().toString(minimumDecimals)), locale, true);
    if (value.isNegative())
        return QString(minusSign % digits);
    if (sign == SignStyle::Always && value.isPositive())
        return QString(u'+' % digits);
    return digits;
}

QString displayText(const domain::Money& money, SignStyle sign, const QLocale& locale)
{
    const auto posted = money.postable();
    return QString(displayText(posted.amount(), posted.currency().decimals(), sign, locale) % QChar(QChar::Nbsp)
                   % toQString(money.currency().code()));
}

int decimalsOf(Decimal step)
{
    return step.isZero() ? 2 : step.decimalsUsed();
}

QString inputText(Decimal value, int minimumDecimals, const QLocale& locale)
{
    return localised(toQString(value.toString(minimumDecimals)), locale, false);
}

Result<Decimal, ArithmeticError> parseInput(const QString& text, const QLocale& locale)
{
    const auto typed = text.trimmed();
    if (typed.isEmpty() || typed.size() > 64)
        return failure(ArithmeticError::Syntax);
    const auto decimalPoint = locale.decimalPoint();
    std::string plain;
    for (const auto character : typed) {
        if (character >= u'0' && character <= u'9')
            plain.push_back(static_cast<char>(character.unicode()));
        else if (QString(character) == decimalPoint)
            plain.push_back('.');
        else if ((character == u'-' || character == minusSign) && plain.empty())
            plain.push_back('-');
        else
            return failure(ArithmeticError::Syntax);
    }
    return Decimal::parse(plain);
}

Cell numberCell(Decimal value, int minimumDecimals, SignStyle sign)
{
    Cell cell;
    cell.text = displayText(value, minimumDecimals, sign);
    cell.order = value.units();
    cell.rawDecimals = minimumDecimals;
    const auto decimals = std::max(minimumDecimals, value.decimalsUsed());
    cell.fraction = decimals == 0 ? 0 : decimals + 1;
    return cell;
}

Cell moneyCell(const domain::Money& money, SignStyle sign)
{
    const auto posted = money.postable();
    auto cell = numberCell(posted.amount(), posted.currency().decimals(), sign);
    cell.toolTip = displayText(money, sign);
    return cell;
}

Cell profitCell(const std::optional<domain::Money>& money)
{
    if (!money)
        return absentCell();
    auto cell = moneyCell(*money, SignStyle::Always);
    if (money->amount().isPositive())
        cell.tone = Tone::Up;
    else if (money->amount().isNegative())
        cell.tone = Tone::Down;
    return cell;
}

Cell absentCell(const QString& why)
{
    Cell cell;
    cell.text = QString(absentDash);
    cell.tone = Tone::Muted;
    cell.toolTip = why;
    cell.order = -Decimal::unitsPerOne * 1'000'000'000'000'000'000LL;
    return cell;
}

Cell textCell(const QString& text, Tone tone)
{
    Cell cell;
    cell.text = text;
    cell.tone = tone;
    return cell;
}

Cell timeCell(Timestamp time)
{
    if (time.nanoseconds() == 0)
        return absentCell();
    Cell cell;
    cell.text = displayTime(time);
    cell.raw = toQString(time.toRfc3339());
    cell.toolTip = displayWholeTime(time);
    cell.order = time.nanoseconds();
    return cell;
}

std::optional<Decimal> percentChange(Decimal last, Decimal reference)
{
    if (reference.isZero())
        return std::nullopt;
    const auto percent = Decimal::multiplyDivide(last - reference, Decimal::fromInteger(100), reference.absolute(),
                                                 Rounding::HalfEven);
    if (!percent)
        return std::nullopt;
    return percent->rounded(2, Rounding::HalfEven);
}

QString displayTime(Timestamp time)
{
    const auto moment = toDateTime(time);
    if (moment.date() == QDate::currentDate())
        return moment.toString(u"HH:mm:ss.zzz"_qs);
    return QLocale().toString(moment, u"d MMM HH:mm:ss"_qs);
}

QString displayWholeTime(Timestamp time)
{
    const auto moment = toDateTime(time);
    return QString(moment.toString(u"yyyy-MM-dd HH:mm:ss.zzz "_qs) % moment.timeZoneAbbreviation() % u"\n"
                   % toQString(time.toRfc3339()));
}

QString displayAge(Duration age)
{
    const auto milliseconds = std::max<std::int64_t>(0, age.count() / 1'000'000);
    const QLocale locale;
    if (milliseconds < 10'000)
        return QCoreApplication::translate("Age", "%1 s").arg(locale.toString(static_cast<double>(milliseconds) / 1'000.0, 'f', 1));
    if (milliseconds < 120'000)
        return QCoreApplication::translate("Age", "%1 s").arg(milliseconds / 1'000);
    if (milliseconds < 7'200'000)
        return QCoreApplication::translate("Age", "%1 min").arg(milliseconds / 60'000);
    return QCoreApplication::translate("Age", "%1 h").arg(milliseconds / 3'600'000);
}

}  // namespace tradecore::ui
