// The memory tier under the contract, and the service that chooses between tiers.
#include "application/authentication/broker_authentication_service.h"
#include "application/authentication/memory_credential_store.h"
#include "tests/contract/credential_store/credential_store_contract.h"
#include "tests/support/time/virtual_time.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::application;

class MemoryCredentialStoreTest : public test::CredentialStoreContract {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_store = std::make_unique<MemoryCredentialStore>(m_io); }
    void keysComeBackFromTheirTier();
    void aTierThatIsNotThereIsNotReplacedByAnother();

private:
    CredentialStore& store() override { return *m_store; }
    void waitFor(const std::function<bool()>&) override { m_world.runReady(); }

    test::VirtualWorld m_world;
    test::VirtualScheduler m_io{m_world};
    std::unique_ptr<MemoryCredentialStore> m_store;
};

void MemoryCredentialStoreTest::keysComeBackFromTheirTier()
{
    BrokerAuthenticationService service({m_store.get()});
    const domain::ConnectionId connection("alpaca:paper");
    const auto keys = parseKeyPair(R"({"key_id":"PK1","secret":"s/e+c"})");
    QVERIFY(keys);
    service.keep(connection, CredentialTier::Memory, *keys, [](Result<void, CredentialError>) {});
    std::string got;
    service.keysOf(connection, CredentialTier::Memory, [&got](Result<KeyPair, CredentialError> read) {
        if (read)
            got = std::string(read->keyId.reveal()) + ' ' + std::string(read->secret.reveal());
    });
    m_world.runReady();
    QCOMPARE(got, std::string("PK1 s/e+c"));
    service.forget(connection, CredentialTier::Memory, [](Result<void, CredentialError>) {});
    bool isGone = false;
    service.keysOf(connection, CredentialTier::Memory, [&isGone](Result<KeyPair, CredentialError> read) { isGone = !read; });
    m_world.runReady();
    QVERIFY(isGone);
}

void MemoryCredentialStoreTest::aTierThatIsNotThereIsNotReplacedByAnother()
{
    BrokerAuthenticationService service({m_store.get()});
    const domain::ConnectionId connection("alpaca:paper");
    const auto keys = parseKeyPair(R"({"key_id":"PK1","secret":"s"})");
    std::optional<CredentialError> error;
    service.keep(connection, CredentialTier::Vault, *keys, [&error](Result<void, CredentialError> kept) {
        if (!kept)
            error = kept.error();
    });
    QVERIFY(error);
    QCOMPARE(error->kind, CredentialError::Kind::Unavailable);
    QVERIFY(error->text.find("memory") != std::string::npos);
    const auto held = read(BrokerAuthenticationService::nameFor(connection));
    QVERIFY(!held);
}

QTEST_GUILESS_MAIN(MemoryCredentialStoreTest)
#include "memory_credential_store_test.moc"
