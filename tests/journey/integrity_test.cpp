// The self-check inside the running desk: it goes on by itself, a full disk and a journal that cannot be trusted stop new orders in
// the same turn, and the views are made anew while the desk trades.
#include "infrastructure/persistence/journal_verifier.h"
#include "tests/journey/practice_desk.h"

#include <QTest>

#include <algorithm>

using namespace tradecore;
using namespace tradecore::test;
using application::IntegrityVerdict;
using domain::OrderType;
using domain::Side;

namespace {

application::IntegrityVerdict verdictOf(const application::IntegrityStatus& status, application::IntegrityCheckName name)
{
    const auto found = std::ranges::find(status.checks, name, &application::IntegrityCheck::name);
    return found == status.checks.end() ? IntegrityVerdict::NotYet : found->verdict;
}

domain::OrderTerms restingOrder(PracticeDesk& desk)
{
    auto terms = desk.terms(Side::Buy, OrderType::Limit, "5");
    terms.limitPrice = price("90.00");
    return terms;
}

// More than a minute allows.
void allowManyOrders(PracticeDesk& desk)
{
    QVERIFY(desk.send(application::ChangeRiskLimit{desk.account, domain::RiskLimit::OrderRate, std::nullopt}).isDone());
}

std::string codeOf(const application::Receipt& receipt)
{
    return receipt.refusal ? receipt.refusal->code : std::string();
}

}  // namespace

class IntegrityJourneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void soundDeskIsCheckedByItself();
    void fullDiskBlocksOrdersAndLetsCancelsThrough();
    void orderThatWaitedIsWithheldOnAFullDisk();
    void brokenChainHaltsEveryAccount();
    void haltByTheSelfCheckOutlivesARestart();
    void statisticsFollowTheJournal();
    void viewsAreMadeAnewWhileTheDeskTrades();
    void secondRebuildIsRefusedWhileOneRuns();
    void rebuildThatIsCancelledChangesNothing();
    void rebuildOfNothingKnownIsRefused();
    void endOfTheProgramEndsARebuild();
};

void IntegrityJourneyTest::soundDeskIsCheckedByItself()
{
    PracticeDesk desk;
    QVERIFY(desk.place("i-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    desk.advance(std::chrono::seconds(1));
    const auto first = desk.engine->integrity->report().passes;
    QVERIFY(first >= 1);
    desk.advance(application::DataIntegrityMonitor::interval);
    const auto status = desk.engine->integrity->status();
    QCOMPARE(status.passes, first + 1);
    QCOMPARE(status.verifiedPosition, desk.eventCount());
    for (const auto& check : status.checks)
        QVERIFY2(check.verdict == IntegrityVerdict::Good, (std::string(nameOf(check.name)) + ' ' + check.text).c_str());
    QVERIFY(desk.engine->integrity->stopReason().empty());
}

void IntegrityJourneyTest::fullDiskBlocksOrdersAndLetsCancelsThrough()
{
    PracticeDesk desk;
    QVERIFY(desk.place("i-1", restingOrder(desk)).isDone());
    desk.advance(std::chrono::seconds(1));
    desk.isSpaceShort = [] { return true; };
    const auto before = desk.eventCount();
    const auto refused = desk.place("i-2", restingOrder(desk));
    QCOMPARE(codeOf(refused), std::string("orders_blocked"));
    QVERIFY(refused.refusal->message.find("disk is full") != std::string::npos);
    QCOMPARE(codeOf(desk.replace("i-1", {std::nullopt, price("91.00"), std::nullopt})), std::string("orders_blocked"));
    QCOMPARE(desk.eventCount(), before);   // nothing is written for what is refused
    QVERIFY(!desk.order("i-2"));
    QVERIFY(verdictOf(desk.engine->integrity->status(), application::IntegrityCheckName::Space) == IntegrityVerdict::Bad);
    QVERIFY(desk.cancel("i-1").isDone());
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("i-1"), std::string("canceled"));
    desk.isSpaceShort = [] { return false; };
    QVERIFY(desk.place("i-3", restingOrder(desk)).isDone());   // by itself, as soon as there is room
}

void IntegrityJourneyTest::orderThatWaitedIsWithheldOnAFullDisk()
{
    PracticeDesk desk;
    // The disk becomes full after the order was placed and before it is sent: asked twice for the one, a third time for the other.
    int asked = 0;
    desk.isSpaceShort = [&asked] { return ++asked > 2; };
    QVERIFY(desk.place("i-1", restingOrder(desk)).isDone());
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("i-1"), std::string("denied"));
    QCOMPARE(desk.timesAtVenue("i-1"), 0);
}

