#include "tests/base/decimal_generators.h"

#include <QTest>

#include <concepts>
#include <string>

using namespace tradecore;
using namespace tradecore::test;

namespace {

// What must not compile: a decimal is made of text and integers, never of a binary float, and multiplies only with a rounding.
template <typename A, typename B>
concept Multiplies = requires(A a, B b) { a * b; };
static_assert(!Multiplies<Decimal, Decimal>);
static_assert(!std::constructible_from<Decimal, double>);
static_assert(!std::constructible_from<Decimal, int>);
static_assert(!std::convertible_to<Decimal, double>);

Decimal decimal(std::string_view text)
{
    return Decimal::parse(text).value();
}

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

Decimal unit()
{
    return Decimal::fromUnits(1);
}

}  // namespace

class DecimalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parsesWhatBrokersSend_data();
    void parsesWhatBrokersSend();
    void refusesWithTheReason_data();
    void refusesWithTheReason();
    void parseOfPrintIsTheSame();
    void printIsTheShortestPlainText();
    void hostileTextNeverCrashesAndNeverLies();
    void printsAtLeastTheDecimalsAskedFor();
    void countsDecimalsInUse();
    void additionIsExact();
    void comparisonAgreesWithSubtraction();
    void multiplicationOfPlainNumbersIsExact();
    void divisionLeavesLessThanOneUnitOfError();
    void multiplyDivideRoundsOnce();
    void multiplyDivideGivesBackWhatItTook();
    void halfEvenTiesGoToTheEvenDigit_data();
    void halfEvenTiesGoToTheEvenDigit();
    void roundingModesKeepTheirSide();
    void roundedToStepIsTheNearestMultiple();
    void overflowIsAnError();
    void divisionByZeroIsAnError();
    void roundedParsingKeepsItsSideOfTinyNumbers_data();
    void roundedParsingKeepsItsSideOfTinyNumbers();
    void roundedParsingAgreesWithParsing();
};

void DecimalTest::parsesWhatBrokersSend_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("printed");
    const auto row = [](const char* text, const char* printed) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(printed);
    };
    row("0", "0");
    row("-0", "0");
    row("-0.000", "0");
    row("187.20", "187.2");
    row("+1.5", "1.5");
    row("00012.5000", "12.5");
    row(".5", "0.5");
    row("5.", "5");
    row("1.5e-3", "0.0015");
    row("1E3", "1000");
    row("12e+2", "1200");
    row("0.000000000001", "0.000000000001");
    row("-37.63", "-37.63");
    row("1.00000000000000000000", "1");
    row("100e-14", "0.000000000001");
    row("0e400", "0");
    row("999999999999999999.999999999999", "999999999999999999.999999999999");
    row("-999999999999999999.999999999999", "-999999999999999999.999999999999");
}

void DecimalTest::parsesWhatBrokersSend()
{
    QFETCH(QString, text);
    QFETCH(QString, printed);
    const auto value = Decimal::parse(text.toStdString());
    QVERIFY(value.has_value());
    QCOMPARE(QString::fromStdString(value->toString()), printed);
}

void DecimalTest::refusesWithTheReason_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("reason");
    const auto row = [](const char* text, ArithmeticError reason) {
        QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(reason);
    };
    row("", ArithmeticError::Syntax);
    row(".", ArithmeticError::Syntax);
    row("-", ArithmeticError::Syntax);
    row("--1", ArithmeticError::Syntax);
    row("1.2.3", ArithmeticError::Syntax);
    row("1,5", ArithmeticError::Syntax);
    row(" 1", ArithmeticError::Syntax);
    row("1 ", ArithmeticError::Syntax);
    row("1e", ArithmeticError::Syntax);
    row("1e+", ArithmeticError::Syntax);
    row("1e5.5", ArithmeticError::Syntax);
    row("0x10", ArithmeticError::Syntax);
    row("NaN", ArithmeticError::Syntax);
    row("Infinity", ArithmeticError::Syntax);
    row("1_000", ArithmeticError::Syntax);
    row("0.0000000000001", ArithmeticError::TooManyDecimals);
    row("1e-13", ArithmeticError::TooManyDecimals);
    row("1e-99999999999999999999", ArithmeticError::TooManyDecimals);
    row("1000000000000000000", ArithmeticError::OutOfRange);
    row("-1e18", ArithmeticError::OutOfRange);
    row("1e400", ArithmeticError::OutOfRange);
    row("1e99999999999999999999", ArithmeticError::OutOfRange);
    row("123456789012345678901234567890123456789012345", ArithmeticError::OutOfRange);
    row("0.00000000000000000000000000000000000000000000000000000000000000", ArithmeticError::OutOfRange);
}

