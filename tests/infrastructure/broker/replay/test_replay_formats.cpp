#include "infrastructure/broker/replay/lean_file.h"
#include "infrastructure/broker/replay/lean_reader.h"
#include "domain/market/new_york_time.h"
#include "infrastructure/broker/replay/recording_format.h"
#include "infrastructure/broker/replay/replay_files.h"
#include "infrastructure/broker/replay/text_fields.h"
#include "tests/infrastructure/broker/replay/replay_bench.h"

#include <QTest>
#include <rapidcheck.h>

#include <chrono>

namespace tradecore::test {

using namespace std::chrono_literals;
using namespace infrastructure;

class TestReplayFormats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsNewYorkTime_data();
    void knowsNewYorkTime();
    void readsLeanPaths_data();
    void readsLeanPaths();
    void readsEpochSeconds_data();
    void readsEpochSeconds();
    void readsTheRuleOfSaleConditions();
    void readsLeanTrades();
    void mergesTheTwoSidesOfLeanQuotes();
    void recordingReadsBackWhatWasWritten();
    void findsTheProductListOfACapture();
};

void TestReplayFormats::knowsNewYorkTime_data()
{
    QTest::addColumn<int>("date");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QByteArray>("utc");
    QTest::newRow("summer") << 20131007 << qint64{34'200} << QByteArray("2013-10-07T13:30:00.000000000Z");
    QTest::newRow("winter") << 20140106 << qint64{34'200} << QByteArray("2014-01-06T14:30:00.000000000Z");
    QTest::newRow("before March change") << 20140309 << qint64{7'199} << QByteArray("2014-03-09T06:59:59.000000000Z");
    QTest::newRow("after March change") << 20140309 << qint64{10'800} << QByteArray("2014-03-09T07:00:00.000000000Z");
    QTest::newRow("before November change") << 20131103 << qint64{7'199} << QByteArray("2013-11-03T05:59:59.000000000Z");
    QTest::newRow("after November change") << 20131103 << qint64{7'200} << QByteArray("2013-11-03T07:00:00.000000000Z");
    QTest::newRow("2006, late March") << 20060320 << qint64{0} << QByteArray("2006-03-20T05:00:00.000000000Z");
    QTest::newRow("2006, April") << 20060403 << qint64{0} << QByteArray("2006-04-03T04:00:00.000000000Z");
    QTest::newRow("2006, 30 October") << 20061030 << qint64{0} << QByteArray("2006-10-30T05:00:00.000000000Z");
    QTest::newRow("1998") << 19980102 << qint64{0} << QByteArray("1998-01-02T05:00:00.000000000Z");
    QTest::newRow("too early") << 19861231 << qint64{0} << QByteArray();
}

void TestReplayFormats::knowsNewYorkTime()
{
    QFETCH(int, date);
    QFETCH(qint64, seconds);
    QFETCH(QByteArray, utc);
    const std::chrono::year_month_day day{std::chrono::year(date / 10'000),
                                          std::chrono::month(static_cast<unsigned>(date / 100 % 100)),
                                          std::chrono::day(static_cast<unsigned>(date % 100))};
    const auto moment = domain::fromNewYork(day, std::chrono::seconds(seconds));
    QCOMPARE(moment ? QByteArray::fromStdString(moment->toRfc3339()) : QByteArray(), utc);
}

void TestReplayFormats::readsLeanPaths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("symbol");
    QTest::newRow("ticks") << QByteArray("/x/lean/equity/tick/spy/20131007_trade.zip") << QByteArray("SPY");
    QTest::newRow("country") << QByteArray("equity/usa/minute/brk.b/20131007_trade.zip") << QByteArray("BRK.B");
    QTest::newRow("crypto") << QByteArray("crypto/coinbase/minute/btcusd/20171217_trade.zip") << QByteArray("BTC-USD");
    QTest::newRow("no folders") << QByteArray("20131007_trade.zip") << QByteArray();
    QTest::newRow("no such day") << QByteArray("/equity/tick/spy/20130231_trade.zip") << QByteArray();
    QTest::newRow("daily") << QByteArray("/lean/equity/daily/spy.zip") << QByteArray();
    QTest::newRow("hostile symbol") << QByteArray("/equity/tick/..;x/20131007_trade.zip") << QByteArray();
    QTest::newRow("other kind") << QByteArray("/equity/tick/spy/20131007_openinterest.zip") << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestReplayFormats::readsLeanPaths()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, symbol);
    const auto file = parseLeanPath(path.toStdString());
    QCOMPARE(file ? QByteArray::fromStdString(file->symbol) : QByteArray(), symbol);
}

void TestReplayFormats::readsEpochSeconds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("nanoseconds");
    QTest::newRow("micro") << QByteArray("1618677817.061845") << qint64{1'618'677'817'061'845'000};
    QTest::newRow("seven decimals") << QByteArray("1618677817.0208309") << qint64{1'618'677'817'020'830'900};
    QTest::newRow("whole") << QByteArray("1618677817") << qint64{1'618'677'817'000'000'000};
    QTest::newRow("no decimals") << QByteArray("1618677817.") << qint64{0};
    QTest::newRow("minus inside") << QByteArray("1618677817.-1") << qint64{0};
    QTest::newRow("too many decimals") << QByteArray("1618677817.1234567890") << qint64{0};
    QTest::newRow("far future") << QByteArray("99999999999") << qint64{0};
    QTest::newRow("empty") << QByteArray() << qint64{0};
    QTest::newRow("not a number") << QByteArray("1e9") << qint64{0};
}

void TestReplayFormats::readsEpochSeconds()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, nanoseconds);
    const auto time = parseEpochSeconds(text.toStdString());
    QCOMPARE(time ? time->nanoseconds() : std::int64_t{0}, std::int64_t{nanoseconds});
}

void TestReplayFormats::readsTheRuleOfSaleConditions()
{
    for (const std::uint32_t volumeOnly : {0x20U, 0x20000020U, 0x20100000U, 0x20100200U, 0x20040200U})
        QVERIFY(!countsForPrice(volumeOnly));
    for (const std::uint32_t ordinary : {0x0U, 0x1U, 0x20002000U, 0x2000U, 0x20000001U})
        QVERIFY(countsForPrice(ordinary));
}

void TestReplayFormats::readsLeanTrades()
{
    const ReplayFolder folder;
    ReplayBench bench({folder.writeZip("equity/tick/spy/20131007_trade.zip",
                                       "34200000,1674100,100,P,20002000,0\n34200500,1674250,30,N,20,0\n"
                                       "34201000,1674300,70,N,1,1\n")});
    bench.start();
    bench.runToTheEnd();
    QCOMPARE(bench.sink.trades.size(), std::size_t{3});
    const domain::Trade& first = bench.sink.trades[0];
    QVERIFY(first.instrument == domain::InstrumentId("SPY", "REPLAY"));
    QCOMPARE(first.price.toString(), std::string("167.41"));
    QCOMPARE(first.size.toString(), std::string("100"));
    QCOMPARE(first.venueTime.toRfc3339(), std::string("2013-10-07T13:30:00.000000000Z"));
    QVERIFY(first.countsForPrice);
    QVERIFY(!bench.sink.trades[1].countsForPrice);  // sale condition
    QVERIFY(!bench.sink.trades[2].countsForPrice);  // suspicious
    QVERIFY(bench.source.traits().sessionOffset == Duration(4h));
}

void TestReplayFormats::mergesTheTwoSidesOfLeanQuotes()
{
    const ReplayFolder folder;
    ReplayBench bench({folder.writeZip("equity/tick/spy/20131007_quote.zip",
                                       "34200000,0,0,1674200,500,Q,1,0\n34200100,1674100,300,0,0,P,1,0\n"
                                       "34200200,1674300,100,0,0,P,1,0\n34200300,0,0,1674400,200,P,1,0\n"
                                       "34200400,9999999,1,0,0,P,1,1\n")});
    bench.start();
    bench.runToTheEnd();
    const auto& quotes = bench.sink.quotes;
    QCOMPARE(quotes.size(), std::size_t{4});  // the suspicious one is no quote
    QVERIFY(!quotes[0].bid && quotes[0].ask->toString() == "167.42");
    QVERIFY(quotes[1].bid->toString() == "167.41" && quotes[1].ask->toString() == "167.42");
    QVERIFY(quotes[1].bidSize.toString() == "300" && quotes[1].askSize.toString() == "500");
    QVERIFY(quotes[2].bid->toString() == "167.43" && !quotes[2].ask && quotes[2].askSize.isZero());
    QVERIFY(quotes[3].bid->toString() == "167.43" && quotes[3].ask->toString() == "167.44");
}

void TestReplayFormats::recordingReadsBackWhatWasWritten()
{
    const ReplayFolder folder;
    QVERIFY(rc::check("what is written is read", [&] {
        const Timestamp start = Timestamp::fromSeconds(1'700'000'000);
        LeanFile stock;
        stock.symbol = "ABC";
        const std::vector<domain::Instrument> instruments{stock.instrument()};
        std::string text = recordingHeader(start, instruments);
        std::vector<domain::Trade> trades;
        std::vector<domain::Quote> quotes;
        Timestamp time = start;
        const auto count = *rc::gen::inRange(1, 20);
        for (int i = 0; i < count; ++i) {
            time = time + std::chrono::microseconds(*rc::gen::inRange<std::int64_t>(0, 5'000'000));
            const domain::Price price(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(1, 100'000'000), 4));
            const auto size = *domain::Quantity::from(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(1, 99'999), 8));
            if (*rc::gen::arbitrary<bool>()) {
                const auto side = *rc::gen::element(domain::Aggressor::Unknown, domain::Aggressor::Buyer,
                                                    domain::Aggressor::Seller);
                trades.push_back({instruments[0].id, price, size, side, *rc::gen::arbitrary<bool>(),
                                  *rc::gen::element(std::string(), std::string("x-1")), time, {}});
                text += recordingLine(start, 0, trades.back());
            } else {
                domain::Quote quote;
                quote.instrument = instruments[0].id;
                quote.venueTime = time;
                if (*rc::gen::arbitrary<bool>()) {
                    quote.bid = price;
                    quote.bidSize = size;
                }
                quotes.push_back(quote);
                text += recordingLine(start, 0, quote);
            }
        }
        text += recordingEnd(count);
        RecordingReader reader(LineReader(*openPlainFile(folder.write("a.tcr", QByteArray::fromStdString(text))), "a.tcr",
                                          RecordingReader::longestLine));
        std::size_t trade = 0, quote = 0;
        for (auto event = reader.next();; event = reader.next()) {
            RC_ASSERT(event.has_value());
            if (!*event)
                break;
            if (const auto* readTrade = std::get_if<domain::Trade>(&(*event)->payload))
                RC_ASSERT(*readTrade == trades.at(trade++));
            else
                RC_ASSERT(std::get<domain::Quote>((*event)->payload) == quotes.at(quote++));
        }
        RC_ASSERT(trade == trades.size() && quote == quotes.size());
        RC_ASSERT(reader.instruments() == instruments);
    }));
}

void TestReplayFormats::findsTheProductListOfACapture()
{
    const ReplayFolder folder;
    const std::string capture = folder.write("COINBASE.ws.28.0", "x");
    QVERIFY(!productListBeside(capture, {capture}));
    const std::string list = folder.write("COINBASE.0", "x");
    QCOMPARE(productListBeside(capture, {capture}).value_or(""), list);
    QVERIFY(!productListBeside(capture, {list, capture}));
    QVERIFY(!productListBeside(list, {list}));
}

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::TestReplayFormats)
#include "test_replay_formats.moc"
