// An order from command to venue and back (docs/ARCHITECTURE.md, second journey), on virtual time.
#include "tests/journey/practice_desk.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::test;
using domain::OrderType;
using domain::Side;

class OrderJourneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marketOrderIsFilledAndBookedOnce();
    void eventsOfAFillCommitTogether();
    void limitOrderFillsPieceByPiece();
    void replaceMovesTheLimit();
    void stopIsTriggeredByTrades();
    void canceledOrderReleasesItsReservation();
    void refusals_data();
    void refusals();
    void deniedOrderNeverLeaves();
    void haltedAccountRefuses();
    void sameCommandTwiceHasOneEffect();
    void sameOrderIdWithOtherTermsIsAConflict();
    void marksWriteNoEvent();
    void reconciliationTwiceAppendsNothing();
    void flattenLeavesNothing();
    void aHaltDuringAFlattenStays();
};

void OrderJourneyTest::marketOrderIsFilledAndBookedOnce()
{
    PracticeDesk desk;
    const auto receipt = desk.place("m-1", desk.terms(Side::Buy, OrderType::Market, "100"));
    QVERIFY(receipt.isDone());
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("m-1"), std::string("filled"));
    QCOMPARE(desk.fills().size(), std::size_t(1));
    QCOMPARE(desk.fills().front().price.toString(), std::string("100"));
    QCOMPARE(desk.fills().front().commission.toString(), std::string("1.00 USD"));
    QCOMPARE(desk.position().quantity.toString(), std::string("100"));
    QCOMPARE(desk.accountState().cashIn(domain::Currency("USD")).toString(), std::string("89999.00 USD"));
    QCOMPARE(desk.timesAtVenue("m-1"), 1);
    QCOMPARE(desk.differenceToVenue(), std::string());
}

void OrderJourneyTest::eventsOfAFillCommitTogether()
{
    PracticeDesk desk;
    QVERIFY(desk.place("m-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    desk.advance(std::chrono::seconds(1));
    std::map<Uuid, int> eventsOfCommand;
    Uuid fillCommand;
    QVERIFY(desk.journal->readForward(1, 1000, [&](const application::RecordedEvent& event) {
        ++eventsOfCommand[event.command.commandId];
        if (event.typeName == "order.filled")
            fillCommand = event.command.commandId;
    }));
    QCOMPARE(eventsOfCommand[fillCommand], 3);   // order, position and account
}

void OrderJourneyTest::limitOrderFillsPieceByPiece()
{
    PracticeDesk desk;
    auto terms = desk.terms(Side::Buy, OrderType::Limit, "100");
    terms.limitPrice = price("99.50");
    QVERIFY(desk.place("l-1", terms).isDone());
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.statusOf("l-1"), std::string("new"));
    desk.trade("99.49", "30");
    QCOMPARE(desk.statusOf("l-1"), std::string("partially_filled"));
    QCOMPARE(desk.order("l-1")->filled.toString(), std::string("30"));
    desk.trade("99.40", "200");
    QCOMPARE(desk.statusOf("l-1"), std::string("filled"));
    QCOMPARE(desk.fills().size(), std::size_t(2));
    QCOMPARE(desk.differenceToVenue(), std::string());
}

void OrderJourneyTest::replaceMovesTheLimit()
{
    PracticeDesk desk;
    auto terms = desk.terms(Side::Buy, OrderType::Limit, "10");
    terms.limitPrice = price("90.00");
    QVERIFY(desk.place("l-1", terms).isDone());
    desk.advance(std::chrono::seconds(1));
    domain::OrderChange change;
    change.limitPrice = price("95.00");
    QVERIFY(desk.replace("l-1", change).isDone());
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.order("l-1")->terms.limitPrice->toString(), std::string("95"));
    QCOMPARE(desk.statusOf("l-1"), std::string("new"));
    desk.trade("94.99", "10");
    QCOMPARE(desk.statusOf("l-1"), std::string("filled"));
}

void OrderJourneyTest::stopIsTriggeredByTrades()
{
    PracticeDesk desk;
    auto terms = desk.terms(Side::Buy, OrderType::Stop, "10");
    terms.stopPrice = price("101.00");
    QVERIFY(desk.place("s-1", terms).isDone());
    desk.advance(std::chrono::seconds(1));
    desk.trade("100.50", "10");
    QCOMPARE(desk.statusOf("s-1"), std::string("new"));
    desk.quote("101.00", "500", "101.01", "500");
    desk.trade("101.00", "10");
    desk.advance(std::chrono::seconds(1));
    desk.quote("101.00", "500", "101.02", "500");
    QCOMPARE(desk.statusOf("s-1"), std::string("filled"));
    QCOMPARE(desk.differenceToVenue(), std::string());
}

