#include "base/digest.h"
#include "domain/market/bar_builder.h"
#include "infrastructure/broker/simulated/history_fold.h"
#include "infrastructure/broker/simulated/order_flow.h"

#include <QTest>
#include <rapidcheck.h>

#include <algorithm>
#include <chrono>

namespace tradecore::test {

using namespace std::chrono_literals;
using namespace infrastructure;

namespace {

constexpr std::int64_t someSecond = 1'767'268'800;  // 2026-01-01 12:00 UTC

std::string textOf(std::int64_t second, const std::vector<SimulatedBeat>& beats)
{
    std::string out = std::to_string(second);
    for (const auto& beat : beats) {
        for (const auto value : {beat.nanoseconds, beat.bidTicks, beat.askTicks, beat.bidLots, beat.askLots})
            out += ' ' + std::to_string(value);
        if (beat.trade) {
            for (const auto value : {beat.trade->nanoseconds, beat.trade->ticks, beat.trade->lots,
                                     std::int64_t{beat.trade->buyerIsAggressor}})
                out += '/' + std::to_string(value);
        }
    }
    return out;
}

}  // namespace

class TestOrderFlow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyMomentCanBeComputedDirectly();
    void walksTheSamePathInEveryRelease();
    void seedsAndInstrumentsDiffer();
    void beatsAreOrderedAndInsideTheirSecond();
    void tradesOfASecondAreThoseOfItsBeats();
    void historyEqualsBarsOfItsTrades_data();
    void historyEqualsBarsOfItsTrades();
    void moreSlicesGiveTheSameBars();
    void movesSeveralTimesASecond();
    void staysNearItsLevelForYears();
    void hasCalmAndStormyHours();
    void gapsAndBurstsHappen();
};

void TestOrderFlow::anyMomentCanBeComputedDirectly()
{
    const auto profiles = simulatedInstruments();
    QVERIFY(rc::check("a second is the same whatever was looked at before", [&] {
        const auto& profile = profiles[*rc::gen::inRange<std::size_t>(0, profiles.size())];
        const auto seconds = *rc::gen::container<std::vector<std::int64_t>>(
            rc::gen::inRange<std::int64_t>(someSecond - 90'000, someSecond + 90'000));
        OrderFlow wandering(3, profile);
        for (const auto second : seconds) {
            OrderFlow fresh(3, profile);
            RC_ASSERT(textOf(second, wandering.beatsOf(second)) == textOf(second, fresh.beatsOf(second)));
        }
    }));
}

void TestOrderFlow::walksTheSamePathInEveryRelease()
{
    Sha256 digest;
    for (const auto& profile : simulatedInstruments()) {
        OrderFlow flow(1, profile);
        for (std::int64_t second = someSecond; second < someSecond + 300; ++second)
            digest.updateFramed(textOf(second, flow.beatsOf(second)));
    }
    // A stored practice market resumes on this path: a change of it is a change that users see.
    QCOMPARE(QByteArray::fromStdString(toHex(digest.finish())),
             QByteArray("0189f642499201d771e4a059194301e5dd49ead079c77929ee57d86dcdff668c"));
}

void TestOrderFlow::seedsAndInstrumentsDiffer()
{
    const auto profiles = simulatedInstruments();
    OrderFlow one(1, profiles[0]), two(2, profiles[0]);
    QVERIFY(textOf(0, one.beatsOf(someSecond)) != textOf(0, two.beatsOf(someSecond)));
    auto renamed = profiles[0];
    renamed.instrument.id = domain::InstrumentId("OTHER", "SIM");
    OrderFlow other(1, renamed);
    QVERIFY(textOf(0, one.beatsOf(someSecond)) != textOf(0, other.beatsOf(someSecond)));
}

