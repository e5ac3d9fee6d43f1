// The words of the self-check: what each check is called, what it compares, what its verdict says. Gui thread.
#pragma once

#include "application/integrity/integrity_status.h"
#include "ui/common/cell.h"

#include <QString>

namespace tradecore::ui {

[[nodiscard]] QString labelFor(application::IntegrityCheckName name);
// What stands against what, in one sentence.
[[nodiscard]] QString explanationOf(application::IntegrityCheckName name);
// "1 204 events"; empty where the check counts nothing.
[[nodiscard]] QString comparedText(const application::IntegrityCheck& check);
[[nodiscard]] QString labelFor(application::IntegrityVerdict verdict);
[[nodiscard]] Chip chipOf(application::IntegrityVerdict verdict);

struct IntegritySummary {
    QString headline;
    QString found;              // the worst finding; empty where there is none
    Tone tone = Tone::Normal;
};
[[nodiscard]] IntegritySummary summaryOf(const application::IntegrityStatus& status);

}  // namespace tradecore::ui
