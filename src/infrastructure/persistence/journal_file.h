// What is done to a journal's file outside SQLite: the writer's lock, the look at the header before anything is opened, the
// file mode, and the space of the write-ahead log.
//
// Closing a descriptor of a database file drops every POSIX lock that this process holds on it: inspectJournalFile() must
// only be called where this process has no connection to the file yet.
#pragma once

#include "application/port/event_store.h"

#include <cstdint>
#include <optional>
#include <string>

namespace tradecore::infrastructure {

// An exclusive flock on "<journal>.lock", held until destruction: a second writer is refused, in this process too.
class WriterLock {
public:
    [[nodiscard]] static Result<WriterLock, application::StoreError> take(const std::string& journalPath);
    // Of a journal on a VFS of its own, which no other process can reach.
    [[nodiscard]] static WriterLock none() { return WriterLock(-1); }
    ~WriterLock();
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&&) = delete;
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;

private:
    explicit WriterLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

enum class JournalFileState { Absent, Existing };

// Corrupt, foreign, truncated and newer files are errors; nothing is changed. vfs: a VFS of SQLite by its name, empty for the
// system's files; so in the other headers here.
[[nodiscard]] Result<JournalFileState, application::StoreError> inspectJournalFile(const std::string& path,
                                                                                  const std::string& vfs = {});
// An empty file of mode 0600.
[[nodiscard]] Result<void, application::StoreError> createJournalFile(const std::string& path);
// Makes the -wal of an open journal at least this long (zeros behind its last frame, which recovery passes over), so that
// commits do not extend the file. A failure costs speed only.
void reserveWalSpace(const std::string& path, std::int64_t bytes);
// A rollback journal beside the file: making the journal was interrupted, for nothing else writes one.
[[nodiscard]] bool wasMakingInterrupted(const std::string& path, const std::string& vfs = {});
[[nodiscard]] bool walHoldsFrames(const std::string& path, const std::string& vfs = {});

}  // namespace tradecore::infrastructure
