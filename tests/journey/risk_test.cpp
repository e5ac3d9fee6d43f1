// Limits, brackets and trailing stops from the command to the venue's books and back.
#include "tests/journey/practice_desk.h"
#include "tests/support/venue/venue_values.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::test;
using domain::OrderType;
using domain::RiskLimit;
using domain::Side;

namespace {

std::string stopId(PracticeDesk& desk, const char* entry)
{
    const auto row = desk.order(entry);
    return row && row->stopLoss ? row->stopLoss->text() : std::string("none");
}

std::string targetId(PracticeDesk& desk, const char* entry)
{
    const auto row = desk.order(entry);
    return row && row->takeProfit ? row->takeProfit->text() : std::string("none");
}

domain::ExitPrices exits()
{
    return {price("110.00"), price("95.00")};
}

void setLimit(PracticeDesk& desk, RiskLimit limit, const char* value)
{
    QVERIFY(desk.send(application::ChangeRiskLimit{desk.account, limit, Decimal::parse(value).value()}).isDone());
}

}  // namespace

class RiskJourneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLimitIsAnEventAndOutlivesTheProgram();
    void anImpossibleLimitIsRefused();
    void theRateIsCountedAndForgotten();
    void theRateOutlivesARestart();
    void theSameOrderAgainIsRefusedForTwoSeconds();
    void aLimitThatIsLoweredStopsWhatHasNotLeft();
    void theLossOfTheDayLeavesOnlyTheWayOut();
    void reducingLetsOnlyTheWayOutPass();
    void bracketIsPlacedWhole();
    void bracketWithABadExitIsDeniedWhole();
    void bracketTwiceIsOneBracket();
    void filledTargetEndsTheStop();
    void canceledStopIsSaidAndCloses();
    void brokenConnectionLeavesTheExitsAtTheVenue();
    void trailingStopIsSeenToMove();
};

void RiskJourneyTest::aLimitIsAnEventAndOutlivesTheProgram()
{
    PracticeDesk desk;
    setLimit(desk, RiskLimit::OrderSize, "10");
    const auto denied = desk.place("a", desk.terms(Side::Buy, OrderType::Market, "11"));
    QCOMPARE(denied.refusal->code, std::string("risk_order_size"));
    QCOMPARE(denied.refusal->message, std::string("Limit R1: an order of 11 is larger than the 10 that one order may have."));
    desk.stopWorkstation();
    desk.startWorkstation();
    desk.advance(std::chrono::seconds(2));
    desk.quote();
    QCOMPARE(desk.place("b", desk.terms(Side::Buy, OrderType::Market, "11")).refusal->code, std::string("risk_order_size"));
    QVERIFY(!desk.place("c", desk.terms(Side::Buy, OrderType::Market, "10")).refusal);
    bool found = false;
    QVERIFY(desk.journal->readForward(1, 1000, [&found](const application::RecordedEvent& event) {
        found = found || event.typeName == "risk.limit_changed";
    }));
    QVERIFY(found);
}

void RiskJourneyTest::anImpossibleLimitIsRefused()
{
    PracticeDesk desk;
    const auto refused = desk.send(application::ChangeRiskLimit{desk.account, RiskLimit::OrderRate, Decimal::fromScaled(15, 1)});
    QVERIFY(!refused.isDone());
    QCOMPARE(refused.refusal->code, std::string("bad_limit"));
    QVERIFY(!desk.send(application::ChangeRiskLimit{domain::AccountId("nobody"), RiskLimit::OrderRate, Decimal::fromInteger(1)}).isDone());
}

void RiskJourneyTest::theRateIsCountedAndForgotten()
{
    PracticeDesk desk;
    setLimit(desk, RiskLimit::OrderRate, "3");
    for (const char* id : {"a", "b", "c"})
        QVERIFY(!desk.place(id, desk.terms(Side::Buy, OrderType::Market, "1")).refusal);
    QCOMPARE(desk.place("d", desk.terms(Side::Buy, OrderType::Market, "1")).refusal->code, std::string("risk_order_rate"));
    desk.advance(std::chrono::seconds(61));
    desk.quote();
    QVERIFY(!desk.place("e", desk.terms(Side::Buy, OrderType::Market, "1")).refusal);
}

void RiskJourneyTest::theRateOutlivesARestart()
{
    PracticeDesk desk;
    setLimit(desk, RiskLimit::OrderRate, "3");
    for (const char* id : {"a", "b", "c"})
        QVERIFY(!desk.place(id, desk.terms(Side::Buy, OrderType::Market, "1")).refusal);
    desk.advance(std::chrono::seconds(2));
    desk.crashWorkstation();
    desk.startWorkstation();
    desk.advance(std::chrono::seconds(3));
    desk.quote();
    QCOMPARE(desk.place("d", desk.terms(Side::Buy, OrderType::Market, "1")).refusal->code, std::string("risk_order_rate"));
}

