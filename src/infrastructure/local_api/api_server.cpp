#include "infrastructure/local_api/api_server.h"

#include "infrastructure/local_api/api_session.h"

#include <QFile>
#include <QLocalSocket>

#include <memory>

namespace tradecore::infrastructure {

ApiServer::ApiServer(ApiPorts ports, QObject* parent) : QObject(parent), m_ports(std::move(ports)), m_server(this)
{
    connect(&m_server, &QLocalServer::newConnection, this, &ApiServer::accept);
}

Result<void, QString> ApiServer::listen(const QString& path)
{
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
        if (m_sessions >= sessionLimit) {
            ++m_refusedSessions;
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_sessions;
        auto* session = new ApiSession(m_ports, socket, m_badRequests, this);
        connect(session, &QObject::destroyed, this, [this] { --m_sessions; });
    }
}

}  // namespace tradecore::infrastructure
