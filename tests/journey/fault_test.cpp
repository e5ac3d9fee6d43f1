// What the practice venue does wrong on request, and what the desk makes of it: nothing lost, nothing sent twice, and an unknown
// order stays unknown until there is evidence.
#include "tests/journey/practice_desk.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::test;
using domain::OrderType;
using domain::Side;

class FaultJourneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void submitThatNeverArrivedStaysUnknown();
    void unknownOrderIsResolvedByHandWithAReason();
    void lostAnswerIsFoundByAsking();
    void healsToTheVenuesBooks_data();
    void healsToTheVenuesBooks();
    void lostFillIsBookedByReconciliation();
    void refusedCancelKeepsTheOrderWorking();
    void muteVenueStopsNewOrders();
};

void FaultJourneyTest::submitThatNeverArrivedStaysUnknown()
{
    PracticeDesk desk("drop-submit:1");
    QVERIFY(desk.place("u-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    desk.advance(std::chrono::seconds(120));
    QCOMPARE(desk.statusOf("u-1"), std::string("unknown"));
    QCOMPARE(desk.timesAtVenue("u-1"), 0);
    const auto view = desk.engine->queries.answerNow(application::AccountsQuery{}).rows.front();
    QVERIFY(view.reserved.amount().isPositive());   // its buying power stays reserved
    bool evidence = false;
    QVERIFY(desk.journal->readForward(1, 1000, [&evidence](const application::RecordedEvent& event) {
        evidence = evidence || event.typeName.find("not_found") != std::string::npos;
    }));
    QVERIFY(evidence);
}

void FaultJourneyTest::unknownOrderIsResolvedByHandWithAReason()
{
    PracticeDesk desk("drop-submit:1");
    QVERIFY(desk.place("u-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    desk.advance(std::chrono::seconds(60));
    application::ResolveOrder command{desk.account, domain::ClientOrderId("u-1"), domain::ManualResolution::NeverReceived, "asked by phone"};
    QVERIFY(desk.send(command).isDone());
    QCOMPARE(desk.statusOf("u-1"), std::string("canceled"));
    const auto view = desk.engine->queries.answerNow(application::AccountsQuery{}).rows.front();
    QVERIFY(view.reserved.amount().isZero());
}

void FaultJourneyTest::lostAnswerIsFoundByAsking()
{
    PracticeDesk desk("drop-answer:1");
    QVERIFY(desk.place("u-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    desk.advance(std::chrono::seconds(6));
    desk.advance(std::chrono::seconds(30));
    QCOMPARE(desk.statusOf("u-1"), std::string("filled"));
    QCOMPARE(desk.timesAtVenue("u-1"), 1);
    QCOMPARE(desk.differenceToVenue(), std::string());
}

void FaultJourneyTest::healsToTheVenuesBooks_data()
{
    QTest::addColumn<QString>("faults");
    for (const char* faults : {"late-ack:1:7s", "fill-before-ack:1", "duplicate:1", "lose-fill:1", "disconnect:1",
                               "drop-answer:2", "late-ack:1:2s,duplicate:1,lose-fill:2", "disconnect:2,fill-before-ack:1"})
        QTest::newRow(faults) << QString::fromLatin1(faults);
}

void FaultJourneyTest::healsToTheVenuesBooks()
{
    QFETCH(QString, faults);
    PracticeDesk desk(faults.toStdString());
    QVERIFY(desk.place("a-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    desk.advance(std::chrono::seconds(3));
    auto resting = desk.terms(Side::Buy, OrderType::Limit, "20");
    resting.limitPrice = price("99.00");
    [[maybe_unused]] const auto second = desk.place("a-2", resting);
    desk.advance(std::chrono::seconds(3));
    desk.trade("98.00", "15");
    desk.advance(std::chrono::seconds(150));
    QCOMPARE(desk.timesAtVenue("a-1"), 1);
    QVERIFY(desk.timesAtVenue("a-2") <= 1);
    QCOMPARE(desk.statusOf("a-1"), std::string("filled"));
    QCOMPARE(desk.differenceToVenue(), std::string());
    QVERIFY(desk.isConfirmed());
}

void FaultJourneyTest::lostFillIsBookedByReconciliation()
{
    PracticeDesk desk("lose-fill:1");
    QVERIFY(desk.place("f-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    desk.advance(std::chrono::seconds(10));
    QCOMPARE(desk.statusOf("f-1"), std::string("filled"));
    QCOMPARE(desk.fills().size(), std::size_t(1));
    QCOMPARE(desk.fills().front().source, domain::FillSource::Reconcile);
}

void FaultJourneyTest::refusedCancelKeepsTheOrderWorking()
{
    PracticeDesk desk("reject-cancel:1");
    auto terms = desk.terms(Side::Buy, OrderType::Limit, "10");
    terms.limitPrice = price("90.00");
    QVERIFY(desk.place("k-1", terms).isDone());
    desk.advance(std::chrono::seconds(1));
    QVERIFY(desk.cancel("k-1").isDone());
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("k-1"), std::string("new"));
    QVERIFY(desk.cancel("k-1").isDone());
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("k-1"), std::string("canceled"));
}

void FaultJourneyTest::muteVenueStopsNewOrders()
{
    PracticeDesk desk("mute:after=1");
    auto terms = desk.terms(Side::Buy, OrderType::Limit, "10");
    terms.limitPrice = price("90.00");
    [[maybe_unused]] const auto first = desk.place("q-1", terms);
    for (int second = 0; second < 20 && desk.isConfirmed(); ++second)
        desk.advance(std::chrono::seconds(1));
    QVERIFY(!desk.isConfirmed());
    const auto refused = desk.place("q-2", terms);
    QCOMPARE(refused.refusal->code, std::string("order_stream_not_confirmed"));
    desk.advance(std::chrono::seconds(180));   // the mute ends with the next connection
    QVERIFY(desk.isConfirmed());
    QCOMPARE(desk.timesAtVenue("q-2"), 0);
    QVERIFY(desk.timesAtVenue("q-1") <= 1);
    QCOMPARE(desk.differenceToVenue(), std::string());
}

QTEST_GUILESS_MAIN(FaultJourneyTest)
#include "fault_test.moc"
