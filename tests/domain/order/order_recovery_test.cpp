// Cancel and replace as they are asked for, and what is not known: answers that do not come, restarts, the user's word.
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

ReplaceOrderFacts replacing(OrderChange change)
{
    return {RequestId("replace-1"), change, apple(), richAccount()};
}

OrderReasonCode refusalOf(const OrderState& state, const ReplaceOrderFacts& facts)
{
    const auto answer = decideReplace(state, facts);
    return answer ? OrderReasonCode::None : answer.error().code;
}

OrderState notFound(OrderState state, int times)
{
    for (int i = 0; i < times; ++i)
        state = foldAll(state, decideNotFound(state, "no order of that id", Timestamp::fromSeconds(i)));
    return state;
}

}  // namespace

class OrderRecoveryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelBeforeSendingEndsTheOrderHere();
    void cancelIsAskedForOnce();
    void cancelOfAnUnknownOrderLeavesItUnknown();
    void cancelNeedsAnOpenOrder();
    void cancelPassesWhileAReplaceIsPending();
    void replaceAsksForWhatChanges();
    void replaceIsRefusedWithItsReason();
    void replaceCountsOnlyWhatWouldWork();
    void unansweredSubmitIsUnknown();
    void unansweredSubmitWithACancelPendingIsUnknown();
    void answersBeatTimeouts();
    void unansweredCancelStaysPending();
    void notFoundIsEvidenceNotAnEnd();
    void restartSendsNothing();
    void restartTwiceSaysNothingNew();
    void userResolvesWhatIsUnknown();
    void laterReportWinsOverTheUser();
    void workingOrdersAreNotResolvedByHand();
    void unknownVenueOrderIsAdoptedOnce();
};

void OrderRecoveryTest::cancelBeforeSendingEndsTheOrderHere()
{
    const auto events = decideCancel(placed(), RequestId("cancel-1")).value();
    QVERIFY(isOnly<OrderCanceled>(events));
    QCOMPARE(foldAll(placed(), events).status, OrderStatus::Canceled);
}

void OrderRecoveryTest::cancelIsAskedForOnce()
{
    QVERIFY(isOnly<OrderCancelRequested>(decideCancel(sent(), RequestId("cancel-1")).value()));
    QCOMPARE(pendingCancel().status, OrderStatus::PendingCancel);
    QVERIFY(decideCancel(pendingCancel(), RequestId("cancel-1")).value().empty());
    QCOMPARE(decideCancel(pendingCancel(), RequestId("cancel-2")).error().code, OrderReasonCode::RequestPending);
}

void OrderRecoveryTest::cancelOfAnUnknownOrderLeavesItUnknown()
{
    const auto state = foldAll(unknown(), decideCancel(unknown(), RequestId("cancel-1")).value());
    QCOMPARE(state.status, OrderStatus::Unknown);
    QCOMPARE(after(state, reportOf(VenueReportKind::Accepted)).status, OrderStatus::PendingCancel);
    QCOMPARE(after(state, reportOf(VenueReportKind::Canceled)).status, OrderStatus::Canceled);
    const auto refusedState = after(state, refused(VenueReportKind::CancelRefused, OrderReasonCode::VenueUnknownOrder));
    QVERIFY(refusedState.status == OrderStatus::Unknown && !refusedState.cancelRequest);
}

void OrderRecoveryTest::cancelNeedsAnOpenOrder()
{
    QCOMPARE(decideCancel({}, RequestId("c")).error().code, OrderReasonCode::OrderNotFound);
    const auto filled = after(working(), fillOf("0", "100", "E1"));
    QCOMPARE(decideCancel(filled, RequestId("c")).error(), (OrderReason{OrderReasonCode::OrderNotOpen, "filled", {}, {}}));
}

void OrderRecoveryTest::cancelPassesWhileAReplaceIsPending()
{
    const auto state = foldAll(pendingReplace(), decideCancel(pendingReplace(), RequestId("c")).value());
    QCOMPARE(state.status, OrderStatus::PendingCancel);
    const auto replaced = after(state, replacedTo("200"));
    QCOMPARE(replaced.status, OrderStatus::PendingCancel);
    QCOMPARE(replaced.terms.quantity, quantity("200"));
}

void OrderRecoveryTest::replaceAsksForWhatChanges()
{
    const auto facts = replacing({quantity("150"), price("187.10"), {}});
    const auto state = foldAll(partlyFilled(), decideReplace(partlyFilled(), facts).value());
    QCOMPARE(state.status, OrderStatus::PendingReplace);
    QCOMPARE(state.terms, limitBuy());  // until the venue says so
    QVERIFY(state.replaceChange == facts.change);
    QVERIFY(decideReplace(state, facts).value().empty());
}

