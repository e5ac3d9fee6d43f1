#include "tests/architecture/planted_project.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>

namespace tradecore::test {

namespace {
constexpr int toolTimeoutMs = 240'000;
}

void PlantedProject::write(const QString& path, const QString& text)
{
    const QString full = m_folder.filePath(path);
    QDir().mkpath(QFileInfo(full).path());
    QFile file(full);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0) {
        qFatal("cannot write %s", qUtf8Printable(full));
    }
}

ToolOutcome PlantedProject::configure()
{
    return runCMake({QStringLiteral("-S"), m_folder.path(), QStringLiteral("-B"), m_folder.filePath(QStringLiteral("build")),
                     QStringLiteral("-G"), QStringLiteral(TRADECORE_CMAKE_GENERATOR),
                     QStringLiteral("-DCMAKE_CXX_COMPILER=" TRADECORE_CXX_COMPILER),
                     QStringLiteral("-DTRADECORE_CMAKE_FOLDER=" TRADECORE_CMAKE_FOLDER)});
}

ToolOutcome PlantedProject::build(const QStringList& targets)
{
    QStringList arguments{QStringLiteral("--build"), m_folder.filePath(QStringLiteral("build"))};
    if (!targets.isEmpty()) {
        arguments << QStringLiteral("--target") << targets;
    }
    return runCMake(arguments);
}

ToolOutcome PlantedProject::runCMake(const QStringList& arguments) const
{
    QProcess cmake;
    cmake.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    environment.insert(QStringLiteral("CCACHE_DISABLE"), QStringLiteral("1"));
    cmake.setProcessEnvironment(environment);
    cmake.start(QStringLiteral(TRADECORE_CMAKE_COMMAND), arguments);
    if (!cmake.waitForFinished(toolTimeoutMs)) {
        cmake.kill();
        cmake.waitForFinished();
        return {false, QStringLiteral("cmake did not end in time: ") + cmake.errorString()};
    }
    const bool succeeded = cmake.exitStatus() == QProcess::NormalExit && cmake.exitCode() == 0;
    return {succeeded, QString::fromUtf8(cmake.readAll())};
}

}  // namespace tradecore::test