void IntegrityJourneyTest::brokenChainHaltsEveryAccount()
{
    PracticeDesk desk;
    QVERIFY(desk.place("i-1", restingOrder(desk)).isDone());
    desk.advance(std::chrono::seconds(1));
    desk.badPosition = desk.eventCount();
    std::string ended = "not ended";
    QVERIFY(desk.place("i-2", restingOrder(desk)).isDone());   // something to check
    desk.engine->integrity->checkNow([&ended](const std::string& error) { ended = error; });
    desk.run();
    QCOMPARE(ended, std::string());
    const auto status = desk.engine->integrity->status();
    QVERIFY(status.stopsTrading);
    QVERIFY(verdictOf(status, application::IntegrityCheckName::Chain) == IntegrityVerdict::Bad);
    const auto refused = desk.place("i-3", restingOrder(desk));
    QCOMPARE(codeOf(refused), std::string("orders_blocked"));
    QVERIFY(refused.refusal->message.find("Event " + std::to_string(desk.badPosition)) != std::string::npos);
    QCOMPARE(desk.accountState().tradingState, domain::TradingState::Halted);
    QVERIFY(desk.accountState().tradingStateReason.starts_with("self-check"));
    QVERIFY(desk.cancel("i-1").isDone());
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("i-1"), std::string("canceled"));
    // A person may re-arm the account, and still nothing leaves before the restart.
    QVERIFY(desk.send(application::ChangeTradingState{desk.account, domain::TradingState::Active, "I want to"}).isDone());
    QCOMPARE(codeOf(desk.place("i-4", restingOrder(desk))), std::string("orders_blocked"));
}

void IntegrityJourneyTest::haltByTheSelfCheckOutlivesARestart()
{
    PracticeDesk desk;
    desk.badPosition = desk.eventCount();
    QVERIFY(desk.place("i-1", restingOrder(desk)).isDone());
    desk.advance(application::DataIntegrityMonitor::interval);
    desk.stopWorkstation();
    desk.badPosition = 0;
    desk.startWorkstation();
    desk.advance(std::chrono::seconds(2));
    QVERIFY(desk.engine->integrity->stopReason().empty());
    const auto denied = desk.place("i-2", restingOrder(desk));
    QCOMPARE(codeOf(denied), std::string("trading_halted"));
}

