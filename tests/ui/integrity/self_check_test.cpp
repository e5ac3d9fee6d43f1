// The self-check as a person meets it: a verdict in words, what was compared, what was found, and what can be done about it.
#include "tests/ui/window_fixture.h"
#include "ui/common/blotter_view.h"
#include "ui/integrity/checks_model.h"
#include "ui/integrity/integrity_words.h"
#include "ui/integrity/self_check_dialog.h"
#include "ui/shell/notice_bar.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>

using namespace tradecore;
using namespace tradecore::ui;
using application::IntegrityCheckName;
using application::IntegrityVerdict;
using test::WindowFixture;

namespace {

struct Open {
    Open()
    {
        fixture.window->show();
        fixture.start();
        fixture.setIntegrity();
        fixture.window->actions().action(u"selfCheckAction"_qs)->trigger();
        fixture.settle();
    }
    [[nodiscard]] SelfCheckDialog& dialog() { return *fixture.window->findChild<SelfCheckDialog*>(u"selfCheckDialog"_qs); }
    [[nodiscard]] QPushButton& button(const QString& name) { return *dialog().findChild<QPushButton*>(name); }
    [[nodiscard]] QString text(const QString& name) { return dialog().findChild<QLabel*>(name)->text(); }
    [[nodiscard]] NoticeBar& bar(const QString& name) { return *fixture.window->findChild<NoticeBar*>(name); }
    [[nodiscard]] const ChecksModel& checks() { return *dialog().findChild<ChecksModel*>(); }
    void find(IntegrityCheckName name, IntegrityVerdict verdict, const std::string& text, bool stops = false)
    {
        fixture.setIntegrity({{name, verdict, 0, 7, {}, text}}, stops);
    }
    void addLetters()
    {
        fixture.integrity.letters = {{"activity", 3, "order-1", 1, "failed", "It does not fit."}, {"activity", 5, "order-1", 0, "waiting", "It waits."}};
        fixture.setIntegrity();
    }

    WindowFixture fixture;
};

}  // namespace

class SelfCheckTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCheckIsSaid();
    void everyCheckHasWords_data();
    void everyCheckHasWords();
    void verdictIsTheWorst_data();
    void verdictIsTheWorst();
    void findingIsSaidOnceOnTheDesk();
    void stopOfTradingHasTheBar();
    void fullDiskHasTheBarUntilThereIsRoom();
    void checkNowAsksAndSaysSo();
    void rebuildShowsItsProgressAndWhatItDid();
    void rebuildThatFailsIsSaid();
    void rebuildCanBeStopped();
    void untrustedJournalIsNotRebuilt();
    void backupSaysWhatItHolds();
    void backupThatFailsIsSaid();
    void noLetterShowsNoPanel();
    void letterIsRead();
    void letterIsTriedAgain();
    void letterIsDismissed();
    void letterThatFailsAgainStays();
    void withoutASelfCheckTheActionIsOff();
};

