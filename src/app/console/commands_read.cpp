#include "app/console/console_command.h"
#include "app/console/offline_reader.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QEventLoop>
#include <QJsonDocument>
#include <QTimer>

namespace tradecore::app {

int failWith(ConsoleContext& context, const ApiFailure& failure)
{
    return context.output.fail(failure.exitCode, failure.code, failure.message);
}

std::optional<QJsonValue> askWorkstation(ConsoleContext& context, const QString& query, const QJsonObject& arguments,
                                         int& exitCode)
{
    ApiClient client(context.dataDirectory, context.deadline);
    if (const auto connected = client.connectToWorkstation(); !connected) {
        exitCode = failWith(context, connected.error());
        return std::nullopt;
    }
    const auto answer = client.query(query, arguments);
    if (!answer) {
        exitCode = failWith(context, answer.error());
        return std::nullopt;
    }
    return *answer;
}

namespace {

QCommandLineOption valued(const char* name, const char* text, const char* value)
{
    return {QString::fromLatin1(name), QString::fromUtf8(text), QString::fromLatin1(value)};
}

// A running workstation answers; without one the directory is read as it lies there.
int readRows(ConsoleContext& context, const QString& query, const QJsonObject& arguments, const QStringList& columns)
{
    ApiClient client(context.dataDirectory, context.deadline);
    if (client.connectToWorkstation()) {
        const auto answer = client.query(query, arguments);
        if (!answer)
            return failWith(context, answer.error());
        context.output.rows(answer->toArray(), columns);
        return ExitDone;
    }
    const auto rows = readOffline(context.dataDirectory, query, arguments);
    if (!rows)
        return failWith(context, rows.error());
    context.output.rows(*rows, columns);
    return ExitDone;
}

int status(ConsoleContext& context)
{
    int exitCode = ExitDone;
    if (const auto answer = askWorkstation(context, QStringLiteral("Status"), {}, exitCode))
        context.output.object(answer->toObject());
    return exitCode;
}

int accounts(ConsoleContext& context)
{
    return readRows(context, QStringLiteral("Accounts"), {}, {});
}

int orders(ConsoleContext& context)
{
    QJsonObject arguments{{QStringLiteral("open"), context.options.isSet(QStringLiteral("open"))}};
    if (context.options.isSet(QStringLiteral("client-order-id")))
        arguments.insert(QStringLiteral("client_order_id"), context.options.value(QStringLiteral("client-order-id")));
    return readRows(context, QStringLiteral("Orders"), arguments,
                    {QStringLiteral("submitted_at"), QStringLiteral("client_order_id"), QStringLiteral("symbol"), QStringLiteral("side"),
                     QStringLiteral("type"), QStringLiteral("quantity"), QStringLiteral("filled_quantity"), QStringLiteral("limit_price"),
                     QStringLiteral("stop_price"), QStringLiteral("average_fill_price"), QStringLiteral("status"), QStringLiteral("reason")});
}

int fills(ConsoleContext& context)
{
    return readRows(context, QStringLiteral("Fills"), {},
                    {QStringLiteral("executed_at"), QStringLiteral("symbol"), QStringLiteral("side"), QStringLiteral("quantity"),
                     QStringLiteral("price"), QStringLiteral("commission"), QStringLiteral("currency"), QStringLiteral("source"),
                     QStringLiteral("client_order_id")});
}

int positions(ConsoleContext& context)
{
    QJsonObject arguments;
    if (context.options.isSet(QStringLiteral("method")))
        arguments.insert(QStringLiteral("method"), context.options.value(QStringLiteral("method")));
    return readRows(context, QStringLiteral("Positions"), arguments,
                    {QStringLiteral("account_id"), QStringLiteral("symbol"), QStringLiteral("quantity"), QStringLiteral("average_price"),
                     QStringLiteral("cost_basis"), QStringLiteral("mark_price"), QStringLiteral("unrealised_pnl"),
                     QStringLiteral("realised_pnl"), QStringLiteral("currency")});
}

void pause(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

const QStringList quoteColumns{QStringLiteral("symbol"), QStringLiteral("bid"),  QStringLiteral("bid_size"), QStringLiteral("ask"),
                               QStringLiteral("ask_size"), QStringLiteral("last"), QStringLiteral("last_size"), QStringLiteral("age_ms")};

// Prints each symbol when it has changed, until the program is ended or the workstation goes.
int followQuotes(ConsoleContext& context, ApiClient& client, const QJsonObject& arguments)
{
    QHash<QString, QString> printed;
    while (true) {
        const auto answer = client.query(QStringLiteral("Quotes"), arguments);
        if (!answer)
            return failWith(context, answer.error());
        const auto quotes = answer->toArray();
        for (const auto& quote : quotes) {
            QJsonObject row = quote.toObject();
            QJsonObject compared = row;
            compared.remove(QStringLiteral("age_ms"));
            const QString text = QString::fromUtf8(QJsonDocument(compared).toJson(QJsonDocument::Compact));
            QString& last = printed[row.value(QStringLiteral("symbol")).toString()];
            if (last == text)
                continue;
            last = text;
            context.output.rows({row}, quoteColumns);
        }
        constexpr int pollInterval = 100;
        pause(pollInterval);
    }
}

int quotes(ConsoleContext& context)
{
    const QJsonObject arguments{{QStringLiteral("symbols"), QJsonArray::fromStringList(context.words)}};
    const bool follows = context.options.isSet(QStringLiteral("follow"));
    ApiClient client(context.dataDirectory, follows ? QDeadlineTimer(QDeadlineTimer::Forever) : context.deadline);
    if (const auto connected = client.connectToWorkstation(); !connected)
        return failWith(context, connected.error());
    if (follows)
        return followQuotes(context, client, arguments);
    const auto answer = client.query(QStringLiteral("Quotes"), arguments);
    if (!answer)
        return failWith(context, answer.error());
    context.output.rows(answer->toArray(), quoteColumns);
    return ExitDone;
}

int bars(ConsoleContext& context)
{
    if (!context.options.isSet(QStringLiteral("timeframe")))
        return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("--timeframe is missing."));
    QJsonObject arguments{{QStringLiteral("symbol"), context.words.first()},
                          {QStringLiteral("timeframe"), context.options.value(QStringLiteral("timeframe"))}};
    for (const char* time : {"from", "to"}) {
        const QString name = QString::fromLatin1(time);
        if (context.options.isSet(name))
            arguments.insert(name, context.options.value(name));
    }
    if (context.options.isSet(QStringLiteral("count"))) {
        bool isNumber = false;
        const int count = context.options.value(QStringLiteral("count")).toInt(&isNumber);
        if (!isNumber)
            return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("--count takes a number."));
        arguments.insert(QStringLiteral("count"), count);
    }
    int exitCode = ExitDone;
    if (const auto answer = askWorkstation(context, QStringLiteral("Bars"), arguments, exitCode)) {
        context.output.rows(answer->toArray(),
                            {QStringLiteral("start"), QStringLiteral("open"), QStringLiteral("high"), QStringLiteral("low"),
                             QStringLiteral("close"), QStringLiteral("volume"), QStringLiteral("trades"), QStringLiteral("complete")});
    }
    return exitCode;
}

const QStringList eventColumns{QStringLiteral("position"), QStringLiteral("recorded_at"), QStringLiteral("type"),
                               QStringLiteral("stream"), QStringLiteral("version"), QStringLiteral("actor")};

int followEvents(ConsoleContext& context, std::int64_t from)
{
    ApiClient client(context.dataDirectory, context.deadline);
    if (const auto connected = client.connectToWorkstation(); !connected)
        return failWith(context, connected.error());
    if (const auto subscribed = client.subscribe(QStringLiteral("events"), from); !subscribed)
        return failWith(context, subscribed.error());
    const QString stream = context.options.value(QStringLiteral("stream"));
    while (true) {
        const auto push = client.nextPush();
        if (!push)
            return failWith(context, push.error());
        const auto event = push->value(QStringLiteral("event")).toObject();
        if (stream.isEmpty() || event.value(QStringLiteral("stream")).toString() == stream)
            context.output.rows({event}, eventColumns);
    }
}

int events(ConsoleContext& context)
{
    bool isNumber = true;
    std::int64_t from = 1, limit = -1;
    if (context.options.isSet(QStringLiteral("from")))
        from = context.options.value(QStringLiteral("from")).toLongLong(&isNumber);
    if (isNumber && context.options.isSet(QStringLiteral("limit")))
        limit = context.options.value(QStringLiteral("limit")).toLongLong(&isNumber);
    if (!isNumber || from < 1)
        return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("--from and --limit take positive numbers."));
    if (context.options.isSet(QStringLiteral("follow")))
        return followEvents(context, from);
    // Pages of 1000 until the log or the limit ends, so that a long log comes whole.
    constexpr std::int64_t page = 1000;
    ApiClient client(context.dataDirectory, context.deadline);
    const bool running = client.connectToWorkstation().has_value();
    while (limit != 0) {
        const std::int64_t wanted = limit < 0 ? page : std::min(page, limit);
        QJsonObject arguments{{QStringLiteral("from"), static_cast<qint64>(from)}, {QStringLiteral("limit"), static_cast<qint64>(wanted)}};
        if (context.options.isSet(QStringLiteral("stream")))
            arguments.insert(QStringLiteral("stream"), context.options.value(QStringLiteral("stream")));
        QJsonArray rows;
        if (running) {
            const auto answer = client.query(QStringLiteral("Events"), arguments);
            if (!answer)
                return failWith(context, answer.error());
            rows = answer->toArray();
        } else {
            const auto answer = readOffline(context.dataDirectory, QStringLiteral("Events"), arguments);
            if (!answer)
                return failWith(context, answer.error());
            rows = *answer;
        }
        if (!rows.isEmpty() || !context.output.isJson())
            context.output.rows(rows, eventColumns);
        if (rows.size() < wanted)
            break;
        from = rows.last().toObject().value(QStringLiteral("position")).toInteger() + 1;
        limit = limit < 0 ? limit : limit - rows.size();
    }
    return ExitDone;
}

}  // namespace

