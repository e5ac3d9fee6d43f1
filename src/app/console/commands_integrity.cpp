// tradecorectl backup, rebuild, check, dead-letters and activity: on a running workstation through its socket; backup and rebuild also on
// a folder that nobody has open.
#include "app/console/console_command.h"
#include "infrastructure/local_api/instance_lock.h"
#include "infrastructure/persistence/journal.h"
#include "infrastructure/persistence/journal_backup.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include <cstdio>
#include <optional>
#include <unistd.h>

namespace tradecore::app {

namespace {

using infrastructure::InstanceLock;
using infrastructure::Journal;
using infrastructure::JournalBackup;

const QStringList rebuildColumns{QStringLiteral("projection"), QStringLiteral("events"), QStringLiteral("rows"), QStringLiteral("elapsed_ms")};

QString journalOf(const ConsoleContext& context)
{
    return context.dataDirectory + QStringLiteral("/journal.db");
}

// These take as long as the journal is long: only a limit that was asked for counts.
QDeadlineTimer deadlineOf(const ConsoleContext& context)
{
    return context.options.isSet(QStringLiteral("timeout")) ? context.deadline : QDeadlineTimer(QDeadlineTimer::Forever);
}

std::optional<int> failWithoutJournal(ConsoleContext& context)
{
    if (QFileInfo::exists(journalOf(context)))
        return std::nullopt;
    return context.output.fail(ExitNotRunning, QStringLiteral("not_running"),
                               QStringLiteral("No workstation is running on %1, and there is no journal in it.").arg(context.dataDirectory));
}

int failWith(ConsoleContext& context, const QString& code, const application::StoreError& error)
{
    return context.output.fail(error.kind == application::StoreErrorKind::Corrupt ? ExitCheckFailed : ExitFailed, code,
                               QString::fromStdString(error.text));
}

int backupOffline(ConsoleContext& context, const QString& path)
{
    if (const auto failed = failWithoutJournal(context))
        return *failed;
    const auto made = JournalBackup::make(journalOf(context).toStdString(), path.toStdString(), infrastructure::JournalProjections::Trading,
                                          infrastructure::findAnchorKey(infrastructure::defaultAnchorKeyPath()));
    if (!made)
        return failWith(context, QStringLiteral("backup_failed"), made.error());
    context.output.object({{QStringLiteral("path"), path},
                           {QStringLiteral("rows"), static_cast<qint64>(made->verified.events)},
                           {QStringLiteral("bytes"), static_cast<qint64>(made->bytes)},
                           {QStringLiteral("head_hash"), QString::fromStdString(toHex(made->verified.headHash))}});
    return ExitDone;
}

int backup(ConsoleContext& context)
{
    const QString path = QDir::current().absoluteFilePath(context.words.first());
    ApiClient client(context.dataDirectory, deadlineOf(context));
    if (!client.connectToWorkstation())
        return backupOffline(context, path);
    const auto answer = client.command(QStringLiteral("Backup"), {{QStringLiteral("path"), path}});
    if (!answer)
        return failWith(context, answer.error());
    context.output.object(answer->toObject());
    return ExitDone;
}

// On a terminal one line that is written over; nothing elsewhere.
void showProgress(const QJsonObject& line)
{
    const auto progress = line.value(QStringLiteral("progress")).toObject();
    if (progress.isEmpty() || ::isatty(STDERR_FILENO) == 0)
        return;
    std::fprintf(stderr, "\r%s: %lld of %lld events", qUtf8Printable(progress.value(QStringLiteral("projection")).toString()),
                 static_cast<long long>(progress.value(QStringLiteral("events")).toInteger()),
                 static_cast<long long>(progress.value(QStringLiteral("of_events")).toInteger()));
    if (progress.value(QStringLiteral("events")) == progress.value(QStringLiteral("of_events")))
        std::fputc('\n', stderr);
}

int rebuildOffline(ConsoleContext& context, const QString& name)
{
    if (const auto failed = failWithoutJournal(context))
        return *failed;
    if (!name.isEmpty() && !QStringList{QStringLiteral("orders"), QStringLiteral("fills"), QStringLiteral("positions"), QStringLiteral("accounts")}.contains(name))
        return context.output.fail(ExitFailed, QStringLiteral("rebuild_failed"),
                                   QStringLiteral("“%1” is not kept in the journal; start the workstation to rebuild it.").arg(name.left(64)));
    const auto lock = InstanceLock::acquire(context.dataDirectory, InstanceLock::Mode::Exclusive);
    if (!lock)
        return context.output.fail(ExitFailed, QStringLiteral("locked"), lock.error().text);
    QElapsedTimer elapsed;
    elapsed.start();
    infrastructure::JournalOptions options{journalOf(context).toStdString()};
    options.anchorKey = infrastructure::findAnchorKey(infrastructure::defaultAnchorKeyPath());
    const auto journal = Journal::open(options);
    if (!journal)
        return failWith(context, QStringLiteral("journal"), journal.error());
    const auto rebuilt = (*journal)->rebuildProjections();
    if (!rebuilt)
        return failWith(context, QStringLiteral("rebuild_failed"), rebuilt.error());
    QJsonArray rows;
    for (const auto& projection : *rebuilt)
        rows.append(QJsonObject{{QStringLiteral("projection"), QString::fromStdString(projection.name)},
                                {QStringLiteral("events"), static_cast<qint64>(projection.events)},
                                {QStringLiteral("rows"), static_cast<qint64>(projection.rows)},
                                {QStringLiteral("elapsed_ms"), elapsed.elapsed()}});
    context.output.rows(rows, rebuildColumns);
    return ExitDone;
}

int rebuild(ConsoleContext& context)
{
    const QString name = context.words.isEmpty() ? QString() : context.words.first();
    ApiClient client(context.dataDirectory, deadlineOf(context));
    if (!client.connectToWorkstation())
        return rebuildOffline(context, name);
    client.onLine(showProgress);
    const auto answer = client.command(QStringLiteral("Rebuild"), {{QStringLiteral("projection"), name}});
    if (!answer)
        return failWith(context, answer.error());
    context.output.rows(answer->toArray(), rebuildColumns);
    return ExitDone;
}

int check(ConsoleContext& context)
{
    ApiClient client(context.dataDirectory, deadlineOf(context));
    if (const auto connected = client.connectToWorkstation(); !connected)
        return failWith(context, connected.error());
    const auto answer = client.command(QStringLiteral("CheckIntegrity"), {});
    if (!answer)
        return failWith(context, answer.error());
    const auto status = answer->toObject();
    if (context.output.isJson())
        context.output.object(status);
    else
        context.output.rows(status.value(QStringLiteral("checks")).toArray(),
                            {QStringLiteral("name"), QStringLiteral("verdict"), QStringLiteral("compared"), QStringLiteral("position"),
                             QStringLiteral("reason")});
    return status.value(QStringLiteral("ok")).toBool() ? ExitDone : ExitCheckFailed;
}

const QStringList letterColumns{QStringLiteral("position"), QStringLiteral("projection"), QStringLiteral("state"), QStringLiteral("attempts"),
                                QStringLiteral("sequence"), QStringLiteral("reason")};

int deadLetters(ConsoleContext& context)
{
    ApiClient client(context.dataDirectory, context.deadline);
    if (const auto connected = client.connectToWorkstation(); !connected)
        return failWith(context, connected.error());
    const auto letters = client.query(QStringLiteral("DeadLetters"), {});
    if (!letters)
        return failWith(context, letters.error());
    if (context.words.isEmpty()) {
        context.output.rows(letters->toArray(), letterColumns);
        return ExitDone;
    }
    const QString verb = context.words.first();
    const bool isRetry = verb == QStringLiteral("retry");
    bool isNumber = false;
    const qint64 position = context.words.size() > 1 ? context.words[1].toLongLong(&isNumber) : 0;
    if ((!isRetry && verb != QStringLiteral("dismiss")) || !isNumber)
        return context.output.fail(ExitUsage, QStringLiteral("usage"), QStringLiteral("Usage: tradecorectl dead-letters [retry|dismiss POSITION]"));
    for (const auto& letter : letters->toArray()) {
        const auto row = letter.toObject();
        if (row.value(QStringLiteral("position")).toInteger() != position)
            continue;
        const QJsonObject arguments{{QStringLiteral("projection"), row.value(QStringLiteral("projection"))}, {QStringLiteral("position"), position}};
        const auto done = client.command(isRetry ? QStringLiteral("RetryDeadLetter") : QStringLiteral("DismissDeadLetter"), arguments);
        if (!done)
            return failWith(context, done.error());
        context.output.object(row);
        return ExitDone;
    }
    return context.output.fail(ExitFailed, QStringLiteral("no_such_letter"), QStringLiteral("Event %1 is no dead letter.").arg(position));
}

int activity(ConsoleContext& context)
{
    int exitCode = ExitDone;
    if (const auto answer = askWorkstation(context, QStringLiteral("Activity"), {}, exitCode))
        context.output.rows(answer->toArray(), {QStringLiteral("day"), QStringLiteral("placed"), QStringLiteral("denied"), QStringLiteral("rejected"),
                                                QStringLiteral("canceled"), QStringLiteral("unknown"), QStringLiteral("fills")});
    return exitCode;
}

}  // namespace

std::vector<ConsoleCommand> integrityCommands()
{
    return {{QStringLiteral("backup"), QStringLiteral("FILE"), QStringLiteral("Copies the journal while it is written, and proves the copy."), {}, 1, 1, backup},
            {QStringLiteral("rebuild"), QStringLiteral("[orders|fills|positions|accounts|activity]"),
             QStringLiteral("Makes the views anew from the events, while the program trades."), {}, 0, 1, rebuild},
            {QStringLiteral("check"), {}, QStringLiteral("The self-check, now; exit code 3 where something is wrong."), {}, 0, 0, check},
            {QStringLiteral("dead-letters"), QStringLiteral("[retry|dismiss POSITION]"),
             QStringLiteral("Events that a view could not apply, and those that wait behind them."), {}, 0, 2, deadLetters},
            {QStringLiteral("activity"), {}, QStringLiteral("Orders and fills, day by day (UTC)."), {}, 0, 0, activity}};
}

}  // namespace tradecore::app
