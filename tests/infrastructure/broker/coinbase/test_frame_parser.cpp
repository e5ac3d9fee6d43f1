// The frame parser: a table of messages and of refusals, the documented samples where they are present, and a corpus of
// damaged frames made from a seed.
#include "base/random.h"
#include "infrastructure/broker/coinbase/constants.h"
#include "infrastructure/broker/coinbase/frame_parser.h"
#include "tests/support/broker/coinbase/capture.h"

#include <QTest>

#include <filesystem>

using namespace tradecore;
using namespace tradecore::infrastructure::coinbase;

namespace {

const std::string matchText =
    R"({"type":"match","trade_id":10,"sequence":50,"maker_order_id":"m","taker_order_id":"t","time":"2026-01-02T03:04:05.678901Z","product_id":"BTC-USD","size":"5.23512","price":"400.23","side":"sell"})";

std::vector<std::string> sampleFrames()
{
    return {matchText,
            R"({"type":"heartbeat","sequence":90,"last_trade_id":20,"product_id":"BTC-USD","time":"2026-01-02T03:04:05.5Z"})",
            R"({"type":"ticker","sequence":1,"product_id":"ETH-USD","price":"2","open_24h":"1.5","volume_24h":"10.25","low_24h":"1","high_24h":"3","time":"2026-01-02T03:04:05Z","trade_id":4,"last_size":"1"})",
            R"({"type":"snapshot","product_id":"BTC-USD","bids":[["100.5","1"],["100","2"]],"asks":[["101","0.5"]]})",
            R"({"type":"l2update","product_id":"BTC-USD","time":"2026-01-02T03:04:05Z","changes":[["buy","100.75","3"],["sell","101","0"]]})",
            R"({"type":"subscriptions","channels":[{"name":"ticker","product_ids":["BTC-USD"],"account_ids":null}]})",
            R"({"type":"error","message":"Failed to subscribe","reason":"X-Y is not a valid product"})"};
}

std::string causeName(RefusalCause cause)
{
    switch (cause) {
    case RefusalCause::TooLarge: return "too large";
    case RefusalCause::NotJson: return "not json";
    case RefusalCause::TooDeep: return "too deep";
    case RefusalCause::UnknownType: return "unknown type";
    case RefusalCause::MissingField: return "missing field";
    case RefusalCause::BadValue: return "bad value";
    case RefusalCause::TooManyDecimals: return "too many decimals";
    }
    return {};
}

std::string mutate(std::string text, Random& random)
{
    const auto edits = 1 + random.below(4);
    for (std::uint64_t i = 0; i < edits && !text.empty(); ++i) {
        const auto at = random.below(text.size());
        switch (random.below(6)) {
        case 0: text[at] = static_cast<char>(random.below(256)); break;
        case 1: text.erase(at, 1 + random.below(8)); break;
        case 2: text.insert(at, 1, "{}[]\",:\\0-9.e"[random.below(13)]); break;
        case 3: text.resize(at); break;
        case 4: text.insert(at, text.substr(random.below(text.size()), random.below(20))); break;
        default: text.insert(at, std::string(random.below(100), '[')); break;
        }
    }
    return text;
}

}  // namespace

