// Tables as text: copied with headers (tab separated) and exported as CSV. Values are the raw ones (plain decimals, RFC 3339
// times). A cell that a spreadsheet would run as a formula gets an apostrophe in front.
#pragma once

#include <QAbstractItemModel>
#include <QHeaderView>
#include <QString>

namespace tradecore::ui {

[[nodiscard]] QString csvField(const QString& value);
// Shown columns in the order of the header; rows in the order of the model. header may be null: all columns.
[[nodiscard]] QString csvText(const QAbstractItemModel& model, const QHeaderView* header);
[[nodiscard]] QString copyText(const QAbstractItemModel& model, const QHeaderView* header, const QModelIndexList& rows);

}  // namespace tradecore::ui
