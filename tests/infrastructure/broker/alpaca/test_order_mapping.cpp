// What leaves, what an answer proves, and how a report of each source becomes the same piece.
#include "infrastructure/broker/alpaca/order_chain.h"
#include "infrastructure/broker/alpaca/order_mapping.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure::alpaca;
using domain::OrderReasonCode;

namespace {

RestOutcome answered(int status, std::string body)
{
    RestOutcome outcome;
    outcome.kind = RestOutcome::Kind::Answered;
    outcome.status = status;
    outcome.body = std::move(body);
    outcome.isRateLimited = status == 429;
    return outcome;
}

const std::string order = R"({"id":"b-1","client_order_id":"mine-1","symbol":"AAPL","asset_class":"us_equity","qty":"10","filled_qty":"0","type":"limit",
    "side":"buy","time_in_force":"gtc","limit_price":"187.25","status":"pending_new"})";

OrderRecord record(const std::string& id, const std::string& client, const std::string& replaces, const char* quantity, const char* filled, const char* status = "new")
{
    OrderRecord made;
    made.id = id;
    made.clientOrderId = client;
    made.replaces = replaces;
    made.symbol = "AAPL";
    made.assetClass = "us_equity";
    made.quantity = *domain::Quantity::parse(quantity);
    made.filled = *domain::Quantity::parse(filled);
    made.status = orderWord(status);
    return made;
}

}  // namespace

