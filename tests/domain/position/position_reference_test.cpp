// Worked examples of other programs' tests, in the reference data. Not covered: LIFO (lifo_trades of the four cases lean-…), which no
// position is kept by; their FIFO trades and totals are.
#include <QTest>

#include "domain/position/position.h"
#include "domain/position/position_books.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

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
    const Currency currency(example[QStringLiteral("currency")].toString().toStdString());
    if (const auto gross = json[QStringLiteral("gross")]; gross.isString()) {
        fill.gross = Money(decimal(gross.toString()), currency);
        fill.price = Price(ratio(fill.gross->amount(), quantity));   // for display; the gross counts
    } else {
        fill.price = Price(decimal(json[QStringLiteral("price")].toString()));
    }
    if (const auto baseFee = json[QStringLiteral("base_fee")]; baseFee.isString())
        fill.baseFee = *Quantity::from(decimal(baseFee.toString()));
    Decimal fee = decimal(json[QStringLiteral("fee")].toString());
    if (const auto rate = example[QStringLiteral("fee_rate")]; rate.isString())
        fee = times(times(fill.price.value(), quantity), decimal(rate.toString()));
    if (example[QStringLiteral("expected")][QStringLiteral("cycle_rounding")].isString())
        fee = fee.rounded(2, Rounding::HalfEven);
    fill.commission = Money(fee, currency);
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
    static void compareQuantities(const QList<PositionState>& states, const QJsonArray& steps);
    static void compareTrades(const QJsonObject& example, const QJsonArray& trades);
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
    compareMoney(fifo ? state.fifoCost() : state.averageCost, expected[QStringLiteral("cost_remaining")], 2);
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
        // The reference average is a sum of binary floats, whose last bits say nothing; ours is a cost of whole units, divided. They
        // agree to the twelfth decimal.
        const double average = step[QStringLiteral("avg")].toString().toDouble();
        const double ours = text(state.averageCost).toDouble() / text(state.quantity.value()).toDouble();
        QVERIFY2(std::abs(ours - average) < 1e-12, qPrintable(QString::number(ours, 'g', 17)));
    }
}

void PositionReferenceTest::compareQuantities(const QList<PositionState>& states, const QJsonArray& steps)
{
    for (qsizetype i = 0; i < steps.size(); ++i)
        QCOMPARE(text(states.at(i + 1).quantity.value()), text(decimal(steps.at(i).toString())));
}

// The profit of each lot, in closing order.
void PositionReferenceTest::compareTrades(const QJsonObject& example, const QJsonArray& trades)
{
    QStringList ours, theirs;
    PositionBooks books;
    const auto fills = example[QStringLiteral("fills")].toArray();
    for (const auto json : fills) {
        const auto fill = fillOf(json.toObject(), example);
        const auto piece = pieceOf(fill);
        for (const auto& close : applyChange(books, heldChangeOf(fill.side, piece), valueOf(fill.side, piece), fill.executedAt))
            ours << text(close.profit);
    }
    for (const auto trade : trades)
        theirs << text(decimal(trade.toString()));
    QCOMPARE(ours, theirs);
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
    const auto states = statesOf(example);
    compareQuantities(states, expected[QStringLiteral("qty_steps")].toArray());
    if (expected.contains(QStringLiteral("fifo_trades")))
        compareTrades(example, expected[QStringLiteral("fifo_trades")].toArray());
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
