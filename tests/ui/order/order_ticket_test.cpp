// The ticket by keyboard and by mouse: what it reads, what it refuses, and that one intent is one order.
#include "tests/ui/window_fixture.h"
#include "ui/order/order_ticket.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace tradecore;
using test::WindowFixture;

namespace {

template <typename Widget>
Widget* part(WindowFixture& fixture, const char* name)
{
    return fixture.window->ticket().findChild<Widget*>(QString::fromLatin1(name));
}

void fill(WindowFixture& fixture, const QString& quantity, const QString& limit)
{
    part<QLineEdit>(fixture, "quantityEdit")->setText(quantity);
    part<QAbstractButton>(fixture, "followButton")->setChecked(false);
    part<QLineEdit>(fixture, "limitEdit")->setText(limit);
    fixture.window->ticket().refreshPreview();
    fixture.settle();
}

}  // namespace

class OrderTicketTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placesByKeyboardAlone();
    void saysABadTickAtItsField();
    void saysWhatCannotBeRead();
    void oneIntentIsOneOrder();
    void secondPressAsks();
    void refusalOfTheDeskStandsAtTheField();
    void refusedIntentIsOver();
    void followsItsSideOfTheMarket();
    void typeDecidesFieldsAndTimes();
    void unknownSymbolIsSaid();
    void quantityStepsByTheLot();
    void haltedTradingDisablesTheButtonAndSaysWhy();
    void stoppedProgramDisablesTheButton();
    void trailingStopTakesAnAmountOrPerCent_data();
    void trailingStopTakesAnAmountOrPerCent();
    void exitsTravelWithTheOrder();
    void anExitThatCannotBeReadIsSaid();
    void theSecondPressSaysThatItIsMeant();
};

void OrderTicketTest::placesByKeyboardAlone()
{
    WindowFixture fixture;
    fixture.window->show();
    QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
    fixture.start();
    fixture.settle();
    QTest::keyClick(fixture.window.get(), Qt::Key_F9);
    auto* quantity = part<QLineEdit>(fixture, "quantityEdit");
    QTest::keyClicks(quantity, u"25"_qs);
    QTest::keyClick(quantity, Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(quantity->text(), u"26"_qs);
    auto* limit = part<QLineEdit>(fixture, "limitEdit");
    limit->selectAll();
    QTest::keyClicks(limit, u"187.20"_qs);
    QTest::keyClick(limit, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(limit->text(), u"187.21"_qs);
    fixture.window->ticket().refreshPreview();
    fixture.settle();
    QTest::keyClick(fixture.window.get(), Qt::Key_Return, Qt::ControlModifier);
    fixture.settle();
    QCOMPARE(fixture.desk.placed.size(), std::size_t(1));
    const auto& command = fixture.desk.placed.front();
    QCOMPARE(command.terms.quantity.toString(), std::string("26"));
    QCOMPARE(command.terms.limitPrice->toString(), std::string("187.21"));
    QCOMPARE(command.terms.instrument.toString(), std::string("AAPL.SIM"));
    QVERIFY(domain::isValidClientOrderId(command.clientOrderId.text()));
}

void OrderTicketTest::saysABadTickAtItsField()
{
    WindowFixture fixture;
    fixture.start();
    fill(fixture, u"100"_qs, u"187.203"_qs);
    auto* error = part<QLabel>(fixture, "limitError");
    QVERIFY(!error->isHidden());
    QVERIFY2(error->text().contains(u"187.203") && error->text().contains(u"0.01"), qPrintable(error->text()));
    auto* button = part<QPushButton>(fixture, "placeButton");
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), error->text());
    fixture.window->ticket().place();
    QVERIFY(fixture.desk.placed.empty());
    fill(fixture, u"100"_qs, u"187.20"_qs);
    QVERIFY(error->isHidden());
    QVERIFY(button->isEnabled());
}

void OrderTicketTest::saysWhatCannotBeRead()
{
    WindowFixture fixture;
    fixture.start();
    fill(fixture, u"1,000"_qs, u"187.20"_qs);
    QVERIFY(!part<QLabel>(fixture, "quantityError")->isHidden());
    fill(fixture, u"-5"_qs, u"187.20"_qs);
    QVERIFY(!part<QLabel>(fixture, "quantityError")->isHidden());
    fill(fixture, u"5"_qs, {});
    QVERIFY(part<QLabel>(fixture, "limitError")->isHidden());
    QVERIFY(!part<QPushButton>(fixture, "placeButton")->isEnabled());
}

void OrderTicketTest::oneIntentIsOneOrder()
{
    WindowFixture fixture;
    fixture.start();
    fixture.desk.answersReceipts = false;
    fill(fixture, u"100"_qs, u"187.20"_qs);
    auto* button = part<QPushButton>(fixture, "placeButton");
    QTest::mouseDClick(button, Qt::LeftButton);
    fixture.window->ticket().place();
    QCOMPARE(fixture.desk.placed.size(), std::size_t(1));
}

