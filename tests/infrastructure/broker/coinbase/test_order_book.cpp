// Laws of the order book against a naive one, and of the sequence of trade ids.
#include "infrastructure/broker/coinbase/order_book.h"
#include "infrastructure/broker/coinbase/trade_sequence.h"

#include <QTest>
#include <rapidcheck.h>

#include <map>
#include <set>

using namespace tradecore;
using namespace tradecore::infrastructure::coinbase;

namespace {

using Naive = std::map<int, int>;

BookLevel level(int price, int size)
{
    return {domain::Price(Decimal::fromInteger(price)), *domain::Quantity::from(Decimal::fromInteger(size))};
}

void naiveSet(Naive& side, int price, int size)
{
    if (size == 0)
        side.erase(price);
    else
        side[price] = size;
}

rc::Gen<std::vector<std::tuple<bool, int, int>>> anyChanges()
{
    return rc::gen::container<std::vector<std::tuple<bool, int, int>>>(
        rc::gen::tuple(rc::gen::arbitrary<bool>(), rc::gen::inRange(1, 40), rc::gen::inRange(0, 5)));
}

bool holds(const char* name, const std::function<void()>& law)
{
    return rc::check(name, law);
}

}  // namespace

class TestCoinbaseOrderBook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void topEqualsTheNaiveBook()
    {
        QVERIFY(holds("top of book", [] {
            OrderBook book(1000);
            Naive bids;
            Naive asks;
            for (const auto& [isBid, price, size] : *anyChanges()) {
                const BookChange change{isBid ? BookSide::Bid : BookSide::Ask, level(price, size)};
                const auto health = book.apply(std::span(&change, 1));
                naiveSet(isBid ? bids : asks, price, size);
                const auto top = book.top();
                RC_ASSERT(top.bid.has_value() == !bids.empty());
                RC_ASSERT(top.ask.has_value() == !asks.empty());
                if (top.bid)
                    RC_ASSERT(*top.bid == level(bids.rbegin()->first, 0).price
                              && top.bidSize == level(1, bids.rbegin()->second).size);
                if (top.ask)
                    RC_ASSERT(*top.ask == level(asks.begin()->first, 0).price
                              && top.askSize == level(1, asks.begin()->second).size);
                const bool crossed = !bids.empty() && !asks.empty() && bids.rbegin()->first >= asks.begin()->first;
                RC_ASSERT((health == BookHealth::Crossed) == crossed);
            }
        }));
    }
    void snapshotInAnyOrderIsTheSameBook()
    {
        QVERIFY(holds("snapshot order", [] {
            const auto prices = *rc::gen::container<std::set<int>>(rc::gen::inRange(1, 1000));
            std::vector<BookLevel> rising;
            for (const int price : prices)
                rising.push_back(level(price, price));
            const std::vector<BookLevel> falling(rising.rbegin(), rising.rend());
            OrderBook first(1000);
            OrderBook second(1000);
            first.reset(rising, {});
            second.reset(falling, {});
            RC_ASSERT(first.top() == second.top());
            RC_ASSERT(first.bidLevels() == prices.size() && second.bidLevels() == prices.size());
        }));
    }
    void depthIsBoundedAndTheTopStaysTrue()
    {
        QVERIFY(holds("bounded depth", [] {
            OrderBook book(4);
            Naive bids;
            for (const auto& [unused, price, size] : *anyChanges()) {
                const BookChange change{BookSide::Bid, level(price, size)};
                const auto health = book.apply(std::span(&change, 1));
                naiveSet(bids, price, size);
                RC_ASSERT(book.bidLevels() <= 4u);
                if (health == BookHealth::Exhausted)
                    return;
                RC_ASSERT(book.top().bid.has_value() == !bids.empty());
                if (book.top().bid)
                    RC_ASSERT(*book.top().bid == level(bids.rbegin()->first, 0).price);
            }
        }));
    }
    void exhaustedSideIsNotTrusted()
    {
        OrderBook book(2);
        const std::vector<BookLevel> bids{level(10, 1), level(9, 1), level(8, 1)};
        QVERIFY(book.reset(bids, {}) == BookHealth::Sound);
        QCOMPARE(book.levelsCut(), std::size_t(1));
        const std::vector<BookChange> gone{{BookSide::Bid, level(10, 0)}, {BookSide::Bid, level(9, 0)}};
        QVERIFY(book.apply(gone) == BookHealth::Exhausted);
    }
    void tradesAreSeenOnceInAnyOrder()
    {
        QVERIFY(holds("each id once", [] {
            const auto ids = *rc::gen::container<std::vector<std::uint64_t>>(rc::gen::inRange<std::uint64_t>(1, 30));
            TradeSequence sequence;
            (void)sequence.onTrade(30);
            (void)sequence.onTrade(100);
            std::set<std::uint64_t> taken;
            for (const auto id : ids) {
                const auto arrival = sequence.onTrade(40 + id).arrival;
                RC_ASSERT((arrival == TradeArrival::Late) == taken.insert(id).second);
                RC_ASSERT(arrival != TradeArrival::New);
            }
        }));
    }
    void missedTradesAreCounted()
    {
        TradeSequence sequence;
        QCOMPARE(sequence.onNewestId(7), std::uint64_t(0));
        QCOMPARE(sequence.onTrade(8).missed, std::uint64_t(0));
        QCOMPARE(sequence.onTrade(12).missed, std::uint64_t(3));
        QCOMPARE(sequence.onNewestId(14), std::uint64_t(2));
        QVERIFY(sequence.onTrade(10).arrival == TradeArrival::Late);
        QVERIFY(sequence.onTrade(10).arrival == TradeArrival::Duplicate);
        QVERIFY(sequence.onTrade(14).arrival == TradeArrival::Late);
    }
    void aNewCountOfTheVenueIsFollowed()
    {
        TradeSequence sequence;
        (void)sequence.onTrade(90'000'000);
        QVERIFY(sequence.onTrade(5).arrival == TradeArrival::New);
        QVERIFY(sequence.onTrade(6).arrival == TradeArrival::New);
    }
};

QTEST_GUILESS_MAIN(TestCoinbaseOrderBook)
#include "test_order_book.moc"
