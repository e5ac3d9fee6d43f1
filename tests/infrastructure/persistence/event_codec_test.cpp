// Every stored event version must load for ever: the golden files are what old journals hold.
#include "infrastructure/persistence/codec/event_codec.h"
#include "infrastructure/persistence/codec/json_text.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace tradecore;
using namespace tradecore::infrastructure;

namespace {

QString goldenPath(const QString& name, int version = 1)
{
    return qEnvironmentVariable("TRADECORE_SOURCE_DIR") + QStringLiteral("/tests/data/events/") + name + QStringLiteral(".v%1.json").arg(version);
}

int presentVersionOf(const QString& name)
{
    const auto types = EventCodec().types();
    const auto type = std::ranges::find(types, name.toStdString(), &StoredType::name);
    return type != types.end() ? type->version : 1;
}

std::string golden(const QString& name)
{
    QFile file(goldenPath(name, presentVersionOf(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toStdString() : std::string();
}

}  // namespace

class EventCodecTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goldenFileLoadsAndWritesTheSameBytes_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& type : EventCodec().types()) {
            const auto name = QString::fromUtf8(type.name.data(), static_cast<qsizetype>(type.name.size()));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void goldenFileLoadsAndWritesTheSameBytes()
    {
        QFETCH(const QString, name);
        const std::string stored = golden(name);
        QVERIFY2(!stored.empty(), qPrintable(QStringLiteral("no golden file: ") + goldenPath(name)));
        EventCodec codec;
        const auto event = codec.decode(name.toStdString(), presentVersionOf(name), stored);
        QVERIFY2(event.has_value(), event ? "" : event.error().c_str());
        std::string written;
        const auto type = codec.encode(*event, written);
        QCOMPARE(QString::fromStdString(std::string(type.name)), name);
        QCOMPARE(QByteArray::fromStdString(written), QByteArray::fromStdString(stored));
    }
    void everyKeyIsNeeded_data() { goldenFileLoadsAndWritesTheSameBytes_data(); }
    void everyKeyIsNeeded()
    {
        QFETCH(const QString, name);
        std::string stored = golden(name);
        const auto quote = stored.find("\":");
        stored.insert(quote, "_x");   // the first key gets another name
        QVERIFY(!EventCodec().decode(name.toStdString(), presentVersionOf(name), stored));
    }
    void laterFieldsReadBackAndAreAbsentWhereTheyAreEmpty()
    {
        domain::OrderPlaced placed;
        placed.clientOrderId = domain::ClientOrderId("c-1");
        placed.terms.type = domain::OrderType::TrailingStop;
        placed.terms.trail = domain::TrailingOffset::parse("2.5%");
        placed.terms.parent = domain::ClientOrderId("entry");
        EventCodec codec;
        std::string written;
        const auto type = codec.encode(domain::OrderEvent(placed), written);
        QVERIFY2(written.find(R"("trail":"2.5%","parent":"entry"})") != std::string::npos, written.c_str());
        QVERIFY(written.find("one_cancels_other") == std::string::npos);
        const auto read = codec.decode(type.name, type.version, written);
        QVERIFY(read.has_value());
        QVERIFY(std::get<domain::OrderPlaced>(std::get<domain::OrderEvent>(*read)) == placed);
        written.replace(written.find("2.5%"), 4, "wide");
        QVERIFY(!codec.decode(type.name, type.version, written));
    }
    void unknownNamesVersionsAndPayloadsAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("version");
        QTest::addColumn<QString>("payload");
        QTest::newRow("name") << "order.teleported" << 1 << "{}";
        QTest::newRow("version") << "order.sending" << 2 << R"({"request":"r"})";
        QTest::newRow("no JSON") << "order.sending" << 1 << "request";
        QTest::newRow("cut JSON") << "order.sending" << 1 << "{\"request\":\"r";
        QTest::newRow("array") << "order.sending" << 1 << "[]";
        QTest::newRow("empty") << "order.sending" << 1 << "";
        QTest::newRow("wrong type") << "order.sending" << 1 << R"({"request":1})";
        QTest::newRow("null") << "order.sending" << 1 << R"({"request":null})";
        QTest::newRow("number as money") << "position.day_closed" << 1
                                         << R"({"account":"a","instrument":"A.B","session_date":"d","mark":1.5})";
        QTest::newRow("decimal text") << "position.day_closed" << 1
                                      << R"({"account":"a","instrument":"A.B","session_date":"d","mark":"1,5"})";
        QTest::newRow("negative quantity") << "order.overfilled" << 1 << R"({"ordered":"-1","cumulative":"2"})";
        QTest::newRow("enum word") << "account.trading_state_changed" << 1 << R"({"state":"asleep","reason":""})";
        QTest::newRow("time") << "order.not_found_at_venue" << 1 << R"({"evidence":"","asked_at":"yesterday"})";
    }
    void unknownNamesVersionsAndPayloadsAreRefused()
    {
        QFETCH(const QString, name);
        QFETCH(const int, version);
        QFETCH(const QString, payload);
        const auto event = EventCodec().decode(name.toStdString(), version, payload.toStdString());
        QVERIFY(!event);
        QVERIFY(!event.error().empty());
    }
    void everyVersionThatWasEverWrittenLoads_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("version");
        const QDir folder(qEnvironmentVariable("TRADECORE_SOURCE_DIR") + QStringLiteral("/tests/data/events"));
        for (const QString& file : folder.entryList({QStringLiteral("*.json")})) {
            const QStringList parts = file.chopped(5).split(QStringLiteral(".v"));
            QTest::newRow(qPrintable(file)) << parts.value(0) << parts.value(1).toInt();
        }
    }
    void everyVersionThatWasEverWrittenLoads()
    {
        QFETCH(const QString, name);
        QFETCH(const int, version);
        QFile file(goldenPath(name, version));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto event = EventCodec().decode(name.toStdString(), version, file.readAll().trimmed().toStdString());
        QVERIFY2(event.has_value(), event ? "" : event.error().c_str());
    }
    void everyPresentVersionHasAGoldenFile()
    {
        for (const auto& type : EventCodec().types())
            QVERIFY2(QFile::exists(goldenPath(QString::fromStdString(std::string(type.name)), type.version)), type.name.data());
    }
    void olderVersionsAreRaisedStepByStep()
    {
        // order.sending as if it had three versions: "id" became "req", then "request".
        const auto rename = [](std::string_view payload, std::string& raised, std::string_view from, std::string_view to) {
            const auto at = payload.find(from);
            if (at == std::string_view::npos)
                return false;
            raised = std::string(payload.substr(0, at)) + std::string(to) + std::string(payload.substr(at + from.size()));
            return true;
        };
        static const auto renamed = rename;
        const Upcaster steps[] = {
            {"order.sending", 2, [](std::string_view payload, std::string& out) { return renamed(payload, out, "\"req\"", "\"request\""); }},
            {"order.sending", 1, [](std::string_view payload, std::string& out) { return renamed(payload, out, "\"id\"", "\"req\""); }}};
        const StoredType raised[] = {{"order.sending", 3}};
        EventCodec codec(steps, raised);
        const auto first = codec.decode("order.sending", 1, R"({"id":"r"})");
        QVERIFY2(first.has_value(), first ? "" : first.error().c_str());
        const auto second = codec.decode("order.sending", 2, R"({"req":"r"})");
        const auto third = codec.decode("order.sending", 3, R"({"request":"r"})");
        QVERIFY(second && third && *first == *second && *second == *third);
        std::string payload;
        QCOMPARE(codec.encode(*first, payload).version, 3);
        QCOMPARE(payload, std::string(R"({"request":"r"})"));
        QVERIFY(!codec.decode("order.sending", 1, R"({"request":"r"})"));   // not what version 1 wrote
        QVERIFY(!codec.decode("order.sending", 4, R"({"request":"r"})"));
        QVERIFY(!codec.decode("order.sending", 0, R"({"id":"r"})"));
        // A step that is missing stops the reading; nothing is guessed.
        EventCodec broken({steps, 1}, raised);
        QVERIFY(!broken.decode("order.sending", 1, R"({"id":"r"})"));
    }
    void aFillOfVersionOneGainsTheMoneyThatItMoved()
    {
        EventCodec codec;
        const auto event = codec.decode("position.fill_applied", 1,
                                        R"({"account":"a","instrument":"BTC-USD.C","client_order_id":"c","execution_id":"e","side":"buy",)"
                                        R"("quantity":"0.00000001","price":"64123.45","commission":{"amount":"0.01","currency":"USD"},)"
                                        R"("executed_at":"2026-01-02T15:04:05.123456789Z"})");
        QVERIFY2(event, event ? "" : event.error().c_str());
        const auto& fill = std::get<domain::PositionFillApplied>(std::get<domain::PositionEvent>(*event));
        QVERIFY(fill.baseFee.isZero());
        QCOMPARE(fill.gross->toString(), std::string("0.00 USD"));   // as the account's cash had it
    }
    void keysThatCameLaterArePassedOver()
    {
        QVERIFY(EventCodec().decode("order.sending", 1, R"({"later":[1,{"x":null}],"request":"r"})"));
    }
    void hostileTextSurvives_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("quotes") << QByteArray("\"\\/ </script>");
        QTest::newRow("controls") << QByteArray("\x01\x1f\x7f\b\f\n\r\t", 8);
        QTest::newRow("nul") << QByteArray("a\0b", 3);
        QTest::newRow("wide") << QByteArray("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x92\xA9");
        QTest::newRow("long") << QByteArray(100'000, '"');
        QTest::newRow("right to left") << QByteArray("\xE2\x80\xAEgnp.exe");
    }
    void hostileTextSurvives()
    {
        QFETCH(const QByteArray, text);
        const application::DomainEvent event = domain::UserEvent(domain::UserPreferenceChanged{text.toStdString(), text.toStdString()});
        EventCodec codec;
        std::string payload;
        const auto type = codec.encode(event, payload);
        const auto read = codec.decode(type.name, type.version, payload);
        QVERIFY(read);
        QVERIFY(*read == event);
    }
    void brokenUtf8BecomesAReplacementAndStaysReadable_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("lone continuation") << QByteArray("a\x80z");
        QTest::newRow("cut sequence") << QByteArray("a\xE2\x82");
        QTest::newRow("overlong") << QByteArray("\xC0\xAF");
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80");
        QTest::newRow("too large") << QByteArray("\xF5\x80\x80\x80");
    }
    void brokenUtf8BecomesAReplacementAndStaysReadable()
    {
        QFETCH(const QByteArray, bytes);
        EventCodec codec;
        std::string payload;
        const auto type = codec.encode(domain::UserEvent(domain::UserPreferenceChanged{"k", bytes.toStdString()}), payload);
        QVERIFY(codec.decode(type.name, type.version, payload));
        QVERIFY(payload.find("\xEF\xBF\xBD") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(EventCodecTest)
#include "event_codec_test.moc"
