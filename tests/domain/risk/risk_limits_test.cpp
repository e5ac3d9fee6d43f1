// The aggregate of the limits: what may be set, that a change is an event with its before and after, and the names that are stored.
#include "domain/risk/risk_limits.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::domain;

namespace {

const AccountId account("practice-sim");

std::optional<Decimal> number(const char* text)
{
    return Decimal::parse(text).value();
}

}  // namespace

class RiskLimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLimitHasAName();
    void aChangeHasItsBeforeAndAfter();
    void theSameValueIsNoChange();
    void offIsAValue();
    void impossibleValuesAreRefused_data();
    void impossibleValuesAreRefused();
};

void RiskLimitsTest::everyLimitHasAName()
{
    for (const auto limit : allRiskLimits())
        QVERIFY(parseRiskLimit(nameOf(limit)) == limit);
    QVERIFY(!parseRiskLimit("leverage"));
}

void RiskLimitsTest::aChangeHasItsBeforeAndAfter()
{
    const auto events = decideLimit({}, account, RiskLimit::OrderRate, number("10")).value();
    QCOMPARE(events.size(), std::size_t{1});
    const auto& changed = std::get<RiskLimitChanged>(events.front());
    QVERIFY(changed.before == number("60") && changed.value == number("10") && changed.account == account);
    QVERIFY(fold(RiskState{}, events.front()).limits.at(RiskLimit::OrderRate) == number("10"));
    QVERIFY(fold(RiskState{}, events.front()).limits.at(RiskLimit::PriceCollar) == number("20"));
}

void RiskLimitsTest::theSameValueIsNoChange()
{
    QVERIFY(decideLimit({}, account, RiskLimit::OrderRate, number("60")).value().empty());
    QVERIFY(decideLimit({}, account, RiskLimit::PositionSize, std::nullopt).value().empty());
}

void RiskLimitsTest::offIsAValue()
{
    const auto events = decideLimit({}, account, RiskLimit::PriceCollar, std::nullopt).value();
    QVERIFY(!fold(RiskState{}, events.front()).limits.at(RiskLimit::PriceCollar));
}

void RiskLimitsTest::impossibleValuesAreRefused_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("problem");
    const auto row = [](const char* name, const char* limit, const char* value, RiskLimitProblem problem) {
        QTest::newRow(name) << limit << value << static_cast<int>(problem);
    };
    row("zero", "order_size", "0", RiskLimitProblem::NotPositive);
    row("negative", "daily_loss", "-1", RiskLimitProblem::NotPositive);
    row("half an order", "order_rate", "1.5", RiskLimitProblem::NotWhole);
    row("half a second", "duplicate_time", "0.5", RiskLimitProblem::NotWhole);
    row("a rate that is none", "order_rate", "60001", RiskLimitProblem::TooLarge);
    row("a collar that is none", "price_collar", "1000.1", RiskLimitProblem::TooLarge);
    row("minutes between equal orders", "duplicate_time", "61", RiskLimitProblem::TooLarge);
}

void RiskLimitsTest::impossibleValuesAreRefused()
{
    QFETCH(const QString, limit);
    QFETCH(const QString, value);
    QFETCH(const int, problem);
    const auto decided = decideLimit({}, account, *parseRiskLimit(limit.toStdString()), number(qPrintable(value)));
    QVERIFY(!decided);
    QCOMPARE(static_cast<int>(decided.error().problem), problem);
    QCOMPARE(QString::fromStdString(decided.error().asked), value);
}

QTEST_GUILESS_MAIN(RiskLimitsTest)
#include "risk_limits_test.moc"
