#include <QTest>

#include "domain/money/money.h"
#include "tests/base/decimal_generators.h"

#include <concepts>

using namespace tradecore;
using namespace tradecore::domain;
using namespace tradecore::test;

namespace {

template <typename A, typename B>
concept Adds = requires(A a, B b) { a + b; };
template <typename A, typename B>
concept Subtracts = requires(A a, B b) { a - b; };
template <typename A, typename B>
concept Multiplies = requires(A a, B b) { a * b; };
template <typename A, typename B>
concept Compares = requires(A a, B b) { a < b; };

// The operator table: what stands in it compiles …
static_assert(std::same_as<decltype(Price() - Price()), PriceOffset>);
static_assert(std::same_as<decltype(Price() + PriceOffset()), Price>);
static_assert(std::same_as<decltype(Price() - PriceOffset()), Price>);
static_assert(std::same_as<decltype(Quantity() + Quantity()), Quantity>);
static_assert(std::same_as<decltype(Quantity() - Quantity()), SignedQuantity>);
static_assert(std::same_as<decltype(SignedQuantity() + SignedQuantity()), SignedQuantity>);
// … and nothing else does.
static_assert(!Adds<Price, Price>);
static_assert(!Adds<Price, Quantity>);
static_assert(!Adds<Price, Decimal>);
static_assert(!Adds<Quantity, SignedQuantity>);
static_assert(!Adds<Quantity, Decimal>);
static_assert(!Adds<Money, Money>);
static_assert(!Subtracts<Money, Money>);
static_assert(!Subtracts<Quantity, Price>);
static_assert(!Multiplies<Price, Price>);
static_assert(!Multiplies<Price, Quantity>);
static_assert(!Multiplies<Quantity, Quantity>);
static_assert(!Multiplies<Price, int>);
static_assert(!Multiplies<Money, double>);
static_assert(!Compares<Price, Quantity>);
static_assert(!Compares<Price, Decimal>);
static_assert(!Compares<Money, Money>);
static_assert(!Compares<Quantity, SignedQuantity>);
static_assert(!std::constructible_from<Quantity, double>);
static_assert(!std::constructible_from<Quantity, Decimal>);  // from() alone, which refuses what is negative
static_assert(!std::constructible_from<Price, double>);
static_assert(!std::constructible_from<Money, double, Currency>);
static_assert(!std::convertible_to<Decimal, Price>);
static_assert(!std::convertible_to<Price, Decimal>);

Money money(std::string_view amount, const char* currency)
{
    return {Decimal::parse(amount).value(), Currency(currency)};
}

}  // namespace

class MoneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void amountsOfDifferentCurrenciesNeverMeet();
    void minusUndoesPlus();
    void postingIsHalfEvenToTheCurrency_data();
    void postingIsHalfEvenToTheCurrency();
    void postingTwiceChangesNothing();
    void notionalIsExactOrRefused();
    void printsWithTheCurrencysDecimals();
    void quantitiesAreNeverNegative();
};

void MoneyTest::amountsOfDifferentCurrenciesNeverMeet()
{
    QCOMPARE(plus(money("1", "USD"), money("1", "EUR")).error(), MoneyError::DifferentCurrencies);
    QCOMPARE(minus(money("1", "USD"), money("1", "BTC")).error(), MoneyError::DifferentCurrencies);
    QVERIFY(money("1", "USD") != money("1", "EUR"));
}

void MoneyTest::minusUndoesPlus()
{
    QVERIFY(rc::check("(a + b) - b == a", [](Decimal a, Decimal b) {
        const Money left(a, Currency("USD")), right(b, Currency("USD"));
        RC_ASSERT(minus(*plus(left, right), right).value() == left);
        RC_ASSERT(plus(left, left.negated()).value().amount().isZero());
    }));
}

void MoneyTest::postingIsHalfEvenToTheCurrency_data()
{
    QTest::addColumn<QString>("amount");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<QString>("posted");
    const auto row = [](const char* amount, const char* currency, const char* posted) {
        QTest::addRow("%s %s", amount, currency)
            << QString::fromLatin1(amount) << QString::fromLatin1(currency) << QString::fromLatin1(posted);
    };
    row("1.005", "USD", "1");
    row("1.015", "USD", "1.02");
    row("-1.015", "EUR", "-1.02");
    row("100.5", "JPY", "100");
    row("101.5", "KRW", "102");
    row("0.123456785", "BTC", "0.12345678");
    row("0.123456789", "ETH", "0.12345679");
}

void MoneyTest::postingIsHalfEvenToTheCurrency()
{
    QFETCH(QString, amount);
    QFETCH(QString, currency);
    QFETCH(QString, posted);
    const auto result = money(amount.toStdString(), qPrintable(currency)).postable();
    QCOMPARE(QString::fromStdString(result.amount().toString()), posted);
}

void MoneyTest::postingTwiceChangesNothing()
{
    QVERIFY(rc::check("postable(postable(x)) == postable(x)", [](Decimal amount) {
        const Money posted = Money(amount, Currency(*rc::gen::element<std::string>("USD", "JPY", "BTC"))).postable();
        RC_ASSERT(posted.postable() == posted);
    }));
}

void MoneyTest::notionalIsExactOrRefused()
{
    const auto exact = notional(Price::parse("187.20").value(), Quantity::parse("100").value(), Currency("USD"));
    QCOMPARE(exact.value(), money("18720", "USD"));
    const auto huge = notional(Price::parse("999999999999999999").value(), Quantity::parse("999999999999999999").value(),
                               Currency("USD"));
    QCOMPARE(huge.error(), MoneyError::OutOfRange);
}

void MoneyTest::printsWithTheCurrencysDecimals()
{
    QCOMPARE(money("100000", "USD").toString(), std::string("100000.00 USD"));
    QCOMPARE(money("5", "JPY").toString(), std::string("5 JPY"));
    QCOMPARE(money("0.5", "BTC").toString(), std::string("0.50000000 BTC"));
}

void MoneyTest::quantitiesAreNeverNegative()
{
    QVERIFY(!Quantity::from(Decimal::fromInteger(-1)).has_value());
    QCOMPARE(Quantity::parse("-1").error(), ArithmeticError::OutOfRange);
    QVERIFY(rc::check("a - b as a quantity stops at zero", [](Decimal x, Decimal y) {
        const auto a = *Quantity::from(x.absolute()), b = *Quantity::from(y.absolute());
        RC_ASSERT(a.minusAtLeastZero(b) == Quantity::from((a - b).value()).value_or(Quantity()));
        RC_ASSERT(Quantity::magnitudeOf(b.asShort()) == b);
        RC_ASSERT(a.asLong() + b.asShort() == a - b);
    }));
}

QTEST_GUILESS_MAIN(MoneyTest)
#include "money_test.moc"