void OrderTicketTest::secondPressAsks()
{
    WindowFixture fixture;
    fixture.start();
    fill(fixture, u"100"_qs, u"187.20"_qs);
    auto& ticket = fixture.window->ticket();
    ticket.place();
    fixture.settle();
    ticket.place();
    fixture.settle();
    QCOMPARE(fixture.desk.placed.size(), std::size_t(1));
    QVERIFY(!part<QWidget>(fixture, "repeatPanel")->isHidden());
    part<QPushButton>(fixture, "repeatYesButton")->click();
    fixture.settle();
    QCOMPARE(fixture.desk.placed.size(), std::size_t(2));
    QVERIFY(fixture.desk.placed[0].clientOrderId != fixture.desk.placed[1].clientOrderId);
}

void OrderTicketTest::refusalOfTheDeskStandsAtTheField()
{
    WindowFixture fixture;
    fixture.start();
    fixture.desk.placeRefusal = application::CommandRefusal{
        "denied", {}, domain::OrderReason{domain::OrderReasonCode::InsufficientBuyingPower, "18721.00 USD", "500.00 USD", {}}};
    fill(fixture, u"100"_qs, u"187.20"_qs);
    fixture.window->ticket().place();
    fixture.settle();
    const auto text = part<QLabel>(fixture, "quantityError")->text();
    QVERIFY2(text.contains(u"18721.00 USD") && text.contains(u"500.00 USD"), qPrintable(text));
}

void OrderTicketTest::refusedIntentIsOver()
{
    WindowFixture fixture;
    fixture.start();
    fixture.desk.placeRefusal = application::CommandRefusal{"invalid", "No.", {}};
    fill(fixture, u"100"_qs, u"187.20"_qs);
    fixture.window->ticket().place();
    fixture.settle();
    fixture.window->ticket().place();
    fixture.settle();
    // A refused intent is over: the next one has an id of its own.
    QCOMPARE(fixture.desk.placed.size(), std::size_t(2));
    QVERIFY(fixture.desk.placed[0].clientOrderId != fixture.desk.placed[1].clientOrderId);
}

void OrderTicketTest::followsItsSideOfTheMarket()
{
    WindowFixture fixture;
    fixture.start();
    fixture.desk.moveMarket();
    fixture.settle();
    const auto last = fixture.desk.lastPrice(domain::InstrumentId("AAPL", "SIM")).value();
    const auto cent = Decimal::fromScaled(1, 2);
    auto* limit = part<QLineEdit>(fixture, "limitEdit");
    QCOMPARE(limit->text(), ui::inputText(last - cent, 2));
    fixture.window->ticket().setSide(domain::Side::Sell);
    QCOMPARE(limit->text(), ui::inputText(last + cent, 2));
    QCOMPARE(part<QPushButton>(fixture, "placeButton")->text(), ui::OrderTicket::tr("Place sell order"));
    QTest::keyClick(limit, Qt::Key_Backspace);
    const auto edited = limit->text();
    fixture.desk.moveMarket();
    fixture.settle();
    QCOMPARE(limit->text(), edited);
}

void OrderTicketTest::typeDecidesFieldsAndTimes()
{
    WindowFixture fixture;
    fixture.start();
    auto* types = part<QComboBox>(fixture, "typeCombo");
    types->setCurrentIndex(types->findData(static_cast<int>(domain::OrderType::Market)));
    QVERIFY(part<QLineEdit>(fixture, "limitEdit")->isHidden());
    QVERIFY(part<QLineEdit>(fixture, "stopEdit")->isHidden());
    auto* times = part<QComboBox>(fixture, "timeInForceCombo");
    QCOMPARE(times->findData(static_cast<int>(domain::TimeInForce::GoodTillCancel)), -1);
    types->setCurrentIndex(types->findData(static_cast<int>(domain::OrderType::StopLimit)));
    QVERIFY(!part<QLineEdit>(fixture, "limitEdit")->isHidden());
    QVERIFY(!part<QLineEdit>(fixture, "stopEdit")->isHidden());
    QCOMPARE(times->findData(static_cast<int>(domain::TimeInForce::FillOrKill)), -1);
}

void OrderTicketTest::unknownSymbolIsSaid()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    auto* symbol = part<QLineEdit>(fixture, "symbolEdit");
    symbol->setText(u"NOPE"_qs);
    QTest::keyClick(symbol, Qt::Key_Return);
    QVERIFY(part<QLabel>(fixture, "symbolError")->text().contains(u"NOPE"));
    QVERIFY(!part<QPushButton>(fixture, "placeButton")->isEnabled());
    symbol->setText(u"msft"_qs);
    QTest::keyClick(symbol, Qt::Key_Return);
    QCOMPARE(symbol->text(), u"MSFT"_qs);
}

void OrderTicketTest::quantityStepsByTheLot()
{
    WindowFixture fixture;
    fixture.start();
    fixture.window->showInstrument(domain::InstrumentId("BTC-USD", "SIM"));
    part<QLineEdit>(fixture, "quantityEdit")->setText(u"0.5"_qs);
    part<QAbstractButton>(fixture, "quantityUpButton")->click();
    QCOMPARE(part<QLineEdit>(fixture, "quantityEdit")->text(), u"0.50000001"_qs);
}

