#include "app/console/console_command.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSet>
#include <QTimer>

namespace tradecore::app {

namespace {

const QStringList orderColumns{QStringLiteral("client_order_id"), QStringLiteral("symbol"),   QStringLiteral("side"),
                               QStringLiteral("type"),            QStringLiteral("quantity"), QStringLiteral("filled_quantity"),
                               QStringLiteral("limit_price"),     QStringLiteral("average_fill_price"),
                               QStringLiteral("status"),          QStringLiteral("reason")};

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

// "practice" stands for the account of the workstation where there is only one.
QString accountOf(const ConsoleContext& context)
{
    return context.options.value(QStringLiteral("account"));
}

bool isTerminal(const QString& status)
{
    static const QSet<QString> terminal{QStringLiteral("denied"),   QStringLiteral("filled"),  QStringLiteral("canceled"),
                                        QStringLiteral("rejected"), QStringLiteral("expired"), QStringLiteral("done_for_day")};
    return terminal.contains(status);
}

bool isReached(const QString& wanted, const QString& status)
{
    if (isTerminal(status))
        return true;
    if (wanted == QStringLiteral("accepted"))
        return status != QStringLiteral("pending_new") && status != QStringLiteral("unknown");
    return false;
}

int exitFor(const QString& wanted, const QString& status)
{
    if (status == QStringLiteral("denied") || status == QStringLiteral("rejected"))
        return ExitFailed;
    if (wanted == QStringLiteral("filled") && isTerminal(status) && status != QStringLiteral("filled"))
        return ExitFailed;
    return ExitDone;
}

void pause(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

// Prints the order when it has reached what --wait asks for, or when time is over.
int waitForOrder(ConsoleContext& context, ApiClient& client, QJsonObject order, const QString& wanted)
{
    constexpr int pollInterval = 20;
    while (!isReached(wanted, order.value(QStringLiteral("status")).toString())) {
        if (client.deadline().hasExpired()) {
            context.output.rows({order}, orderColumns);
            context.output.note(QStringLiteral("The order has not reached “%1” in time.").arg(wanted));
            return ExitTimedOut;
        }
        pause(pollInterval);
        const auto rows = client.query(QStringLiteral("Orders"), {{QStringLiteral("client_order_id"),
                                                                   order.value(QStringLiteral("client_order_id"))}});
        if (!rows) {
            if (rows.error().exitCode == ExitTimedOut)
                context.output.rows({order}, orderColumns);
            return failWith(context, rows.error());
        }
        if (!rows->toArray().isEmpty())
            order = rows->toArray().first().toObject();
    }
    context.output.rows({order}, orderColumns);
    const QString status = order.value(QStringLiteral("status")).toString();
    const int exitCode = exitFor(wanted, status);
    if (exitCode != ExitDone)
        context.output.note(order.value(QStringLiteral("reason")).toString(QStringLiteral("The order ended as %1.").arg(status)));
    return exitCode;
}

int place(ConsoleContext& context)
{
    QJsonObject arguments{{QStringLiteral("account_id"), accountOf(context)}};
    for (const char* required : {"account", "symbol", "side", "type", "quantity"}) {
        if (!context.options.isSet(QString::fromLatin1(required)))
            return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("--%1 is missing.").arg(QLatin1String(required)));
    }
    copyOption(context, "symbol", "symbol", arguments);
    copyOption(context, "side", "side", arguments);
    copyOption(context, "type", "type", arguments);
    copyOption(context, "quantity", "quantity", arguments);
    copyOption(context, "limit", "limit_price", arguments);
    copyOption(context, "stop", "stop_price", arguments);
    copyOption(context, "trail", "trail", arguments);
    copyOption(context, "take-profit", "take_profit", arguments);
    copyOption(context, "stop-loss", "stop_loss", arguments);
    copyOption(context, "parent", "parent_id", arguments);
    copyOption(context, "oco", "one_cancels_other", arguments);
    if (context.options.isSet(QStringLiteral("repeat")))
        arguments.insert(QStringLiteral("repeat"), true);
    copyOption(context, "tif", "time_in_force", arguments);
    copyOption(context, "client-order-id", "client_order_id", arguments);
    const QString wanted = context.options.value(QStringLiteral("wait"));
    static const QSet<QString> waits{QString(), QStringLiteral("accepted"), QStringLiteral("filled"), QStringLiteral("terminal")};
    if (!waits.contains(wanted))
        return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("--wait takes accepted, filled or terminal."));
    ApiClient client(context.dataDirectory, context.deadline);
    if (const auto connected = client.connectToWorkstation(); !connected)
        return failWith(context, connected.error());
    const auto order = client.command(QStringLiteral("PlaceOrder"), arguments);
    if (!order)
        return failWith(context, order.error());
    if (!wanted.isEmpty())
        return waitForOrder(context, client, order->toObject(), wanted);
    context.output.rows({order->toObject()}, orderColumns);
    const QString status = order->toObject().value(QStringLiteral("status")).toString();
    if (status == QStringLiteral("denied") || status == QStringLiteral("rejected")) {
        context.output.note(order->toObject().value(QStringLiteral("reason")).toString());
        return ExitFailed;
    }
    return ExitDone;
}

int sendCommand(ConsoleContext& context, const QString& command, const QJsonObject& arguments, bool asRows)
{
    ApiClient client(context.dataDirectory, context.deadline);
    if (const auto connected = client.connectToWorkstation(); !connected)
        return failWith(context, connected.error());
    const auto result = client.command(command, arguments);
    if (!result)
        return failWith(context, result.error());
    if (result->isArray())
        context.output.rows(result->toArray(), orderColumns);
    else if (asRows)
        context.output.rows({result->toObject()}, orderColumns);
    else
        context.output.object(result->toObject());
    return ExitDone;
}

int cancel(ConsoleContext& context)
{
    if (context.options.isSet(QStringLiteral("all"))) {
        if (!context.words.isEmpty())
            return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("Give an order id or --all, not both."));
        QJsonObject arguments;
        copyOption(context, "account", "account_id", arguments);
        copyOption(context, "symbol", "symbol", arguments);
        copyOption(context, "side", "side", arguments);
        return sendCommand(context, QStringLiteral("CancelAllOrders"), arguments, /*asRows=*/true);
    }
    if (context.words.size() != 1)
        return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("Usage: tradecorectl order cancel ID | --all"));
    return sendCommand(context, QStringLiteral("CancelOrder"), {{QStringLiteral("client_order_id"), context.words.first()}}, /*asRows=*/true);
}

