// The window driven as a person drives it, over a scripted desk.
#include "tests/ui/window_fixture.h"
#include "ui/market/chart_panel.h"
#include "ui/market/price_chart.h"
#include "ui/market/watchlist_model.h"
#include "ui/order/order_ticket.h"
#include "ui/shell/blotter_tabs.h"
#include "ui/shell/mode_badge.h"
#include "ui/shell/notice_bar.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace tradecore;
using namespace tradecore::ui;
using test::WindowFixture;

namespace {

bool acts(const QWidget& widget)
{
    return qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QLineEdit*>(&widget)
        || qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QAbstractItemView*>(&widget)
        || qobject_cast<const QPlainTextEdit*>(&widget);
}

// Qt's own parts inside of a widget (the list of a combo box, the clear button of a line edit) are its business.
bool isInner(const QWidget& widget)
{
    for (const auto* parent = widget.parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QComboBox*>(parent) || qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QTabBar*>(parent)
            || parent->inherits("QComboBoxPrivateContainer") || qobject_cast<const QAbstractItemView*>(parent))
            return true;
    }
    return widget.objectName().startsWith(u"qt_");
}

QStringList unnamed(const QWidget& root)
{
    QStringList found;
    for (const auto* widget : root.findChildren<QWidget*>()) {
        if (acts(*widget) && !isInner(*widget) && (widget->objectName().isEmpty() || widget->accessibleName().isEmpty()))
            found.append(QString(QString::fromLatin1(widget->metaObject()->className()) % u' ' % widget->objectName()));
    }
    return found;
}

}  // namespace

class MainWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placedOrderAppearsAndIsCanceled();
    void everyActingWidgetHasNames();
    void shortcutsDoNotCollide();
    void damagedLayoutIsKeptAside_data();
    void damagedLayoutIsKeptAside();
    void layoutIsRestored();
    void closingAsksWhileOrdersWork();
    void recoverySheetListsWhatWasInFlight();
    void stoppedTradingIsSaid();
    void staleStreamGreysTheChart();
    void chartShowsOrdersAndCancels();
    void olderBarsAreAskedOnce();
    void searchShowsTheSymbolEverywhere();
    void inspectorShowsTheReport();
    void practiceIsAlwaysInSight();
    void sourceChoiceMarksTheOneInUse_data();
    void sourceChoiceMarksTheOneInUse();
    void watchlistShowsEachOfItsColumns();
    void germanFits();
};

void MainWindowTest::placedOrderAppearsAndIsCanceled()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    auto& ticket = fixture.window->ticket();
    ticket.findChild<QLineEdit*>(u"quantityEdit"_qs)->setText(u"100"_qs);
    ticket.findChild<QLineEdit*>(u"limitEdit"_qs)->setText(u"187.20"_qs);
    ticket.findChild<QPushButton*>(u"placeButton"_qs)->click();
    fixture.settle();
    auto& orders = fixture.window->blotters().orders();
    QCOMPARE(orders.rowCount(), 1);
    QCOMPARE(orders.openCount(), 1);
    auto& view = fixture.window->blotters().ordersView();
    view.selectModelRow(0);
    fixture.window->actions().action(u"cancelSelectedAction"_qs)->trigger();
    auto* dialog = fixture.window->findChild<QDialog*>(u"cancelDialog"_qs);
    QVERIFY(dialog);
    QVERIFY2(dialog->windowTitle().contains(u"practice-sim") && dialog->windowTitle().contains(u"187.20"), qPrintable(dialog->windowTitle()));
    dialog->findChild<QPushButton*>(u"confirmCancelButton"_qs)->click();
    fixture.settle();
    QCOMPARE(fixture.desk.canceled.size(), std::size_t(1));
    QCOMPARE(orders.orderAt(0).status, domain::OrderStatus::Canceled);
    QCOMPARE(orders.openCount(), 0);
}

void MainWindowTest::everyActingWidgetHasNames()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    fixture.window->openSettings();
    fixture.window->openSourceChoice();
    fixture.window->openCounters();
    fixture.window->inspectOrder(fixture.window->blotters().orders().orderAt(0));
    fixture.addRecovered();
    fixture.window->close();
    fixture.settle();
    QVERIFY(fixture.window->findChildren<QDialog*>().size() >= 6);
    QCOMPARE(unnamed(*fixture.window).join(u'\n'), QString());
}

void MainWindowTest::shortcutsDoNotCollide()
{
    const WindowFixture fixture;
    QCOMPARE(fixture.window->actions().findConflict(), QString());
    for (const auto* action : fixture.window->actions().all())
        QVERIFY(!action->text().isEmpty() && !action->objectName().isEmpty());
}

void MainWindowTest::damagedLayoutIsKeptAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("garbage") << QByteArray("\x00\xff\x13 nothing", 11);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("truncated") << QByteArray(R"({"version":1,"parts":{"state":"AAAA)");
    QTest::newRow("another version") << QByteArray(R"({"version":99,"parts":{}})");
    QTest::newRow("no base64") << QByteArray(R"({"version":1,"parts":{"state":"%%%"}})");
    QTest::newRow("refused by the window") << QByteArray(R"({"version":1,"parts":{"state":"AAAA"}})");
    QTest::newRow("huge") << QByteArray(2'000'000, 'x');
}

