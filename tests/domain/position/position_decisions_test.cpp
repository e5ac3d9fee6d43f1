// Splits, busts, corrections, fees in the base asset and the end of a day.
#include <QTest>

#include "domain/position/position_books.h"
#include "domain/position/position_decisions.h"

#include <QFile>
#include <rapidcheck.h>

using namespace tradecore;
using namespace tradecore::domain;

namespace {

Decimal decimal(std::string_view text)
{
    return Decimal::parse(text).value();
}

Money usd(std::string_view amount)
{
    return {decimal(amount), Currency("USD")};
}

PositionFillApplied fill(const char* execution, Side side, std::string_view quantity, std::string_view price,
                         std::string_view commission = "0")
{
    PositionFillApplied event;
    event.account = AccountId("practice-sim");
    event.instrument = InstrumentId("AAPL", "SIM");
    event.executionId = ExecutionId(execution);
    event.side = side;
    event.quantity = Quantity::parse(quantity).value();
    event.price = Price::parse(price).value();
    event.commission = usd(commission);
    return event;
}

PositionState foldAll(const PositionEvents& events)
{
    PositionState state;
    for (const auto& event : events)
        state = fold(std::move(state), event);
    return state;
}

SplitFacts splitOf(std::string_view numerator, std::string_view denominator)
{
    SplitFacts facts;
    facts.account = AccountId("practice-sim");
    facts.instrument = InstrumentId("AAPL", "SIM");
    facts.actionId = "split-1";
    facts.numerator = decimal(numerator);
    facts.denominator = decimal(denominator);
    facts.wholeUnit = Decimal::fromInteger(1);
    return facts;
}

PositionEvents anyFills(int atLeast)
{
    PositionEvents fills;
    const int count = *rc::gen::inRange(atLeast, 20);
    for (int i = 0; i < count; ++i) {
        auto event = fill(("e" + std::to_string(i)).c_str(), *rc::gen::element(Side::Buy, Side::Sell), "1", "1");
        event.quantity = *Quantity::from(Decimal::fromInteger(*rc::gen::inRange(1, 1000)));
        event.price = Price(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(1, 1'000'000), 4));
        event.gross = notional(event.price, event.quantity, Currency("USD"))->postable();
        event.commission = Money(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(0, 500), 2), Currency("USD"));
        fills.emplace_back(event);
    }
    return fills;
}

const PositionFillApplied& fillAt(const PositionEvents& events, std::size_t index)
{
    return std::get<PositionFillApplied>(events.at(index));
}

// Cash of everything that happened: fills as they stand, commissions, cash in lieu.
Decimal cashOfAll(const PositionEvents& events)
{
    Decimal cash;
    for (const auto& event : events) {
        if (const auto* own = std::get_if<PositionFillApplied>(&event)) {
            cash += cashOf(own->side, pieceOf(*own)) - own->commission.amount();
        } else if (const auto* restated = std::get_if<PositionFillRestated>(&event)) {
            cash -= cashOf(restated->side, restated->booked) - restated->booked.commission.amount();
            if (restated->corrected)
                cash += cashOf(restated->side, *restated->corrected) - restated->corrected->commission.amount();
        } else if (const auto* split = std::get_if<PositionSplit>(&event)) {
            cash += split->cashInLieu.amount();
        }
    }
    return cash;
}

// What was paid stands as cost or was realised, by both methods and to the last digit.
bool moneyIsWhole(const PositionState& state, const PositionEvents& events)
{
    const Decimal cash = cashOfAll(events);
    return cash == state.realisedNetAverage() - state.averageCost && cash == state.realisedNetFifo() - state.fifoCost();
}

QString factorFile(const QString& symbol)
{
    const QString root = qEnvironmentVariable("TRADECORE_TEST_DATA", qEnvironmentVariable("TRADECORE_SOURCE_DIR") + QStringLiteral("/../shared"));
    return root + QStringLiteral("/data/lean/equity/factor_files/") + symbol + QStringLiteral(".csv");
}

}  // namespace

class PositionDecisionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitKeepsCostAndScalesLots();
    void fractionIsSettledInCash();
    void shortPaysForItsFraction();
    void sameSplitCountsOnce();
    void splitsThatMakeNoSenseAreRefused();
    void splitLeavesTheDaysProfit();
    void splitLaws();
    void splitDaysOfRealStocks_data();
    void splitDaysOfRealStocks();
    void bustTakesBackWhatTheFillDid();
    void bustOfAClosedLotRestatesTheProfit();
    void correctionPutsAFillRight();
    void bustAcrossASplit();
    void whatIsNotBookedCannotBeBusted();
    void bustLaws();
    void correctionLaws();
    void feeInTheBaseAssetReducesTheQuantity();
    void lotsKeepWhatWasPaid();
    void dayIsClosedOnce();
};

void PositionDecisionsTest::splitKeepsCostAndScalesLots()
{
    PositionEvents events{fill("a", Side::Buy, "100", "645.57"), fill("b", Side::Buy, "3", "640")};
    const auto before = foldAll(events);
    const auto split = decideSplit(before, splitOf("7", "1"));
    QVERIFY(split && split->size() == 1);
    const auto after = fold(before, split->front());
    QCOMPARE(after.quantity.value(), decimal("721"));
    QCOMPARE(after.averageCost, before.averageCost);
    QCOMPARE(after.fifoCost(), before.fifoCost());
    QCOMPARE(after.lots.at(1).quantity.value(), decimal("21"));
    QCOMPARE(after.lots.at(1).cost, decimal("1920"));
    QCOMPARE(after.realisedAverage, Decimal());
}

void PositionDecisionsTest::fractionIsSettledInCash()
{
    const auto before = foldAll({fill("a", Side::Buy, "10", "3")});
    auto facts = splitOf("1", "4");
    QVERIFY(decideSplit(before, facts).error() == SplitRefusal::CashMissing);
    facts.cashInLieu = usd("5.50");
    const auto after = fold(before, decideSplit(before, facts)->front());
    QCOMPARE(after.quantity.value(), decimal("2"));
    QCOMPARE(after.averageCost, decimal("24"));        // 30 × 2 ÷ 2.5
    QCOMPARE(after.realisedAverage, decimal("-0.5"));  // 5.50 for a cost of 6
    QCOMPARE(after.realisedFifo, decimal("-0.5"));
    QCOMPARE(after.fifoCost(), decimal("24"));
}

void PositionDecisionsTest::shortPaysForItsFraction()
{
    const auto before = foldAll({fill("a", Side::Sell, "3", "10")});
    auto facts = splitOf("1", "2");
    facts.cashInLieu = usd("-11");
    const auto events = decideSplit(before, facts);
    const auto after = fold(before, events->front());
    QCOMPARE(std::get<PositionSplit>(events->front()).fraction.value(), decimal("-0.5"));
    QCOMPARE(after.quantity.value(), decimal("-1"));
    QCOMPARE(after.averageCost, decimal("-20"));
    QCOMPARE(after.realisedAverage, decimal("-1"));
}

void PositionDecisionsTest::sameSplitCountsOnce()
{
    auto state = foldAll({fill("a", Side::Buy, "10", "3")});
    state = fold(state, decideSplit(state, splitOf("2", "1"))->front());
    QVERIFY(decideSplit(state, splitOf("2", "1"))->empty());
    auto later = splitOf("2", "1");
    later.actionId = "split-2";
    QCOMPARE(decideSplit(state, later)->size(), std::size_t{1});
    QVERIFY(decideSplit(PositionState(), later)->empty());
}

