// Bars and products over REST: paging, refusals, rate limits and broken peers, on a real socket; and the pure parsers.
#include "infrastructure/broker/coinbase/capture_decoder.h"
#include "infrastructure/broker/coinbase/rest_parser.h"
#include "tests/infrastructure/broker/coinbase/live_bench.h"
#include "tests/support/broker/coinbase/capture.h"

using namespace tradecore;
using namespace tradecore::test;
using namespace tradecore::test::coinbase;
using namespace std::chrono_literals;
using application::HistoryRequest;
using application::SourceError;
using domain::Timeframe;
using Bars = Result<std::vector<domain::Bar>, SourceError>;
using infrastructure::coinbase::candlePages;
using infrastructure::coinbase::parseCandles;
using infrastructure::coinbase::parseProducts;

namespace {

const Timestamp midnight = *Timestamp::parseRfc3339("2026-01-02T00:00:00Z");

// Stands before its bench: the end of a source answers what is still open.
struct Answers {
    std::vector<Bars> all;
    application::MarketDataSource::HistoryAnswer callback()
    {
        return [this](Bars bars) { all.push_back(std::move(bars)); };
    }
    [[nodiscard]] bool arrived() const { return !all.empty(); }
};

HistoryRequest minutes(int count, const domain::InstrumentId& instrument = btc)
{
    return {instrument, Timeframe::OneMinute, midnight, midnight + std::chrono::minutes(count)};
}

}  // namespace

