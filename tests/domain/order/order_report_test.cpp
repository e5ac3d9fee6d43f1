// What venues report, in the orders in which reports really come. Scenario letters follow FIX 4.4, volume 4, appendix D.
#include <QTest>

#include "tests/domain/order/order_samples.h"

using namespace tradecore;
using namespace tradecore::domain;
using namespace tradecore::test;

namespace {

template <typename Event>
bool isOnly(const OrderEvents& events)
{
    return events.size() == 1 && std::holds_alternative<Event>(events.front());
}

OrderState afterAll(OrderState state, const std::vector<VenueReport>& reports)
{
    for (const auto& report : reports)
        state = after(state, report);
    return state;
}

}  // namespace

class OrderReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fillsAddUpToFilled();
    void averageAndCommissionComeFromThePieces();
    void fillBeforeTheAcknowledgement();
    void acknowledgementAfterTheOrderIsFilled();
    void partFillsKeepAPendingCancel();
    void cancelRefusedGoesBackToWhatIsFilled();
    void cancelTooLateIsRecordedOnAFilledOrder();
    void canceledWithPartFilledKeepsTheFills();
    void fillAfterTheEndIsAppliedAndShown_data();
    void fillAfterTheEndIsAppliedAndShown();
    void aFullFillAfterCancelIsFilled();
    void samePieceAgainSaysNothing();
    void samePieceUnderANewNameIsAnAlias();
    void samePieceOfAnotherBrokerOrderIsQuarantined();
    void overlapIsQuarantinedOnce();
    void knownExecutionForAnotherPieceIsQuarantined();
    void emptyPieceIsQuarantined();
    void piecesMayComeOutOfOrder();
    void overfillAlarmsOnce();
    void unknownIsResolvedByAnyEvidence_data();
    void unknownIsResolvedByAnyEvidence();
    void contradictionsAreQuarantinedOnce_data();
    void contradictionsAreQuarantinedOnce();
    void sloppyCopiesSayNothing();
    void suspensionAndNightEndWithAnAcceptance();
    void triggerIsRememberedOnce();
    void venueTextIsKeptVerbatim();
    void reportsOfAnUnknownStreamMakeNoEvents();
    void everyReportTwiceSaysNothingTheSecondTime();
};

void OrderReportTest::fillsAddUpToFilled()  // D1: part, then in full
{
    auto state = partlyFilled();
    QCOMPARE(state.status, OrderStatus::PartiallyFilled);
    QCOMPARE(state.leaves(), quantity("60"));
    state = after(state, fillOf("40", "100", "E2"));
    QCOMPARE(state.status, OrderStatus::Filled);
    QCOMPARE(state.cumulative, quantity("100"));
    QVERIFY(state.leaves().isZero() && !state.overfilled && !state.filledAfterEnd);
}

void OrderReportTest::averageAndCommissionComeFromThePieces()
{
    const auto state = afterAll(working(), {fillOf("0", "40", "E1", "187.10"), fillOf("40", "100", "E2", "187.20")});
    QCOMPARE(state.averageFillPrice(), std::optional(price("187.16")));
    QCOMPARE(state.totalCommission(), usd("2"));
    QCOMPARE(state.filledNotional, Decimal::parse("18716").value());
}

void OrderReportTest::fillBeforeTheAcknowledgement()
{
    const auto state = after(sent(), fillOf("0", "40", "E1"));
    QCOMPARE(state.status, OrderStatus::PartiallyFilled);
    QVERIFY(state.acknowledged && state.brokerOrderIds == std::vector{BrokerOrderId("B1")});
    QVERIFY(decideReport(state, reportOf(VenueReportKind::Accepted)).empty());
}

void OrderReportTest::acknowledgementAfterTheOrderIsFilled()
{
    auto fill = fillOf("0", "100", "E1");
    fill.brokerOrderId.reset();
    const auto filled = after(sent(), fill);
    const auto state = after(filled, reportOf(VenueReportKind::Accepted));
    QCOMPARE(state.status, OrderStatus::Filled);
    QCOMPARE(state.brokerOrderIds.size(), std::size_t{1});
}

void OrderReportTest::partFillsKeepAPendingCancel()  // D5
{
    const auto part = after(pendingCancel(), fillOf("0", "40", "E1"));
    QCOMPARE(part.status, OrderStatus::PendingCancel);
    QCOMPARE(part.leaves(), quantity("60"));
    QCOMPARE(after(part, fillOf("40", "100", "E2")).status, OrderStatus::Filled);
    QCOMPARE(after(part, reportOf(VenueReportKind::Canceled)).status, OrderStatus::Canceled);
}

