#include "ui/common/table_export.h"

#include "ui/common/cell_table_model.h"

#include <QRegularExpression>

namespace tradecore::ui {
namespace {

QList<int> shownColumns(const QAbstractItemModel& model, const QHeaderView* header)
{
    QList<int> columns;
    for (int visual = 0; visual < model.columnCount(); ++visual) {
        const int logical = header ? header->logicalIndex(visual) : visual;
        if (!header || !header->isSectionHidden(logical))
            columns.append(logical);
    }
    return columns;
}

QString defused(const QString& value)
{
    static const QRegularExpression plainNumber(u"^[+-]?[0-9.]+$"_qs);
    if (!value.isEmpty() && QStringView(u"=+-@\t\r").contains(value.front()) && !plainNumber.match(value).hasMatch())
        return QString(u'\'' % value);
    return value;
}

QString rawAt(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data(CellTableModel::RawValueRole).toString();
}

}  // namespace

QString csvField(const QString& value)
{
    auto safe = defused(value);
    if (!safe.contains(u',') && !safe.contains(u'"') && !safe.contains(u'\n') && !safe.contains(u'\r'))
        return safe;
    safe.replace(u"\""_qs, u"\"\""_qs);
    return QString(u'"' % safe % u'"');
}

QString csvText(const QAbstractItemModel& model, const QHeaderView* header)
{
    const auto columns = shownColumns(model, header);
    QString text;
    const auto addLine = [&text](const QStringList& fields) {
        text += fields.join(u',');
        text += u"\r\n"_qs;
    };
    QStringList fields;
    for (const int column : columns)
        fields.append(csvField(model.headerData(column, Qt::Horizontal).toString()));
    addLine(fields);
    for (int row = 0; row < model.rowCount(); ++row) {
        fields.clear();
        for (const int column : columns)
            fields.append(csvField(rawAt(model, row, column)));
        addLine(fields);
    }
    return text;
}

QString copyText(const QAbstractItemModel& model, const QHeaderView* header, const QModelIndexList& rows)
{
    const auto columns = shownColumns(model, header);
    QStringList lines;
    QStringList fields;
    for (const int column : columns)
        fields.append(model.headerData(column, Qt::Horizontal).toString());
    lines.append(fields.join(u'\t'));
    for (const auto& index : rows) {
        fields.clear();
        for (const int column : columns)
            fields.append(defused(rawAt(model, index.row(), column).replace(u'\t', u' ').replace(u'\n', u' ')));
        lines.append(fields.join(u'\t'));
    }
    return lines.join(u'\n');
}

}  // namespace tradecore::ui