void RiskJourneyTest::theSameOrderAgainIsRefusedForTwoSeconds()
{
    PracticeDesk desk;
    const auto terms = desk.terms(Side::Buy, OrderType::Market, "5");
    const auto again = [&desk, &terms](const char* id) { return desk.send(application::PlaceOrder{domain::ClientOrderId(id), terms}); };
    QVERIFY(!again("a").refusal);
    QCOMPARE(again("b").refusal->code, std::string("risk_duplicate"));
    auto other = terms;
    other.quantity = quantity("6");
    QVERIFY(!desk.send(application::PlaceOrder{domain::ClientOrderId("c"), other}).refusal);
    QVERIFY(!desk.place("d", terms).refusal);   // agreed to
    desk.advance(std::chrono::seconds(2));
    desk.quote();
    QVERIFY(!again("e").refusal);
}

void RiskJourneyTest::aLimitThatIsLoweredStopsWhatHasNotLeft()
{
    PracticeDesk desk;
    const application::CommandContext context{desk.identities.next(), std::nullopt, std::nullopt, "user"};
    const application::CommandContext second{desk.identities.next(), std::nullopt, std::nullopt, "user"};
    desk.engine->commands.send(application::PlaceOrder{domain::ClientOrderId("a"), desk.terms(Side::Buy, OrderType::Market, "50")}, context,
                               desk.engineThread, [](const application::Receipt&) {});
    desk.engine->commands.send(application::ChangeRiskLimit{desk.account, RiskLimit::OrderSize, Decimal::fromInteger(49)}, second,
                               desk.engineThread, [](const application::Receipt&) {});
    desk.run();
    QCOMPARE(desk.statusOf("a"), std::string("denied"));
    QCOMPARE(desk.timesAtVenue("a"), 0);
}

void RiskJourneyTest::theLossOfTheDayLeavesOnlyTheWayOut()
{
    PracticeDesk desk;
    QVERIFY(!desk.place("a", desk.terms(Side::Buy, OrderType::Market, "100")).refusal);
    desk.advance(std::chrono::seconds(1));
    setLimit(desk, RiskLimit::DailyLoss, "500");
    desk.trade("94.00", "10");
    desk.quote("93.99", "500", "94.01", "500");
    QCOMPARE(desk.place("b", desk.terms(Side::Buy, OrderType::Market, "1")).refusal->code, std::string("risk_daily_loss"));
    QVERIFY(!desk.place("c", desk.terms(Side::Sell, OrderType::Market, "100")).refusal);
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("c"), std::string("filled"));
    // What was lost stays lost when the position is gone.
    QCOMPARE(desk.place("d", desk.terms(Side::Buy, OrderType::Market, "1")).refusal->code, std::string("risk_daily_loss"));
}

void RiskJourneyTest::reducingLetsOnlyTheWayOutPass()
{
    PracticeDesk desk;
    QVERIFY(!desk.place("a", desk.terms(Side::Buy, OrderType::Market, "10")).refusal);
    desk.advance(std::chrono::seconds(1));
    QVERIFY(desk.send(application::ChangeTradingState{desk.account, domain::TradingState::Reducing, "enough"}).isDone());
    desk.stopWorkstation();
    desk.startWorkstation();
    desk.advance(std::chrono::seconds(2));
    desk.quote();
    QCOMPARE(desk.place("b", desk.terms(Side::Buy, OrderType::Market, "1")).refusal->code, std::string("trading_reduce_only"));
    QVERIFY(!desk.place("c", desk.terms(Side::Sell, OrderType::Market, "4")).refusal);
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.place("d", desk.terms(Side::Sell, OrderType::Market, "7")).refusal->code, std::string("trading_reduce_only"));
    QVERIFY(!desk.place("e", desk.terms(Side::Sell, OrderType::Market, "6")).refusal);
}

void RiskJourneyTest::bracketIsPlacedWhole()
{
    PracticeDesk desk;
    QVERIFY(!desk.place("entry", desk.terms(Side::Buy, OrderType::Market, "10"), exits()).refusal);
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("entry"), std::string("filled"));
    QCOMPARE(desk.statusOf(stopId(desk, "entry")), std::string("new"));
    QCOMPARE(desk.statusOf(targetId(desk, "entry")), std::string("new"));
    QVERIFY(!desk.order("entry")->unprotected);
    QCOMPARE(desk.differenceToVenue(), std::string());
}

void RiskJourneyTest::bracketWithABadExitIsDeniedWhole()
{
    PracticeDesk desk;
    const auto sides = desk.place("a", desk.terms(Side::Buy, OrderType::Market, "10"), {price("95.00"), price("110.00")});
    QCOMPARE(sides.refusal->code, std::string("exit_on_wrong_side"));
    const auto tick = desk.place("b", desk.terms(Side::Buy, OrderType::Market, "10"), {price("110.001"), price("95.00")});
    QCOMPARE(tick.refusal->code, std::string("price_not_multiple_of_tick"));
    setLimit(desk, RiskLimit::OrderRate, "2");
    const auto rate = desk.place("c", desk.terms(Side::Buy, OrderType::Market, "10"), exits());
    QCOMPARE(rate.refusal->code, std::string("risk_order_rate"));
    desk.advance(std::chrono::seconds(5));
    QVERIFY(desk.books().books.positions.empty() && desk.books().books.open.empty());
}

