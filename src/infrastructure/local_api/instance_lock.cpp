#include "infrastructure/local_api/instance_lock.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace tradecore::infrastructure {

namespace {

QString instancePath(const QString& dataDirectory)
{
    return QDir(dataDirectory).filePath(QStringLiteral("instance.json"));
}

QString holderText(const QString& dataDirectory)
{
    QFile file(instancePath(dataDirectory));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto pid = QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("pid")).toInteger();
    return pid > 0 ? QCoreApplication::translate("InstanceLock", " (process %1)").arg(pid) : QString();
}

}  // namespace

InstanceLock::InstanceLock(QString dataDirectory, int descriptor)
    : m_dataDirectory(std::move(dataDirectory)), m_descriptor(descriptor)
{
}

InstanceLock::~InstanceLock()
{
    ::close(m_descriptor);
}

Result<std::unique_ptr<InstanceLock>, InstanceError> InstanceLock::acquire(const QString& dataDirectory, Mode mode)
{
    const bool exclusive = mode == Mode::Exclusive;
    if (exclusive && !QFileInfo::exists(dataDirectory)) {
        QDir().mkpath(dataDirectory);
        QFile::setPermissions(dataDirectory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const QByteArray path = QFile::encodeName(QDir(dataDirectory).filePath(QStringLiteral("lock")));
    int descriptor = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0 && !exclusive)
        descriptor = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 && !exclusive)
        descriptor = ::open(QFile::encodeName(dataDirectory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return failure(InstanceError{InstanceError::Kind::Unusable,
                                     QCoreApplication::translate("InstanceLock", "The data directory %1 cannot be used: %2.")
                                         .arg(dataDirectory, QString::fromLocal8Bit(std::strerror(errno)))});
    }
    if (::flock(descriptor, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
        ::close(descriptor);
        return failure(InstanceError{
            InstanceError::Kind::Held,
            QCoreApplication::translate("InstanceLock", "Another TradeCore is already running on %1%2. Close it, or choose another "
                                                        "directory with --data-dir.")
                .arg(dataDirectory, holderText(dataDirectory))});
    }
    return std::unique_ptr<InstanceLock>(new InstanceLock(dataDirectory, descriptor));
}

bool InstanceLock::announce(const QString& socketPath) const
{
    QSaveFile file(instancePath(m_dataDirectory));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const QJsonObject instance{{QStringLiteral("pid"), QCoreApplication::applicationPid()},
                               {QStringLiteral("socket"), socketPath}};
    file.write(QJsonDocument(instance).toJson(QJsonDocument::Compact));
    return file.commit();
}

QString socketPathFor(const QString& dataDirectory)
{
    constexpr qsizetype longestPath = 100;   // sun_path holds 108 bytes on Linux and 104 on macOS
    const QString absolute = QDir(dataDirectory).absolutePath();
    const QString beside = QDir(absolute).filePath(QStringLiteral("api.sock"));
    if (QFile::encodeName(beside).size() <= longestPath)
        return beside;
    const QString hash = QString::fromLatin1(
        QCryptographicHash::hash(absolute.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!runtime.isEmpty() && QFileInfo(runtime).isWritable())
        return QDir(runtime).filePath(QStringLiteral("tradecore-") + hash + QStringLiteral(".sock"));
    const QString folder = QDir::temp().filePath(QStringLiteral("tradecore-%1-%2").arg(::getuid()).arg(hash));
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return QDir(folder).filePath(QStringLiteral("api.sock"));
}

QString defaultDataDirectory()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)).filePath(QStringLiteral("tradecore"));
}

}  // namespace tradecore::infrastructure