void OrderJourneyTest::canceledOrderReleasesItsReservation()
{
    PracticeDesk desk;
    auto terms = desk.terms(Side::Buy, OrderType::Limit, "1000");
    terms.limitPrice = price("90.00");
    QVERIFY(desk.place("l-1", terms).isDone());
    desk.advance(std::chrono::seconds(1));
    auto view = desk.engine->queries.answerNow(application::AccountsQuery{}).rows.front();
    QCOMPARE(view.reserved.toString(), std::string("90005.00 USD"));
    const auto denied = desk.place("l-2", terms);
    QVERIFY(denied.refusal.has_value());
    QCOMPARE(desk.statusOf("l-2"), std::string("denied"));
    QVERIFY(desk.cancel("l-1").isDone());
    QCOMPARE(desk.statusOf("l-1"), std::string("canceled"));
    view = desk.engine->queries.answerNow(application::AccountsQuery{}).rows.front();
    QCOMPARE(view.buyingPower.toString(), std::string("100000.00 USD"));
    QVERIFY(!desk.cancel("l-1").isDone());
}

void OrderJourneyTest::refusals_data()
{
    QTest::addColumn<QString>("side");
    QTest::addColumn<QString>("size");
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QString>("code");
    QTest::newRow("tick") << "buy" << "1" << "99.995" << "price_not_multiple_of_tick";
    QTest::newRow("lot") << "buy" << "1.5" << "99.99" << "quantity_not_multiple_of_lot";
    QTest::newRow("zero") << "buy" << "0" << "99.99" << "quantity_not_positive";
    QTest::newRow("buying power") << "buy" << "2000" << "99.99" << "insufficient_buying_power";
    QTest::newRow("no position") << "sell" << "1" << "99.99" << "insufficient_position";
    QTest::newRow("negative price") << "buy" << "1" << "-1" << "price_not_positive";
}

void OrderJourneyTest::refusals()
{
    QFETCH(QString, side);
    QFETCH(QString, size);
    QFETCH(QString, limit);
    QFETCH(QString, code);
    PracticeDesk desk;
    auto terms = desk.terms(domain::parseSide(side.toStdString()).value(), OrderType::Limit, size.toUtf8().constData());
    terms.limitPrice = price(limit.toUtf8().constData());
    const auto receipt = desk.place("d-1", terms);
    QVERIFY(receipt.refusal.has_value());
    QCOMPARE(QString::fromStdString(receipt.refusal->code), code);
    QVERIFY(!receipt.refusal->message.empty());
    QCOMPARE(desk.statusOf("d-1"), std::string("denied"));
}

void OrderJourneyTest::deniedOrderNeverLeaves()
{
    PracticeDesk desk;
    const auto terms = desk.terms(Side::Sell, OrderType::Market, "10");
    [[maybe_unused]] const auto receipt = desk.place("d-1", terms);
    desk.advance(std::chrono::seconds(30));
    QCOMPARE(desk.timesAtVenue("d-1"), 0);
}

void OrderJourneyTest::haltedAccountRefuses()
{
    PracticeDesk desk;
    QVERIFY(desk.send(application::ChangeTradingState{desk.account, domain::TradingState::Halted, "lunch"}).isDone());
    const auto receipt = desk.place("h-1", desk.terms(Side::Buy, OrderType::Market, "1"));
    QCOMPARE(receipt.refusal->code, std::string("trading_halted"));
    desk.stopWorkstation();
    desk.startWorkstation();
    desk.advance(std::chrono::seconds(2));
    QCOMPARE(desk.accountState().tradingState, domain::TradingState::Halted);
    QVERIFY(!desk.send(application::ChangeTradingState{desk.account, domain::TradingState::Active, ""}).isDone());
    QVERIFY(desk.send(application::ChangeTradingState{desk.account, domain::TradingState::Active, "back"}).isDone());
    desk.quote();
    QVERIFY(!desk.place("h-2", desk.terms(Side::Buy, OrderType::Market, "1")).refusal.has_value());
}

void OrderJourneyTest::sameCommandTwiceHasOneEffect()
{
    PracticeDesk desk;
    const Uuid id = desk.identities.next();
    const application::PlaceOrder command{domain::ClientOrderId("c-1"), desk.terms(Side::Buy, OrderType::Market, "10")};
    QCOMPARE(desk.send(command, id).outcome, application::ReceiptOutcome::Committed);
    desk.advance(std::chrono::seconds(1));
    const auto events = desk.eventCount();
    QCOMPARE(desk.send(command, id).outcome, application::ReceiptOutcome::Duplicate);
    QCOMPARE(desk.eventCount(), events);
    QCOMPARE(desk.timesAtVenue("c-1"), 1);
}