void MainWindowTest::damagedLayoutIsKeptAside()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"layout.json"_qs);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    WindowSetup setup;
    setup.layoutPath = path;
    WindowFixture fixture(setup);
    fixture.window->show();
    QVERIFY(!QFile::exists(path));
    QFile aside(QString(path % u".damaged"));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), content);
    const auto* notice = fixture.window->findChild<NoticeBar*>(u"noticeBar"_qs);
    QVERIFY(notice->isVisible());
    QVERIFY(notice->sentence().contains(u"layout.json.damaged"));
}

void MainWindowTest::layoutIsRestored()
{
    const QTemporaryDir folder;
    WindowSetup setup;
    setup.layoutPath = folder.filePath(u"sub/layout.json"_qs);
    {
        WindowFixture fixture(setup);
        fixture.window->show();
        fixture.window->blotters().ordersView().setColumnHidden(OrdersModel::Account, false);
        fixture.window->findChild<QDockWidget*>(u"watchlistDock"_qs)->hide();
        fixture.window->close();
    }
    QVERIFY(QFile::exists(setup.layoutPath));
    WindowFixture fixture(setup);
    fixture.window->show();
    QVERIFY(!fixture.window->blotters().ordersView().isColumnHidden(OrdersModel::Account));
    QVERIFY(fixture.window->findChild<QDockWidget*>(u"watchlistDock"_qs)->isHidden());
    QVERIFY(!fixture.window->findChild<NoticeBar*>(u"noticeBar"_qs)->isVisible());
}

void MainWindowTest::closingAsksWhileOrdersWork()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    fixture.window->close();
    QVERIFY(fixture.window->isVisible());
    auto* dialog = fixture.window->findChild<QDialog*>(u"closeDialog"_qs);
    QVERIFY(dialog);
    dialog->findChild<QPushButton*>(u"closeAnywayButton"_qs)->click();
    QVERIFY(!fixture.window->isVisible());
    QVERIFY(fixture.desk.canceled.empty());
}

void MainWindowTest::recoverySheetListsWhatWasInFlight()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    fixture.addRecovered();
    auto* sheet = fixture.window->findChild<QDialog*>(u"recoverySheet"_qs);
    QVERIFY(sheet);
    QCOMPARE(sheet->findChild<QAbstractItemView*>()->model()->rowCount(), 3);
    sheet->findChild<QPushButton*>(u"recoveryAgainButton"_qs)->click();
    fixture.settle();
    QVERIFY(fixture.desk.placed.empty());
}

void MainWindowTest::stoppedTradingIsSaid()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    const auto* bar = fixture.window->findChild<NoticeBar*>(u"stoppedBar"_qs);
    QVERIFY(!bar->isVisible());
    fixture.disconnect();
    QVERIFY(bar->isVisible());
    QVERIFY(bar->sentence().contains(u"no space left"));
    QVERIFY(fixture.window->findChild<QPushButton*>(u"killSwitchButton"_qs)->text().contains(u"STOPPED"));
    QVERIFY(fixture.window->findChild<QLabel*>(u"syncLabel"_qs)->text().contains(u"71 848.50"));
}

void MainWindowTest::staleStreamGreysTheChart()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    QVERIFY(!fixture.window->chartPanel().chart().marks().stale);
    QVERIFY(fixture.window->findChild<QLabel*>(u"dataLight"_qs)->text().contains(u"●"));
    fixture.goStale();
    QVERIFY(fixture.window->chartPanel().chart().marks().stale);
    QVERIFY(fixture.window->findChild<QLabel*>(u"dataLight"_qs)->text().contains(u"14"));
    QVERIFY(fixture.window->findChild<QLabel*>(u"ordersLight"_qs)->text().contains(u"●"));
    fixture.desk.sendStream("simulated", false, application::StreamHealth::Live, std::chrono::milliseconds(1));
    fixture.settle();
    QVERIFY(!fixture.window->chartPanel().chart().marks().stale);
}

void MainWindowTest::chartShowsOrdersAndCancels()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    auto& chart = fixture.window->chartPanel().chart();
    QCOMPARE(chart.marks().orders.size(), std::size_t(2));
    QCOMPARE(chart.marks().fills.size(), std::size_t(3));
    QVERIFY(chart.marks().position.has_value());
    chart.replot(QCustomPlot::rpImmediateRefresh);
    std::optional<QPoint> cross;
    for (int y = 0; y < chart.height() && !cross; ++y) {
        for (int x = chart.width() / 2; x < chart.width() && !cross; ++x) {
            if (chart.marksLayer().cancelAt(QPointF(x, y)))
                cross = QPoint(x + 4, y + 4);
        }
    }
    QVERIFY(cross);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, *cross);
    auto* dialog = fixture.window->findChild<QDialog*>(u"cancelDialog"_qs);
    QVERIFY(dialog);
    dialog->findChild<QPushButton*>(u"confirmCancelButton"_qs)->click();
    fixture.settle();
    QCOMPARE(fixture.desk.canceled.size(), std::size_t(1));
    QCOMPARE(chart.marks().orders.size(), std::size_t(1));
}

