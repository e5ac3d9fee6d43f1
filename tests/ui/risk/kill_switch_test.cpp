// The kill switch driven as a person drives it: state in sight, a question before each act, what is left, a typed reason.
#include "tests/ui/window_fixture.h"
#include "ui/risk/kill_switch_dialog.h"
#include "ui/shell/blotter_tabs.h"
#include "ui/shell/notice_bar.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace tradecore;
using namespace tradecore::ui;
using domain::TradingState;
using test::WindowFixture;

namespace {

// The busy desk with the kill switch open.
struct Open {
    Open()
    {
        fixture.window->show();
        fixture.start();
        fixture.fillBusy();
        fixture.window->actions().action(u"killSwitchAction"_qs)->trigger();
    }
    [[nodiscard]] QPushButton& button(const QString& name) { return *fixture.window->findChild<QPushButton*>(name); }
    [[nodiscard]] QString text(const QString& name) { return fixture.window->findChild<QLabel*>(name)->text(); }
    void confirm(const QString& name)
    {
        button(name).click();
        button(u"killSwitchConfirmButton"_qs).click();
        fixture.settle();
    }

    WindowFixture fixture;
};

}  // namespace

class KillSwitchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stateIsInSight_data();
    void stateIsInSight();
    void nothingHappensBeforeTheQuestionIsAnswered();
    void enterTwiceHalts();
    void cancelAllCountsUntilTheVenueHasConfirmed();
    void flattenNamesWhatItSends();
    void flattenIsOverWhenTheVenueHasProvenZero();
    void flattenThatProvesNothingSaysSo();
    void rearmingNeedsATypedReason();
    void refusedChangeIsSaid();
};

void KillSwitchTest::stateIsInSight_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("stops");
    QTest::newRow("active") << static_cast<int>(TradingState::Active) << u"ACTIVE"_qs << false;
    QTest::newRow("reducing") << static_cast<int>(TradingState::Reducing) << u"REDUCING"_qs << true;
    QTest::newRow("halted") << static_cast<int>(TradingState::Halted) << u"HALTED"_qs << true;
}

void KillSwitchTest::stateIsInSight()
{
    QFETCH(int, state);
    QFETCH(QString, word);
    QFETCH(bool, stops);
    Open desk;
    desk.fixture.setTradingState(static_cast<TradingState>(state), "the day is done");
    QVERIFY2(desk.button(u"killSwitchButton"_qs).text().contains(word), qPrintable(desk.button(u"killSwitchButton"_qs).text()));
    QVERIFY(desk.button(u"killSwitchButton"_qs).isVisible());
    QVERIFY(desk.text(u"killSwitchState"_qs).contains(word));
    QCOMPARE(desk.text(u"killSwitchStateSentence"_qs).contains(u"the day is done"), stops);
    auto* bar = desk.fixture.window->findChild<NoticeBar*>(u"stoppedBar"_qs);
    QCOMPARE(bar->isVisible(), stops);
    QCOMPARE(bar->sentence().contains(u"the day is done"), stops);
    QCOMPARE(desk.button(u"rearmButton"_qs).isVisible(), stops);
}

void KillSwitchTest::nothingHappensBeforeTheQuestionIsAnswered()
{
    Open desk;
    for (const auto& name : {u"haltButton"_qs, u"killCancelAllButton"_qs, u"flattenButton"_qs}) {
        desk.button(name).click();
        QVERIFY2(desk.button(u"killSwitchConfirmButton"_qs).isVisible(), qPrintable(name));
        desk.button(u"killSwitchBackButton"_qs).click();
        QVERIFY2(!desk.button(u"killSwitchConfirmButton"_qs).isVisible(), qPrintable(name));
    }
    desk.fixture.settle();
    QVERIFY(desk.fixture.control.changes.empty());
    QVERIFY(desk.fixture.control.flattened.empty());
    QVERIFY(desk.fixture.desk.canceled.empty());
}

void KillSwitchTest::enterTwiceHalts()
{
    Open desk;
    auto* dialog = desk.fixture.window->findChild<KillSwitchDialog*>();
    dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    desk.fixture.settle();
    QCOMPARE(desk.fixture.control.changes.size(), std::size_t(1));
    QCOMPARE(desk.fixture.control.changes.front().state, TradingState::Halted);
    QCOMPARE(desk.fixture.control.changes.front().account, desk.fixture.desk.practiceAccount());
}