void OrderReportTest::cancelRefusedGoesBackToWhatIsFilled()  // D6
{
    const auto refusal = refused(VenueReportKind::CancelRefused, OrderReasonCode::VenueTooLate);
    QCOMPARE(after(pendingCancel(), refusal).status, OrderStatus::New);
    const auto part = after(after(pendingCancel(), fillOf("0", "40", "E1")), refusal);
    QCOMPARE(part.status, OrderStatus::PartiallyFilled);
    QVERIFY(!part.cancelRequest && part.reason.code == OrderReasonCode::VenueTooLate);
    auto other = refusal;
    other.request = RequestId("another");
    QVERIFY(decideReport(pendingCancel(), other).empty());
    const auto unacknowledged = foldAll(sent(), decideCancel(sent(), RequestId("cancel-1")).value());
    QCOMPARE(after(unacknowledged, refusal).status, OrderStatus::PendingNew);
}

void OrderReportTest::cancelTooLateIsRecordedOnAFilledOrder()
{
    const auto filled = after(pendingCancel(), fillOf("0", "100", "E1"));
    const auto refusal = refused(VenueReportKind::CancelRefused, OrderReasonCode::VenueTooLate);
    QVERIFY(isOnly<OrderCancelRefused>(decideReport(filled, refusal)));
    const auto state = after(filled, refusal);
    QCOMPARE(state.status, OrderStatus::Filled);
    QCOMPARE(state.reason.code, OrderReasonCode::VenueTooLate);
    QVERIFY(decideReport(state, refusal).empty());
}

void OrderReportTest::canceledWithPartFilledKeepsTheFills()
{
    const auto state = after(partlyFilled(), reportOf(VenueReportKind::Canceled));
    QCOMPARE(state.status, OrderStatus::Canceled);
    QCOMPARE(state.cumulative, quantity("40"));
    QVERIFY(state.leaves().isZero());
}

void OrderReportTest::fillAfterTheEndIsAppliedAndShown_data()
{
    QTest::addColumn<int>("end");
    QTest::newRow("canceled") << static_cast<int>(VenueReportKind::Canceled);
    QTest::newRow("rejected") << static_cast<int>(VenueReportKind::Rejected);
    QTest::newRow("expired") << static_cast<int>(VenueReportKind::Expired);
}

void OrderReportTest::fillAfterTheEndIsAppliedAndShown()
{
    QFETCH(int, end);
    const auto ended = after(working(), reportOf(static_cast<VenueReportKind>(end)));
    const auto state = after(ended, fillOf("0", "40", "E1"));
    QCOMPARE(state.status, ended.status);
    QCOMPARE(state.cumulative, quantity("40"));
    QVERIFY(state.filledAfterEnd && !ended.filledAfterEnd);
}

void OrderReportTest::aFullFillAfterCancelIsFilled()
{
    const auto canceled = after(working(), reportOf(VenueReportKind::Canceled));
    QCOMPARE(after(canceled, fillOf("0", "100", "E1")).status, OrderStatus::Filled);
}

void OrderReportTest::samePieceAgainSaysNothing()
{
    QVERIFY(decideReport(partlyFilled(), fillOf("0", "40", "E1")).empty());
    QVERIFY(decideReport(partlyFilled(), fillOf("0", "40", "")).empty());
    QCOMPARE(fitOf(partlyFilled(), quantity("0"), quantity("40")), FillFit::Booked);
}

void OrderReportTest::samePieceUnderANewNameIsAnAlias()
{
    const auto report = fillOf("0", "40", "rest-7");
    QVERIFY(isOnly<OrderExecutionAliased>(decideReport(partlyFilled(), report)));
    const auto state = after(partlyFilled(), report);
    QCOMPARE(state.cumulative, quantity("40"));
    QCOMPARE(state.pieces.front().executionIds.size(), std::size_t{2});
    QVERIFY(decideReport(state, report).empty());
}

void OrderReportTest::samePieceOfAnotherBrokerOrderIsQuarantined()
{
    auto report = fillOf("0", "40", "E9");
    report.brokerOrderId = BrokerOrderId("B2");
    QVERIFY(isOnly<OrderReportQuarantined>(decideReport(partlyFilled(), report)));
}

