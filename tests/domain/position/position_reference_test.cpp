// Worked examples of other programs' tests, in the reference data. Not covered: lists of single trades (fifo_trades,
// lifo_trades), of which the sum is checked, and fees in the base asset (nt-base-commission).
#include <QTest>

#include "domain/position/position.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace tradecore;
using namespace tradecore::domain;

namespace {

QString casesPath()
{
    const QString root = qEnvironmentVariable("TRADECORE_TEST_DATA", qEnvironmentVariable("TRADECORE_SOURCE_DIR")
                                                                         + QStringLiteral("/../shared"));
    return root + QStringLiteral("/data/reference/pnl/cases.json");
}

Decimal decimal(const QString& text)
{
    return Decimal::parse(text.toStdString()).value();
}

QString text(Decimal value)
{
    return QString::fromStdString(value.toString());
}

Decimal ratio(Decimal left, Decimal right)
{
    return Decimal::divide(left, right, Rounding::HalfEven).value();
}

Decimal times(Decimal left, Decimal right)
{
    return Decimal::multiply(left, right, Rounding::HalfEven).value();
}

PositionFillApplied fillOf(const QJsonObject& json, const QJsonObject& example)
{
    PositionFillApplied fill;
    const Decimal quantity = decimal(json[QStringLiteral("qty")].toString());
    fill.side = json[QStringLiteral("side")].toString() == QStringLiteral("BUY") ? Side::Buy : Side::Sell;
    fill.quantity = *Quantity::from(quantity);
    const auto gross = json[QStringLiteral("gross")];
    fill.price = Price(gross.isString() ? ratio(decimal(gross.toString()), quantity)
                                        : decimal(json[QStringLiteral("price")].toString()));
    Decimal fee = decimal(json[QStringLiteral("fee")].toString());
    if (const auto rate = example[QStringLiteral("fee_rate")]; rate.isString())
        fee = times(times(fill.price.value(), quantity), decimal(rate.toString()));
    if (example[QStringLiteral("expected")][QStringLiteral("cycle_rounding")].isString())
        fee = fee.rounded(2, Rounding::HalfEven);
    fill.commission = Money(fee, Currency(example[QStringLiteral("currency")].toString().toStdString()));
    return fill;
}

// The states after each fill; the first is empty.
QList<PositionState> statesOf(const QJsonObject& example)
{
    QList<PositionState> states{PositionState()};
    const auto fills = example[QStringLiteral("fills")].toArray();
    for (const auto fill : fills)
        states.append(fold(states.back(), fillOf(fill.toObject(), example)));
    return states;
}

Decimal costOfLots(const PositionState& state)
{
    Decimal cost;
    for (const auto& lot : state.lots)
        cost += times(lot.price.value(), lot.quantity.value());
    return cost;
}

void compareMoney(Decimal actual, const QJsonValue& expected, int decimals)
{
    if (expected.isString())
        QCOMPARE(text(actual.rounded(decimals, Rounding::HalfEven)), text(decimal(expected.toString())));
}

}  // namespace

class PositionReferenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workedExamples_data();
    void workedExamples();
    void ownExample();

private:
    static void compareMethod(const PositionState& state, const QJsonObject& example, bool fifo);
    static void compareSteps(const QList<PositionState>& states, const QJsonArray& steps);
    static void compareCycles(const QList<PositionState>& states, const QJsonArray& cycles);
};

void PositionReferenceTest::workedExamples_data()
{
    QTest::addColumn<QJsonObject>("example");
    QFile file(casesPath());
    if (!file.open(QIODevice::ReadOnly)) {
        QTest::newRow("absent") << QJsonObject();
        return;
    }
    const auto cases = QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("cases")].toArray();
    for (const auto example : cases)
        QTest::newRow(qPrintable(example[QStringLiteral("id")].toString())) << example.toObject();
}

