// Trailing stops and brackets at the venue: docs/practice-fills.md, rules F1 to B5.
#include <QTest>

#include "tests/domain/virtual_broker/played_venue.h"

#include <variant>

using namespace tradecore;
using namespace tradecore::domain;
using namespace tradecore::test;

namespace {

OrderTerms termsOf(const PlayedVenue& venue, Side side, OrderType type, const char* size)
{
    OrderTerms terms;
    terms.account = venue.account;
    terms.instrument = stock("AAA").id;
    terms.side = side;
    terms.type = type;
    terms.timeInForce = TimeInForce::GoodTillCancel;
    terms.quantity = quantity(size);
    return terms;
}

struct Desk {
    PlayedVenue venue{{stock("AAA")}};
    std::int64_t second = 1;

    Desk() { quote("99.00", "500", "100.00", "500"); }
    void quote(const char* bid, const char* bidSize, const char* ask, const char* askSize)
    {
        venue.now = at(++second);
        venue.quote(test::quote(stock(), bid, bidSize, ask, askSize, second));
    }
    VenueEvents trade(const char* at, const char* size = "1")
    {
        venue.now = test::at(++second);
        return venue.trade(test::trade(stock(), at, size, second));
    }
    // Holds shares, bought at 100.
    void hold(const char* size) { QVERIFY(venue.submit("entry", termsOf(venue, Side::Buy, OrderType::Market, size)).has_value()); }
    void place(const char* id, const OrderTerms& terms) { QVERIFY(venue.submit(id, terms).has_value()); }
    void trail(const char* id, const char* size, const char* by)
    {
        OrderTerms terms = termsOf(venue, Side::Sell, OrderType::TrailingStop, size);
        terms.trail = TrailingOffset::parse(by);
        place(id, terms);
    }
    // An entry at 98 with a target at 110 and a stop at 95.
    void bracket(const char* size)
    {
        OrderTerms entry = termsOf(venue, Side::Buy, OrderType::Limit, size);
        entry.limitPrice = price("98.00");
        place("entry", entry);
        OrderTerms stop = termsOf(venue, Side::Sell, OrderType::Stop, size);
        stop.stopPrice = price("95.00");
        stop.parent = ClientOrderId("entry");
        stop.oneCancelsOther = ClientOrderId("entry");
        place("stop", stop);
        OrderTerms target = termsOf(venue, Side::Sell, OrderType::Limit, size);
        target.limitPrice = price("110.00");
        target.parent = ClientOrderId("entry");
        target.oneCancelsOther = ClientOrderId("entry");
        place("target", target);
    }
    QString stopPrice(const char* id) const
    {
        const auto* order = venue.state.find(ClientOrderId(id));
        return order != nullptr && order->terms.stopPrice ? QString::fromStdString(order->terms.stopPrice->toString()) : QString();
    }
    // "status filled/quantity"
    QString stands(const char* id) const
    {
        const auto* order = venue.state.find(ClientOrderId(id));
        if (order == nullptr)
            return QStringLiteral("absent");
        return QString::fromStdString(std::string(nameOf(order->status)) + ' ' + order->cumulative.toString() + '/' + order->terms.quantity.toString());
    }
    QString position() const { return QString::fromStdString(venue.state.books.positionIn(stock("AAA").id).toString()); }
};

}  // namespace

class VenueContingencyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTrailingStopFollowsUpAndNeverBack();
    void aTrailingStopSellsWhenTheMarketComesBack();
    void aBuyTrailsDown();
    void perCentOfTheBestPrice();
    void smallMovesAreNotRecorded();
    void aTrailingStopWithoutADistanceIsRejected();
    void exitsWaitForTheirEntry();
    void exitsWorkAsFarAsTheEntryIsFilled();
    void oneExitTakesTheQuantityOfTheOther();
    void aPartOfTheTargetLeavesTheRestOfTheStop();
    void aCanceledEntryTakesItsExitsWithIt();
    void aPartFilledEntryThatIsCanceledTrimsItsExits();
    void exitsOfAFilledEntryWorkAtOnce();
    void exitsWithoutAnEntryAreRejected();
    void bothExitsHoldTheSharesOnce();
    void aStopThatIsTriggeredEndsTheTarget();
};

