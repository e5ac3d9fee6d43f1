#include "tests/support/process/workstation_process.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace tradecore::test {

namespace {

constexpr int startLimit = 60'000;   // the sanitizers make a start slow on a busy machine
constexpr int stopLimit = 30'000;

// The programs keep the anchors' key in a folder of the test, not in that of the person who runs it.
QProcessEnvironment environmentOfTest()
{
    static const QTemporaryDir settings;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), settings.path());
    return environment;
}

}  // namespace

QString WorkstationProcess::settingsFolder()
{
    return environmentOfTest().value(QStringLiteral("XDG_CONFIG_HOME"));
}

QString WorkstationProcess::program(const char* name)
{
    return qEnvironmentVariable("TRADECORE_BINARY_DIR") + QStringLiteral("/bin/") + QString::fromLatin1(name);
}

WorkstationProcess::~WorkstationProcess()
{
    kill();
}

bool WorkstationProcess::start(const QStringList& more)
{
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(environmentOfTest());
    QStringList arguments{QStringLiteral("--headless"), QStringLiteral("--json"), QStringLiteral("--data-dir"), m_dataDirectory,
                          QStringLiteral("--venue-latency"), QStringLiteral("0-3")};
    m_process->start(program("tradecore"), arguments + more);
    const QDeadlineTimer deadline(startLimit);
    QByteArray output;
    while (!output.contains("\"ready\"") && !deadline.hasExpired()) {
        if (m_process->state() == QProcess::NotRunning || !m_process->waitForReadyRead(static_cast<int>(deadline.remainingTime())))
            break;
        output += m_process->readAllStandardOutput();
    }
    if (output.contains("\"ready\""))
        return true;
    m_process->waitForFinished(stopLimit);
    m_errors = m_process->readAllStandardError();
    m_exitCode = m_process->exitCode();
    return false;
}

bool WorkstationProcess::stop()
{
    if (!m_process)
        return true;
    m_process->terminate();
    const bool ended = m_process->waitForFinished(stopLimit) && m_process->exitStatus() == QProcess::NormalExit;
    m_errors = m_process->readAllStandardError();
    m_exitCode = m_process->exitCode();
    m_process.reset();
    return ended && m_exitCode == 0;
}

void WorkstationProcess::kill()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(stopLimit);
    m_process.reset();
}

std::unique_ptr<QProcess> WorkstationProcess::startConsole(const QStringList& arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environmentOfTest());
    process->start(program("tradecorectl"), QStringList{QStringLiteral("--data-dir"), m_dataDirectory, QStringLiteral("--json")} + arguments);
    return process;
}

ConsoleAnswer WorkstationProcess::finish(QProcess& process)
{
    ConsoleAnswer answer;
    process.waitForFinished(60'000);
    answer.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    answer.output = process.readAllStandardOutput();
    answer.errors = process.readAllStandardError();
    const auto lines = answer.output.split('\n');
    for (const auto& line : lines) {
        if (!line.isEmpty())
            answer.lines.append(QJsonDocument::fromJson(line).object());
    }
    return answer;
}

ConsoleAnswer WorkstationProcess::console(const QStringList& arguments) const
{
    const auto process = startConsole(arguments);
    return finish(*process);
}

bool WorkstationProcess::waitFor(const QStringList& arguments, const QString& key, const QJsonValue& value, int milliseconds) const
{
    const QDeadlineTimer deadline(milliseconds);
    while (!deadline.hasExpired()) {
        if (console(arguments).first().value(key) == value)
            return true;
    }
    return false;
}

}  // namespace tradecore::test
