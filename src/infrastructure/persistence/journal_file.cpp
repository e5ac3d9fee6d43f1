#include "infrastructure/persistence/journal_file.h"

#include "infrastructure/persistence/journal_schema.h"
#include "infrastructure/persistence/vfs_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tradecore::infrastructure {

using application::StoreError;
using application::StoreErrorKind;

namespace {

constexpr std::string_view sqliteMagic("SQLite format 3\0", 16);
constexpr std::size_t headerSize = 100;
constexpr std::size_t pageSizeAt = 16;          // two bytes; offsets of the SQLite file format, section 1.3
constexpr std::size_t changeCounterAt = 24;
constexpr std::size_t pageCountAt = 28;
constexpr std::size_t userVersionAt = 60;
constexpr std::size_t applicationIdAt = 68;
constexpr std::size_t versionValidForAt = 92;

class Descriptor {
public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_descriptor; }
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }

private:
    int m_descriptor;
};

StoreError systemError(const std::string& path, const char* what, int number)
{
    StoreErrorKind kind = StoreErrorKind::Broken;
    if (number == EACCES || number == EPERM || number == EROFS)
        kind = StoreErrorKind::ReadOnly;
    else if (number == ENOSPC || number == EDQUOT)
        kind = StoreErrorKind::Full;
    return {kind, path + ": " + what + ": " + std::strerror(number), 0, {}};
}

StoreError corrupt(const std::string& path, const std::string& why)
{
    return {StoreErrorKind::Corrupt, path + ' ' + why + " It was not changed.", 0, {}};
}

std::int64_t bigEndian(const std::array<unsigned char, headerSize>& header, std::size_t at, std::size_t bytes)
{
    std::int64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        value = value * 256 + header[at + i];
    return value;
}

std::optional<StoreError> judgeHeader(const std::string& path, const std::array<unsigned char, headerSize>& header,
                                      std::int64_t fileSize, const std::string& vfs)
{
    if (std::memcmp(header.data(), sqliteMagic.data(), sqliteMagic.size()) != 0)
        return corrupt(path, "is not a journal, or its header is damaged.");
    if (bigEndian(header, applicationIdAt, 4) != journalApplicationId)
        return corrupt(path, "is a database of another program.");
    const std::int64_t format = bigEndian(header, userVersionAt, 4);
    if (format > journalFormatVersion)
        return StoreError{StoreErrorKind::Newer,
                          path + " was written by a newer version of this program (format " + std::to_string(format)
                              + "). It was not changed.", 0, {}};
    const std::int64_t stored = bigEndian(header, pageSizeAt, 2);
    const std::int64_t pageSize = stored == 1 ? 65536 : stored;
    if (pageSize < 512 || (pageSize & (pageSize - 1)) != 0)
        return corrupt(path, "has a damaged header.");
    // With frames in the -wal the file may lawfully be shorter than what it will become.
    const bool countIsValid = bigEndian(header, changeCounterAt, 4) == bigEndian(header, versionValidForAt, 4);
    if (countIsValid && !walHoldsFrames(path, vfs) && fileSize < bigEndian(header, pageCountAt, 4) * pageSize)
        return corrupt(path, "is shorter than it was: its end has been cut off.");
    return std::nullopt;
}

Result<JournalFileState, StoreError> inspectOnVfs(const std::string& path, const std::string& vfs)
{
    const auto file = VfsFile::open(vfs, path, false);
    const std::int64_t size = file ? file->size() : 0;
    if (size < 0)
        return failure(StoreError{StoreErrorKind::Broken, path + ": cannot be read", 0, {}});
    if (size == 0) {
        if (walHoldsFrames(path, vfs))
            return failure(corrupt(path, "is missing or empty, but its -wal holds data."));
        return JournalFileState::Absent;
    }
    const auto bytes = file->read(0, headerSize);
    if (!bytes)
        return failure(size < static_cast<std::int64_t>(headerSize)
                           ? corrupt(path, "is too short to be a journal.")
                           : StoreError{StoreErrorKind::Broken, path + ": cannot be read", 0, {}});
    std::array<unsigned char, headerSize> header{};
    std::memcpy(header.data(), bytes->data(), headerSize);
    if (auto error = judgeHeader(path, header, size, vfs))
        return failure(*std::move(error));
    return JournalFileState::Existing;
}

}  // namespace

