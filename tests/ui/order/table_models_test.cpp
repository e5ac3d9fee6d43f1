// Every table model under QAbstractItemModelTester, with first rows, changes and new rows in one batch.
#include "tests/support/desk/fake_desk.h"
#include "ui/common/blotter_view.h"
#include "ui/common/table_export.h"
#include "ui/connection/counters_model.h"
#include "ui/connection/log_model.h"
#include "ui/market/watchlist_model.h"
#include "ui/order/event_list_model.h"
#include "ui/order/fills_model.h"
#include "ui/order/orders_model.h"
#include "ui/position/positions_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tradecore;
using namespace tradecore::ui;
using application::OrderRow;

namespace {

OrderRow orderRow(int number, const char* limit = "187.20")
{
    OrderRow row;
    row.clientOrderId = domain::ClientOrderId("id-" + std::to_string(number));
    row.terms.account = domain::AccountId("practice-sim");
    row.terms.instrument = domain::InstrumentId("AAPL", "SIM");
    row.terms.type = domain::OrderType::Limit;
    row.terms.quantity = domain::Quantity::parse("100").value();
    row.terms.limitPrice = domain::Price::parse(limit).value();
    row.status = domain::OrderStatus::New;
    row.stream = application::orderStream(row.terms.account, row.clientOrderId);
    return row;
}

}  // namespace

class TableModelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ordersKeepTheirPlace();
    void ordersOfOneBatchAreOneInsertAndOneChange();
    void openOrdersAreCounted();
    void sortingIsNumeric();
    void filterLooksAtAllColumns();
    void fills();
    void positionsWithoutMarkSayWhy();
    void watchlist();
    void logCountsRepeatsAndIsBounded();
    void countersAndEvents();
    void copyHasHeaders();
    void everyStatusHasItsChip();
    void contradictionMarksItsRow_data();
    void contradictionMarksItsRow();
};

void TableModelsTest::ordersKeepTheirPlace()
{
    InstrumentDirectory instruments;
    OrdersModel model(instruments, nullptr);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.apply({orderRow(1), orderRow(2)});
    auto changed = orderRow(1);
    changed.status = domain::OrderStatus::Filled;
    changed.filled = changed.terms.quantity;
    model.apply({changed, orderRow(3), orderRow(3, "188.00")});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.orderAt(0).status, domain::OrderStatus::Filled);
    QCOMPARE(model.cell(0, OrdersModel::Quantity).text, u"100 / 100"_qs);
    QCOMPARE(model.cell(2, OrdersModel::Price).text, QString(u"188" % QLocale().decimalPoint() % u"00"));
    QCOMPARE(model.find(domain::ClientOrderId("id-3"))->terms.limitPrice->toString(), std::string("188"));
}

void TableModelsTest::ordersOfOneBatchAreOneInsertAndOneChange()
{
    InstrumentDirectory instruments;
    OrdersModel model(instruments, nullptr);
    std::vector<OrderRow> rows;
    for (int i = 0; i < 200; ++i)
        rows.push_back(orderRow(i));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.apply(rows);
    QCOMPARE(inserted.count(), 1);
    model.apply(rows);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(reset.count(), 0);
}

void TableModelsTest::openOrdersAreCounted()
{
    InstrumentDirectory instruments;
    OrdersModel model(instruments, nullptr);
    QSignalSpy counted(&model, &OrdersModel::openCountChanged);
    auto done = orderRow(2);
    done.status = domain::OrderStatus::Canceled;
    model.apply({orderRow(1), done});
    QCOMPARE(model.openCount(), 1);
    QCOMPARE(counted.count(), 1);
    auto unknown = orderRow(2);
    unknown.status = domain::OrderStatus::Unknown;
    model.apply({unknown});
    QCOMPARE(model.openCount(), 2);
}