void KillSwitchTest::cancelAllCountsUntilTheVenueHasConfirmed()
{
    Open desk;
    const auto open = static_cast<std::size_t>(desk.fixture.window->blotters().orders().openCount());
    QVERIFY(open > 1);
    desk.button(u"killCancelAllButton"_qs).click();
    QVERIFY(desk.text(u"killSwitchQuestion"_qs).contains(QString::number(open)));
    desk.button(u"killSwitchConfirmButton"_qs).click();
    QVERIFY(desk.text(u"killSwitchProgressText"_qs).contains(QString::number(open)));
    desk.fixture.settle();
    QCOMPARE(desk.fixture.desk.canceled.size(), open);
    QVERIFY2(desk.text(u"killSwitchProgressText"_qs).contains(u"confirmed"), qPrintable(desk.text(u"killSwitchProgressText"_qs)));
    QVERIFY(!desk.button(u"killCancelAllButton"_qs).isEnabled());
}

void KillSwitchTest::flattenNamesWhatItSends()
{
    Open desk;
    desk.button(u"flattenButton"_qs).click();
    const auto question = desk.text(u"killSwitchQuestion"_qs);
    QVERIFY2(question.contains(u"practice-sim") && question.contains(u"SELL 130 AAPL"), qPrintable(question));
    QCOMPARE(desk.fixture.window->findChild<KillSwitchDialog*>()->focusWidget(), &desk.button(u"killSwitchBackButton"_qs));
}

void KillSwitchTest::flattenIsOverWhenTheVenueHasProvenZero()
{
    Open desk;
    desk.confirm(u"flattenButton"_qs);
    QCOMPARE(desk.fixture.control.flattened, std::vector{desk.fixture.desk.practiceAccount()});
    QVERIFY2(desk.text(u"killSwitchProgressText"_qs).contains(u"1 open position"), qPrintable(desk.text(u"killSwitchProgressText"_qs)));
    QVERIFY(!desk.button(u"haltButton"_qs).isEnabled());
    QVERIFY(!desk.button(u"flattenButton"_qs).isEnabled());
    desk.fixture.window->findChild<KillSwitchDialog*>()->setExposure({});
    QVERIFY2(!desk.text(u"killSwitchProgressText"_qs).contains(u"Proven"), qPrintable(desk.text(u"killSwitchProgressText"_qs)));
    desk.fixture.control.finishFlatten({5, 1, 0, {}});
    desk.fixture.settle();
    QVERIFY2(desk.text(u"killSwitchProgressText"_qs).startsWith(u"Proven zero"), qPrintable(desk.text(u"killSwitchProgressText"_qs)));
    QVERIFY(desk.button(u"flattenButton"_qs).isEnabled());
}

void KillSwitchTest::flattenThatProvesNothingSaysSo()
{
    Open desk;
    desk.confirm(u"flattenButton"_qs);
    auto* dialog = desk.fixture.window->findChild<KillSwitchDialog*>();
    dialog->hide();
    desk.fixture.control.finishFlatten({5, 0, 1, "The venue does not answer."});
    desk.fixture.settle();
    QVERIFY(dialog->isVisible());
    const auto text = desk.text(u"killSwitchProgressText"_qs);
    QVERIFY2(text.contains(u"Not proven") && text.contains(u"The venue does not answer."), qPrintable(text));
}

void KillSwitchTest::rearmingNeedsATypedReason()
{
    Open desk;
    desk.fixture.setTradingState(TradingState::Halted, "kill switch");
    auto& rearm = desk.button(u"rearmButton"_qs);
    auto* reason = desk.fixture.window->findChild<QLineEdit*>(u"rearmReasonEdit"_qs);
    QVERIFY(!rearm.isEnabled());
    QVERIFY(!rearm.toolTip().isEmpty());
    QTest::keyClicks(reason, u"   "_qs);
    QVERIFY(!rearm.isEnabled());
    QTest::keyClicks(reason, u"feed is back"_qs);
    QVERIFY(rearm.isEnabled());
    rearm.click();
    desk.fixture.settle();
    QCOMPARE(desk.fixture.control.changes.size(), std::size_t(1));
    QCOMPARE(desk.fixture.control.changes.front().state, TradingState::Active);
    QCOMPARE(desk.fixture.control.changes.front().reason, std::string("feed is back"));
    QVERIFY(reason->text().isEmpty());
}

void KillSwitchTest::refusedChangeIsSaid()
{
    Open desk;
    desk.fixture.control.refusal = "The journal cannot be written.";
    desk.confirm(u"haltButton"_qs);
    QVERIFY(desk.text(u"killSwitchProgressText"_qs).contains(u"The journal cannot be written."));
}

QTEST_MAIN(KillSwitchTest)
#include "kill_switch_test.moc"