void TestOrderFlow::beatsAreOrderedAndInsideTheirSecond()
{
    for (const auto& profile : simulatedInstruments()) {
        OrderFlow flow(5, profile);
        for (std::int64_t second = someSecond; second < someSecond + 3'600; ++second) {
            std::int64_t last = -1;
            const auto& beats = flow.beatsOf(second);
            QVERIFY(!beats.empty() && beats.size() <= static_cast<std::size_t>(OrderFlow::mostBeats));
            for (const auto& beat : beats) {
                QVERIFY(beat.nanoseconds > last);
                QVERIFY(beat.bidTicks >= 1 && beat.askTicks - beat.bidTicks >= profile.minimumSpreadTicks);
                QVERIFY(beat.bidLots > 0 && beat.askLots > 0);
                last = beat.nanoseconds;
                if (beat.trade) {
                    QVERIFY(beat.trade->nanoseconds > last && beat.trade->nanoseconds < 1'000'000'000);
                    QVERIFY(beat.trade->lots >= profile.smallestTradeLots);
                    QVERIFY(beat.trade->lots <= profile.largestTradeLots);
                    QVERIFY(beat.trade->buyerIsAggressor ? beat.trade->ticks >= beat.askTicks
                                                         : beat.trade->ticks <= beat.bidTicks);
                    last = beat.trade->nanoseconds;
                }
            }
        }
    }
}

void TestOrderFlow::tradesOfASecondAreThoseOfItsBeats()
{
    OrderFlow flow(5, simulatedInstruments()[5]);
    for (std::int64_t second = someSecond; second < someSecond + 1'000; ++second) {
        const auto beats = flow.beatsOf(second);
        const auto trades = flow.tradesOf(second);
        std::size_t next = 0;
        for (const auto& beat : beats) {
            if (!beat.trade)
                continue;
            QVERIFY(next < trades.size());
            QVERIFY(trades[next].ticks == beat.trade->ticks && trades[next].lots == beat.trade->lots
                    && trades[next].nanoseconds == beat.trade->nanoseconds);
            ++next;
        }
        QCOMPARE(next, trades.size());
    }
}

void TestOrderFlow::historyEqualsBarsOfItsTrades_data()
{
    QTest::addColumn<int>("timeframe");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<qint64>("offsetSeconds");
    const auto row = [](const char* name, domain::Timeframe timeframe, qint64 seconds, qint64 offset) {
        QTest::newRow(name) << static_cast<int>(timeframe) << seconds << offset;
    };
    row("1s", domain::Timeframe::OneSecond, 1'800, 0);
    row("1m", domain::Timeframe::OneMinute, 7'230, 0);
    row("5m", domain::Timeframe::FiveMinutes, 7'230, 0);
    row("15m", domain::Timeframe::FifteenMinutes, 7'230, 0);
    row("1h", domain::Timeframe::OneHour, 4 * 3'600 + 77, 0);
    row("1d", domain::Timeframe::OneDay, 30 * 3'600, 0);
    row("1d of a session that begins at 05:00", domain::Timeframe::OneDay, 30 * 3'600, 5 * 3'600);
}

void TestOrderFlow::historyEqualsBarsOfItsTrades()
{
    QFETCH(int, timeframe);
    QFETCH(qint64, seconds);
    QFETCH(qint64, offsetSeconds);
    const auto frame = static_cast<domain::Timeframe>(timeframe);
    const Timestamp from = Timestamp::fromSeconds(someSecond);
    const Timestamp to = from + std::chrono::seconds(seconds) + 345'678'901ns;
    for (const std::size_t number : {0U, 6U}) {
        const SimulatedInstrument profile = simulatedInstruments()[number];
        OrderFlow flow(11, profile);
        domain::BarBuilder builder(frame, std::chrono::seconds(offsetSeconds));
        for (std::int64_t second = someSecond; second <= someSecond + seconds; ++second) {
            const auto& beats = flow.beatsOf(second);
            for (std::size_t i = 0; i < beats.size(); ++i) {
                if (!beats[i].trade)
                    continue;
                const domain::Trade trade = flow.tradeOf(second, i, *beats[i].trade, {});
                if (trade.venueTime < to)
                    builder.add(trade);
            }
        }
        builder.advanceTo(to);
        HistoryFold fold(OrderFlow(11, profile), frame, std::chrono::seconds(offsetSeconds), from);
        while (!fold.foldTo(to, 1'000)) {
        }
        const std::vector<domain::Bar> expected(builder.bars().begin(), builder.bars().end());
        QVERIFY(expected.size() > 1);
        QVERIFY(fold.bars(to) == expected);
    }
}

void TestOrderFlow::moreSlicesGiveTheSameBars()
{
    const SimulatedInstrument profile = simulatedInstruments()[3];
    const Timestamp from = Timestamp::fromSeconds(someSecond) + 123'456'789ns;
    const Timestamp to = from + 20min;
    HistoryFold whole(OrderFlow(2, profile), domain::Timeframe::OneMinute, 0s, from);
    QVERIFY(whole.foldTo(to, 100'000));
    HistoryFold pieces(OrderFlow(2, profile), domain::Timeframe::OneMinute, 0s, from);
    Timestamp at = from;
    while (at < to) {
        at = std::min(to, at + 7'654'321'987ns);
        while (!pieces.foldTo(at, 2)) {
        }
    }
    QVERIFY(whole.bars(to) == pieces.bars(to));
}

void TestOrderFlow::movesSeveralTimesASecond()
{
    for (const auto& profile : simulatedInstruments()) {
        OrderFlow flow(1, profile);
        std::size_t quotes = 0, trades = 0, emptySeconds = 0;
        constexpr std::int64_t span = 4 * 3'600;
        for (std::int64_t second = someSecond; second < someSecond + span; ++second) {
            quotes += flow.beatsOf(second).size();
            const std::size_t count = flow.tradesOf(second).size();
            trades += count;
            emptySeconds += count == 0 ? 1 : 0;
        }
        QVERIFY2(2 * quotes >= 3 * span, profile.instrument.id.toString().c_str());
        QVERIFY2(trades >= span, profile.instrument.id.toString().c_str());
        QVERIFY2(emptySeconds < span / 2, profile.instrument.id.toString().c_str());
    }
}

void TestOrderFlow::staysNearItsLevelForYears()
{
    for (const std::uint64_t seed : {1U, 2U, 99U}) {
        for (const auto& profile : simulatedInstruments()) {
            OrderFlow flow(seed, profile);
            for (std::int64_t day = 0; day < 4'000; ++day) {
                const std::int64_t bid = flow.beatsOf(someSecond + day * 86'400 + day * 17).front().bidTicks;
                QVERIFY(bid > profile.baseTicks / 4 && bid < profile.baseTicks * 2);
            }
        }
    }
}

void TestOrderFlow::hasCalmAndStormyHours()
{
    const SimulatedInstrument profile = simulatedInstruments()[0];
    const Timestamp from = Timestamp::fromSeconds(someSecond);
    HistoryFold fold(OrderFlow(1, profile), domain::Timeframe::OneMinute, 0s, from);
    while (!fold.foldTo(from + 24h, 86'400)) {
    }
    const auto bars = fold.bars(from + 24h);
    std::vector<Int128> hourly(24);
    for (std::size_t i = 0; i < bars.size(); ++i)
        hourly[i / 60] += (bars[i].high - bars[i].low).value().units();
    const auto [calm, stormy] = std::ranges::minmax_element(hourly);
    QVERIFY(*stormy > *calm * 2);
}

void TestOrderFlow::gapsAndBurstsHappen()
{
    const SimulatedInstrument profile = simulatedInstruments()[0];
    PricePath path(1, profile);
    std::size_t gaps = 0, bursts = 0;
    std::int64_t lastEnd = path.at(someSecond - 1).endPpb;
    for (std::int64_t second = someSecond; second < someSecond + 5 * 86'400; ++second) {
        const PricePath::Second now = path.at(second);
        if (std::abs(now.startPpb - lastEnd) > 20 * profile.secondVolatilityPpb)
            ++gaps;
        bursts += now.isBurst ? 1 : 0;
        lastEnd = now.endPpb;
    }
    QVERIFY(gaps >= 5 && gaps <= 40);  // five openings, and news
    QVERIFY(bursts > 500);
}

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::TestOrderFlow)
#include "test_order_flow.moc"
