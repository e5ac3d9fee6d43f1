#include "app/console/api_client.h"

#include "infrastructure/local_api/instance_lock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <utility>

namespace tradecore::app {

namespace {

QString translate(const char* source)
{
    return QCoreApplication::translate("Console", source);
}

int remaining(const QDeadlineTimer& deadline)
{
    return deadline.isForever() ? -1 : static_cast<int>(deadline.remainingTime());
}

}  // namespace

ApiClient::ApiClient(QString dataDirectory, QDeadlineTimer deadline)
    : m_dataDirectory(std::move(dataDirectory)), m_deadline(deadline)
{
}

Result<void, ApiFailure> ApiClient::connectToWorkstation()
{
    QString path = infrastructure::socketPathFor(m_dataDirectory);
    QFile instance(QDir(m_dataDirectory).filePath(QStringLiteral("instance.json")));
    if (instance.open(QIODevice::ReadOnly)) {
        const auto stored = QJsonDocument::fromJson(instance.readAll()).object().value(QStringLiteral("socket")).toString();
        if (!stored.isEmpty())
            path = stored;
    }
    m_socket.connectToServer(path);
    if (!m_socket.waitForConnected(remaining(m_deadline))) {
        return failure(ApiFailure{ExitNotRunning, QStringLiteral("not_running"),
                                  translate("No workstation is running on %1.").arg(m_dataDirectory)});
    }
    return {};
}

Result<QJsonValue, ApiFailure> ApiClient::command(const QString& name, const QJsonObject& arguments)
{
    return request({{QStringLiteral("command"), name}, {QStringLiteral("arguments"), arguments}});
}

Result<QJsonValue, ApiFailure> ApiClient::query(const QString& name, const QJsonObject& arguments)
{
    return request({{QStringLiteral("query"), name}, {QStringLiteral("arguments"), arguments}});
}

Result<QJsonValue, ApiFailure> ApiClient::subscribe(const QString& name, std::int64_t from)
{
    return request({{QStringLiteral("subscribe"), name}, {QStringLiteral("from"), static_cast<qint64>(from)}});
}

Result<QJsonObject, ApiFailure> ApiClient::nextPush()
{
    if (!m_pushes.isEmpty())
        return m_pushes.takeFirst();
    return readLine(QDeadlineTimer(QDeadlineTimer::Forever));
}

Result<QJsonValue, ApiFailure> ApiClient::request(QJsonObject line)
{
    const qint64 id = m_nextId++;
    line.insert(QStringLiteral("id"), id);
    m_socket.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    while (true) {
        const auto answer = readLine(m_deadline);
        if (!answer)
            return failure(answer.error());
        if (!answer->contains(QStringLiteral("ok"))) {
            if (m_onLine)
                m_onLine(*answer);
            else
                m_pushes.append(*answer);
            continue;
        }
        if (answer->value(QStringLiteral("id")).toInteger() != id)
            continue;
        if (answer->value(QStringLiteral("ok")).toBool())
            return answer->value(QStringLiteral("result"));
        const auto error = answer->value(QStringLiteral("error")).toObject();
        return failure(ApiFailure{ExitFailed, error.value(QStringLiteral("code")).toString(),
                                  error.value(QStringLiteral("message")).toString()});
    }
}

Result<QJsonObject, ApiFailure> ApiClient::readLine(const QDeadlineTimer& deadline)
{
    while (true) {
        const qsizetype end = m_buffer.indexOf('\n');
        if (end >= 0) {
            const QByteArray line = m_buffer.left(end);
            m_buffer.remove(0, end + 1);
            return QJsonDocument::fromJson(line).object();
        }
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(remaining(deadline))) {
            if (m_socket.state() != QLocalSocket::ConnectedState)
                return failure(ApiFailure{ExitFailed, QStringLiteral("connection_lost"),
                                          translate("The workstation has closed the connection. What was asked may have been "
                                                    "done: look with `tradecorectl orders`.")});
            return failure(ApiFailure{ExitTimedOut, QStringLiteral("timeout"), translate("The workstation did not answer in time.")});
        }
        m_buffer += m_socket.readAll();
    }
}

}  // namespace tradecore::app
