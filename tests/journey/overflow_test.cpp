// A live market that is faster than the practice venue: what did not fit fills nothing, the reason is on the screen, and fills
// go on with the next quote.
#include "tests/journey/practice_desk.h"

#include <QtTest>

namespace tradecore::test {

using domain::OrderType;
using domain::Side;

class OverflowJourneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fillsWaitForTheNextQuoteWithTheReasonOnTheScreen();
};

void OverflowJourneyTest::fillsWaitForTheNextQuoteWithTheReasonOnTheScreen()
{
    infrastructure::MarketFeedSettings feed;
    feed.capacity = 4;
    PracticeDesk desk({}, feed);
    auto terms = desk.terms(Side::Buy, OrderType::Limit, "100");
    terms.limitPrice = price("90.00");
    QVERIFY(desk.place("rests", terms).isDone());
    desk.advance(std::chrono::seconds(1));
    QVERIFY(desk.dataReason().empty());

    for (int i = 0; i < 6; ++i)   // nothing runs in between: two do not fit
        desk.market->trade("AAA", "95.00", "10");
    desk.advance(std::chrono::milliseconds(20));
    QCOMPARE(desk.counters.value("practice_lost"), std::uint64_t{2});
    QVERIFY2(desk.dataReason().find("2 messages were not used") != std::string::npos, desk.dataReason().c_str());

    QVERIFY(desk.place("waits", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    desk.trade("80.00", "500");
    desk.advance(std::chrono::seconds(30));
    QCOMPARE(desk.statusOf("rests"), std::string("new"));
    QCOMPARE(desk.statusOf("waits"), std::string("new"));
    QVERIFY(!desk.dataReason().empty());

    desk.quote();
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("waits"), std::string("filled"));
    QVERIFY(desk.dataReason().empty());
}

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::OverflowJourneyTest)
#include "overflow_test.moc"
