#include "infrastructure/persistence/read_only_file.h"

#include "infrastructure/persistence/journal_schema.h"

#include <QFile>
#include <QFileInfo>

namespace tradecore::infrastructure {

using application::StoreError;
using application::StoreErrorKind;

Result<void, StoreError> ReadOnlyFile::openAt(const std::string& path, SqliteAccess access, const std::string& vfs)
{
    auto connection = SqliteConnection::open(path, access, vfs);
    if (!connection)
        return failure(connection.error());
    m_connection = *std::move(connection);
    // The file is looked at with the first read, not when it is opened.
    const auto probe = m_connection->queryInteger("SELECT count(*) FROM sqlite_schema");
    if (!probe)
        return failure(probe.error());
    return {};
}

Result<void, StoreError> ReadOnlyFile::openCopy()
{
    m_connection.reset();
    m_copy = std::make_unique<QTemporaryDir>();
    const QString source = QString::fromStdString(m_path);
    const QString target = m_copy->filePath(QStringLiteral("journal.db"));
    const QString targetWal = target + QStringLiteral("-wal");
    const bool copied = m_copy->isValid() && QFile::copy(source, target) && QFile::copy(source + QStringLiteral("-wal"), targetWal);
    if (!copied)
        return failure(StoreError{StoreErrorKind::ReadOnly, m_path + " cannot be read where it is, nor copied aside.", 0, {}});
    // The copy must be writable for its shared memory; it is only ever read.
    for (const QString& file : {target, targetWal})
        QFile::setPermissions(file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return openAt(target.toStdString(), SqliteAccess::ReadOnly);
}

Result<void, StoreError> ReadOnlyFile::openOnSystem()
{
    const QFileInfo info(QString::fromStdString(m_path));
    if (!info.exists())
        return failure(StoreError{StoreErrorKind::Broken, m_path + " does not exist.", 0, {}});
    m_path = info.absoluteFilePath().toStdString();
    const bool hasWal = QFileInfo::exists(info.absoluteFilePath() + QStringLiteral("-wal"));
    auto opened = openAt(m_path, hasWal ? SqliteAccess::ReadOnly : SqliteAccess::Immutable);
    if (!opened && hasWal && opened.error().kind != StoreErrorKind::Corrupt)
        opened = openCopy();
    return opened;
}

Result<std::unique_ptr<ReadOnlyFile>, StoreError> ReadOnlyFile::open(const std::string& path, const std::string& vfs)
{
    std::unique_ptr<ReadOnlyFile> file(new ReadOnlyFile);
    file->m_path = path;
    if (auto opened = vfs.empty() ? file->openOnSystem() : file->openAt(path, SqliteAccess::ReadOnly, vfs); !opened)
        return failure(opened.error());
    if (auto pragmas = applyReaderPragmas(*file->m_connection); !pragmas)
        return failure(pragmas.error());
    if (auto schema = checkJournalSchema(*file->m_connection); !schema)
        return failure(schema.error());
    if (auto tables = standInForNewerTables(*file->m_connection); !tables)
        return failure(tables.error());
    return file;
}

}  // namespace tradecore::infrastructure
