#include "infrastructure/secret/passphrase_vault.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tradecore::infrastructure {

using application::CredentialError;
using Kind = CredentialError::Kind;

namespace {

CredentialError locked()
{
    return {Kind::Locked, "The vault is locked. Unlock it with its passphrase."};
}

CredentialError ofSystem(const std::string& path, const char* what)
{
    return {Kind::Failed, "The vault " + path + " " + what + ": " + std::strerror(errno)};
}

// Whole or not at all, and on the disk before it is answered for.
Result<void, CredentialError> replaceFile(const std::string& path, const std::string& bytes)
{
    const std::string aside = path + ".new";
    ::unlink(aside.c_str());
    const int descriptor = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return failure(ofSystem(path, "cannot be written"));
    const bool isWritten = ::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())
        && ::fsync(descriptor) == 0;
    const int cause = errno;
    ::close(descriptor);
    if (!isWritten || ::rename(aside.c_str(), path.c_str()) != 0) {
        errno = isWritten ? errno : cause;
        const auto error = ofSystem(path, "cannot be written");
        ::unlink(aside.c_str());
        return failure(error);
    }
    const auto slash = path.rfind('/');
    const int folder = ::open(slash == std::string::npos ? "." : path.substr(0, slash + 1).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
    return {};
}

}  // namespace

PassphraseVault::PassphraseVault(PassphraseVaultSettings settings, Scheduler& io, Executor& worker)
    : m_settings(std::move(settings)), m_io(io), m_worker(worker)
{
}

PassphraseVault::~PassphraseVault()
{
    m_io.cancel(m_idle);
}

bool PassphraseVault::exists() const
{
    return ::access(m_settings.path.c_str(), F_OK) == 0;
}

Result<std::string, CredentialError> PassphraseVault::readFile() const
{
    const int descriptor = ::open(m_settings.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0 && errno == ENOENT)
        return failure(CredentialError{Kind::NotFound, "There is no vault yet. Choose a passphrase to make one."});
    if (descriptor < 0)
        return failure(ofSystem(m_settings.path, "cannot be read"));
    struct stat status = {};
    std::string bytes;
    if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size >= 0
        && static_cast<std::size_t>(status.st_size) <= largestVaultBytes) {
        bytes.resize(static_cast<std::size_t>(status.st_size));
        std::size_t done = 0;
        ssize_t got = 1;
        while (done < bytes.size() && (got = ::read(descriptor, bytes.data() + done, bytes.size() - done)) > 0)
            done += static_cast<std::size_t>(got);
        bytes.resize(done);
    }
    ::close(descriptor);
    if (bytes.empty())
        return failure(CredentialError{Kind::Damaged, "The vault " + m_settings.path + " is empty or no vault."});
    return bytes;
}

void PassphraseVault::answerLater(const WriteAnswer& answer, Result<void, CredentialError> result)
{
    static_cast<void>(m_io.post([answer, result = std::move(result)] { answer(result); }));
}

void PassphraseVault::derive(Secret passphrase, const VaultHeader& header, OnDerived onDerived, const WriteAnswer& refuse)
{
    if (std::exchange(m_deriving, true)) {
        answerLater(refuse, failure(CredentialError{Kind::Failed, "The vault is being opened; wait for it."}));
        return;
    }
    // A task is copied, a secret is not.
    const auto text = std::make_shared<Secret>(std::move(passphrase));
    const bool isPosted = m_worker.post([text, header, onDerived = std::move(onDerived), this, &io = m_io, alive = std::weak_ptr(m_alive)] {
        const auto key = std::make_shared<Derived>(deriveVaultKey(*text, header));
        static_cast<void>(io.post([this, alive, key, onDerived] {
            if (alive.expired())
                return;
            m_deriving = false;
            onDerived(std::move(*key));
        }));
    });
    if (!isPosted) {
        m_deriving = false;
        answerLater(refuse, failure(CredentialError{Kind::Failed, "The program is too busy to open the vault; try again."}));
    }
}

void PassphraseVault::create(Secret passphrase, WriteAnswer answer)
{
    if (exists()) {
        answerLater(answer, failure(CredentialError{Kind::Denied, "There is a vault already; it is not replaced."}));
        return;
    }
    if (passphrase.reveal().size() < shortestPassphrase) {
        answerLater(answer, failure(CredentialError{Kind::Denied, "A passphrase of the vault has at least eight characters."}));
        return;
    }
    const auto header = newVaultHeader(m_settings.cost);
    derive(std::move(passphrase), header, [this, header, answer](Derived key) {
        auto stored = key ? store(header, *key, {}) : Result<void, CredentialError>(failure(key.error()));
        if (stored)
            adopt(std::move(*key));
        answer(std::move(stored));
    }, answer);
}