class TestAlpacaOrderMapping : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyProofIsARefusal_data()
    {
        using Outcome = SubmitJudgement::Outcome;
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, int status, const char* body, Outcome outcome, OrderReasonCode code = OrderReasonCode::None) {
            QTest::newRow(name) << status << QByteArray(body) << static_cast<int>(outcome) << static_cast<int>(code);
        };
        row("an order", 200, order.c_str(), Outcome::Acknowledged);
        row("200 of a web page", 200, "<html></html>", Outcome::NotKnown);
        row("200 of another thing", 200, R"({"hello":1})", Outcome::NotKnown);
        row("400", 400, R"({"code":40010000,"message":"failed to decode request body"})", Outcome::Refused, OrderReasonCode::VenueInvalidOrder);
        row("401", 401, R"({"code":40110000,"message":"request is not authorized"})", Outcome::Refused, OrderReasonCode::VenueOther);
        row("no cash", 403, R"({"code":40310000,"message":"insufficient buying power"})", Outcome::Refused, OrderReasonCode::VenueInsufficientBuyingPower);
        row("no shares", 403, R"x({"code":40310000,"message":"insufficient qty available for order (requested: 2, available: 1)"})x", Outcome::Refused,
            OrderReasonCode::VenueInsufficientPosition);
        row("403 of a proxy", 403, "<html>Blocked</html>", Outcome::NotKnown);
        row("no such symbol", 422, R"({"code":42210000,"message":"invalid symbol"})", Outcome::Refused, OrderReasonCode::VenueUnknownInstrument);
        row("sub-penny", 422, R"({"code":42210000,"message":"sub-penny increment does not fulfill minimum pricing criteria"})", Outcome::Refused,
            OrderReasonCode::VenueInvalidOrder);
        row("the id is there", 422, R"({"code":40010001,"message":"client_order_id must be unique"})", Outcome::NotKnown);
        row("429 of the broker", 429, R"({"code":42910000,"message":"rate limit exceeded"})", Outcome::Refused, OrderReasonCode::VenueOther);
        row("429 of a proxy", 429, "slow down", Outcome::NotKnown);
        row("500", 500, R"({"code":50010000,"message":"internal server error"})", Outcome::NotKnown);
        row("504", 504, "", Outcome::NotKnown);
    }
    void onlyProofIsARefusal()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, outcome);
        QFETCH(int, code);
        const auto judgement = judgeSubmit(answered(status, body.toStdString()));
        QCOMPARE(static_cast<int>(judgement.outcome), outcome);
        QCOMPARE(static_cast<int>(judgement.reason.code), code);
        const bool isExplained = judgement.order || !judgement.reason.venueText.empty() || !judgement.evidence.empty();
        QVERIFY(isExplained);
    }
    void lostIsNotKnownAndNotSentIsRefused()
    {
        RestOutcome lost;
        lost.text = "No answer within 10 seconds.";
        QCOMPARE(judgeSubmit(lost).outcome, SubmitJudgement::Outcome::NotKnown);
        RestOutcome notSent;
        notSent.kind = RestOutcome::Kind::NotSent;
        notSent.isRateLimited = true;
        QCOMPARE(judgeSubmit(notSent).outcome, SubmitJudgement::Outcome::Refused);
        QCOMPARE(judgeSubmit(notSent).reason.code, OrderReasonCode::Throttled);
    }
    void submitSaysTheTermsExactly()
    {
        application::SubmitRequest request;
        request.clientOrderId = domain::ClientOrderId("mine-1");
        request.terms.instrument = domain::InstrumentId("BTC/USD", "ALPACA");
        request.terms.side = domain::Side::Sell;
        request.terms.type = domain::OrderType::StopLimit;
        request.terms.timeInForce = domain::TimeInForce::GoodTillCancel;
        request.terms.quantity = *domain::Quantity::parse("0.000000001");
        request.terms.limitPrice = *domain::Price::parse("64000.5");
        request.terms.stopPrice = *domain::Price::parse("64100");
        QCOMPARE(submitBody(request), std::string(R"({"symbol":"BTC/USD","qty":"0.000000001","side":"sell","type":"stop_limit","time_in_force":"gtc",)"
                                                  R"("limit_price":"64000.5","stop_price":"64100","client_order_id":"mine-1"})"));
    }
    void chainKeepsTheNameAndTheCount()
    {
        OrderChain chain;
        chain.note(record("b-3", "mine-1~r2", "b-2", "6", "1"));
        QCOMPARE(chain.missing("b-3"), std::string("b-2"));
        QVERIFY(!chain.place("b-3"));
        chain.note(record("b-2", "mine-1~r1", "b-1", "8", "2", "replaced"));
        chain.note(record("b-1", "mine-1", {}, "10", "3", "replaced"));
        const auto place = chain.place("b-3");
        QVERIFY(place);
        QCOMPARE(place->root.text(), std::string("mine-1"));
        QCOMPARE(place->offset.toString(), std::string("5"));
        chain.note(record("b-1", "mine-1", {}, "10", "1", "replaced"));
        QCOMPARE(chain.place("b-3")->offset.toString(), std::string("5"));
        const auto shown = venueOrderOf(record("b-3", "mine-1~r2", "b-2", "6", "1"), domain::AccountId("a"), place->root, place->offset);
        QCOMPARE(shown.cumulative.toString(), std::string("6"));
        QCOMPARE(shown.terms.quantity.toString(), std::string("11"));
    }
    void foreignNamesGiveWay_data()
    {
        QTest::addColumn<QByteArray>("client");
        QTest::addColumn<QByteArray>("root");
        QTest::newRow("ours") << QByteArray("mine-1") << QByteArray("mine-1");
        QTest::newRow("replaced") << QByteArray("mine-1~7d2") << QByteArray("mine-1");
        QTest::newRow("spaces") << QByteArray("my order") << QByteArray("b-1");
        QTest::newRow("long") << QByteArray(100, 'a') << QByteArray("b-1");
        QTest::newRow("none") << QByteArray() << QByteArray("b-1");
    }
    void foreignNamesGiveWay()
    {
        QFETCH(QByteArray, client);
        QFETCH(QByteArray, root);
        QCOMPARE(rootOf(client.toStdString(), "b-1").text(), root.toStdString());
    }
    void fillIsAPieceOfTheWholeOrder()
    {
        TradeUpdate update;
        update.event = UpdateWord::PartialFill;
        update.executionId = "e-1";
        update.price = *domain::Price::parse("187.2");
        update.quantity = Decimal::fromInteger(4);
        update.order = record("b-2", "mine-1~r", "b-1", "10", "7", "partially_filled");
        const auto made = reportOf(update, *domain::Quantity::parse("3"));
        QVERIFY(made.report);
        QCOMPARE(made.report->cumulativeBefore.toString(), std::string("6"));
        QCOMPARE(made.report->cumulativeAfter.toString(), std::string("10"));
        update.quantity = Decimal::fromInteger(8);
        QVERIFY(!reportOf(update, {}).report);
        QVERIFY(!reportOf(update, {}).broken.empty());
    }
    void newWordsAskForARefresh()
    {
        TradeUpdate update;
        update.order = record("b-1", "mine-1", {}, "1", "0");
        for (const auto event : {UpdateWord::Unknown, UpdateWord::TradeBust, UpdateWord::TradeCorrect}) {
            update.event = event;
            QVERIFY(reportOf(update, {}).asksForRefresh);
        }
        for (const auto event : {UpdateWord::PendingCancel, UpdateWord::PendingReplace}) {
            update.event = event;
            QVERIFY(!reportOf(update, {}).report && !reportOf(update, {}).asksForRefresh);
        }
    }
    void pairsGetTheirSlashBack_data()
    {
        QTest::addColumn<QByteArray>("symbol");
        QTest::addColumn<QByteArray>("assetClass");
        QTest::addColumn<QByteArray>("pair");
        QTest::newRow("BTCUSD") << QByteArray("BTCUSD") << QByteArray("crypto") << QByteArray("BTC/USD");
        QTest::newRow("BTCUSDT") << QByteArray("BTCUSDT") << QByteArray("crypto") << QByteArray("BTC/USDT");
        QTest::newRow("with slash") << QByteArray("ETH/BTC") << QByteArray("crypto") << QByteArray("ETH/BTC");
        QTest::newRow("a stock") << QByteArray("MUSD") << QByteArray("us_equity") << QByteArray("MUSD");
    }
    void pairsGetTheirSlashBack()
    {
        QFETCH(QByteArray, symbol);
        QFETCH(QByteArray, assetClass);
        QFETCH(QByteArray, pair);
        QCOMPARE(pairSymbol(symbol.toStdString(), assetClass.toStdString()), pair.toStdString());
    }
    void emptyPagesAreNotFound()
    {
        QCOMPARE(errorOf(answered(404, R"({"code":40410000,"message":"order not found"})")).kind, application::VenueError::Kind::NotFound);
        QVERIFY(errorOf(answered(404, "<html></html>")).kind != application::VenueError::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestAlpacaOrderMapping)
#include "test_order_mapping.moc"
