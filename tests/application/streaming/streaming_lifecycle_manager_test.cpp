// StreamingLifecycleManager and its parts: back-off, staleness, resubscription, observations.
#include "tests/application/streaming/streaming_fakes.h"

#include <QtTest>
#include <rapidcheck.h>

#include <algorithm>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::test;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const domain::InstrumentId apple = instrument("AAPL");
const domain::InstrumentId bitcoin = instrument("BTC-USD");

StreamStatus statusOf(const StreamingWorld& w, const std::string& name = "fake")
{
    for (const auto& status : w.lifecycle.streams()) {
        if (status.name == name)
            return status;
    }
    return {};
}

void connectFake(StreamingWorld& w)
{
    w.source->observer = &w.lifecycle;
    w.lifecycle.startSource("fake");
    w.world.runReady();
}

template <typename Event>
std::size_t countOf(const StreamingWorld& w)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        w.connectionEvents, [](const auto& event) { return std::holds_alternative<Event>(event); }));
}

}  // namespace

class StreamingLifecycleManagerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void backoffDoublesToACapWithJitter();
    void retryAfterLengthensOneWait();
    void refusedConnectionIsTriedWithGrowingPauses();
    void finishedSourceRestsWithoutAnAttempt();
    void silentConnectAttemptHasADeadline();
    void provenConnectionStartsTheBackoffAnew();
    void quietSymbolOnALiveStreamIsNotStale();
    void muteStreamGoesStaleThenReconnects();
    void activityEndsStaleness();
    void sourceThatMayBeSilentIsNeverStale();
    void wantedSetIsSentAgainAfterReconnect();
    void subscriptionsAreCountedByReason();
    void subscriptionsOfOneGoLeaveInOneMessage();
    void unwantedInstrumentLingersThenGoes();
    void subscriptionStatesAreKept();
    void missingAcknowledgementIsCounted();
    void statusIsToldAtLeastOnceASecond();
    void statusSaysWhenTheNextAttemptIs();
    void adapterWarningStandsBesideTheLiveStream();
    void connectionChangesBecomeCommandsOnce();
    void observationThatABusyEngineRefusedIsSentAgain();
    void stopIsOrderlyAndIdempotent();
};

