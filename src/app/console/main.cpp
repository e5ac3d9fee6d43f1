// tradecorectl: drives a running workstation through its local socket, and reads a data directory that nobody has open.
#include "app/console/console_command.h"
#include "infrastructure/local_api/instance_lock.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace tradecore::app {

namespace {

QList<QCommandLineOption> globalOptions()
{
    return {QCommandLineOption(QStringLiteral("data-dir"), QStringLiteral("The data directory."), QStringLiteral("DIR"),
                               infrastructure::defaultDataDirectory()),
            QCommandLineOption(QStringLiteral("json"), QStringLiteral("One JSON object a line.")),
            QCommandLineOption(QStringLiteral("timeout"), QStringLiteral("How long to wait for an answer."),
                               QStringLiteral("SECONDS"), QStringLiteral("10")),
            QCommandLineOption({QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("This text.")),
            QCommandLineOption({QStringLiteral("v"), QStringLiteral("version")}, QStringLiteral("The version."))};
}

std::vector<ConsoleCommand> allCommands()
{
    auto commands = readCommands();
    for (auto& command : orderCommands())
        commands.push_back(std::move(command));
    for (auto& command : riskCommands())
        commands.push_back(std::move(command));
    for (auto& command : verifyCommands())
        commands.push_back(std::move(command));
    for (auto& command : integrityCommands())
        commands.push_back(std::move(command));
    for (auto& command : exportCommands())
        commands.push_back(std::move(command));
    return commands;
}

void printHelp(const std::vector<ConsoleCommand>& commands)
{
    QString text = QStringLiteral("Usage: tradecorectl [--data-dir DIR] [--json] [--timeout SECONDS] COMMAND …\n\nCommands:\n");
    for (const auto& command : commands) {
        text += QStringLiteral("  %1 %2\n      %3\n").arg(command.words, command.usage, command.summary);
    }
    text += QStringLiteral("\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 a check found something wrong,\n"
                           "4 no running workstation where one is needed, 5 timed out waiting.\n");
    std::fputs(text.toUtf8().constData(), stdout);
}

const ConsoleCommand* findCommand(const std::vector<ConsoleCommand>& commands, const QStringList& words, qsizetype& used)
{
    for (const auto& command : commands) {
        const QStringList own = command.words.split(QLatin1Char(' '));
        if (words.size() >= own.size() && words.mid(0, own.size()) == own) {
            used = own.size();
            return &command;
        }
    }
    return nullptr;
}

int run(const QStringList& arguments)
{
    const auto commands = allCommands();
    QCommandLineParser outer;
    outer.addOptions(globalOptions());
    outer.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    const bool outerParsed = outer.parse(arguments);
    const ConsoleOutput early(arguments.contains(QStringLiteral("--json")));
    if (!outerParsed)
        return early.fail(ExitUsage, QStringLiteral("usage"), outer.errorText());
    if (outer.isSet(QStringLiteral("version"))) {
        std::printf("tradecorectl %s\n", qUtf8Printable(QCoreApplication::applicationVersion()));
        return ExitDone;
    }
    const QStringList words = outer.positionalArguments();
    if (outer.isSet(QStringLiteral("help")) || words.isEmpty()) {
        printHelp(commands);
        return words.isEmpty() && !outer.isSet(QStringLiteral("help")) ? ExitUsage : ExitDone;
    }
    qsizetype used = 0;
    const ConsoleCommand* command = findCommand(commands, words, used);
    if (command == nullptr)
        return early.fail(ExitUsage, QStringLiteral("usage"),
                          QStringLiteral("There is no command “%1”. See tradecorectl --help.").arg(words.first().left(64)));

    // The options before the command and those behind it are parsed together, so that both places work.
    QStringList line{arguments.first()};
    line += arguments.mid(1, arguments.size() - 1 - words.size());
    line += words.mid(used);
    QCommandLineParser inner;
    inner.addOptions(globalOptions());
    inner.addOptions(command->options);
    if (!inner.parse(line))
        return early.fail(ExitUsage, QStringLiteral("usage"), inner.errorText());
    if (inner.isSet(QStringLiteral("help"))) {
        std::printf("Usage: tradecorectl %s %s\n%s\n", qUtf8Printable(command->words), qUtf8Printable(command->usage),
                    qUtf8Printable(command->summary));
        return ExitDone;
    }
    const auto count = inner.positionalArguments().size();
    if (count < command->minimumWords || (command->maximumWords >= 0 && count > command->maximumWords))
        return early.fail(ExitUsage, QStringLiteral("usage"),
                          QStringLiteral("Usage: tradecorectl %1 %2").arg(command->words, command->usage));
    bool isNumber = false;
    const double seconds = inner.value(QStringLiteral("timeout")).toDouble(&isNumber);
    if (!isNumber || seconds <= 0 || seconds > 86'400)
        return early.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("--timeout takes seconds, more than 0 and at most a day."));
    ConsoleContext context{inner, inner.positionalArguments(), QDir(inner.value(QStringLiteral("data-dir"))).absolutePath(),
                           QDeadlineTimer(static_cast<qint64>(seconds * 1000.0)), ConsoleOutput(inner.isSet(QStringLiteral("json")))};
    return command->run(context);
}

}  // namespace

}  // namespace tradecore::app

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tradecore"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TRADECORE_VERSION));
    return tradecore::app::run(QCoreApplication::arguments());
}
