// Ends and crashes of the workstation while the venue stands: everything is found again, and nothing is sent twice.
#include "tests/journey/practice_desk.h"

#include <QTest>

#include <array>

using namespace tradecore;
using namespace tradecore::test;
using domain::OrderType;
using domain::Side;

class RestartJourneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingIsAsItWas();
    void fillWhileAwayIsBookedOnReturn();
    void orderInFlightAtTheCrashIsUnknownThenFound();
    void crashAfterEveryStepHeals_data();
    void crashAfterEveryStepHeals();
};

void RestartJourneyTest::everythingIsAsItWas()
{
    PracticeDesk desk;
    QVERIFY(desk.place("r-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    auto resting = desk.terms(Side::Buy, OrderType::Limit, "5");
    resting.limitPrice = price("90.00");
    QVERIFY(desk.place("r-2", resting).isDone());
    desk.advance(std::chrono::seconds(1));
    const auto cash = desk.accountState().cash;
    desk.stopWorkstation();
    desk.startWorkstation();
    desk.advance(std::chrono::seconds(2));
    QVERIFY(desk.recovered.empty());
    QCOMPARE(desk.statusOf("r-1"), std::string("filled"));
    QCOMPARE(desk.statusOf("r-2"), std::string("new"));
    QVERIFY(desk.accountState().cash == cash);
    QVERIFY(desk.isConfirmed());
    QVERIFY(desk.cancel("r-2").isDone());
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("r-2"), std::string("canceled"));
}

void RestartJourneyTest::fillWhileAwayIsBookedOnReturn()
{
    PracticeDesk desk;
    auto resting = desk.terms(Side::Buy, OrderType::Limit, "5");
    resting.limitPrice = price("90.00");
    QVERIFY(desk.place("w-1", resting).isDone());
    desk.advance(std::chrono::seconds(1));
    desk.crashWorkstation();
    domain::Trade trade;
    trade.instrument = desk.instrument;
    trade.price = price("89.00");
    trade.size = quantity("100");
    trade.venueTime = desk.world.utcNow() + std::chrono::seconds(1);
    QVERIFY(desk.venue->offerTrade(trade));
    desk.advance(std::chrono::seconds(1));
    desk.startWorkstation();
    desk.advance(std::chrono::seconds(3));
    QCOMPARE(desk.statusOf("w-1"), std::string("filled"));
    QCOMPARE(desk.fills().front().source, domain::FillSource::Reconcile);
    QCOMPARE(desk.differenceToVenue(), std::string());
}

void RestartJourneyTest::orderInFlightAtTheCrashIsUnknownThenFound()
{
    PracticeDesk desk("drop-answer:1");
    auto resting = desk.terms(Side::Buy, OrderType::Limit, "10");
    resting.limitPrice = price("90.00");
    QVERIFY(desk.place("i-1", resting).isDone());
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("i-1"), std::string("pending_new"));
    constexpr std::array sending{application::OutboxState::Sending};
    QCOMPARE(desk.journal->outbox(sending)->size(), std::size_t(1));
    desk.crashWorkstation();
    desk.startWorkstation();
    QCOMPARE(desk.recovered.size(), std::size_t(1));
    desk.advance(std::chrono::seconds(3));
    QCOMPARE(desk.statusOf("i-1"), std::string("new"));
    QCOMPARE(desk.timesAtVenue("i-1"), 1);
    bool wasUnknown = false;
    QVERIFY(desk.journal->readForward(1, 1000, [&wasUnknown](const application::RecordedEvent& event) {
        wasUnknown = wasUnknown || event.typeName.find("unknown") != std::string::npos;
    }));
    QVERIFY(wasUnknown);
}

void RestartJourneyTest::crashAfterEveryStepHeals_data()
{
    QTest::addColumn<int>("steps");
    for (int steps = 0; steps < 40; ++steps)
        QTest::newRow(qPrintable(QStringLiteral("after %1 steps").arg(steps))) << steps;
}

// The same scenario, ended after the n-th task of any thread: between any two effects of command, router, venue and report.
void RestartJourneyTest::crashAfterEveryStepHeals()
{
    QFETCH(int, steps);
    PracticeDesk desk;
    auto resting = desk.terms(Side::Buy, OrderType::Limit, "5");
    resting.limitPrice = price("90.00");
    const application::CommandContext first{desk.identities.next(), std::nullopt, std::nullopt, "user"};
    const application::CommandContext second{desk.identities.next(), std::nullopt, std::nullopt, "user"};
    desk.engine->commands.send(application::PlaceOrder{domain::ClientOrderId("c-1"), desk.terms(Side::Buy, OrderType::Market, "10")},
                               first, desk.engineThread, [](const application::Receipt&) {});
    desk.engine->commands.send(application::PlaceOrder{domain::ClientOrderId("c-2"), resting}, second, desk.engineThread,
                               [](const application::Receipt&) {});
    desk.world.runReady(steps);
    desk.crashWorkstation();
    desk.startWorkstation();
    desk.advance(std::chrono::seconds(2));
    desk.quote();
    desk.advance(std::chrono::seconds(60));
    for (const char* id : {"c-1", "c-2"}) {
        QVERIFY(desk.timesAtVenue(id) <= 1);
        const auto status = desk.statusOf(id);
        // An order that the venue has is known as it is there; one that it never got was not sent, or stays unknown.
        if (desk.timesAtVenue(id) == 0)
            QVERIFY2(status == "absent" || status == "denied" || status == "unknown", status.c_str());
        else
            QVERIFY2(status == "filled" || status == "new", status.c_str());
    }
    QCOMPARE(desk.differenceToVenue(), std::string());
}

QTEST_GUILESS_MAIN(RestartJourneyTest)
#include "restart_test.moc"
