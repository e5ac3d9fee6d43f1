// Random sequences of reports, legal and illegal, and of random events: the invariants of an order hold after each.
#include <QTest>

#include "tests/domain/order/order_samples.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace tradecore;
using namespace tradecore::domain;
using namespace tradecore::test;

namespace {

rc::Gen<Quantity> anyBound()
{
    return rc::gen::map(rc::gen::inRange(0, 13), [](int tens) { return *Quantity::from(Decimal::fromInteger(tens * 10)); });
}

VenueReport anyReport()
{
    auto report = reportOf(static_cast<VenueReportKind>(*rc::gen::inRange(0, static_cast<int>(VenueReportKind::ReplaceRefused) + 1)));
    if (*rc::gen::inRange(0, 2) == 0)
        report.kind = VenueReportKind::Filled;
    report.executionId = ExecutionId("E" + std::to_string(*rc::gen::inRange(0, 30)));
    report.cumulativeBefore = *anyBound();
    report.cumulativeAfter = *anyBound();
    report.price = price(*rc::gen::element<std::string>("187.10", "187.20", "-1"));
    if (*rc::gen::arbitrary<bool>())
        report.request = RequestId(*rc::gen::element<std::string>("replace-1", "cancel-1", "other"));
    if (*rc::gen::arbitrary<bool>())
        report.change.quantity = *anyBound();
    return report;
}

OrderState step(const OrderState& state)
{
    switch (*rc::gen::inRange(0, 10)) {
    case 0: {
        const auto events = decideCancel(state, RequestId("cancel-1"));
        return events ? foldAll(state, *events) : state;
    }
    case 1: {
        const auto events = decideReplace(state, {RequestId("replace-1"), {*anyBound(), {}, {}}, apple(), richAccount()});
        return events ? foldAll(state, *events) : state;
    }
    case 2: return foldAll(state, decideSubmitUnknown(state, RequestId("submit-1"), "no answer"));
    case 3: return foldAll(state, decideNotFound(state, "not there", {}));
    case 4: {
        const auto events = decideResolve(state, ManualResolution::Canceled, "by hand");
        return events ? foldAll(state, *events) : state;
    }
    default: return after(state, anyReport());
    }
}

Quantity sumOf(const std::vector<FillPiece>& pieces)
{
    Quantity sum;
    for (const auto& piece : pieces)
        sum = sum + piece.cumulativeAfter.minusAtLeastZero(piece.cumulativeBefore);
    return sum;
}

bool areApart(const std::vector<FillPiece>& pieces)
{
    return std::ranges::adjacent_find(pieces, [](const FillPiece& left, const FillPiece& right) {
               return right.cumulativeBefore < left.cumulativeAfter;
           }) == pieces.end();
}

void assertInvariants(const OrderState& before, const OrderState& now)
{
    RC_ASSERT(now.cumulative >= before.cumulative);                                    // no bust is known yet
    RC_ASSERT(now.cumulative == sumOf(now.pieces));
    RC_ASSERT(areApart(now.pieces));
    const bool asksForMore = now.replaceRequest && now.replaceChange && now.replaceChange->quantity
        && now.cumulative <= *now.replaceChange->quantity;
    RC_ASSERT(now.cumulative <= now.terms.quantity || now.overfilled || asksForMore);  // I7
    RC_ASSERT(now.leaves() == (isTerminal(now.status) ? Quantity() : now.terms.quantity.minusAtLeastZero(now.cumulative)));
    if (now.cumulative >= now.terms.quantity)
        RC_ASSERT(now.status == OrderStatus::Filled);
    const bool largerReplace = now.answeredReplaces.size() > before.answeredReplaces.size();
    if (isTerminal(before.status) && !before.resolvedByUser && !largerReplace)         // I5
        RC_ASSERT(now.status == before.status || now.status == OrderStatus::Filled);
    if (now.status == OrderStatus::Unknown)                                            // a state of the submit
        RC_ASSERT(!now.acknowledged);
    if (before.status == OrderStatus::Unknown && now.status != OrderStatus::Unknown)   // I8
        RC_ASSERT(now.acknowledged || now.resolvedByUser || isTerminal(now.status));
}

}  // namespace

class OrderSequencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void invariantsHoldAfterEveryStep();
    void everyReportIsIdempotent();
    void orderOfDistinctFillsDoesNotMatter();
    void foldIsTotalOverRandomEvents();
    void refoldingTheEventsGivesTheState();
};

void OrderSequencesTest::invariantsHoldAfterEveryStep()
{
    QVERIFY(rc::check("I5 to I8", [] {
        OrderState state = sent();
        const int steps = *rc::gen::inRange(1, 40);
        for (int i = 0; i < steps; ++i) {
            const auto next = step(state);
            assertInvariants(state, next);
            state = next;
        }
    }));
}

void OrderSequencesTest::everyReportIsIdempotent()
{
    QVERIFY(rc::check("the same report again appends nothing", [] {
        OrderState state = sent();
        for (int i = 0; i < 15; ++i) {
            const auto report = anyReport();
            state = after(state, report);
            RC_ASSERT(decideReport(state, report).empty());
        }
    }));
}

void OrderSequencesTest::orderOfDistinctFillsDoesNotMatter()
{
    QVERIFY(rc::check("any permutation of the pieces books the same", [] {
        std::vector<VenueReport> fills;
        for (int i = 0; i < 10; ++i)
            fills.push_back(fillOf(std::to_string(i * 10), std::to_string(i * 10 + 10), "E" + std::to_string(i)));
        OrderState inOrder = working();
        for (const auto& fill : fills)
            inOrder = after(inOrder, fill);
        auto shuffled = fills;
        for (std::size_t i = shuffled.size(); i > 1; --i)
            std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
        OrderState state = *rc::gen::element(sent(), working(), pendingCancel());
        for (const auto& fill : shuffled)
            state = after(state, fill);
        RC_ASSERT(state.status == OrderStatus::Filled && state.pieces == inOrder.pieces);
        RC_ASSERT(state.filledNotional == inOrder.filledNotional && !state.overfilled);
    }));
}

void OrderSequencesTest::foldIsTotalOverRandomEvents()
{
    QVERIFY(rc::check("a fold never crashes, and a refused event only counts", [] {
        OrderState state;
        const std::vector<OrderEvent> menu{
            OrderPlaced{ClientOrderId("o"), RequestId("s"), limitBuy()}, OrderDenied{}, OrderSending{}, OrderWithheld{},
            OrderAccepted{}, OrderRejected{}, OrderBecameUnknown{}, OrderNotFoundAtVenue{}, OrderTriggered{}, OrderFilled{},
            OrderExecutionAliased{}, OrderOverfilled{}, OrderReportQuarantined{}, OrderCancelRequested{}, OrderCancelRefused{},
            OrderReplaceRequested{}, OrderReplaceRefused{}, OrderReplaced{}, OrderCanceled{}, OrderExpired{},
            OrderSuspended{}, OrderDoneForDay{}, OrderAdopted{}, OrderResolvedByUser{}, OrderFillBusted{}, OrderFillCorrected{},
            OrderExitsAttached{}, OrderLostProtection{}, OrderProtectionRestored{}};
        static_assert(std::variant_size_v<OrderEvent> == 29);
        for (int i = 0; i < 60; ++i) {
            const auto& event = menu[*rc::gen::inRange<std::size_t>(0, menu.size())];
            const auto next = nextStatus(state, event);
            OrderState expected = state;
            ++expected.quarantinedReports;
            const auto folded = fold(state, event);
            RC_ASSERT((next ? folded.status == *next : folded == expected));
            state = folded;
        }
    }));
}

void OrderSequencesTest::refoldingTheEventsGivesTheState()
{
    QVERIFY(rc::check("state == fold(all events)", [] {
        OrderEvents log = decidePlace({}, placing()).value();
        OrderState state = foldAll({}, log);
        for (int i = 0; i < 20; ++i) {
            const auto events = decideReport(state, anyReport());
            log.insert(log.end(), events.begin(), events.end());
            state = foldAll(state, events);
        }
        RC_ASSERT(foldAll({}, log) == state);
    }));
}

QTEST_GUILESS_MAIN(OrderSequencesTest)
#include "order_sequences_test.moc"
