#include "app/console/console_command.h"
#include "infrastructure/persistence/journal_verifier.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

namespace tradecore::app {

using infrastructure::JournalProjections;
using infrastructure::JournalVerifier;
using infrastructure::VerifyReport;

namespace {

// A file that cannot be opened as a journal at all is something that the check found wrong; one that is absent is not.
VerifyReport verifyFile(const QString& path, JournalProjections projections)
{
    const auto report = JournalVerifier::verify(
        path.toStdString(), projections, {.key = infrastructure::findAnchorKey(infrastructure::defaultAnchorKeyPath())});
    if (report)
        return *report;
    VerifyReport failed;
    failed.firstBadPosition = report.error().position;
    failed.reason = report.error().text;
    return failed;
}

QJsonObject encode(const VerifyReport& report)
{
    QJsonArray projections;
    for (const auto& verdict : report.projections)
        projections.append(QJsonObject{{QStringLiteral("name"), QString::fromStdString(verdict.name)}, {QStringLiteral("ok"), verdict.ok}});
    return {{QStringLiteral("events"), static_cast<qint64>(report.events)},
            {QStringLiteral("head_hash"), QString::fromStdString(toHex(report.headHash))},
            {QStringLiteral("ok"), report.ok},
            {QStringLiteral("first_bad_position"),
             report.firstBadPosition > 0 ? QJsonValue(static_cast<qint64>(report.firstBadPosition)) : QJsonValue()},
            {QStringLiteral("reason"), report.reason.empty() ? QJsonValue() : QJsonValue(QString::fromStdString(report.reason))},
            {QStringLiteral("anchored_position"), static_cast<qint64>(report.anchoredPosition)},
            {QStringLiteral("anchors_signed"), report.anchorsSigned},
            {QStringLiteral("projections"), projections}};
}

// The check reads the files itself, in this process: a workstation that runs is not asked about its own journal.
int verify(ConsoleContext& context)
{
    const QString journal = context.dataDirectory + QStringLiteral("/journal.db");
    if (!QFileInfo::exists(journal)) {
        return context.output.fail(ExitFailed, QStringLiteral("no_journal"),
                                   QStringLiteral("There is no journal in %1.").arg(context.dataDirectory));
    }
    const VerifyReport report = verifyFile(journal, JournalProjections::Trading);
    QJsonObject result = encode(report);
    bool ok = report.ok;
    const QString practice = context.dataDirectory + QStringLiteral("/practice.db");
    if (QFileInfo::exists(practice)) {
        const VerifyReport venue = verifyFile(practice, JournalProjections::None);
        result.insert(QStringLiteral("practice"), encode(venue));
        ok = ok && venue.ok;
        if (!venue.ok)
            context.output.note(QStringLiteral("The practice venue's store: %1").arg(QString::fromStdString(venue.reason)));
    }
    context.output.object(result);
    if (!report.ok)
        context.output.note(QString::fromStdString(report.reason));
    return ok ? ExitDone : ExitCheckFailed;
}

}  // namespace

std::vector<ConsoleCommand> verifyCommands()
{
    return {{QStringLiteral("verify"), {},
             QStringLiteral("Proves the journal: every byte of every event, the chain, the views, the newest anchor."), {}, 0, 0, verify}};
}

}  // namespace tradecore::app
