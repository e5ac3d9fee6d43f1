// Busts and corrections: what is counted, what stays known, and that nothing comes twice.
#include <QTest>
#include <rapidcheck.h>

#include "tests/domain/order/order_samples.h"

using namespace tradecore;
using namespace tradecore::domain;
using namespace tradecore::test;

namespace {

VenueReport bustOf(std::string_view execution)
{
    VenueReport report = reportOf(VenueReportKind::FillBusted);
    report.executionId = ExecutionId(execution);
    return report;
}

VenueReport correctionOf(std::string_view execution, std::string_view size, std::string_view at)
{
    VenueReport report = reportOf(VenueReportKind::FillCorrected);
    report.executionId = ExecutionId(execution);
    report.correctedQuantity = quantity(size);
    report.price = price(at);
    return report;
}

OrderState twoFills()
{
    return after(after(working(), fillOf("0", "40", "E1", "187.10")), fillOf("40", "70", "E2", "187.20"));
}

QString count(const OrderState& state)
{
    return QString::fromStdString(state.cumulative.toString() + ' ' + state.filledNotional.toString() + ' ' + std::string(nameOf(state.status)));
}

}  // namespace

class OrderBustTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bustTakesQuantityNotionalAndCommission();
    void correctionChangesQuantityAndPrice();
    void aBustIsRecordedOnce();
    void theAliasOfAFillNamesItToo();
    void lateCopyOfABustedFillIsNotBookedAgain();
    void theVenueCountsOnFromWhatIsLeft();
    void unknownExecutionIsQuarantinedOnce();
    void correctionToNothingIsABust();
    void correctionAboveTheOrderRaisesTheAlarm();
    void correctionThatSaysNothingNewIsNone();
    void anyBustsAndCorrectionsKeepTheSums();
};

void OrderBustTest::bustTakesQuantityNotionalAndCommission()
{
    const OrderState state = after(twoFills(), bustOf("E1"));
    QCOMPARE(count(state), QStringLiteral("30 5616 partially_filled"));
    QCOMPARE(QString::fromStdString(state.totalCommission().amount().toString()), QStringLiteral("1"));
    QCOMPARE(state.bustedPieces.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(state.averageFillPrice()->toString()), QStringLiteral("187.2"));
}

void OrderBustTest::correctionChangesQuantityAndPrice()
{
    const OrderState state = after(twoFills(), correctionOf("E1", "20", "187.00"));
    QCOMPARE(count(state), QStringLiteral("50 9356 partially_filled"));
    QCOMPARE(QString::fromStdString(state.pieces[1].cumulativeBefore.toString()), QStringLiteral("20"));
    QCOMPARE(QString::fromStdString(state.pieces[1].cumulativeAfter.toString()), QStringLiteral("50"));
}

void OrderBustTest::aBustIsRecordedOnce()
{
    const OrderState state = after(twoFills(), bustOf("E1"));
    QVERIFY(decideReport(state, bustOf("E1")).empty());
}

void OrderBustTest::theAliasOfAFillNamesItToo()
{
    const OrderState aliased = after(twoFills(), fillOf("0", "40", "REST-7", "187.10"));
    const OrderEvents events = decideReport(aliased, bustOf("REST-7"));
    QCOMPARE(events.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(std::get<OrderFillBusted>(events.front()).executionId.text()), QStringLiteral("E1"));
}

void OrderBustTest::lateCopyOfABustedFillIsNotBookedAgain()
{
    const OrderState state = after(twoFills(), bustOf("E1"));
    QVERIFY(decideReport(state, fillOf("0", "40", "E1", "187.10")).empty());
    QVERIFY(decideReport(state, fillOf("40", "70", "E2", "187.20")).empty());
}

void OrderBustTest::theVenueCountsOnFromWhatIsLeft()
{
    const OrderState busted = after(twoFills(), bustOf("E1"));
    const OrderState state = after(busted, fillOf("30", "100", "E3"));
    QCOMPARE(count(state), QStringLiteral("100 18720 filled"));
}

void OrderBustTest::unknownExecutionIsQuarantinedOnce()
{
    const OrderEvents events = decideReport(twoFills(), bustOf("E9"));
    QCOMPARE(events.size(), std::size_t{1});
    QVERIFY(std::holds_alternative<OrderReportQuarantined>(events.front()));
    QVERIFY(decideReport(foldAll(twoFills(), events), bustOf("E9")).empty());
    QCOMPARE(decideReport(after(twoFills(), bustOf("E1")), correctionOf("E1", "5", "1")).size(), std::size_t{1});
}

void OrderBustTest::correctionToNothingIsABust()
{
    const OrderEvents events = decideReport(twoFills(), correctionOf("E2", "0", "1"));
    QCOMPARE(events.size(), std::size_t{1});
    QVERIFY(std::holds_alternative<OrderFillBusted>(events.front()));
}

void OrderBustTest::correctionAboveTheOrderRaisesTheAlarm()
{
    const OrderEvents events = decideReport(twoFills(), correctionOf("E1", "90", "187.10"));
    QCOMPARE(events.size(), std::size_t{2});
    QVERIFY(std::holds_alternative<OrderOverfilled>(events.back()));
}

void OrderBustTest::correctionThatSaysNothingNewIsNone()
{
    QVERIFY(decideReport(twoFills(), correctionOf("E1", "40", "187.10")).empty());
}

// I7: what is filled is the sum of what is booked, whatever is busted and corrected in whatever order.
void OrderBustTest::anyBustsAndCorrectionsKeepTheSums()
{
    QVERIFY(rc::check("cumulative and notional are the sums of the pieces", [] {
        OrderState state = working();
        std::int64_t filled = 0;
        const int fills = *rc::gen::inRange(1, 6);
        for (int i = 1; i <= fills; ++i) {
            const std::int64_t size = *rc::gen::inRange(1, 20);
            state = after(state, fillOf(std::to_string(filled), std::to_string(filled + size), "E" + std::to_string(i)));
            filled += size;
        }
        const bool wasEnded = isTerminal(state.status);
        const int changes = *rc::gen::inRange(0, 8);
        for (int i = 0; i < changes; ++i) {
            const std::string id = "E" + std::to_string(*rc::gen::inRange(1, fills + 1));
            const bool busts = *rc::gen::arbitrary<bool>();
            state = after(state, busts ? bustOf(id) : correctionOf(id, std::to_string(*rc::gen::inRange(1, 15)), "187.1"));
        }
        Quantity sum;
        Decimal value;
        for (const auto& piece : state.pieces) {
            const Quantity size = piece.cumulativeAfter.minusAtLeastZero(piece.cumulativeBefore);
            sum = sum + size;
            value += Decimal::multiply(piece.price.value(), size.value(), Rounding::HalfEven).value();
        }
        RC_ASSERT(sum == state.cumulative);
        RC_ASSERT(value == state.filledNotional);
        RC_ASSERT(state.pieces.size() + state.bustedPieces.size() == static_cast<std::size_t>(fills));
        for (std::size_t i = 1; i < state.pieces.size(); ++i)
            RC_ASSERT(state.pieces[i - 1].cumulativeAfter <= state.pieces[i].cumulativeBefore);
        RC_ASSERT(!wasEnded || isTerminal(state.status));
    }));
}

QTEST_GUILESS_MAIN(OrderBustTest)
#include "order_bust_test.moc"