void PositionDecisionsTest::splitsThatMakeNoSenseAreRefused()
{
    const auto state = foldAll({fill("a", Side::Buy, "10", "3")});
    QVERIFY(decideSplit(state, splitOf("0", "1")).error() == SplitRefusal::RatioNotPositive);
    QVERIFY(decideSplit(state, splitOf("2", "-1")).error() == SplitRefusal::RatioNotPositive);
    auto facts = splitOf("2", "1");
    facts.cashInLieu = usd("1");
    QVERIFY(decideSplit(state, facts).error() == SplitRefusal::NoFraction);
    facts.cashInLieu = Money(decimal("1"), Currency("EUR"));
    QVERIFY(decideSplit(state, facts).error() == SplitRefusal::OtherCurrency);
    facts = splitOf("1", "3");
    facts.wholeUnit.reset();   // a broker that keeps fractions
    const auto after = fold(state, decideSplit(state, facts)->front());
    QCOMPARE(after.quantity.value(), decimal("3.333333333333"));
    QCOMPARE(after.averageCost, decimal("30"));
}

void PositionDecisionsTest::splitLeavesTheDaysProfit()
{
    auto state = foldAll({fill("a", Side::Buy, "10", "30")});
    state = fold(state, PositionDayClosed{state.account, state.instrument, "2026-01-02", Price(decimal("31"))});
    const auto profit = state.dayProfit(Price(decimal("33")));
    state = fold(state, decideSplit(state, splitOf("3", "1"))->front());
    QCOMPARE(state.dayProfit(Price(decimal("11"))), profit);
    QCOMPARE(state.dayOpenQuantity.value(), decimal("30"));
}

void PositionDecisionsTest::splitLaws()
{
    QVERIFY(rc::check("I19: a split keeps cost, lots sum to the position, money is whole", [] {
        PositionEvents events = anyFills(1);
        auto state = foldAll(events);
        auto facts = splitOf(std::to_string(*rc::gen::inRange(1, 30)), std::to_string(*rc::gen::inRange(1, 30)));
        facts.cashInLieu = usd("0");
        const bool settles = *rc::gen::arbitrary<bool>();
        if (!settles)
            facts.wholeUnit.reset();
        const auto split = decideSplit(state, facts);
        RC_ASSERT(split);
        if (split->empty())
            return;
        const auto after = fold(state, split->front());
        events.push_back(split->front());
        if (std::get<PositionSplit>(split->front()).fraction.isZero()) {
            RC_ASSERT(after.averageCost == state.averageCost);
            RC_ASSERT(after.fifoCost() == state.fifoCost());
        }
        SignedQuantity sum;
        for (const auto& lot : after.lots) {
            RC_ASSERT(!lot.quantity.isZero());
            sum = sum + lot.quantity;
        }
        RC_ASSERT(sum == after.quantity);
        RC_ASSERT(!settles || after.quantity.value().isMultipleOf(Decimal::fromInteger(1)));
        RC_ASSERT(moneyIsWhole(after, events));
    }));
}

void PositionDecisionsTest::splitDaysOfRealStocks_data()
{
    QTest::addColumn<QString>("symbol");
    QTest::addColumn<int>("splits");
    QTest::addColumn<int>("ratioOfAll");
    QTest::newRow("aapl") << "aapl" << 4 << 112;
    QTest::newRow("bac") << "bac" << 1 << 2;
    QTest::newRow("ibm") << "ibm" << 1 << 2;
    QTest::newRow("spy") << "spy" << 0 << 1;
}

