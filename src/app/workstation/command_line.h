// The command line of tradecore, as values. QCommandLineParser needs no display, so --help and --version answer without one.
#pragma once

#include "app/composition/workstation_options.h"
#include "base/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace tradecore::app {

struct CommandLine {
    WorkstationOptions options;
    bool headless = false;
    bool json = false;
    bool marketWasChosen = false;                // else the window's first-start dialog asks
    std::optional<Duration> duration;
    std::optional<QString> answer;               // text to print and end: help, version
};

struct UsageError {
    QString text;
};

[[nodiscard]] Result<CommandLine, UsageError> parseCommandLine(const QStringList& arguments);

}  // namespace tradecore::app