void OrderRecoveryTest::replaceIsRefusedWithItsReason()
{
    const auto more = replacing({quantity("150"), {}, {}});
    QCOMPARE(refusalOf({}, more), OrderReasonCode::OrderNotFound);
    QCOMPARE(refusalOf(sent(), more), OrderReasonCode::RequestPending);
    QCOMPARE(refusalOf(unknown(), more), OrderReasonCode::RequestPending);
    QCOMPARE(refusalOf(pendingCancel(), more), OrderReasonCode::RequestPending);
    QCOMPARE(refusalOf(after(working(), reportOf(VenueReportKind::Canceled)), more), OrderReasonCode::OrderNotOpen);
    QCOMPARE(refusalOf(working(), replacing({})), OrderReasonCode::NothingToChange);
    QCOMPARE(refusalOf(working(), replacing({quantity("100"), price("187.2"), {}})), OrderReasonCode::NothingToChange);
    QCOMPARE(refusalOf(working(), replacing({Quantity(), {}, {}})), OrderReasonCode::QuantityNotPositive);
    QCOMPARE(refusalOf(working(), replacing({quantity("1.5"), {}, {}})), OrderReasonCode::QuantityNotMultipleOfLot);
    QCOMPARE(refusalOf(working(), replacing({{}, price("187.203"), {}})), OrderReasonCode::PriceNotMultipleOfTick);
    QCOMPARE(refusalOf(working(), replacing({{}, {}, price("190")})), OrderReasonCode::StopPriceNotAllowed);
    QCOMPARE(refusalOf(working(), replacing({quantity("1000"), {}, {}})), OrderReasonCode::InsufficientBuyingPower);
    const auto below = decideReplace(partlyFilled(), replacing({quantity("39"), {}, {}})).error();
    QCOMPARE(below, (OrderReason{OrderReasonCode::QuantityBelowFilled, "39", "40", {}}));
    auto halted = more;
    halted.risk.tradingState = TradingState::Halted;
    QCOMPARE(refusalOf(working(), halted), OrderReasonCode::TradingHalted);
    auto nowhere = more;
    nowhere.instrument.reset();
    QCOMPARE(refusalOf(working(), nowhere), OrderReasonCode::UnknownInstrument);
}

void OrderRecoveryTest::replaceCountsOnlyWhatWouldWork()
{
    auto facts = replacing({quantity("140"), {}, {}});
    facts.risk.availableCash = usd("18721");  // 100 more, not 140
    QCOMPARE(refusalOf(partlyFilled(), facts), OrderReasonCode::None);
    facts.risk.availableCash = usd("18720.99");
    QCOMPARE(refusalOf(partlyFilled(), facts), OrderReasonCode::InsufficientBuyingPower);
}

void OrderRecoveryTest::unansweredSubmitIsUnknown()
{
    QCOMPARE(unknown().status, OrderStatus::Unknown);
    QCOMPARE(unknown().unknownEvidence, std::string("no answer within 5 s"));
    QVERIFY(decideSubmitUnknown(unknown(), RequestId("submit-1"), "again").empty());
    QVERIFY(decideSubmitUnknown(placed(), RequestId("submit-1"), "never sent").empty());
    QVERIFY(after(unknown(), reportOf(VenueReportKind::Accepted)).unknownEvidence.empty());
}

void OrderRecoveryTest::unansweredSubmitWithACancelPendingIsUnknown()
{
    const auto canceling = foldAll(sent(), decideCancel(sent(), RequestId("cancel-1")).value());
    const auto state = foldAll(canceling, decideSubmitUnknown(canceling, RequestId("submit-1"), "no answer"));
    QCOMPARE(state.status, OrderStatus::Unknown);
    QVERIFY(state.cancelRequest.has_value());
}

void OrderRecoveryTest::answersBeatTimeouts()
{
    for (const auto& state : {working(), partlyFilled(), pendingCancel(), after(sent(), fillOf("0", "100", "E1")),
                              after(sent(), reportOf(VenueReportKind::Rejected))})
        QVERIFY(decideSubmitUnknown(state, RequestId("submit-1"), "no answer").empty());
}

void OrderRecoveryTest::unansweredCancelStaysPending()
{
    QVERIFY(decideSubmitUnknown(pendingCancel(), RequestId("cancel-1"), "no answer").empty());
    QVERIFY(decideSubmitUnknown(pendingReplace(), RequestId("replace-1"), "no answer").empty());
}

void OrderRecoveryTest::notFoundIsEvidenceNotAnEnd()
{
    const auto state = notFound(unknown(), 10);
    QCOMPARE(state.status, OrderStatus::Unknown);
    QCOMPARE(state.notFoundCount, 3U);
    QVERIFY(isOpen(state.status));
    const auto vanished = notFound(working(), 10);
    QCOMPARE(vanished.status, OrderStatus::New);
    QCOMPARE(vanished.notFoundCount, 1U);
    QVERIFY(decideNotFound(sent(), "not there yet", {}).empty());
    QVERIFY(decideNotFound(after(working(), fillOf("0", "100", "E1")), "gone", {}).empty());
    QCOMPARE(after(state, fillOf("0", "40", "E1")).notFoundCount, 0U);
}

