// The lossless channel: a source that can wait is paused and resumed and nothing is lost; a live one suspends its consumer.
#include "tests/application/streaming/streaming_fakes.h"

#include <QtTest>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::test;
using std::chrono::milliseconds;

namespace {

const domain::InstrumentId apple = instrument("AAPL");

// A bounded queue as the practice venue has one.
struct Consumer {
    std::size_t room = 2;
    std::vector<std::string> taken;
    std::uint64_t gap = 0;

    Acceptance take(const std::string& item)
    {
        if (room == 0)
            return Acceptance::Full;
        --room;
        taken.push_back(item);
        return Acceptance::Accepted;
    }
    MarketCallbacks callbacks()
    {
        MarketCallbacks out;
        out.onTrade = [this](const domain::Trade& item) { return take(item.tradeId); };
        out.onQuote = [this](const domain::Quote&) { return take("quote"); };
        out.onQuoteInvalid = [this](const auto&, const auto&) { return take("invalid"); };
        out.onMarketTime = [this](const auto&, Timestamp) { return take("time"); };
        out.onGap = [this](std::uint64_t lost) {
            if (room == 0)
                return Acceptance::Full;
            gap += lost;
            return Acceptance::Accepted;
        };
        return out;
    }
};

void send(StreamingWorld& w, int from, int to)
{
    for (int i = from; i <= to; ++i)
        w.market.onTrade(trade(apple, 100, 1, w.world.utcNow(), std::to_string(i)));
}

}  // namespace

class MarketCallbacksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitingSourceIsPausedAndResumedWithoutLoss();
    void orderIsKeptWhileItemsWait();
    void liveSourceSuspendsAndTellsTheGap();
    void backlogIsBounded();
    void endOfTheHoldingConsumerResumesTheSource();
    void callbackMayEndItsOwnRegistration();
    void registrationMayOutliveTheChannel();
};

void MarketCallbacksTest::waitingSourceIsPausedAndResumedWithoutLoss()
{
    StreamingWorld w;
    w.source->sourceTraits.canWait = true;
    Consumer consumer;
    const auto registration = w.market.registerCallbacks("practice", consumer.callbacks());
    send(w, 1, 5);
    QCOMPARE(w.source->pauses, std::vector<bool>{true});
    QCOMPARE(consumer.taken.size(), std::size_t{2});
    consumer.room = 100;
    w.world.advance(milliseconds(10));
    QCOMPARE(consumer.taken, (std::vector<std::string>{"1", "2", "3", "4", "5"}));
    QCOMPARE(w.source->pauses, (std::vector<bool>{true, false}));
    QCOMPARE(w.counted("practice_lost"), std::uint64_t{0});
    QVERIFY(w.world.isIdle());
}

void MarketCallbacksTest::orderIsKeptWhileItemsWait()
{
    StreamingWorld w;
    w.source->sourceTraits.canWait = true;
    Consumer consumer;
    consumer.room = 0;
    const auto registration = w.market.registerCallbacks("practice", consumer.callbacks());
    send(w, 1, 1);
    consumer.room = 1;
    w.market.onQuote(quote(apple, 99, 101, w.world.utcNow()));   // there is room, but a trade waits
    w.market.onQuoteInvalid(apple, "gap");
    w.market.onMarketTime("fake", w.world.utcNow());
    consumer.room = 10;
    w.world.advance(milliseconds(10));
    QCOMPARE(consumer.taken, (std::vector<std::string>{"1", "quote", "invalid", "time"}));
}

void MarketCallbacksTest::liveSourceSuspendsAndTellsTheGap()
{
    StreamingWorld w;
    std::vector<std::string> reports;
    w.market.setSuspensionReport([&](const auto&, const std::string& reason) { reports.push_back(reason); });
    Consumer consumer;
    const auto registration = w.market.registerCallbacks("practice", consumer.callbacks());
    send(w, 1, 5);
    QVERIFY(w.source->pauses.empty());
    QCOMPARE(w.counted("practice_lost"), std::uint64_t{3});
    QCOMPARE(reports, std::vector<std::string>{"The market is faster than the practice venue can follow: its fills are suspended."});
    consumer.room = 100;
    send(w, 6, 6);   // nothing before the gap is told
    w.world.advance(milliseconds(10));
    QCOMPARE(consumer.gap, std::uint64_t{4});
    send(w, 7, 7);
    QCOMPARE(consumer.taken, (std::vector<std::string>{"1", "2", "7"}));
    QCOMPARE(reports.size(), std::size_t{2});
    QVERIFY(reports[1].empty());
}

void MarketCallbacksTest::backlogIsBounded()
{
    StreamingWorld w;
    w.source->sourceTraits.canWait = true;
    Consumer consumer;
    consumer.room = 0;
    const auto registration = w.market.registerCallbacks("practice", consumer.callbacks());
    const int bound = static_cast<int>(MarketCallbackChannel::backlogBound);
    send(w, 1, bound + 3);   // a source that does not heed the pause
    QCOMPARE(w.counted("practice_lost"), std::uint64_t{3});
    consumer.room = 100'000;
    w.world.advance(milliseconds(10));
    QCOMPARE(consumer.taken.size(), static_cast<std::size_t>(bound));
    QCOMPARE(consumer.gap, std::uint64_t{3});
}

void MarketCallbacksTest::endOfTheHoldingConsumerResumesTheSource()
{
    StreamingWorld w;
    w.source->sourceTraits.canWait = true;
    Consumer consumer;
    consumer.room = 0;
    {
        const auto registration = w.market.registerCallbacks("practice", consumer.callbacks());
        send(w, 1, 1);
    }
    QCOMPARE(w.source->pauses, (std::vector<bool>{true, false}));
}

void MarketCallbacksTest::callbackMayEndItsOwnRegistration()
{
    StreamingWorld w;
    MarketCallbackChannel::Registration registration;
    int seen = 0;
    MarketCallbacks callbacks;
    callbacks.onTrade = [&](const auto&) {
        ++seen;
        registration.end();
        return Acceptance::Accepted;
    };
    registration = w.market.registerCallbacks("once", callbacks);
    send(w, 1, 3);
    QCOMPARE(seen, 1);
}

void MarketCallbacksTest::registrationMayOutliveTheChannel()
{
    MarketCallbackChannel::Registration registration;
    {
        StreamingWorld w;
        registration = w.market.registerCallbacks("practice", {});
    }
    registration.end();
}

QTEST_GUILESS_MAIN(MarketCallbacksTest)
#include "market_callbacks_test.moc"
