#include "domain/market/bar_builder.h"
#include "infrastructure/broker/coinbase/capture_decoder.h"
#include "tests/infrastructure/broker/replay/replay_bench.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

namespace tradecore::test {

using namespace std::chrono_literals;
using namespace infrastructure;
using domain::Bar;
using domain::Timeframe;

namespace {

std::string dataFile(const char* relativePath)
{
    QString folder = qEnvironmentVariable("TRADECORE_TEST_DATA");
    if (folder.isEmpty())
        folder = qEnvironmentVariable("TRADECORE_SOURCE_DIR") + QStringLiteral("/../shared");
    return folder.toStdString() + "/data/" + relativePath;
}

bool isThere(const std::string& path)
{
    return QFileInfo::exists(QString::fromStdString(path));
}

// Folds trades and forgets them; a day has hundreds of thousands.
class MinuteFold : public RecordingSink {
public:
    void onTrade(const domain::Trade& trade) override { builder.add(trade); }
    void onQuote(const domain::Quote& quote) override
    {
        ++quoteCount;
        crossed += quote.bid && quote.ask && *quote.bid >= *quote.ask ? 1 : 0;
        closing[quote.venueTime.floorTo(1min)] = quote;
    }
    domain::BarBuilder builder{Timeframe::OneMinute};
    std::size_t quoteCount = 0;
    std::size_t crossed = 0;
    std::map<Timestamp, domain::Quote> closing;
};

struct Run {
    explicit Run(std::vector<std::string> files) : source(scheduler, world, sink, observer, {std::move(files), 0}, nullptr)
    {
        source.connectNow();
        world.runReady(1);
        source.setSubscriptions({{"SPY", "REPLAY"}, {"IBM", "REPLAY"}, {"BAC", "REPLAY"}});
        for (int i = 0; i < 1'000 && observer.disconnected.empty(); ++i)
            world.advance(10ms);
    }

    VirtualWorld world;
    VirtualScheduler scheduler{world};
    MinuteFold sink;
    RecordingObserver observer{sink};
    ReplaySource source;
};

}  // namespace

class TestReplayRealData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ticksMakeTheMinuteBarsOfThePublisher_data();
    void ticksMakeTheMinuteBarsOfThePublisher();
    void quotesAreNeverCrossed();
    void capturePassesTheParserOfTheLiveSocket();
};

void TestReplayRealData::ticksMakeTheMinuteBarsOfThePublisher_data()
{
    QTest::addColumn<QByteArray>("symbol");
    QTest::addColumn<QList<int>>("atLeast");  // equal opens, highs, lows, closes, volumes, of so many minutes
    QTest::newRow("SPY") << QByteArray("spy") << QList<int>{827, 828, 828, 827, 825, 828};
    QTest::newRow("IBM") << QByteArray("ibm") << QList<int>{451, 453, 452, 452, 449, 453};
    QTest::newRow("BAC") << QByteArray("bac") << QList<int>{594, 595, 595, 594, 592, 595};
}

void TestReplayRealData::ticksMakeTheMinuteBarsOfThePublisher()
{
    QFETCH(QByteArray, symbol);
    QFETCH(QList<int>, atLeast);
    const std::string ticks = dataFile(QByteArray("lean/equity/tick/" + symbol + "/20131007_trade.zip").constData());
    const std::string minutes = dataFile(QByteArray("lean/equity/minute/" + symbol + "/20131007_trade.zip").constData());
    if (!isThere(ticks))
        QSKIP("no Lean ticks: set TRADECORE_TEST_DATA");
    Run run({ticks});
    QCOMPARE(run.observer.disconnected, std::vector<std::string>{ReplaySource::finishedReason});
    QVERIFY(run.sink.malformed.empty());
    const auto& built = run.sink.builder.bars();
    if (!isThere(minutes)) {
        QVERIFY(static_cast<int>(built.size()) >= atLeast[5]);
        QSKIP("ticks were read; the publisher's minute file to compare with is absent");
    }
    ReplayBench bench({minutes}, 0);
    bench.start();
    const domain::InstrumentId instrument(symbol.toUpper().toStdString(), "REPLAY");
    const auto expected = bench.history({instrument, Timeframe::OneMinute, Timestamp(), bench.source.marketTime()});
    QCOMPARE(static_cast<int>(expected.size()), atLeast[5]);
    std::array<int, 5> equal{};
    for (const auto& bar : expected) {
        const auto found = std::ranges::find(built, bar.start, &Bar::start);
        if (found == built.end())
            continue;
        equal[0] += found->open == bar.open;
        equal[1] += found->high == bar.high;
        equal[2] += found->low == bar.low;
        equal[3] += found->close == bar.close;
        equal[4] += found->volume == bar.volume;
    }
    for (std::size_t i = 0; i < equal.size(); ++i)
        QVERIFY2(equal[i] >= atLeast[static_cast<qsizetype>(i)], QByteArray::number(equal[i]).constData());
}

void TestReplayRealData::quotesAreNeverCrossed()
{
    const std::string ticks = dataFile("lean/equity/tick/ibm/20131007_quote.zip");
    if (!isThere(ticks))
        QSKIP("no Lean quotes: set TRADECORE_TEST_DATA");
    Run run({ticks});
    QCOMPARE(run.observer.disconnected, std::vector<std::string>{ReplaySource::finishedReason});
    QVERIFY(run.sink.quoteCount > 109'000);
    QCOMPARE(run.sink.crossed, std::size_t{0});
    // 14:00 in New York: the publisher's minute closes at 182.xx on both sides, a cent or a few apart.
    const auto& quote = run.sink.closing[*Timestamp::parseRfc3339("2013-10-07T18:00:00Z")];
    QVERIFY(quote.bid && quote.ask && *quote.ask - *quote.bid < domain::PriceOffset(Decimal::fromScaled(20, 2)));
}

void TestReplayRealData::capturePassesTheParserOfTheLiveSocket()
{
    const std::string file = dataFile("ws/cryptofeed/COINBASE.ws.28.0");
    if (!isThere(file))
        QSKIP("no capture: set TRADECORE_TEST_DATA");
    ReplayBench bench({file}, 0, [](std::string_view address) -> std::unique_ptr<FrameDecoder> {
        return CoinbaseCaptureDecoder::knows(address) ? std::make_unique<CoinbaseCaptureDecoder>() : nullptr;
    });
    bench.start();
    bench.runToTheEnd();
    QCOMPARE(bench.observer.disconnected, std::vector<std::string>{ReplaySource::finishedReason});
    QVERIFY2(bench.sink.malformed.empty(), bench.sink.malformed.empty() ? "" : bench.sink.malformed[0].second.c_str());
    QFile raw(QString::fromStdString(file));
    QVERIFY(raw.open(QIODevice::ReadOnly));
    const auto matches = static_cast<std::size_t>(raw.readAll().count("\"type\":\"match\""));
    QVERIFY(matches > 0);
    QCOMPARE(bench.sink.trades.size(), matches);
    QVERIFY(bench.sink.quotes.size() > 100);
    for (const auto& quote : bench.sink.quotes) {
        QCOMPARE(quote.instrument.venue(), std::string(replayVenue));
        QVERIFY(!quote.bid || !quote.ask || *quote.bid < *quote.ask);
    }
}

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::TestReplayRealData)
#include "test_replay_real_data.moc"