void OrderRecoveryTest::restartSendsNothing()
{
    const auto ready = foldAll(placed(), decideRestart(placed(), true, false, {}));
    QCOMPARE(ready.status, OrderStatus::Denied);
    QCOMPARE(ready.reason.code, OrderReasonCode::NotSentBeforeRestart);
    const auto sending = foldAll(sent(), decideRestart(sent(), false, true, {}));
    QCOMPARE(sending.status, OrderStatus::Unknown);
    // A row that says ready of an order that was sent is not believed.
    QCOMPARE(foldAll(sent(), decideRestart(sent(), true, false, {})).status, OrderStatus::Unknown);
    const auto replace = foldAll(pendingReplace(), decideRestart(pendingReplace(), false, false, RequestId("replace-1")));
    QVERIFY(replace.status == OrderStatus::New && replace.reason.code == OrderReasonCode::NotSentBeforeRestart);
    QVERIFY(decideRestart(pendingCancel(), false, false, {}).empty());
    QVERIFY(decideRestart(pendingReplace(), false, false, {}).empty());
}

void OrderRecoveryTest::restartTwiceSaysNothingNew()
{
    for (const auto& state : {placed(), sent(), unknown(), working(), pendingReplace()}) {
        const auto once = foldAll(state, decideRestart(state, true, true, RequestId("replace-1")));
        QVERIFY(decideRestart(once, true, true, RequestId("replace-1")).empty());
    }
}

void OrderRecoveryTest::userResolvesWhatIsUnknown()
{
    const auto resolve = [](ManualResolution how) {
        return foldAll(unknown(), decideResolve(unknown(), how, "asked by phone").value());
    };
    QCOMPARE(resolve(ManualResolution::Filled).status, OrderStatus::Filled);
    QCOMPARE(resolve(ManualResolution::Canceled).status, OrderStatus::Canceled);
    const auto state = resolve(ManualResolution::NeverReceived);
    QVERIFY(state.status == OrderStatus::Canceled && state.resolvedByUser && state.leaves().isZero());
    QCOMPARE(state.unknownEvidence, std::string("asked by phone"));
    QCOMPARE(decideResolve(state, ManualResolution::Filled, "again").error().code, OrderReasonCode::OrderNotOpen);
}

void OrderRecoveryTest::laterReportWinsOverTheUser()
{
    const auto resolved
        = foldAll(unknown(), decideResolve(unknown(), ManualResolution::NeverReceived, "it cannot be there").value());
    const auto accepted = after(resolved, reportOf(VenueReportKind::Accepted));
    QVERIFY(accepted.status == OrderStatus::New && !accepted.resolvedByUser);
    const auto part = after(resolved, fillOf("0", "40", "E1"));
    QVERIFY(part.status == OrderStatus::PartiallyFilled && !part.filledAfterEnd);
    QCOMPARE(after(resolved, reportOf(VenueReportKind::Expired)).status, OrderStatus::Expired);
    const auto canceled = after(accepted, reportOf(VenueReportKind::Canceled));
    QCOMPARE(after(canceled, reportOf(VenueReportKind::Accepted)).status, OrderStatus::Canceled);  // now it is the venue's word
}

void OrderRecoveryTest::workingOrdersAreNotResolvedByHand()
{
    QCOMPARE(decideResolve({}, ManualResolution::Canceled, "x").error().code, OrderReasonCode::OrderNotFound);
    QCOMPARE(decideResolve(working(), ManualResolution::Canceled, "x").error().code, OrderReasonCode::OrderNotOpen);
    const auto vanished = notFound(working(), 1);
    QVERIFY(isOnly<OrderResolvedByUser>(decideResolve(vanished, ManualResolution::Canceled, "x").value()));
}

void OrderRecoveryTest::unknownVenueOrderIsAdoptedOnce()
{
    const AdoptOrderFacts facts{ClientOrderId("phone-1"), BrokerOrderId("B7"), limitBuy(), {}};
    const auto state = foldAll({}, decideAdopt({}, facts));
    QVERIFY(state.status == OrderStatus::New && state.adopted && state.brokerOrderIds.size() == 1);
    QVERIFY(decideAdopt(state, facts).empty());
    QCOMPARE(after(state, fillOf("0", "100", "E1")).status, OrderStatus::Filled);
    QVERIFY(isOnly<OrderCancelRequested>(decideCancel(state, RequestId("c")).value()));
}

QTEST_GUILESS_MAIN(OrderRecoveryTest)
#include "order_recovery_test.moc"
