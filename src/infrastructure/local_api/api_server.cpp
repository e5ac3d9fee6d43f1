#include "infrastructure/local_api/api_server.h"

#include "infrastructure/local_api/api_session.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QLoggingCategory>
#include <QPointer>

#include <chrono>
#include <optional>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tradecore::infrastructure {

namespace {

Q_LOGGING_CATEGORY(logApi, "tradecore.api")

// Who stands at the other end; nothing where the kernel does not say.
std::optional<uid_t> callerOf(const QLocalSocket& socket)
{
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return std::nullopt;
    return credentials.uid;
}

// root may call everybody and be called by itself alone.
bool mayCall(const QLocalSocket& socket)
{
    const auto caller = callerOf(socket);
    return caller && (*caller == ::geteuid() || *caller == 0);
}

}  // namespace

ApiServer::ApiServer(ApiPorts ports, QObject* parent) : QObject(parent), m_ports(std::move(ports)), m_server(this)
{
    // The file gets its mode before it stands at its path.
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ApiServer::accept);
}

Result<void, QString> ApiServer::listen(const QString& path)
{
    const QFileInfo folder(QFileInfo(path).absolutePath());
    if (folder.exists() && ::geteuid() != 0 && folder.ownerId() != ::geteuid())
        return failure(tr("The local socket %1 cannot be opened: its folder belongs to another user.").arg(path));
    // The server binds a shorter path and renames it, so that only a caller would meet the bound.
    constexpr qsizetype longestPath = sizeof(sockaddr_un::sun_path) - 1;
    if (QFile::encodeName(path).size() > longestPath)
        return failure(tr("The local socket %1 cannot be opened: its path is longer than %2 bytes.").arg(path).arg(longestPath));
    QLocalServer::removeServer(path);
    if (!m_server.listen(path))
        return failure(tr("The local socket %1 cannot be opened: %2.").arg(path, m_server.errorString()));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

void ApiServer::close()
{
    m_server.close();
    const auto sessions = findChildren<ApiSession*>();
    for (auto* session : sessions)
        delete session;
}

void ApiServer::accept()
{
    while (m_server.hasPendingConnections()) {
        QLocalSocket* socket = m_server.nextPendingConnection();
        if (!mayCall(*socket)) {
            refuse(socket, QStringLiteral("another_user"), tr("This socket serves the user who started the workstation."));
            continue;
        }
        if (m_sessions >= m_ports.limits.sessions) {
            refuse(socket, QStringLiteral("too_many_connections"),
                   tr("%1 connections are served at a time. Close one, and try again.").arg(m_ports.limits.sessions));
            continue;
        }
        ++m_sessions;
        auto* session = new ApiSession(m_ports, socket, m_counters, this);
        connect(session, &QObject::destroyed, this, [this] { --m_sessions; });
    }
}

void ApiServer::refuse(QLocalSocket* socket, const QString& code, const QString& message)
{
    ++m_counters.refusedSessions;
    qCWarning(logApi, "a connection is refused: %s", qUtf8Printable(message));
    const QJsonObject error{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}};
    const QJsonObject line{{QStringLiteral("id"), QJsonValue()}, {QStringLiteral("ok"), false}, {QStringLiteral("error"), error}};
    socket->write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    socket->flush();
    // Closed at once, a socket with unread requests would take the reason with it: the caller closes, or is closed a second later.
    ::shutdown(static_cast<int>(socket->socketDescriptor()), SHUT_WR);
    connect(socket, &QLocalSocket::readyRead, socket, [socket] { socket->readAll(); });
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    m_ports.io.after(std::chrono::seconds(1), [guarded = QPointer(socket)] {
        if (guarded)
            guarded->abort();
    });
}

}  // namespace tradecore::infrastructure