void VenueContingencyTest::aTrailingStopFollowsUpAndNeverBack()
{
    Desk desk;
    desk.hold("10");
    desk.trade("100.00");
    desk.trail("t", "10", "2.00");
    QCOMPARE(desk.stopPrice("t"), QStringLiteral("98"));
    desk.trade("103.00");
    QCOMPARE(desk.stopPrice("t"), QStringLiteral("101"));
    desk.trade("101.50");
    QCOMPARE(desk.stopPrice("t"), QStringLiteral("101"));
    QCOMPARE(desk.stands("t"), QStringLiteral("new 0/10"));
}

void VenueContingencyTest::aTrailingStopSellsWhenTheMarketComesBack()
{
    Desk desk;
    desk.hold("10");
    desk.trade("100.00");
    desk.trail("t", "10", "2.00");
    desk.trade("103.00");
    desk.quote("100.90", "500", "101.10", "500");
    desk.trade("101.00");
    QCOMPARE(desk.stands("t"), QStringLiteral("filled 10/10"));
    QCOMPARE(desk.position(), QStringLiteral("0"));
}

void VenueContingencyTest::aBuyTrailsDown()
{
    Desk desk;
    desk.trade("100.00");
    OrderTerms terms = termsOf(desk.venue, Side::Buy, OrderType::TrailingStop, "10");
    terms.trail = TrailingOffset::parse("2.00");
    desk.place("t", terms);
    QCOMPARE(desk.stopPrice("t"), QStringLiteral("102"));
    desk.trade("97.00");
    QCOMPARE(desk.stopPrice("t"), QStringLiteral("99"));
    desk.quote("98.90", "500", "99.10", "500");
    desk.trade("99.00");
    QCOMPARE(desk.stands("t"), QStringLiteral("filled 10/10"));
}

void VenueContingencyTest::perCentOfTheBestPrice()
{
    Desk desk;
    desk.hold("10");
    desk.trade("100.00");
    desk.trail("t", "10", "5%");
    QCOMPARE(desk.stopPrice("t"), QStringLiteral("95"));
    desk.trade("111.11");   // 5 % of it is 5.5555: the stop is rounded away from the market
    QCOMPARE(desk.stopPrice("t"), QStringLiteral("105.55"));
}

void VenueContingencyTest::smallMovesAreNotRecorded()
{
    Desk desk;
    desk.hold("10");
    desk.trade("100.00");
    desk.trail("t", "10", "2.00");
    QVERIFY(desk.trade("100.09").empty());
    QCOMPARE(desk.trade("100.10").size(), std::size_t{1});
    QCOMPARE(desk.stopPrice("t"), QStringLiteral("98.1"));
}

void VenueContingencyTest::aTrailingStopWithoutADistanceIsRejected()
{
    Desk desk;
    desk.hold("10");
    desk.place("t", termsOf(desk.venue, Side::Sell, OrderType::TrailingStop, "10"));
    QCOMPARE(desk.stands("t"), QStringLiteral("rejected 0/10"));
    desk.trail("u", "10", "100%");
    QCOMPARE(desk.stands("u"), QStringLiteral("rejected 0/10"));
}

void VenueContingencyTest::exitsWaitForTheirEntry()
{
    Desk desk;
    desk.bracket("100");
    desk.trade("94.00", "0.5");
    desk.trade("111.00", "500");
    QCOMPARE(desk.stands("target"), QStringLiteral("new 0/100"));
}

void VenueContingencyTest::exitsWorkAsFarAsTheEntryIsFilled()
{
    Desk desk;
    desk.bracket("100");
    desk.trade("97.99", "40");
    QCOMPARE(desk.stands("entry"), QStringLiteral("partially_filled 40/100"));
    desk.trade("110.01", "500");
    QCOMPARE(desk.stands("target"), QStringLiteral("partially_filled 40/100"));
    QCOMPARE(desk.stands("stop"), QStringLiteral("new 0/60"));
    QCOMPARE(desk.position(), QStringLiteral("0"));
    // The rest of the entry fills: the rest of the exits works.
    desk.trade("97.99", "60");
    QCOMPARE(desk.stands("entry"), QStringLiteral("filled 100/100"));
    desk.quote("94.00", "500", "95.10", "500");
    desk.trade("94.50", "10");
    QCOMPARE(desk.stands("stop"), QStringLiteral("filled 60/60"));
    QCOMPARE(desk.stands("target"), QStringLiteral("canceled 40/100"));
    QCOMPARE(desk.position(), QStringLiteral("0"));
}

