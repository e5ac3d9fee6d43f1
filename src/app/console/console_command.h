// One command of tradecorectl: its words, its options, and what runs it.
#pragma once

#include "app/console/api_client.h"
#include "app/console/console_output.h"

#include <QCommandLineParser>
#include <QDeadlineTimer>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace tradecore::app {

struct ConsoleContext {
    const QCommandLineParser& options;
    QStringList words;               // behind the command's own words
    QString dataDirectory;
    QDeadlineTimer deadline;
    ConsoleOutput output;
};

struct ConsoleCommand {
    QString words;                   // "order place"
    QString usage;                   // arguments and options in one line
    QString summary;
    QList<QCommandLineOption> options;
    int minimumWords = 0;
    int maximumWords = 0;            // −1: any number
    std::function<int(ConsoleContext&)> run;
};

[[nodiscard]] std::vector<ConsoleCommand> readCommands();
[[nodiscard]] std::vector<ConsoleCommand> orderCommands();
[[nodiscard]] std::vector<ConsoleCommand> riskCommands();
[[nodiscard]] std::vector<ConsoleCommand> verifyCommands();
[[nodiscard]] std::vector<ConsoleCommand> integrityCommands();
[[nodiscard]] std::vector<ConsoleCommand> exportCommands();

// Connects and asks; prints the failure and returns its exit code through `exitCode`.
[[nodiscard]] std::optional<QJsonValue> askWorkstation(ConsoleContext& context, const QString& query,
                                                       const QJsonObject& arguments, int& exitCode);
[[nodiscard]] int failWith(ConsoleContext& context, const ApiFailure& failure);

}  // namespace tradecore::app
