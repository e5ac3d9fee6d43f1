// A venue that takes a fill back or puts it right: order, position and cash follow in one commit, once, and a restart and a
// reconciliation change nothing of it.
#include "infrastructure/persistence/journal_verifier.h"
#include "tests/journey/practice_desk.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::test;
using domain::OrderType;
using domain::Side;
using domain::VenueReportKind;

namespace {

std::string cashOf(PracticeDesk& desk)
{
    return desk.accountState().cashIn(domain::Currency("USD")).amount().toString();
}

// Buys 50 at the ask; the execution that it made.
domain::ExecutionId bought(PracticeDesk& desk, const std::string& id)
{
    if (!desk.place(id, desk.terms(Side::Buy, OrderType::Market, "50")).isDone())
        qFatal("the order is not taken");
    desk.advance(std::chrono::seconds(1));
    return desk.fills().back().executionId;
}

application::Receipt report(PracticeDesk& desk, const std::string& id, VenueReportKind kind, const domain::ExecutionId& execution)
{
    domain::VenueReport said;
    said.kind = kind;
    said.executionId = execution;
    said.facts.venueTime = desk.world.utcNow();
    said.facts.receivedAt = desk.world.utcNow();
    if (kind == VenueReportKind::FillCorrected) {
        said.correctedQuantity = quantity("30");
        said.price = price("99.00");
    }
    return desk.send(application::RecordVenueReport{desk.account, domain::ClientOrderId(id), said});
}

}  // namespace

class BustJourneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bustTakesBackWhatTheFillPosted();
    void bustTwiceIsOneBust();
    void correctionLeavesWhatTheVenueSays();
    void bustOfWhatWasSoldLeavesTheSale();
    void bustOfAnUnknownFillPostsNothing();
    void restartAndReconciliationChangeNothing();
};

void BustJourneyTest::bustTakesBackWhatTheFillPosted()
{
    PracticeDesk desk;
    const auto before = cashOf(desk);
    const auto execution = bought(desk, "b-1");
    QCOMPARE(desk.position().quantity.toString(), std::string("50"));
    QVERIFY(cashOf(desk) != before);
    QVERIFY(report(desk, "b-1", VenueReportKind::FillBusted, execution).isDone());
    QVERIFY(desk.position().quantity.isZero());
    QVERIFY(desk.position().lots.empty());
    QCOMPARE(cashOf(desk), before);
    QCOMPARE(desk.order("b-1")->filled.toString(), std::string("0"));
}

void BustJourneyTest::bustTwiceIsOneBust()
{
    PracticeDesk desk;
    const auto before = cashOf(desk);
    const auto execution = bought(desk, "b-1");
    QVERIFY(report(desk, "b-1", VenueReportKind::FillBusted, execution).isDone());
    const auto events = desk.eventCount();
    QVERIFY(report(desk, "b-1", VenueReportKind::FillBusted, execution).isDone());
    QCOMPARE(desk.eventCount(), events);
    QCOMPARE(cashOf(desk), before);
}

void BustJourneyTest::correctionLeavesWhatTheVenueSays()
{
    PracticeDesk desk;
    const auto before = desk.accountState().cashIn(domain::Currency("USD")).amount();
    const auto execution = bought(desk, "b-1");
    const auto commission = desk.fills().back().commission.amount();
    QVERIFY(report(desk, "b-1", VenueReportKind::FillCorrected, execution).isDone());
    QCOMPARE(desk.position().quantity.toString(), std::string("30"));
    QCOMPARE(desk.position().averageCost.toString(), std::string("2970"));
    QCOMPARE(cashOf(desk), (before - Decimal::fromInteger(2'970) - commission).toString());
}

void BustJourneyTest::bustOfWhatWasSoldLeavesTheSale()
{
    PracticeDesk desk;
    const auto execution = bought(desk, "b-1");
    QVERIFY(desk.place("b-2", desk.terms(Side::Sell, OrderType::Market, "50")).isDone());
    desk.advance(std::chrono::seconds(1));
    QVERIFY(desk.position().quantity.isZero());
    QVERIFY(report(desk, "b-1", VenueReportKind::FillBusted, execution).isDone());
    QCOMPARE(desk.position().quantity.toString(), std::string("-50"));
    QCOMPARE(desk.position().lots.size(), std::size_t(1));
}

void BustJourneyTest::bustOfAnUnknownFillPostsNothing()
{
    PracticeDesk desk;
    static_cast<void>(bought(desk, "b-1"));
    const auto cash = cashOf(desk);
    static_cast<void>(report(desk, "b-1", VenueReportKind::FillBusted, domain::ExecutionId("of-another")));
    QCOMPARE(cashOf(desk), cash);
    QCOMPARE(desk.position().quantity.toString(), std::string("50"));
}

void BustJourneyTest::restartAndReconciliationChangeNothing()
{
    PracticeDesk desk;
    const auto before = cashOf(desk);
    const auto execution = bought(desk, "b-1");
    QVERIFY(report(desk, "b-1", VenueReportKind::FillBusted, execution).isDone());
    desk.stopWorkstation();
    desk.startWorkstation({});
    desk.advance(std::chrono::minutes(3));   // the venue's books still have the fill, and it is asked for them
    QVERIFY(desk.position().quantity.isZero());
    QCOMPARE(cashOf(desk), before);
    QVERIFY(!desk.accountState().differences.empty());   // and that is said
    desk.stopWorkstation();
    const auto proof = infrastructure::JournalVerifier::verify(desk.directory.filePath(QStringLiteral("journal.db")).toStdString(),
                                                               infrastructure::JournalProjections::Trading);
    QVERIFY(proof);
    QVERIFY2(proof->ok, proof->reason.c_str());
}

QTEST_GUILESS_MAIN(BustJourneyTest)
#include "bust_test.moc"
