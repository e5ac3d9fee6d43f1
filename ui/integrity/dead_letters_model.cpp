#include "ui/integrity/dead_letters_model.h"

#include "ui/common/number_text.h"

namespace tradecore::ui {

DeadLettersModel::DeadLettersModel(QObject* parent)
    : CellTableModel({{u"event"_qs, tr("Event"), 80, true},
                      {u"view"_qs, tr("View"), 100},
                      {u"state"_qs, tr("State"), 128},
                      {u"attempts"_qs, tr("Tried"), 60, true},
                      {u"reason"_qs, tr("Why"), 400}},
                     parent)
{
}

void DeadLettersModel::set(std::vector<application::DeadLetterRow> letters)
{
    const auto keyOf = [](const application::DeadLetterRow& letter) { return letter.view + ' ' + std::to_string(letter.position); };
    // The same letters keep their rows, so that a selection stays.
    bool isSame = letters.size() == m_letters.size();
    for (std::size_t i = 0; isSame && i < letters.size(); ++i)
        isSame = keyOf(letters[i]) == keyOf(m_letters[i]);
    if (!isSame)
        removeAllRows();
    m_letters = std::move(letters);
    std::vector<KeyedRow> rows;
    for (const auto& letter : m_letters) {
        Row cells(ColumnCount);
        cells[Event] = numberCell(Decimal::fromInteger(letter.position), 0);
        cells[View] = textCell(letter.view == "activity" ? tr("Statistics") : toQString(letter.view));
        const bool failed = letter.state == "failed";
        const bool waits = letter.state == "waiting";
        cells[State] = textCell(failed ? tr("Failed") : waits ? tr("Waits behind it") : tr("Dismissed"));
        cells[State].chip = failed ? Chip::Bad : waits ? Chip::Unknown : Chip::Quiet;
        cells[Attempts] = numberCell(Decimal::fromInteger(letter.attempts), 0);
        cells[Reason] = textCell(toQString(letter.error), failed ? Tone::Normal : Tone::Muted);
        cells[Reason].toolTip = cells[Reason].text;
        rows.emplace_back(keyOf(letter), std::move(cells));
    }
    applyRows(std::move(rows));
}

}  // namespace tradecore::ui