class TestCoinbaseFrameParser : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsMatch()
    {
        FrameParser parser;
        const auto message = parser.parse(matchText);
        QVERIFY(message);
        const auto& match = std::get<MatchMessage>(*message);
        QCOMPARE(std::string(match.product), std::string("BTC-USD"));
        QCOMPARE(match.price.toString(), std::string("400.23"));
        QCOMPARE(match.size.toString(), std::string("5.23512"));
        QCOMPARE(match.tradeId, std::uint64_t(10));
        QCOMPARE(match.time.toRfc3339(), std::string("2026-01-02T03:04:05.678901000Z"));
        QVERIFY(!match.isHistory);
    }
    void sideIsTheMakersSide()
    {
        FrameParser parser;
        std::string bought = matchText;
        QVERIFY(std::get<MatchMessage>(*parser.parse(bought)).aggressor == domain::Aggressor::Buyer);
        bought.replace(bought.find("\"sell\""), 6, "\"buy\"");
        QVERIFY(std::get<MatchMessage>(*parser.parse(bought)).aggressor == domain::Aggressor::Seller);
    }
    void readsBookMessages()
    {
        FrameParser parser;
        const auto snapshot = parser.parse(sampleFrames()[3]);
        QVERIFY(snapshot);
        QCOMPARE(std::get<SnapshotMessage>(*snapshot).bids.size(), std::size_t(2));
        QCOMPARE(std::get<SnapshotMessage>(*snapshot).bids[1].size.toString(), std::string("2"));
        const auto update = parser.parse(sampleFrames()[4]);
        QVERIFY(update);
        const auto& changes = std::get<BookUpdateMessage>(*update).changes;
        QCOMPARE(changes.size(), std::size_t(2));
        QVERIFY(changes[1].side == BookSide::Ask && changes[1].level.size.isZero());
    }
    void readsSubscriptionsAndErrors()
    {
        FrameParser parser;
        const auto state = parser.parse(sampleFrames()[5]);
        QVERIFY(state);
        QCOMPARE(std::get<SubscriptionsMessage>(*state).channels.at(0).products.at(0), std::string("BTC-USD"));
        const auto error = parser.parse(sampleFrames()[6]);
        QVERIFY(error);
        QCOMPARE(std::get<ErrorMessage>(*error).reason, std::string("X-Y is not a valid product"));
    }
    void statisticsAreRoundedAndMarked()
    {
        FrameParser parser;
        const auto message =
            parser.parse(R"({"type":"ticker","product_id":"A-B","open_24h":"1.00000000000049","volume_24h":"2"})");
        QVERIFY(message);
        const auto& ticker = std::get<TickerMessage>(*message);
        QVERIFY(ticker.rounded);
        QCOMPARE(ticker.open->toString(), std::string("1"));
        QVERIFY(!std::get<TickerMessage>(*parser.parse(sampleFrames()[2])).rounded);
    }
    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cause");
        QTest::addColumn<bool>("touchesBook");
        const auto row = [](const char* name, const std::string& text, const char* cause, bool touchesBook) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(cause) << touchesBook;
        };
        const auto with = [](std::string from, const std::string& to) {
            std::string text = matchText;
            text.replace(text.find(from), from.size(), to);
            return text;
        };
        row("empty", "", "not json", true);
        row("html", "<html><body>503</body></html>", "not json", true);
        row("truncated", matchText.substr(0, 60), "not json", true);
        row("unclosed", matchText.substr(0, matchText.size() - 1), "not json", true);
        row("trailing text", matchText + " x", "not json", true);
        row("two messages", matchText + matchText, "not json", true);
        row("array", "[1,2]", "not json", true);
        row("bad utf-8", with("maker_order_id", "maker\xff_id"), "not json", true);
        row("no type", R"({"product_id":"A-B"})", "missing field", true);
        row("unknown type", R"({"type":"surprise"})", "unknown type", false);
        row("no price", with("\"price\":\"400.23\",", ""), "missing field", false);
        row("price twice", with("\"size\"", "\"price\""), "bad value", false);
        row("price is a number", with("\"400.23\"", "400.23"), "bad value", false);
        row("price is a word", with("400.23", "NaN"), "bad value", false);
        row("price is negative", with("400.23", "-400.23"), "bad value", false);
        row("price is zero", with("400.23", "0"), "bad value", false);
        row("size is zero", with("5.23512", "0.000"), "bad value", false);
        row("13 decimals", with("400.23", "400.2300000000001"), "too many decimals", false);
        row("price too large", with("400.23", "1e40"), "bad value", false);
        row("side", with("\"sell\"", "\"hold\""), "bad value", false);
        row("time", with("2026-01-02T03", "2026-13-02T03"), "bad value", false);
        row("trade id is text", with("\"trade_id\":10", "\"trade_id\":\"x\""), "bad value", false);
        row("trade id is negative", with("\"trade_id\":10", "\"trade_id\":-1"), "bad value", false);
        row("product", with("BTC-USD", "../../etc"), "bad value", false);
        row("level of three", R"({"type":"snapshot","product_id":"A-B","bids":[["1","2","3"]],"asks":[]})", "bad value", true);
        row("level of one", R"({"type":"snapshot","product_id":"A-B","bids":[["1"]],"asks":[]})", "bad value", true);
        row("level of numbers", R"({"type":"snapshot","product_id":"A-B","bids":[[1,2]],"asks":[]})", "bad value", true);
        row("no asks", R"({"type":"snapshot","product_id":"A-B","bids":[]})", "missing field", true);
        row("change side", R"({"type":"l2update","product_id":"A-B","time":"2026-01-02T03:04:05Z","changes":[["up","1","2"]]})",
            "bad value", true);
        row("negative level", R"({"type":"l2update","product_id":"A-B","time":"2026-01-02T03:04:05Z","changes":[["buy","1","-2"]]})",
            "bad value", true);
        row("deep", with("\"maker_order_id\":\"m\"", "\"x\":" + std::string(64, '[') + std::string(64, ']')), "too deep", false);
        row("too large", std::string(maximumFrameBytes + 1, ' '), "too large", true);
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cause);
        QFETCH(bool, touchesBook);
        FrameParser parser;
        const auto message = parser.parse(text.toStdString());
        QVERIFY(!message);
        QCOMPARE(causeName(message.error().cause), cause.toStdString());
        QVERIFY(!message.error().why.empty());
        QCOMPARE(message.error().touchesBook, touchesBook);
        QVERIFY2(parser.parse(matchText), "the parser must be usable after a refusal");
    }
    void nestingUpToTheLimitIsPassedOver()
    {
        FrameParser parser;
        std::string text = matchText;
        text.insert(1, "\"x\":" + std::string(63, '[') + std::string(63, ']') + ",");
        QVERIFY(parser.parse(text));
    }
    void twelveDecimalsAreExact()
    {
        FrameParser parser;
        std::string text = matchText;
        text.replace(text.find("400.23"), 6, "123456.123456789012");
        const auto message = parser.parse(text);
        QVERIFY(message);
        QCOMPARE(std::get<MatchMessage>(*message).price.toString(), std::string("123456.123456789012"));
    }
    void keysMayComeInAnyOrderWithWhiteSpace()
    {
        FrameParser parser;
        const auto message = parser.parse("{ \"last_trade_id\" : 0 ,\n \"product_id\" : \"ETH-EUR\" , \"sequence\" : 22 , "
                                          "\"time\" : \"2019-05-10T21:21:26.519588Z\" , \"type\" : \"heartbeat\" }\n");
        QVERIFY(message);
        QCOMPARE(std::get<HeartbeatMessage>(*message).sequence, std::uint64_t(22));
    }
    void acceptsFramesOfFiveMegabytes()
    {
        std::string text = R"({"type":"snapshot","product_id":"BTC-USD","asks":[],"bids":[)";
        std::size_t levels = 0;
        while (text.size() < 5'000'000) {
            text += (levels ? ",[\"" : "[\"") + std::to_string(1'000'000 - levels) + ".25\",\"0.125\"]";
            ++levels;
        }
        text += "]}";
        FrameParser parser;
        const auto message = parser.parse(text);
        QVERIFY(message);
        QCOMPARE(std::get<SnapshotMessage>(*message).bids.size(), levels);
    }
    void readsEverySampleOfTheExchangeFeed()
    {
        const auto folder = test::sharedDataFolder();
        if (!folder || !std::filesystem::is_directory(*folder + "/brokers/fixtures/coinbase"))
            QSKIP("no shared samples (TRADECORE_TEST_DATA)");
        int read = 0;
        FrameParser parser;
        for (const auto& entry : std::filesystem::directory_iterator(*folder + "/brokers/fixtures/coinbase")) {
            const auto name = entry.path().filename().string();
            if (name.rfind("exch_ws_", 0) != 0)
                continue;
            const auto message = parser.parse(test::readWholeFile(entry.path().string()));
            QVERIFY2(message, (name + ": " + (message ? "" : message.error().why)).c_str());
            ++read;
        }
        QVERIFY(read >= 10);
    }
    void refusesSamplesOfTheOtherFeed()
    {
        const auto folder = test::sharedDataFolder();
        if (!folder || !std::filesystem::is_directory(*folder + "/data/adapter_samples/coinbase"))
            QSKIP("no shared samples (TRADECORE_TEST_DATA)");
        FrameParser parser;
        for (const auto& entry : std::filesystem::directory_iterator(*folder + "/data/adapter_samples/coinbase"))
            QVERIFY(!parser.parse(test::readWholeFile(entry.path().string())));
    }
    void damagedFramesNeverHurt()
    {
        Random random(20260102);
        FrameParser parser;
        std::vector<std::string> seeds = sampleFrames();
        for (const auto& frame : test::coinbaseCapture()) {
            if (seeds.size() < 200 && frame.text.size() < 5'000)
                seeds.push_back(frame.text);
        }
        int refused = 0;
        constexpr int rounds = 20'000;
        for (int i = 0; i < rounds; ++i) {
            const auto text = mutate(seeds[random.below(seeds.size())], random);
            if (const auto message = parser.parse(text); !message) {
                QVERIFY(!message.error().why.empty());
                ++refused;
            }
        }
        QVERIFY(refused > rounds / 2);
        QVERIFY(parser.parse(matchText));
    }
};

QTEST_GUILESS_MAIN(TestCoinbaseFrameParser)
#include "test_frame_parser.moc"
