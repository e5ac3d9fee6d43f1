// The trading stream and the REST answers, as values.
#include "infrastructure/broker/alpaca/rest_answers.h"
#include "infrastructure/broker/alpaca/trading_messages.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure::alpaca;

namespace {

const std::string orderText = R"({"id":"904837e3","client_order_id":"mine-1","symbol":"AAPL","asset_class":"us_equity","qty":"10","filled_qty":"4",
    "filled_avg_price":"187.2333333333333333","type":"limit","side":"buy","time_in_force":"gtc","limit_price":"187.25","stop_price":null,
    "status":"partially_filled","order_class":"","replaced_by":null,"replaces":null,"extended_hours":false,"legs":null,"notional":null,
    "submitted_at":"2026-02-03T04:05:06.123456789-05:00","brand_new":{"x":1}})";

std::string updateText(const std::string& event, const std::string& more = {})
{
    return R"({"stream":"trade_updates","data":{"event":")" + event + R"(","timestamp":"2026-02-03T09:05:06.5Z")" + more + R"(,"order":)" + orderText + "}}";
}

}  // namespace

class TestAlpacaTradingDecoder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyEventIsKnown_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<int>("word");
        const std::pair<const char*, UpdateWord> events[] = {
            {"new", UpdateWord::New}, {"fill", UpdateWord::Fill}, {"partial_fill", UpdateWord::PartialFill}, {"canceled", UpdateWord::Canceled},
            {"expired", UpdateWord::Expired}, {"done_for_day", UpdateWord::DoneForDay}, {"replaced", UpdateWord::Replaced},
            {"accepted", UpdateWord::Accepted}, {"rejected", UpdateWord::Rejected}, {"pending_new", UpdateWord::PendingNew},
            {"stopped", UpdateWord::Stopped}, {"pending_cancel", UpdateWord::PendingCancel}, {"pending_replace", UpdateWord::PendingReplace},
            {"calculated", UpdateWord::Calculated}, {"suspended", UpdateWord::Suspended}, {"order_replace_rejected", UpdateWord::ReplaceRejected},
            {"order_cancel_rejected", UpdateWord::CancelRejected}, {"held", UpdateWord::Held}, {"pending_review", UpdateWord::PendingReview},
            {"trade_bust", UpdateWord::TradeBust}, {"trade_correct", UpdateWord::TradeCorrect}, {"something_new", UpdateWord::Unknown}};
        for (const auto& [event, word] : events)
            QTest::newRow(event) << QByteArray(event) << static_cast<int>(word);
    }
    void everyEventIsKnown()
    {
        QFETCH(QByteArray, event);
        QFETCH(int, word);
        WireTape tape;
        const auto root = tape.parseJson(updateText(event.toStdString(), R"(,"execution_id":null)"));
        QVERIFY(root);
        const auto message = decodeTradingMessage(*root);
        QVERIFY2(message.has_value(), message ? "" : message.error().c_str());
        const auto& update = std::get<TradeUpdate>(*message);
        QCOMPARE(static_cast<int>(update.event), word);
        QCOMPARE(update.eventText, event.toStdString());
        QVERIFY(update.executionId.empty());
    }
    void fillIsReadExactly()
    {
        WireTape tape;
        const auto root = tape.parseJson(updateText("partial_fill", R"(,"execution_id":"2f63","price":"187.2","qty":"4","position_qty":"-4")"));
        QVERIFY(root);
        const auto message = decodeTradingMessage(*root);
        QVERIFY(message);
        const auto& update = std::get<TradeUpdate>(*message);
        QCOMPARE(update.executionId, std::string("2f63"));
        QCOMPARE(update.price->toString(), std::string("187.2"));
        QCOMPARE(update.quantity->toString(), std::string("4"));
        QCOMPARE(update.positionQuantity->toString(), std::string("-4"));
        QCOMPARE(update.order.filled.toString(), std::string("4"));
        QCOMPARE(update.order.filledAveragePrice->toString(), std::string("187.233333333333"));
        QCOMPARE(update.order.submittedAt->toRfc3339(), std::string("2026-02-03T09:05:06.123456789Z"));
    }
    void unknownWordsStayTexts()
    {
        std::string text = orderText;
        text.replace(text.find("partially_filled"), 16, "levitating");
        text.replace(text.find("\"gtc\""), 5, "\"gtx\"");
        WireTape tape;
        const auto order = readOrder(*tape.parseJson(text));
        QVERIFY(order);
        QCOMPARE(order->status, OrderWord::Unknown);
        QCOMPARE(order->statusText, std::string("levitating"));
        QCOMPARE(order->timeInForce, TimeWord::Unknown);
    }
    void brokenOrderIsRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("negative quantity") << QByteArray(R"("qty":"10")") << QByteArray(R"("qty":"-10")");
        QTest::newRow("no id") << QByteArray(R"("id":"904837e3")") << QByteArray(R"("id":"")");
        QTest::newRow("no status") << QByteArray(R"("status":"partially_filled")") << QByteArray(R"("status":7)");
        QTest::newRow("price of letters") << QByteArray(R"("limit_price":"187.25")") << QByteArray(R"("limit_price":"cheap")");
        QTest::newRow("time of letters") << QByteArray("2026-02-03T04:05:06.123456789-05:00") << QByteArray("yesterday");
    }
    void brokenOrderIsRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const QByteArray text = QByteArray::fromStdString(orderText).replace(from, to);
        WireTape tape;
        const auto root = tape.parseJson(text.toStdString());
        QVERIFY(root);
        QVERIFY(!readOrder(*root));
    }
    void controlsAreRead()
    {
        WireTape tape;
        const auto message = [&tape](std::string_view text) { return decodeTradingMessage(*tape.parseJson(text)); };
        QVERIFY(std::get<AuthorizationAnswer>(*message(R"({"stream":"authorization","data":{"status":"authorized","action":"authenticate"}})")).isAuthorized);
        QVERIFY(!std::get<AuthorizationAnswer>(*message(R"({"stream":"authorization","data":{"status":"unauthorized"}})")).isAuthorized);
        QCOMPARE(std::get<ListeningAnswer>(*message(R"({"stream":"listening","data":{"streams":["trade_updates"]}})")).streams.size(), std::size_t{1});
        QCOMPARE(std::get<StreamFailure>(*message(R"({"action":"error","data":{"error_message":"internal server error"}})")).text, std::string("internal server error"));
        QVERIFY(std::holds_alternative<UnusedStreamMessage>(*message(R"({"stream":"weather","data":{}})")));
    }
    void accountMayLackWhatWasRetired()
    {
        WireTape tape;
        const auto account = readAccount(*tape.parseJson(R"({"id":"a","status":"ACTIVE","cash":"100000.5","last_equity":"122011.09751111286868"})"));
        QVERIFY(account);
        QCOMPARE(account->cash.toString(), std::string("100000.5"));
        QCOMPARE(account->lastEquity->toString(), std::string("122011.097511112869"));
        QVERIFY(!account->patternDayTrader);
        QVERIFY(!readAccount(*tape.parseJson(R"({"id":"a","status":"ACTIVE"})")));
    }
    void shortPositionIsNegative()
    {
        WireTape tape;
        QCOMPARE(readPosition(*tape.parseJson(R"({"symbol":"AAPL","qty":"5","side":"short"})"))->quantity.toString(), std::string("-5"));
        QCOMPARE(readPosition(*tape.parseJson(R"({"symbol":"AAPL","qty":"-5","side":"short"})"))->quantity.toString(), std::string("-5"));
    }
    void fillActivityIsAPiece()
    {
        WireTape tape;
        const auto fill = readActivity(*tape.parseJson(R"({"activity_type":"FILL","id":"2026::a","order_id":"o","symbol":"LTC/USD","side":"sell","price":"67.31",
            "qty":"0.07","cum_qty":"0.12","leaves_qty":"0","transaction_time":"2026-02-03T04:05:06Z","type":"fill"})"));
        QVERIFY(fill);
        QVERIFY(fill->isFill);
        QCOMPARE((fill->cumulative - fill->quantity).toString(), std::string("0.05"));
        const auto cash = readActivity(*tape.parseJson(R"({"activity_type":"CSD","id":"2026::b","date":"2026-01-10","net_amount":"1000"})"));
        QVERIFY(cash && !cash->isFill);
        QCOMPARE(cash->netAmount->toString(), std::string("1000"));
    }
    void oneUnreadableRowSpoilsAnAnswer()
    {
        WireTape tape;
        QVERIFY(readRows(*tape.parseJson(R"([{"symbol":"AAPL","qty":"5"}])"), readPosition));
        QVERIFY(!readRows(*tape.parseJson(R"([{"symbol":"AAPL","qty":"5"},{"symbol":"AMD"}])"), readPosition));
        QVERIFY(!readRows(*tape.parseJson(R"({"message":"no"})"), readPosition));
    }
    void barsOfOneAndOfSeveral()
    {
        WireTape tape;
        const std::string bar = R"({"t":"2026-02-03T04:05:00Z","o":2,"h":3,"l":1,"c":2.5,"v":7,"n":3,"vw":2})";
        QCOMPARE(readBars(*tape.parseJson(R"({"bars":[)" + bar + R"(],"symbol":"A","next_page_token":"n"})"), "A")->nextPage, std::string("n"));
        QCOMPARE(readBars(*tape.parseJson(R"({"bars":{"A":[)" + bar + R"(]},"next_page_token":null})"), "A")->bars.size(), std::size_t{1});
        QVERIFY(readBars(*tape.parseJson(R"({"bars":null,"next_page_token":null})"), "A")->bars.empty());
        QCOMPARE(readBars(*tape.parseJson(R"({"bars":[{"t":"2026-02-03T04:05:00Z","o":2,"h":1,"l":3,"c":2.5,"v":7}]})"), "A")->refusedRows, std::size_t{1});
    }
    void assetsBecomeInstruments()
    {
        WireTape tape;
        const auto crypto = instrumentOf(*readAsset(*tape.parseJson(R"({"class":"crypto","symbol":"BTC/USD","status":"active","tradable":true,"fractionable":true,
            "min_order_size":"0.0001","min_trade_increment":"0.000000001","price_increment":"0.01"})")));
        QVERIFY(crypto);
        QCOMPARE(crypto->id.toString(), std::string("BTC/USD.ALPACA"));
        QCOMPARE(crypto->quoteCurrency.code(), std::string("USD"));
        QCOMPARE(crypto->tickSize.value().toString(), std::string("0.01"));
        const auto whole = instrumentOf(*readAsset(*tape.parseJson(R"({"class":"us_equity","symbol":"BRK.A","status":"active","tradable":true,"fractionable":false})")));
        QVERIFY(whole);
        QCOMPARE(whole->lotSize.toString(), std::string("1"));
        QVERIFY(!instrumentOf(*readAsset(*tape.parseJson(R"({"class":"us_equity","symbol":"GONE","status":"inactive","tradable":false})"))));
    }
};

QTEST_GUILESS_MAIN(TestAlpacaTradingDecoder)
#include "test_trading_decoder.moc"