int replace(ConsoleContext& context)
{
    QJsonObject arguments{{QStringLiteral("client_order_id"), context.words.first()}};
    copyOption(context, "quantity", "quantity", arguments);
    copyOption(context, "limit", "limit_price", arguments);
    copyOption(context, "stop", "stop_price", arguments);
    if (arguments.size() == 1)
        return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("Give at least one of --quantity, --limit, --stop."));
    return sendCommand(context, QStringLiteral("ReplaceOrder"), arguments, /*asRows=*/true);
}

int resolve(ConsoleContext& context)
{
    QJsonObject arguments{{QStringLiteral("client_order_id"), context.words.first()}};
    copyOption(context, "as", "as", arguments);
    copyOption(context, "reason", "reason", arguments);
    if (arguments.size() != 3)
        return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("--as and --reason are needed."));
    return sendCommand(context, QStringLiteral("ResolveOrder"), arguments, /*asRows=*/true);
}

}  // namespace

std::vector<ConsoleCommand> orderCommands()
{
    const QCommandLineOption account = valued("account", "The account.", "A");
    const QCommandLineOption symbol = valued("symbol", "Symbol, with or without its venue.", "S");
    const QCommandLineOption side = valued("side", "buy or sell.", "SIDE");
    const QCommandLineOption quantity = valued("quantity", "How much.", "Q");
    const QCommandLineOption limit = valued("limit", "Limit price.", "P");
    const QCommandLineOption stop = valued("stop", "Stop price.", "P");
    const QCommandLineOption reason = valued("reason", "Why.", "TEXT");
    return {
        {QStringLiteral("order place"),
         QStringLiteral("--account A --symbol S --side buy|sell --type market|limit|stop|stop_limit|trailing_stop --quantity Q [--limit P] [--stop P] "
                        "[--trail X|X%] [--take-profit P] [--stop-loss P] [--parent ID] [--oco NAME] [--repeat] [--tif day|gtc|ioc|fok] [--client-order-id ID] [--wait accepted|filled|terminal]"),
         QStringLiteral("Places an order; the same client order id twice is the same order."),
         {account, symbol, side, quantity, limit, stop, valued("type", "Order type.", "T"), valued("tif", "Time in force.", "TIF"),
          valued("trail", "Distance of a trailing stop: an amount, or per cent with %.", "X"),
          valued("take-profit", "Target of the exit that is placed with it.", "P"),
          valued("stop-loss", "Stop of the exit that is placed with it.", "P"),
          valued("parent", "The order that this one waits for: it works as far as that one is filled.", "ID"),
          valued("oco", "Orders with this name share one quantity: what one fills, the others lose.", "NAME"),
          QCommandLineOption(QStringLiteral("repeat"), QStringLiteral("The same order again is meant.")),
          valued("client-order-id", "The order's name for life.", "ID"), valued("wait", "What to wait for.", "STATE")},
         0, 0, place},
        {QStringLiteral("order cancel"), QStringLiteral("ID | --all [--account A] [--symbol S] [--side buy|sell]"),
         QStringLiteral("Asks for a cancel; the order may still fill until the venue has confirmed."),
         {QCommandLineOption(QStringLiteral("all"), QStringLiteral("Every open order that fits.")), account, symbol, side}, 0, 1, cancel},
        {QStringLiteral("order replace"), QStringLiteral("ID [--quantity Q] [--limit P] [--stop P]"),
         QStringLiteral("Asks for other terms."), {quantity, limit, stop}, 1, 1, replace},
        {QStringLiteral("order resolve"), QStringLiteral("ID --as filled|canceled|never_received --reason TEXT"),
         QStringLiteral("Ends an unknown order by hand, with the reason on record."), {valued("as", "How it ended.", "END"), reason}, 1, 1, resolve},
    };
}

}  // namespace tradecore::app
