// CellTableModel: the base of every table of the desk. A row is a vector of formatted cells under a key that never changes;
// updates come as one batch with exact begin and end calls. Models open no dialogs and send no commands. Gui thread.
#pragma once

#include "ui/common/cell.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tradecore::ui {

struct CellColumn {
    QString key;       // stable, for stored layouts and exports
    QString title;
    int width = 80;
    bool number = false;    // right aligned on the decimal sign, in the number font
    bool flashes = false;   // a change is tinted for 150 ms
    bool shown = true;      // in the default layout
    QString toolTip = {};
};

class CellTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using Row = std::vector<Cell>;
    // The exact plain text of a number or time, whatever the locale; text for the rest.
    static constexpr int RawValueRole = Qt::UserRole + 1;
    static constexpr std::int64_t flashMilliseconds = 150;

    CellTableModel(std::vector<CellColumn> columns, QObject* parent);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    [[nodiscard]] const std::vector<CellColumn>& columns() const { return m_columns; }
    [[nodiscard]] const Cell& cell(int row, int column) const;
    [[nodiscard]] const std::string& keyOf(int row) const { return m_keys[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(const std::string& key) const;  // -1 where there is none
    // The longest fraction that the column has held; the delegate aligns on it.
    [[nodiscard]] int fractionOf(int column) const { return m_fractions[static_cast<std::size_t>(column)]; }
    // The longest text before the fraction, for widths.
    [[nodiscard]] int lengthOf(int column) const { return m_lengths[static_cast<std::size_t>(column)]; }
    [[nodiscard]] bool isLess(int leftRow, int rightRow, int column) const;
    [[nodiscard]] bool hasFlashAt(std::int64_t nowMilliseconds) const { return nowMilliseconds - m_lastFlash < flashMilliseconds; }
    [[nodiscard]] int pendingCells() const { return m_pendingCells; }
    // Machine time for the tint of changed cells; the same everywhere on the gui thread.
    [[nodiscard]] static std::int64_t nowMilliseconds();

protected:
    using KeyedRow = std::pair<std::string, Row>;
    // Rows that are known are replaced under one dataChanged; new ones are appended in one insertion.
    void applyRows(std::vector<KeyedRow> rows);
    void removeAllRows();
    void removeRowsBefore(int row);

private:
    [[nodiscard]] static QString rawTextOf(const Cell& cell);
    void replaceRow(std::size_t row, Row&& cells, std::int64_t now);
    void account(const Row& cells, int direction);

    std::vector<CellColumn> m_columns;
    std::vector<Row> m_rows;
    std::vector<std::string> m_keys;
    std::unordered_map<std::string, int> m_rowByKey;
    std::vector<int> m_fractions;
    std::vector<int> m_lengths;
    std::int64_t m_lastFlash = -1'000'000;
    int m_pendingCells = 0;
};

}  // namespace tradecore::ui
