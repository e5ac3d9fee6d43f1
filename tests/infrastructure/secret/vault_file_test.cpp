// The bytes of the vault: what is sealed opens again, and any changed byte is found.
#include "infrastructure/secret/vault_file.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure;
using Kind = application::CredentialError::Kind;

namespace {

// The least that Argon2id takes, so that the tests are quick.
constexpr VaultCost cheapest{1, 8192};

VaultEntries sampleEntries()
{
    VaultEntries entries;
    entries.insert_or_assign("connection/a", Secret("first secret"));
    entries.insert_or_assign("connection/b", Secret(std::string_view("\0\xff\n", 3)));
    return entries;
}

struct Sealed {
    VaultHeader header = newVaultHeader(cheapest);
    GuardedBytes key = *deriveVaultKey(Secret("correct horse"), header);
    std::string file = *sealVault(header, key, sampleEntries());
};

}  // namespace

class VaultFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSealedOpens();
    void anotherPassphraseDoesNot();
    void anyChangedByteIsFound();
    void anyShorterFileIsRefused();
    void noSecretStandsInTheFile();
    void eachSealIsAnother();
    void aCostBeyondReasonIsRefused_data();
    void aCostBeyondReasonIsRefused();
    void aFullVaultSaysSo();
    void theKeyLiesInLockedMemory();
};

void VaultFileTest::whatIsSealedOpens()
{
    const Sealed sealed;
    const auto header = readVaultHeader(sealed.file);
    QVERIFY(header);
    const auto key = deriveVaultKey(Secret("correct horse"), *header);
    const auto entries = openVault(sealed.file, *key);
    QVERIFY(entries);
    QCOMPARE(entries->size(), std::size_t(2));
    QCOMPARE(entries->at("connection/a").reveal(), std::string_view("first secret"));
    QCOMPARE(entries->at("connection/b").reveal(), std::string_view("\0\xff\n", 3));
}

void VaultFileTest::anotherPassphraseDoesNot()
{
    const Sealed sealed;
    const auto key = deriveVaultKey(Secret("correct horsf"), sealed.header);
    const auto entries = openVault(sealed.file, *key);
    QVERIFY(!entries);
    QCOMPARE(entries.error().kind, Kind::WrongPassphrase);
}

void VaultFileTest::anyChangedByteIsFound()
{
    const Sealed sealed;
    for (std::size_t at = 0; at < sealed.file.size(); ++at) {
        auto file = sealed.file;
        file[at] = static_cast<char>(file[at] ^ 0x01);
        QVERIFY2(!openVault(file, sealed.key), qPrintable(QStringLiteral("byte %1").arg(at)));
    }
}

void VaultFileTest::anyShorterFileIsRefused()
{
    const Sealed sealed;
    for (std::size_t size = 0; size < sealed.file.size(); ++size)
        QVERIFY2(!openVault(std::string_view(sealed.file).substr(0, size), sealed.key), qPrintable(QStringLiteral("size %1").arg(size)));
    QVERIFY(!openVault(sealed.file + "x", sealed.key));
}

void VaultFileTest::noSecretStandsInTheFile()
{
    const Sealed sealed;
    QVERIFY(sealed.file.find("secret") == std::string::npos);
    QVERIFY(sealed.file.find("connection") == std::string::npos);
    QVERIFY(sealed.file.find("horse") == std::string::npos);
}

void VaultFileTest::eachSealIsAnother()
{
    const Sealed sealed;
    const auto again = sealVault(sealed.header, sealed.key, sampleEntries());
    QVERIFY(again);
    QVERIFY(*again != sealed.file);
}

void VaultFileTest::aCostBeyondReasonIsRefused_data()
{
    QTest::addColumn<quint64>("operations");
    QTest::addColumn<quint64>("memoryBytes");
    QTest::newRow("memory") << quint64(1) << (quint64(1) << 40);
    QTest::newRow("operations") << (quint64(1) << 40) << quint64(8192);
    QTest::newRow("none") << quint64(0) << quint64(0);
}

void VaultFileTest::aCostBeyondReasonIsRefused()
{
    QFETCH(quint64, operations);
    QFETCH(quint64, memoryBytes);
    Sealed sealed;
    auto header = sealed.header;
    header.cost = {operations, memoryBytes};
    const auto file = sealVault(header, sealed.key, {});
    QVERIFY(file);
    const auto read = readVaultHeader(*file);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Kind::Damaged);
}

void VaultFileTest::aFullVaultSaysSo()
{
    const Sealed sealed;
    VaultEntries entries;
    entries.insert_or_assign("large", Secret(std::string(largestVaultBytes, 'x')));
    const auto file = sealVault(sealed.header, sealed.key, entries);
    QVERIFY(!file);
    QCOMPARE(file.error().kind, Kind::Failed);
}

void VaultFileTest::theKeyLiesInLockedMemory()
{
    GuardedBytes key(32);
    QVERIFY(!key.isEmpty());
    QCOMPARE(key.size(), std::size_t(32));
    GuardedBytes moved = std::move(key);
    QVERIFY(key.isEmpty());   // NOLINT: that is what is tested
    QVERIFY(!moved.isEmpty());
}

QTEST_GUILESS_MAIN(VaultFileTest)
#include "vault_file_test.moc"