void DecimalTest::refusesWithTheReason()
{
    QFETCH(QString, text);
    QFETCH(int, reason);
    if (text.startsWith(QLatin1String("0.00000000000000")))
        text += QStringLiteral("0000");  // longer than 64 characters: no number that is needed is that long
    const auto value = Decimal::parse(text.toStdString());
    QVERIFY(!value.has_value());
    QCOMPARE(static_cast<int>(value.error()), reason);
}

void DecimalTest::parseOfPrintIsTheSame()
{
    QVERIFY(rc::check("parse(print(x)) == x", [](Decimal value) {
        RC_ASSERT(Decimal::parse(value.toString()).value() == value);
    }));
}

void DecimalTest::printIsTheShortestPlainText()
{
    QVERIFY(rc::check("no exponent, no trailing zeros, no leading zeros", [](Decimal value) {
        const std::string text = value.toString();
        RC_ASSERT(text.find_first_not_of("-0123456789.") == std::string::npos);
        if (text.find('.') != std::string::npos)
            RC_ASSERT(text.back() != '0' && text.back() != '.');
        const std::string whole = text.substr(text[0] == '-' ? 1 : 0);
        RC_ASSERT(whole[0] != '.' && (whole[0] != '0' || whole.size() == 1 || whole[1] == '.'));
        RC_ASSERT(text != "-0");
    }));
}

void DecimalTest::hostileTextNeverCrashesAndNeverLies()
{
    QVERIFY(rc::check("what is accepted reads back from its print", [] {
        const auto alphabet = rc::gen::elementOf(std::string("0123456789.+-eE,x \n\0", 20));
        const auto text = *rc::gen::container<std::string>(alphabet);
        if (const auto value = Decimal::parse(text)) {
            RC_ASSERT(Decimal::parse(value->toString()).value() == *value);
            RC_ASSERT(text.find_first_of(",x \n") == std::string::npos);
        }
        static_cast<void>(Decimal::parseRounded(text, Rounding::HalfEven));
    }));
    QVERIFY(rc::check("any bytes", [](const std::string& text) { static_cast<void>(Decimal::parse(text)); }));
}

void DecimalTest::printsAtLeastTheDecimalsAskedFor()
{
    QCOMPARE(bytes(decimal("187.2").toString(2)), QByteArray("187.20"));
    QCOMPARE(bytes(decimal("5").toString(2)), QByteArray("5.00"));
    QCOMPARE(bytes(decimal("5").toString(0)), QByteArray("5"));
    QCOMPARE(bytes(decimal("1.23456").toString(2)), QByteArray("1.23456"));
    QCOMPARE(bytes(decimal("-0.5").toString(3)), QByteArray("-0.500"));
    std::string text = "at ";
    decimal("1.25").appendTo(text);
    QCOMPARE(bytes(text), QByteArray("at 1.25"));
}

void DecimalTest::countsDecimalsInUse()
{
    QCOMPARE(decimal("187.20").decimalsUsed(), 1);
    QCOMPARE(decimal("100").decimalsUsed(), 0);
    QCOMPARE(Decimal().decimalsUsed(), 0);
    QCOMPARE(decimal("0.000000000001").decimalsUsed(), 12);
    QVERIFY(decimal("1.25").isMultipleOf(decimal("0.05")));
    QVERIFY(!decimal("1.26").isMultipleOf(decimal("0.05")));
    QVERIFY(!decimal("1.25").isMultipleOf(Decimal()));
    QCOMPARE(Decimal::fromScaled(18720, 2), decimal("187.2"));
    QCOMPARE(Decimal::fromInteger(-3), decimal("-3"));
}

void DecimalTest::additionIsExact()
{
    QVERIFY(rc::check("associative, commutative, inverse", [](Decimal a, Decimal b, Decimal c) {
        RC_ASSERT((a + b) + c == a + (b + c));
        RC_ASSERT(a + b == b + a);
        RC_ASSERT((a + b) - b == a);
        RC_ASSERT(a - b == (b - a).negated());
        RC_ASSERT(a + a.negated() == Decimal());
    }));
}

void DecimalTest::comparisonAgreesWithSubtraction()
{
    QVERIFY(rc::check("a < b when b - a is positive", [](Decimal a, Decimal b) {
        RC_ASSERT((a < b) == (b - a).isPositive());
        RC_ASSERT((a == b) == (b - a).isZero());
        RC_ASSERT(a.absolute() >= a && !a.absolute().isNegative());
    }));
}

