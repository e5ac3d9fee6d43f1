// What protects an account: limits, trading state, flatten.
#include "app/console/console_command.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace tradecore::app {

namespace {

QCommandLineOption valued(const char* name, const char* text, const char* value)
{
    return {QString::fromLatin1(name), QString::fromUtf8(text), QString::fromLatin1(value)};
}

void copyOption(const ConsoleContext& context, const char* option, const char* key, QJsonObject& arguments)
{
    const QString name = QString::fromLatin1(option);
    if (context.options.isSet(name))
        arguments.insert(QString::fromLatin1(key), context.options.value(name));
}

const QStringList limitColumns{QStringLiteral("number"), QStringLiteral("name"), QStringLiteral("value")};

int limits(ConsoleContext& context)
{
    QJsonObject arguments;
    copyOption(context, "account", "account_id", arguments);
    int exitCode = ExitDone;
    if (const auto answer = askWorkstation(context, QStringLiteral("Limits"), arguments, exitCode))
        context.output.rows(answer->toArray(), limitColumns);
    return exitCode;
}

int setLimit(ConsoleContext& context)
{
    const QString value = context.words.at(1);
    QJsonObject arguments{{QStringLiteral("name"), context.words.first()},
                          {QStringLiteral("value"), value == QStringLiteral("off") ? QJsonValue(QJsonValue::Null) : QJsonValue(value)}};
    copyOption(context, "account", "account_id", arguments);
    ApiClient client(context.dataDirectory, context.deadline);
    if (const auto connected = client.connectToWorkstation(); !connected)
        return failWith(context, connected.error());
    const auto result = client.command(QStringLiteral("ChangeLimit"), arguments);
    if (!result)
        return failWith(context, result.error());
    context.output.rows(result->toArray(), limitColumns);
    return ExitDone;
}

int flatten(ConsoleContext& context)
{
    QJsonObject arguments;
    copyOption(context, "account", "account_id", arguments);
    ApiClient client(context.dataDirectory, context.options.isSet(QStringLiteral("timeout")) ? context.deadline
                                                                                             : QDeadlineTimer(30'000));
    if (const auto connected = client.connectToWorkstation(); !connected)
        return failWith(context, connected.error());
    const auto result = client.command(QStringLiteral("Flatten"), arguments);
    if (!result)
        return failWith(context, result.error());
    context.output.object(result->toObject());
    if (result->toObject().value(QStringLiteral("remaining")).toInteger() == 0)
        return ExitDone;
    context.output.note(result->toObject().value(QStringLiteral("reason")).toString());
    return ExitFailed;
}

int tradingState(ConsoleContext& context, const QString& command)
{
    if (context.options.value(QStringLiteral("reason")).trimmed().isEmpty())
        return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("--reason is needed."));
    QJsonObject arguments;
    copyOption(context, "reason", "reason", arguments);
    ApiClient client(context.dataDirectory, context.deadline);
    if (const auto connected = client.connectToWorkstation(); !connected)
        return failWith(context, connected.error());
    const auto result = client.command(command, arguments);
    if (!result)
        return failWith(context, result.error());
    context.output.object(result->toObject());
    return ExitDone;
}

}  // namespace

std::vector<ConsoleCommand> riskCommands()
{
    const QCommandLineOption account = valued("account", "The account.", "A");
    const QCommandLineOption reason = valued("reason", "Why.", "TEXT");
    return {
        {QStringLiteral("limits set"), QStringLiteral("NAME VALUE|off [--account A]"),
         QStringLiteral("Changes a pre-trade limit: order_size, order_notional, price_collar (per cent), order_rate (a minute), "
                        "duplicate_time (seconds), daily_loss, position_size."),
         {account}, 2, 2, setLimit},
        {QStringLiteral("limits"), QStringLiteral("[--account A]"), QStringLiteral("The pre-trade limits R1 to R7; null is off."), {account}, 0, 0, limits},
        {QStringLiteral("flatten"), QStringLiteral("[--account A]"),
         QStringLiteral("Cancels every order, closes every position, and says what is proven gone."), {account}, 0, 0, flatten},
        {QStringLiteral("halt"), QStringLiteral("--reason TEXT"), QStringLiteral("Stops new orders until resumed; survives a restart."), {reason}, 0, 0,
         [](ConsoleContext& context) { return tradingState(context, QStringLiteral("Halt")); }},
        {QStringLiteral("reduce"), QStringLiteral("--reason TEXT"), QStringLiteral("Lets only orders pass that reduce a position; survives a restart."), {reason}, 0, 0,
         [](ConsoleContext& context) { return tradingState(context, QStringLiteral("Reduce")); }},
        {QStringLiteral("resume"), QStringLiteral("--reason TEXT"), QStringLiteral("Allows new orders again."), {reason}, 0, 0,
         [](ConsoleContext& context) { return tradingState(context, QStringLiteral("Resume")); }},
    };
}

}  // namespace tradecore::app
