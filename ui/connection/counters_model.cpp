#include "ui/connection/counters_model.h"

#include "ui/common/number_text.h"

namespace tradecore::ui {

CountersModel::CountersModel(QObject* parent)
    : CellTableModel({{u"name"_qs, tr("Counter"), 360}, {u"value"_qs, tr("Value"), 130, true, true}}, parent)
{
}

void CountersModel::apply(const std::map<std::string, std::uint64_t>& counters)
{
    std::vector<KeyedRow> rows;
    for (const auto& [name, value] : counters) {
        Row cells(ColumnCount);
        cells[Name] = textCell(toQString(name));
        cells[Value].text = QLocale().toString(static_cast<qulonglong>(value));
        cells[Value].raw = QString::number(value);
        cells[Value].order = static_cast<Int128>(value);
        if (value == 0)
            cells[Value].tone = Tone::Muted;
        rows.emplace_back(name, std::move(cells));
    }
    applyRows(std::move(rows));
}

}  // namespace tradecore::ui