void IntegrityJourneyTest::statisticsFollowTheJournal()
{
    PracticeDesk desk;
    QVERIFY(desk.place("i-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    QVERIFY(desk.place("i-2", restingOrder(desk)).isDone());
    desk.advance(std::chrono::seconds(3));
    const auto activity = desk.engine->integrity->views()->activity();
    QCOMPARE(activity.error, std::string());
    QCOMPARE(activity.asOf, desk.eventCount());
    std::int64_t placed = 0, fills = 0;
    for (const auto& day : activity.rows) {
        placed += day.placed;
        fills += day.fills;
    }
    QCOMPARE(placed, std::int64_t(2));
    QCOMPARE(fills, static_cast<std::int64_t>(desk.fills().size()));
}

void IntegrityJourneyTest::viewsAreMadeAnewWhileTheDeskTrades()
{
    PracticeDesk desk;
    allowManyOrders(desk);
    for (int i = 0; i < 80; ++i)
        QVERIFY(desk.place("i-" + std::to_string(i), restingOrder(desk)).isDone());
    desk.advance(std::chrono::seconds(1));
    QVERIFY(desk.eventCount() > 200);   // more than a page
    int pages = 0;
    application::RebuildOutcome outcome;
    outcome.error = "not ended";
    desk.engine->integrity->rebuild(
        {}, [&](const application::RebuildProgress& progress) {
            QVERIFY(progress.events <= progress.ofEvents);
            // One order a page: the rebuild must take it in.
            if (++pages <= 2)
                desk.engine->commands.send(application::PlaceOrder{domain::ClientOrderId("m-" + std::to_string(pages)), restingOrder(desk), {},
                                                                   /*repeatAgreed=*/true},
                                           {desk.identities.next(), std::nullopt, std::nullopt, "user"}, desk.engineThread,
                                           [](const application::Receipt&) {});
        },
        [&outcome](const application::RebuildOutcome& done) { outcome = done; });
    desk.run();
    QCOMPARE(outcome.error, std::string());
    QVERIFY(pages >= 2);
    QCOMPARE(outcome.rebuilt.size(), std::size_t(5));   // four in the journal, one that lags
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("m-1"), std::string("new"));
    QCOMPARE(desk.statusOf("m-2"), std::string("new"));
    desk.stopWorkstation();
    const auto report = infrastructure::JournalVerifier::verify(desk.directory.filePath(QStringLiteral("journal.db")).toStdString(),
                                                                infrastructure::JournalProjections::Trading);
    QVERIFY(report);
    QVERIFY2(report->ok, report->reason.c_str());
}

void IntegrityJourneyTest::secondRebuildIsRefusedWhileOneRuns()
{
    PracticeDesk desk;
    std::string first = "not ended", second;
    desk.engine->integrity->rebuild("orders", [](const auto&) {}, [&first](const application::RebuildOutcome& done) { first = done.error; });
    desk.engine->integrity->rebuild("orders", [](const auto&) {}, [&second](const application::RebuildOutcome& done) { second = done.error; });
    desk.run();
    QCOMPARE(first, std::string());
    // The first may have ended in its one page before the second was asked for.
    QVERIFY(second.empty() || second.find("already") != std::string::npos);
    std::string third = "not ended";
    desk.engine->integrity->rebuild("orders", [](const auto&) {}, [&third](const application::RebuildOutcome& done) { third = done.error; });
    desk.run();
    QCOMPARE(third, std::string());   // twice in a row
}

void IntegrityJourneyTest::rebuildThatIsCancelledChangesNothing()
{
    PracticeDesk desk;
    allowManyOrders(desk);
    for (int i = 0; i < 80; ++i)
        QVERIFY(desk.place("i-" + std::to_string(i), restingOrder(desk)).isDone());
    desk.advance(std::chrono::seconds(1));
    std::string ended;
    desk.engine->integrity->rebuild("orders", [](const auto&) {}, [&ended](const application::RebuildOutcome& done) { ended = done.error; });
    desk.engine->integrity->cancelRebuild();
    QVERIFY(ended.find("cancelled") != std::string::npos);
    QVERIFY(desk.place("i-later", restingOrder(desk)).isDone());
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("i-later"), std::string("new"));
    ended = "not ended";
    desk.engine->integrity->rebuild("orders", [](const auto&) {}, [&ended](const application::RebuildOutcome& done) { ended = done.error; });
    desk.run();
    QCOMPARE(ended, std::string());
}

void IntegrityJourneyTest::rebuildOfNothingKnownIsRefused()
{
    PracticeDesk desk;
    std::string ended;
    desk.engine->integrity->rebuild("moods", [](const auto&) {}, [&ended](const application::RebuildOutcome& done) { ended = done.error; });
    QVERIFY(ended.find("moods") != std::string::npos);
}

void IntegrityJourneyTest::endOfTheProgramEndsARebuild()
{
    PracticeDesk desk;
    allowManyOrders(desk);
    for (int i = 0; i < 80; ++i)
        QVERIFY(desk.place("i-" + std::to_string(i), restingOrder(desk)).isDone());
    std::string ended;
    desk.engine->integrity->rebuild({}, [](const auto&) {}, [&ended](const application::RebuildOutcome& done) { ended = done.error; });
    desk.engine->stop();
    QVERIFY(!ended.empty());
    desk.stopWorkstation();
    desk.startWorkstation();
    desk.advance(std::chrono::seconds(2));
    QCOMPARE(desk.statusOf("i-79"), std::string("new"));
}

QTEST_GUILESS_MAIN(IntegrityJourneyTest)
#include "integrity_test.moc"
