#include "infrastructure/persistence/anchor_key.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tradecore::infrastructure {

using application::StoreError;
using application::StoreErrorKind;

namespace {

StoreError keyError(const std::string& path, const std::string& why)
{
    return {StoreErrorKind::ReadOnly, "The key of the journal's anchors, " + path + ", " + why, 0, {}};
}

Result<AnchorKey, StoreError> readKey(const std::string& path, int descriptor)
{
    struct stat status = {};
    AnchorKey key{};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return failure(keyError(path, "is not a file."));
    if ((status.st_mode & 077U) != 0)
        return failure(keyError(path, "can be read by others. Take their rights away, or remove it to have a new one made."));
    if (status.st_size != static_cast<off_t>(key.size())
        || ::read(descriptor, key.data(), key.size()) != static_cast<ssize_t>(key.size()))
        return failure(keyError(path, "is damaged. Remove it to have a new one made; older anchors then cannot be proved."));
    return key;
}

// Whole or not at all: written aside, synced, then linked to its name.
Result<AnchorKey, StoreError> makeKey(const std::string& path)
{
    AnchorKey key{};
    if (::getrandom(key.data(), key.size(), 0) != static_cast<ssize_t>(key.size()))
        return failure(keyError(path, "cannot be made: the system gives no random bytes."));
    const std::string aside = path + ".new";
    ::unlink(aside.c_str());
    const int descriptor = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return failure(keyError(path, std::string("cannot be made: ") + std::strerror(errno)));
    const bool written = ::write(descriptor, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!written || ::rename(aside.c_str(), path.c_str()) != 0)
        return failure(keyError(path, std::string("cannot be written: ") + std::strerror(errno)));
    return key;
}

}  // namespace

Result<AnchorKey, StoreError> loadAnchorKey(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0 && errno == ENOENT)
        return makeKey(path);
    if (descriptor < 0)
        return failure(keyError(path, std::string("cannot be read: ") + std::strerror(errno)));
    auto key = readKey(path, descriptor);
    ::close(descriptor);
    return key;
}

std::optional<AnchorKey> findAnchorKey(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return std::nullopt;
    const auto key = readKey(path, descriptor);
    ::close(descriptor);
    return key ? std::optional(*key) : std::nullopt;
}

std::string defaultAnchorKeyPath()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
    return folder.filePath(QStringLiteral("tradecore/anchor.key")).toStdString();
}

Sha256Digest signatureOf(const AnchorKey& key, std::string_view message)
{
    constexpr std::size_t blockBytes = 64;
    std::string inner(blockBytes, '\x36');
    std::string outer(blockBytes, '\x5c');
    for (std::size_t i = 0; i < key.size(); ++i) {
        inner[i] = static_cast<char>(inner[i] ^ static_cast<char>(key[i]));
        outer[i] = static_cast<char>(outer[i] ^ static_cast<char>(key[i]));
    }
    inner += message;
    const Sha256Digest digest = sha256(inner);
    outer.append(reinterpret_cast<const char*>(digest.data()), digest.size());
    return sha256(outer);
}

}  // namespace tradecore::infrastructure
