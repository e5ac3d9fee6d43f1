// tradecorectl export: fills, orders, events or positions as CSV or JSON lines, to a file or to standard output.
#include "app/console/console_command.h"
#include "app/console/csv_text.h"
#include "app/console/offline_reader.h"
#include "base/decimal.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <functional>
#include <optional>

namespace tradecore::app {

namespace {

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

struct Export {
    QString query;
    QStringList columns;   // of the CSV
};

const QHash<QString, Export>& exports()
{
    static const QHash<QString, Export> known{
        {QStringLiteral("fills"),
         {QStringLiteral("Fills"), words("executed_at symbol side quantity price gross commission currency execution_id client_order_id")}},
        {QStringLiteral("orders"),
         {QStringLiteral("Orders"),
          words("submitted_at updated_at client_order_id broker_order_id account_id symbol side type time_in_force quantity filled_quantity "
                "limit_price stop_price average_fill_price status reason parent_id")}},
        {QStringLiteral("positions"),
         {QStringLiteral("Positions"),
          words("account_id symbol quantity average_price cost_basis mark_price unrealised_pnl realised_pnl currency")}},
        {QStringLiteral("events"),
         {QStringLiteral("Events"),
          words("position stream version event_id type type_version occurred_at recorded_at command_id correlation_id causation_id actor "
                "payload hash")}}};
    return known;
}

// Asks the workstation where one runs, else the folder; events in pages.
class Source {
public:
    explicit Source(ConsoleContext& context)
        : m_context(context), m_client(context.dataDirectory, context.deadline), m_isRunning(m_client.connectToWorkstation().has_value())
    {
    }
    [[nodiscard]] Result<QJsonArray, ApiFailure> rows(const QString& query, const QJsonObject& arguments)
    {
        if (!m_isRunning)
            return readOffline(m_context.dataDirectory, query, arguments);
        const auto answer = m_client.query(query, arguments);
        if (!answer)
            return failure(answer.error());
        return answer->toArray();
    }

private:
    ConsoleContext& m_context;
    ApiClient m_client;
    bool m_isRunning;
};

void addGross(QJsonObject& fill)
{
    const auto quantity = Decimal::parse(fill.value(QStringLiteral("quantity")).toString().toStdString());
    const auto price = Decimal::parse(fill.value(QStringLiteral("price")).toString().toStdString());
    if (!quantity || !price)
        return;
    // A price is there, so an amount that has no exact text may be left out.
    const auto gross = Decimal::multiply(*quantity, *price, Rounding::Floor);
    const auto above = Decimal::multiply(*quantity, *price, Rounding::Ceiling);
    if (gross && above && *gross == *above)
        fill.insert(QStringLiteral("gross"), QString::fromStdString(gross->toString()));
}

class Writer {
public:
    Writer(QIODevice& device, bool isCsv, const Export& what) : m_device(device), m_isCsv(isCsv), m_what(what)
    {
        if (isCsv)
            put(csvLine(what.columns).toUtf8());
    }
    void add(QJsonObject row)
    {
        ++m_rows;
        if (m_isCsv && m_what.query == QStringLiteral("Fills"))
            addGross(row);
        put(m_isCsv ? csvLineOf(row, m_what.columns).toUtf8() : QByteArray(QJsonDocument(row).toJson(QJsonDocument::Compact) + '\n'));
    }
    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] bool isGood() const { return m_isGood; }

private:
    void put(const QByteArray& bytes) { m_isGood = m_isGood && m_device.write(bytes) == bytes.size(); }

    QIODevice& m_device;
    bool m_isCsv;
    const Export& m_what;
    qint64 m_rows = 0;
    bool m_isGood = true;
};

std::optional<ApiFailure> copyAll(Source& source, const Export& what, Writer& writer)
{
    constexpr qint64 page = 1000;
    qint64 from = 1;
    while (true) {
        QJsonObject arguments;
        const bool isPaged = what.query == QStringLiteral("Events");
        if (isPaged)
            arguments = {{QStringLiteral("from"), from}, {QStringLiteral("limit"), page}};
        const auto rows = source.rows(what.query, arguments);
        if (!rows)
            return rows.error();
        for (const auto& row : *rows)
            writer.add(row.toObject());
        if (!isPaged || rows->size() < page)
            return std::nullopt;
        from = rows->last().toObject().value(QStringLiteral("position")).toInteger() + 1;
    }
}

int writeTo(ConsoleContext& context, QIODevice& device, const QString& what, const std::function<bool()>& finish, const QString& path)
{
    const auto found = exports().constFind(what);
    Source source(context);
    Writer writer(device, context.options.value(QStringLiteral("format")) == QStringLiteral("csv"), *found);
    if (const auto failed = copyAll(source, *found, writer))
        return failWith(context, *failed);
    if (!writer.isGood() || !finish())
        return context.output.fail(ExitFailed, QStringLiteral("not_written"),
                                   QStringLiteral("%1 cannot be written: %2").arg(path, device.errorString()));
    if (!path.isEmpty())
        context.output.object({{QStringLiteral("path"), path}, {QStringLiteral("rows"), writer.rows()}});
    return ExitDone;
}

int exportRows(ConsoleContext& context)
{
    const QString what = context.options.value(QStringLiteral("what"));
    const QString format = context.options.value(QStringLiteral("format"));
    if (!exports().contains(what))
        return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("--what takes fills, orders, events or positions."));
    if (format != QStringLiteral("csv") && format != QStringLiteral("json"))
        return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("--format takes csv or json."));
    if (!context.options.isSet(QStringLiteral("out"))) {
        QFile standardOutput;
        if (!standardOutput.open(stdout, QIODevice::WriteOnly))
            return context.output.fail(ExitFailed, QStringLiteral("not_written"), standardOutput.errorString());
        return writeTo(context, standardOutput, what, [&standardOutput] { return standardOutput.flush(); }, {});
    }
    // Written aside: a file that stands there is replaced by a whole one or not at all.
    const QString path = QDir::current().absoluteFilePath(context.options.value(QStringLiteral("out")));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return context.output.fail(ExitFailed, QStringLiteral("not_written"), QStringLiteral("%1 cannot be written: %2").arg(path, file.errorString()));
    return writeTo(context, file, what, [&file] { return file.commit(); }, path);
}

}  // namespace

std::vector<ConsoleCommand> exportCommands()
{
    const QCommandLineOption what(QStringLiteral("what"), QStringLiteral("fills, orders, events or positions."), QStringLiteral("WHAT"));
    const QCommandLineOption format(QStringLiteral("format"), QStringLiteral("csv or json (one object a line)."), QStringLiteral("FORMAT"));
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("The file; standard output without one."), QStringLiteral("FILE"));
    return {{QStringLiteral("export"), QStringLiteral("--what fills|orders|events|positions --format csv|json [--out FILE]"),
             QStringLiteral("Writes what the journal holds for other programs. Cells are safe in a spreadsheet."), {what, format, out}, 0, 0, exportRows}};
}

}  // namespace tradecore::app