void VenueContingencyTest::oneExitTakesTheQuantityOfTheOther()
{
    Desk desk;
    desk.bracket("100");
    desk.trade("97.99", "100");
    desk.trade("110.01", "500");
    QCOMPARE(desk.stands("target"), QStringLiteral("filled 100/100"));
    QCOMPARE(desk.stands("stop"), QStringLiteral("canceled 0/100"));
    QCOMPARE(desk.position(), QStringLiteral("0"));
}

void VenueContingencyTest::aPartOfTheTargetLeavesTheRestOfTheStop()
{
    Desk desk;
    desk.bracket("100");
    desk.trade("97.99", "100");
    desk.trade("110.01", "30");
    QCOMPARE(desk.stands("target"), QStringLiteral("partially_filled 30/100"));
    QCOMPARE(desk.stands("stop"), QStringLiteral("new 0/70"));
}

void VenueContingencyTest::aCanceledEntryTakesItsExitsWithIt()
{
    Desk desk;
    desk.bracket("100");
    QVERIFY(desk.venue.cancel("entry").has_value());
    QCOMPARE(desk.stands("stop"), QStringLiteral("canceled 0/100"));
    QCOMPARE(desk.stands("target"), QStringLiteral("canceled 0/100"));
}

void VenueContingencyTest::aPartFilledEntryThatIsCanceledTrimsItsExits()
{
    Desk desk;
    desk.bracket("100");
    desk.trade("97.99", "40");
    QVERIFY(desk.venue.cancel("entry").has_value());
    QCOMPARE(desk.stands("stop"), QStringLiteral("new 0/40"));
    QCOMPARE(desk.stands("target"), QStringLiteral("new 0/40"));
}

void VenueContingencyTest::exitsOfAFilledEntryWorkAtOnce()
{
    Desk desk;
    desk.hold("10");
    OrderTerms stop = termsOf(desk.venue, Side::Sell, OrderType::Stop, "25");
    stop.stopPrice = price("95.00");
    stop.parent = ClientOrderId("entry");
    desk.place("stop", stop);
    QCOMPARE(desk.stands("stop"), QStringLiteral("new 0/10"));
    desk.trade("94.00");
    QCOMPARE(desk.stands("stop"), QStringLiteral("filled 10/10"));
}

void VenueContingencyTest::exitsWithoutAnEntryAreRejected()
{
    Desk desk;
    desk.hold("10");
    OrderTerms stop = termsOf(desk.venue, Side::Sell, OrderType::Stop, "10");
    stop.stopPrice = price("95.00");
    stop.parent = ClientOrderId("nobody");
    desk.place("a", stop);
    QCOMPARE(desk.stands("a"), QStringLiteral("rejected 0/10"));
    stop.side = Side::Buy;
    stop.parent = ClientOrderId("entry");
    desk.place("b", stop);
    QCOMPARE(desk.stands("b"), QStringLiteral("rejected 0/10"));
}

void VenueContingencyTest::bothExitsHoldTheSharesOnce()
{
    Desk desk;
    desk.bracket("100");
    desk.trade("97.99", "100");
    OrderTerms another = termsOf(desk.venue, Side::Sell, OrderType::Limit, "1");
    another.limitPrice = price("120.00");
    desk.place("one more", another);   // not a valid id
    desk.place("one-more", another);
    QCOMPARE(desk.stands("one-more"), QStringLiteral("rejected 0/1"));
    QVERIFY(desk.venue.cancel("target").has_value());
    QVERIFY(desk.venue.cancel("stop").has_value());
    desk.place("now", another);
    QCOMPARE(desk.stands("now"), QStringLiteral("new 0/1"));
}

void VenueContingencyTest::aStopThatIsTriggeredEndsTheTarget()
{
    Desk desk;
    desk.bracket("100");
    desk.trade("97.99", "100");
    desk.quote("94.00", "500", "95.10", "500");
    desk.trade("94.50", "10");
    QCOMPARE(desk.stands("stop"), QStringLiteral("filled 100/100"));
    QCOMPARE(desk.stands("target"), QStringLiteral("canceled 0/100"));
    QCOMPARE(desk.position(), QStringLiteral("0"));
}

QTEST_GUILESS_MAIN(VenueContingencyTest)
#include "venue_contingency_test.moc"
