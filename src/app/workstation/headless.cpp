#include "app/workstation/headless.h"

#include "app/composition/workstation.h"
#include "app/workstation/stop_signals.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace tradecore::app {

namespace {

void sayReady(const CommandLine& line)
{
    if (!line.json) {
        std::puts("ready");
    } else {
        const QJsonObject ready{{QStringLiteral("event"), QStringLiteral("ready")},
                                {QStringLiteral("data_dir"), QString::fromStdString(line.options.dataDirectory)},
                                {QStringLiteral("pid"), QCoreApplication::applicationPid()}};
        std::puts(QJsonDocument(ready).toJson(QJsonDocument::Compact).constData());
    }
    std::fflush(stdout);
}

}  // namespace

int runHeadless(const CommandLine& line)
{
    constexpr auto readyLimit = std::chrono::seconds(10);
    const infrastructure::SystemClock clock;
    infrastructure::EventLoopScheduler gui(clock);
    StopSignals signals;
    QObject::connect(&signals, &StopSignals::stopRequested, qApp, &QCoreApplication::quit);
    Workstation workstation(line.options);
    if (const auto started = workstation.start(); !started) {
        workstation.stop();
        std::fprintf(stderr, "%s\n", started.error().c_str());
        return 1;
    }
    if (line.duration)
        gui.after(*line.duration, [] { QCoreApplication::quit(); });
    if (line.options.safeMode)
        sayReady(line);
    else
        workstation.whenReady(readyLimit, gui, [&line](bool ready) {
            if (!ready)
                std::fputs("Not everything is connected yet; see `tradecorectl status`.\n", stderr);
            sayReady(line);
        });
    const int code = QCoreApplication::exec();
    workstation.stop();
    return code;
}

}  // namespace tradecore::app
