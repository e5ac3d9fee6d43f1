// tradecore-local-coinbase: the local Coinbase server as a program. It prints the address that `--endpoint` of the workstation
// wants and runs until it is ended.
#include "tests/support/broker/coinbase/local_coinbase_server.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tradecore-local-coinbase"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Serves a small Coinbase Exchange on 127.0.0.1: feed and REST on one port."));
    parser.addHelpOption();
    const QCommandLineOption port(QStringLiteral("port"), QStringLiteral("Port; 0 takes a free one."), QStringLiteral("port"),
                                  QStringLiteral("0"));
    const QCommandLineOption seed(QStringLiteral("seed"), QStringLiteral("Seed of the market."), QStringLiteral("seed"),
                                  QStringLiteral("1"));
    const QCommandLineOption interval(QStringLiteral("step-ms"), QStringLiteral("Milliseconds between moves of the market."),
                                      QStringLiteral("ms"), QStringLiteral("50"));
    parser.addOptions({port, seed, interval});
    parser.process(application);

    bool portIsGood = false;
    bool seedIsGood = false;
    bool intervalIsGood = false;
    tradecore::test::LocalCoinbaseOptions options;
    options.port = parser.value(port).toUShort(&portIsGood);
    options.seed = parser.value(seed).toULongLong(&seedIsGood);
    options.stepInterval = std::chrono::milliseconds(parser.value(interval).toUInt(&intervalIsGood));
    options.heartbeatInterval = std::chrono::seconds(1);
    if (!portIsGood || !seedIsGood || !intervalIsGood || options.stepInterval.count() == 0) {
        std::fputs("Port, seed and step-ms must be numbers, step-ms above 0.\n", stderr);
        return 2;
    }
    tradecore::test::LocalCoinbaseServer server(options);
    if (!server.listen()) {
        std::fputs("The port cannot be taken.\n", stderr);
        return 1;
    }
    std::printf("%s\n", qPrintable(server.baseUrl()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
