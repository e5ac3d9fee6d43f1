// CSV as tradecorectl writes it (RFC 4180, UTF-8): a header row, and no cell that a spreadsheet would carry out as a formula.
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace tradecore::app {

// Text that begins like a formula gets an apostrophe before it; plain numbers, negative ones too, stay as they are.
[[nodiscard]] QString csvCell(const QString& value);
[[nodiscard]] QString csvLine(const QStringList& cells);
// Nulls are empty cells, objects compact JSON.
[[nodiscard]] QString csvLineOf(const QJsonObject& row, const QStringList& columns);

}  // namespace tradecore::app