std::vector<ConsoleCommand> readCommands()
{
    const QCommandLineOption follow(QStringLiteral("follow"), QStringLiteral("Go on as things change."));
    return {
        {QStringLiteral("status"), {}, QStringLiteral("What the workstation does, its streams and its counters."), {}, 0, 0, status},
        {QStringLiteral("accounts"), {}, QStringLiteral("Accounts with cash, equity and profit."), {}, 0, 0, accounts},
        {QStringLiteral("orders"), QStringLiteral("[--open] [--client-order-id ID]"), QStringLiteral("Orders, oldest change first."),
         {QCommandLineOption(QStringLiteral("open"), QStringLiteral("Only orders that may still fill.")),
          valued("client-order-id", "One order.", "ID")}, 0, 0, orders},
        {QStringLiteral("fills"), {}, QStringLiteral("Every fill."), {}, 0, 0, fills},
        {QStringLiteral("positions"), QStringLiteral("[--method average|fifo]"), QStringLiteral("Positions with their marks."),
         {valued("method", "How cost is counted.", "METHOD")}, 0, 0, positions},
        {QStringLiteral("quotes"), QStringLiteral("[SYMBOL…] [--follow]"), QStringLiteral("Latest quotes and trades."), {follow}, 0, -1, quotes},
        {QStringLiteral("bars"), QStringLiteral("SYMBOL --timeframe 1s|1m|5m|15m|1h|1d [--count N] [--from T] [--to T]"),
         QStringLiteral("Bars, oldest first."),
         {valued("timeframe", "Length of a bar.", "T"), valued("count", "How many.", "N"), valued("from", "RFC 3339, inclusive.", "T"),
          valued("to", "RFC 3339, exclusive.", "T")}, 1, 1, bars},
        {QStringLiteral("events"), QStringLiteral("[--stream S] [--from N] [--limit N] [--follow]"), QStringLiteral("The journal, event by event."),
         {valued("stream", "One stream.", "S"), valued("from", "First position.", "N"), valued("limit", "How many at most.", "N"), follow}, 0, 0, events},
    };
}

}  // namespace tradecore::app
