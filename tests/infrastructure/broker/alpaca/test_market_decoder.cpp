// Frames of the market-data stream, as values: every channel, what is refused, and what passes because it is new.
#include "infrastructure/broker/alpaca/market_decoder.h"

#include <QTest>

#include <vector>

using namespace tradecore;
using namespace tradecore::infrastructure::alpaca;

namespace {

struct Read {
    WireTape tape;
    std::vector<Result<MarketMessage, std::string>> messages;
    explicit Read(std::string_view text)
    {
        if (const auto root = tape.parseJson(text))
            decodeMarketFrame(*root, [this](const auto& message) { messages.push_back(message); });
    }
    template <typename T>
    [[nodiscard]] const T* only() const
    {
        return messages.size() == 1 && messages.front() ? std::get_if<T>(&*messages.front()) : nullptr;
    }
};

}  // namespace

class TestAlpacaMarketDecoder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cryptoTradeKeepsItsIdAndTaker()
    {
        const Read read(R"([{"T":"t","S":"BTC/USD","p":64512.505,"s":0.000031,"t":"2026-02-03T04:05:06.000000007Z","i":3447222699101865076,"tks":"B"}])");
        const auto* trade = read.only<TradeMessage>();
        QVERIFY(trade);
        QCOMPARE(trade->id, std::uint64_t{3447222699101865076});
        QCOMPARE(trade->price.toString(), std::string("64512.505"));
        QCOMPARE(trade->size.toString(), std::string("0.000031"));
        QCOMPARE(trade->aggressor, domain::Aggressor::Buyer);
        QCOMPARE(trade->time.nanoseconds() % 1'000'000'000, std::int64_t{7});
    }
    void saleConditionsDecide_data()
    {
        QTest::addColumn<QByteArray>("conditions");
        QTest::addColumn<bool>("counts");
        QTest::newRow("regular") << QByteArray(R"(["@"])") << true;
        QTest::newRow("none") << QByteArray("[]") << true;
        QTest::newRow("odd lot") << QByteArray(R"(["@","I"])") << false;
        QTest::newRow("sweep") << QByteArray(R"(["@","F"])") << true;
        QTest::newRow("average price") << QByteArray(R"(["W"])") << false;
        QTest::newRow("extended hours") << QByteArray(R"(["@","T"])") << true;
        QTest::newRow("derivatively priced") << QByteArray(R"([" ","4"])") << false;
    }
    void saleConditionsDecide()
    {
        QFETCH(QByteArray, conditions);
        QFETCH(bool, counts);
        const Read read(R"([{"T":"t","S":"A","i":1,"x":"D","p":1.5,"s":1,"t":"2026-02-03T04:05:06Z","z":"C","c":)" + conditions.toStdString() + "}]");
        const auto* trade = read.only<TradeMessage>();
        QVERIFY(trade);
        QCOMPARE(trade->countsForPrice, counts);
    }
    void quoteOfZeroIsNoQuote()
    {
        const Read read(R"([{"T":"q","S":"AMD","bx":"K","bp":0,"bs":0,"ax":"Q","ap":91.98,"as":100,"c":["R"],"z":"C","t":"2026-02-03T04:05:06Z"}])");
        const auto* quote = read.only<QuoteMessage>();
        QVERIFY(quote);
        QVERIFY(!quote->bid);
        QCOMPARE(quote->ask->toString(), std::string("91.98"));
        QCOMPARE(quote->askSize.toString(), std::string("100"));
    }
    void barsNameTheirChannel_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("channel");
        QTest::newRow("minute") << QByteArray("b") << static_cast<int>(BarChannel::Minute);
        QTest::newRow("updated") << QByteArray("u") << static_cast<int>(BarChannel::Updated);
        QTest::newRow("daily") << QByteArray("d") << static_cast<int>(BarChannel::Daily);
    }
    void barsNameTheirChannel()
    {
        QFETCH(QByteArray, type);
        QFETCH(int, channel);
        const Read read(R"([{"T":")" + type.toStdString() + R"(","S":"A","o":2,"h":3,"l":1,"c":2.5,"v":0,"n":0,"vw":2.3333333333333335,"t":"2026-02-03T04:05:00Z"}])");
        const auto* bar = read.only<BarMessage>();
        QVERIFY(bar);
        QCOMPARE(static_cast<int>(bar->channel), channel);
        QCOMPARE(bar->vwap->toString(), std::string("2.333333333333"));
    }
    void impossibleBarIsRefused()
    {
        const Read read(R"([{"T":"b","S":"A","o":2,"h":1,"l":3,"c":2.5,"v":0,"n":0,"vw":2,"t":"2026-02-03T04:05:00Z"}])");
        QCOMPARE(read.messages.size(), std::size_t{1});
        QVERIFY(!read.messages.front());
    }
    void statusOfEachTape_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        QTest::newRow("UTP halt") << QByteArray(R"("sc":"H","z":"C")") << static_cast<int>(TradingStatus::Halted);
        QTest::newRow("UTP resume") << QByteArray(R"("sc":"T","z":"C")") << static_cast<int>(TradingStatus::Resumed);
        QTest::newRow("UTP pause") << QByteArray(R"("sc":"P","z":"C")") << static_cast<int>(TradingStatus::Paused);
        QTest::newRow("CTA halt") << QByteArray(R"("sc":"2","z":"A")") << static_cast<int>(TradingStatus::Halted);
        QTest::newRow("CTA resume") << QByteArray(R"("sc":"3","z":"B")") << static_cast<int>(TradingStatus::Resumed);
        QTest::newRow("a new code") << QByteArray(R"("sc":"!","z":"A")") << static_cast<int>(TradingStatus::Unknown);
    }
    void statusOfEachTape()
    {
        QFETCH(QByteArray, fields);
        QFETCH(int, status);
        const Read read(R"([{"T":"s","S":"A","sm":"","rc":"","rm":"","t":"2026-02-03T04:05:06Z",)" + fields.toStdString() + "}]");
        const auto* message = read.only<StatusMessage>();
        QVERIFY(message);
        QCOMPARE(static_cast<int>(message->status), status);
    }
    void correctionsCancelsAndBands()
    {
        const Read read(R"([{"T":"c","S":"EEM","x":"M","oi":52983525033527,"op":39.1582,"os":440000,"oc":[" "],"ci":52983525034326,"cp":39.1809,"cs":440000,"cc":[" "],"z":"B","t":"2026-02-03T04:05:06Z"},
            {"T":"x","S":"A","i":7,"x":"M","p":1.25,"s":3,"a":"E","z":"A","t":"2026-02-03T04:05:06Z"},
            {"T":"l","S":"A","u":3.24,"d":2.65,"i":"B","t":"2026-02-03T04:05:06Z","z":"B"}])");
        QCOMPARE(read.messages.size(), std::size_t{3});
        QCOMPARE(std::get<CorrectionMessage>(*read.messages[0]).correctedPrice.toString(), std::string("39.1809"));
        QCOMPARE(std::get<CancelErrorMessage>(*read.messages[1]).kind, CancelKind::Error);
        QCOMPARE(std::get<LimitBandMessage>(*read.messages[2]).lower.toString(), std::string("2.65"));
    }
    void orderBookKnowsWholeFromChange()
    {
        const Read read(R"([{"T":"o","S":"BTC/USD","t":"2026-02-03T04:05:06Z","b":[{"p":100,"s":1},{"p":99,"s":0}],"a":[],"r":true},
            {"T":"o","S":"BTC/USD","t":"2026-02-03T04:05:06Z","b":[],"a":[{"p":101.5,"s":0.25}]}])");
        QCOMPARE(read.messages.size(), std::size_t{2});
        const auto& whole = std::get<OrderBookMessage>(*read.messages[0]);
        QVERIFY(whole.isWhole);
        QCOMPARE(whole.bids.size(), std::size_t{2});
        QVERIFY(whole.bids[1].size.isZero());
        QVERIFY(!std::get<OrderBookMessage>(*read.messages[1]).isWhole);
    }
    void controlsAreRead()
    {
        const Read read(R"([{"T":"success","msg":"authenticated"},{"T":"error","code":406,"msg":"connection limit exceeded"},
            {"T":"subscription","trades":["AAPL"],"quotes":[],"bars":["*"]}])");
        QCOMPARE(read.messages.size(), std::size_t{3});
        QCOMPARE(std::get<SuccessMessage>(*read.messages[0]).text, std::string_view("authenticated"));
        QCOMPARE(std::get<ErrorMessage>(*read.messages[1]).code, std::uint64_t{406});
        const auto& subscribed = std::get<SubscriptionMessage>(*read.messages[2]);
        QCOMPARE(subscribed.channels.size(), std::size_t{3});
        QCOMPARE(subscribed.channels[2].symbols, std::vector<std::string_view>{"*"});
    }
    void oneBrokenMessageLeavesTheOthers()
    {
        const Read read(R"([{"T":"t","S":"A","i":1,"p":-1,"s":1,"t":"2026-02-03T04:05:06Z"},{"T":"t","S":"A","i":2,"p":1,"s":1,"t":"2026-02-03T04:05:06Z"},7])");
        QCOMPARE(read.messages.size(), std::size_t{3});
        QVERIFY(!read.messages[0]);
        QVERIFY(read.messages[1]);
        QVERIFY(!read.messages[2]);
    }
    void whatIsNewPasses()
    {
        const Read read(R"([{"T":"zz","S":"A"},{"T":"q","S":"A","bp":1,"bs":1,"ap":2,"as":1,"t":"2026-02-03T04:05:06Z","new":{"a":[]}}])");
        QCOMPARE(read.messages.size(), std::size_t{2});
        QCOMPARE(std::get<UnusedMessage>(*read.messages[0]).type, std::string_view("zz"));
        QVERIFY(std::holds_alternative<QuoteMessage>(*read.messages[1]));
    }
};

QTEST_GUILESS_MAIN(TestAlpacaMarketDecoder)
#include "test_market_decoder.moc"
