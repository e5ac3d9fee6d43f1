// A journal file opened for reading only. With a -wal present it is followed (mode=ro); where that is refused, because the
// folder cannot be written, both files are copied into a private folder that lives as long as this object. Without a -wal the
// file is opened as immutable. The journal and its -wal stay byte for byte as they are.
#pragma once

#include "infrastructure/persistence/sqlite_connection.h"

#include <QTemporaryDir>

#include <memory>
#include <string>

namespace tradecore::infrastructure {

class ReadOnlyFile {
public:
    // Errors: absent (Broken, in words), Corrupt, Newer, changed schema.
    [[nodiscard]] static Result<std::unique_ptr<ReadOnlyFile>, application::StoreError> open(const std::string& path,
                                                                                             const std::string& vfs = {});

    [[nodiscard]] SqliteConnection& connection() { return *m_connection; }
    [[nodiscard]] const std::string& path() const { return m_path; }   // the journal's own, also where a copy is read
    [[nodiscard]] bool isCopy() const { return m_copy != nullptr; }

private:
    ReadOnlyFile() = default;
    [[nodiscard]] Result<void, application::StoreError> openAt(const std::string& path, SqliteAccess access,
                                                                const std::string& vfs = {});
    [[nodiscard]] Result<void, application::StoreError> openOnSystem();
    [[nodiscard]] Result<void, application::StoreError> openCopy();

    std::string m_path;
    std::unique_ptr<QTemporaryDir> m_copy;            // outlives the connection
    std::unique_ptr<SqliteConnection> m_connection;
};

}  // namespace tradecore::infrastructure