void StreamingLifecycleManagerTest::backoffDoublesToACapWithJitter()
{
    const bool holds = rc::check("bounds of each wait", [] {
        ReconnectBackoff backoff(*rc::gen::arbitrary<std::uint64_t>());
        std::int64_t base = 1'000;
        for (int attempt = 0; attempt < 12; ++attempt) {
            const auto wait = std::chrono::duration_cast<milliseconds>(backoff.next()).count();
            RC_ASSERT(wait >= base * 3 / 4 - 1);
            RC_ASSERT(wait <= std::min<std::int64_t>(base * 5 / 4, 60'000));
            base = std::min<std::int64_t>(base * 2, 60'000);
        }
    });
    QVERIFY(holds);
    ReconnectBackoff one(1);
    ReconnectBackoff other(2);
    QVERIFY(one.next() != other.next());
}

void StreamingLifecycleManagerTest::retryAfterLengthensOneWait()
{
    ReconnectBackoff backoff(1);
    backoff.askFor(seconds(30));
    QVERIFY(backoff.next() == seconds(30));
    QVERIFY(backoff.next() < seconds(3));
    backoff.askFor(std::chrono::hours(5));
    QVERIFY(backoff.next() == ReconnectBackoff::retryAfterCap);
}

void StreamingLifecycleManagerTest::refusedConnectionIsTriedWithGrowingPauses()
{
    StreamingWorld w;
    w.source->refuses = true;
    connectFake(w);
    w.world.advance(minutes(10));
    const auto& times = w.source->connectTimes;
    QVERIFY(times.size() > 10);
    for (std::size_t i = 1; i < times.size(); ++i)
        QVERIFY(times[i] - times[i - 1] <= seconds(60));
    QVERIFY(times[1] - times[0] <= milliseconds(1250));
    QVERIFY(times[9] - times[8] >= seconds(45));
    QCOMPARE(statusOf(w).reason, std::string("refused"));
}

void StreamingLifecycleManagerTest::finishedSourceRestsWithoutAnAttempt()
{
    StreamingWorld w;
    connectFake(w);
    w.lifecycle.onFinished("fake", "replay finished");
    w.world.advance(minutes(10));
    QCOMPARE(w.source->connects, 1);
    QVERIFY(statusOf(w).health == StreamHealth::Finished);
    QCOMPARE(statusOf(w).reason, std::string("replay finished"));
    QCOMPARE(statusOf(w).nextAttemptMilliseconds, std::int64_t{0});
    QCOMPARE(w.counted("connections_lost"), std::uint64_t{0});
    QCOMPARE(countOf<domain::ConnectionLost>(w), std::size_t{1});
    w.lifecycle.onDisconnected("fake", "stopped");
    QVERIFY(statusOf(w).health == StreamHealth::Finished);
}

void StreamingLifecycleManagerTest::silentConnectAttemptHasADeadline()
{
    StreamingWorld w;
    w.lifecycle.startSource("fake");
    QVERIFY(statusOf(w).health == StreamHealth::Connecting);
    w.world.advance(seconds(15));
    QVERIFY(statusOf(w).health == StreamHealth::Down);
    QCOMPARE(w.source->disconnects, 1);
    QCOMPARE(w.counted("connect_timeouts"), std::uint64_t{1});
    w.world.advance(seconds(2));
    QCOMPARE(w.source->connects, 2);
}

void StreamingLifecycleManagerTest::provenConnectionStartsTheBackoffAnew()
{
    StreamingWorld w;
    w.source->refuses = true;
    connectFake(w);
    w.world.advance(seconds(20));
    w.source->refuses = false;
    w.world.advance(minutes(1));
    for (int i = 0; i < 12; ++i) {
        w.lifecycle.onActivity("fake");
        w.world.advance(seconds(1));
    }
    QVERIFY(statusOf(w).health == StreamHealth::Live);
    w.lifecycle.onDisconnected("fake", "bye");
    QVERIFY(statusOf(w).nextAttemptMilliseconds <= 1250);
}

void StreamingLifecycleManagerTest::quietSymbolOnALiveStreamIsNotStale()
{
    StreamingWorld w;
    connectFake(w);
    w.market.onTrade(trade(apple, 100, 1, w.world.utcNow()));
    for (int i = 0; i < 60; ++i) {
        w.lifecycle.onActivity("fake");   // heartbeats; apple does not trade
        w.world.advance(seconds(1));
    }
    QVERIFY(statusOf(w).health == StreamHealth::Live);
    QCOMPARE(w.source->connects, 1);
}

void StreamingLifecycleManagerTest::muteStreamGoesStaleThenReconnects()
{
    StreamingWorld w;
    connectFake(w);
    // The transport answers pings all the while, which is not said to the observer: nothing arrives.
    w.world.advance(seconds(4));
    QVERIFY(statusOf(w).health == StreamHealth::Live);
    w.world.advance(seconds(2));
    QVERIFY(statusOf(w).health == StreamHealth::Stale);
    QCOMPARE(w.counted("stale_streams"), std::uint64_t{1});
    w.world.advance(seconds(9));
    QCOMPARE(w.source->disconnects, 0);
    w.world.advance(seconds(3));
    QCOMPARE(w.source->disconnects, 1);
    QCOMPARE(w.source->connects, 2);
    QVERIFY(statusOf(w).health == StreamHealth::Live);
}

void StreamingLifecycleManagerTest::activityEndsStaleness()
{
    StreamingWorld w;
    connectFake(w);
    w.world.advance(seconds(7));
    QVERIFY(statusOf(w).health == StreamHealth::Stale);
    w.lifecycle.onActivity("fake");
    QVERIFY(statusOf(w).health == StreamHealth::Live);
}

void StreamingLifecycleManagerTest::sourceThatMayBeSilentIsNeverStale()
{
    StreamingWorld w;
    w.source->sourceTraits.expectedActivity = Duration::zero();
    connectFake(w);
    w.world.advance(minutes(60));
    QVERIFY(statusOf(w).health == StreamHealth::Live);
}

void StreamingLifecycleManagerTest::wantedSetIsSentAgainAfterReconnect()
{
    StreamingWorld w;
    w.lifecycle.subscribe(apple, "chart");
    connectFake(w);
    w.lifecycle.subscribe(bitcoin, "watchlist");
    w.world.runReady();
    QVERIFY(w.source->subscriptions.back() == (std::set{apple, bitcoin}));
    w.source->subscriptions.clear();
    w.lifecycle.onDisconnected("fake", "bye");
    w.world.advance(seconds(2));
    QCOMPARE(w.source->subscriptions.size(), std::size_t{1});
    QVERIFY(w.source->subscriptions.back() == (std::set{apple, bitcoin}));
}

void StreamingLifecycleManagerTest::subscriptionsAreCountedByReason()
{
    StreamingWorld w;
    w.lifecycle.subscribe(apple, "chart");
    w.lifecycle.subscribe(apple, "chart");
    w.lifecycle.subscribe(apple, "order");
    w.lifecycle.unsubscribe(apple, "chart");
    w.lifecycle.unsubscribe(apple, "watchlist");   // never asked for: no effect
    w.lifecycle.setSubscriptions("position", {apple});
    const auto reasons = w.lifecycle.subscriptions().at(0).reasons;
    QVERIFY(reasons == (std::map<std::string, int>{{"chart", 1}, {"order", 1}, {"position", 1}}));
}

void StreamingLifecycleManagerTest::subscriptionsOfOneGoLeaveInOneMessage()
{
    StreamingWorld w;
    connectFake(w);
    w.source->subscriptions.clear();
    for (int i = 0; i < 20; ++i)
        w.lifecycle.subscribe(instrument("S" + std::to_string(i)), "watchlist");
    w.world.runReady();
    QCOMPARE(w.source->subscriptions.size(), std::size_t{1});
    QCOMPARE(w.source->subscriptions[0].size(), std::size_t{20});
}

void StreamingLifecycleManagerTest::unwantedInstrumentLingersThenGoes()
{
    StreamingWorld w;
    w.source->sourceTraits.expectedActivity = Duration::zero();
    connectFake(w);
    w.lifecycle.subscribe(apple, "chart");
    w.lifecycle.unsubscribe(apple, "chart");
    w.world.advance(minutes(1));
    QVERIFY(w.source->subscriptions.back() == std::set{apple});
    w.world.advance(minutes(2));
    QVERIFY(w.source->subscriptions.back().empty());
}

void StreamingLifecycleManagerTest::subscriptionStatesAreKept()
{
    StreamingWorld w;
    connectFake(w);
    w.lifecycle.subscribe(apple, "chart");
    const auto state = [&] { return w.lifecycle.subscriptions().at(0); };
    QVERIFY(state().state == SubscriptionState::Wanted);
    w.lifecycle.onSubscription("fake", apple, SubscriptionState::Sent, {});
    w.lifecycle.onSubscription("fake", apple, SubscriptionState::Active, {});
    QVERIFY(state().state == SubscriptionState::Active);
    w.lifecycle.onSubscription("fake", apple, SubscriptionState::Refused, "no such product");
    QCOMPARE(state().refusal, std::string("no such product"));
    QCOMPARE(w.counted("subscriptions_refused"), std::uint64_t{1});
    w.lifecycle.onDisconnected("fake", "bye");
    QVERIFY(state().state == SubscriptionState::Wanted);
}

void StreamingLifecycleManagerTest::missingAcknowledgementIsCounted()
{
    StreamingWorld w;
    w.source->sourceTraits.expectedActivity = Duration::zero();
    connectFake(w);
    w.lifecycle.subscribe(apple, "chart");
    w.lifecycle.onSubscription("fake", apple, SubscriptionState::Sent, {});
    w.world.advance(seconds(30));
    QCOMPARE(w.counted("subscriptions_unacknowledged"), std::uint64_t{1});
}

void StreamingLifecycleManagerTest::statusIsToldAtLeastOnceASecond()
{
    StreamingWorld w;
    connectFake(w);
    for (int i = 0; i < 5; ++i) {
        static_cast<void>(w.display.take());
        w.world.advance(seconds(1));
        const MarketBatch batch = w.display.take();
        QCOMPARE(batch.streams.size(), std::size_t{1});
        QVERIFY(batch.streams[0].lastActivity.has_value());
    }
}

void StreamingLifecycleManagerTest::statusSaysWhenTheNextAttemptIs()
{
    StreamingWorld w;
    connectFake(w);
    w.lifecycle.onRetryAfter("fake", seconds(40));
    w.lifecycle.onDisconnected("fake", "rate limit");
    QCOMPARE(statusOf(w).nextAttemptMilliseconds, std::int64_t{40'000});
    w.world.advance(seconds(10));
    QCOMPARE(statusOf(w).nextAttemptMilliseconds, std::int64_t{30'000});
}

void StreamingLifecycleManagerTest::adapterWarningStandsBesideTheLiveStream()
{
    StreamingWorld w;
    connectFake(w);
    for (int i = 0; i < 10; ++i)
        w.market.onMalformed("fake", "garbled");
    w.world.advance(seconds(1));
    const MarketBatch batch = w.display.take();
    QVERIFY(batch.streams.at(0).health == StreamHealth::Live);
    QVERIFY(!batch.streams.at(0).reason.empty());
}

void StreamingLifecycleManagerTest::connectionChangesBecomeCommandsOnce()
{
    StreamingWorld w;
    connectFake(w);
    w.world.advance(seconds(4));
    QCOMPARE(w.connectionEvents.size(), std::size_t{1});
    w.world.advance(seconds(14));   // stale, lost, established again
    QCOMPARE(countOf<domain::ConnectionStreamStale>(w), std::size_t{1});
    QCOMPARE(countOf<domain::ConnectionLost>(w), std::size_t{1});
    QCOMPARE(countOf<domain::ConnectionEstablished>(w), std::size_t{2});
    w.source->refuses = true;
    w.lifecycle.onDisconnected("fake", "bye");
    w.world.advance(minutes(5));    // attempts that fail are no change
    QCOMPARE(countOf<domain::ConnectionLost>(w), std::size_t{2});
}

void StreamingLifecycleManagerTest::observationThatABusyEngineRefusedIsSentAgain()
{
    StreamingWorld w;
    w.fillBus();
    connectFake(w);
    QVERIFY(w.connectionEvents.empty());
    w.world.advance(seconds(1));
    QCOMPARE(countOf<domain::ConnectionEstablished>(w), std::size_t{1});
    QCOMPARE(w.counted("connection_events_late"), std::uint64_t{1});
}

void StreamingLifecycleManagerTest::stopIsOrderlyAndIdempotent()
{
    StreamingWorld w;
    connectFake(w);
    w.lifecycle.stop();
    w.lifecycle.stop();
    QCOMPARE(w.source->disconnects, 1);
    w.world.advance(minutes(5));
    QCOMPARE(w.source->connects, 1);
    QVERIFY(w.world.isIdle());
    QVERIFY(w.display.take().streams.at(0).health == StreamHealth::Down);
}

QTEST_GUILESS_MAIN(StreamingLifecycleManagerTest)
#include "streaming_lifecycle_manager_test.moc"