class TestCoinbaseRest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pagesGoBackwardsAndMeet()
    {
        const auto pages = candlePages(midnight + 30s, midnight + 700min, 1min);
        QCOMPARE(pages.size(), std::size_t(3));
        QCOMPARE(pages[0].last, midnight + 699min);
        QCOMPARE(pages[0].first, midnight + 400min);
        QCOMPARE(pages[1].last, midnight + 399min);
        QCOMPARE(pages[2].first, midnight + 1min);
        QVERIFY(candlePages(midnight, midnight, 1min).empty());
        QVERIFY(candlePages(midnight + 1s, midnight + 59s, 1min).empty());
    }
    void columnsAreTimeLowHighOpenClose()
    {
        const auto candles = parseCandles("[[1584316800, 1.5, 4.5, 2.5, 3.5, 10.25], [1584313200,1,1,1,1,1e-8]]");
        QVERIFY(candles);
        QCOMPARE(candles->bars[0].low.toString(), std::string("1.5"));
        QCOMPARE(candles->bars[0].high.toString(), std::string("4.5"));
        QCOMPARE(candles->bars[0].open.toString(), std::string("2.5"));
        QCOMPARE(candles->bars[0].close.toString(), std::string("3.5"));
        QCOMPARE(candles->bars[1].volume.toString(), std::string("0.00000001"));
    }
    void rowsThatContradictThemselvesAreCounted()
    {
        const auto candles = parseCandles("[[60,5,4,4,4,1],[120,1,2,3,1,1],[180,1,2,1],[240,1,2,1,2,-1],[300,\"1\",2,1,2,1],"
                                          "[360,0.0000000000001,2,1,2,1],[420,1,2,1,2,3]]");
        QVERIFY(candles);
        QCOMPARE(candles->refusedRows, std::size_t(6));
        QCOMPARE(candles->bars.size(), std::size_t(1));
    }
    void bodiesOfAnotherFormAreRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char* const body : {"", "{}", "[1]", "[[1,2", "null", "<html>", "[[1,2,3,4,5,6]", "\xff"})
            QTest::newRow(body) << QByteArray(body);
    }
    void bodiesOfAnotherFormAreRefused()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!parseCandles(body.toStdString()));
        QVERIFY(!parseProducts(body.toStdString(), "COINBASE"));
    }
    void productsBecomeInstruments()
    {
        const auto products = parseProducts(
            R"([{"id":"BTC-USD","base_currency":"BTC","quote_currency":"USD","quote_increment":"0.01","base_increment":"0.00000001","display_name":"BTC/USD","status":"online","trading_disabled":false,"extra":{"a":[1]}},)"
            R"({"id":"OLD-USD","base_currency":"OLD","quote_currency":"USD","quote_increment":"0.01","base_increment":"1","status":"delisted"},{"id":"?"}])",
            "COINBASE");
        QVERIFY(products);
        QCOMPARE(products->instruments.size(), std::size_t(1));
        QCOMPARE(products->refusedRows, std::size_t(1));
        QCOMPARE(products->instruments[0].tickSize.value().toString(), std::string("0.01"));
        QCOMPARE(products->instruments[0].minimumQuantity.toString(), std::string("0.00000001"));
    }
    void documentedCandlesAreRead()
    {
        const auto folder = sharedDataFolder();
        const std::string body = folder ? readWholeFile(*folder + "/brokers/fixtures/coinbase/exch_rest_candles__00.json") : "";
        if (body.empty())
            QSKIP("no shared samples (TRADECORE_TEST_DATA)");
        const auto candles = parseCandles(body);
        QVERIFY(candles);
        QCOMPARE(candles->refusedRows, std::size_t(0));
        QVERIFY(candles->bars.size() > 100);
        QVERIFY(candles->bars[0].start > candles->bars[1].start);
    }
    void recordedProductsAreRead()
    {
        const auto folder = sharedDataFolder();
        const std::string text = folder ? readWholeFile(*folder + "/data/ws/cryptofeed/COINBASE.0") : "";
        if (text.empty())
            QSKIP("no recorded session (TRADECORE_TEST_DATA)");
        const auto begin = text.find('[');
        infrastructure::CoinbaseCaptureDecoder decoder;
        const auto products = decoder.decodeInstruments(text.substr(begin, text.find('\n') - begin));
        QVERIFY(products);
        QVERIFY(products->size() > 50);
    }
    void aLongRangeIsPagedAndOrdered()
    {
        Answers answers;
        LiveBench bench;
        bench.source.requestHistory(minutes(700), answers.callback());
        QVERIFY(!answers.arrived());
        QTRY_VERIFY(answers.arrived());
        QVERIFY(answers.all[0]);
        const auto& bars = *answers.all[0];
        QCOMPARE(bench.server.restRequests().size(), 3);
        QVERIFY(bars.size() > 600 && bars.size() < 700);  // intervals without trades stay out
        for (std::size_t i = 1; i < bars.size(); ++i)
            QVERIFY(bars[i - 1].start < bars[i].start);
        QVERIFY(bars.front().start >= midnight && bars.back().start < midnight + 700min);
        QVERIFY(bars.front().complete);
        QVERIFY(bench.server.restRequests()[0].contains("User-Agent: TradeCore"));
    }
    void theBarUnderWayIsNotComplete()
    {
        Answers answers;
        LiveBench bench;
        const Timestamp now = bench.clock.utcNow();
        bench.source.requestHistory({btc, Timeframe::OneDay, now - 72h, now + 24h}, answers.callback());
        QTRY_VERIFY(answers.arrived());
        QVERIFY(answers.all[0] && answers.all[0]->size() == 3);
        QVERIFY(!answers.all[0]->back().complete && answers.all[0]->front().complete);
    }
    void refusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* name, int status, const char* body, SourceError::Kind kind) {
            QTest::newRow(name) << status << QByteArray(body) << static_cast<int>(kind);
        };
        row("not found", 404, "{\"message\":\"NotFound\"}", SourceError::Kind::UnknownInstrument);
        row("bad request", 400, "{\"message\":\"no\"}", SourceError::Kind::Transport);
        row("failing front", 503, "<html>sorry</html>", SourceError::Kind::Malformed);
        row("web page as success", 200, "<!doctype html>", SourceError::Kind::Malformed);
        row("not json", 200, "nonsense", SourceError::Kind::Malformed);
        row("redirect", 302, "", SourceError::Kind::Transport);
    }
    void refusals()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        Answers answers;
        LiveBench bench;
        bench.server.answerNext({status, body, QByteArrayLiteral("text/plain"), QByteArrayLiteral("Location: /time\r\n")});
        bench.source.requestHistory(minutes(10), answers.callback());
        QTRY_VERIFY(answers.arrived());
        QVERIFY(!answers.all[0]);
        QCOMPARE(static_cast<int>(answers.all[0].error().kind), kind);
        QVERIFY(!answers.all[0].error().text.empty());
        QCOMPARE(bench.server.restRequests().size(), 1);
    }
    void instrumentsOfAnotherVenueAreUnknown()
    {
        Answers answers;
        LiveBench bench;
        bench.source.requestHistory(minutes(10, {"AAPL", "SIM"}), answers.callback());
        bench.source.requestHistory(minutes(10, {"../x", "COINBASE"}), answers.callback());
        QVERIFY(!answers.arrived());
        QTRY_COMPARE(answers.all.size(), std::size_t(2));
        QCOMPARE(bench.server.restRequests().size(), 0);
    }
    void aHugeRangeIsRefusedAtOnce()
    {
        Answers answers;
        LiveBench bench;
        bench.source.requestHistory({btc, Timeframe::OneMinute, Timestamp(), midnight}, answers.callback());
        QTRY_VERIFY(answers.arrived());
        QVERIFY(answers.all[0].error().kind == SourceError::Kind::RangeTooLarge);
        QCOMPARE(bench.server.restRequests().size(), 0);
    }
    void aRateLimitIsWaitedForAndAskedAgain()
    {
        Answers answers;
        VirtualBench bench;
        bench.server.answerNext({429, QByteArrayLiteral("{}"), QByteArrayLiteral("application/json"), "Retry-After: 3\r\n"});
        bench.source.requestHistory(minutes(10), answers.callback());
        QTRY_COMPARE(bench.source.rateLimited(), std::uint64_t(1));
        bench.world.advance(2s);
        QCOMPARE(bench.server.restRequests().size(), 1);
        bench.world.advance(2s);
        QTRY_VERIFY(answers.arrived());
        QVERIFY(answers.all[0]);
        QCOMPARE(bench.server.restRequests().size(), 2);
    }
    void aLongRateLimitIsAnswered()
    {
        Answers answers;
        VirtualBench bench;
        bench.server.answerNext({429, QByteArrayLiteral("{}"), QByteArrayLiteral("application/json"), "Retry-After: 60\r\n"});
        bench.source.requestHistory(minutes(10), answers.callback());
        QTRY_VERIFY(answers.arrived());
        QVERIFY(answers.all[0].error().kind == SourceError::Kind::RateLimited);
    }
    void aPeerThatNeverAnswersIsATimeout()
    {
        Answers answers;
        VirtualBench bench;
        bench.server.stallNext(1);
        bench.source.requestHistory(minutes(10), answers.callback());
        QTRY_COMPARE(bench.server.restRequests().size(), 1);
        bench.world.advance(10s);
        QCOMPARE(answers.all.size(), std::size_t(1));
        QVERIFY(answers.all[0].error().kind == SourceError::Kind::Timeout);
    }
    void requestsAreEightASecondAtMost()
    {
        Answers answers;
        VirtualBench bench;
        bench.source.requestHistory(minutes(3'000), answers.callback());  // ten pages
        for (int i = 1; i <= 4; ++i) {
            QTRY_COMPARE(bench.server.restRequests().size(), i);
            QTest::qWait(20);
            QCOMPARE(bench.server.restRequests().size(), i);
            bench.world.advance(125ms);
        }
    }
    void destructionAnswersWhatIsOpen()
    {
        Answers answers;
        {
            LiveBench bench;
            bench.server.stallNext(1);
            bench.source.requestHistory(minutes(10), answers.callback());
            QTRY_COMPARE(bench.server.restRequests().size(), 1);
        }
        QCOMPARE(answers.all.size(), std::size_t(1));
        QVERIFY(!answers.all[0]);
    }
    void productsAreListed()
    {
        LiveBench bench;
        std::vector<domain::Instrument> instruments;
        bench.source.requestInstruments([&](auto answer) {
            if (answer)
                instruments = *answer;
        });
        QTRY_COMPARE(instruments.size(), std::size_t(4));
        QCOMPARE(instruments[0].id.venue(), std::string("COINBASE"));
    }
    void theDecoderKnowsTheHostsOfTheExchange()
    {
        using infrastructure::CoinbaseCaptureDecoder;
        QVERIFY(CoinbaseCaptureDecoder::knows("wss://ws-feed.pro.coinbase.com"));
        QVERIFY(CoinbaseCaptureDecoder::knows("https://api.pro.coinbase.com/products"));
        QVERIFY(!CoinbaseCaptureDecoder::knows("wss://ws-feed.pro.coinbase.com.example.org"));
        QVERIFY(!CoinbaseCaptureDecoder::knows("ws.kraken.com"));
    }
};

QTEST_GUILESS_MAIN(TestCoinbaseRest)
#include "test_coinbase_rest.moc"
