#include "infrastructure/persistence/journal_backup.h"

#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/journal_file.h"
#include "infrastructure/persistence/read_only_file.h"

#include <cerrno>
#include <cstring>
#include <sqlite3.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tradecore::infrastructure {

using application::StoreError;
using application::StoreErrorKind;

namespace {

StoreError backupError(StoreErrorKind kind, const std::string& path, const std::string& why)
{
    return {kind, "The backup " + path + ' ' + why, 0, {}};
}

bool exists(const std::string& path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0;
}

// What is written aside goes away again unless it got its name.
class Aside {
public:
    explicit Aside(std::string path) : m_path(std::move(path)) { remove(); }
    ~Aside() { remove(); }
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    void remove() const
    {
        for (const auto& file : {m_path, m_path + "-wal", m_path + "-shm", m_path + "-journal", anchorsPathOf(m_path)})
            ::unlink(file.c_str());
    }
    std::string m_path;
};

class Target {
public:
    explicit Target(const std::string& path) { sqlite3_open_v2(path.c_str(), &m_handle, SQLITE_OPEN_READWRITE, nullptr); }
    ~Target() { sqlite3_close(m_handle); }
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;
    [[nodiscard]] sqlite3* handle() const { return m_handle; }

private:
    sqlite3* m_handle = nullptr;
};

Result<void, StoreError> copyPages(sqlite3* source, const std::string& path)
{
    const Target target(path);
    sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", source, "main");
    if (backup != nullptr) {
        sqlite3_backup_step(backup, -1);
        sqlite3_backup_finish(backup);
    }
    // One file: the copy carries the source's mark for write-ahead logging.
    if (sqlite3_errcode(target.handle()) == SQLITE_OK
        && sqlite3_exec(target.handle(), "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr) == SQLITE_OK)
        return {};
    return failure(backupError(kindOfSqliteCode(sqlite3_extended_errcode(target.handle())), path,
                               std::string("cannot be written: ") + sqlite3_errmsg(target.handle())));
}

bool syncFile(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    return synced;
}

Result<std::int64_t, StoreError> copyJournal(const std::string& journalPath, const std::string& path)
{
    auto source = ReadOnlyFile::open(journalPath);
    if (!source)
        return failure(source.error());
    SqliteConnection& connection = (*source)->connection();
    if (auto begun = connection.execute("BEGIN"); !begun)
        return failure(begun.error());
    const auto head = connection.queryInteger("SELECT coalesce(max(position), 0) FROM events");   // takes the snapshot
    if (!head)
        return failure(head.error());
    if (auto copied = copyPages(connection.handle(), path); !copied)
        return failure(copied.error());
    return *head;
}

}  // namespace

Result<BackupReport, StoreError> JournalBackup::make(const std::string& journalPath, const std::string& targetPath,
                                                     JournalProjections projections, const std::optional<AnchorKey>& key)
{
    if (exists(targetPath) || exists(anchorsPathOf(targetPath)))
        return failure(backupError(StoreErrorKind::Locked, targetPath, "exists already; it was not overwritten."));
    const Aside aside(targetPath + ".partial");
    if (auto made = createJournalFile(aside.path()); !made)
        return failure(made.error());
    const auto head = copyJournal(journalPath, aside.path());
    if (!head)
        return failure(head.error());
    if (!copyAnchors(anchorsPathOf(journalPath), anchorsPathOf(aside.path()), *head))
        return failure(backupError(StoreErrorKind::Broken, targetPath, "cannot have its anchors written."));
    auto report = JournalVerifier::verify(aside.path(), projections, {.key = key});
    if (!report)
        return failure(report.error());
    if (!report->ok)
        return failure(StoreError{StoreErrorKind::Corrupt, "The backup was taken, but does not verify: " + report->reason + ". It was removed.",
                                  report->firstBadPosition, {}});
    struct stat status = {};
    if (!syncFile(aside.path()) || ::stat(aside.path().c_str(), &status) != 0
        || (exists(anchorsPathOf(aside.path())) && ::rename(anchorsPathOf(aside.path()).c_str(), anchorsPathOf(targetPath).c_str()) != 0)
        || ::rename(aside.path().c_str(), targetPath.c_str()) != 0)
        return failure(backupError(StoreErrorKind::Broken, targetPath, std::string("cannot be finished: ") + std::strerror(errno)));
    const auto slash = targetPath.rfind('/');
    syncFile(slash == std::string::npos ? "." : targetPath.substr(0, slash + 1));
    return BackupReport{targetPath, status.st_size, *std::move(report)};
}

}  // namespace tradecore::infrastructure