void DecimalTest::multiplicationOfPlainNumbersIsExact()
{
    QVERIFY(rc::check("distributive, commutative, independent of the rounding", [] {
        const Decimal a = *plainDecimal(), b = *plainDecimal(), c = *plainDecimal();
        const auto times = [](Decimal x, Decimal y, Rounding rounding) { return Decimal::multiply(x, y, rounding).value(); };
        RC_ASSERT(times(a, b + c, Rounding::Floor) == times(a, b, Rounding::Ceiling) + times(a, c, Rounding::TowardZero));
        RC_ASSERT(times(a, b, Rounding::HalfEven) == times(b, a, Rounding::Floor));
        RC_ASSERT(times(a, b.negated(), Rounding::Floor) == times(a, b, Rounding::Ceiling).negated());
        RC_ASSERT(times(a, Decimal::fromInteger(1), Rounding::Floor) == a);
    }));
}

void DecimalTest::divisionLeavesLessThanOneUnitOfError()
{
    QVERIFY(rc::check("floor(a / b) * b <= a < (floor(a / b) + unit) * b", [] {
        const Decimal a = *plainDecimal();
        const Decimal b = *rc::gen::suchThat(plainDecimal(), [](Decimal x) { return x.isPositive(); });
        const Decimal floor = Decimal::divide(a, b, Rounding::Floor).value();
        RC_ASSERT(Decimal::multiply(floor, b, Rounding::Floor).value() <= a);
        RC_ASSERT(Decimal::multiply(floor + unit(), b, Rounding::Ceiling).value() >= a);
        const Decimal ceiling = Decimal::divide(a, b, Rounding::Ceiling).value();
        RC_ASSERT(ceiling == floor || ceiling == floor + unit());
    }));
}

void DecimalTest::multiplyDivideRoundsOnce()
{
    // 1/3 of 0.000000000002 would be lost by rounding in the middle.
    QCOMPARE(Decimal::multiplyDivide(decimal("10"), decimal("3"), decimal("3"), Rounding::HalfEven).value(), decimal("10"));
    QCOMPARE(Decimal::multiplyDivide(decimal("1"), decimal("2"), decimal("3"), Rounding::HalfEven).value(),
             decimal("0.666666666667"));
    QCOMPARE(Decimal::multiplyDivide(decimal("-1"), decimal("2"), decimal("3"), Rounding::Floor).value(),
             decimal("-0.666666666667"));
    const Decimal big = decimal("999999999999999999");
    QCOMPARE(Decimal::multiplyDivide(big, big, big, Rounding::HalfEven).value(), big);
}

void DecimalTest::multiplyDivideGivesBackWhatItTook()
{
    QVERIFY(rc::check("a × b ÷ b == a for any size, a × 1 ÷ 1 == a", [] {
        const Decimal a = *anyDecimal(), rounding = Decimal::fromInteger(1);
        const Decimal b = *rc::gen::suchThat(anyDecimal(), [](Decimal x) { return !x.isZero(); });
        RC_ASSERT(Decimal::multiplyDivide(a, b, b, *anyRounding()).value() == a);
        RC_ASSERT(Decimal::multiplyDivide(a, rounding, rounding, *anyRounding()).value() == a);
    }));
}

void DecimalTest::halfEvenTiesGoToTheEvenDigit_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("rounded");
    const auto row = [](const char* value, int decimals, const char* rounded) {
        QTest::addRow("%s to %d", value, decimals) << QString::fromLatin1(value) << decimals << QString::fromLatin1(rounded);
    };
    row("0.5", 0, "0");
    row("1.5", 0, "2");
    row("2.5", 0, "2");
    row("-0.5", 0, "0");
    row("-1.5", 0, "-2");
    row("0.005", 2, "0");
    row("0.015", 2, "0.02");
    row("0.025", 2, "0.02");
    row("0.0251", 2, "0.03");
    row("0.024999999999", 2, "0.02");
    row("-18720.125", 2, "-18720.12");
    row("187.2", 12, "187.2");
}

void DecimalTest::halfEvenTiesGoToTheEvenDigit()
{
    QFETCH(QString, value);
    QFETCH(int, decimals);
    QFETCH(QString, rounded);
    QCOMPARE(QString::fromStdString(decimal(value.toStdString()).rounded(decimals, Rounding::HalfEven).toString()), rounded);
}

