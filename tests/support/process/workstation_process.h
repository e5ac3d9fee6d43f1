// WorkstationProcess: the real tradecore, without a window, on a data directory, and the real tradecorectl beside it. Every wait
// has a limit.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>

namespace tradecore::test {

struct ConsoleAnswer {
    int exitCode = -1;
    QList<QJsonObject> lines;   // of standard output, with --json
    QByteArray output;
    QByteArray errors;
    [[nodiscard]] QJsonObject first() const { return lines.isEmpty() ? QJsonObject() : lines.first(); }
};

class WorkstationProcess {
public:
    explicit WorkstationProcess(QString dataDirectory) : m_dataDirectory(std::move(dataDirectory)) {}
    ~WorkstationProcess();

    // True once it has said that it is ready.
    [[nodiscard]] bool start(const QStringList& more = {});
    // SIGTERM; true when it ended with exit code 0.
    [[nodiscard]] bool stop();
    void kill();
    [[nodiscard]] QByteArray errors() const { return m_errors; }
    [[nodiscard]] int exitCode() const { return m_exitCode; }
    [[nodiscard]] qint64 processId() const { return m_process ? m_process->processId() : 0; }

    // tradecorectl --json on the same directory.
    [[nodiscard]] ConsoleAnswer console(const QStringList& arguments) const;
    // Starts tradecorectl and does not wait; the caller owns it.
    [[nodiscard]] std::unique_ptr<QProcess> startConsole(const QStringList& arguments) const;
    [[nodiscard]] static ConsoleAnswer finish(QProcess& process);
    // Asks until the field of the first line has the value.
    [[nodiscard]] bool waitFor(const QStringList& arguments, const QString& key, const QJsonValue& value, int milliseconds = 20'000) const;

    [[nodiscard]] static QString program(const char* name);
    // Stands in for the person's folder of settings.
    [[nodiscard]] static QString settingsFolder();

private:
    QString m_dataDirectory;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_errors;
    int m_exitCode = -1;
};

}  // namespace tradecore::test
