// MarketDataHandler: one test for each of its four channels, so that a channel that is unplugged turns that test red; its
// guards. Its bars: market_bars_test.
#include "tests/application/streaming/streaming_fakes.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::test;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const domain::InstrumentId apple = instrument("AAPL");
const domain::InstrumentId bitcoin = instrument("BTC-USD");
const BarsKey appleMinutes{apple, domain::Timeframe::OneMinute};

}  // namespace

class MarketDataHandlerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Channel (a): the display.
    void displayGetsNewestQuoteAndTrade();
    void displayGetsTapeInOrder();
    void displayGetsStatistics();
    void displayGetsCountersOnceASecondWhenChanged();
    // Channel (b): marks of open positions.
    void heldInstrumentIsMarkedThroughTheCommandBus();
    void instrumentThatIsNotHeldIsNotMarked();
    void marksAreCoalescedToTenASecond();
    void newlyHeldInstrumentIsMarkedWithTheKnownPrice();
    void markThatTheFullBusRefusedIsSentAgain();
    // Channel (c): the cache.
    void instrumentThatComesBackShowsItsRememberedPrice();
    // Channel (d): registered callbacks.
    void registeredCallbackGetsTradesQuotesInvalidAndTime();
    void endedRegistrationGetsNothing();
    // Guards.
    void lastPriceNeverMovesBackwardsInVenueOrder();
    void guardRefuses_data();
    void guardRefuses();
    void suspiciousJumpAddsVolumeOnly();
    void threeAgreeingJumpsAreBelieved();
    void clockThatRunsBehindTheMarketIsOvercome();
    void crossedQuoteIsInvalid();
    void lateQuoteDoesNotReplaceTheNewest();
    void unsubscribedInstrumentIsCountedAndLeftOut();
    void lostStreamInvalidatesQuotes();
};

void MarketDataHandlerTest::displayGetsNewestQuoteAndTrade()
{
    StreamingWorld w;
    const Timestamp now = w.world.utcNow();
    w.market.onQuote(quote(apple, 18700, 18702, now));
    w.market.onQuote(quote(apple, 18701, 18703, now));
    w.market.onTrade(trade(apple, 18702, 5, now));
    const MarketBatch batch = w.display.take();
    QCOMPARE(batch.instruments.size(), std::size_t{1});
    QVERIFY(batch.instruments[0].quote->bid == price(18701));
    QVERIFY(batch.instruments[0].lastTrade->price == price(18702));
    QVERIFY(!batch.instruments[0].quoteInvalid);
    QCOMPARE(w.display.conflated(), std::uint64_t{2});
}

void MarketDataHandlerTest::displayGetsTapeInOrder()
{
    StreamingWorld w;
    for (int i = 0; i < 3; ++i)
        w.market.onTrade(trade(apple, 100 + i, 1, w.world.utcNow()));
    const MarketBatch batch = w.display.take();
    QCOMPARE(batch.tape.size(), std::size_t{3});
    QVERIFY(batch.tape[0].price == price(100) && batch.tape[2].price == price(102));
}

void MarketDataHandlerTest::displayGetsStatistics()
{
    StreamingWorld w;
    domain::DayStatistics statistics;
    statistics.instrument = apple;
    statistics.high = price(200);
    statistics.venueTime = w.world.utcNow();
    w.market.onStatistics(statistics);
    statistics.high = price(100);
    statistics.venueTime = w.world.utcNow() - seconds(1);
    w.market.onStatistics(statistics);   // older: left out
    const MarketBatch batch = w.display.take();
    QVERIFY(batch.instruments.at(0).statistics->high == price(200));
}

void MarketDataHandlerTest::displayGetsCountersOnceASecondWhenChanged()
{
    StreamingWorld w;
    w.market.start();
    w.market.start();
    w.market.onMalformed("fake", "no price");
    w.world.advance(seconds(1));
    const MarketBatch batch = w.display.take();
    QCOMPARE(batch.counters.at("malformed"), std::uint64_t{1});
    w.world.advance(seconds(1));
    QVERIFY(w.display.take().counters.empty());
    w.market.stop();
    QVERIFY(w.world.isIdle());
}

