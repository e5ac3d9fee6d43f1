// Recorded messages of the real service, each through the decoder that it belongs to, in JSON and as MessagePack; and mutations
// of them, which may be refused but must never end the program. Without the recordings, messages of our own stand in.
#include "base/random.h"
#include "infrastructure/broker/alpaca/market_decoder.h"
#include "infrastructure/broker/alpaca/rest_answers.h"
#include "infrastructure/broker/alpaca/trading_messages.h"
#include "tests/support/broker/alpaca/pack.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure::alpaca;
using tradecore::test::packed;

namespace {

const QByteArray ownFrame = R"([{"T":"t","S":"BTC/USD","p":64512.5,"s":0.001,"t":"2026-02-03T04:05:06.7Z","i":3447222699101865076,"tks":"S"},
    {"T":"q","S":"AAPL","bp":187.2,"bs":100,"ap":187.25,"as":200,"c":["R"],"z":"C","t":"2026-02-03T04:05:06.123456789Z"}])";
const QByteArray ownUpdate = R"({"stream":"trade_updates","data":{"event":"fill","execution_id":"e","price":"1.5","qty":"2","timestamp":"2026-02-03T04:05:06Z",
    "order":{"id":"o","client_order_id":"c","symbol":"A","qty":"2","filled_qty":"2","status":"filled","type":"market","side":"buy","time_in_force":"day"}}})";

struct Recording {
    QString name;
    QByteArray bytes;
};

QList<Recording> recordings()
{
    const QString data = qEnvironmentVariable("TRADECORE_TEST_DATA", qEnvironmentVariable("TRADECORE_SOURCE_DIR") + QStringLiteral("/../shared"));
    const QDir folder(data + QStringLiteral("/brokers/fixtures/alpaca"));
    QList<Recording> found;
    for (const auto& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            found.append({name, file.readAll()});
    }
    return found;
}

template <typename T>
std::string wrongIn(const Result<T, std::string>& read)
{
    return read ? std::string() : read.error();
}

std::string marketWrong(WireView root)
{
    std::string wrong;
    int messages = 0;
    decodeMarketFrame(root, [&](const auto& message) {
        ++messages;
        if (!message)
            wrong = message.error();
    });
    return messages == 0 ? "no message" : wrong;
}

// Empty where the recording decodes as what it is; a list is read row by row.
std::string wrongWith(const QString& name, WireView root)
{
    const auto rows = [&root](auto read) {
        std::string wrong;
        root.forEachOrSelf([&](WireView row) {
            if (const auto one = wrongIn(read(row)); !one.empty())
                wrong = one;
        });
        return wrong;
    };
    if (name.startsWith(QStringLiteral("md_ws_")))
        return marketWrong(root);
    if (name.startsWith(QStringLiteral("trading_ws_")))
        return wrongIn(decodeTradingMessage(root));
    if (name.startsWith(QStringLiteral("trade_event_sse_")))
        return wrongIn(readTradeUpdate(root));
    if (name.startsWith(QStringLiteral("rest_account__")))
        return rows(readAccount);
    if (name.startsWith(QStringLiteral("rest_order__")) || name.startsWith(QStringLiteral("rest_orders__")))
        return rows(readOrder);
    if (name.startsWith(QStringLiteral("rest_position")))
        return rows(readPosition);
    if (name.startsWith(QStringLiteral("rest_asset")))
        return rows(readAsset);
    if (name.startsWith(QStringLiteral("rest_clock")))
        return rows(readClock);
    if (name.startsWith(QStringLiteral("rest_calendar")))
        return rows(readCalendarDay);
    if (name.startsWith(QStringLiteral("rest_activity")))
        return rows(readActivity);
    if (name.startsWith(QStringLiteral("rest_error")))
        return readRestError(root).message.empty() ? "an error without a message" : "";
    if (name.contains(QStringLiteral("_bars__")))
        return wrongIn(readBars(root, "AAPL"));
    return {};
}

