// Credentials as a user hands them over; what is refused does not come back in the sentence.
#include "application/authentication/key_pair.h"

#include <QTest>

using tradecore::application::parseKeyPair;

class KeyPairTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bothAreRead()
    {
        const auto keys = parseKeyPair("  { \"secret\" : \"s3cr3t/+=\",\n \"key_id\":\"PK1\", \"note\":\"x\" }\n");
        QVERIFY(keys);
        QCOMPARE(keys->keyId.reveal(), std::string_view("PK1"));
        QCOMPARE(keys->secret.reveal(), std::string_view("s3cr3t/+="));
    }
    void brokenIsRefusedWithoutEcho_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no secret") << QByteArray(R"({"key_id":"CANARY"})");
        QTest::newRow("empty secret") << QByteArray(R"({"key_id":"CANARY","secret":""})");
        QTest::newRow("line break") << QByteArray("{\"key_id\":\"CANARY\",\"secret\":\"a\nb\"}");
        QTest::newRow("escape") << QByteArray(R"({"key_id":"CANARY","secret":"a\u0041"})");
        QTest::newRow("more behind") << QByteArray(R"({"key_id":"CANARY","secret":"a"} x)");
        QTest::newRow("number") << QByteArray(R"({"key_id":"CANARY","secret":7})");
        QTest::newRow("long") << QByteArray(R"({"key_id":"CANARY","secret":")") + QByteArray(5000, 'a') + "\"}";
    }
    void brokenIsRefusedWithoutEcho()
    {
        QFETCH(QByteArray, text);
        const auto keys = parseKeyPair({text.constData(), static_cast<std::size_t>(text.size())});
        QVERIFY(!keys);
        QVERIFY(keys.error().find("CANARY") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(KeyPairTest)
#include "key_pair_test.moc"
