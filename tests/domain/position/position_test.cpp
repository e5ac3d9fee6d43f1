#include <QTest>

#include "domain/position/position.h"

#include <rapidcheck.h>

using namespace tradecore;
using namespace tradecore::domain;

namespace {

Decimal decimal(std::string_view text)
{
    return Decimal::parse(text).value();
}

PositionFillApplied fill(Side side, std::string_view quantity, std::string_view price, std::string_view commission = "0")
{
    PositionFillApplied event;
    event.account = AccountId("practice-sim");
    event.instrument = InstrumentId("AAPL", "SIM");
    event.side = side;
    event.quantity = Quantity::parse(quantity).value();
    event.price = Price::parse(price).value();
    event.commission = Money(decimal(commission), Currency("USD"));
    return event;
}

PositionState foldAll(const std::vector<PositionFillApplied>& fills)
{
    PositionState state;
    for (const auto& event : fills)
        state = fold(std::move(state), event);
    return state;
}

// Prices of at most four decimals and quantities of at most eight: every product is exact.
PositionFillApplied anyFill()
{
    auto event = fill(*rc::gen::element(Side::Buy, Side::Sell), "1", "1");
    event.quantity = *Quantity::from(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(1, 1'000'000'000), 8));
    event.price = Price(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(-100'000, 10'000'000), 4));
    event.commission = Money(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(0, 500), 2), Currency("USD"));
    return event;
}

std::vector<PositionFillApplied> anyFills()
{
    std::vector<PositionFillApplied> fills;
    const int count = *rc::gen::inRange(1, 25);
    for (int i = 0; i < count; ++i)
        fills.push_back(anyFill());
    return fills;
}

Price anyMark()
{
    return Price(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(-100'000, 10'000'000), 4));
}

Decimal cashFlowOf(const PositionFillApplied& event)
{
    const Decimal value = Decimal::multiply(event.price.value(), event.quantity.value(), Rounding::HalfEven).value();
    return event.side == Side::Buy ? value.negated() : value;
}

}  // namespace

class PositionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void averageAndFifoDiffer();
    void shortsProfitWhenPricesFall();
    void flipOpensTheOtherSideAtTheFillPrice();
    void closingInThirdsLeavesNothing();
    void negativePricesAreLegal();
    void commissionsAreRealisedNotCost();
    void feeInAnotherCurrencyIsNotMixedIn();
    void flatHasNoAverage();
    void dayProfitCountsFromTheClose();
    void quantityIsTheSumOfFills();
    void lotsSumToThePositionAndAgree();
    void realisedAndUnrealisedAreTheEquityChange();
    void flatCostsNothingAndBothMethodsAgree();
    void dayProfitsSumToTheTotal();
};

void PositionTest::averageAndFifoDiffer()
{
    const auto state = foldAll({fill(Side::Buy, "100", "10"), fill(Side::Buy, "100", "12"), fill(Side::Sell, "100", "13")});
    QCOMPARE(state.realisedAverage, decimal("200"));
    QCOMPARE(state.realisedFifo, decimal("300"));
    QCOMPARE(state.averagePrice()->toString(), std::string("11"));
    QCOMPARE(state.fifoAveragePrice()->toString(), std::string("12"));
    const Price mark(decimal("13"));
    QCOMPARE(state.unrealisedAverage(mark), std::optional(decimal("200")));
    QCOMPARE(state.unrealisedFifo(mark), std::optional(decimal("100")));
}

void PositionTest::shortsProfitWhenPricesFall()
{
    auto state = foldAll({fill(Side::Sell, "100", "10"), fill(Side::Sell, "50", "13")});
    QCOMPARE(state.quantity.value(), decimal("-150"));
    QCOMPARE(state.averageCost, decimal("-1650"));
    QCOMPARE(state.averagePrice()->toString(), std::string("11"));
    state = fold(state, fill(Side::Buy, "60", "9"));
    QCOMPARE(state.realisedAverage, decimal("120"));
    QCOMPARE(state.realisedFifo, decimal("60"));
}

void PositionTest::flipOpensTheOtherSideAtTheFillPrice()
{
    const auto state = foldAll({fill(Side::Buy, "100", "10"), fill(Side::Sell, "250", "12")});
    QCOMPARE(state.quantity.value(), decimal("-150"));
    QCOMPARE(state.realisedAverage, decimal("200"));
    QCOMPARE(state.realisedFifo, decimal("200"));
    QCOMPARE(state.averagePrice()->toString(), std::string("12"));
    QCOMPARE(state.lots.size(), std::size_t{1});
    QCOMPARE(state.lots.front().quantity.value(), decimal("-150"));
}

void PositionTest::closingInThirdsLeavesNothing()
{
    const auto bought = foldAll({fill(Side::Buy, "1", "10"), fill(Side::Buy, "1", "10"), fill(Side::Buy, "1", "10.000001")});
    auto state = bought;
    for (int i = 0; i < 3; ++i)
        state = fold(state, fill(Side::Sell, "1", "10"));
    QVERIFY(state.averageCost.isZero() && state.quantity.isZero() && state.lots.empty());
    QCOMPARE(state.realisedAverage, decimal("-0.000001"));
    QCOMPARE(state.realisedFifo, decimal("-0.000001"));
}

void PositionTest::negativePricesAreLegal()  // WTI, 2020-04-20
{
    const auto state = foldAll({fill(Side::Buy, "10", "-37.63"), fill(Side::Sell, "10", "-13.10")});
    QCOMPARE(state.realisedAverage, decimal("245.3"));
    QCOMPARE(state.realisedFifo, decimal("245.3"));
}

void PositionTest::commissionsAreRealisedNotCost()
{
    const auto state = foldAll({fill(Side::Buy, "100", "10", "1"), fill(Side::Sell, "100", "11", "1.25")});
    QCOMPARE(state.realisedAverage, decimal("100"));
    QCOMPARE(state.realisedNetAverage(), decimal("97.75"));
    QCOMPARE(state.realisedNetFifo(), decimal("97.75"));
    QCOMPARE(state.currency, Currency("USD"));
}

void PositionTest::feeInAnotherCurrencyIsNotMixedIn()
{
    auto event = fill(Side::Buy, "1", "10", "1");
    auto state = fold({}, event);
    event.commission = Money(decimal("0.5"), Currency("BTC"));
    state = fold(state, event);
    QCOMPARE(state.commissions, decimal("1"));
}

void PositionTest::flatHasNoAverage()
{
    const auto state = foldAll({fill(Side::Buy, "3", "10"), fill(Side::Sell, "3", "10")});
    QVERIFY(!state.averagePrice() && !state.fifoAveragePrice());
    QCOMPARE(state.unrealisedAverage(Price(decimal("50"))), std::optional(Decimal()));
    QVERIFY(state.exists && !PositionState().exists);
}

void PositionTest::dayProfitCountsFromTheClose()
{
    auto state = foldAll({fill(Side::Buy, "100", "10", "1")});
    QCOMPARE(state.dayProfit(Price(decimal("12"))), std::optional(decimal("199")));
    state = fold(state, PositionDayClosed{state.account, state.instrument, "2026-01-02", Price(decimal("12"))});
    QCOMPARE(state.dayProfit(Price(decimal("12"))), std::optional(Decimal()));
    state = fold(state, fill(Side::Sell, "40", "13", "1"));
    QCOMPARE(state.dayProfit(Price(decimal("11"))), std::optional(decimal("-21")));  // +40 sold, -60 held, -1 paid
    state.dayOpenMark.reset();
    QVERIFY(!state.dayProfit(Price(decimal("11"))));
}

void PositionTest::quantityIsTheSumOfFills()
{
    QVERIFY(rc::check("I15: position == Σ signed fills", [] {
        const auto fills = anyFills();
        SignedQuantity sum;
        for (const auto& event : fills)
            sum = sum + (event.side == Side::Buy ? event.quantity.asLong() : event.quantity.asShort());
        RC_ASSERT(foldAll(fills).quantity == sum);
    }));
}

void PositionTest::lotsSumToThePositionAndAgree()
{
    QVERIFY(rc::check("I19: lots sum to the position, none is zero, all on its side", [] {
        const auto state = foldAll(anyFills());
        SignedQuantity sum;
        for (const auto& lot : state.lots) {
            RC_ASSERT(!lot.quantity.isZero());
            RC_ASSERT(lot.quantity.isNegative() == state.quantity.isNegative());
            sum = sum + lot.quantity;
        }
        RC_ASSERT(sum == state.quantity);
    }));
}

void PositionTest::realisedAndUnrealisedAreTheEquityChange()
{
    QVERIFY(rc::check("I18: realised + unrealised - commissions == cash flows + market value, both methods", [] {
        const auto fills = anyFills();
        const auto state = foldAll(fills);
        const Price mark = anyMark();
        Decimal equity = Decimal::multiply(mark.value(), state.quantity.value(), Rounding::HalfEven).value();
        for (const auto& event : fills)
            equity += cashFlowOf(event) - event.commission.amount();
        RC_ASSERT(state.realisedNetAverage() + *state.unrealisedAverage(mark) == equity);
        RC_ASSERT(state.realisedNetFifo() + *state.unrealisedFifo(mark) == equity);
        RC_ASSERT(*state.dayProfit(mark) == equity);
    }));
}

void PositionTest::flatCostsNothingAndBothMethodsAgree()
{
    QVERIFY(rc::check("closing in full leaves no cost and no lot", [] {
        auto state = foldAll(anyFills());
        if (state.quantity.isZero())
            return;
        auto close = fill(state.quantity.isNegative() ? Side::Buy : Side::Sell, "1", "3.25");
        close.quantity = Quantity::magnitudeOf(state.quantity);
        state = fold(state, close);
        RC_ASSERT(state.averageCost.isZero() && state.lots.empty() && state.quantity.isZero());
        RC_ASSERT(state.realisedAverage == state.realisedFifo);
    }));
}

void PositionTest::dayProfitsSumToTheTotal()
{
    QVERIFY(rc::check("Σ day profits == profit since the start", [] {
        PositionState state;
        Decimal total;
        for (int day = 0; day < 4; ++day) {
            for (const auto& event : anyFills())
                state = fold(state, event);
            const Price mark = anyMark();
            total += *state.dayProfit(mark);
            RC_ASSERT(total == state.realisedNetAverage() + *state.unrealisedAverage(mark));
            state = fold(state, PositionDayClosed{state.account, state.instrument, "2026-01-02", mark});
        }
    }));
}

QTEST_GUILESS_MAIN(PositionTest)
#include "position_test.moc"