void RiskJourneyTest::bracketTwiceIsOneBracket()
{
    PracticeDesk desk;
    const auto terms = desk.terms(Side::Buy, OrderType::Market, "10");
    QVERIFY(!desk.place("entry", terms, exits()).refusal);
    desk.advance(std::chrono::seconds(1));
    const auto events = desk.eventCount();
    QVERIFY(desk.place("entry", terms, exits()).isDone());
    QCOMPARE(desk.eventCount(), events);
    QCOMPARE(desk.place("entry", terms, {price("111.00"), price("95.00")}).refusal->code, std::string("conflict"));
    QCOMPARE(desk.place("entry", terms).refusal->code, std::string("conflict"));
}

void RiskJourneyTest::filledTargetEndsTheStop()
{
    PracticeDesk desk;
    QVERIFY(!desk.place("entry", desk.terms(Side::Buy, OrderType::Market, "10"), exits()).refusal);
    desk.advance(std::chrono::seconds(1));
    desk.trade("110.01", "4");
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.order(stopId(desk, "entry"))->terms.quantity.toString(), std::string("6"));
    QVERIFY(!desk.order("entry")->unprotected);
    desk.trade("110.01", "20");
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf(targetId(desk, "entry")), std::string("filled"));
    QCOMPARE(desk.statusOf(stopId(desk, "entry")), std::string("canceled"));
    QVERIFY(!desk.order("entry")->unprotected);
    QVERIFY(desk.position().quantity.isZero());
    QCOMPARE(desk.differenceToVenue(), std::string());
}

void RiskJourneyTest::canceledStopIsSaidAndCloses()
{
    PracticeDesk desk;
    QVERIFY(!desk.place("entry", desk.terms(Side::Buy, OrderType::Market, "10"), exits()).refusal);
    desk.advance(std::chrono::seconds(1));
    QVERIFY(desk.cancel(stopId(desk, "entry")).isDone());
    desk.advance(std::chrono::seconds(1));
    const auto naked = desk.order("entry");
    QVERIFY(naked->unprotected);
    QCOMPARE(naked->unprotected->toString(), std::string("10"));
    QCOMPARE(naked->unprotectedCause.value_or(""), std::string("the stop loss is canceled"));
    desk.stopWorkstation();
    desk.startWorkstation();
    desk.advance(std::chrono::seconds(2));
    desk.quote();
    QVERIFY(desk.order("entry")->unprotected);
    std::optional<application::FlattenResult> result;
    desk.engine->flatten.close(desk.account, desk.instrument, [&result](const application::FlattenResult& done) { result = done; });
    desk.advance(std::chrono::seconds(1));
    desk.quote("99.98", "500", "99.99", "500");
    desk.advance(std::chrono::seconds(5));
    QVERIFY(result && result->remaining == 0);
    QVERIFY(!desk.order("entry")->unprotected);
    QCOMPARE(desk.statusOf(targetId(desk, "entry")), std::string("canceled"));
    QCOMPARE(desk.accountState().tradingState, domain::TradingState::Active);
}

// The exits are executed by the venue: the desk is away while the stop is triggered.
void RiskJourneyTest::brokenConnectionLeavesTheExitsAtTheVenue()
{
    PracticeDesk desk;
    auto entry = desk.terms(Side::Buy, OrderType::Limit, "10");
    entry.limitPrice = price("99.00");
    QVERIFY(!desk.place("entry", entry, exits()).refusal);
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.books().books.open.size(), std::size_t{3});
    desk.trade("98.99", "10");
    desk.advance(std::chrono::seconds(1));
    desk.crashWorkstation();
    desk.startWorkstation();
    desk.trade("94.00", "10");
    desk.quote("93.99", "500", "94.01", "500");
    desk.advance(std::chrono::seconds(5));
    QCOMPARE(desk.statusOf(stopId(desk, "entry")), std::string("filled"));
    QCOMPARE(desk.statusOf(targetId(desk, "entry")), std::string("canceled"));
    QCOMPARE(desk.differenceToVenue(), std::string());
}

void RiskJourneyTest::trailingStopIsSeenToMove()
{
    PracticeDesk desk;
    QVERIFY(!desk.place("a", desk.terms(Side::Buy, OrderType::Market, "10")).refusal);
    desk.trade("100.00", "1");
    desk.advance(std::chrono::seconds(1));
    auto terms = desk.terms(Side::Sell, OrderType::TrailingStop, "10");
    terms.trail = domain::TrailingOffset::parse("2%");
    QVERIFY(!desk.place("t", terms).refusal);
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.order("t")->terms.stopPrice->toString(), std::string("98"));
    desk.trade("105.00", "1");
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.order("t")->terms.stopPrice->toString(), std::string("102.9"));
    desk.quote("102.80", "500", "102.95", "500");
    desk.trade("102.90", "1");
    desk.advance(std::chrono::seconds(1));
    desk.quote("102.80", "400", "102.95", "500");
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("t"), std::string("filled"));
    QCOMPARE(desk.differenceToVenue(), std::string());
}

QTEST_GUILESS_MAIN(RiskJourneyTest)
#include "risk_test.moc"