// One share more is bought at each close that the file names; the splits come on their days.
void PositionDecisionsTest::splitDaysOfRealStocks()
{
    QFETCH(const QString, symbol);
    QFETCH(const int, splits);
    QFETCH(const int, ratioOfAll);
    QFile file(factorFile(symbol));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("no recorded market data");
    PositionState state;
    Decimal paid, expected, firstFactor;
    std::string factor;
    int count = 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        const QList<QByteArray> parts = line.trimmed().split(',');
        if (parts.size() < 4 || parts.at(0) == "20501231")
            continue;
        const std::string now = parts.at(2).toStdString();
        if (!factor.empty() && now != factor) {
            // The factors are rounded; the ratio is the whole number that they stand for.
            const auto ratio = Decimal::divide(decimal(now), decimal(factor), Rounding::HalfEven)->rounded(0, Rounding::HalfEven);
            auto facts = splitOf(ratio.toString(), "1");
            facts.actionId = parts.at(0).toStdString();
            state = fold(state, decideSplit(state, facts)->front());
            expected = Decimal::multiply(expected, ratio, Rounding::HalfEven).value();
            ++count;
        }
        factor = now;
        state = fold(state, fill("e", Side::Buy, "1", parts.at(3).toStdString()));
        paid += decimal(parts.at(3).toStdString());
        expected += Decimal::fromInteger(1);
        QCOMPARE(state.quantity.value(), expected);
        QCOMPARE(state.averageCost, paid);
        QCOMPARE(state.fifoCost(), paid);
    }
    QCOMPARE(count, splits);
    QCOMPARE(state.lots.front().quantity.value(), Decimal::fromInteger(ratioOfAll));
}

void PositionDecisionsTest::bustTakesBackWhatTheFillDid()
{
    PositionEvents events{fill("a", Side::Buy, "100", "10", "1"), fill("b", Side::Buy, "50", "12", "1")};
    const auto without = foldAll({events.at(0)});
    events.emplace_back(*decideBust(events, ExecutionId("b")));
    auto after = foldAll(events);
    QVERIFY(after == without);
}

void PositionDecisionsTest::bustOfAClosedLotRestatesTheProfit()
{
    PositionEvents events{fill("a", Side::Buy, "100", "10"), fill("b", Side::Buy, "100", "12"), fill("c", Side::Sell, "100", "13")};
    events.emplace_back(*decideBust(events, ExecutionId("a")));
    const auto after = foldAll(events);
    QVERIFY(after.quantity.isZero() && after.averageCost.isZero() && after.lots.empty());
    QCOMPARE(after.realisedFifo, decimal("100"));     // 13 against 12, not against 10
    QCOMPARE(after.realisedAverage, decimal("100"));
}

void PositionDecisionsTest::correctionPutsAFillRight()
{
    PositionEvents events{fill("a", Side::Buy, "100", "10", "1"), fill("b", Side::Sell, "40", "13", "1")};
    const auto corrected = decideCorrection(events, ExecutionId("a"), Quantity::parse("90").value(), Price(decimal("11")));
    QVERIFY(corrected);
    events.emplace_back(*corrected);
    QVERIFY(foldAll(events) == foldAll({fill("a", Side::Buy, "90", "11", "1"), fill("b", Side::Sell, "40", "13", "1")}));
    // A correction can be busted in its turn.
    events.emplace_back(*decideBust(events, ExecutionId("a")));
    QVERIFY(foldAll(events) == foldAll({fill("b", Side::Sell, "40", "13", "1")}));
}

void PositionDecisionsTest::bustAcrossASplit()
{
    PositionEvents events{fill("a", Side::Buy, "100", "70"), fill("b", Side::Buy, "10", "77")};
    events.push_back(decideSplit(foldAll(events), splitOf("7", "1"))->front());
    events.emplace_back(*decideBust(events, ExecutionId("a")));
    const auto after = foldAll(events);
    QCOMPARE(after.quantity.value(), decimal("70"));
    QCOMPARE(after.averageCost, decimal("770"));
}

void PositionDecisionsTest::whatIsNotBookedCannotBeBusted()
{
    PositionEvents events{fill("a", Side::Buy, "100", "10")};
    QVERIFY(decideBust(events, ExecutionId("x")).error() == RestateRefusal::UnknownExecution);
    events.emplace_back(*decideBust(events, ExecutionId("a")));
    QVERIFY(decideBust(events, ExecutionId("a")).error() == RestateRefusal::AlreadyBusted);
    QVERIFY(decideCorrection(events, ExecutionId("a"), Quantity::parse("1").value(), Price()).error() == RestateRefusal::AlreadyBusted);
}