void SelfCheckTest::everyCheckIsSaid()
{
    Open open;
    QCOMPARE(open.text(u"selfCheckHeadline"_qs), u"Everything agrees"_qs);
    QVERIFY(open.text(u"selfCheckSummary"_qs).contains(QLocale().toString(12'403)));
    QCOMPARE(open.checks().rowCount(), 11);
    for (int row = 0; row < open.checks().rowCount(); ++row)
        QVERIFY(open.checks().cell(row, ChecksModel::Verdict).chip == Chip::Good);
    QVERIFY(open.checks().cell(0, ChecksModel::Compared).text.contains(QLocale().toString(12'403)));
}

void SelfCheckTest::everyCheckHasWords_data()
{
    QTest::addColumn<int>("name");
    for (int name = 0; name <= static_cast<int>(IntegrityCheckName::Views); ++name)
        QTest::newRow(std::string(nameOf(static_cast<IntegrityCheckName>(name))).c_str()) << name;
}

void SelfCheckTest::everyCheckHasWords()
{
    QFETCH(int, name);
    const auto check = static_cast<IntegrityCheckName>(name);
    QVERIFY(!labelFor(check).isEmpty());
    QVERIFY(explanationOf(check).endsWith(u'.'));
    QVERIFY(!application::nameOf(check).empty());
}

void SelfCheckTest::verdictIsTheWorst_data()
{
    QTest::addColumn<int>("verdict");
    QTest::addColumn<QString>("headline");
    QTest::newRow("repaired") << static_cast<int>(IntegrityVerdict::Repaired) << u"A difference was found and repaired"_qs;
    QTest::newRow("notice") << static_cast<int>(IntegrityVerdict::Notice) << u"Look at something"_qs;
    QTest::newRow("bad") << static_cast<int>(IntegrityVerdict::Bad) << u"Something is wrong"_qs;
}

void SelfCheckTest::verdictIsTheWorst()
{
    QFETCH(int, verdict);
    QFETCH(QString, headline);
    Open open;
    open.find(IntegrityCheckName::CashSums, static_cast<IntegrityVerdict>(verdict), "Cash differs.");
    QCOMPARE(open.text(u"selfCheckHeadline"_qs), headline);
    QCOMPARE(open.text(u"selfCheckFound"_qs), u"Cash differs."_qs);
}

void SelfCheckTest::findingIsSaidOnceOnTheDesk()
{
    Open open;
    QVERIFY(!open.bar(u"noticeBar"_qs).isVisible());
    open.find(IntegrityCheckName::CashSums, IntegrityVerdict::Bad, "Cash differs.");
    QVERIFY(open.bar(u"noticeBar"_qs).isVisible());
    QVERIFY(open.bar(u"noticeBar"_qs).sentence().contains(u"Cash differs."_qs));
    open.bar(u"noticeBar"_qs).hide();   // dismissed
    open.find(IntegrityCheckName::CashSums, IntegrityVerdict::Bad, "Cash differs.");
    QVERIFY(!open.bar(u"noticeBar"_qs).isVisible());
    open.find(IntegrityCheckName::CashSums, IntegrityVerdict::Bad, "Cash differs by more.");
    QVERIFY(open.bar(u"noticeBar"_qs).isVisible());
}

void SelfCheckTest::stopOfTradingHasTheBar()
{
    Open open;
    open.fixture.desk.statusAnswer.stoppedReason = "Event 7 does not match.";
    open.find(IntegrityCheckName::Chain, IntegrityVerdict::Bad, "Event 7 does not match.", true);
    QVERIFY(open.bar(u"stoppedBar"_qs).isVisible());
    QVERIFY(open.bar(u"stoppedBar"_qs).sentence().contains(u"Event 7"_qs));
    QVERIFY(!open.bar(u"noticeBar"_qs).isVisible());   // not twice
    QVERIFY(open.text(u"selfCheckHeadline"_qs).contains(u"orders are blocked"_qs));
}

void SelfCheckTest::fullDiskHasTheBarUntilThereIsRoom()
{
    Open open;
    open.fixture.desk.statusAnswer.blockedReason = "The disk is full.";
    open.find(IntegrityCheckName::Space, IntegrityVerdict::Bad, "The disk is full.");
    QVERIFY(open.bar(u"stoppedBar"_qs).isVisible());
    QCOMPARE(open.bar(u"stoppedBar"_qs).sentence(), u"The disk is full."_qs);
    open.fixture.desk.statusAnswer.blockedReason.clear();
    open.fixture.setIntegrity();
    QVERIFY(!open.bar(u"stoppedBar"_qs).isVisible());
}

void SelfCheckTest::checkNowAsksAndSaysSo()
{
    Open open;
    open.button(u"checkNowButton"_qs).click();
    QCOMPARE(open.fixture.integrity.checks, 1);
    QVERIFY(!open.button(u"checkNowButton"_qs).isEnabled());
    QVERIFY(open.text(u"selfCheckHeadline"_qs).contains(u"checking"_qs));
    open.fixture.settle();
    QVERIFY(open.button(u"checkNowButton"_qs).isEnabled());
}

void SelfCheckTest::rebuildShowsItsProgressAndWhatItDid()
{
    Open open;
    auto& progress = *open.dialog().findChild<QProgressBar*>(u"rebuildProgress"_qs);
    QVERIFY(!progress.isVisible());
    open.button(u"rebuildButton"_qs).click();
    QCOMPARE(open.fixture.integrity.rebuilt.size(), std::size_t(1));
    QVERIFY(progress.isVisible());
    QVERIFY(!open.button(u"rebuildButton"_qs).isEnabled());
    open.fixture.integrity.progress(50, 100);
    open.fixture.settle();
    QCOMPARE(progress.value() * 2, progress.maximum());
    open.fixture.integrity.finishRebuild({{{"orders", 100, 40, std::chrono::milliseconds(3)}, {"fills", 100, 2, std::chrono::milliseconds(3)}}, {}});
    open.fixture.settle();
    QVERIFY(!progress.isVisible());
    QVERIFY(open.text(u"selfCheckSaid"_qs).contains(u"42"_qs));
}

void SelfCheckTest::rebuildThatFailsIsSaid()
{
    Open open;
    open.button(u"rebuildButton"_qs).click();
    open.fixture.integrity.finishRebuild({{}, "Event 3 is unknown."});
    open.fixture.settle();
    QVERIFY(open.text(u"selfCheckSaid"_qs).contains(u"Event 3 is unknown."_qs));
    QVERIFY(open.button(u"rebuildButton"_qs).isEnabled());
}

void SelfCheckTest::rebuildCanBeStopped()
{
    Open open;
    open.button(u"rebuildButton"_qs).click();
    QVERIFY(open.button(u"cancelRebuildButton"_qs).isVisible());
    open.button(u"cancelRebuildButton"_qs).click();
    QCOMPARE(open.fixture.integrity.canceled, 1);
}

void SelfCheckTest::untrustedJournalIsNotRebuilt()
{
    Open open;
    open.find(IntegrityCheckName::Chain, IntegrityVerdict::Bad, "Event 7 does not match.", true);
    QVERIFY(!open.button(u"rebuildButton"_qs).isEnabled());
    QVERIFY(open.button(u"rebuildButton"_qs).toolTip().contains(u"backup"_qs));
    QVERIFY(open.button(u"backupButton"_qs).isEnabled());
}

void SelfCheckTest::backupSaysWhatItHolds()
{
    Open open;
    open.dialog().backupTo(u"/somewhere/copy.db"_qs);
    QCOMPARE(open.fixture.integrity.backups.front(), std::string("/somewhere/copy.db"));
    QVERIFY(!open.button(u"backupButton"_qs).isEnabled());
    open.fixture.integrity.finishBackup({"/somewhere/copy.db", 812, 65'536, "ab", {}});
    open.fixture.settle();
    QVERIFY(open.text(u"selfCheckSaid"_qs).contains(u"/somewhere/copy.db"_qs));
    QVERIFY(open.text(u"selfCheckSaid"_qs).contains(u"812"_qs));
    QVERIFY(open.button(u"backupButton"_qs).isEnabled());
}

void SelfCheckTest::backupThatFailsIsSaid()
{
    Open open;
    open.dialog().backupTo(u"/somewhere/copy.db"_qs);
    open.fixture.integrity.finishBackup({"/somewhere/copy.db", 0, 0, {}, "It exists already."});
    open.fixture.settle();
    QCOMPARE(open.text(u"selfCheckSaid"_qs), u"It exists already."_qs);
}

void SelfCheckTest::noLetterShowsNoPanel()
{
    Open open;
    QVERIFY(!open.dialog().findChild<BlotterView*>(u"deadLettersView"_qs)->isVisible());
    open.addLetters();
    QVERIFY(open.dialog().findChild<BlotterView*>(u"deadLettersView"_qs)->isVisible());
}

void SelfCheckTest::letterIsRead()
{
    Open open;
    open.addLetters();
    QVERIFY(!open.button(u"retryLetterButton"_qs).isEnabled());
    open.dialog().findChild<BlotterView*>(u"deadLettersView"_qs)->selectRow(0);
    open.fixture.settle();
    auto& text = *open.dialog().findChild<QPlainTextEdit*>(u"deadLetterText"_qs);
    QVERIFY(text.isVisible());
    QVERIFY(text.toPlainText().contains(u"order-1"_qs));
    QVERIFY(open.button(u"retryLetterButton"_qs).isEnabled());
}

void SelfCheckTest::letterIsTriedAgain()
{
    Open open;
    open.addLetters();
    open.dialog().findChild<BlotterView*>(u"deadLettersView"_qs)->selectRow(0);
    open.button(u"retryLetterButton"_qs).click();
    open.fixture.settle();
    QCOMPARE(open.fixture.integrity.retried.front(), std::int64_t(3));
    QCOMPARE(open.dialog().findChild<DeadLettersModel*>()->rowCount(), 1);
}

void SelfCheckTest::letterIsDismissed()
{
    Open open;
    open.addLetters();
    open.dialog().findChild<BlotterView*>(u"deadLettersView"_qs)->selectRow(1);
    open.button(u"dismissLetterButton"_qs).click();
    open.fixture.settle();
    QCOMPARE(open.fixture.integrity.dismissed.front(), std::int64_t(5));
    QCOMPARE(open.dialog().findChild<DeadLettersModel*>()->rowCount(), 1);
}

void SelfCheckTest::letterThatFailsAgainStays()
{
    Open open;
    open.addLetters();
    open.fixture.integrity.refusal = "It failed again.";
    open.dialog().findChild<BlotterView*>(u"deadLettersView"_qs)->selectRow(0);
    open.button(u"retryLetterButton"_qs).click();
    open.fixture.settle();
    QCOMPARE(open.text(u"selfCheckSaid"_qs), u"It failed again."_qs);
    QCOMPARE(open.dialog().findChild<DeadLettersModel*>()->rowCount(), 2);
}

void SelfCheckTest::withoutASelfCheckTheActionIsOff()
{
    WindowFixture fixture({}, false, false);
    QVERIFY(!fixture.window->actions().action(u"selfCheckAction"_qs)->isEnabled());
    fixture.window->openSelfCheck();
    QVERIFY(fixture.window->findChild<SelfCheckDialog*>() == nullptr);
}

QTEST_MAIN(SelfCheckTest)
#include "self_check_test.moc"
