#include "domain/market/bar_builder.h"
#include "infrastructure/broker/simulated/simulated_market.h"
#include "tests/support/market/recording_sink.h"
#include "tests/support/time/virtual_time.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

namespace tradecore::test {

using namespace std::chrono_literals;
using namespace infrastructure;
using application::HistoryRequest;
using application::SourceError;
using domain::Bar;
using domain::InstrumentId;
using domain::Timeframe;

namespace {

const InstrumentId apple{"AAPL", "SIM"};
const InstrumentId bitcoin{"BTC-USD", "SIM"};
constexpr Timestamp noon = Timestamp::fromSeconds(1'767'268'800);

// A clock whose machine can sleep: the steady time leaps, and no timer ran meanwhile.
class SleepyClock : public Clock {
public:
    explicit SleepyClock(const Clock& clock) : m_clock(clock) {}
    [[nodiscard]] Timestamp utcNow() const override { return m_clock.utcNow() + m_slept; }
    [[nodiscard]] SteadyTime steadyNow() const override { return m_clock.steadyNow() + m_slept; }
    void sleepFor(Duration by) { m_slept += by; }

private:
    const Clock& m_clock;
    Duration m_slept{};
};

struct Bench {
    explicit Bench(Timestamp start, std::uint64_t seed = 1) : market(scheduler, clock, sink, observer, {seed, start}) {}

    void run(const std::set<InstrumentId>& wanted, Duration by)
    {
        market.connectNow();
        world.runReady();
        market.setSubscriptions(wanted);
        world.advance(by);
    }
    std::optional<std::vector<Bar>> history(const HistoryRequest& request)
    {
        std::optional<std::vector<Bar>> out;
        market.requestHistory(request, [&out](const auto& answer) {
            if (answer)
                out = *answer;
        });
        for (int i = 0; i < 10'000 && !out; ++i)
            world.runReady(1);
        return out;
    }

    VirtualWorld world;
    VirtualScheduler scheduler{world};
    SleepyClock clock{world};
    RecordingSink sink;
    RecordingObserver observer{sink};
    SimulatedMarket market;
};

}  // namespace

class TestSimulatedMarket : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void liveTradesAreThoseOfHistory_data();
    void liveTradesAreThoseOfHistory();
    void goesOnAlongTheSamePathAfterARestart();
    void runsAtTheSpeedOfTheClock();
    void sleepsWithTheMachine();
    void standsWhileDisconnected();
    void beatsEverySecond();
    void deliversInOrderOfMarketTime();
    void answersInSlices();
    void reachesAsFarAsItSays_data();
    void reachesAsFarAsItSays();
    void neverShowsTheFuture();
    void boundsTheQuestions();
    void statisticsAreThoseOfTheDay();
    void statisticsBeginAnewWithTheDay();
};

void TestSimulatedMarket::liveTradesAreThoseOfHistory_data()
{
    QTest::addColumn<int>("timeframe");
    for (const auto timeframe : {Timeframe::OneSecond, Timeframe::OneMinute, Timeframe::FiveMinutes})
        QTest::newRow(std::string(domain::nameOf(timeframe)).c_str()) << static_cast<int>(timeframe);
}

void TestSimulatedMarket::liveTradesAreThoseOfHistory()
{
    QFETCH(int, timeframe);
    Bench bench(noon);
    bench.run({apple, bitcoin}, 11min + 345ms);
    domain::BarBuilder builder(static_cast<Timeframe>(timeframe));
    for (const auto& trade : bench.sink.trades) {
        if (trade.instrument == bitcoin)
            builder.add(trade);
    }
    const auto answer = bench.history({bitcoin, static_cast<Timeframe>(timeframe), noon, noon + 24h});
    QVERIFY(answer.has_value());
    builder.advanceTo(bench.market.marketTime());
    QVERIFY(*answer == std::vector<Bar>(builder.bars().begin(), builder.bars().end()));
    QVERIFY(!answer->back().complete);
}

void TestSimulatedMarket::goesOnAlongTheSamePathAfterARestart()
{
    Bench whole(noon + 123ms);
    whole.run({apple, bitcoin}, 60s);
    Bench first(noon + 123ms);
    first.run({apple, bitcoin}, 17s + 250ms);
    Bench second(first.market.marketTime());
    second.run({apple, bitcoin}, 60s);
    std::vector<domain::Trade> joined = first.sink.trades;
    joined.insert(joined.end(), second.sink.trades.begin(), second.sink.trades.end());
    QVERIFY(whole.sink.trades.size() > 100);
    QVERIFY(joined.size() > whole.sink.trades.size());
    for (std::size_t i = 0; i < whole.sink.trades.size(); ++i) {
        QCOMPARE(joined[i].tradeId, whole.sink.trades[i].tradeId);
        QVERIFY(joined[i].price == whole.sink.trades[i].price && joined[i].size == whole.sink.trades[i].size);
        QVERIFY(joined[i].venueTime == whole.sink.trades[i].venueTime);
    }
}

void TestSimulatedMarket::runsAtTheSpeedOfTheClock()
{
    Bench bench(noon);
    bench.run({apple}, 90s);
    const Duration passed = bench.market.marketTime() - noon;
    QVERIFY(passed > 89s + 900ms && passed <= 90s);
}

void TestSimulatedMarket::sleepsWithTheMachine()
{
    Bench bench(noon);
    bench.run({apple}, 10s);
    const std::size_t before = bench.sink.trades.size();
    bench.clock.sleepFor(9h);
    bench.world.advance(1s);
    QVERIFY(bench.market.marketTime() - noon < 15s);
    QVERIFY(bench.sink.trades.size() < before + 200);
    bench.clock.sleepFor(-1h);  // a steady clock that is not
    bench.world.advance(1s);
    QVERIFY(bench.market.marketTime() - noon > 10s);
}

void TestSimulatedMarket::standsWhileDisconnected()
{
    Bench bench(noon);
    bench.run({apple}, 10s);
    bench.market.disconnectNow();
    const Timestamp stopped = bench.market.marketTime();
    bench.world.advance(1h);
    QVERIFY(bench.market.marketTime() == stopped);
    bench.run({apple}, 5s);
    QVERIFY(bench.market.marketTime() > stopped + 4s && bench.market.marketTime() <= stopped + 5s);
    QVERIFY(std::ranges::is_sorted(bench.sink.trades, {}, &domain::Trade::venueTime));
    QVERIFY(std::ranges::adjacent_find(bench.sink.trades, {}, &domain::Trade::tradeId) == bench.sink.trades.end());
}

void TestSimulatedMarket::beatsEverySecond()
{
    Bench bench(noon + 500ms);
    bench.run({}, 10s);
    QCOMPARE(bench.sink.marketTimes.size(), std::size_t{10});
    for (std::size_t i = 0; i < 10; ++i)
        QVERIFY(bench.sink.marketTimes[i].second == noon + std::chrono::seconds(i + 1));
    QVERIFY(bench.observer.activity >= 10);
}

void TestSimulatedMarket::deliversInOrderOfMarketTime()
{
    Bench bench(noon);
    Timestamp latest;
    std::size_t late = 0;
    bench.sink.afterEach = [&] {
        const Timestamp trade = bench.sink.trades.empty() ? latest : bench.sink.trades.back().venueTime;
        const Timestamp newest = std::max(trade, bench.sink.quotes.back().venueTime);
        const Timestamp told = bench.sink.marketTimes.empty() ? noon - 2s : bench.sink.marketTimes.back().second;
        late += newest < latest || newest < told ? 1 : 0;
        latest = std::max(latest, newest);
    };
    bench.run({apple, bitcoin}, 30s);
    QCOMPARE(late, std::size_t{0});
    QVERIFY(bench.sink.quotes.size() > 60);
}

void TestSimulatedMarket::answersInSlices()
{
    Bench bench(noon);
    bench.run({}, 1s);
    std::size_t answers = 0;
    bench.market.requestHistory({apple, Timeframe::OneMinute, noon - 5 * 24h, noon}, [&](const auto&) { ++answers; });
    bench.world.runReady(30);
    QCOMPARE(answers, std::size_t{0});
    bench.world.runReady();
    QCOMPARE(answers, std::size_t{1});
}

void TestSimulatedMarket::reachesAsFarAsItSays_data()
{
    QTest::addColumn<int>("timeframe");
    QTest::addColumn<qint64>("atLeast");
    QTest::addColumn<qint64>("atMost");
    QTest::newRow("1s") << static_cast<int>(Timeframe::OneSecond) << qint64{1'500} << qint64{3'660};
    QTest::newRow("1m") << static_cast<int>(Timeframe::OneMinute) << qint64{5 * 1'440} << qint64{6 * 1'440};
    QTest::newRow("15m") << static_cast<int>(Timeframe::FifteenMinutes) << qint64{5 * 96} << qint64{6 * 96};
    QTest::newRow("1h") << static_cast<int>(Timeframe::OneHour) << qint64{5 * 24} << qint64{6 * 24};
}

void TestSimulatedMarket::reachesAsFarAsItSays()
{
    QFETCH(int, timeframe);
    QFETCH(qint64, atLeast);
    QFETCH(qint64, atMost);
    Bench bench(noon);
    bench.run({}, 1s);
    const auto answer = bench.history({apple, static_cast<Timeframe>(timeframe), Timestamp(), noon + 48h});
    QVERIFY(answer.has_value());
    QVERIFY(static_cast<qint64>(answer->size()) >= atLeast && static_cast<qint64>(answer->size()) <= atMost);
    QVERIFY(bench.market.traits().history.contains(static_cast<Timeframe>(timeframe)));
}

void TestSimulatedMarket::neverShowsTheFuture()
{
    Bench bench(noon + 30s);
    bench.run({}, 1s);
    const auto later = bench.history({apple, Timeframe::OneMinute, noon + 1min, noon + 1h});
    QVERIFY(later.has_value() && later->empty());
    const auto open = bench.history({apple, Timeframe::OneMinute, noon, noon + 1h});
    QVERIFY(open.has_value());
    QCOMPARE(open->size(), std::size_t{1});
    QVERIFY(!open->front().complete);
    const auto unaligned = bench.history({apple, Timeframe::OneMinute, noon - 5min + 1s, noon - 1min + 1s});
    QVERIFY(unaligned.has_value());
    QCOMPARE(unaligned->size(), std::size_t{4});
    QVERIFY(unaligned->front().start == noon - 4min && unaligned->back().start == noon - 1min);
}

void TestSimulatedMarket::boundsTheQuestions()
{
    Bench bench(noon);
    bench.run({}, 1s);
    std::size_t answered = 0, refused = 0;
    for (std::size_t i = 0; i < SimulatedMarket::mostRequests + 9; ++i) {
        bench.market.requestHistory({apple, Timeframe::OneSecond, noon - 10s, noon}, [&](const auto& answer) {
            ++answered;
            if (!answer && answer.error().kind == SourceError::Kind::RateLimited)
                ++refused;
        });
    }
    bench.world.runReady();
    QCOMPARE(answered, SimulatedMarket::mostRequests + 9);
    QCOMPARE(refused, std::size_t{9});
}

void TestSimulatedMarket::statisticsAreThoseOfTheDay()
{
    Bench bench(noon);
    bench.run({apple}, 20s);
    QVERIFY(!bench.sink.statistics.empty());
    const domain::DayStatistics last = bench.sink.statistics.back();
    domain::BarBuilder after(Timeframe::OneSecond);
    const auto days = bench.history({apple, Timeframe::OneDay, noon - 36h, noon + 24h});
    QVERIFY(days.has_value());
    QCOMPARE(days->size(), std::size_t{2});
    QVERIFY(*last.open == days->back().open);
    QVERIFY(*last.high <= days->back().high && *last.low >= days->back().low);
    QVERIFY(*last.volume <= days->back().volume && last.volume->value().isPositive());
    QVERIFY(*last.previousClose == days->front().close);
    // The trades since the last report make up the rest of the day's volume.
    domain::Quantity rest;
    for (const auto& trade : bench.sink.trades)
        rest = rest + (trade.venueTime > last.venueTime ? trade.size : domain::Quantity());
    QVERIFY(*last.volume + rest == days->back().volume);
}

void TestSimulatedMarket::statisticsBeginAnewWithTheDay()
{
    Bench bench(noon + 12h - 10s);
    bench.run({apple}, 30s);
    const auto before = std::ranges::find_if(bench.sink.statistics,
                                             [](const auto& each) { return each.venueTime >= noon + 12h; });
    QVERIFY(before != bench.sink.statistics.end() && before != bench.sink.statistics.begin());
    const auto closing = std::ranges::find_if(bench.sink.trades, [](const auto& each) { return each.venueTime >= noon + 12h; });
    QVERIFY(closing != bench.sink.trades.end() && closing != bench.sink.trades.begin());
    QVERIFY(*before->open == closing->price);
    QVERIFY(*before->previousClose == std::prev(closing)->price);
    QVERIFY(*before->volume < *std::prev(before)->volume);
}

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::TestSimulatedMarket)
#include "test_simulated_market.moc"
