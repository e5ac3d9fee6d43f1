// tradecore-local-alpaca: the local Alpaca as a program. It prints the address that `--endpoint` of the workstation wants and runs
// until it is ended; with --keys-file it writes its key pair into a file that `--credentials-file` takes. With --control it obeys
// orders on standard input, one a line, and answers each with "done: " and the order; "help" lists them.
#include "tests/support/broker/alpaca/local_alpaca_server.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QSocketNotifier>

#include <cstdio>
#include <functional>

#include <unistd.h>

namespace {

using tradecore::test::Fixed;
using tradecore::test::LocalAlpacaServer;

QMap<QString, int*> counters(tradecore::test::LocalFaults& faults)
{
    return {{QStringLiteral("drop-after-write"), &faults.dropAfterWrite},
            {QStringLiteral("drop-before-write"), &faults.dropBeforeWrite},
            {QStringLiteral("error-after-write"), &faults.errorAfterWrite},
            {QStringLiteral("page-after-write"), &faults.pageAfterWrite},
            {QStringLiteral("web-pages"), &faults.webPages},
            {QStringLiteral("rate-limited"), &faults.rateLimited},
            {QStringLiteral("retry-after"), &faults.retryAfterSeconds},
            {QStringLiteral("lose-fills"), &faults.loseFills},
            {QStringLiteral("double-fills"), &faults.doubleFills},
            {QStringLiteral("refused-connections"), &faults.refusedConnections},
            {QStringLiteral("ack-delay"), &faults.ackDelayMilliseconds},
            {QStringLiteral("clock-skew"), &faults.clockSkewSeconds}};
}

bool obey(LocalAlpacaServer& server, const QStringList& words)
{
    const QString order = words.value(0);
    const auto counted = counters(server.faults);
    if (counted.contains(order) && words.size() == 2)
        *counted[order] = words[1].toInt();
    else if (order == QStringLiteral("mute") || order == QStringLiteral("speak"))
        server.faults.mute = order == QStringLiteral("mute");
    else if (order == QStringLiteral("step"))
        server.step();
    else if (order == QStringLiteral("close"))
        server.closeStreams();
    else if (order == QStringLiteral("slow-client"))
        server.tellSlowClients();
    else if (order == QStringLiteral("block") || order == QStringLiteral("unblock"))
        server.book().isBlocked = order == QStringLiteral("block");
    else if (order == QStringLiteral("pieces") && words.size() == 2)
        server.book().piecesOfNextFill = std::max(1, words[1].toInt());
    else if (order == QStringLiteral("hide-orders") && words.size() == 2)
        server.book().hiddenForMilliseconds = words[1].toInt();
    else if (order == QStringLiteral("price") && words.size() == 4)
        server.setPrice(words[1], Fixed::parse(words[2]).value_or(Fixed()), Fixed::parse(words[3]).value_or(Fixed()));
    else if (order == QStringLiteral("orders"))
        std::printf("orders posted: %d\n", server.ordersPosted());
    else
        return false;
    return true;
}

void listenForOrders(LocalAlpacaServer& server)
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
            if (order == "help") {
                std::printf("step, close, mute, speak, slow-client, block, unblock, orders, pieces N, hide-orders MS, price SYMBOL BID ASK, %s (each with N)\n",
                            qPrintable(QStringList(counters(server.faults).keys()).join(QStringLiteral(", "))));
            } else {
                std::printf("%s: %s\n", obey(server, QString::fromUtf8(order).split(QLatin1Char(' '))) ? "done" : "not understood", order.constData());
            }
            std::fflush(stdout);
        }
    });
}

bool writeKeys(const QString& path, const tradecore::test::LocalAlpacaOptions& options)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate, QFile::ReadOwner | QFile::WriteOwner))
        return false;
    const QJsonObject keys{{QStringLiteral("key_id"), options.keyId}, {QStringLiteral("secret"), options.secret}};
    return file.write(QJsonDocument(keys).toJson(QJsonDocument::Compact)) > 0;
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tradecore-local-alpaca"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Serves a small Alpaca on 127.0.0.1: REST, market data and trading stream on one port."));
    parser.addHelpOption();
    const auto valued = [](const char* name, const char* text, const char* fallback) {
        return QCommandLineOption(QString::fromLatin1(name), QString::fromLatin1(text), QStringLiteral("value"), QString::fromLatin1(fallback));
    };
    const auto port = valued("port", "Port; 0 takes a free one.", "0");
    const auto seed = valued("seed", "Seed of the market.", "1");
    const auto interval = valued("step-ms", "Milliseconds between moves of the market; 0: it stands still.", "250");
    const auto limit = valued("requests-per-minute", "Requests that are served in a minute.", "200");
    const auto keys = valued("keys-file", "Writes the key pair into this file, readable by its owner alone.", "");
    const QCommandLineOption control(QStringLiteral("control"), QStringLiteral("Obey orders on standard input."));
    parser.addOptions({port, seed, interval, limit, keys, control});
    parser.process(application);

    bool areNumbers[4] = {};
    tradecore::test::LocalAlpacaOptions options;
    options.port = parser.value(port).toUShort(&areNumbers[0]);
    options.seed = parser.value(seed).toULongLong(&areNumbers[1]);
    options.stepInterval = std::chrono::milliseconds(parser.value(interval).toUInt(&areNumbers[2]));
    options.requestsPerMinute = parser.value(limit).toInt(&areNumbers[3]);
    if (!areNumbers[0] || !areNumbers[1] || !areNumbers[2] || !areNumbers[3]) {
        std::fputs("Port, seed, step-ms and requests-per-minute must be numbers.\n", stderr);
        return 2;
    }
    if (!parser.value(keys).isEmpty() && !writeKeys(parser.value(keys), options)) {
        std::fputs("The keys file cannot be written.\n", stderr);
        return 1;
    }
    LocalAlpacaServer server(options);
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