void OrderReportTest::overlapIsQuarantinedOnce()
{
    const auto report = fillOf("30", "60", "E2");
    QCOMPARE(fitOf(partlyFilled(), quantity("30"), quantity("60")), FillFit::Overlaps);
    QCOMPARE(fitOf(partlyFilled(), quantity("0"), quantity("41")), FillFit::Overlaps);
    QCOMPARE(fitOf(partlyFilled(), quantity("40"), quantity("41")), FillFit::New);
    QVERIFY(isOnly<OrderReportQuarantined>(decideReport(partlyFilled(), report)));
    const auto state = after(partlyFilled(), report);
    QCOMPARE(state.cumulative, quantity("40"));
    QCOMPARE(state.quarantinedReports, 1U);
    QVERIFY(decideReport(state, report).empty());
    QVERIFY(isOnly<OrderReportQuarantined>(decideReport(state, fillOf("30", "61", "E2"))));
}

void OrderReportTest::knownExecutionForAnotherPieceIsQuarantined()
{
    QVERIFY(isOnly<OrderReportQuarantined>(decideReport(partlyFilled(), fillOf("40", "80", "E1"))));
}

void OrderReportTest::emptyPieceIsQuarantined()
{
    QVERIFY(isOnly<OrderReportQuarantined>(decideReport(working(), fillOf("10", "10", "E1"))));
    QVERIFY(isOnly<OrderReportQuarantined>(decideReport(working(), fillOf("20", "10", "E1"))));
    const auto huge = fillOf("0", "999999999999999999", "E1", "999999999999999999");
    QVERIFY(isOnly<OrderReportQuarantined>(decideReport(working(), huge)));
}

void OrderReportTest::piecesMayComeOutOfOrder()
{
    const auto later = after(working(), fillOf("10", "20", "E2"));
    QCOMPARE(later.cumulative, quantity("10"));  // what is booked, not the venue's count
    QCOMPARE(later.status, OrderStatus::PartiallyFilled);
    const auto both = after(later, fillOf("0", "10", "E1"));
    QCOMPARE(both.cumulative, quantity("20"));
    QCOMPARE(both.pieces.front().executionIds.front(), ExecutionId("E1"));
    QCOMPARE(both.pieces.back().executionIds.front(), ExecutionId("E2"));
    const auto full = after(after(working(), fillOf("60", "100", "E2")), fillOf("0", "60", "E1"));
    QCOMPARE(full.status, OrderStatus::Filled);
}

void OrderReportTest::overfillAlarmsOnce()
{
    const auto filled = after(working(), fillOf("0", "100", "E1"));
    const auto events = decideReport(filled, fillOf("100", "130", "E2"));
    QCOMPARE(events.size(), std::size_t{2});
    const auto* alarm = std::get_if<OrderOverfilled>(&events.back());
    QVERIFY(alarm != nullptr && alarm->ordered == quantity("100") && alarm->cumulative == quantity("130"));
    const auto state = foldAll(filled, events);
    QVERIFY(state.overfilled && state.status == OrderStatus::Filled && state.cumulative == quantity("130"));
    QVERIFY(isOnly<OrderFilled>(decideReport(state, fillOf("130", "140", "E3"))));
}

void OrderReportTest::unknownIsResolvedByAnyEvidence_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, VenueReportKind kind, OrderStatus status) {
        QTest::newRow(name) << static_cast<int>(kind) << static_cast<int>(status);
    };
    row("accepted", VenueReportKind::Accepted, OrderStatus::New);
    row("rejected", VenueReportKind::Rejected, OrderStatus::Rejected);
    row("triggered", VenueReportKind::Triggered, OrderStatus::New);
    row("canceled", VenueReportKind::Canceled, OrderStatus::Canceled);
    row("expired", VenueReportKind::Expired, OrderStatus::Expired);
    row("suspended", VenueReportKind::Suspended, OrderStatus::Suspended);
    row("done for day", VenueReportKind::DoneForDay, OrderStatus::DoneForDay);
}

void OrderReportTest::unknownIsResolvedByAnyEvidence()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    const auto state = after(unknown(), reportOf(static_cast<VenueReportKind>(kind)));
    QCOMPARE(static_cast<int>(state.status), status);
    QCOMPARE(after(unknown(), fillOf("0", "40", "E1")).status, OrderStatus::PartiallyFilled);
    QCOMPARE(after(unknown(), fillOf("0", "100", "E1")).status, OrderStatus::Filled);
}

