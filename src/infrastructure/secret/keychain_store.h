// KeychainStore: the tier of the operating system, through qtkeychain (Secret Service, KWallet). Nothing is ever written elsewhere
// where the keychain does not answer (insecureFallback stays off). Lives on the io thread, which runs a Qt event loop.
//
// Each answer comes within `patience`: a keychain may wait for the user to unlock it, or hang; what it says later is not listened to.
#pragma once

#include "application/authentication/credential_store.h"
#include "base/scheduler.h"

#include <QObject>
#include <QString>

#include <chrono>

namespace QKeychain {
class Job;
class ReadPasswordJob;
}

namespace tradecore::infrastructure {

class KeychainStore : public QObject, public application::CredentialStore {
    Q_OBJECT

public:
    static constexpr Duration patience = std::chrono::seconds(10);

    KeychainStore(QString service, Scheduler& io);

    [[nodiscard]] application::CredentialTier tier() const override { return application::CredentialTier::Keychain; }
    void write(const std::string& name, Secret value, WriteAnswer answer) override;
    void read(const std::string& name, ReadAnswer answer) override;
    void remove(const std::string& name, WriteAnswer answer) override;
    // Whether this system has a keychain that answers: asks for a name that is never kept.
    void probe(WriteAnswer answer);

private:
    // Exactly one of them, once: the job's end, or the end of patience.
    void run(QKeychain::Job* job, std::function<void(QKeychain::Job*)> onEnd, std::function<void()> onSilence);

    const QString m_service;
    Scheduler& m_io;
};

}  // namespace tradecore::infrastructure
