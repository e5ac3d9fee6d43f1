#include "ui/connection/log_model.h"

#include "ui/common/number_text.h"

#include <QDateTime>

namespace tradecore::ui {

LogModel::LogModel(QObject* parent)
    : CellTableModel({{u"time"_qs, tr("Time"), 110, true}, {u"sentence"_qs, tr("What happened"), 900}, {u"count"_qs, tr("Times"), 60, true}}, parent)
{
}

void LogModel::add(const QString& sentence, Tone tone)
{
    const bool same = sentence == m_last && rowCount() > 0;
    m_repeats = same ? m_repeats + 1 : 1;
    if (!same)
        ++m_lastNumber;
    m_last = sentence;
    Row cells(ColumnCount);
    cells[Time] = timeCell(Timestamp::fromNanoseconds(QDateTime::currentMSecsSinceEpoch() * 1'000'000));
    cells[Sentence] = textCell(sentence, tone);
    cells[Count] = m_repeats > 1 ? numberCell(Decimal::fromInteger(m_repeats), 0) : textCell({});
    std::vector<KeyedRow> rows;
    rows.emplace_back(std::to_string(m_lastNumber), std::move(cells));
    applyRows(std::move(rows));
    if (rowCount() > keptRows + keptRows / 10)
        removeRowsBefore(rowCount() - keptRows);
}

}  // namespace tradecore::ui