void TableModelsTest::sortingIsNumeric()
{
    InstrumentDirectory instruments;
    OrdersModel model(instruments, nullptr);
    model.apply({orderRow(1, "9.5"), orderRow(2, "10.25"), orderRow(3, "100"), orderRow(4, "-1")});
    const Theme theme;
    BlotterView view(model, theme, u"view"_qs, u"View"_qs, nullptr);
    view.sortByColumn(OrdersModel::Price, Qt::AscendingOrder);
    QStringList ids;
    for (int row = 0; row < 4; ++row)
        ids.append(view.model()->index(row, OrdersModel::ClientId).data().toString());
    QCOMPARE(ids, QStringList({u"id-4"_qs, u"id-1"_qs, u"id-2"_qs, u"id-3"_qs}));
}

void TableModelsTest::filterLooksAtAllColumns()
{
    InstrumentDirectory instruments;
    OrdersModel model(instruments, nullptr);
    auto other = orderRow(2);
    other.terms.instrument = domain::InstrumentId("MSFT", "SIM");
    model.apply({orderRow(1), other});
    const Theme theme;
    BlotterView view(model, theme, u"view"_qs, u"View"_qs, nullptr);
    view.setFilterText(u"msft 100"_qs);
    QCOMPARE(view.model()->rowCount(), 1);
    view.setFilterText(u"msft nothing"_qs);
    QCOMPARE(view.model()->rowCount(), 0);
    QVERIFY(!view.emptyState().isHidden());
    view.setFilterText({});
    QCOMPARE(view.model()->rowCount(), 2);
}

void TableModelsTest::fills()
{
    InstrumentDirectory instruments;
    FillsModel model(instruments, nullptr);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    application::FillRow fill;
    fill.account = domain::AccountId("practice-sim");
    fill.executionId = domain::ExecutionId("e-1");
    fill.instrument = domain::InstrumentId("AAPL", "SIM");
    fill.quantity = domain::Quantity::parse("100").value();
    fill.price = domain::Price::parse("187.205").value();
    fill.commission = domain::Money(Decimal::fromInteger(1), domain::Currency("USD"));
    model.apply({fill});
    model.apply({fill});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, FillsModel::Net).data(CellTableModel::RawValueRole).toString(), u"-18721.50"_qs);
}

void TableModelsTest::positionsWithoutMarkSayWhy()
{
    InstrumentDirectory instruments;
    PositionsModel model(instruments, nullptr);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    application::PositionView position;
    position.row.state.account = domain::AccountId("practice-sim");
    position.row.state.instrument = domain::InstrumentId("AAPL", "SIM");
    position.row.state.quantity = domain::SignedQuantity(Decimal::fromInteger(10));
    position.row.stream = application::positionStream(position.row.state.account, position.row.state.instrument);
    model.apply({position});
    QCOMPARE(model.cell(0, PositionsModel::MarketValue).text, u"–"_qs);
    QVERIFY(model.cell(0, PositionsModel::MarketValue).toolTip.contains(u"AAPL.SIM"));
}

void TableModelsTest::watchlist()
{
    test::FakeDesk desk;
    InstrumentDirectory instruments;
    instruments.set(desk.instrumentList);
    WatchlistModel model(instruments, nullptr);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setInstruments({desk.instrumentList[0].id, desk.instrumentList[1].id});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    desk.moveMarket();
    model.apply(desk.displayFeed().take().instruments);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.cell(0, WatchlistModel::Bid).order.has_value());
    auto snapshot = *model.snapshotOf(desk.instrumentList[0].id);
    snapshot.quoteInvalid = true;
    snapshot.invalidReason = "a gap in the book";
    model.apply({snapshot});
    QVERIFY(model.cell(0, WatchlistModel::Bid).toolTip.contains(u"a gap in the book"));
}

void TableModelsTest::logCountsRepeatsAndIsBounded()
{
    {
        LogModel few(nullptr);
        const QAbstractItemModelTester tester(&few, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 50; ++i)
            few.add(QString::number(i / 2), Tone::Normal);
        QCOMPARE(few.rowCount(), 25);
    }
    LogModel model(nullptr);
    for (int i = 0; i < 3; ++i)
        model.add(u"again"_qs, Tone::Normal);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.cell(0, LogModel::Count).text, u"3"_qs);
    for (int i = 0; i < 5'000; ++i)
        model.add(QString::number(i), Tone::Normal);
    QVERIFY(model.rowCount() <= LogModel::keptRows * 11 / 10);
    QCOMPARE(model.cell(model.rowCount() - 1, LogModel::Sentence).text, u"4999"_qs);
}

