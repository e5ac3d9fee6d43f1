// The limits and the bar of an unprotected position, driven as a person drives them.
#include "tests/ui/window_fixture.h"
#include "ui/shell/notice_bar.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace tradecore;
using namespace tradecore::ui;
using test::WindowFixture;

namespace {

struct Open {
    Open()
    {
        fixture.window->show();
        fixture.start();
        fixture.window->actions().action(u"limitsAction"_qs)->trigger();
        fixture.settle();
    }
    [[nodiscard]] QLineEdit& edit(const QString& name) { return *fixture.window->findChild<QLineEdit*>(QString(u"limitEdit_"_qs % name)); }
    [[nodiscard]] QLabel& error(const QString& name) { return *fixture.window->findChild<QLabel*>(QString(u"limitError_"_qs % name)); }
    void save()
    {
        fixture.window->findChild<QPushButton*>(u"limitsSaveButton"_qs)->click();
        fixture.settle();
    }

    WindowFixture fixture;
};

}  // namespace

class LimitsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsInForce();
    void savesWhatWasChangedAlone();
    void anEmptyFieldSwitchesOff();
    void whatCannotBeReadIsSaidAtItsLine();
    void aRefusalIsSaidAtItsLine();
    void anUnprotectedPositionHasItsBarAndItsButton();
};

void LimitsTest::showsWhatIsInForce()
{
    Open desk;
    QVERIFY(desk.fixture.window->findChild<QDialog*>(u"limitsDialog"_qs)->isVisible());
    QCOMPARE(desk.edit(u"order_rate"_qs).text(), u"60"_qs);
    QCOMPARE(desk.edit(u"price_collar"_qs).text(), u"20"_qs);
    QVERIFY(desk.edit(u"position_size"_qs).text().isEmpty());
}

void LimitsTest::savesWhatWasChangedAlone()
{
    Open desk;
    desk.edit(u"order_rate"_qs).setText(u"30"_qs);
    desk.save();
    QCOMPARE(desk.fixture.control.limitChanges.size(), std::size_t{1});
    QVERIFY(desk.fixture.control.limitChanges.front().limit == domain::RiskLimit::OrderRate);
    QVERIFY(desk.fixture.control.limitChanges.front().value == Decimal::fromInteger(30));
    desk.save();
    QCOMPARE(desk.fixture.control.limitChanges.size(), std::size_t{1});
}

void LimitsTest::anEmptyFieldSwitchesOff()
{
    Open desk;
    desk.edit(u"price_collar"_qs).clear();
    desk.save();
    QVERIFY(!desk.fixture.control.limitChanges.front().value);
}

void LimitsTest::whatCannotBeReadIsSaidAtItsLine()
{
    Open desk;
    desk.edit(u"daily_loss"_qs).setText(u"a lot"_qs);
    desk.save();
    QVERIFY(desk.fixture.control.limitChanges.empty());
    QVERIFY(desk.error(u"daily_loss"_qs).isVisible());
    desk.edit(u"daily_loss"_qs).setText(u"500"_qs);
    QVERIFY(!desk.error(u"daily_loss"_qs).isVisible());
}

void LimitsTest::aRefusalIsSaidAtItsLine()
{
    Open desk;
    desk.fixture.control.refusal = "That is more than this limit can be.";
    desk.edit(u"order_size"_qs).setText(u"5"_qs);
    desk.save();
    QVERIFY2(desk.error(u"order_size"_qs).text().contains(u"more than"), qPrintable(desk.error(u"order_size"_qs).text()));
    // It was not changed: saving asks again.
    desk.save();
    QCOMPARE(desk.fixture.control.limitChanges.size(), std::size_t{2});
}

void LimitsTest::anUnprotectedPositionHasItsBarAndItsButton()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    auto* bar = fixture.window->findChild<NoticeBar*>(u"unprotectedBar"_qs);
    QVERIFY(!bar->isVisible());
    auto row = fixture.order("bracket", fixture.terms("AAPL", domain::Side::Buy, 100, 18'720), domain::OrderStatus::Filled, 100);
    row.unprotected = domain::Quantity::parse("40").value();
    row.unprotectedCause = "the stop loss is rejected";
    fixture.desk.setOrder(row);
    fixture.settle();
    QVERIFY(bar->isVisible());
    QVERIFY2(bar->sentence().contains(u"POSITION UNPROTECTED") && bar->sentence().contains(u"40") && bar->sentence().contains(u"the stop loss is rejected"),
             qPrintable(bar->sentence()));
    Q_EMIT bar->actionTriggered();
    QCOMPARE(fixture.control.closed.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(fixture.control.closed.front().toString()), u"AAPL.SIM"_qs);
    row.unprotected.reset();
    fixture.desk.setOrder(row);
    fixture.settle();
    QVERIFY(!bar->isVisible());
}

QTEST_MAIN(LimitsTest)
#include "limits_test.moc"
