// The self-check over the local socket.
#include "infrastructure/local_api/api_session.h"

#include "infrastructure/local_api/api_arguments.h"
#include "infrastructure/local_api/api_encoding.h"

#include <QJsonArray>

namespace tradecore::infrastructure {

bool ApiSession::hasIntegrity(const QJsonValue& id)
{
    if (m_ports.integrity == nullptr)
        replyError(id, QStringLiteral("not_supported"), tr("This workstation has no self-check."));
    return m_ports.integrity != nullptr;
}

void ApiSession::finish(const QJsonValue& id, const QString& code, const std::string& error, const QJsonObject& done)
{
    if (error.empty())
        reply(id, done);
    else
        replyError(id, code, QString::fromStdString(error));
}

// Answered with the checks as they stand after the pass.
void ApiSession::checkNow(const QJsonValue& id, const QJsonObject&)
{
    if (!hasIntegrity(id))
        return;
    m_ports.integrity->checkNow(m_ports.io, [self = QPointer(this), id](const std::string&) {
        if (!self)
            return;
        self->m_ports.desk.status(self->m_ports.io, [self, id](const application::WorkstationStatus& status) {
            if (self)
                self->reply(id, encode(status.integrity));
        });
    });
}

// Lines {"id":…,"progress":{…}} come before the reply.
void ApiSession::rebuild(const QJsonValue& id, const QJsonObject& arguments)
{
    if (!hasIntegrity(id))
        return;
    const auto name = arguments.value(QStringLiteral("projection")).toString().toStdString();
    m_ports.integrity->rebuild(
        name, m_ports.io,
        [self = QPointer(this), id](const application::RebuildProgress& progress) {
            if (self)
                self->write(QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("progress"), encode(progress)}});
        },
        [self = QPointer(this), id](const application::RebuildOutcome& outcome) {
            if (!self)
                return;
            if (!outcome.error.empty()) {
                self->replyError(id, QStringLiteral("rebuild_failed"), QString::fromStdString(outcome.error));
                return;
            }
            QJsonArray rows;
            for (const auto& view : outcome.rebuilt)
                rows.append(encode(view));
            self->reply(id, rows);
        });
}

void ApiSession::cancelRebuild(const QJsonValue& id, const QJsonObject&)
{
    if (!hasIntegrity(id))
        return;
    m_ports.integrity->cancelRebuild();
    reply(id, QJsonObject{});
}

void ApiSession::backup(const QJsonValue& id, const QJsonObject& arguments)
{
    if (!hasIntegrity(id))
        return;
    const auto path = requiredText(arguments, QStringLiteral("path"));
    if (!path || !path->startsWith(QLatin1Char('/'))) {
        replyError(id, QStringLiteral("bad_argument"), path ? tr("The path must begin with “/”.") : path.error().text);
        return;
    }
    m_ports.integrity->backup(path->toStdString(), m_ports.io, [self = QPointer(this), id](const application::BackupOutcome& backup) {
        if (self)
            self->finish(id, QStringLiteral("backup_failed"), backup.error, encode(backup));
    });
}

void ApiSession::deadLetters(const QJsonValue& id, const QJsonObject&)
{
    if (!hasIntegrity(id))
        return;
    m_ports.integrity->deadLetters(m_ports.io, [self = QPointer(this), id](const application::DeadLettersAnswer& answer) {
        if (!self)
            return;
        if (!answer.error.empty()) {
            self->replyError(id, QStringLiteral("views"), QString::fromStdString(answer.error));
            return;
        }
        QJsonArray rows;
        for (const auto& letter : answer.rows)
            rows.append(encode(letter));
        self->reply(id, rows);
    });
}

void ApiSession::retryDeadLetter(const QJsonValue& id, const QJsonObject& arguments)
{
    if (!hasIntegrity(id))
        return;
    const auto view = arguments.value(QStringLiteral("projection")).toString().toStdString();
    const auto position = arguments.value(QStringLiteral("position")).toInteger();
    m_ports.integrity->retryDeadLetter(view, position, m_ports.io, [self = QPointer(this), id](const std::string& error) {
        if (self)
            self->finish(id, QStringLiteral("retry_failed"), error, {});
    });
}

void ApiSession::dismissDeadLetter(const QJsonValue& id, const QJsonObject& arguments)
{
    if (!hasIntegrity(id))
        return;
    const auto view = arguments.value(QStringLiteral("projection")).toString().toStdString();
    const auto position = arguments.value(QStringLiteral("position")).toInteger();
    m_ports.integrity->dismissDeadLetter(view, position, m_ports.io, [self = QPointer(this), id](const std::string& error) {
        if (self)
            self->finish(id, QStringLiteral("dismiss_failed"), error, {});
    });
}

void ApiSession::activity(const QJsonValue& id, const QJsonObject&)
{
    if (!hasIntegrity(id))
        return;
    m_ports.integrity->activity(m_ports.io, [self = QPointer(this), id](const application::ActivityAnswer& answer) {
        if (!self)
            return;
        if (!answer.error.empty()) {
            self->replyError(id, QStringLiteral("views"), QString::fromStdString(answer.error));
            return;
        }
        QJsonArray rows;
        for (const auto& day : answer.rows)
            rows.append(encode(day));
        self->reply(id, rows);
    });
}

}  // namespace tradecore::infrastructure