void OrderTicketTest::haltedTradingDisablesTheButtonAndSaysWhy()
{
    WindowFixture fixture;
    fixture.start();
    fixture.fillBusy();
    fill(fixture, u"100"_qs, u"187.20"_qs);
    auto* button = part<QPushButton>(fixture, "placeButton");
    auto* blocked = part<QLabel>(fixture, "blockedLabel");
    QVERIFY(button->isEnabled() && blocked->isHidden());
    fixture.setTradingState(domain::TradingState::Halted, "lunch");
    QVERIFY(!button->isEnabled() && !blocked->isHidden());
    QVERIFY2(blocked->text().contains(u"halted"), qPrintable(blocked->text()));
    fill(fixture, u"50"_qs, u"187.20"_qs);
    QVERIFY(!button->isEnabled());
    fixture.window->ticket().place();
    QVERIFY(fixture.desk.placed.empty());
    fixture.setTradingState(domain::TradingState::Active, "back");
    QVERIFY(button->isEnabled() && blocked->isHidden());
}

void OrderTicketTest::stoppedProgramDisablesTheButton()
{
    WindowFixture fixture;
    fixture.start();
    fill(fixture, u"100"_qs, u"187.20"_qs);
    auto& ticket = fixture.window->ticket();
    ticket.setStopped(u"The disk is full."_qs);
    QVERIFY(!part<QPushButton>(fixture, "placeButton")->isEnabled());
    QCOMPARE(part<QLabel>(fixture, "blockedLabel")->text(), u"The disk is full."_qs);
    ticket.setStopped({});
    fixture.settle();
    QVERIFY(part<QPushButton>(fixture, "placeButton")->isEnabled());
}

void OrderTicketTest::trailingStopTakesAnAmountOrPerCent_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("trail");
    QTest::newRow("amount") << u"1.50"_qs << u"1.5"_qs;
    QTest::newRow("per cent") << u"2%"_qs << u"2%"_qs;
    QTest::newRow("per cent with a blank") << u" 2.5 % "_qs << u"2.5%"_qs;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("no number") << u"a bit"_qs << QString();
}

void OrderTicketTest::trailingStopTakesAnAmountOrPerCent()
{
    QFETCH(QString, text);
    QFETCH(QString, trail);
    WindowFixture fixture;
    fixture.start();
    auto* types = part<QComboBox>(fixture, "typeCombo");
    types->setCurrentIndex(types->findData(static_cast<int>(domain::OrderType::TrailingStop)));
    QVERIFY(!part<QLineEdit>(fixture, "trailEdit")->isHidden());
    QVERIFY(part<QLineEdit>(fixture, "stopLossEdit")->isHidden());
    part<QLineEdit>(fixture, "quantityEdit")->setText(u"10"_qs);
    part<QLineEdit>(fixture, "trailEdit")->setText(text);
    fixture.window->ticket().refreshPreview();
    fixture.settle();
    fixture.window->ticket().place();
    fixture.settle();
    QCOMPARE(fixture.desk.placed.size(), std::size_t(trail.isEmpty() ? 0 : 1));
    if (!trail.isEmpty())
        QCOMPARE(QString::fromStdString(fixture.desk.placed.front().terms.trail->toString()), trail);
}

void OrderTicketTest::exitsTravelWithTheOrder()
{
    WindowFixture fixture;
    fixture.start();
    part<QLineEdit>(fixture, "takeProfitEdit")->setText(u"195.00"_qs);
    part<QLineEdit>(fixture, "stopLossEdit")->setText(u"180.00"_qs);
    fill(fixture, u"100"_qs, u"187.20"_qs);
    fixture.window->ticket().place();
    fixture.settle();
    const auto& exits = fixture.desk.placed.front().exits;
    QVERIFY(exits.takeProfit && exits.stopLoss);
    QCOMPARE(QString::fromStdString(exits.takeProfit->toString()), u"195"_qs);
    QCOMPARE(QString::fromStdString(exits.stopLoss->toString()), u"180"_qs);
}

void OrderTicketTest::anExitThatCannotBeReadIsSaid()
{
    WindowFixture fixture;
    fixture.start();
    part<QLineEdit>(fixture, "stopLossEdit")->setText(u"low"_qs);
    fill(fixture, u"100"_qs, u"187.20"_qs);
    QVERIFY(!part<QLabel>(fixture, "exitError")->isHidden());
    QVERIFY(!part<QPushButton>(fixture, "placeButton")->isEnabled());
}

void OrderTicketTest::theSecondPressSaysThatItIsMeant()
{
    WindowFixture fixture;
    fixture.start();
    fill(fixture, u"100"_qs, u"187.20"_qs);
    auto& ticket = fixture.window->ticket();
    ticket.place();
    fixture.settle();
    ticket.place();
    part<QPushButton>(fixture, "repeatYesButton")->click();
    fixture.settle();
    QCOMPARE(fixture.desk.placed.size(), std::size_t(2));
    QVERIFY(!fixture.desk.placed[0].repeatAgreed);
    QVERIFY(fixture.desk.placed[1].repeatAgreed);
}

QTEST_MAIN(OrderTicketTest)
#include "order_ticket_test.moc"
