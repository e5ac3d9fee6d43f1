// Qt first: moc 6.4 cannot read <compare> when it comes before everything else of the standard library.
#include <QSet>
#include <QTest>

#include "base/uuid.h"

#include <rapidcheck.h>

using namespace tradecore;

namespace {

Uuid uuid(std::string_view text)
{
    return Uuid::parse(text).value();
}

rc::Gen<Uuid> anyUuid()
{
    return rc::gen::map(rc::gen::container<Uuid::Bytes>(rc::gen::arbitrary<std::uint8_t>()),
                        [](const Uuid::Bytes& bytes) { return Uuid::fromBytes(bytes); });
}

}  // namespace

class UuidTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namedMatchesKnownVectors_data();
    void namedMatchesKnownVectors();
    void parseOfPrintIsTheSame();
    void upperCaseReadsAsLowerCase();
    void refusesWhatIsNoUuid_data();
    void refusesWhatIsNoUuid();
    void randomCarriesVersionAndVariant();
    void nilIsNil();
    void hashesSpread();
};

void UuidTest::namedMatchesKnownVectors_data()
{
    QTest::addColumn<QString>("nameSpace");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    const auto dns = QStringLiteral("6ba7b810-9dad-11d1-80b4-00c04fd430c8");  // RFC 4122, appendix C
    const auto url = QStringLiteral("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    QTest::newRow("example") << dns << QStringLiteral("www.example.com")
                             << QStringLiteral("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    QTest::newRow("python dns") << dns << QStringLiteral("python.org")
                                << QStringLiteral("886313e1-3b8a-5372-9b90-0c9aee199e5d");
    QTest::newRow("python url") << url << QStringLiteral("http://python.org/")
                                << QStringLiteral("4c565f0d-3f5a-5890-b41b-20cf47701c5e");
    QTest::newRow("nothing") << QStringLiteral("00000000-0000-0000-0000-000000000000") << QString()
                             << QStringLiteral("e129f27c-5103-5c5c-844b-cdf0a15e160d");
}

void UuidTest::namedMatchesKnownVectors()
{
    QFETCH(QString, nameSpace);
    QFETCH(QString, name);
    QFETCH(QString, expected);
    const auto id = Uuid::named(uuid(nameSpace.toStdString()), name.toStdString());
    QCOMPARE(QString::fromStdString(id.toString()), expected);
}

void UuidTest::parseOfPrintIsTheSame()
{
    QVERIFY(rc::check("parse(print(id)) == id", [] {
        const Uuid id = *anyUuid();
        RC_ASSERT(Uuid::parse(id.toString()) == id);
    }));
}

void UuidTest::upperCaseReadsAsLowerCase()
{
    QCOMPARE(QString::fromStdString(uuid("6BA7B810-9DAD-11D1-80B4-00C04FD430C8").toString()),
             QStringLiteral("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));
}

void UuidTest::refusesWhatIsNoUuid_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"", "6ba7b810-9dad-11d1-80b4-00c04fd430c", "6ba7b810-9dad-11d1-80b4-00c04fd430c88",
          "6ba7b8109dad11d180b400c04fd430c8", "6ba7b810-9dad-11d1-80b4-00c04fd430cg", "{6ba7b810-9dad-11d1-80b4-00c04fd430}",
          "6ba7b810+9dad-11d1-80b4-00c04fd430c8", "6ba7b81-09dad-11d1-80b4-00c04fd430c8"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void UuidTest::refusesWhatIsNoUuid()
{
    QFETCH(QString, text);
    QVERIFY(!Uuid::parse(text.toStdString()).has_value());
}

void UuidTest::randomCarriesVersionAndVariant()
{
    QVERIFY(rc::check("version 4, variant 10, the rest as given", [] {
        const auto bytes = (*anyUuid()).bytes();
        const auto id = Uuid::random(bytes);
        RC_ASSERT(id.bytes()[6] >> 4 == 4);
        RC_ASSERT(id.bytes()[8] >> 6 == 2);
        RC_ASSERT(id.bytes()[0] == bytes[0] && id.bytes()[15] == bytes[15]);
    }));
}

void UuidTest::nilIsNil()
{
    QVERIFY(Uuid().isNil());
    QVERIFY(!uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8").isNil());
}

void UuidTest::hashesSpread()
{
    QSet<std::size_t> hashes;
    for (int i = 0; i < 1000; ++i)
        hashes.insert(std::hash<Uuid>()(Uuid::named(Uuid(), std::to_string(i))));
    QCOMPARE(hashes.size(), 1000);
}

QTEST_GUILESS_MAIN(UuidTest)
#include "uuid_test.moc"
