#include "app/workstation/window.h"

#include "app/composition/workstation.h"
#include "app/workstation/stop_signals.h"
#include "app/workstation/window_file.h"
#include "application/streaming/market_data_signals.h"
#include "application/streaming/trading_data_signals.h"
#include "ui/common/system_appearance.h"
#include "ui/common/theme.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QMessageBox>

#include <cstdio>

namespace tradecore::app {

namespace {

constexpr int startAgain = 1000;   // an exit code of the event loop, never of the program

// The window cannot be shown without its services: say why, and end.
int refuseToStart(const std::string& reason)
{
    std::fprintf(stderr, "%s\n", reason.c_str());
    auto* box = new QMessageBox(QMessageBox::Critical, QCoreApplication::translate("Window", "TradeCore cannot start"),
                                QString::fromStdString(reason), QMessageBox::Close);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(box, &QMessageBox::finished, qApp, [] { QCoreApplication::exit(1); });
    box->open();
    return QCoreApplication::exec();
}

struct Run {
    CommandLine line;
    infrastructure::EventLoopScheduler& gui;
    ui::Theme& theme;
    WindowFile& file;
    WindowChoices& choices;
};

int runOnce(Run& run)
{
    WorkstationOptions options = run.line.options;
    if (!run.line.marketWasChosen && run.choices.market)
        options.market = run.choices.market->toStdString();
    Workstation workstation(options);
    if (const auto started = workstation.start(); !started) {
        workstation.stop();
        return refuseToStart(started.error());
    }
    int code = 0;
    {
        application::MarketDataSignals market(workstation.desk().displayFeed());
        application::TradingDataSignals trading(workstation.desk(), run.gui);
        ui::WindowSetup setup;
        setup.settings = run.choices.settings;
        setup.layoutPath = QString::fromStdString(options.dataDirectory) + QStringLiteral("/layout.json");
        setup.isFirstStart = !run.line.marketWasChosen && !run.choices.market;
        setup.saveSettings = [&run](const ui::UiSettings& settings) {
            run.choices.settings = settings;
            [[maybe_unused]] const bool stored = run.file.store(run.choices);
        };
        setup.chooseSource = [&run, current = QString::fromStdString(options.market)](const QString& source) {
            run.choices.market = source;
            [[maybe_unused]] const bool stored = run.file.store(run.choices);
            if (source != current)
                QCoreApplication::exit(startAgain);
        };
        setup.integrity = &workstation.integrityControl();
        ui::MainWindow window(workstation.desk(), workstation.tradingControl(), run.gui, run.theme, market, trading, std::move(setup));
        window.show();
        window.start();
        code = QCoreApplication::exec();
    }
    workstation.stop();
    return code;
}

}  // namespace

int runWindow(const CommandLine& line)
{
    const infrastructure::SystemClock clock;
    infrastructure::EventLoopScheduler gui(clock);
    StopSignals signals;
    QObject::connect(&signals, &StopSignals::stopRequested, qApp, &QCoreApplication::quit);
    WindowFile file(QString::fromStdString(line.options.dataDirectory));
    WindowChoices choices = file.load();
    ui::Theme theme;
    theme.choose(choices.settings.theme, choices.settings.marketColours);
    ui::SystemAppearance appearance;
    QObject::connect(&appearance, &ui::SystemAppearance::changed, &theme, &ui::Theme::setSystemAppearance);
    appearance.start();
    theme.apply();
    if (line.duration)
        gui.after(*line.duration, [] { QCoreApplication::quit(); });
    Run run{line, gui, theme, file, choices};
    int code = startAgain;
    while (code == startAgain) {
        code = runOnce(run);
        run.line.marketWasChosen = false;   // from now on the person's choice counts, not the command line's
    }
    return code;
}

}  // namespace tradecore::app
