// FaultyVenue: each fault does what it says, and nothing is left without an answer.
#include "infrastructure/broker/faulty/faulty_venue.h"
#include "tests/support/venue/practice_world.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure;
using namespace tradecore::test;
using domain::ClientOrderId;
using domain::RequestId;
using domain::VenueReportKind;
using Kinds = std::vector<VenueReportKind>;

namespace {

// A practice world whose orders go through a FaultyVenue with a sink of its own.
struct FaultyWorld {
    explicit FaultyWorld(const char* script)
        : venue(FaultScript::parse(script).value(),
                [this](application::TradingReportSink& inner) {
                    return std::make_unique<VirtualBrokerAdapter>(domain::AccountId("practice-simulated"),
                                                                  world.venue->address(), inner, world.io, world.time);
                },
                sink, world.io)
    {
        world.adapter.reset();
        venue.connectNow();
        world.offer(quote(world.aaa, "99.00", "100", "100.00", "100", 1));
    }
    void submit(const std::string& order, const domain::OrderTerms& terms)
    {
        venue.submit({RequestId(order + "-submit"), ClientOrderId(order), terms});
        world.run();
    }
    void cancel(const std::string& order)
    {
        venue.cancel({RequestId(order + "-cancel"), ClientOrderId(order), std::nullopt, world.account});
        world.run();
    }
    domain::OrderTerms filling() { return marketOrder(world.account, world.aaa, domain::Side::Buy, "10"); }
    domain::OrderTerms resting() { return limitOrder(world.account, world.aaa, domain::Side::Buy, "10", "50.00"); }
    Kinds kinds(const std::string& order) { return sink.kindsOf(ClientOrderId(order)); }

    PracticeWorld world;
    RecordingSink sink;
    FaultyVenue venue;
};

}  // namespace

class FaultyVenueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutFaultsNothingChanges()
    {
        FaultyWorld world("");
        world.submit("one", world.filling());
        QCOMPARE(world.kinds("one"), (Kinds{VenueReportKind::Accepted, VenueReportKind::Filled}));
        world.world.time.advance(std::chrono::seconds(20));
        QVERIFY(world.sink.unanswered.empty());
        QVERIFY(world.sink.activity > 15);
    }
    void aDroppedSubmitNeverReachesTheVenue()
    {
        FaultyWorld world("drop-submit:1");
        world.submit("one", world.filling());
        world.world.time.advance(std::chrono::seconds(6));
        QCOMPARE(world.sink.unanswered.size(), std::size_t{1});
        QVERIFY(world.world.books().find(ClientOrderId("one")) == nullptr);
        world.submit("two", world.filling());
        QCOMPARE(world.kinds("two").size(), std::size_t{2});
    }
    void aDroppedAnswerLeavesAnOrderThatTheVenueHas()
    {
        FaultyWorld world("drop-answer:1");
        world.submit("one", world.resting());
        world.world.time.advance(std::chrono::seconds(6));
        QCOMPARE(world.sink.unanswered.size(), std::size_t{1});
        QVERIFY(world.kinds("one").empty());
        QVERIFY(world.world.books().find(ClientOrderId("one")) != nullptr);
        world.world.offer(trade(world.world.aaa, "49.00", "10", 30));
        QCOMPARE(world.kinds("one"), Kinds{VenueReportKind::Filled});
    }
    void aLateAcknowledgementComesAfterTheTimeout()
    {
        FaultyWorld world("late-ack:1:8s");
        world.submit("one", world.filling());
        world.world.time.advance(std::chrono::seconds(6));
        QCOMPARE(world.sink.unanswered.size(), std::size_t{1});
        QVERIFY(world.kinds("one").empty());
        world.world.time.advance(std::chrono::seconds(3));
        QCOMPARE(world.kinds("one"), (Kinds{VenueReportKind::Accepted, VenueReportKind::Filled}));
        QCOMPARE(world.sink.unanswered.size(), std::size_t{1});
    }
    void aLateAcknowledgementInTimeIsNoTimeout()
    {
        FaultyWorld world("late-ack:1:3s");
        world.submit("one", world.resting());
        world.world.time.advance(std::chrono::seconds(20));
        QVERIFY(world.sink.unanswered.empty());
        QCOMPARE(world.kinds("one"), Kinds{VenueReportKind::Accepted});
    }
    void aFillComesBeforeTheAcknowledgement()
    {
        FaultyWorld world("fill-before-ack:*");
        world.submit("one", world.filling());
        QCOMPARE(world.kinds("one"), (Kinds{VenueReportKind::Filled, VenueReportKind::Accepted}));
    }
    void anOrderThatDoesNotFillIsStillAcknowledged()
    {
        FaultyWorld world("fill-before-ack:*");
        world.submit("one", world.resting());
        world.world.time.advance(std::chrono::seconds(10));
        QCOMPARE(world.kinds("one"), Kinds{VenueReportKind::Accepted});
        QVERIFY(world.sink.unanswered.empty());
    }
    void reportsComeTwice()
    {
        FaultyWorld world("duplicate:dup");
        world.submit("dup-1", world.filling());
        world.submit("one", world.filling());
        QCOMPARE(world.kinds("dup-1"), (Kinds{VenueReportKind::Accepted, VenueReportKind::Accepted,
                                              VenueReportKind::Filled, VenueReportKind::Filled}));
        QCOMPARE(world.kinds("one").size(), std::size_t{2});
    }
    void oneFillIsLost()
    {
        FaultyWorld world("lose-fill:1");
        world.submit("one", marketOrder(world.world.account, world.world.aaa, domain::Side::Buy, "150"));
        world.world.offer(quote(world.world.aaa, "99.00", "100", "100.01", "100", 2));
        QCOMPARE(world.kinds("one"), (Kinds{VenueReportKind::Accepted, VenueReportKind::Filled}));
        QCOMPARE(world.sink.reports.back().report.cumulativeBefore.toString(), std::string("100"));
    }
    void aCancelIsRefusedAndTheOrderStays()
    {
        FaultyWorld world("reject-cancel:1");
        world.submit("one", world.resting());
        world.cancel("one");
        QCOMPARE(world.kinds("one"), (Kinds{VenueReportKind::Accepted, VenueReportKind::CancelRefused}));
        QCOMPARE(world.world.books().books.open.size(), std::size_t{1});
        world.cancel("one");
        QCOMPARE(world.kinds("one").back(), VenueReportKind::Canceled);
    }
    void aDisconnectionComesBetweenWriteAndAcknowledgement()
    {
        FaultyWorld world("disconnect:1");
        world.submit("one", world.resting());
        QCOMPARE(world.sink.unanswered.size(), std::size_t{1});
        QCOMPARE(world.sink.downs.size(), std::size_t{1});
        QVERIFY(world.kinds("one").empty());
        QVERIFY(world.world.books().find(ClientOrderId("one")) != nullptr);
        world.venue.connectNow();
        world.world.run();
        QCOMPARE(world.sink.ups, 2);
    }
    void aMuteVenueSaysNothingUntilItIsConnectedAnew()
    {
        FaultyWorld world("mute:after=1");
        world.submit("one", world.resting());
        const int heard = world.sink.activity;
        world.submit("two", world.resting());
        world.world.time.advance(std::chrono::seconds(10));
        QVERIFY(world.kinds("two").empty());
        QCOMPARE(world.sink.activity, heard);
        int answers = 0;
        world.venue.openOrders([&answers](auto answer) {
            if (!answer && answer.error().kind == application::VenueError::Kind::Timeout)
                ++answers;
        });
        world.world.time.advance(std::chrono::seconds(10));
        QCOMPARE(answers, 1);
        world.venue.disconnectNow();
        world.venue.connectNow();
        world.world.time.advance(std::chrono::seconds(2));
        QVERIFY(world.sink.activity > heard);
        world.submit("three", world.resting());
        QCOMPARE(world.kinds("three"), Kinds{VenueReportKind::Accepted});
    }
    void aVenueThatOnlyBeatsLooksAlive()
    {
        FaultyWorld world("mute-heartbeats-only:after=0");
        const int heard = world.sink.activity;
        world.submit("one", world.resting());
        world.world.time.advance(std::chrono::seconds(10));
        QVERIFY(world.sink.activity > heard + 5);
        QVERIFY(world.kinds("one").empty());
        QCOMPARE(world.sink.unanswered.size(), std::size_t{1});
    }
    void everySubmitOfAStormIsAnsweredOrUnansweredOnce()
    {
        FaultyWorld world("drop-submit:3,drop-answer:5,late-ack:7:9s,disconnect:11,duplicate:13,mute:after=20");
        for (int i = 1; i <= 25; ++i) {
            world.submit("order-" + std::to_string(i), world.resting());
            world.venue.connectNow();
            world.world.run();
        }
        world.world.time.advance(std::chrono::seconds(30));
        for (int i = 1; i <= 25; ++i) {
            const ClientOrderId order("order-" + std::to_string(i));
            const auto isOf = [&order](const auto& entry) { return entry.order == order; };
            const auto said = std::ranges::count_if(world.sink.unanswered, isOf);
            QVERIFY2(said <= 1 && (said == 1 || !world.sink.kindsOf(order).empty()), order.text().c_str());
        }
    }
};

QTEST_GUILESS_MAIN(FaultyVenueTest)
#include "faulty_venue_test.moc"