Result<WriterLock, StoreError> WriterLock::take(const std::string& journalPath)
{
    const std::string path = journalPath + ".lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return failure(systemError(path, "cannot be made", errno));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int number = errno;
        ::close(descriptor);
        if (number == EWOULDBLOCK)
            return failure(StoreError{StoreErrorKind::Locked, journalPath + " is open for writing in another program.", 0, {}});
        return failure(systemError(path, "cannot be locked", number));
    }
    return WriterLock(descriptor);
}

WriterLock::WriterLock(WriterLock&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

WriterLock::~WriterLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool wasMakingInterrupted(const std::string& path, const std::string& vfs)
{
    struct stat status = {};
    if (!vfs.empty()) {
        const auto file = VfsFile::open(vfs, path + "-journal", false);
        return file && file->size() > 0;
    }
    return ::stat((path + "-journal").c_str(), &status) == 0 && status.st_size > 0;
}

bool walHoldsFrames(const std::string& path, const std::string& vfs)
{
    struct stat status = {};
    constexpr off_t walHeaderSize = 32;
    if (!vfs.empty()) {
        const auto file = VfsFile::open(vfs, path + "-wal", false);
        return file && file->size() > walHeaderSize;
    }
    return ::stat((path + "-wal").c_str(), &status) == 0 && status.st_size > walHeaderSize;
}

Result<JournalFileState, StoreError> inspectJournalFile(const std::string& path, const std::string& vfs)
{
    if (!vfs.empty())
        return inspectOnVfs(path, vfs);
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen() && errno != ENOENT)
        return failure(systemError(path, "cannot be read", errno));
    struct stat status = {};
    if (file.isOpen() && ::fstat(file.get(), &status) != 0)
        return failure(systemError(path, "cannot be read", errno));
    if (file.isOpen() && !S_ISREG(status.st_mode))
        return failure(corrupt(path, "is not a file."));
    if (!file.isOpen() || status.st_size == 0) {
        if (walHoldsFrames(path))
            return failure(corrupt(path, "is missing or empty, but its -wal holds data."));
        return JournalFileState::Absent;
    }
    std::array<unsigned char, headerSize> header{};
    if (::pread(file.get(), header.data(), header.size(), 0) != static_cast<ssize_t>(header.size()))
        return failure(corrupt(path, "is too short to be a journal."));
    if (auto error = judgeHeader(path, header, status.st_size, vfs))
        return failure(*std::move(error));
    return JournalFileState::Existing;
}

Result<void, StoreError> createJournalFile(const std::string& path)
{
    const Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.isOpen())
        return failure(systemError(path, "cannot be made", errno));
    if (::fchmod(file.get(), 0600) != 0)
        return failure(systemError(path, "cannot be made private", errno));
    return {};
}

void reserveWalSpace(const std::string& path, std::int64_t bytes)
{
    const Descriptor file(::open((path + "-wal").c_str(), O_WRONLY | O_CLOEXEC));
    struct stat status = {};
    if (!file.isOpen() || ::fstat(file.get(), &status) != 0)
        return;
    const std::vector<char> zeros(1 << 20);
    for (off_t at = status.st_size; at < bytes;) {
        const auto wanted = std::min<std::size_t>(zeros.size(), static_cast<std::size_t>(bytes - at));
        const ssize_t written = ::pwrite(file.get(), zeros.data(), wanted, at);
        if (written <= 0)
            return;
        at += written;
    }
    ::fsync(file.get());
}

}  // namespace tradecore::infrastructure
