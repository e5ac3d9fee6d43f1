#include "domain/market/bar_builder.h"
#include "tests/infrastructure/broker/replay/replay_bench.h"
#include "tests/support/recording/simulated_recording.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <chrono>

namespace tradecore::test {

using namespace std::chrono_literals;
using namespace infrastructure;
using domain::Bar;
using domain::InstrumentId;
using domain::Timeframe;

namespace {

const InstrumentId apple{"AAPL", "REPLAY"};

std::string shippedRecording()
{
    return qEnvironmentVariable("TRADECORE_SOURCE_DIR").toStdString() + "/resources/recordings/first-light.tcr";
}

std::vector<Bar> barsOf(const std::vector<domain::Trade>& trades, const InstrumentId& instrument, Timeframe timeframe)
{
    domain::BarBuilder builder(timeframe);
    for (const auto& trade : trades) {
        if (trade.instrument == instrument)
            builder.add(trade);
    }
    return {builder.bars().begin(), builder.bars().end()};
}

// Remembers what it was fed; every frame is a trade of one ABC.
class EchoDecoder : public FrameDecoder {
public:
    explicit EchoDecoder(std::vector<std::string>& frames) : m_frames(frames) {}
    void decode(std::string_view frame, Timestamp receivedAt, application::MarketDataSink& sink) override
    {
        m_frames.emplace_back(frame);
        sink.onTrade({{"ABC-USD", "SOMEWHERE"}, domain::Price(Decimal::fromInteger(5)),
                      *domain::Quantity::from(Decimal::fromInteger(1)), domain::Aggressor::Buyer, true, {}, receivedAt, {}});
    }
    Result<std::vector<domain::Instrument>, std::string> decodeInstruments(std::string_view body) override
    {
        m_frames.emplace_back(body);
        domain::Instrument out;
        out.id = InstrumentId("ABC-USD", "SOMEWHERE");
        out.tickSize = domain::PriceOffset(Decimal::fromScaled(1, 2));
        out.lotSize = Decimal::fromScaled(1, 4);
        return std::vector{out};
    }
    void reset() override { m_frames.emplace_back("reset"); }

private:
    std::vector<std::string>& m_frames;
};

constexpr const char* capture = "wss://feed.example <-> 1618677816.8434298\n"
                                "wss://feed.example <- 1618677817.020616: {\"type\":\"subscribe\",\"product_ids\":[\"ABC-USD\"]}\n"
                                "1618677817.061845: {\"a\": \"b: c\" }  \n"
                                "1618677818.5: {\"second\":\xC3\xA9}\n";

FrameDecoderFactory echoFor(std::vector<std::string>& frames)
{
    return [&frames](std::string_view address) -> std::unique_ptr<FrameDecoder> {
        if (address.find("feed.example") == std::string_view::npos)
            return nullptr;
        return std::make_unique<EchoDecoder>(frames);
    };
}

}  // namespace

class TestReplaySource : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shipsTheRecordingThatTheSimulatedMarketMakes();
    void givesTheSameBarsAtEverySpeed_data();
    void givesTheSameBarsAtEverySpeed();
    void keepsTheDistancesOfTheRecording();
    void pausesWithoutLoss_data();
    void pausesWithoutLoss();
    void endsWithAReasonAndStands();
    void goesOnWhereItStopped();
    void mergesFilesByTime();
    void skipsALongSilence();
    void showsTheStandingQuoteToALateSubscriber();
    void answersHistoryFromBarFilesAndItsOwnTrades();
    void neverShowsBarsOfTheFuture();
    void handsFramesOnByteForByte();
    void prefersTheProductListOfTheCapture();
    void saysWhenNobodyCanReadACapture();
    void deliversInSlicesAtFullSpeed();
    void tellsStatisticsOfTheDay();
};

