// The vault under the contract of all credential stores, and what is its own: locking, passphrases, the file on the disk.
#include "infrastructure/secret/passphrase_vault.h"
#include "tests/contract/credential_store/credential_store_contract.h"
#include "tests/support/time/virtual_time.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure;
using application::CredentialError;
using Kind = CredentialError::Kind;

class PassphraseVaultTest : public test::CredentialStoreContract {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aShortPassphraseIsRefused();
    void aVaultIsNotReplaced();
    void aLockedVaultAsksForItsPassphrase();
    void aWrongPassphraseOpensNothing();
    void itLocksItselfWhenNobodyUsesIt();
    void useKeepsItOpen();
    void anotherPassphraseKeepsWhatItHolds();
    void aSecondUnlockingWaitsForTheFirst();
    void theFileIsForItsOwnerAlone();
    void aFileThatIsNoVaultIsRefused();
    void aFolderThatIsGoneIsSaid();
    void anEndMeanwhileHarmsNothing();

private:
    application::CredentialStore& store() override { return *m_vault; }
    void waitFor(const std::function<bool()>&) override { m_world.runReady(); }
    [[nodiscard]] std::string path() const { return m_folder->filePath(QStringLiteral("credentials.vault")).toStdString(); }
    void open() { m_vault = std::make_unique<PassphraseVault>(PassphraseVaultSettings{path(), {1, 8192}}, m_io, m_worker); }
    [[nodiscard]] std::optional<Kind> unlock(const char* passphrase);

    test::VirtualWorld m_world;
    test::VirtualScheduler m_io{m_world};
    test::VirtualScheduler m_worker{m_world};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PassphraseVault> m_vault;
};

void PassphraseVaultTest::init()
{
    m_vault.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    open();
    bool isMade = false;
    m_vault->create(Secret("correct horse"), [&isMade](Result<void, CredentialError> made) { isMade = made.has_value(); });
    m_world.runReady();
    QVERIFY(isMade);
}

std::optional<Kind> PassphraseVaultTest::unlock(const char* passphrase)
{
    std::optional<Kind> kind;
    m_vault->unlock(Secret(passphrase), [&kind](Result<void, CredentialError> unlocked) {
        if (!unlocked)
            kind = unlocked.error().kind;
    });
    m_world.runReady();
    return kind;
}

void PassphraseVaultTest::aShortPassphraseIsRefused()
{
    QVERIFY(QFile::remove(QString::fromStdString(path())));
    std::optional<Kind> kind;
    m_vault->create(Secret("1234567"), [&kind](Result<void, CredentialError> made) { kind = made ? std::nullopt : std::optional(made.error().kind); });
    m_world.runReady();
    QCOMPARE(kind, std::optional(Kind::Denied));
    QVERIFY(!m_vault->exists());
}

void PassphraseVaultTest::aVaultIsNotReplaced()
{
    QVERIFY(write("connection/a", "kept"));
    std::optional<Kind> kind;
    m_vault->create(Secret("another horse"), [&kind](Result<void, CredentialError> made) { kind = made ? std::nullopt : std::optional(made.error().kind); });
    m_world.runReady();
    QCOMPARE(kind, std::optional(Kind::Denied));
    QCOMPARE(read("connection/a").value_or("?"), std::string("kept"));
}

void PassphraseVaultTest::aLockedVaultAsksForItsPassphrase()
{
    QVERIFY(write("connection/a", "kept"));
    m_vault->lock();
    QCOMPARE(read("connection/a").error().kind, Kind::Locked);
    QCOMPARE(write("connection/a", "other").error().kind, Kind::Locked);
    QCOMPARE(remove("connection/a").error().kind, Kind::Locked);
    QVERIFY(!unlock("correct horse"));
    QCOMPARE(read("connection/a").value_or("?"), std::string("kept"));
    // So does a later run.
    open();
    QCOMPARE(read("connection/a").error().kind, Kind::Locked);
    QVERIFY(!unlock("correct horse"));
    QCOMPARE(read("connection/a").value_or("?"), std::string("kept"));
}

