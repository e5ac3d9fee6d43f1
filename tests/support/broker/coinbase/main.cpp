// tradecore-local-coinbase: the local Coinbase server as a program. It prints the address that `--endpoint` of the workstation
// wants and runs until it is ended. With --control it obeys orders on standard input, one a line, and answers each with "done: "
// and the order: mute, speak, step, close, and "refuse N" (the next connection gets 429 and a Retry-After of N seconds).
#include "tests/support/broker/coinbase/local_coinbase_server.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>

#include <cstdio>

#include <unistd.h>

namespace {

using tradecore::test::LocalCoinbaseServer;

bool obey(LocalCoinbaseServer& server, const QByteArray& order)
{
    if (order == "mute" || order == "speak") {
        server.setMute(order == "mute");
    } else if (order == "step") {
        server.step();
    } else if (order == "close") {
        server.closeAll(QStringLiteral("closed on request"));
    } else if (order.startsWith("refuse ")) {
        const QByteArray header = "Retry-After: " + order.mid(7) + "\r\n";
        server.refuseHandshakeNext({429, "{}", "application/json", header});
    } else {
        return false;
    }
    return true;
}

void listenForOrders(LocalCoinbaseServer& server)
{
    auto* const notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, &server);
    QObject::connect(notifier, &QSocketNotifier::activated, &server, [&server, notifier, waiting = QByteArray()]() mutable {
        char bytes[256];
        const auto count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0) {
            notifier->setEnabled(false);
            return;
        }
        waiting.append(bytes, static_cast<qsizetype>(count));
        for (auto end = waiting.indexOf('\n'); end >= 0; end = waiting.indexOf('\n')) {
            const QByteArray order = waiting.left(end).trimmed();
            waiting.remove(0, end + 1);
            std::printf("%s: %s\n", obey(server, order) ? "done" : "not understood", order.constData());
            std::fflush(stdout);
        }
    });
}

}  // namespace

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
    const QCommandLineOption control(QStringLiteral("control"), QStringLiteral("Obey orders on standard input."));
    parser.addOptions({port, seed, interval, control});
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
    if (parser.isSet(control))
        listenForOrders(server);
    std::printf("%s\n", qPrintable(server.baseUrl()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