void DecimalTest::roundingModesKeepTheirSide()
{
    QVERIFY(rc::check("floor <= value <= ceiling; toward zero is the smaller; half-even is one of both", [](Decimal value) {
        const int decimals = *rc::gen::inRange(0, 13);
        const Decimal floor = value.rounded(decimals, Rounding::Floor);
        const Decimal ceiling = value.rounded(decimals, Rounding::Ceiling);
        const Decimal half = value.rounded(decimals, Rounding::HalfEven);
        RC_ASSERT(floor <= value && value <= ceiling);
        RC_ASSERT(half == floor || half == ceiling);
        RC_ASSERT((half - value).absolute() <= (floor - value).absolute());
        RC_ASSERT((half - value).absolute() <= (ceiling - value).absolute());
        RC_ASSERT(value.rounded(decimals, Rounding::TowardZero) == (value.isNegative() ? ceiling : floor));
        RC_ASSERT(half.decimalsUsed() <= decimals);
    }));
}

void DecimalTest::roundedToStepIsTheNearestMultiple()
{
    QVERIFY(rc::check("a multiple, at most half a step away", [] {
        const Decimal value = *plainDecimal();
        const Decimal step = *rc::gen::suchThat(plainDecimal(), [](Decimal x) { return x.isPositive(); });
        const Decimal rounded = value.roundedToStep(step, Rounding::HalfEven);
        const Decimal away = (rounded - value).absolute();
        RC_ASSERT(rounded.isMultipleOf(step));
        RC_ASSERT(away + away <= step);
    }));
    QCOMPARE(decimal("1.3").roundedToStep(Decimal(), Rounding::Floor), decimal("1.3"));
}

void DecimalTest::overflowIsAnError()
{
    const Decimal big = decimal("999999999999999999");
    const auto product = Decimal::multiply(big, big, Rounding::HalfEven);
    QVERIFY(!product.has_value());
    QCOMPARE(product.error(), ArithmeticError::OutOfRange);
    const auto quotient = Decimal::divide(big, unit(), Rounding::HalfEven);
    QVERIFY(!quotient.has_value());
    QCOMPARE(quotient.error(), ArithmeticError::OutOfRange);
    QVERIFY(!Decimal::multiplyDivide(big, big, unit(), Rounding::HalfEven).has_value());
}

void DecimalTest::divisionByZeroIsAnError()
{
    QCOMPARE(Decimal::divide(decimal("1"), Decimal(), Rounding::Floor).error(), ArithmeticError::DivisionByZero);
    QCOMPARE(Decimal::multiplyDivide(decimal("1"), decimal("1"), Decimal(), Rounding::Floor).error(),
             ArithmeticError::DivisionByZero);
}

void DecimalTest::roundedParsingKeepsItsSideOfTinyNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rounding");
    QTest::addColumn<QString>("printed");
    const auto row = [](const char* text, Rounding rounding, const char* printed) {
        QTest::addRow("%s rounding %d", text, static_cast<int>(rounding))
            << QString::fromLatin1(text) << static_cast<int>(rounding) << QString::fromLatin1(printed);
    };
    row("187.2033333333333333", Rounding::HalfEven, "187.203333333333");
    row("0.0000000000005", Rounding::HalfEven, "0");
    row("0.0000000000015", Rounding::HalfEven, "0.000000000002");
    row("99999999999999999999999999999999999999e-50", Rounding::HalfEven, "0.000000000001");
    row("1e-60", Rounding::HalfEven, "0");
    row("1e-60", Rounding::TowardZero, "0");
    row("1e-60", Rounding::Ceiling, "0.000000000001");
    row("1e-60", Rounding::Floor, "0");
    row("-1e-60", Rounding::Floor, "-0.000000000001");
    row("-1e-60", Rounding::Ceiling, "0");
}

void DecimalTest::roundedParsingKeepsItsSideOfTinyNumbers()
{
    QFETCH(QString, text);
    QFETCH(int, rounding);
    QFETCH(QString, printed);
    const auto value = Decimal::parseRounded(text.toStdString(), static_cast<Rounding>(rounding));
    QVERIFY(value.has_value());
    QCOMPARE(QString::fromStdString(value->toString()), printed);
}

void DecimalTest::roundedParsingAgreesWithParsing()
{
    QVERIFY(rc::check("what parse accepts needs no rounding", [](Decimal value) {
        RC_ASSERT(Decimal::parseRounded(value.toString(), *anyRounding()).value() == value);
    }));
}

QTEST_GUILESS_MAIN(DecimalTest)
#include "decimal_test.moc"
