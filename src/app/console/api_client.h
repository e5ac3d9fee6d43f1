// ApiClient: the local socket as seen by tradecorectl. Blocking, with one deadline for the whole command.
#pragma once

#include "app/console/exit_code.h"
#include "base/result.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QJsonObject>
#include <QJsonValue>
#include <QLocalSocket>
#include <QString>

#include <functional>
#include <utility>

namespace tradecore::app {

struct ApiFailure {
    ExitCode exitCode = ExitFailed;
    QString code;
    QString message;
};

class ApiClient {
public:
    explicit ApiClient(QString dataDirectory, QDeadlineTimer deadline);

    [[nodiscard]] Result<void, ApiFailure> connectToWorkstation();
    [[nodiscard]] Result<QJsonValue, ApiFailure> command(const QString& name, const QJsonObject& arguments);
    [[nodiscard]] Result<QJsonValue, ApiFailure> query(const QString& name, const QJsonObject& arguments);
    [[nodiscard]] Result<QJsonValue, ApiFailure> subscribe(const QString& name, std::int64_t from);
    // The next pushed line; waits without a deadline, since following has no end of its own.
    [[nodiscard]] Result<QJsonObject, ApiFailure> nextPush();
    [[nodiscard]] const QDeadlineTimer& deadline() const { return m_deadline; }
    // Told the lines that come before an answer, as they come.
    void onLine(std::function<void(const QJsonObject&)> listener) { m_onLine = std::move(listener); }

private:
    [[nodiscard]] Result<QJsonValue, ApiFailure> request(QJsonObject line);
    [[nodiscard]] Result<QJsonObject, ApiFailure> readLine(const QDeadlineTimer& deadline);

    QString m_dataDirectory;
    QDeadlineTimer m_deadline;
    QLocalSocket m_socket;
    QByteArray m_buffer;
    qint64 m_nextId = 1;
    QList<QJsonObject> m_pushes;
    std::function<void(const QJsonObject&)> m_onLine;
};

}  // namespace tradecore::app
