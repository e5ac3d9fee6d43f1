// Single turns of fate that seeds found, each as a scene of its own.
#include <QTest>

#include "tests/simulation/simulated_desk.h"

using namespace tradecore;
using namespace tradecore::simulation;

namespace {

struct Scene {
    Scene()
    {
        QVERIFY(desk.start());
        desk.world.advance(std::chrono::seconds(20));
        QVERIFY(desk.isConfirmed());
    }

    // Sends the command and lets it be carried out; the rest waits.
    void placeAndStopThere(const char* id)
    {
        const std::int64_t before = desk.journal->head().position;
        send(id);
        while (desk.journal->head().position == before)
            desk.world.step(Duration(0));
    }
    void place(const char* id)
    {
        send(id);
        desk.world.runReady();
    }
    void send(const char* id)
    {
        domain::OrderTerms terms;
        terms.account = desk.account;
        terms.instrument = MarketPath::instruments().front().id;
        terms.type = domain::OrderType::Limit;
        terms.timeInForce = domain::TimeInForce::GoodTillCancel;
        terms.quantity = domain::Quantity::from(Decimal::fromInteger(5)).value();
        terms.limitPrice = domain::Price(Decimal::fromInteger(50));
        const application::CommandContext context{desk.identities.next(), std::nullopt, std::nullopt, "user"};
        desk.engine->commands.send(application::PlaceOrder{domain::ClientOrderId(id), terms, {}, /*repeatAgreed=*/true}, context, desk.engineThread,
                                   [](const application::Receipt&) {});
    }
    std::string statusOf(const char* id)
    {
        application::OrderFilter filter;
        filter.clientOrderId = domain::ClientOrderId(id);
        const auto rows = desk.journal->orders(filter);
        return rows && !rows->empty() ? std::string(domain::nameOf(rows->front().status)) : "absent";
    }

    Auditor auditor;
    SimulatedDesk desk{7, FaultMenu{}, Plant::None, auditor};
};

}  // namespace

class SimulatedDeskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOrderWhoseSilenceCouldNotBeRecordedBecomesUnknown();
    void anOrderOfAFormerRunIsNotSentThoughTheDiskIsFull();
    void anOrderThatADiskHeldUpIsNotSentLate();
    void whatAKilledProgramLeftUnsyncedIsOnDiskBeforeItIsBelieved();
    void aFullDiskDelaysAndLosesNothing();
    void anErrorOfTheDiskEndsTradingUntilRestart();
};

void SimulatedDeskTest::anOrderWhoseSilenceCouldNotBeRecordedBecomesUnknown()
{
    Scene scene;
    scene.desk.wire->silence(FaultyWire::Silence::Both);
    scene.place("lost-1");
    QCOMPARE(scene.statusOf("lost-1"), std::string("pending_new"));
    scene.desk.disk.failSoon(DiskFailure::Full, 0);
    scene.desk.world.advance(std::chrono::seconds(6));
    QCOMPARE(scene.statusOf("lost-1"), std::string("pending_new"));   // the word of the time-out was lost
    scene.desk.disk.heal();
    scene.desk.wire->silence(FaultyWire::Silence::None);
    scene.desk.world.advance(std::chrono::seconds(60));
    QVERIFY(scene.desk.isConfirmed());
    QCOMPARE(scene.statusOf("lost-1"), std::string("unknown"));
}

void SimulatedDeskTest::anOrderOfAFormerRunIsNotSentThoughTheDiskIsFull()
{
    Scene scene;
    scene.placeAndStopThere("old-1");
    QCOMPARE(scene.statusOf("old-1"), std::string("pending_new"));
    scene.desk.crash(false);
    QVERIFY(scene.desk.start());
    scene.desk.disk.failSoon(DiskFailure::Full, 0);
    scene.desk.world.advance(std::chrono::milliseconds(300));
    scene.desk.disk.heal();
    scene.desk.world.advance(std::chrono::seconds(30));
    QCOMPARE(scene.statusOf("old-1"), std::string("denied"));
    QVERIFY(scene.desk.venue->books(scene.desk.account)->find(domain::ClientOrderId("old-1")) == nullptr);
    QVERIFY(scene.auditor.violations().empty());
    scene.place("new-1");
    scene.desk.world.advance(std::chrono::seconds(2));
    QCOMPARE(scene.statusOf("new-1"), std::string("new"));
}

void SimulatedDeskTest::anOrderThatADiskHeldUpIsNotSentLate()
{
    Scene scene;
    scene.placeAndStopThere("held-1");
    scene.desk.disk.failAlways(DiskFailure::Full);
    scene.desk.world.advance(std::chrono::seconds(4));
    QCOMPARE(scene.statusOf("held-1"), std::string("pending_new"));
    scene.desk.disk.heal();
    scene.desk.world.advance(std::chrono::seconds(5));
    QCOMPARE(scene.statusOf("held-1"), std::string("denied"));
    QVERIFY(scene.desk.venue->books(scene.desk.account)->find(domain::ClientOrderId("held-1")) == nullptr);
}

void SimulatedDeskTest::whatAKilledProgramLeftUnsyncedIsOnDiskBeforeItIsBelieved()
{
    Scene scene;
    scene.desk.disk.ignoreSyncs(true);    // killed between the write and the sync
    scene.placeAndStopThere("torn-1");
    scene.desk.crash(false);
    scene.desk.disk.ignoreSyncs(false);
    QVERIFY(scene.desk.start());          // sees the order, in the system's memory alone
    const std::int64_t believed = scene.desk.journal->head().position;
    scene.desk.crash(true);
    QVERIFY(scene.desk.start());
    QVERIFY(scene.desk.journal->head().position >= believed);
    QVERIFY(scene.auditor.violations().empty());
}

void SimulatedDeskTest::aFullDiskDelaysAndLosesNothing()
{
    Scene scene;
    scene.place("full-1");
    scene.desk.disk.failSoon(DiskFailure::Full, 0);
    scene.place("full-2");
    QVERIFY(!scene.desk.isBroken());
    QCOMPARE(scene.statusOf("full-2"), std::string("absent"));
    scene.desk.disk.heal();
    scene.place("full-3");
    scene.desk.world.advance(std::chrono::seconds(30));
    QCOMPARE(scene.statusOf("full-1"), std::string("new"));
    QCOMPARE(scene.statusOf("full-3"), std::string("new"));
}

void SimulatedDeskTest::anErrorOfTheDiskEndsTradingUntilRestart()
{
    Scene scene;
    scene.place("first-1");
    scene.desk.world.advance(std::chrono::seconds(5));
    scene.desk.disk.failSoon(DiskFailure::InputOutput, 0);
    scene.place("second-1");
    QVERIFY(scene.desk.isBroken());
    scene.desk.disk.heal();
    scene.place("third-1");
    QCOMPARE(scene.statusOf("third-1"), std::string("absent"));
    scene.desk.crash(true);
    QVERIFY(scene.desk.start());
    scene.desk.world.advance(std::chrono::seconds(20));
    QCOMPARE(scene.statusOf("first-1"), std::string("new"));
    scene.place("fourth-1");
    scene.desk.world.advance(std::chrono::seconds(5));
    QCOMPARE(scene.statusOf("fourth-1"), std::string("new"));
    QVERIFY(scene.auditor.violations().empty());
}

QTEST_GUILESS_MAIN(SimulatedDeskTest)
#include "simulated_desk_test.moc"
