// CacheManager, AdapterMonitor, AdapterManager, Counters.
#include "tests/application/streaming/streaming_fakes.h"

#include <QtTest>

#include <thread>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::test;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

InstrumentSnapshot snapshotOf(const std::string& symbol)
{
    InstrumentSnapshot snapshot;
    snapshot.instrument = instrument(symbol);
    return snapshot;
}

}  // namespace

class CacheAndMonitorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cacheForgetsAfterItsTime();
    void cacheIsBoundedLeastRecentlyUsedFirst();
    void cacheCountsHitsAndMisses();
    void sweepFreesWhatIsTooOld();
    void monitorMeasuresRates();
    void aLateTickLosesNoMessage();
    void monitorWarns_data();
    void monitorWarns();
    void historyLatencyIsMeasuredFromRequestToAnswer();
    void monitorFiguresReachTheCounters();
    void adaptersAreKnownByName();
    void onlyASourceThatCanWaitIsPaused();
    void countersAreReadableFromAnyThread();
};

void CacheAndMonitorTest::cacheForgetsAfterItsTime()
{
    VirtualWorld world;
    Counters counters;
    CacheManager cache(world, counters);
    cache.putSnapshot(snapshotOf("A"));
    world.advance(minutes(5) - seconds(1));
    QVERIFY(cache.snapshot(instrument("A")).has_value());
    world.advance(seconds(1));
    QVERIFY(!cache.snapshot(instrument("A")).has_value());
}

void CacheAndMonitorTest::cacheIsBoundedLeastRecentlyUsedFirst()
{
    VirtualWorld world;
    Counters counters;
    CacheManager::Limits limits;
    limits.snapshots = 2;
    CacheManager cache(world, counters, limits);
    cache.putSnapshot(snapshotOf("A"));
    cache.putSnapshot(snapshotOf("B"));
    QVERIFY(cache.snapshot(instrument("A")).has_value());
    cache.putSnapshot(snapshotOf("C"));
    QCOMPARE(cache.snapshotCount(), std::size_t{2});
    QVERIFY(cache.snapshot(instrument("A")).has_value());
    QVERIFY(!cache.snapshot(instrument("B")).has_value());
    QCOMPARE(counters.value("cache_evicted"), std::uint64_t{1});
}

void CacheAndMonitorTest::cacheCountsHitsAndMisses()
{
    VirtualWorld world;
    Counters counters;
    CacheManager cache(world, counters);
    const BarsKey key{instrument("A"), domain::Timeframe::OneMinute};
    QVERIFY(!cache.history(key));
    cache.putHistory(key, CachedHistory{});
    QVERIFY(cache.history(key));
    QVERIFY(cache.hasHistory(key));
    QCOMPARE(counters.value("cache_hits"), std::uint64_t{1});
    QCOMPARE(counters.value("cache_misses"), std::uint64_t{1});
}

void CacheAndMonitorTest::sweepFreesWhatIsTooOld()
{
    VirtualWorld world;
    Counters counters;
    CacheManager cache(world, counters);
    cache.putSnapshot(snapshotOf("A"));
    cache.putHistory({instrument("A"), domain::Timeframe::OneMinute}, CachedHistory{});
    world.advance(minutes(3));
    cache.sweep();
    QCOMPARE(cache.snapshotCount(), std::size_t{1});
    QCOMPARE(cache.historyCount(), std::size_t{0});
    cache.putSnapshot(snapshotOf("B"));
    QVERIFY(cache.snapshot(instrument("B")).has_value());
}

void CacheAndMonitorTest::monitorMeasuresRates()
{
    VirtualWorld world;
    Counters counters;
    AdapterMonitor monitor(world, counters);
    for (int i = 0; i < 100; ++i)
        monitor.noteMessage("fake");
    world.advance(seconds(2));
    monitor.tick();
    const auto health = monitor.snapshot().at(0);
    QCOMPARE(health.messagesPerSecond, std::uint64_t{50});
    QVERIFY(health.lastActivity.has_value());
    QVERIFY(health.warning.empty());
}