void readAll(WireTape& tape, const QByteArray& bytes)
{
    const std::string_view text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    for (const bool isPacked : {false, true}) {
        const auto root = isPacked ? tape.parseMessagePack(text) : tape.parseJson(text);
        if (!root)
            continue;
        for (const char* kind : {"md_ws_", "trading_ws_", "trade_event_sse_", "rest_account__", "rest_order__", "rest_position", "rest_asset",
                                 "rest_clock", "rest_calendar", "rest_activity", "rest_error", "x_bars__"})
            (void)wrongWith(QString::fromLatin1(kind), *root);
    }
}

QByteArray mutated(QByteArray input, Random& random)
{
    static const QByteArray pieces[] = {"null", "\"\"", "-0", "1e400", "NaN", "[[[[", "}", "{\"T\":", "\xff", "\\u0000", "99999999999999999999999", "\xdf\xff\xff\xff\xff"};
    for (std::uint64_t edit = 1 + random.below(5); edit > 0 && !input.isEmpty(); --edit) {
        const auto at = static_cast<qsizetype>(random.below(static_cast<std::uint64_t>(input.size())));
        switch (random.below(4)) {
        case 0: input.remove(at, static_cast<qsizetype>(1 + random.below(12))); break;
        case 1: input[at] = static_cast<char>(random.below(256)); break;
        case 2: input.insert(at, pieces[random.below(std::size(pieces))]); break;
        default: input.truncate(at); break;
        }
    }
    return input;
}

}  // namespace

class TestAlpacaRecorded : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ownMessagesDecode()
    {
        WireTape tape;
        for (const auto& bytes : {ownFrame, QByteArray(packed(QJsonDocument::fromJson(ownFrame).array()))}) {
            const std::string_view text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
            const auto root = bytes.startsWith('[') ? tape.parseJson(text) : tape.parseMessagePack(text);
            QVERIFY(root);
            QCOMPARE(marketWrong(*root), std::string());
            decodeMarketFrame(*root, [](const auto& message) {
                if (const auto* trade = std::get_if<TradeMessage>(&*message))
                    QCOMPARE(trade->id, std::uint64_t{3447222699101865076});
                if (const auto* quote = std::get_if<QuoteMessage>(&*message))
                    QCOMPARE(quote->time.toRfc3339(), std::string("2026-02-03T04:05:06.123456789Z"));
            });
        }
        QCOMPARE(wrongIn(decodeTradingMessage(*tape.parseJson({ownUpdate.constData(), static_cast<std::size_t>(ownUpdate.size())}))), std::string());
    }

    void recordedMessageDecodes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto all = recordings();
        for (const auto& recording : all)
            QTest::newRow(qPrintable(recording.name)) << recording.bytes;
        if (all.isEmpty())
            QTest::newRow("absent") << QByteArray();
    }
    void recordedMessageDecodes()
    {
        QFETCH(QByteArray, bytes);
        if (bytes.isEmpty())
            QSKIP("The recorded messages of brokers/fixtures/alpaca are not here.");
        const QString name = QString::fromUtf8(QTest::currentDataTag());
        WireTape tape;
        const auto json = tape.parseJson({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        QVERIFY2(json.has_value(), json ? "" : json.error().c_str());
        QCOMPARE(wrongWith(name, *json), std::string());
        const QJsonDocument document = QJsonDocument::fromJson(bytes);
        const QByteArray binary = packed(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()));
        const auto pack = tape.parseMessagePack({binary.constData(), static_cast<std::size_t>(binary.size())});
        QVERIFY2(pack.has_value(), pack ? "" : pack.error().c_str());
        QCOMPARE(wrongWith(name, *pack), std::string());
    }

    void mutationsNeverEndTheProgram()
    {
        QList<QByteArray> inputs{ownFrame, ownUpdate, packed(QJsonDocument::fromJson(ownFrame).array())};
        for (const auto& recording : recordings())
            inputs.append(recording.bytes);
        Random random(11);
        WireTape tape;
        for (int round = 0; round < 2'000; ++round) {
            const QByteArray& input = inputs[static_cast<qsizetype>(random.below(static_cast<std::uint64_t>(inputs.size())))];
            readAll(tape, mutated(input, random));
        }
        QVERIFY(tape.parseJson("[]"));
    }
};

QTEST_GUILESS_MAIN(TestAlpacaRecorded)
#include "test_recorded.moc"