void TableModelsTest::countersAndEvents()
{
    CountersModel counters(nullptr);
    EventListModel events(nullptr);
    const QAbstractItemModelTester first(&counters, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester second(&events, QAbstractItemModelTester::FailureReportingMode::QtTest);
    counters.apply({{"market.malformed", 2}, {"market.late", 0}});
    counters.apply({{"market.malformed", 3}, {"market.new", 1}});
    QCOMPARE(counters.rowCount(), 3);
    application::RecordedEvent event;
    event.position = 5;
    event.typeName = "order.accepted";
    event.payload = R"({"a":1})";
    domain::OrderAccepted accepted;
    accepted.report.raw = "as received";
    event.event = application::DomainEvent(domain::OrderEvent(accepted));
    events.set({event});
    QCOMPARE(rawReportOf(events.eventAt(0)), u"as received"_qs);
    QVERIFY(prettyPayload(event).contains(u"\"a\": 1"));
    event.payload = "no json";
    QCOMPARE(prettyPayload(event), u"no json"_qs);
}

void TableModelsTest::copyHasHeaders()
{
    InstrumentDirectory instruments;
    OrdersModel model(instruments, nullptr);
    model.apply({orderRow(1)});
    const auto text = copyText(model, nullptr, {model.index(0, 0)});
    QCOMPARE(text.count(u'\n'), 1);
    QVERIFY(text.contains(OrdersModel::tr("Symbol")));
    QVERIFY(text.contains(u"187.20"));
    QVERIFY(csvText(model, nullptr).startsWith(OrdersModel::tr("Time")));
}

void TableModelsTest::everyStatusHasItsChip()
{
    QCOMPARE(chipOf(domain::OrderStatus::Unknown), Chip::Unknown);
    QCOMPARE(chipOf(domain::OrderStatus::PendingCancel), Chip::Pending);
    QCOMPARE(chipOf(domain::OrderStatus::Rejected), Chip::Bad);
    InstrumentDirectory instruments;
    OrdersModel model(instruments, nullptr);
    auto pending = orderRow(1);
    pending.status = domain::OrderStatus::PendingNew;
    model.apply({pending});
    QCOMPARE(model.pendingCells(), 1);
    model.apply({orderRow(1)});
    QCOMPARE(model.pendingCells(), 0);
}

void TableModelsTest::contradictionMarksItsRow_data()
{
    QTest::addColumn<bool>("overfilled");
    QTest::addColumn<int>("quarantined");
    QTest::addColumn<bool>("rejectedAndFilled");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing") << false << 0 << false << QString();
    QTest::newRow("overfilled") << true << 0 << false << u"more than was ordered"_qs;
    QTest::newRow("set aside") << false << 3 << false << u"3 report"_qs;
    QTest::newRow("filled after its end") << false << 0 << true << u"Filled after its end: 40"_qs;
}

void TableModelsTest::contradictionMarksItsRow()
{
    QFETCH(bool, overfilled);
    QFETCH(int, quarantined);
    QFETCH(bool, rejectedAndFilled);
    QFETCH(QString, sentence);
    InstrumentDirectory instruments;
    OrdersModel model(instruments, nullptr);
    auto row = orderRow(1);
    row.overfilled = overfilled;
    row.quarantinedReports = static_cast<std::uint32_t>(quarantined);
    if (rejectedAndFilled) {
        row.status = domain::OrderStatus::Rejected;
        row.filled = domain::Quantity::parse("40").value();
    }
    model.apply({row});
    const auto& status = model.cell(0, OrdersModel::Status);
    QCOMPARE(status.marked, !sentence.isEmpty());
    const auto index = model.index(0, OrdersModel::Status);
    for (const int role : {static_cast<int>(Qt::ToolTipRole), static_cast<int>(Qt::AccessibleTextRole)})
        QVERIFY2(index.data(role).toString().contains(sentence), qPrintable(index.data(role).toString()));
    QVERIFY(model.index(0, OrdersModel::Message).data().toString().contains(sentence));
}

QTEST_MAIN(TableModelsTest)
#include "table_models_test.moc"
