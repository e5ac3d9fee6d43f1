#include "infrastructure/secret/keychain_store.h"

#include <qt6keychain/keychain.h>

#include <QPointer>

#include <memory>
#include <utility>

namespace tradecore::infrastructure {

using application::CredentialError;
using Kind = CredentialError::Kind;

namespace {

QString nameOf(const std::string& name)
{
    return QString::fromStdString(name);
}

CredentialError errorOf(const QKeychain::Job& job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {Kind::NotFound, "The keychain does not hold these credentials. Enter them again."};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {Kind::Denied, "The keychain did not allow it. Unlock it and try again, or choose the vault."};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        // Without a session bus or an unlocked daemon qtkeychain 0.13 says OtherError.
        return {Kind::Unavailable, "This system has no keychain that answers. Choose the vault, or memory for this run alone."};
    case QKeychain::NoError:
    case QKeychain::CouldNotDeleteEntry:
        break;
    }
    return {Kind::Failed, "The keychain failed: " + job.errorString().toStdString()};
}

CredentialError tooSlow()
{
    return {Kind::TooSlow, "The keychain did not answer within ten seconds. If it asks for its password, enter that and try again."};
}

}  // namespace

KeychainStore::KeychainStore(QString service, Scheduler& io) : m_service(std::move(service)), m_io(io) {}

void KeychainStore::run(QKeychain::Job* job, std::function<void(QKeychain::Job*)> onEnd, std::function<void()> onSilence)
{
    job->setInsecureFallback(false);
    const auto isOpen = std::make_shared<bool>(true);
    const auto timer = m_io.after(patience, [isOpen, onSilence = std::move(onSilence)] {
        if (std::exchange(*isOpen, false))
            onSilence();
    });
    connect(job, &QKeychain::Job::finished, this, [this, isOpen, timer, onEnd = std::move(onEnd)](QKeychain::Job* ended) {
        m_io.cancel(timer);
        if (std::exchange(*isOpen, false))
            onEnd(ended);
    });
    job->start();   // it deletes itself when it has ended
}

void KeychainStore::write(const std::string& name, Secret value, WriteAnswer answer)
{
    auto* job = new QKeychain::WritePasswordJob(m_service);
    job->setKey(nameOf(name));
    const auto bytes = value.reveal();
    job->setBinaryData(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())));
    run(
        job,
        [answer](QKeychain::Job* ended) {
            if (ended->error() == QKeychain::NoError)
                answer({});
            else
                answer(failure(errorOf(*ended)));
        },
        [answer] { answer(failure(tooSlow())); });
}

void KeychainStore::read(const std::string& name, ReadAnswer answer)
{
    auto* job = new QKeychain::ReadPasswordJob(m_service);
    job->setKey(nameOf(name));
    run(
        job,
        [answer](QKeychain::Job* ended) {
            if (ended->error() != QKeychain::NoError) {
                answer(failure(errorOf(*ended)));
                return;
            }
            auto bytes = static_cast<QKeychain::ReadPasswordJob*>(ended)->binaryData();
            Secret value(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
            answer(std::move(value));
        },
        [answer] { answer(failure(tooSlow())); });
}

void KeychainStore::remove(const std::string& name, WriteAnswer answer)
{
    auto* job = new QKeychain::DeletePasswordJob(m_service);
    job->setKey(nameOf(name));
    run(
        job,
        [answer](QKeychain::Job* ended) {
            if (ended->error() == QKeychain::NoError || ended->error() == QKeychain::EntryNotFound)
                answer({});
            else
                answer(failure(errorOf(*ended)));
        },
        [answer] { answer(failure(tooSlow())); });
}

void KeychainStore::probe(WriteAnswer answer)
{
    read("probe", [answer = std::move(answer)](Result<Secret, CredentialError> got) {
        if (got || got.error().kind == Kind::NotFound)
            answer({});
        else
            answer(failure(std::move(got.error())));
    });
}

}  // namespace tradecore::infrastructure
