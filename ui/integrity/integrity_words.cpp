#include "ui/integrity/integrity_words.h"

#include "ui/common/number_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace tradecore::ui {

using application::IntegrityCheckName;
using application::IntegrityVerdict;

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("Integrity", text);
}

QString counted(const char* text, std::int64_t count)
{
    // %L1 for the number with its groups; the plural form goes by its size.
    return QCoreApplication::translate("Integrity", text, nullptr, static_cast<int>(std::min<std::int64_t>(count, 1'000'000'000)))
        .arg(QLocale().toString(static_cast<qlonglong>(count)));
}

}  // namespace

QString labelFor(IntegrityCheckName name)
{
    switch (name) {
    case IntegrityCheckName::Chain: return translated(QT_TRANSLATE_NOOP("Integrity", "Chain of events"));
    case IntegrityCheckName::Orders: return translated(QT_TRANSLATE_NOOP("Integrity", "Orders"));
    case IntegrityCheckName::Fills: return translated(QT_TRANSLATE_NOOP("Integrity", "Executions"));
    case IntegrityCheckName::Positions: return translated(QT_TRANSLATE_NOOP("Integrity", "Positions"));
    case IntegrityCheckName::Accounts: return translated(QT_TRANSLATE_NOOP("Integrity", "Accounts"));
    case IntegrityCheckName::PositionSums: return translated(QT_TRANSLATE_NOOP("Integrity", "Positions = sum of fills"));
    case IntegrityCheckName::CashSums: return translated(QT_TRANSLATE_NOOP("Integrity", "Cash = sum of postings"));
    case IntegrityCheckName::Anchors: return translated(QT_TRANSLATE_NOOP("Integrity", "Anchors"));
    case IntegrityCheckName::Clock: return translated(QT_TRANSLATE_NOOP("Integrity", "Clock"));
    case IntegrityCheckName::Space: return translated(QT_TRANSLATE_NOOP("Integrity", "Space on the disk"));
    case IntegrityCheckName::Views: return translated(QT_TRANSLATE_NOOP("Integrity", "Statistics"));
    }
    return {};
}

QString explanationOf(IntegrityCheckName name)
{
    switch (name) {
    case IntegrityCheckName::Chain:
        return translated(QT_TRANSLATE_NOOP("Integrity", "Each event is hashed together with the one before it, so that none can be changed, taken away or put in."));
    case IntegrityCheckName::Orders:
    case IntegrityCheckName::Fills:
    case IntegrityCheckName::Positions:
    case IntegrityCheckName::Accounts:
        return translated(QT_TRANSLATE_NOOP("Integrity", "The rows on the screen against a second count of the events."));
    case IntegrityCheckName::PositionSums:
        return translated(QT_TRANSLATE_NOOP("Integrity", "Every position against the sum of its fills."));
    case IntegrityCheckName::CashSums:
        return translated(QT_TRANSLATE_NOOP("Integrity", "The cash of every account against the sum of what was posted to it."));
    case IntegrityCheckName::Anchors:
        return translated(QT_TRANSLATE_NOOP("Integrity", "Signed notes outside of the journal, which show when its end was cut off or all of it was written anew."));
    case IntegrityCheckName::Clock:
        return translated(QT_TRANSLATE_NOOP("Integrity", "The clock of this computer against the newest event."));
    case IntegrityCheckName::Space:
        return translated(QT_TRANSLATE_NOOP("Integrity", "Space is kept so that cancels and fills can be recorded on a full disk."));
    case IntegrityCheckName::Views:
        return translated(QT_TRANSLATE_NOOP("Integrity", "Counts that may lag behind the journal for a moment."));
    }
    return {};
}

QString comparedText(const application::IntegrityCheck& check)
{
    switch (check.name) {
    case IntegrityCheckName::Chain:
    case IntegrityCheckName::Views: return counted(QT_TRANSLATE_N_NOOP("Integrity", "%1 event(s)"), check.compared);
    case IntegrityCheckName::Orders: return counted(QT_TRANSLATE_N_NOOP("Integrity", "%1 order(s)"), check.compared);
    case IntegrityCheckName::Fills:
    case IntegrityCheckName::PositionSums: return counted(QT_TRANSLATE_N_NOOP("Integrity", "%1 fill(s)"), check.compared);
    case IntegrityCheckName::Positions: return counted(QT_TRANSLATE_N_NOOP("Integrity", "%1 position(s)"), check.compared);
    case IntegrityCheckName::Accounts: return counted(QT_TRANSLATE_N_NOOP("Integrity", "%1 account(s)"), check.compared);
    case IntegrityCheckName::CashSums: return counted(QT_TRANSLATE_N_NOOP("Integrity", "%1 posting(s)"), check.compared);
    case IntegrityCheckName::Anchors:
        return translated(QT_TRANSLATE_NOOP("Integrity", "up to event %1")).arg(QLocale().toString(static_cast<qlonglong>(check.compared)));
    case IntegrityCheckName::Clock:
    case IntegrityCheckName::Space: return {};
    }
    return {};
}

QString labelFor(IntegrityVerdict verdict)
{
    switch (verdict) {
    case IntegrityVerdict::NotYet: return translated(QT_TRANSLATE_NOOP("Integrity", "Not checked yet"));
    case IntegrityVerdict::Good: return translated(QT_TRANSLATE_NOOP("Integrity", "✓ Agrees"));
    case IntegrityVerdict::Repaired: return translated(QT_TRANSLATE_NOOP("Integrity", "Repaired"));
    case IntegrityVerdict::Notice: return translated(QT_TRANSLATE_NOOP("Integrity", "Look at this"));
    case IntegrityVerdict::Bad: return translated(QT_TRANSLATE_NOOP("Integrity", "✕ Wrong"));
    }
    return {};
}

Chip chipOf(IntegrityVerdict verdict)
{
    switch (verdict) {
    case IntegrityVerdict::NotYet: return Chip::Quiet;
    case IntegrityVerdict::Good: return Chip::Good;
    case IntegrityVerdict::Repaired: return Chip::Working;
    case IntegrityVerdict::Notice: return Chip::Unknown;
    case IntegrityVerdict::Bad: return Chip::Bad;
    }
    return Chip::Quiet;
}

IntegritySummary summaryOf(const application::IntegrityStatus& status)
{
    if (status.checks.empty())
        return {translated(QT_TRANSLATE_NOOP("Integrity", "Nothing is checked")), {}, Tone::Warning};
    const auto& worst = *std::ranges::max_element(status.checks, {}, [](const auto& check) { return static_cast<int>(check.verdict); });
    const auto found = toQString(worst.text);
    if (status.stopsTrading)
        return {translated(QT_TRANSLATE_NOOP("Integrity", "The journal cannot be trusted – orders are blocked")), found, Tone::Danger};
    switch (worst.verdict) {
    case IntegrityVerdict::Bad: return {translated(QT_TRANSLATE_NOOP("Integrity", "Something is wrong")), found, Tone::Danger};
    case IntegrityVerdict::Notice: return {translated(QT_TRANSLATE_NOOP("Integrity", "Look at something")), found, Tone::Warning};
    case IntegrityVerdict::Repaired: return {translated(QT_TRANSLATE_NOOP("Integrity", "A difference was found and repaired")), found, Tone::Normal};
    case IntegrityVerdict::Good: break;
    case IntegrityVerdict::NotYet: break;
    }
    if (status.passes == 0)
        return {translated(QT_TRANSLATE_NOOP("Integrity", "The first check is running")), {}, Tone::Normal};
    return {translated(QT_TRANSLATE_NOOP("Integrity", "Everything agrees")), {}, Tone::Normal};
}

}  // namespace tradecore::ui