void PositionDecisionsTest::bustLaws()
{
    QVERIFY(rc::check("a busted fill leaves the position that it had without it, and its money is whole", [] {
        PositionEvents events = anyFills(2);
        const auto at = *rc::gen::inRange<std::size_t>(0, events.size());
        auto without = events;
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(at));
        events.emplace_back(*decideBust(events, fillAt(events, at).executionId));
        const auto state = foldAll(events);
        RC_ASSERT(state == foldAll(without));
        RC_ASSERT(moneyIsWhole(state, events));
    }));
}

void PositionDecisionsTest::correctionLaws()
{
    QVERIFY(rc::check("a corrected fill leaves the position that the right fill had made", [] {
        PositionEvents events = anyFills(1);
        const auto at = *rc::gen::inRange<std::size_t>(0, events.size());
        auto right = fillAt(events, at);
        right.quantity = *Quantity::from(Decimal::fromInteger(*rc::gen::inRange(1, 1000)));
        right.price = Price(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(1, 1'000'000), 4));
        right.gross = notional(right.price, right.quantity, Currency("USD"))->postable();
        auto wanted = events;
        wanted.at(at) = right;
        events.emplace_back(*decideCorrection(events, right.executionId, right.quantity, right.price));
        RC_ASSERT(foldAll(events) == foldAll(wanted));
        RC_ASSERT(moneyIsWhole(foldAll(events), events));
    }));
}

void PositionDecisionsTest::feeInTheBaseAssetReducesTheQuantity()
{
    auto buy = fill("a", Side::Buy, "0.0035", "2042.69");
    buy.commission = Money(decimal("0.00001"), Currency("ETH"));
    buy.gross = usd("7.15");
    buy.baseFee = Quantity::parse("0.00001").value();
    auto state = foldAll({buy});
    QCOMPARE(state.quantity.value(), decimal("0.00349"));
    QCOMPARE(state.averageCost, decimal("7.15"));
    QCOMPARE(state.currency, Currency("USD"));
    QCOMPARE(state.commissions, Decimal());
    auto sell = fill("b", Side::Sell, "0.00249", "2042.69");
    sell.gross = usd("5.09");
    sell.baseFee = Quantity::parse("0.001").value();
    state = fold(state, sell);
    QVERIFY(state.quantity.isZero() && state.lots.empty());
    QCOMPARE(state.realisedFifo, decimal("-2.06"));
}

void PositionDecisionsTest::lotsKeepWhatWasPaid()
{
    auto buy = fill("a", Side::Buy, "109", "28.8917");
    buy.gross = usd("3149.20");
    const auto state = foldAll({buy, fill("b", Side::Sell, "15", "35")});
    QCOMPARE(state.lots.front().cost + decimal("525") - state.realisedFifo, decimal("3149.20"));
    QCOMPARE(state.lots.front().averagePrice(), *state.averagePrice());
}

void PositionDecisionsTest::dayIsClosedOnce()
{
    auto state = foldAll({fill("a", Side::Buy, "10", "30")});
    const PositionDayClosed close{state.account, state.instrument, "2026-01-02", Price(decimal("31"))};
    QVERIFY(decideDayClose(PositionState(), close).empty());
    const auto events = decideDayClose(state, close);
    QCOMPARE(events.size(), std::size_t{1});
    state = fold(state, events.front());
    QVERIFY(decideDayClose(state, close).empty());
    auto yesterday = close;
    yesterday.sessionDate = "2026-01-01";
    QVERIFY(decideDayClose(state, yesterday).empty());
}

QTEST_GUILESS_MAIN(PositionDecisionsTest)
#include "position_decisions_test.moc"