void OrderJourneyTest::sameOrderIdWithOtherTermsIsAConflict()
{
    PracticeDesk desk;
    const auto terms = desk.terms(Side::Buy, OrderType::Market, "10");
    QVERIFY(desk.place("c-1", terms).isDone());
    QVERIFY(desk.place("c-1", terms).isDone());
    const auto conflict = desk.place("c-1", desk.terms(Side::Buy, OrderType::Market, "11"));
    QCOMPARE(conflict.outcome, application::ReceiptOutcome::Refused);
    QCOMPARE(conflict.refusal->code, std::string("conflict"));
    desk.advance(std::chrono::seconds(1));
    QCOMPARE(desk.timesAtVenue("c-1"), 1);
}

void OrderJourneyTest::marksWriteNoEvent()
{
    PracticeDesk desk;
    QVERIFY(desk.place("m-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    desk.advance(std::chrono::seconds(1));
    desk.io->streaming.setHeldInstruments({desk.instrument});
    const auto events = desk.eventCount();
    desk.trade("101.00", "10");
    desk.advance(std::chrono::seconds(1));
    const auto rows = desk.engine->queries.answerNow(application::PositionsQuery{}).rows;
    QVERIFY(rows.front().mark.has_value());
    QCOMPARE(rows.front().mark->price.toString(), std::string("101"));
    QCOMPARE(rows.front().unrealised->toString(), std::string("10.00 USD"));
    QCOMPARE(desk.eventCount(), events);
}

void OrderJourneyTest::reconciliationTwiceAppendsNothing()
{
    PracticeDesk desk;
    QVERIFY(desk.place("m-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    desk.advance(std::chrono::seconds(1));
    desk.engine->reconciliation.request(desk.account);
    desk.advance(std::chrono::seconds(2));
    const auto events = desk.eventCount();
    desk.engine->reconciliation.request(desk.account);
    desk.advance(std::chrono::seconds(120));
    QCOMPARE(desk.eventCount(), events);
    QVERIFY(desk.engine->reconciliation.status(desk.account).inSync);
    QVERIFY(desk.engine->reconciliation.status(desk.account).runs >= 4);
}

void OrderJourneyTest::aHaltDuringAFlattenStays()
{
    PracticeDesk desk;
    auto resting = desk.terms(Side::Buy, OrderType::Limit, "5");
    resting.limitPrice = price("90.00");
    QVERIFY(desk.place("h-1", resting).isDone());
    desk.advance(std::chrono::seconds(1));
    std::optional<application::FlattenResult> result;
    desk.engine->flatten.flatten(desk.account, [&result](const application::FlattenResult& done) { result = done; });
    desk.run();
    QCOMPARE(desk.accountState().tradingState, domain::TradingState::Reducing);
    QVERIFY(desk.send(application::ChangeTradingState{desk.account, domain::TradingState::Halted, "stop everything"}).isDone());
    desk.advance(std::chrono::seconds(30));
    QVERIFY(result && result->remaining == 0);
    QCOMPARE(desk.accountState().tradingState, domain::TradingState::Halted);
}

void OrderJourneyTest::flattenLeavesNothing()
{
    PracticeDesk desk;
    QVERIFY(desk.place("m-1", desk.terms(Side::Buy, OrderType::Market, "10")).isDone());
    auto resting = desk.terms(Side::Buy, OrderType::Limit, "5");
    resting.limitPrice = price("50.00");
    QVERIFY(desk.place("l-1", resting).isDone());
    desk.advance(std::chrono::seconds(1));
    std::optional<application::FlattenResult> result;
    desk.engine->flatten.flatten(desk.account, [&result](const application::FlattenResult& done) { result = done; });
    for (int i = 0; i < 50 && !result; ++i) {
        desk.advance(std::chrono::milliseconds(100));
        desk.quote();
    }
    QVERIFY(result.has_value());
    QCOMPARE(result->remaining, std::uint64_t(0));
    QCOMPARE(result->cancelled, std::uint64_t(1));
    QCOMPARE(result->closed, std::uint64_t(1));
    QVERIFY(desk.position().quantity.isZero());
    QCOMPARE(desk.accountState().tradingState, domain::TradingState::Active);
    QCOMPARE(desk.differenceToVenue(), std::string());
}

QTEST_GUILESS_MAIN(OrderJourneyTest)
#include "order_test.moc"
