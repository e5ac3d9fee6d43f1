// Every (status, event) pair against an expectation that is written out: a change of either goes red.
#include <QTest>

#include "tests/domain/order/order_samples.h"

#include <variant>

using namespace tradecore;
using namespace tradecore::domain;
using namespace tradecore::test;

namespace {

struct NamedState {
    const char* name;
    OrderState state;
};

OrderState withStatus(OrderStatus status)
{
    OrderState state = placed();
    state.status = status;
    return state;
}

// The columns. "sent" is pending new whose bytes may have left; all others are what their name says.
std::vector<NamedState> columns()
{
    return {{"draft", {}},
            {"denied", withStatus(OrderStatus::Denied)},
            {"held", withStatus(OrderStatus::Held)},
            {"placed", placed()},
            {"sent", sent()},
            {"unknown", unknown()},
            {"new", working()},
            {"partial", partlyFilled()},
            {"p.replace", pendingReplace()},
            {"p.cancel", pendingCancel()},
            {"suspended", after(working(), reportOf(VenueReportKind::Suspended))},
            {"filled", after(working(), fillOf("0", "100", "E1"))},
            {"canceled", after(working(), reportOf(VenueReportKind::Canceled))},
            {"rejected", after(sent(), reportOf(VenueReportKind::Rejected))},
            {"expired", after(working(), reportOf(VenueReportKind::Expired))},
            {"done", after(working(), reportOf(VenueReportKind::DoneForDay))}};
}

OrderFilled fillEvent(std::string_view before, std::string_view after)
{
    OrderFilled event;
    event.cumulativeBefore = quantity(before);
    event.cumulativeAfter = quantity(after);
    event.price = price("187.20");
    return event;
}

OrderReplaced replacedEvent(std::string_view size)
{
    return {RequestId("replace-1"), {quantity(size), {}, {}}, BrokerOrderId("B1"), {}};
}

struct Row {
    const char* name;
    OrderEvent event;
    const char* expected;  // a word for each column; "." where the event cannot follow
};

// de denied, he held, pn pending new, un unknown, nw new, pf partially filled, pr pending replace, pc pending cancel,
// su suspended, fi filled, ca canceled, rj rejected, ex expired, df done for day
std::vector<Row> rows()
{
    const RequestId request("any");
    return {
        // Columns:                    draft denied held placed sent unknown new partial p.rep p.can susp filled canc rej exp done
        {"placed", OrderPlaced{},          "pn . . . . . . . . . . . . . . ."},
        {"denied", OrderDenied{},          "de . . . . . . . . . . . . . . ."},
        {"adopted", OrderAdopted{},        "nw . . . . . . . . . . . . . . ."},
        {"sending", OrderSending{},        ". . pn pn . . . . . . . . . . . ."},
        {"withheld", OrderWithheld{},      ". . de de . . . . . . . . . . . ."},
        {"accepted", OrderAccepted{},      ". . nw nw nw nw nw pf pr pc nw fi ca . ex nw"},
        {"rejected", OrderRejected{},      ". . rj rj rj rj rj rj rj rj rj . . . . rj"},
        {"unknown", OrderBecameUnknown{},  ". . . un un un . . . . . . . . . ."},
        {"not found", OrderNotFoundAtVenue{}, ". . . . . un nw pf pr pc su . . . . df"},
        {"triggered", OrderTriggered{},    ". . nw nw nw nw nw pf pr pc su fi ca . ex df"},
        {"part filled", fillEvent("40", "50"), ". de pf pf pf pf pf pf pr pc su fi ca rj ex df"},
        {"rest filled", fillEvent("100", "200"), ". fi fi fi fi fi fi fi fi fi fi fi fi fi fi fi"},
        {"aliased", OrderExecutionAliased{}, ". de he pn pn un nw pf pr pc su fi ca rj ex df"},
        {"overfilled", OrderOverfilled{},  ". de he pn pn un nw pf pr pc su fi ca rj ex df"},
        {"fill busted", OrderFillBusted{ExecutionId("E1"), {}},
         ". . . . . . . nw . . . fi . . . ."},
        {"fill corrected to 5", OrderFillCorrected{ExecutionId("E1"), quantity("5"), price("187.20"), {}},
         ". . . . . . . pf . . . fi . . . ."},
        {"exits attached", OrderExitsAttached{}, ". de he pn pn un nw pf pr pc su fi ca rj ex df"},
        {"lost protection", OrderLostProtection{}, ". de he pn pn un nw pf pr pc su fi ca rj ex df"},
        {"protection restored", OrderProtectionRestored{}, ". de he pn pn un nw pf pr pc su fi ca rj ex df"},
        {"quarantined", OrderReportQuarantined{}, ". de he pn pn un nw pf pr pc su fi ca rj ex df"},
        {"cancel requested", OrderCancelRequested{request}, ". . . . pc un pc pc pc . pc . . . . pc"},
        {"cancel refused", OrderCancelRefused{}, ". . . . . un . . . nw . fi . . . ."},
        {"replace requested", OrderReplaceRequested{request, {}}, ". . . . . . pr pr . . pr . . . . pr"},
        {"replace refused", OrderReplaceRefused{}, ". . . . . . . . nw pc . fi . . . ."},
        {"replaced to 200", replacedEvent("200"), ". . nw nw nw nw nw pf nw pc su . . . . df"},
        {"replaced to 30", replacedEvent("30"), ". . nw nw nw nw nw fi nw pc su . . . . df"},
        {"canceled", OrderCanceled{},      ". . ca ca ca ca ca ca ca ca ca . . . . ca"},
        {"expired", OrderExpired{},        ". . ex ex ex ex ex ex ex ex ex . . . . ex"},
        {"suspended", OrderSuspended{},    ". . su su su su su su pr pc su . . . . su"},
        {"done for day", OrderDoneForDay{}, ". . df df df df df df pr pc df . . . . df"},
        {"resolved as filled", OrderResolvedByUser{ManualResolution::Filled, {}}, ". . . . . fi . . . . . . . . . ."},
        {"resolved as canceled", OrderResolvedByUser{ManualResolution::Canceled, {}}, ". . . . . ca . . . . . . . . . ."},
        {"resolved as never received", OrderResolvedByUser{ManualResolution::NeverReceived, {}},
         ". . . . . ca . . . . . . . . . ."},
    };
}

QString shortNameOf(std::optional<OrderStatus> status)
{
    if (!status)
        return QStringLiteral(".");
    switch (*status) {
    case OrderStatus::Draft: return QStringLiteral("dr");
    case OrderStatus::Denied: return QStringLiteral("de");
    case OrderStatus::Held: return QStringLiteral("he");
    case OrderStatus::PendingNew: return QStringLiteral("pn");
    case OrderStatus::Unknown: return QStringLiteral("un");
    case OrderStatus::New: return QStringLiteral("nw");
    case OrderStatus::PartiallyFilled: return QStringLiteral("pf");
    case OrderStatus::PendingReplace: return QStringLiteral("pr");
    case OrderStatus::PendingCancel: return QStringLiteral("pc");
    case OrderStatus::Suspended: return QStringLiteral("su");
    case OrderStatus::Filled: return QStringLiteral("fi");
    case OrderStatus::Canceled: return QStringLiteral("ca");
    case OrderStatus::Rejected: return QStringLiteral("rj");
    case OrderStatus::Expired: return QStringLiteral("ex");
    case OrderStatus::DoneForDay: return QStringLiteral("df");
    }
    return {};
}

}  // namespace

class OrderStatusTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPairIsAsWritten_data();
    void everyPairIsAsWritten();
    void everyEventAndEveryStatusIsInTheMatrix();
    void whatCannotFollowIsCountedAndChangesNothingElse();
    void namesReadBack();
    void openAndTerminalAreApart();
    void clientOrderIdsAreChecked();
};

void OrderStatusTableTest::everyPairIsAsWritten_data()
{
    QTest::addColumn<int>("row");
    const auto all = rows();
    for (int row = 0; row < static_cast<int>(all.size()); ++row)
        QTest::newRow(all[static_cast<std::size_t>(row)].name) << row;
}

void OrderStatusTableTest::everyPairIsAsWritten()
{
    QFETCH(int, row);
    const Row expected = rows()[static_cast<std::size_t>(row)];
    QStringList actual;
    for (const auto& column : columns()) {
        const auto next = nextStatus(column.state, expected.event);
        actual << shortNameOf(next);
        QCOMPARE(fold(column.state, expected.event).status, next.value_or(column.state.status));
    }
    QCOMPARE(actual.join(QLatin1Char(' ')), QString::fromLatin1(expected.expected));
}

void OrderStatusTableTest::everyEventAndEveryStatusIsInTheMatrix()
{
    std::vector<bool> events(std::variant_size_v<OrderEvent>, false);
    for (const auto& row : rows())
        events[row.event.index()] = true;
    QCOMPARE(std::ranges::count(events, false), 0);
    std::vector<bool> statuses(static_cast<std::size_t>(OrderStatus::DoneForDay) + 1, false);
    for (const auto& column : columns())
        statuses[static_cast<std::size_t>(column.state.status)] = true;
    QCOMPARE(std::ranges::count(statuses, false), 0);
}