void CacheAndMonitorTest::aLateTickLosesNoMessage()
{
    VirtualWorld world;
    Counters counters;
    AdapterMonitor monitor(world, counters);
    monitor.noteMessage("fake");
    world.advance(std::chrono::milliseconds(1'003));
    monitor.tick();
    QCOMPARE(monitor.snapshot().at(0).messagesPerSecond, std::uint64_t{1});
}

void CacheAndMonitorTest::monitorWarns_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("warning");
    QTest::newRow("malformed") << QStringLiteral("malformed")
                               << QStringLiteral("fake sends 5 messages a second that cannot be read; they are left out.");
    QTest::newRow("reconnects") << QStringLiteral("reconnects")
                                << QStringLiteral("The connection to fake was lost 5 times in the last 10 minutes.");
    QTest::newRow("history") << QStringLiteral("history")
                             << QStringLiteral("fake takes 6 seconds to answer for chart history.");
    QTest::newRow("nothing") << QStringLiteral("nothing") << QString();
}

void CacheAndMonitorTest::monitorWarns()
{
    QFETCH(QString, what);
    QFETCH(QString, warning);
    VirtualWorld world;
    Counters counters;
    AdapterMonitor monitor(world, counters);
    monitor.noteMessage("fake");
    for (int i = 0; i < 5; ++i) {
        if (what == QStringLiteral("malformed"))
            monitor.noteMalformed("fake");
        if (what == QStringLiteral("reconnects"))
            monitor.noteReconnect("fake");
        if (what == QStringLiteral("history"))
            monitor.noteHistoryLatency("fake", seconds(6));
    }
    world.advance(seconds(1));
    monitor.tick();
    QCOMPARE(QString::fromStdString(monitor.warningOf("fake")), warning);
}

void CacheAndMonitorTest::historyLatencyIsMeasuredFromRequestToAnswer()
{
    StreamingWorld w;
    w.market.watchBars({instrument("A"), domain::Timeframe::OneMinute});
    w.world.advance(seconds(7));
    w.source->answerHistory(std::vector<domain::Bar>());
    w.monitor.tick();
    QVERIFY(w.monitor.snapshot().at(0).historyLatency == Duration(seconds(7)));
}

void CacheAndMonitorTest::monitorFiguresReachTheCounters()
{
    StreamingWorld w;
    w.lifecycle.startSource("fake");
    w.lifecycle.onConnected("fake");
    for (int i = 0; i < 30; ++i)
        w.lifecycle.onActivity("fake");
    w.world.advance(seconds(1));
    QCOMPARE(w.counted("adapter_fake_messages_per_second"), std::uint64_t{30});
}

void CacheAndMonitorTest::adaptersAreKnownByName()
{
    StreamingWorld w;
    QVERIFY(!w.adapters.addSource(std::make_unique<FakeSource>(w.world)));
    QVERIFY(w.adapters.addSource(std::make_unique<FakeSource>(w.world, "other")));
    QVERIFY(w.adapters.activeSource() == w.source);
    QVERIFY(!w.adapters.activateSource("nowhere"));
    QVERIFY(w.adapters.activeSource() == w.source);
    QVERIFY(w.adapters.activateSource("other"));
    QVERIFY(w.adapters.venue(domain::AccountId("practice")) == w.venue);
    QVERIFY(w.adapters.venue(domain::AccountId("live")) == nullptr);
    QVERIFY(!w.adapters.addVenue(std::make_unique<FakeVenue>("practice")));
}

void CacheAndMonitorTest::onlyASourceThatCanWaitIsPaused()
{
    StreamingWorld w;
    QVERIFY(!w.adapters.pauseActiveSource(true));
    QVERIFY(w.source->pauses.empty());
    w.source->sourceTraits.canWait = true;
    QVERIFY(w.adapters.pauseActiveSource(true));
    QCOMPARE(w.source->pauses, std::vector<bool>{true});
}

void CacheAndMonitorTest::countersAreReadableFromAnyThread()
{
    Counters counters;
    Counter& counter = counters.named("a");
    std::thread writer([&] {
        for (int i = 0; i < 10'000; ++i)
            counter.increment();
    });
    for (int i = 0; i < 100; ++i)
        QVERIFY(counters.snapshot().at("a") <= 10'000);
    writer.join();
    QCOMPARE(counters.value("a"), std::uint64_t{10'000});
    QCOMPARE(counters.value("unknown"), std::uint64_t{0});
}

QTEST_GUILESS_MAIN(CacheAndMonitorTest)
#include "cache_and_monitor_test.moc"