void PassphraseVault::unlock(Secret passphrase, WriteAnswer answer)
{
    const auto file = readFile();
    const auto header = file ? readVaultHeader(*file) : Result<VaultHeader, CredentialError>(failure(file.error()));
    if (!header) {
        answerLater(answer, failure(header.error()));
        return;
    }
    derive(std::move(passphrase), *header, [this, file = *file, answer](Derived key) {
        const auto opened = key ? openVault(file, *key) : Result<VaultEntries, CredentialError>(failure(key.error()));
        if (!opened) {
            answer(failure(opened.error()));
            return;
        }
        adopt(std::move(*key));
        answer({});
    }, answer);
}

void PassphraseVault::changePassphrase(Secret before, Secret after, WriteAnswer answer)
{
    if (after.reveal().size() < shortestPassphrase) {
        answerLater(answer, failure(CredentialError{Kind::Denied, "A passphrase of the vault has at least eight characters."}));
        return;
    }
    const auto next = std::make_shared<Secret>(std::move(after));
    unlock(std::move(before), [this, next, answer](Result<void, CredentialError> unlocked) {
        if (!unlocked) {
            answer(std::move(unlocked));
            return;
        }
        const auto header = newVaultHeader(m_settings.cost);
        derive(std::move(*next), header, [this, header, answer](Derived key) {
            const auto held = entries();
            if (!key || !held) {
                answer(failure(key ? held.error() : key.error()));
                return;
            }
            auto stored = store(header, *key, *held);
            if (stored)
                adopt(std::move(*key));
            answer(std::move(stored));
        }, answer);
    });
}

void PassphraseVault::adopt(GuardedBytes key)
{
    m_key = std::move(key);
    touch();
}

void PassphraseVault::lock()
{
    m_key = GuardedBytes();
    m_io.cancel(std::exchange(m_idle, 0));
}

void PassphraseVault::touch()
{
    m_io.cancel(m_idle);
    m_idle = m_io.after(m_settings.idleLock, [this] { lock(); });
}

Result<VaultEntries, CredentialError> PassphraseVault::entries()
{
    if (isLocked())
        return failure(exists() ? locked()
                                : CredentialError{Kind::NotFound, "There is no vault yet. Choose a passphrase to make one."});
    touch();
    const auto file = readFile();
    return file ? openVault(*file, m_key) : Result<VaultEntries, CredentialError>(failure(file.error()));
}

Result<void, CredentialError> PassphraseVault::store(const VaultHeader& header, const GuardedBytes& key, const VaultEntries& held)
{
    const auto sealed = sealVault(header, key, held);
    return sealed ? replaceFile(m_settings.path, *sealed) : Result<void, CredentialError>(failure(sealed.error()));
}

void PassphraseVault::write(const std::string& name, Secret value, WriteAnswer answer)
{
    auto held = entries();
    const auto file = held ? readFile() : Result<std::string, CredentialError>(failure(held.error()));
    const auto header = file ? readVaultHeader(*file) : Result<VaultHeader, CredentialError>(failure(file.error()));
    if (!header) {
        answerLater(answer, failure(header.error()));
        return;
    }
    held->insert_or_assign(name, std::move(value));
    answerLater(answer, store(*header, m_key, *held));
}

void PassphraseVault::read(const std::string& name, ReadAnswer answer)
{
    auto held = entries();
    const auto found = held ? held->find(name) : VaultEntries::iterator();
    if (!held || found == held->end()) {
        const auto error = held ? CredentialError{Kind::NotFound, "The vault does not hold these credentials. Enter them again."}
                                : held.error();
        static_cast<void>(m_io.post([answer = std::move(answer), error] { answer(failure(error)); }));
        return;
    }
    const auto value = std::make_shared<Secret>(std::move(found->second));
    static_cast<void>(m_io.post([answer = std::move(answer), value] { answer(std::move(*value)); }));
}

void PassphraseVault::remove(const std::string& name, WriteAnswer answer)
{
    if (!exists()) {
        answerLater(answer, {});
        return;
    }
    auto held = entries();
    const auto file = held ? readFile() : Result<std::string, CredentialError>(failure(held.error()));
    const auto header = file ? readVaultHeader(*file) : Result<VaultHeader, CredentialError>(failure(file.error()));
    if (!header) {
        answerLater(answer, failure(header.error()));
        return;
    }
    const bool isThere = held->erase(name) > 0;
    answerLater(answer, isThere ? store(*header, m_key, *held) : Result<void, CredentialError>());
}

}  // namespace tradecore::infrastructure