void TestReplaySource::shipsTheRecordingThatTheSimulatedMarketMakes()
{
    QFile file(QString::fromStdString(shippedRecording()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    // Where this differs: build/<preset>/tests/tradecore_make_recording > resources/recordings/first-light.tcr
    QVERIFY(file.readAll() == QByteArray::fromStdString(firstLightRecording()));
    QVERIFY(file.size() < 300'000);
}

void TestReplaySource::givesTheSameBarsAtEverySpeed_data()
{
    QTest::addColumn<double>("speed");
    QTest::newRow("10") << 10.0;
    QTest::newRow("1000") << 1000.0;
    QTest::newRow("maximum") << 0.0;
}

void TestReplaySource::givesTheSameBarsAtEverySpeed()
{
    QFETCH(double, speed);
    ReplayBench slow({shippedRecording()}, 1), fast({shippedRecording()}, speed);
    for (auto* bench : {&slow, &fast}) {
        bench->start();
        bench->runToTheEnd();
    }
    QVERIFY(slow.sink.trades.size() > 1'000);
    QCOMPARE(fast.sink.trades.size(), slow.sink.trades.size());
    QCOMPARE(fast.sink.quotes.size(), slow.sink.quotes.size());
    for (const auto timeframe : {Timeframe::OneSecond, Timeframe::OneMinute}) {
        const auto bars = barsOf(slow.sink.trades, apple, timeframe);
        QVERIFY(bars.size() >= 4);
        QVERIFY(barsOf(fast.sink.trades, apple, timeframe) == bars);
    }
    QVERIFY(fast.source.marketTime() == slow.source.marketTime());
}

void TestReplaySource::keepsTheDistancesOfTheRecording()
{
    ReplayBench bench({shippedRecording()}, 2);
    bench.start();
    const Timestamp begin = bench.source.marketTime();
    bench.world.advance(20s);
    const Duration passed = bench.source.marketTime() - begin;
    QVERIFY(passed > 39s && passed <= 40s + 100ms);
    QVERIFY(bench.sink.trades.back().venueTime <= bench.source.marketTime());
    QVERIFY(bench.sink.marketTimes.size() >= 38 && bench.sink.marketTimes.size() <= 42);
}

void TestReplaySource::pausesWithoutLoss_data()
{
    QTest::addColumn<double>("speed");
    QTest::newRow("5") << 5.0;
    QTest::newRow("maximum") << 0.0;
}

void TestReplaySource::pausesWithoutLoss()
{
    QFETCH(double, speed);
    ReplayBench whole({shippedRecording()}, 0), halting({shippedRecording()}, speed);
    whole.start();
    whole.runToTheEnd();
    // A consumer with a queue of ten: full, it asks to wait, from inside the call.
    std::size_t sincePause = 0, events = 0, whilePaused = 0;
    bool paused = false;
    halting.sink.afterEach = [&] {
        ++events;
        whilePaused += paused ? 1 : 0;
        if (++sincePause == 10) {
            sincePause = 0;
            paused = true;
            halting.source.setPaused(true);
            halting.scheduler.after(3ms, [&] {
                paused = false;
                halting.source.setPaused(false);
            });
        }
    };
    halting.start();
    halting.runToTheEnd();
    QCOMPARE(whilePaused, std::size_t{0});
    QVERIFY(events > 1'000);
    QCOMPARE(halting.sink.trades.size(), whole.sink.trades.size());
    QVERIFY(barsOf(halting.sink.trades, apple, Timeframe::OneSecond) == barsOf(whole.sink.trades, apple, Timeframe::OneSecond));
}

void TestReplaySource::endsWithAReasonAndStands()
{
    ReplayBench bench({shippedRecording()}, 0);
    bench.start();
    bench.runToTheEnd();
    QCOMPARE(bench.observer.disconnected, std::vector<std::string>{ReplaySource::finishedReason});
    const Timestamp end = bench.source.marketTime();
    bench.world.advance(1h);
    QVERIFY(bench.source.marketTime() == end);
    bench.source.connectNow();
    bench.world.advance(1s);
    QCOMPARE(bench.observer.connected, std::size_t{1});
    QCOMPARE(bench.observer.disconnected.size(), std::size_t{2});
    QVERIFY(bench.source.marketTime() == end);
    QVERIFY(!bench.history({apple, Timeframe::OneMinute, end - 1h, end}).empty());
}

void TestReplaySource::goesOnWhereItStopped()
{
    ReplayBench whole({shippedRecording()}, 1), broken({shippedRecording()}, 1);
    whole.start();
    whole.runToTheEnd();
    broken.start();
    broken.world.advance(30s);
    broken.source.disconnectNow();
    broken.world.advance(10min);
    broken.observer.disconnected.clear();
    broken.start();
    broken.runToTheEnd();
    QCOMPARE(broken.sink.trades.size(), whole.sink.trades.size());
    QVERIFY(barsOf(broken.sink.trades, apple, Timeframe::OneSecond) == barsOf(whole.sink.trades, apple, Timeframe::OneSecond));
}

void TestReplaySource::mergesFilesByTime()
{
    const ReplayFolder folder;
    ReplayBench bench({folder.writeZip("equity/tick/spy/20131007_trade.zip", "34200000,1674100,1,P,1,0\n34202000,1674100,3,P,1,0\n"),
                       folder.writeZip("equity/tick/ibm/20131007_trade.zip", "34201000,1824100,2,P,1,0\n34203000,1824100,4,P,1,0\n")},
                      0);
    bench.start();
    bench.runToTheEnd();
    QCOMPARE(bench.sink.trades.size(), std::size_t{4});
    for (std::size_t i = 0; i < 4; ++i)
        QCOMPARE(bench.sink.trades[i].size.toString(), std::to_string(i + 1));
}

void TestReplaySource::skipsALongSilence()
{
    const ReplayFolder folder;
    ReplayBench bench({folder.writeZip("equity/tick/spy/20131007_trade.zip", "34200000,1674100,1,P,1,0\n"),
                       folder.writeZip("equity/tick/spy/20131008_trade.zip", "34200000,1674100,2,P,1,0\n")});
    bench.start();
    bench.world.advance(10s);
    QCOMPARE(bench.sink.trades.size(), std::size_t{2});
    QVERIFY(bench.sink.trades[1].venueTime - bench.sink.trades[0].venueTime == Duration(24h));
}

void TestReplaySource::showsTheStandingQuoteToALateSubscriber()
{
    ReplayBench bench({shippedRecording()});
    bench.start(std::set<InstrumentId>{});
    bench.world.advance(20s);
    QCOMPARE(bench.sink.dataCount(), std::size_t{0});
    bench.source.setSubscriptions({apple});
    bench.world.runReady();
    QCOMPARE(bench.sink.quotes.size(), std::size_t{1});
    QVERIFY(bench.sink.quotes[0].venueTime <= bench.source.marketTime());
    // What went by before the subscription is history all the same.
    const auto bars = bench.history({apple, Timeframe::OneSecond, bench.source.marketTime() - 1h, bench.source.marketTime()});
    QVERIFY(bars.size() > 10);
}

void TestReplaySource::answersHistoryFromBarFilesAndItsOwnTrades()
{
    const ReplayFolder folder;
    const std::string bars = folder.writeZip("equity/minute/spy/20131007_trade.zip",
                                             "34080000,1674000,1674900,1673000,1674500,500\n"
                                             "34140000,1674500,1675900,1674000,1675000,700\n"
                                             "34200000,1,1,1,1,1\n");
    const std::string ticks =
        folder.writeZip("equity/tick/spy/20131007_trade.zip", "34200000,1675100,10,P,1,0\n34230000,1676100,20,P,1,0\n");
    ReplayBench bench({bars, ticks}, 0);
    bench.start();
    bench.runToTheEnd();
    const InstrumentId spy("SPY", "REPLAY");
    const Timestamp open = *Timestamp::parseRfc3339("2013-10-07T13:30:00Z");
    const auto minutes = bench.history({spy, Timeframe::OneMinute, open - 1h, open + 1h});
    QCOMPARE(minutes.size(), std::size_t{3});
    QCOMPARE(minutes[1].volume.toString(), std::string("700"));
    QCOMPARE(minutes[2].volume.toString(), std::string("30"));  // our own trades win over the file
    const auto five = bench.history({spy, Timeframe::FiveMinutes, open - 1h, open});
    QCOMPARE(five.size(), std::size_t{1});
    QVERIFY(five[0].start == open - 5min && five[0].complete);
    QVERIFY(five[0].open.toString() == "167.4" && five[0].high.toString() == "167.59");
    QVERIFY(five[0].low.toString() == "167.3" && five[0].close.toString() == "167.5");
    QCOMPARE(five[0].volume.toString(), std::string("1200"));
}

void TestReplaySource::neverShowsBarsOfTheFuture()
{
    const ReplayFolder folder;
    ReplayBench bench({folder.writeZip("equity/minute/spy/20131007_trade.zip",
                                       "34140000,1674500,1675900,1674000,1675000,700\n"
                                       "35000000,1674500,1675900,1674000,1675000,700\n"),
                       folder.writeZip("equity/tick/spy/20131007_trade.zip", "34200000,1675100,10,P,1,0\n36000000,1676100,20,P,1,0\n")});
    bench.start();
    bench.world.advance(500ms);
    const auto bars = bench.history({{"SPY", "REPLAY"}, Timeframe::OneMinute, Timestamp(), bench.source.marketTime() + 24h});
    QCOMPARE(bars.size(), std::size_t{2});
    QVERIFY(bars[0].complete && !bars[1].complete);
}

void TestReplaySource::handsFramesOnByteForByte()
{
    const ReplayFolder folder;
    std::vector<std::string> frames;
    ReplayBench bench({folder.write("X.ws.1.0", capture)}, 1, echoFor(frames));
    bench.start();
    bench.runToTheEnd();
    QCOMPARE(frames, (std::vector<std::string>{"reset", "{\"a\": \"b: c\" }  ", "{\"second\":\xC3\xA9}"}));
    QCOMPARE(bench.sink.trades.size(), std::size_t{2});
    QVERIFY(bench.sink.trades[0].instrument == InstrumentId("ABC-USD", "REPLAY"));
    QCOMPARE(bench.sink.trades[1].venueTime.toRfc3339(), std::string("2021-04-17T16:43:38.500000000Z"));
}

void TestReplaySource::prefersTheProductListOfTheCapture()
{
    const ReplayFolder folder;
    std::vector<std::string> frames;
    const std::string file = folder.write("X.ws.1.0", capture);
    folder.write("X.0", "https://feed.example/products -> 1618677816.5: [the list]\n");
    ReplayBench bench({file}, 0, echoFor(frames));
    std::vector<domain::Instrument> instruments;
    bench.source.requestInstruments([&](const auto& answer) {
        if (answer)
            instruments = *answer;
    });
    bench.world.runReady();
    QCOMPARE(instruments.size(), std::size_t{1});
    QCOMPARE(instruments[0].lotSize.toString(), std::string("0.0001"));
    QVERIFY(instruments[0].id == InstrumentId("ABC-USD", "REPLAY"));
    QCOMPARE(frames.front(), std::string("[the list]"));
}

void TestReplaySource::saysWhenNobodyCanReadACapture()
{
    const ReplayFolder folder;
    ReplayBench bench({folder.write("X.ws.1.0", capture)});
    bench.start();
    QCOMPARE(bench.observer.disconnected.size(), std::size_t{1});
    QVERIFY(bench.observer.disconnected[0].find("wss://feed.example") != std::string::npos);
}

void TestReplaySource::deliversInSlicesAtFullSpeed()
{
    QByteArray ticks;
    for (int i = 0; i < 9'000; ++i)
        ticks += QByteArray::number(34'200'000 + i) + ",1674100,1,P,1,0\n";
    const ReplayFolder folder;
    ReplayBench bench({folder.writeZip("equity/tick/spy/20131007_trade.zip", ticks)}, 0);
    std::size_t mostAtOnce = 0, before = 0;
    bench.source.connectNow();
    bench.world.runReady(1);
    bench.source.setSubscriptions({{"SPY", "REPLAY"}});
    while (bench.observer.disconnected.empty() && !bench.world.isIdle()) {
        bench.world.runReady(1);
        mostAtOnce = std::max(mostAtOnce, bench.sink.trades.size() - before);
        before = bench.sink.trades.size();
    }
    QVERIFY(mostAtOnce > 0 && mostAtOnce <= 2'000);
    QCOMPARE(before, std::size_t{9'000});
}

void TestReplaySource::tellsStatisticsOfTheDay()
{
    ReplayBench bench({shippedRecording()}, 1);
    bench.start(std::set<InstrumentId>{apple});
    bench.world.advance(30s);
    QVERIFY(bench.sink.statistics.size() > 10);
    const auto& last = bench.sink.statistics.back();
    QVERIFY(last.instrument == apple && *last.low <= *last.open && *last.high >= *last.open);
    QVERIFY(*last.open == bench.sink.trades.front().price);
}

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::TestReplaySource)
#include "test_replay_source.moc"
