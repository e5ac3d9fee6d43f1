#include "ui/integrity/checks_model.h"

#include "ui/common/number_text.h"
#include "ui/integrity/integrity_words.h"

namespace tradecore::ui {

ChecksModel::ChecksModel(QObject* parent)
    : CellTableModel({{u"check"_qs, tr("Check"), 240},
                      {u"verdict"_qs, tr("Result"), 128},
                      {u"compared"_qs, tr("Compared"), 140},
                      {u"age"_qs, tr("Checked"), 90},
                      {u"found"_qs, tr("What was found"), 260}},
                     parent)
{
}

void ChecksModel::apply(const application::IntegrityStatus& status, Timestamp utcNow)
{
    std::vector<KeyedRow> rows;
    int place = 0;
    for (const auto& check : status.checks) {
        Row cells(ColumnCount);
        cells[Name] = textCell(labelFor(check.name));
        cells[Name].order = ++place;   // as they are told, the journal first
        cells[Name].raw = cells[Name].text;
        cells[Name].toolTip = explanationOf(check.name);
        cells[Verdict] = textCell(labelFor(check.verdict));
        cells[Verdict].chip = chipOf(check.verdict);
        cells[Verdict].toolTip = toQString(check.text);
        cells[Compared] = textCell(comparedText(check), Tone::Muted);
        const bool isChecked = check.checkedAt != Timestamp();
        cells[Age] = isChecked ? textCell(tr("%1 ago").arg(displayAge(utcNow - check.checkedAt)), Tone::Muted) : absentCell();
        if (isChecked)
            cells[Age].toolTip = displayWholeTime(check.checkedAt);
        const bool isGood = check.verdict == application::IntegrityVerdict::Good || check.verdict == application::IntegrityVerdict::NotYet;
        cells[Found] = textCell(isGood ? explanationOf(check.name) : toQString(check.text), isGood ? Tone::Muted : Tone::Normal);
        cells[Found].toolTip = cells[Found].text;
        rows.emplace_back(std::string(application::nameOf(check.name)), std::move(cells));
    }
    applyRows(std::move(rows));
}

}  // namespace tradecore::ui