void MainWindowTest::olderBarsAreAskedOnce()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    auto& chart = fixture.window->chartPanel().chart();
    chart.pan(-580);
    chart.pan(-5);
    QCOMPARE(fixture.desk.olderAsked.size(), std::size_t(1));
    QCOMPARE(fixture.desk.olderAsked.front().second, chart.bars().bars().front().start);
}

void MainWindowTest::searchShowsTheSymbolEverywhere()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    auto* search = fixture.window->findChild<QLineEdit*>(u"symbolSearchEdit"_qs);
    search->setText(u"tesl"_qs);
    QTest::keyClick(search, Qt::Key_Return);
    const domain::InstrumentId tesla("TSLA", "SIM");
    QCOMPARE(fixture.window->chartPanel().key()->instrument, tesla);
    QCOMPARE(fixture.window->ticket().instrument()->id, tesla);
    QCOMPARE(fixture.desk.watched.size(), std::size_t(1));
    QCOMPARE(fixture.desk.watched.front().instrument, tesla);
}

void MainWindowTest::inspectorShowsTheReport()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    fixture.window->inspectOrder(*fixture.window->blotters().orders().find(domain::ClientOrderId("3a51")));
    fixture.settle();
    auto* inspector = fixture.window->findChild<QDialog*>(u"eventInspector"_qs);
    QCOMPARE(inspector->findChild<QAbstractItemView*>(u"eventView"_qs)->model()->rowCount(), 3);
    QVERIFY(inspector->findChild<QPlainTextEdit*>(u"reportText"_qs)->toPlainText().contains(u"accepted"));
}

void MainWindowTest::practiceIsAlwaysInSight()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    QVERIFY(fixture.window->findChild<ModeBadge*>()->isVisible());
    QVERIFY(fixture.window->windowTitle().contains(u"PRACTICE"));
    fixture.desk.statusAnswer.mode = "live";
    fixture.window->askStatus();
    fixture.settle();
    QVERIFY(!fixture.window->findChild<ModeBadge*>()->isVisible());
    QVERIFY(fixture.window->findChild<NoticeBar*>(u"liveBar"_qs)->sentence().contains(u"practice-sim"));
}

void MainWindowTest::sourceChoiceMarksTheOneInUse_data()
{
    QTest::addColumn<QString>("source");
    for (const char* source : {"simulated", "replay", "coinbase"})
        QTest::newRow(source) << QString::fromLatin1(source);
}

void MainWindowTest::sourceChoiceMarksTheOneInUse()
{
    QFETCH(QString, source);
    WindowFixture fixture;
    fixture.desk.statusAnswer.source = source.toStdString();
    fixture.window->show();
    fixture.start();
    fixture.window->askStatus();
    fixture.settle();
    fixture.window->openSourceChoice();
    auto* dialog = fixture.window->findChild<QDialog*>(u"firstStartDialog"_qs);
    for (auto* button : dialog->findChildren<QPushButton*>())
        QCOMPARE(button->text().contains(u"in use"), button->objectName() == QString(source % u"SourceButton"));
}

void MainWindowTest::watchlistShowsEachOfItsColumns()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    auto* view = fixture.window->findChild<QTableView*>(u"watchlistView"_qs);
    QTRY_VERIFY2(view->horizontalHeader()->length() <= view->viewport()->width(),
                 qPrintable(QString(QString::number(view->horizontalHeader()->length()) % u" in " % QString::number(view->viewport()->width()))));
    fixture.settle();
    const int width = view->width();
    for (int round = 0; round < 5; ++round) {
        fixture.desk.moveMarket();
        fixture.settle();
    }
    QCOMPARE(view->width(), width);
}

void MainWindowTest::germanFits()
{
    QTranslator translator;
    QVERIFY(translator.load(u":/i18n/tradecore_de.qm"_qs));
    QCoreApplication::installTranslator(&translator);
    {
        WindowFixture fixture;
        fixture.window->show();
        fixture.start();
        fixture.fillBusy();
        QVERIFY(fixture.window->ticket().findChild<QPushButton*>(u"placeButton"_qs)->text() != u"Place buy order");
        for (const auto* button : fixture.window->findChildren<QPushButton*>()) {
            if (!button->isVisible())
                continue;
            const int needed = button->fontMetrics().horizontalAdvance(button->text());
            QVERIFY2(needed <= button->width(), qPrintable(button->objectName()));
        }
        for (const auto* label : fixture.window->findChildren<QLabel*>()) {
            if (!label->isVisible() || label->wordWrap() || label->textFormat() == Qt::RichText)
                continue;
            QVERIFY2(label->fontMetrics().horizontalAdvance(label->text()) <= label->width() + 1,
                     qPrintable(QString(label->objectName() % u": " % label->text())));
        }
    }
    QCoreApplication::removeTranslator(&translator);
}

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
