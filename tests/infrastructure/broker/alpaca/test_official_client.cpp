// The local Alpaca's faithfulness: Alpaca's own JavaScript client trades a scripted day on it. Node and the package @alpacahq/alpaca-trade-api
// are looked for, the package is installed into the build directory where a registry can be reached; without either the test skips.
#include "tests/support/broker/alpaca/local_alpaca_server.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace tradecore::test;

namespace {

constexpr int installLimit = 90'000;
constexpr int dayLimit = 60'000;
const QString package = QStringLiteral("@alpacahq/alpaca-trade-api");

// The folder that holds node_modules, empty where the package cannot be had.
QString clientFolder()
{
    QStringList folders{qEnvironmentVariable("TRADECORE_ALPACA_CLIENT"), qEnvironmentVariable("TRADECORE_BINARY_DIR") + QStringLiteral("/alpaca-client")};
    for (const auto& folder : folders) {
        if (!folder.isEmpty() && QDir(folder + QStringLiteral("/node_modules/") + package).exists())
            return folder;
    }
    const QString npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
    if (npm.isEmpty() || !QDir().mkpath(folders.last()))
        return {};
    QProcess install;
    install.start(npm, {QStringLiteral("install"), QStringLiteral("--no-audit"), QStringLiteral("--no-fund"), QStringLiteral("--prefix"), folders.last(),
                        QString(package + QStringLiteral("@4.0.2"))});
    if (!install.waitForFinished(installLimit))
        install.kill();
    install.waitForFinished();
    return QDir(folders.last() + QStringLiteral("/node_modules/") + package).exists() ? folders.last() : QString();
}

}  // namespace

class TestAlpacaOfficialClient : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theClientTradesADay()
    {
        const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
        if (node.isEmpty())
            QSKIP("Node is not installed.");
        const QString folder = clientFolder();
        if (folder.isEmpty())
            QSKIP("The package @alpacahq/alpaca-trade-api is not here and cannot be installed.");
        LocalAlpacaOptions options;
        LocalAlpacaServer server(options);
        QVERIFY(server.listen());
        QProcess day;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NODE_PATH"), folder + QStringLiteral("/node_modules"));
        day.setProcessEnvironment(environment);
        day.setProcessChannelMode(QProcess::MergedChannels);
        day.start(node, {qEnvironmentVariable("TRADECORE_SOURCE_DIR") + QStringLiteral("/tests/infrastructure/broker/alpaca/official_client_day.js"),
                         server.baseUrl(), options.keyId, options.secret});
        QVERIFY(QTest::qWaitFor([&day] { return day.state() == QProcess::NotRunning; }, dayLimit));
        const QByteArray said = day.readAll();
        QVERIFY2(said.trimmed().endsWith("day done"), said.constData());
        QCOMPARE(server.book().ordersSeen(), 3);
        QCOMPARE(server.book().held(QStringLiteral("AAPL")).text(), QStringLiteral("10"));
    }
};

QTEST_GUILESS_MAIN(TestAlpacaOfficialClient)
#include "test_official_client.moc"
