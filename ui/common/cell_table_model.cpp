#include "ui/common/cell_table_model.h"

#include "base/decimal.h"

#include <QDeadlineTimer>

#include <algorithm>

namespace tradecore::ui {

CellTableModel::CellTableModel(std::vector<CellColumn> columns, QObject* parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
    , m_fractions(m_columns.size(), 0)
    , m_lengths(m_columns.size(), 0)
{
}

QString CellTableModel::rawTextOf(const Cell& cell)
{
    if (cell.order && cell.rawDecimals >= 0)
        return QString::fromStdString(Decimal::fromUnits(*cell.order).toString(cell.rawDecimals));
    return cell.raw.isEmpty() ? cell.text : cell.raw;
}

std::int64_t CellTableModel::nowMilliseconds()
{
    return QDeadlineTimer::current().deadline();
}

int CellTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CellTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

const Cell& CellTableModel::cell(int row, int column) const
{
    return m_rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
}

QVariant CellTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& shown = cell(index.row(), index.column());
    if (role == Qt::DisplayRole)
        return shown.text;
    if (role == RawValueRole)
        return rawTextOf(shown);
    if (role == Qt::ToolTipRole)
        return shown.toolTip.isEmpty() ? shown.text : shown.toolTip;
    if (role == Qt::TextAlignmentRole) {
        const bool number = m_columns[static_cast<std::size_t>(index.column())].number;
        return QVariant::fromValue(Qt::Alignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role == Qt::AccessibleTextRole)
        return QString(m_columns[static_cast<std::size_t>(index.column())].title % u": " % shown.text
                       % (shown.marked ? QString(u". " % shown.toolTip) : QString()));
    return {};
}

QVariant CellTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::ToolTipRole)
        return column.toolTip.isEmpty() ? column.title : column.toolTip;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((column.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    return {};
}

int CellTableModel::rowOf(const std::string& key) const
{
    const auto found = m_rowByKey.find(key);
    return found == m_rowByKey.end() ? -1 : found->second;
}

bool CellTableModel::isLess(int leftRow, int rightRow, int column) const
{
    const auto& left = cell(leftRow, column);
    const auto& right = cell(rightRow, column);
    if (left.order && right.order)
        return *left.order < *right.order;
    if (left.order.has_value() != right.order.has_value())
        return right.order.has_value();
    return left.text.localeAwareCompare(right.text) < 0;
}

void CellTableModel::account(const Row& cells, int direction)
{
    for (std::size_t column = 0; column < cells.size(); ++column) {
        if (cells[column].chip == Chip::Pending)
            m_pendingCells += direction;
        if (direction > 0) {
            m_fractions[column] = std::max(m_fractions[column], cells[column].fraction);
            m_lengths[column] = std::max(m_lengths[column], static_cast<int>(cells[column].text.size()) - cells[column].fraction);
        }
    }
}

void CellTableModel::replaceRow(std::size_t row, Row&& cells, std::int64_t now)
{
    auto& before = m_rows[row];
    for (std::size_t column = 0; column < cells.size(); ++column) {
        cells[column].changedAtMilliseconds = before[column].changedAtMilliseconds;
        if (m_columns[column].flashes && cells[column].text != before[column].text) {
            cells[column].changedAtMilliseconds = now;
            m_lastFlash = now;
        }
    }
    account(before, -1);
    account(cells, 1);
    before = std::move(cells);
}

void CellTableModel::applyRows(std::vector<KeyedRow> rows)
{
    const auto now = nowMilliseconds();
    int first = rowCount();
    int last = -1;
    std::vector<KeyedRow> added;
    std::unordered_map<std::string, std::size_t> addedByKey;
    for (auto& [key, cells] : rows) {
        Q_ASSERT(cells.size() == m_columns.size());
        if (const int row = rowOf(key); row >= 0) {
            replaceRow(static_cast<std::size_t>(row), std::move(cells), now);
            first = std::min(first, row);
            last = std::max(last, row);
        } else if (const auto twice = addedByKey.find(key); twice != addedByKey.end()) {
            added[twice->second].second = std::move(cells);
        } else {
            addedByKey.emplace(key, added.size());
            added.emplace_back(std::move(key), std::move(cells));
        }
    }
    if (last >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    if (added.empty())
        return;
    const int start = rowCount();
    beginInsertRows({}, start, start + static_cast<int>(added.size()) - 1);
    for (auto& [key, cells] : added) {
        account(cells, 1);
        m_rowByKey.emplace(key, rowCount());
        m_keys.push_back(std::move(key));
        m_rows.push_back(std::move(cells));
    }
    endInsertRows();
}

void CellTableModel::removeAllRows()
{
    if (m_rows.empty())
        return;
    beginResetModel();
    m_rows.clear();
    m_keys.clear();
    m_rowByKey.clear();
    m_pendingCells = 0;
    endResetModel();
}

void CellTableModel::removeRowsBefore(int row)
{
    const int count = std::min(row, rowCount());
    if (count <= 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    for (int i = 0; i < count; ++i)
        account(m_rows[static_cast<std::size_t>(i)], -1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + count);
    m_keys.erase(m_keys.begin(), m_keys.begin() + count);
    m_rowByKey.clear();
    for (std::size_t i = 0; i < m_keys.size(); ++i)
        m_rowByKey.emplace(m_keys[i], static_cast<int>(i));
    endRemoveRows();
}

}  // namespace tradecore::ui
