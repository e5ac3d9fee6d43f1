#include "application/integrity/integrity_checks.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>

namespace tradecore::application {

namespace {

std::string translated(const char* text)
{
    return QCoreApplication::translate("Integrity", text).toStdString();
}

bool belongsTo(const IntegrityFinding& finding, IntegrityCheckName check)
{
    switch (check) {
    case IntegrityCheckName::Chain: return finding.domain == "chain" || finding.domain == "journal";
    case IntegrityCheckName::Orders: return finding.domain == "orders";
    case IntegrityCheckName::Fills: return finding.domain == "fills";
    case IntegrityCheckName::Positions: return finding.domain == "positions" && finding.isOfProjection;
    case IntegrityCheckName::Accounts: return finding.domain == "accounts";
    case IntegrityCheckName::PositionSums: return finding.domain == "positions" && !finding.isOfProjection;
    case IntegrityCheckName::CashSums: return finding.domain == "cash";
    case IntegrityCheckName::Clock: return finding.domain == "clock";
    case IntegrityCheckName::Anchors:
    case IntegrityCheckName::Space:
    case IntegrityCheckName::Views: return false;
    }
    return false;
}

std::int64_t comparedIn(const IntegrityReport& report, IntegrityCheckName check)
{
    switch (check) {
    case IntegrityCheckName::Orders: return report.counts.orders;
    case IntegrityCheckName::Fills:
    case IntegrityCheckName::PositionSums: return report.counts.fills;
    case IntegrityCheckName::Positions: return report.counts.positions;
    case IntegrityCheckName::Accounts: return report.counts.accounts;
    case IntegrityCheckName::CashSums: return report.counts.postings;
    case IntegrityCheckName::Chain:
    case IntegrityCheckName::Anchors:
    case IntegrityCheckName::Clock:
    case IntegrityCheckName::Space:
    case IntegrityCheckName::Views: return report.verified.position;
    }
    return 0;
}

IntegrityCheck checkOf(const IntegrityReport& report, IntegrityCheckName name)
{
    IntegrityCheck check{name, IntegrityVerdict::NotYet, comparedIn(report, name), 0, report.checkedAt, {}};
    if (report.passes == 0)
        return check;
    check.verdict = IntegrityVerdict::Good;
    const auto found = std::ranges::find_if(report.lastFindings, [name](const auto& finding) { return belongsTo(finding, name); });
    if (found == report.lastFindings.end())
        return check;
    const bool isMended = report.wasRepaired && found->isOfProjection;
    check.verdict = isMended ? IntegrityVerdict::Repaired : IntegrityVerdict::Bad;
    check.position = found->position;
    check.text = found->text;
    return check;
}

IntegrityCheck anchorsOf(const IntegrityReport& report, const JournalHealth& journal)
{
    IntegrityCheck check{IntegrityCheckName::Anchors, IntegrityVerdict::Good, journal.anchoredPosition, 0, report.checkedAt, {}};
    if (journal.forgedAnchors > 0) {
        check.verdict = IntegrityVerdict::Bad;
        check.text = translated(QT_TRANSLATE_NOOP("Integrity", "Anchors of the journal were not signed with the key of this computer. "
                                                               "If you did not move the data directory here, somebody has changed them."));
    } else if (journal.anchorFailures > 0) {
        check.verdict = IntegrityVerdict::Notice;
        check.text = translated(QT_TRANSLATE_NOOP("Integrity", "An anchor could not be written, so that a cut tail might not be noticed. "
                                                               "Look at the space and the rights of the data directory."));
    } else if (!journal.signsAnchors) {
        check.verdict = IntegrityVerdict::Notice;
        check.text = translated(QT_TRANSLATE_NOOP("Integrity", "Anchors are not signed, because the key cannot be read."));
    }
    return check;
}

IntegrityCheck viewsOf(const IntegrityReport& report, const ViewsHealth& views)
{
    IntegrityCheck check{IntegrityCheckName::Views, IntegrityVerdict::Good, 0, 0, report.checkedAt, {}};
    if (!views.views.empty())
        check.compared = std::ranges::min_element(views.views, {}, &LaggingViewStatus::position)->position;
    const auto faulted = std::ranges::find_if(views.views, [](const auto& view) { return !view.error.empty(); });
    if (!views.error.empty() || faulted != views.views.end()) {
        check.verdict = IntegrityVerdict::Notice;
        check.text = views.error.empty() ? faulted->error : views.error;
    } else if (views.deadLetters > 0) {
        check.verdict = IntegrityVerdict::Notice;
        check.text = translated(QT_TRANSLATE_NOOP("Integrity", "Events could not be applied and wait for you below."));
    }
    return check;
}

}  // namespace

IntegrityStatus integrityStatusOf(const IntegrityReport& report, const JournalHealth& journal, const ViewsHealth& views)
{
    IntegrityStatus status;
    status.isRunning = report.isRunning;
    status.passes = report.passes;
    status.checkedAt = report.checkedAt;
    status.verifiedPosition = report.verified.position;
    status.stopsTrading = report.stopsTrading();
    status.views = views.views;
    status.deadLetters = views.deadLetters;
    for (const auto name : {IntegrityCheckName::Chain, IntegrityCheckName::Orders, IntegrityCheckName::Fills, IntegrityCheckName::Positions,
                            IntegrityCheckName::Accounts, IntegrityCheckName::PositionSums, IntegrityCheckName::CashSums,
                            IntegrityCheckName::Clock})
        status.checks.push_back(checkOf(report, name));
    status.checks.push_back(anchorsOf(report, journal));
    IntegrityCheck space{IntegrityCheckName::Space, IntegrityVerdict::Good, 0, 0, report.checkedAt, {}};
    if (journal.isSpaceShort) {
        space.verdict = IntegrityVerdict::Bad;
        space.text = spaceShortSentence();
    }
    status.checks.push_back(space);
    status.checks.push_back(viewsOf(report, views));
    return status;
}

std::string spaceShortSentence()
{
    return translated(QT_TRANSLATE_NOOP("Integrity", "The disk is full, so new orders are blocked. Cancels and fills are still recorded, from "
                                                     "space kept for this. Make room on the disk; orders are taken again by themselves."));
}

std::string integrityStopSentence(const IntegrityReport& report)
{
    const std::string found = report.lastFindings.empty() ? std::string() : ' ' + report.lastFindings.front().text;
    return translated(QT_TRANSLATE_NOOP("Integrity", "The journal cannot be trusted, so no order leaves this machine until it is restored from a "
                                                     "backup. Cancels still go through."))
        + found;
}

std::string_view nameOf(IntegrityCheckName name)
{
    switch (name) {
    case IntegrityCheckName::Chain: return "chain";
    case IntegrityCheckName::Orders: return "orders";
    case IntegrityCheckName::Fills: return "fills";
    case IntegrityCheckName::Positions: return "positions";
    case IntegrityCheckName::Accounts: return "accounts";
    case IntegrityCheckName::PositionSums: return "position_sums";
    case IntegrityCheckName::CashSums: return "cash_sums";
    case IntegrityCheckName::Anchors: return "anchors";
    case IntegrityCheckName::Clock: return "clock";
    case IntegrityCheckName::Space: return "space";
    case IntegrityCheckName::Views: return "views";
    }
    return {};
}

std::string_view nameOf(IntegrityVerdict verdict)
{
    switch (verdict) {
    case IntegrityVerdict::NotYet: return "not_yet";
    case IntegrityVerdict::Good: return "good";
    case IntegrityVerdict::Repaired: return "repaired";
    case IntegrityVerdict::Notice: return "notice";
    case IntegrityVerdict::Bad: return "bad";
    }
    return {};
}

}  // namespace tradecore::application
