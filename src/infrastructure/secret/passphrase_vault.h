// PassphraseVault: the tier for a system without a keychain: one sealed file, opened by a passphrase. While it is unlocked the key
// alone is held, in guarded memory; each read opens the file anew and wipes what it did not ask for. It locks itself when nobody has
// used it for a while.
//
// Lives on the io thread. The key is derived on the worker, which may take a second, and the answer comes back to io; one
// derivation at a time, another one meanwhile is refused.
#pragma once

#include "application/authentication/credential_store.h"
#include "base/scheduler.h"
#include "infrastructure/secret/vault_file.h"

#include <chrono>
#include <memory>
#include <optional>

namespace tradecore::infrastructure {

struct PassphraseVaultSettings {
    std::string path;                             // its folder exists; the file is made with mode 0600
    VaultCost cost;                               // of a vault that is made here
    Duration idleLock = std::chrono::minutes(15);
};

class PassphraseVault : public application::CredentialStore {
public:
    static constexpr std::size_t shortestPassphrase = 8;

    // Both executors outlive the tasks that were posted to them; the vault may end before.
    PassphraseVault(PassphraseVaultSettings settings, Scheduler& io, Executor& worker);
    ~PassphraseVault() override;

    [[nodiscard]] application::CredentialTier tier() const override { return application::CredentialTier::Vault; }
    void write(const std::string& name, Secret value, WriteAnswer answer) override;
    void read(const std::string& name, ReadAnswer answer) override;
    void remove(const std::string& name, WriteAnswer answer) override;

    [[nodiscard]] bool exists() const;
    [[nodiscard]] bool isLocked() const { return m_key.isEmpty(); }
    // An empty vault, unlocked. Denied where there is one already, or the passphrase is shorter than eight characters.
    void create(Secret passphrase, WriteAnswer answer);
    void unlock(Secret passphrase, WriteAnswer answer);
    // A new salt and key for what it holds; the old passphrase is asked for again.
    void changePassphrase(Secret before, Secret after, WriteAnswer answer);
    void lock();

private:
    using Derived = Result<GuardedBytes, application::CredentialError>;
    using OnDerived = std::function<void(Derived)>;

    void derive(Secret passphrase, const VaultHeader& header, OnDerived onDerived, const WriteAnswer& refuse);
    [[nodiscard]] Result<VaultEntries, application::CredentialError> entries();
    [[nodiscard]] Result<void, application::CredentialError> store(const VaultHeader& header, const GuardedBytes& key,
                                                                   const VaultEntries& entries);
    [[nodiscard]] Result<std::string, application::CredentialError> readFile() const;
    void adopt(GuardedBytes key);
    void touch();
    void answerLater(const WriteAnswer& answer, Result<void, application::CredentialError> result);

    const PassphraseVaultSettings m_settings;
    Scheduler& m_io;
    Executor& m_worker;
    GuardedBytes m_key;
    TimerId m_idle = 0;
    bool m_deriving = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

}  // namespace tradecore::infrastructure
