// Market time, and the end of the trading day that a source declares.
#include "tests/journey/practice_desk.h"

#include <QtTest>

namespace tradecore::test {

using domain::OrderType;
using domain::Side;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SessionJourneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dayOrdersExpireAtTheEndOfTheSourcesDay_data();
    void dayOrdersExpireAtTheEndOfTheSourcesDay();
    void theDeskKnowsTheTimeOfTheMarket();
};

void SessionJourneyTest::dayOrdersExpireAtTheEndOfTheSourcesDay_data()
{
    QTest::addColumn<int>("offsetHours");
    QTest::newRow("crypto: 00:00 UTC") << 0;
    QTest::newRow("New York, summer: 04:00 UTC") << 4;
    QTest::newRow("New York, winter: 05:00 UTC") << 5;
}

void SessionJourneyTest::dayOrdersExpireAtTheEndOfTheSourcesDay()
{
    QFETCH(const int, offsetHours);
    const Duration offset = hours(offsetHours);
    PracticeDesk desk({}, {}, offset);
    auto terms = desk.terms(Side::Buy, OrderType::Limit, "100");
    terms.limitPrice = price("90.00");
    terms.timeInForce = domain::TimeInForce::Day;
    QVERIFY(desk.place("day", terms).isDone());
    desk.advance(seconds(1));
    QCOMPARE(desk.statusOf("day"), std::string("new"));

    const Timestamp now = desk.world.utcNow();
    const Timestamp end = (now - offset).floorTo(hours(24)) + offset + hours(24);
    desk.world.jumpClock(end - now - minutes(1));   // hours of heartbeats would only take time
    desk.quote();
    desk.advance(seconds(1));
    QCOMPARE(desk.statusOf("day"), std::string("new"));
    desk.advance(minutes(1));
    desk.quote();
    desk.advance(seconds(1));
    QCOMPARE(desk.statusOf("day"), std::string("expired"));
}

void SessionJourneyTest::theDeskKnowsTheTimeOfTheMarket()
{
    PracticeDesk desk;
    QCOMPARE(desk.board.marketTime().nanoseconds(), desk.world.utcNow().nanoseconds());
    desk.advance(minutes(5));
    const Timestamp quoted = desk.world.utcNow();
    desk.quote();
    desk.advance(minutes(1));
    QCOMPARE(desk.board.marketTime().nanoseconds(), quoted.nanoseconds());
}

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::SessionJourneyTest)
#include "session_test.moc"
