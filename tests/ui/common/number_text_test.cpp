#include "ui/common/number_text.h"
#include "ui/common/table_export.h"
#include "ui/common/theme.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::ui;

class NumberTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsExactDigits_data();
    void showsExactDigits();
    void parsesOnlyTheLocalesDecimalSign_data();
    void parsesOnlyTheLocalesDecimalSign();
    void inputReadsBack();
    void percentIsRounded();
    void csvIsFormulaSafe_data();
    void csvIsFormulaSafe();
    void textHasContrast_data();
    void textHasContrast();
};

void NumberTextTest::showsExactDigits_data()
{
    QTest::addColumn<QString>("plain");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("shown");
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    const QLocale german(QLocale::German, QLocale::Germany);
    QTest::newRow("groups") << u"1234567.5"_qs << 2 << english << u"1,234,567.50"_qs;
    QTest::newRow("german") << u"1234567.5"_qs << 2 << german << u"1.234.567,50"_qs;
    QTest::newRow("never rounds") << u"0.123456789012"_qs << 2 << english << u"0.123456789012"_qs;
    QTest::newRow("minus is a minus") << u"-12.3"_qs << 2 << english << u"\u221212.30"_qs;
    QTest::newRow("beyond a double") << u"123456789012345678.000000000001"_qs << 0 << english
                                     << u"123,456,789,012,345,678.000000000001"_qs;
}

void NumberTextTest::showsExactDigits()
{
    QFETCH(QString, plain);
    QFETCH(int, decimals);
    QFETCH(QLocale, locale);
    QFETCH(QString, shown);
    QCOMPARE(displayText(Decimal::parse(plain.toStdString()).value(), decimals, SignStyle::OnlyMinus, locale), shown);
}

void NumberTextTest::parsesOnlyTheLocalesDecimalSign_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("plain");  // empty: refused
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    const QLocale german(QLocale::German, QLocale::Germany);
    QTest::newRow("plain") << u" 187.20 "_qs << english << u"187.2"_qs;
    QTest::newRow("german comma") << u"187,20"_qs << german << u"187.2"_qs;
    QTest::newRow("a point is no german decimal sign") << u"187.20"_qs << german << QString();
    QTest::newRow("a comma is no english one") << u"187,20"_qs << english << QString();
    QTest::newRow("grouping is refused") << u"1,234.5"_qs << english << QString();
    QTest::newRow("two points") << u"1.2.3"_qs << english << QString();
    QTest::newRow("words") << u"ten"_qs << english << QString();
    QTest::newRow("exponents are not for people") << u"1e3"_qs << english << QString();
    QTest::newRow("empty") << QString() << english << QString();
    QTest::newRow("endless") << QString(400, u'9') << english << QString();
    QTest::newRow("arabic digits") << u"\u0661\u0662"_qs << english << QString();
}

void NumberTextTest::parsesOnlyTheLocalesDecimalSign()
{
    QFETCH(QString, typed);
    QFETCH(QLocale, locale);
    QFETCH(QString, plain);
    const auto parsed = parseInput(typed, locale);
    QCOMPARE(parsed.has_value(), !plain.isEmpty());
    if (parsed)
        QCOMPARE(toQString(parsed->toString()), plain);
}

void NumberTextTest::inputReadsBack()
{
    for (const auto& locale : {QLocale(QLocale::English), QLocale(QLocale::German), QLocale(QLocale::French)}) {
        for (const auto* text : {"0", "0.01", "-12.5", "1234567.123456789012"}) {
            const auto value = Decimal::parse(text).value();
            QCOMPARE(parseInput(inputText(value, 2, locale), locale).value(), value);
        }
    }
}

void NumberTextTest::percentIsRounded()
{
    QCOMPARE(percentChange(Decimal::parse("187.42").value(), Decimal::parse("186.71").value()), Decimal::parse("0.38").value());
    QVERIFY(!percentChange(Decimal::fromInteger(1), Decimal()));
}

void NumberTextTest::csvIsFormulaSafe_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("field");
    QTest::newRow("plain") << u"AAPL"_qs << u"AAPL"_qs;
    QTest::newRow("negative number stays") << u"-12.50"_qs << u"-12.50"_qs;
    QTest::newRow("formula") << u"=1+2"_qs << u"'=1+2"_qs;
    QTest::newRow("call") << u"@SUM(A1)"_qs << u"'@SUM(A1)"_qs;
    QTest::newRow("minus formula") << u"-1+cmd|x"_qs << u"'-1+cmd|x"_qs;
    QTest::newRow("comma and quote") << u"a,\"b\""_qs << u"\"a,\"\"b\"\"\""_qs;
    QTest::newRow("line") << u"a\nb"_qs << u"\"a\nb\""_qs;
}

void NumberTextTest::csvIsFormulaSafe()
{
    QFETCH(QString, value);
    QFETCH(QString, field);
    QCOMPARE(csvField(value), field);
}

void NumberTextTest::textHasContrast_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("market");
    for (const bool dark : {false, true}) {
        for (const auto market : {MarketColours::GreenUp, MarketColours::RedUp, MarketColours::ColourBlind})
            QTest::addRow("%s %d", dark ? "dark" : "light", static_cast<int>(market)) << dark << static_cast<int>(market);
    }
}

void NumberTextTest::textHasContrast()
{
    QFETCH(bool, dark);
    QFETCH(int, market);
    const auto c = themeColours(dark, static_cast<MarketColours>(market));
    for (const auto& ink : {c.text, c.muted, c.accent, c.up, c.down, c.warning, c.danger, c.practice}) {
        QVERIFY2(contrastOf(ink, c.panel) >= 4.5, qPrintable(ink.name()));
    }
    QVERIFY(contrastOf(c.onSide, c.buy) >= 4.5);
    QVERIFY(contrastOf(c.onSide, c.sell) >= 4.5);
    QVERIFY(contrastOf(c.onAccent, c.accent) >= 4.5);
}

QTEST_MAIN(NumberTextTest)
#include "number_text_test.moc"