void OrderReportTest::contradictionsAreQuarantinedOnce_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* name, VenueReportKind end, VenueReportKind kind) {
        QTest::newRow(name) << static_cast<int>(end) << static_cast<int>(kind);
    };
    row("accepted after rejected", VenueReportKind::Rejected, VenueReportKind::Accepted);
    row("triggered after rejected", VenueReportKind::Rejected, VenueReportKind::Triggered);
    row("replaced after rejected", VenueReportKind::Rejected, VenueReportKind::Replaced);
    row("replaced after canceled", VenueReportKind::Canceled, VenueReportKind::Replaced);
    row("replaced after expired", VenueReportKind::Expired, VenueReportKind::Replaced);
}

void OrderReportTest::contradictionsAreQuarantinedOnce()
{
    QFETCH(int, end);
    QFETCH(int, kind);
    const auto ended = after(working(), reportOf(static_cast<VenueReportKind>(end)));
    auto report = replacedTo("200");
    report.kind = static_cast<VenueReportKind>(kind);
    QVERIFY(isOnly<OrderReportQuarantined>(decideReport(ended, report)));
    const auto state = after(ended, report);
    QCOMPARE(state.status, ended.status);
    QVERIFY(decideReport(state, report).empty());
    auto bad = placing();
    bad.risk.accountKnown = false;
    const auto denied = foldAll({}, decidePlace({}, bad).value());
    QVERIFY(isOnly<OrderReportQuarantined>(decideReport(denied, reportOf(VenueReportKind::Accepted))));
}

void OrderReportTest::sloppyCopiesSayNothing()
{
    const auto filled = after(working(), fillOf("0", "100", "E1"));
    for (const auto kind : {VenueReportKind::Canceled, VenueReportKind::Expired, VenueReportKind::DoneForDay,
                            VenueReportKind::Suspended, VenueReportKind::CancelRefused, VenueReportKind::ReplaceRefused})
        QVERIFY(decideReport(filled, reportOf(kind)).empty());
    const auto canceled = after(working(), reportOf(VenueReportKind::Canceled));
    for (const auto kind : {VenueReportKind::Canceled, VenueReportKind::Expired, VenueReportKind::Rejected})
        QVERIFY(decideReport(canceled, reportOf(kind)).empty());
}

void OrderReportTest::suspensionAndNightEndWithAnAcceptance()
{
    for (const auto kind : {VenueReportKind::Suspended, VenueReportKind::DoneForDay}) {
        const auto paused = after(partlyFilled(), reportOf(kind));
        QVERIFY(isOpen(paused.status));
        QCOMPARE(after(paused, fillOf("40", "50", "E2")).status, paused.status);
        QCOMPARE(after(paused, reportOf(VenueReportKind::Accepted)).status, OrderStatus::PartiallyFilled);
    }
}

void OrderReportTest::triggerIsRememberedOnce()
{
    const auto state = after(working(), reportOf(VenueReportKind::Triggered));
    QVERIFY(state.triggered && state.status == OrderStatus::New);
    QVERIFY(decideReport(state, reportOf(VenueReportKind::Triggered)).empty());
}

void OrderReportTest::venueTextIsKeptVerbatim()
{
    const auto state = after(sent(), refused(VenueReportKind::Rejected, OrderReasonCode::VenueInvalidOrder));
    QCOMPARE(state.reason, (OrderReason{OrderReasonCode::VenueInvalidOrder, {}, {}, "no"}));
    const auto canceled = after(working(), refused(VenueReportKind::Canceled, OrderReasonCode::VenueOther));
    QCOMPARE(canceled.reason.code, OrderReasonCode::VenueOther);
}

void OrderReportTest::reportsOfAnUnknownStreamMakeNoEvents()
{
    QVERIFY(decideReport({}, fillOf("0", "40", "E1")).empty());
    QVERIFY(decideReport({}, reportOf(VenueReportKind::Accepted)).empty());
}

void OrderReportTest::everyReportTwiceSaysNothingTheSecondTime()
{
    const std::vector<OrderState> states{placed(), sent(), unknown(), working(), partlyFilled(), pendingCancel(),
                                         pendingReplace(), after(working(), reportOf(VenueReportKind::Canceled)),
                                         after(sent(), reportOf(VenueReportKind::Rejected)),
                                         after(working(), fillOf("0", "100", "E1"))};
    for (int kind = 0; kind <= static_cast<int>(VenueReportKind::ReplaceRefused); ++kind) {
        for (const auto& state : states) {
            auto report = fillOf("40", "70", "E2");
            report.kind = static_cast<VenueReportKind>(kind);
            report.change.limitPrice = price("186");
            const auto once = after(state, report);
            QVERIFY2(decideReport(once, report).empty(), qPrintable(QString::number(kind)));
        }
    }
}

QTEST_GUILESS_MAIN(OrderReportTest)
#include "order_report_test.moc"
