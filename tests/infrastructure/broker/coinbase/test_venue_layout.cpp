// The short way of the frame parser against the general way: whatever the short way takes, both make the same value of; whatever
// it does not take is refused, or read, as if it were not there.
#include "base/random.h"
#include "infrastructure/broker/coinbase/frame_parser.h"
#include "infrastructure/broker/coinbase/venue_layout.h"
#include "tests/support/broker/coinbase/capture.h"
#include "tests/support/broker/coinbase/frame_text.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure::coinbase;

namespace {

const std::string updateText =
    R"({"type":"l2update","product_id":"BTC-USD","changes":[["buy","100.75","3"],["sell","101","0.00000000"]],"time":"2026-01-02T03:04:05.678901Z"})";
const std::string matchText =
    R"({"type":"match","trade_id":10,"maker_order_id":"2a0da34e-61f7-4c36-88e5-c9dd15927b16","taker_order_id":"m","side":"sell","size":"5.23512","price":"400.23","product_id":"BTC-USD","sequence":50,"time":"2026-01-02T03:04:05Z"})";

std::vector<std::string> ownFrames()
{
    std::string history = matchText;
    history.replace(history.find("match"), 5, "last_match");
    return {updateText, matchText, history,
            R"({"type":"l2update","product_id":"ETH-BTC","time":"2026-02-28T23:59:59.1Z","changes":[["sell","0.000000000001","123456.123456789012"]]})"};
}

bool isTaken(std::string_view frame)
{
    std::vector<BookChange> changes;
    FrameMessage message;
    return readVenueLayout(frame, changes, message);
}

struct Compared {
    bool taken = false;
    std::string difference;   // empty: none
};

Compared compareWays(const std::string& frame)
{
    static FrameParser both;
    static FrameParser general;
    // A copy of the exact size: a read past its end is seen by the address sanitizer.
    const std::vector<char> bytes(frame.begin(), frame.end());
    const std::string_view view(bytes.data(), bytes.size());
    const std::string first = test::textOf(both.parse(view));
    const std::string second = test::textOf(general.parseAnyLayout(view));
    return {isTaken(view), first == second ? std::string() : frame + "\n  " + first + "\n  " + second};
}

// Small changes, so that many of the frames stay readable.
std::string touched(std::string text, Random& random)
{
    static const std::string alphabet = "0123456789.\",[]{}-:\\ \t\neE+ZTabusy";
    const auto anyCharacter = [&random] { return alphabet[random.below(alphabet.size())]; };
    for (std::uint64_t edits = 1 + random.below(2); edits > 0 && !text.empty(); --edits) {
        const auto at = random.below(text.size());
        switch (random.below(8)) {
        case 0: text[at] = static_cast<char>(random.below(256)); break;
        case 1: text.erase(at, 1 + random.below(3)); break;
        case 2: text.insert(at, 1, anyCharacter()); break;
        case 3: text.insert(at, std::string(random.below(20), static_cast<char>('0' + random.below(10)))); break;
        case 4: text.resize(at); break;
        case 5: text.insert(at, text.substr(random.below(text.size()), random.below(30))); break;
        default:
            // A digit for a digit.
            if (text[at] >= '0' && text[at] <= '9')
                text[at] = static_cast<char>('0' + random.below(10));
            else
                text[at] = anyCharacter();
        }
    }
    return text;
}

}  // namespace

class TestCoinbaseVenueLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesTheVenuesOwnLayout()
    {
        for (const auto& frame : ownFrames()) {
            const auto compared = compareWays(frame);
            QVERIFY2(compared.taken, frame.c_str());
            QVERIFY2(compared.difference.empty(), compared.difference.c_str());
        }
    }
    void leavesOtherFramesToTheGeneralWay_data()
    {
        QTest::addColumn<QByteArray>("frame");
        const auto row = [](const char* name, const std::string& from, const std::string& to, std::string text) {
            text.replace(text.find(from), from.size(), to);
            QTest::newRow(name) << QByteArray::fromStdString(text);
        };
        row("space", ",\"changes\"", ", \"changes\"", updateText);
        row("another key", "\"changes\"", "\"x\":1,\"changes\"", updateText);
        row("key twice", "\"changes\"", "\"product_id\":\"A-B\",\"changes\"", updateText);
        row("price is a number", "\"100.75\"", "100.75", updateText);
        row("price is zero", "100.75", "0.00", updateText);
        row("price is negative", "100.75", "-1", updateText);
        row("nothing before the point", "100.75", ".75", updateText);
        row("nothing behind the point", "100.75", "100.", updateText);
        row("two points", "100.75", "1.0.0", updateText);
        row("exponent", "100.75", "1e2", updateText);
        row("13 decimals", "100.75", "1.0000000000001", updateText);
        row("19 digits", "100.75", "1234567890123456789", updateText);
        row("19 nines", "100.75", std::string(19, '9'), updateText);
        row("40 digits", "100.75", std::string(40, '9'), updateText);
        row("empty price", "100.75", "", updateText);
        row("side", "\"buy\"", "\"bid\"", updateText);
        row("three of a level", "\"3\"]", "\"3\",\"4\"]", updateText);
        row("no changes", "[\"buy\",\"100.75\",\"3\"],[\"sell\",\"101\",\"0.00000000\"]", "", updateText);
        row("comma at the end", "]],", "],],", updateText);
        row("escape in the product", "BTC-USD", "BTC\\u002dUSD", updateText);
        row("product too long", "BTC-USD", std::string(33, 'A'), updateText);
        row("the 30th of February", "01-02T", "02-30T", updateText);
        row("no zone", "901Z", "901", updateText);
        row("text behind the end", "Z\"}", "Z\"} ", updateText);
        row("cut short", "Z\"}", "Z\"", updateText);
        row("trade id of 19 digits", ":10,", ":1234567890123456789,", matchText);
        row("trade id is negative", ":10,", ":-10,", matchText);
        row("sequence is text", ":50,", ":\"50\",", matchText);
        row("size is zero", "5.23512", "0", matchText);
        row("bytes that are not UTF-8", "2a0da34e", "2a0d\xff", matchText);
        row("another type", "\"match\"", "\"matches\"", matchText);
    }
    void leavesOtherFramesToTheGeneralWay()
    {
        QFETCH(QByteArray, frame);
        const auto compared = compareWays(frame.toStdString());
        QVERIFY(!compared.taken);
        QVERIFY2(compared.difference.empty(), compared.difference.c_str());
    }
    void everyLengthOfANumberIsRead()
    {
        const std::string digits = "123456789012345678";
        for (std::size_t length = 1; length <= digits.size(); ++length) {
            for (std::size_t point = length; point >= 1 && length - point <= 12; --point) {
                std::string number = digits.substr(0, length);
                if (point < length)
                    number.insert(point, 1, '.');
                std::string frame = updateText;
                frame.replace(frame.find("100.75"), 6, number);
                const auto compared = compareWays(frame);
                QVERIFY2(compared.taken, frame.c_str());
                QVERIFY2(compared.difference.empty(), compared.difference.c_str());
            }
        }
    }
    void bothWaysAgreeOnDamagedFrames()
    {
        Random random(20260103);
        auto seeds = ownFrames();
        for (const auto& frame : test::coinbaseCapture()) {
            if (seeds.size() < 400 && frame.text.size() < 600)
                seeds.push_back(frame.text);
        }
        const int rounds = qgetenv("TRADECORE_TEST_EXTENT") == "full" ? 1'000'000 : 40'000;
        int taken = 0;
        for (int i = 0; i < rounds; ++i) {
            const auto compared = compareWays(touched(seeds[random.below(seeds.size())], random));
            QVERIFY2(compared.difference.empty(), compared.difference.c_str());
            taken += compared.taken ? 1 : 0;
        }
        QVERIFY2(taken > rounds / 20, qPrintable(QString::number(taken)));
        QVERIFY2(taken < rounds / 2, qPrintable(QString::number(taken)));
    }
    void bothWaysAgreeOnTheRecordedSession()
    {
        const auto capture = test::coinbaseCapture();
        if (capture.empty())
            QSKIP("no recorded session (TRADECORE_TEST_DATA)");
        int taken = 0;
        for (const auto& frame : capture) {
            const auto compared = compareWays(frame.text);
            QVERIFY2(compared.difference.empty(), compared.difference.c_str());
            taken += compared.taken ? 1 : 0;
        }
        QCOMPARE(taken, 9'719 + 97 + 10);   // each book update, match and last_match of the session
    }
};

QTEST_GUILESS_MAIN(TestCoinbaseVenueLayout)
#include "test_venue_layout.moc"