void PassphraseVaultTest::aWrongPassphraseOpensNothing()
{
    m_vault->lock();
    QCOMPARE(unlock("wrong horse"), std::optional(Kind::WrongPassphrase));
    QVERIFY(m_vault->isLocked());
}

void PassphraseVaultTest::itLocksItselfWhenNobodyUsesIt()
{
    m_world.advance(std::chrono::minutes(14));
    QVERIFY(!m_vault->isLocked());
    m_world.advance(std::chrono::minutes(2));
    QVERIFY(m_vault->isLocked());
}

void PassphraseVaultTest::useKeepsItOpen()
{
    QVERIFY(write("connection/a", "kept"));
    for (int quarter = 0; quarter < 4; ++quarter) {
        m_world.advance(std::chrono::minutes(14));
        QVERIFY(read("connection/a"));
    }
}

void PassphraseVaultTest::anotherPassphraseKeepsWhatItHolds()
{
    QVERIFY(write("connection/a", "kept"));
    bool isChanged = false;
    m_vault->changePassphrase(Secret("correct horse"), Secret("battery staple"),
                              [&isChanged](Result<void, CredentialError> changed) { isChanged = changed.has_value(); });
    m_world.runReady();
    QVERIFY(isChanged);
    QCOMPARE(read("connection/a").value_or("?"), std::string("kept"));
    m_vault->lock();
    QCOMPARE(unlock("correct horse"), std::optional(Kind::WrongPassphrase));
    QVERIFY(!unlock("battery staple"));
    QCOMPARE(read("connection/a").value_or("?"), std::string("kept"));
}

void PassphraseVaultTest::aSecondUnlockingWaitsForTheFirst()
{
    m_vault->lock();
    std::vector<bool> answers;
    for (int asked = 0; asked < 2; ++asked)
        m_vault->unlock(Secret("correct horse"), [&answers](Result<void, CredentialError> unlocked) { answers.push_back(unlocked.has_value()); });
    m_world.runReady();
    QCOMPARE(answers.size(), std::size_t(2));
    QCOMPARE(std::ranges::count(answers, true), std::ptrdiff_t(1));
    QVERIFY(!m_vault->isLocked());
}

void PassphraseVaultTest::theFileIsForItsOwnerAlone()
{
    QVERIFY(write("connection/a", "kept"));
    const QFileInfo file(QString::fromStdString(path()));
    QCOMPARE(file.permissions() & QFileDevice::Permissions(0x0077), QFileDevice::Permissions());
    QVERIFY(!QFileInfo::exists(QString::fromStdString(path() + ".new")));
}

void PassphraseVaultTest::aFileThatIsNoVaultIsRefused()
{
    m_vault->lock();
    QFile file(QString::fromStdString(path()));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("something else entirely, but long enough to be read as a header of a vault, if one did not look at it");
    file.close();
    QCOMPARE(unlock("correct horse"), std::optional(Kind::Damaged));
    QVERIFY(QFile::remove(file.fileName()));
    QCOMPARE(unlock("correct horse"), std::optional(Kind::NotFound));
}

void PassphraseVaultTest::aFolderThatIsGoneIsSaid()
{
    QVERIFY(m_folder->remove());
    const auto kept = write("connection/a", "kept");
    QVERIFY(!kept);
    QVERIFY(!kept.error().text.empty());
}

void PassphraseVaultTest::anEndMeanwhileHarmsNothing()
{
    m_vault->lock();
    bool isAnswered = false;
    m_vault->unlock(Secret("correct horse"), [&isAnswered](Result<void, CredentialError>) { isAnswered = true; });
    m_vault.reset();
    m_world.runReady();
    QVERIFY(!isAnswered);
}

QTEST_GUILESS_MAIN(PassphraseVaultTest)
#include "passphrase_vault_test.moc"