void MarketDataHandlerTest::heldInstrumentIsMarkedThroughTheCommandBus()
{
    StreamingWorld w;
    const Timestamp now = w.world.utcNow();
    w.market.setHeldInstruments({apple});
    w.market.onTrade(trade(apple, 18702, 5, now));
    w.world.runReady();
    QCOMPARE(w.marks.size(), std::size_t{1});
    QVERIFY(w.marks[0].instrument == apple && w.marks[0].price == price(18702) && w.marks[0].venueTime == now);
    QCOMPARE(w.marks[0].source, std::string("fake"));
    QVERIFY(w.store.commands.empty());
}

void MarketDataHandlerTest::instrumentThatIsNotHeldIsNotMarked()
{
    StreamingWorld w;
    w.market.setHeldInstruments({apple});
    w.market.onTrade(trade(bitcoin, 18702, 5, w.world.utcNow()));
    w.market.setHeldInstruments({});
    w.market.onTrade(trade(apple, 18702, 5, w.world.utcNow()));
    w.world.advance(seconds(1));
    QVERIFY(w.marks.empty());
}

void MarketDataHandlerTest::marksAreCoalescedToTenASecond()
{
    StreamingWorld w;
    w.market.setHeldInstruments({apple});
    for (int i = 0; i < 1000; ++i) {
        w.market.onTrade(trade(apple, 10'000 + i, 1, w.world.utcNow()));
        w.world.advance(milliseconds(1));
    }
    QVERIFY2(w.marks.size() >= 9 && w.marks.size() <= 11, qPrintable(QString::number(w.marks.size())));
    w.world.advance(milliseconds(100));
    QVERIFY(w.marks.back().price == price(10'999));
    QVERIFY(w.counted("marks_conflated") > 900);
}

void MarketDataHandlerTest::newlyHeldInstrumentIsMarkedWithTheKnownPrice()
{
    StreamingWorld w;
    w.market.onTrade(trade(apple, 500, 1, w.world.utcNow()));
    w.market.setHeldInstruments({apple});
    w.world.runReady();
    QCOMPARE(w.marks.size(), std::size_t{1});
    QVERIFY(w.marks[0].price == price(500));
}

void MarketDataHandlerTest::markThatTheFullBusRefusedIsSentAgain()
{
    StreamingWorld w;
    w.market.setHeldInstruments({apple});
    w.fillBus();
    w.market.onTrade(trade(apple, 500, 1, w.world.utcNow()));
    QCOMPARE(w.counted("marks_refused"), std::uint64_t{1});
    w.world.advance(milliseconds(200));
    QCOMPARE(w.marks.size(), std::size_t{1});
    QVERIFY(w.marks[0].price == price(500));
}

void MarketDataHandlerTest::instrumentThatComesBackShowsItsRememberedPrice()
{
    StreamingWorld w;
    w.market.setSubscribed({apple});
    w.market.onTrade(trade(apple, 500, 1, w.world.utcNow()));
    w.market.setSubscribed({});
    static_cast<void>(w.display.take());
    w.world.advance(minutes(1));
    w.market.setSubscribed({apple});
    const MarketBatch batch = w.display.take();
    QCOMPARE(batch.instruments.size(), std::size_t{1});
    QVERIFY(batch.instruments[0].lastTrade->price == price(500));
    QVERIFY(w.market.latest(apple)->lastTrade->price == price(500));
    w.market.setSubscribed({});
    w.world.advance(minutes(6));
    w.market.setSubscribed({apple});
    QVERIFY(w.display.take().instruments.empty());
}

void MarketDataHandlerTest::registeredCallbackGetsTradesQuotesInvalidAndTime()
{
    StreamingWorld w;
    std::vector<std::string> seen;
    MarketCallbacks callbacks;
    callbacks.onTrade = [&](const auto& item) { seen.push_back("trade " + item.price.toString()); return Acceptance::Accepted; };
    callbacks.onQuote = [&](const auto& item) { seen.push_back("quote " + item.bid->toString()); return Acceptance::Accepted; };
    callbacks.onQuoteInvalid = [&](const auto&, const auto& why) { seen.push_back(why); return Acceptance::Accepted; };
    callbacks.onMarketTime = [&](const auto& source, Timestamp) { seen.push_back("time " + source); return Acceptance::Accepted; };
    const auto registration = w.market.registerCallbacks("practice", callbacks);
    w.market.onQuote(quote(apple, 100, 101, w.world.utcNow()));
    w.market.onTrade(trade(apple, 101, 1, w.world.utcNow()));
    w.market.onQuoteInvalid(apple, "gap");
    w.market.onMarketTime("fake", w.world.utcNow());
    QCOMPARE(seen, (std::vector<std::string>{"quote 1", "trade 1.01", "gap", "time fake"}));
}

void MarketDataHandlerTest::endedRegistrationGetsNothing()
{
    StreamingWorld w;
    int seen = 0;
    MarketCallbacks callbacks;
    callbacks.onTrade = [&](const auto&) { ++seen; return Acceptance::Accepted; };
    {
        const auto registration = w.market.registerCallbacks("practice", callbacks);
        w.market.onTrade(trade(apple, 101, 1, w.world.utcNow()));
    }
    w.market.onTrade(trade(apple, 102, 1, w.world.utcNow()));
    QCOMPARE(seen, 1);
}

void MarketDataHandlerTest::lastPriceNeverMovesBackwardsInVenueOrder()
{
    const bool holds = rc::check("I34", [] {
        StreamingWorld w;
        const auto offsets = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-30, 15));
        std::optional<Timestamp> newest;
        int number = 0;
        for (const int offset : offsets) {
            w.market.onTrade(trade(apple, 1000 + number % 7, 1, w.world.utcNow() + seconds(offset), std::to_string(number)));
            w.market.onTrade(trade(apple, 999, 1, w.world.utcNow() + seconds(offset), std::to_string(number)));
            ++number;
            const auto latest = w.market.latest(apple);
            if (!latest || !latest->lastTrade)
                continue;
            RC_ASSERT(!newest || latest->lastTrade->venueTime >= *newest);
            RC_ASSERT(latest->lastTrade->price != price(999));   // the repeat of an id
            newest = latest->lastTrade->venueTime;
        }
    });
    QVERIFY(holds);
}

void MarketDataHandlerTest::guardRefuses_data()
{
    QTest::addColumn<int>("cents");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("secondsAhead");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("counter");
    QTest::newRow("price zero") << 0 << 1 << 0 << QStringLiteral("2") << QStringLiteral("trades_bad_price");
    QTest::newRow("price negative") << -5 << 1 << 0 << QStringLiteral("2") << QStringLiteral("trades_bad_price");
    QTest::newRow("no size") << 100 << 0 << 0 << QStringLiteral("2") << QStringLiteral("trades_bad_price");
    QTest::newRow("duplicate id") << 101 << 1 << 0 << QStringLiteral("1") << QStringLiteral("trades_duplicate");
    QTest::newRow("future") << 101 << 1 << 11 << QStringLiteral("2") << QStringLiteral("trades_future");
    QTest::newRow("jump up") << 151 << 1 << 0 << QStringLiteral("2") << QStringLiteral("trades_suspicious");
    QTest::newRow("jump down") << 49 << 1 << 0 << QStringLiteral("2") << QStringLiteral("trades_suspicious");
}

void MarketDataHandlerTest::guardRefuses()
{
    QFETCH(int, cents);
    QFETCH(int, size);
    QFETCH(int, secondsAhead);
    QFETCH(QString, id);
    QFETCH(QString, counter);
    StreamingWorld w;
    const Timestamp now = w.world.utcNow();
    w.market.onTrade(trade(apple, 100, 1, now, "1"));
    w.market.onTrade(trade(apple, cents, size, now + seconds(secondsAhead), id.toStdString()));
    QVERIFY(w.market.latest(apple)->lastTrade->price == price(100));
    QCOMPARE(w.counted(counter.toStdString()), std::uint64_t{1});
}

void MarketDataHandlerTest::suspiciousJumpAddsVolumeOnly()
{
    StreamingWorld w;
    std::vector<bool> counts;
    MarketCallbacks callbacks;
    callbacks.onTrade = [&](const auto& item) { counts.push_back(item.countsForPrice); return Acceptance::Accepted; };
    const auto registration = w.market.registerCallbacks("practice", callbacks);
    w.market.watchBars(appleMinutes);
    w.market.onTrade(trade(apple, 100, 1, w.world.utcNow()));
    w.market.onTrade(trade(apple, 1000, 5, w.world.utcNow()));
    const auto bars = w.market.bars(appleMinutes);
    QVERIFY(bars.at(0).high == price(100) && bars.at(0).volume == quantity(6));
    QCOMPARE(counts, (std::vector<bool>{true, false}));
}

void MarketDataHandlerTest::threeAgreeingJumpsAreBelieved()
{
    StreamingWorld w;
    const Timestamp now = w.world.utcNow();
    w.market.onTrade(trade(apple, 1000, 1, now));
    w.market.onTrade(trade(apple, 250, 1, now));
    w.market.onTrade(trade(apple, 251, 1, now));
    QVERIFY(w.market.latest(apple)->lastTrade->price == price(1000));
    w.market.onTrade(trade(apple, 252, 1, now));
    QVERIFY(w.market.latest(apple)->lastTrade->price == price(252));
}

void MarketDataHandlerTest::clockThatRunsBehindTheMarketIsOvercome()
{
    StreamingWorld w;
    const Timestamp venueNow = w.world.utcNow() + minutes(60);
    for (int i = 0; i < 3; ++i)
        w.market.onTrade(trade(apple, 1000 + i, 1, venueNow + seconds(i)));
    QVERIFY(w.market.latest(apple)->lastTrade->price == price(1002));
    QCOMPARE(w.counted("trades_future"), std::uint64_t{2});
    w.market.onTrade(trade(apple, 1003, 1, venueNow + seconds(5)));
    QCOMPARE(w.counted("trades_future"), std::uint64_t{2});
}

void MarketDataHandlerTest::crossedQuoteIsInvalid()
{
    StreamingWorld w;
    int invalid = 0;
    int quotes = 0;
    MarketCallbacks callbacks;
    callbacks.onQuote = [&](const auto&) { ++quotes; return Acceptance::Accepted; };
    callbacks.onQuoteInvalid = [&](const auto&, const auto&) { ++invalid; return Acceptance::Accepted; };
    const auto registration = w.market.registerCallbacks("practice", callbacks);
    w.market.onQuote(quote(apple, 102, 101, w.world.utcNow()));
    QVERIFY(w.market.latest(apple)->quoteInvalid);
    QCOMPARE(invalid, 1);
    QCOMPARE(quotes, 0);
    w.market.onQuote(quote(apple, 101, 102, w.world.utcNow()));
    QVERIFY(!w.market.latest(apple)->quoteInvalid);
    QCOMPARE(quotes, 1);
    QCOMPARE(w.counted("quotes_crossed"), std::uint64_t{1});
}

void MarketDataHandlerTest::lateQuoteDoesNotReplaceTheNewest()
{
    StreamingWorld w;
    const Timestamp now = w.world.utcNow();
    w.market.onQuote(quote(apple, 101, 102, now));
    w.market.onQuote(quote(apple, 90, 91, now - seconds(1)));
    QVERIFY(w.market.latest(apple)->quote->bid == price(101));
    QCOMPARE(w.counted("quotes_late"), std::uint64_t{1});
    w.market.onQuoteInvalid(apple, "gap");
    w.market.onQuote(quote(apple, 90, 91, now - seconds(1)));   // a snapshot after a gap starts a new order
    QVERIFY(w.market.latest(apple)->quote->bid == price(90));
}

void MarketDataHandlerTest::unsubscribedInstrumentIsCountedAndLeftOut()
{
    StreamingWorld w;
    w.market.setSubscribed({apple});
    w.market.onTrade(trade(bitcoin, 100, 1, w.world.utcNow()));
    w.market.onQuote(quote(bitcoin, 100, 101, w.world.utcNow()));
    QVERIFY(w.display.take().isEmpty());
    QCOMPARE(w.counted("unsubscribed_data"), std::uint64_t{2});
}

void MarketDataHandlerTest::lostStreamInvalidatesQuotes()
{
    StreamingWorld w;
    w.market.onQuote(quote(apple, 101, 102, w.world.utcNow()));
    w.market.onStreamLost("unplugged");
    const auto latest = w.market.latest(apple);
    QVERIFY(latest->quoteInvalid);
    QCOMPARE(latest->invalidReason, std::string("unplugged"));
}

QTEST_GUILESS_MAIN(MarketDataHandlerTest)
#include "market_data_handler_test.moc"