void PositionReferenceTest::compareMethod(const PositionState& state, const QJsonObject& example, bool fifo)
{
    const auto expected = example[QStringLiteral("expected")][fifo ? QStringLiteral("fifo") : QStringLiteral("average")];
    compareMoney(fifo ? costOfLots(state) : state.averageCost, expected[QStringLiteral("cost_remaining")], 2);
    compareMoney(fifo ? state.realisedFifo : state.realisedAverage, expected[QStringLiteral("realised")], 2);
    compareMoney(state.quantity.value(), expected[QStringLiteral("qty")], 12);
    if (!example[QStringLiteral("mark")].isString())
        return;
    const Price mark(decimal(example[QStringLiteral("mark")].toString()));
    compareMoney(fifo ? *state.unrealisedFifo(mark) : *state.unrealisedAverage(mark), expected[QStringLiteral("unrealised")], 2);
}

void PositionReferenceTest::compareSteps(const QList<PositionState>& states, const QJsonArray& steps)
{
    for (const auto step : steps) {
        const auto& state = states.at(step[QStringLiteral("after")].toInt());
        compareMoney(state.quantity.value(), step[QStringLiteral("qty")], 12);
        compareMoney(state.realisedNetAverage(), step[QStringLiteral("realised")], 8);
        // The reference average is a binary float: compared to the digits that it has beyond doubt.
        const auto average = Decimal::parseRounded(step[QStringLiteral("avg")].toString().toStdString(), Rounding::HalfEven);
        QCOMPARE(text(state.averagePrice()->value().rounded(9, Rounding::HalfEven)),
                 text(average->rounded(9, Rounding::HalfEven)));
    }
}

void PositionReferenceTest::compareCycles(const QList<PositionState>& states, const QJsonArray& cycles)
{
    Decimal before;
    qsizetype cycle = 0;
    for (const auto& state : states) {
        if (!state.exists || !state.quantity.isZero())
            continue;
        QCOMPARE(text(state.realisedNetAverage() - before), text(decimal(cycles.at(cycle).toString())));
        before = state.realisedNetAverage();
        ++cycle;
    }
    QCOMPARE(cycle, cycles.size());
}

void PositionReferenceTest::workedExamples()
{
    QFETCH(QJsonObject, example);
    if (example.isEmpty())
        QSKIP(qPrintable(QStringLiteral("no reference data at ") + casesPath()));
    const auto expected = example[QStringLiteral("expected")].toObject();
    if (expected.contains(QStringLiteral("qty_steps")))
        QSKIP("a fee in the base asset is not covered");
    const auto states = statesOf(example);
    compareMethod(states.back(), example, /*fifo=*/true);
    compareMethod(states.back(), example, /*fifo=*/false);
    compareSteps(states, expected[QStringLiteral("average_steps")].toArray());
    if (expected.contains(QStringLiteral("cycles")))
        compareCycles(states, expected[QStringLiteral("cycles")].toArray());
    compareMoney(states.back().realisedFifo, expected[QStringLiteral("total")], 12);
    if (expected.contains(QStringLiteral("total")))
        compareMoney(states.back().realisedAverage, expected[QStringLiteral("total")], 12);
}

void PositionReferenceTest::ownExample()
{
    const auto example = QJsonDocument::fromJson(R"({"currency":"USD","mark":"30","fills":[
        {"side":"BUY","qty":"10","price":"20","fee":"1"},{"side":"BUY","qty":"10","price":"25","fee":"1"},
        {"side":"SELL","qty":"15","price":"28","fee":"1"}],"expected":{
        "fifo":{"cost_remaining":"125","realised":"95","unrealised":"25","qty":"5"},
        "average":{"cost_remaining":"112.5","realised":"82.5","unrealised":"37.5"}}})").object();
    compareMethod(statesOf(example).back(), example, /*fifo=*/true);
    compareMethod(statesOf(example).back(), example, /*fifo=*/false);
}

QTEST_GUILESS_MAIN(PositionReferenceTest)
#include "position_reference_test.moc"
