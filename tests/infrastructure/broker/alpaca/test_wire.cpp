// The tape under both formats: the same values, bounded depth and size, exact numbers, nanosecond times.
#include "infrastructure/broker/alpaca/wire_tape.h"
#include "infrastructure/broker/alpaca/wire_values.h"

#include <rapidcheck.h>

#include <QTest>

#include <bit>

using namespace tradecore;
using namespace tradecore::infrastructure::alpaca;

namespace {

void append(std::string& out, std::uint64_t value, int width)
{
    for (int i = width - 1; i >= 0; --i)
        out.push_back(static_cast<char>(value >> (8 * i)));
}

// {"v": value} in MessagePack.
std::string packed(const std::string& value)
{
    return std::string("\x81\xa1v") + value;
}

std::string packedDouble(double value)
{
    std::string text = "\xcb";
    append(text, std::bit_cast<std::uint64_t>(value), 8);
    return packed(text);
}

std::string decimalText(WireView view)
{
    const auto value = decimalOf(view);
    return value ? value->toString() : "refused";
}

}  // namespace

class TestAlpacaWire : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonIsLaidOutFlat()
    {
        WireTape tape;
        const auto root = tape.parseJson(R"([{"T":"q","bp":133.85,"c":["R","\u0041"],"none":null,"yes":true,"in":{"a":[1,2]}}])");
        QVERIFY(root);
        int elements = 0;
        root->forEach([&](WireView object) {
            ++elements;
            QCOMPARE(object["T"].text(), std::string_view("q"));
            QCOMPARE(decimalText(object["bp"]), std::string("133.85"));
            std::string conditions;
            object["c"].forEach([&](WireView condition) { conditions += condition.text(); });
            QCOMPARE(conditions, std::string("RA"));
            QVERIFY(object["none"].isNull() && !object["none"].isAbsent());
            QVERIFY(object["missing"].isAbsent());
            QCOMPARE(truthOf(object["yes"]), std::optional(true));
            QCOMPARE(decimalText(object["in"]["a"]), std::string("refused"));
        });
        QCOMPARE(elements, 1);
    }

    void brokenTextIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("open") << QByteArray("[{\"a\":1");
        QTest::newRow("more behind") << QByteArray("[1][2]");
        QTest::newRow("a word") << QByteArray("[nul]");
        QTest::newRow("scalar") << QByteArray("12");
        QTest::newRow("web page") << QByteArray("<html></html>");
        QTest::newRow("deep") << QByteArray(100'000, '[');
        QTest::newRow("not UTF-8") << QByteArray("[\"\xff\"]");
        QTest::newRow("65 levels") << QByteArray(66, '[') + QByteArray(66, ']');
    }
    void brokenTextIsRefused()
    {
        QFETCH(QByteArray, text);
        WireTape tape;
        const auto root = tape.parseJson({text.constData(), static_cast<std::size_t>(text.size())});
        QVERIFY(!root);
        QVERIFY(!root.error().empty());
    }

    void sixtyFourLevelsAreRead()
    {
        WireTape tape;
        QVERIFY(tape.parseJson(std::string(64, '[') + std::string(64, ']')));
    }

    void numbersOfMessagePack_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("value");
        QTest::newRow("fixint") << QByteArray("\x2a") << QStringLiteral("42");
        QTest::newRow("negative fixint") << QByteArray("\xff") << QStringLiteral("-1");
        QTest::newRow("u8") << QByteArray("\xcc\xff") << QStringLiteral("255");
        QTest::newRow("u16") << QByteArray("\xcd\x01\x00", 3) << QStringLiteral("256");
        QTest::newRow("u64 beyond a decimal") << QByteArray("\xcf\x2f\xd7\x0f\x3f\x7b\x2c\x01\x54") << QStringLiteral("refused");
        QTest::newRow("i8") << QByteArray("\xd0\x80") << QStringLiteral("-128");
        QTest::newRow("i32") << QByteArray("\xd2\xff\xff\xff\x00", 5) << QStringLiteral("-256");
        QTest::newRow("double 0.1") << QByteArray("\xcb\x3f\xb9\x99\x99\x99\x99\x99\x9a") << QStringLiteral("0.1");
        QTest::newRow("float 0.1") << QByteArray("\xca\x3d\xcc\xcc\xcd") << QStringLiteral("0.1");
        QTest::newRow("infinity") << QByteArray("\xcb\x7f\xf0\x00\x00\x00\x00\x00\x00", 9) << QStringLiteral("refused");
        QTest::newRow("not a number") << QByteArray("\xca\x7f\xc0\x00\x00", 5) << QStringLiteral("refused");
        QTest::newRow("text") << QByteArray("\xa6" "187.20") << QStringLiteral("187.2");
    }
    void numbersOfMessagePack()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, value);
        WireTape tape;
        const auto root = tape.parseMessagePack(packed(bytes.toStdString()));
        QVERIFY2(root.has_value(), root ? "" : root.error().c_str());
        QCOMPARE(QString::fromStdString(decimalText((*root)["v"])), value);
    }

    void idsKeepAllTheirDigits()
    {
        WireTape tape;
        const auto pack = tape.parseMessagePack(packed(std::string("\xcf\x2f\xd7\x0f\x3f\x7b\x2c\x01\x54")));
        QVERIFY(pack);
        QCOMPARE(wholeNumberOf((*pack)["v"]), std::optional<std::uint64_t>(0x2fd70f3f7b2c0154));
        const auto json = tape.parseJson(R"({"v":3447222699101865076})");
        QVERIFY(json);
        QCOMPARE(wholeNumberOf((*json)["v"]), std::optional<std::uint64_t>(3447222699101865076));
    }

    void timesOfMessagePack()
    {
        const auto expected = Timestamp::parseRfc3339("2024-07-24T07:56:53.639713735Z");
        QVERIFY(expected);
        const auto seconds = static_cast<std::uint64_t>(expected->nanoseconds() / 1'000'000'000);
        const auto fraction = static_cast<std::uint64_t>(expected->nanoseconds() % 1'000'000'000);
        std::string eight = "\xd7\xff";
        append(eight, fraction << 34U | seconds, 8);
        std::string twelve = "\xc7\x0c\xff";
        append(twelve, fraction, 4);
        append(twelve, seconds, 8);
        WireTape tape;
        for (const auto& bytes : {eight, twelve}) {
            const auto root = tape.parseMessagePack(packed(bytes));
            QVERIFY(root);
            QCOMPARE(timeOf((*root)["v"]), expected);
        }
        std::string four = "\xd6\xff";
        append(four, seconds, 4);
        const auto root = tape.parseMessagePack(packed(four));
        QVERIFY(root);
        QCOMPARE(timeOf((*root)["v"]), std::optional(Timestamp::fromSeconds(static_cast<std::int64_t>(seconds))));
    }

    void brokenMessagePackIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("breaks off") << QByteArray("\x92\x01");
        QTest::newRow("more behind") << QByteArray("\x90\x90");
        QTest::newRow("huge array") << QByteArray("\xdd\xff\xff\xff\xff");
        QTest::newRow("huge map") << QByteArray("\xdf\xff\xff\xff\xff");
        QTest::newRow("huge text") << QByteArray("\x91\xdb\xff\xff\xff\xff");
        QTest::newRow("number as key") << QByteArray("\x81\x01\x02");
        QTest::newRow("no such type") << QByteArray("\x91\xc1");
        QTest::newRow("scalar") << QByteArray("\x2a");
        QTest::newRow("deep") << QByteArray(100'000, '\x91');
        QTest::newRow("not UTF-8") << QByteArray("\x91\xa1\xff");
        QTest::newRow("no such time") << QByteArray("\x91\xd7\xff\xff\xff\xff\xff\xff\xff\xff\xff");
    }
    void brokenMessagePackIsRefused()
    {
        QFETCH(QByteArray, bytes);
        WireTape tape;
        QVERIFY(!tape.parseMessagePack({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
    }

    void everyPriceInFloatsIsReadBackExactly()
    {
        QVERIFY(rc::check("a decimal of up to 15 digits survives a double", [] {
            const auto mantissa = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
            const int decimals = *rc::gen::inRange(0, 9);
            const Decimal price = Decimal::fromScaled(mantissa, decimals);
            WireTape tape;
            const auto root = tape.parseMessagePack(packedDouble(std::stod(price.toString())));
            RC_ASSERT(root.has_value());
            RC_ASSERT(decimalText((*root)["v"]) == price.toString());
        }));
    }

    void numbersKeepTheirDigits_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << QByteArray("71856.1435") << QStringLiteral("71856.1435");
        QTest::newRow("text") << QByteArray("\"245432.61\"") << QStringLiteral("245432.61");
        QTest::newRow("exponent") << QByteArray("1e-7") << QStringLiteral("0.0000001");
        QTest::newRow("too fine") << QByteArray("0.0000000000001") << QStringLiteral("refused");
        QTest::newRow("huge") << QByteArray("1e400") << QStringLiteral("refused");
        QTest::newRow("not a number") << QByteArray("\"NaN\"") << QStringLiteral("refused");
    }
    void numbersKeepTheirDigits()
    {
        QFETCH(QByteArray, token);
        QFETCH(QString, value);
        WireTape tape;
        const auto root = tape.parseJson("{\"v\":" + token.toStdString() + '}');
        QVERIFY(root);
        QCOMPARE(QString::fromStdString(decimalText((*root)["v"])), value);
    }
};

QTEST_GUILESS_MAIN(TestAlpacaWire)
#include "test_wire.moc"
