// StreamingService: what it wires, starts and stops.
#include "tests/application/streaming/streaming_fakes.h"

#include <QtTest>

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

}  // namespace

class StreamingServiceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void orderStreamUpAsksForReconciliation();
    void serviceWiresTheParts();
    void serviceRefusesUnknownSource();
    void serviceStartsAndStopsIdempotently();
    void suspendedFillsStandBesideTheDataStream();
};

void StreamingServiceTest::orderStreamUpAsksForReconciliation()
{
    StreamingWorld w;
    std::vector<std::uint64_t> generations;
    int lost = 0;
    StreamingService::Hooks hooks;
    hooks.reconcile = [&](const auto&, std::uint64_t generation) { generations.push_back(generation); };
    hooks.ordersLost = [&](const auto&, const auto&) { ++lost; };
    StreamingService service({w.adapters, w.lifecycle, w.market, w.trading, w.monitor, w.counters}, hooks);
    QVERIFY(service.startup("fake").has_value());
    QCOMPARE(w.venue->connects, 1);
    const domain::AccountId practice("practice");
    w.trading.onOrderStreamUp(practice);
    QCOMPARE(generations.size(), std::size_t{1});
    QVERIFY(!statusOf(w, "practice").reason.empty());   // compared with the venue first
    QVERIFY(w.trading.setConfirmed(practice, generations[0]));
    QVERIFY(statusOf(w, "practice").reason.empty());
    w.trading.onOrderStreamDown(practice, "bye");
    QCOMPARE(lost, 1);
}

void StreamingServiceTest::serviceWiresTheParts()
{
    StreamingWorld w;
    domain::Instrument declared;
    declared.id = apple;
    w.source->instruments = {declared};
    w.source->observer = &w.lifecycle;
    std::size_t told = 0;
    StreamingService::Hooks hooks;
    hooks.instruments = [&](const auto& instruments) { told = instruments.size(); };
    StreamingService service({w.adapters, w.lifecycle, w.market, w.trading, w.monitor, w.counters}, hooks);
    QVERIFY(service.startup("fake").has_value());
    QCOMPARE(told, std::size_t{1});
    service.setHeldInstruments({apple});
    w.market.onTrade(trade(bitcoin, 100, 1, w.world.utcNow()));
    w.market.onQuote(quote(apple, 100, 101, w.world.utcNow()));
    w.market.onTrade(trade(apple, 100, 1, w.world.utcNow()));
    w.world.runReady();
    QCOMPARE(w.counted("unsubscribed_data"), std::uint64_t{1});
    QCOMPARE(w.marks.size(), std::size_t{1});
    w.lifecycle.onDisconnected("fake", "unplugged");
    QVERIFY(w.market.latest(apple)->quoteInvalid);
    const StreamingStatus status = service.status();
    QVERIFY(status.running && status.source == "fake");
    QCOMPARE(status.streams.size(), std::size_t{2});
    QCOMPARE(status.subscriptions.size(), std::size_t{1});
    QVERIFY(!status.counters.empty());
}

void StreamingServiceTest::serviceRefusesUnknownSource()
{
    StreamingWorld w;
    StreamingService service({w.adapters, w.lifecycle, w.market, w.trading, w.monitor, w.counters}, {});
    const auto started = service.startup("nowhere");
    QVERIFY(!started);
    QCOMPARE(started.error(), std::string("There is no market source named nowhere."));
    QVERIFY(!service.status().running);
}

void StreamingServiceTest::serviceStartsAndStopsIdempotently()
{
    StreamingWorld w;
    w.source->observer = &w.lifecycle;
    StreamingService service({w.adapters, w.lifecycle, w.market, w.trading, w.monitor, w.counters}, {});
    service.initialize();
    service.initialize();
    QVERIFY(service.startup("fake").has_value());
    QVERIFY(service.startup("fake").has_value());
    QCOMPARE(w.source->connects, 1);
    service.shutdown();
    service.shutdown();
    QCOMPARE(w.source->disconnects, 1);
    w.world.advance(minutes(5));
    QVERIFY(w.world.isIdle());
}

void StreamingServiceTest::suspendedFillsStandBesideTheDataStream()
{
    StreamingWorld w;
    w.source->observer = &w.lifecycle;
    StreamingService service({w.adapters, w.lifecycle, w.market, w.trading, w.monitor, w.counters}, {});
    QVERIFY(service.startup("fake").has_value());
    bool full = true;
    MarketCallbacks callbacks;
    callbacks.onTrade = [&](const auto&) { return full ? Acceptance::Full : Acceptance::Accepted; };
    callbacks.onGap = [&](std::uint64_t) { return full ? Acceptance::Full : Acceptance::Accepted; };
    const auto registration = w.market.registerCallbacks("practice", callbacks);
    w.market.onTrade(trade(apple, 100, 1, w.world.utcNow()));
    QVERIFY(statusOf(w).reason.find("suspended") != std::string::npos);
    full = false;
    w.world.advance(milliseconds(20));
    QVERIFY(statusOf(w).reason.find("suspended") != std::string::npos);   // long enough to be read
    for (auto waited = Duration(); waited <= StreamingLifecycleManager::noticeStands; waited += seconds(1)) {
        w.lifecycle.onActivity("fake");
        w.world.advance(seconds(1));
    }
    QVERIFY(statusOf(w).reason.empty());
}

QTEST_GUILESS_MAIN(StreamingServiceTest)
#include "streaming_service_test.moc"