void OrderStatusTableTest::whatCannotFollowIsCountedAndChangesNothingElse()
{
    for (const auto& row : rows()) {
        for (const auto& column : columns()) {
            if (nextStatus(column.state, row.event))
                continue;
            OrderState expected = column.state;
            ++expected.quarantinedReports;
            QVERIFY2(fold(column.state, row.event) == expected, row.name);
        }
    }
}

void OrderStatusTableTest::namesReadBack()
{
    for (int i = 0; i <= static_cast<int>(OrderStatus::DoneForDay); ++i)
        QVERIFY(parseOrderStatus(nameOf(static_cast<OrderStatus>(i))) == static_cast<OrderStatus>(i));
    for (int i = 0; i <= static_cast<int>(OrderReasonCode::VenueOther); ++i)
        QVERIFY(parseOrderReasonCode(nameOf(static_cast<OrderReasonCode>(i))) == static_cast<OrderReasonCode>(i));
    for (int i = 0; i <= static_cast<int>(OrderType::TrailingStop); ++i)
        QVERIFY(parseOrderType(nameOf(static_cast<OrderType>(i))) == static_cast<OrderType>(i));
    for (int i = 0; i <= static_cast<int>(TimeInForce::FillOrKill); ++i)
        QVERIFY(parseTimeInForce(nameOf(static_cast<TimeInForce>(i))) == static_cast<TimeInForce>(i));
    QVERIFY(parseSide("sell") == Side::Sell);
    QVERIFY(parseLiquidity("maker") == Liquidity::Maker);
    QVERIFY(parseFillSource("reconcile") == FillSource::Reconcile);
    QVERIFY(!parseOrderStatus("working") && !parseOrderStatus("") && !parseSide("BUY"));
}

void OrderStatusTableTest::openAndTerminalAreApart()
{
    for (int i = 0; i <= static_cast<int>(OrderStatus::DoneForDay); ++i)
        QVERIFY(!(isOpen(static_cast<OrderStatus>(i)) && isTerminal(static_cast<OrderStatus>(i))));
    QVERIFY(isOpen(OrderStatus::Unknown) && isOpen(OrderStatus::PendingNew) && isOpen(OrderStatus::DoneForDay));
    QVERIFY(!isOpen(OrderStatus::Draft) && !isOpen(OrderStatus::Held) && !isOpen(OrderStatus::Filled));
    QVERIFY(isTerminal(OrderStatus::Denied) && isTerminal(OrderStatus::Rejected));
}

void OrderStatusTableTest::clientOrderIdsAreChecked()
{
    QVERIFY(isValidClientOrderId("a") && isValidClientOrderId("0f8c1f0e-3a57-4a4e-9d52-6f3f0d9f2b11"));
    QVERIFY(isValidClientOrderId(std::string(36, 'Z')) && !isValidClientOrderId(std::string(37, 'Z')));
    for (const char* text : {"", "a b", "a_b", "a/b", "\xC3\xA4", "a\n", "a.b"})
        QVERIFY2(!isValidClientOrderId(text), text);
}

QTEST_GUILESS_MAIN(OrderStatusTableTest)
#include "order_status_table_test.moc"
