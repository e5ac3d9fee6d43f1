// Replaces as the venue answers them. Scenario letters follow FIX 4.4, volume 4, appendix D.
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

class OrderReplaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replaceChangesTheTerms();
    void replacedToWhatIsFilledIsFilled();
    void replacedBelowWhatIsFilledIsFilledAtWhatIsFilled();
    void aFillThatOvertakesTheAnswerIsNoAlarm();
    void largerReplaceCrossingTheLastFillWorksOn();
    void replaceRefusedGoesBack();
    void lateCopyOfAnOldReplaceChangesNothing();
    void venueRestatesAnOrder();
    void canceledWhileAReplaceIsPending();
};

void OrderReplaceTest::replaceChangesTheTerms()  // D8: larger, nothing filled
{
    auto report = replacedTo("200");
    report.brokerOrderId = BrokerOrderId("B2");
    report.change.limitPrice = price("187.30");
    const auto state = after(pendingReplace(), report);
    QCOMPARE(state.status, OrderStatus::New);
    QCOMPARE(state.terms, limitBuy("200", "187.30"));
    QCOMPARE(state.placedTerms, limitBuy());
    QCOMPARE(state.brokerOrderIds, (std::vector{BrokerOrderId("B1"), BrokerOrderId("B2")}));
    QVERIFY(!state.replaceRequest && !state.replaceChange);
    const auto part = after(after(pendingReplace(), fillOf("0", "40", "E1")), report);
    QCOMPARE(part.status, OrderStatus::PartiallyFilled);
    QCOMPARE(part.leaves(), quantity("160"));
}

void OrderReplaceTest::replacedToWhatIsFilledIsFilled()  // D11
{
    const auto state = after(after(pendingReplace("40"), fillOf("0", "40", "E1")), replacedTo("40"));
    QCOMPARE(state.status, OrderStatus::Filled);
    QCOMPARE(state.terms.quantity, quantity("40"));
}

void OrderReplaceTest::replacedBelowWhatIsFilledIsFilledAtWhatIsFilled()  // D12
{
    const auto part = after(pendingReplace("30"), fillOf("0", "40", "E1"));
    QCOMPARE(part.status, OrderStatus::PendingReplace);
    const auto state = after(part, replacedTo("30"));
    QCOMPARE(state.status, OrderStatus::Filled);
    QCOMPARE(state.terms.quantity, quantity("40"));
    QVERIFY(!state.overfilled);
}

void OrderReplaceTest::aFillThatOvertakesTheAnswerIsNoAlarm()
{
    const auto events = decideReport(pendingReplace(), fillOf("0", "150", "E1"));
    QCOMPARE(events.size(), std::size_t{1});
    const auto overtaken = foldAll(pendingReplace(), events);
    const auto done = after(overtaken, replacedTo("200"));
    QVERIFY(!done.overfilled && done.status == OrderStatus::PartiallyFilled);
    // Refused after all: the venue filled more than it may.
    VenueReport refusal;
    refusal.kind = VenueReportKind::ReplaceRefused;
    refusal.request = overtaken.replaceRequest;
    const auto alarmed = after(overtaken, refusal);
    QVERIFY(alarmed.overfilled && alarmed.status == OrderStatus::Filled);
}

void OrderReplaceTest::largerReplaceCrossingTheLastFillWorksOn()  // D13
{
    const auto filled = after(pendingReplace(), fillOf("0", "100", "E1"));
    QCOMPARE(filled.status, OrderStatus::Filled);
    const auto state = after(filled, replacedTo("200"));
    QCOMPARE(state.status, OrderStatus::PartiallyFilled);
    QCOMPARE(state.leaves(), quantity("100"));
}

void OrderReplaceTest::replaceRefusedGoesBack()
{
    const auto refusal = refused(VenueReportKind::ReplaceRefused, OrderReasonCode::VenueTooLate);
    const auto state = after(pendingReplace(), refusal);
    QCOMPARE(state.status, OrderStatus::New);
    QCOMPARE(state.terms, limitBuy());
    QVERIFY(!state.replaceRequest);
    QVERIFY(decideReport(state, refusal).empty());
    const auto part = after(after(pendingReplace(), fillOf("0", "40", "E1")), refusal);
    QCOMPARE(part.status, OrderStatus::PartiallyFilled);
    const auto both = foldAll(pendingReplace(), decideCancel(pendingReplace(), RequestId("cancel-1")).value());
    QCOMPARE(after(both, refusal).status, OrderStatus::PendingCancel);
}

void OrderReplaceTest::lateCopyOfAnOldReplaceChangesNothing()
{
    auto second = replacedTo("300");
    second.request = RequestId("replace-2");
    const auto state = afterAll(pendingReplace(), {replacedTo("200"), second});
    QCOMPARE(state.terms.quantity, quantity("300"));
    QVERIFY(decideReport(state, replacedTo("200")).empty());
}

void OrderReplaceTest::venueRestatesAnOrder()
{
    auto report = reportOf(VenueReportKind::Replaced);
    report.change.limitPrice = price("186");
    const auto state = after(working(), report);
    QCOMPARE(state.terms.limitPrice, std::optional(price("186")));
    QVERIFY(decideReport(state, report).empty());
    report.change.quantity = Quantity();
    QVERIFY(isOnly<OrderReportQuarantined>(decideReport(state, report)));
}

void OrderReplaceTest::canceledWhileAReplaceIsPending()
{
    const auto state = after(pendingReplace(), reportOf(VenueReportKind::Canceled));
    QCOMPARE(state.status, OrderStatus::Canceled);
    QVERIFY(!state.replaceRequest && !state.replaceChange);
    QVERIFY(isOnly<OrderReportQuarantined>(decideReport(state, replacedTo("200"))));
}

QTEST_GUILESS_MAIN(OrderReplaceTest)
#include "order_replace_test.moc"
