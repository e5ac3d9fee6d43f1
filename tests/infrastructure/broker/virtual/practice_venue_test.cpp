// PracticeVenue: what the contract does not see: commits, restarts, latency, the market's queue, and a store that fails.
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

domain::OrderTerms buy(const PracticeWorld& world, const std::string& size)
{
    auto terms = marketOrder(world.account, world.aaa, domain::Side::Buy, size);
    terms.timeInForce = domain::TimeInForce::GoodTillCancel;   // the machine's clock is a day behind the market's
    return terms;
}

domain::OrderTerms rest(const PracticeWorld& world, const std::string& size, const std::string& limit)
{
    auto terms = limitOrder(world.account, world.aaa, domain::Side::Buy, size, limit);
    terms.timeInForce = domain::TimeInForce::GoodTillCancel;
    return terms;
}

}  // namespace

class PracticeVenueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theAccountOpensAtFirstUseAlone()
    {
        PracticeWorld world;
        QCOMPARE(world.store.events().size(), std::size_t{1});
        world.adapter->disconnectNow();
        world.adapter->connectNow();
        world.run();
        QCOMPARE(world.store.events().size(), std::size_t{1});
        QCOMPARE(world.books().books.cashIn(domain::Currency("USD")).toString(), std::string("100000"));
    }
    void aRestartContinuesWithTheSameBooksAndIds()
    {
        PracticeWorld world;
        world.offer(quote(world.aaa, "99.00", "10", "100.00", "10", 1));
        world.submit("one", buy(world, "15"));
        world.submit("two", rest(world, "5", "90.00"));
        const domain::VenueState before = world.books();
        world.adapter.reset();
        world.stopVenue();
        world.startVenue();
        QVERIFY(world.books() == before);
        world.connectAdapter();
        world.sink.reports.clear();
        world.offer(trade(world.aaa, "89.00", "5", 3));
        world.offer(quote(world.aaa, "99.00", "10", "101.00", "10", 4));
        QCOMPARE(world.sink.kindsOf(ClientOrderId("two")), Kinds{VenueReportKind::Filled});
        QCOMPARE(world.sink.kindsOf(ClientOrderId("one")), Kinds{VenueReportKind::Filled});
        QCOMPARE(world.books().executions.at(1).executionId.text(), std::string("practice-simulated-x2"));
        world.submit("three", rest(world, "5", "90.00"));
        QVERIFY(world.sink.reports.back().report.brokerOrderId == domain::BrokerOrderId("practice-simulated-o3"));
    }
    void aRestartKnowsTheClientOrderIdsOfBefore()
    {
        PracticeWorld world;
        world.submit("one", rest(world, "5", "90.00"));
        world.adapter.reset();
        world.stopVenue();
        world.startVenue();
        world.connectAdapter();
        world.submit("one", rest(world, "5", "90.00"));
        QCOMPARE(world.books().books.open.size(), std::size_t{1});
        world.submit("one", rest(world, "6", "90.00"));
        QCOMPARE(world.sink.reports.back().report.reason.code, domain::OrderReasonCode::VenueDuplicateClientOrderId);
    }
    void whatIsReportedWasCommitted()
    {
        PracticeWorld world;
        world.store.failCommits = application::StoreErrorKind::Broken;
        world.submit("one", rest(world, "5", "90.00"));
        QVERIFY(world.sink.kindsOf(ClientOrderId("one")).empty());
        QVERIFY(world.books().find(ClientOrderId("one")) == nullptr);
        QCOMPARE(world.sink.unanswered.size(), std::size_t{1});
        QCOMPARE(world.sink.downs.size(), std::size_t{1});
    }
    void aBrokenStoreRefusesConnectionsUntilARestart()
    {
        PracticeWorld world;
        world.store.failCommits = application::StoreErrorKind::Broken;
        world.submit("one", rest(world, "5", "90.00"));
        world.store.failCommits.reset();
        world.adapter->connectNow();
        world.run();
        QCOMPARE(world.sink.ups, 1);
        QVERIFY(world.sink.downs.back().find("store failed") != std::string::npos);
    }
    void aFullDiskIsTriedAgain()
    {
        PracticeWorld world;
        world.store.failCommits = application::StoreErrorKind::Full;
        world.submit("one", rest(world, "5", "90.00"));
        world.store.failCommits.reset();
        world.adapter->connectNow();
        world.run();
        QCOMPARE(world.sink.ups, 2);
        world.submit("two", rest(world, "5", "90.00"));
        QCOMPARE(world.sink.kindsOf(ClientOrderId("two")), Kinds{VenueReportKind::Accepted});
    }
    void latencyDelaysBothWaysAndKeepsTheOrder()
    {
        PracticeWorld world({std::chrono::milliseconds(20), std::chrono::milliseconds(80), 7});
        world.offer(quote(world.aaa, "99.00", "10", "100.00", "100", 1));
        world.time.advance(std::chrono::milliseconds(200));
        QCOMPARE(world.sink.ups, 1);
        for (int i = 0; i < 20; ++i)
            world.submit("order-" + std::to_string(i), rest(world, "1", "90.00"));
        world.time.advance(std::chrono::milliseconds(39));
        QVERIFY(world.sink.reports.empty());
        world.time.advance(std::chrono::milliseconds(500));
        QCOMPARE(world.sink.reports.size(), std::size_t{20});
        for (int i = 0; i < 20; ++i)
            QCOMPARE(world.sink.reports.at(static_cast<std::size_t>(i)).order.text(), "order-" + std::to_string(i));
    }
    void theSameSeedHasTheSameLatency()
    {
        const auto play = [] {
            PracticeWorld world({std::chrono::milliseconds(1), std::chrono::milliseconds(900), 42});
            world.time.advance(std::chrono::seconds(2));
            for (int i = 0; i < 10; ++i)
                world.submit("order-" + std::to_string(i), rest(world, "1", "90.00"));
            world.time.advance(std::chrono::seconds(5));
            std::vector<std::int64_t> times;
            for (const auto& entry : world.sink.reports)
                times.push_back(entry.report.facts.receivedAt.nanoseconds());
            return times;
        };
        const auto once = play();
        QCOMPARE(once.size(), std::size_t{10});
        QVERIFY(once == play());
    }
    void aGapSuspendsTheFillsUntilTheNextQuote()
    {
        MarketFeedSettings feed;
        feed.capacity = 4;
        PracticeWorld world({}, feed);
        world.offer(quote(world.aaa, "99.00", "10", "100.00", "10", 1));
        world.submit("one", rest(world, "5", "90.00"));
        for (int i = 0; i < 4; ++i)
            QVERIFY(world.venue->offerTrade(trade(world.aaa, "95.00", "1", 2)));
        QVERIFY(!world.venue->offerTrade(trade(world.aaa, "80.00", "5", 3)));
        QVERIFY(!world.venue->offerGap("simulated", 1));
        world.run();
        QVERIFY(world.suspensions.empty());
        QCOMPARE(world.venue->status().at(0).feedRefused, std::uint64_t{2});
        QVERIFY(world.venue->offerGap("simulated", 1));
        world.run();
        QCOMPARE(world.suspensions.size(), std::size_t{1});
        QVERIFY(world.suspensions.at(0).find("1 message was") != std::string::npos);
        QVERIFY(!world.venue->status().at(0).suspendedReason.empty());
        // No trade fills and quotes are forgotten: a market order waits for the next one.
        world.offer(trade(world.aaa, "80.00", "5", 3));
        world.submit("two", buy(world, "5"));
        QCOMPARE(world.sink.kindsOf(ClientOrderId("one")), Kinds{VenueReportKind::Accepted});
        QCOMPARE(world.sink.kindsOf(ClientOrderId("two")), Kinds{VenueReportKind::Accepted});
        world.offer(quote(world.aaa, "99.00", "10", "100.00", "10", 4));
        QCOMPARE(world.suspensions.size(), std::size_t{2});
        QVERIFY(world.suspensions.at(1).empty());
        QCOMPARE(world.sink.kindsOf(ClientOrderId("two")), (Kinds{VenueReportKind::Accepted, VenueReportKind::Filled}));
        world.offer(trade(world.aaa, "80.00", "5", 5));
        QCOMPARE(world.sink.kindsOf(ClientOrderId("one")), (Kinds{VenueReportKind::Accepted, VenueReportKind::Filled}));
    }
    void theReasonStandsWhileAnOrderWaitsInAnInstrumentThatWasNotQuoted()
    {
        PracticeWorld world;
        world.offer(quote(world.aaa, "99.00", "10", "100.00", "10", 1));
        QVERIFY(world.venue->offerGap("simulated", 7));
        world.run();
        world.offer(quote(world.btc, "99.00", "10", "100.00", "10", 2));
        QCOMPARE(world.suspensions.size(), std::size_t{2});
        world.submit("one", buy(world, "5"));
        QCOMPARE(world.suspensions.size(), std::size_t{3});
        QVERIFY(world.suspensions.at(2).find("7 messages were") != std::string::npos);
        world.offer(quote(world.aaa, "99.00", "10", "100.00", "10", 3));
        QCOMPARE(world.suspensions.size(), std::size_t{4});
        QVERIFY(world.suspensions.at(3).empty());
    }
    void aGapAndTheNextQuoteInOneBatchAreBothTold()
    {
        PracticeWorld world;
        QVERIFY(world.venue->offerGap("simulated", 1));
        QVERIFY(world.venue->offerQuote(quote(world.aaa, "99.00", "10", "100.00", "10", 1)));
        world.run();
        QCOMPARE(world.suspensions.size(), std::size_t{2});
    }
    void anotherSourcesGapSuspendsNothing()
    {
        PracticeWorld world;
        QVERIFY(world.venue->offerGap("other", 1));
        world.run();
        QVERIFY(world.suspensions.empty());
    }
    void aSourceThatCanWaitIsAskedTo()
    {
        std::vector<bool> asked;
        MarketFeedSettings feed;
        feed.capacity = 8;
        feed.sourceCanWait = true;
        feed.setSourcePaused = [&asked](bool paused) { asked.push_back(paused); };
        PracticeWorld world({}, feed);
        for (int i = 0; i < 6; ++i)
            QVERIFY(world.venue->offerTrade(trade(world.aaa, "95.00", "1", 2)));
        QCOMPARE(asked, std::vector<bool>{true});
        QVERIFY(world.venue->offerTrade(trade(world.aaa, "95.00", "1", 2)));
        QCOMPARE(asked.size(), std::size_t{1});
        world.run();
        QCOMPARE(asked, (std::vector<bool>{true, false}));
        QVERIFY(world.suspensions.empty());
    }
    void marketTimeAloneEndsADayOrder()
    {
        PracticeWorld world;
        world.offer(quote(world.aaa, "99.00", "10", "100.00", "10", 1));
        world.submit("one", limitOrder(world.account, world.aaa, domain::Side::Buy, "5", "90.00"));
        QVERIFY(world.venue->offerMarketTime("other", at(90'000)));
        world.run();
        QCOMPARE(world.sink.kindsOf(ClientOrderId("one")), Kinds{VenueReportKind::Accepted});
        QVERIFY(world.venue->offerMarketTime("simulated", at(86'400)));
        world.run();
        QCOMPARE(world.sink.kindsOf(ClientOrderId("one")), (Kinds{VenueReportKind::Accepted, VenueReportKind::Expired}));
    }
    void aLostQuoteStopsFillsUntilTheNext()
    {
        PracticeWorld world;
        world.offer(quote(world.aaa, "99.00", "10", "100.00", "10", 1));
        QVERIFY(world.venue->offerQuoteInvalid(world.aaa.id, "gap"));
        world.run();
        world.submit("one", buy(world, "5"));
        QCOMPARE(world.sink.kindsOf(ClientOrderId("one")), Kinds{VenueReportKind::Accepted});
        world.offer(quote(world.aaa, "99.00", "10", "100.00", "10", 2));
        QCOMPARE(world.sink.kindsOf(ClientOrderId("one")).size(), std::size_t{2});
    }
    void anAccountThatIsNotKeptIsRefused()
    {
        PracticeWorld world;
        RecordingSink sink;
        VirtualBrokerAdapter other(domain::AccountId("practice-other"), world.venue->address(), sink, world.io, world.time);
        other.connectNow();
        world.run();
        QCOMPARE(sink.ups, 0);
        QCOMPARE(sink.downs.size(), std::size_t{1});
        QVERIFY(sink.downs.at(0).find("practice-other") != std::string::npos);
    }
    void aLiveSourceFillsNoMarketOrderBeforeItsFirstQuote()
    {
        PracticeWorld world;
        world.submit("one", buy(world, "5"));
        world.offer(trade(world.aaa, "100.00", "50", 2));
        QCOMPARE(world.sink.kindsOf(ClientOrderId("one")), Kinds{VenueReportKind::Accepted});
        world.offer(quote(world.aaa, "99.00", "10", "100.01", "10", 3));
        QCOMPARE(world.sink.reports.back().report.price.toString(), std::string("100.01"));
    }
    void aReplayOfTradesAloneFillsMarketOrders()
    {
        MarketFeedSettings feed;
        feed.sourceCanWait = true;
        PracticeWorld world({}, feed);
        world.submit("one", buy(world, "5"));
        world.offer(trade(world.aaa, "100.00", "50", 2));
        QCOMPARE(world.sink.kindsOf(ClientOrderId("one")), (Kinds{VenueReportKind::Accepted, VenueReportKind::Filled}));
    }
    void aVenueThatIsGoneDoesNotAnswer()
    {
        PracticeWorld world;
        world.stopVenue();
        QCOMPARE(world.sink.downs.size(), std::size_t{1});
        world.adapter->connectNow();
        world.time.advance(std::chrono::seconds(6));
        QCOMPARE(world.sink.downs.size(), std::size_t{2});
        QVERIFY(!world.sink.downs.at(1).empty());
    }
    void anAdapterThatIsGoneIsToldNothing()
    {
        PracticeWorld world;
        world.submit("one", rest(world, "5", "90.00"));
        world.adapter.reset();
        world.offer(trade(world.aaa, "89.00", "5", 3));
        world.time.advance(std::chrono::seconds(3));
        QCOMPARE(world.venue->status().at(0).sessions, std::size_t{0});
        QCOMPARE(world.books().executions.size(), std::size_t{1});
    }
    void aClientThatTakesNothingLosesItsConnection()
    {
        PracticeWorld world;
        world.io.close();
        world.time.advance(std::chrono::seconds(2));
        QCOMPARE(world.venue->status().at(0).sessions, std::size_t{0});
    }
    void eachMessageOfTheStreamIsStampedAndNamed()
    {
        PracticeWorld world;
        world.offer(quote(world.aaa, "99.00", "10", "100.00", "10", 7));
        world.submit("one", buy(world, "5"));
        const auto& stored = world.store.events().back();
        QCOMPARE(stored.command.actor, std::string("client:practice-simulated"));
        QVERIFY(stored.occurredAt == at(7));
        QVERIFY(stored.recordedAt == world.time.utcNow());
        QVERIFY(!stored.command.commandId.isNil());
        const auto& raw = world.sink.reports.back().report.facts.raw;
        QVERIFY2(raw.find("\"execution_id\":\"practice-simulated-x1\"") != std::string::npos, raw.c_str());
    }
};

QTEST_GUILESS_MAIN(PracticeVenueTest)
#include "practice_venue_test.moc"
