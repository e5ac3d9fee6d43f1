// tradecore: the workstation. The command line is read before anything needs a display.
#include "app/workstation/command_line.h"
#include "app/workstation/headless.h"
#include "app/workstation/window.h"

#include <QApplication>
#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

#include <cstdio>

int main(int argc, char** argv)
{
    using namespace tradecore;
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto line = app::parseCommandLine(arguments);
    if (!line) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(line.error().text));
        return 2;
    }
    if (line->answer) {
        std::fputs(qUtf8Printable(*line->answer), stdout);
        return 0;
    }
    QCoreApplication::setApplicationName(QStringLiteral("tradecore"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TRADECORE_VERSION));
    if (line->headless) {
        const QCoreApplication application(argc, argv);
        return app::runHeadless(*line);
    }
    const QApplication application(argc, argv);
    // English too: its plurals stand in a catalogue.
    QTranslator translator;
    if (translator.load(QLocale(), QStringLiteral("tradecore"), QStringLiteral("_"), QStringLiteral(":/i18n"))
        || translator.load(QStringLiteral(":/i18n/tradecore_en.qm")))
        QCoreApplication::installTranslator(&translator);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("TradeCore"));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.tradecore.TradeCore"));
    return app::runWindow(*line);
}
