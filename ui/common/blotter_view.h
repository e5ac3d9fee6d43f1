// BlotterView: the table of the desk over one CellTableModel: exact numeric sorting, a filter over all columns, column
// chooser, copy with headers, CSV export, an empty state, tinted changes and moving edges of pending states. Sorting by a
// changing column pauses while the pointer is in the table. Gui thread.
#pragma once

#include "ui/common/cell_delegate.h"
#include "ui/common/empty_state.h"

#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTimer>

#include <functional>
#include <vector>

class QMenu;

namespace tradecore::ui {

class CellSortFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit CellSortFilter(CellTableModel& model, QObject* parent);
    void setFilterText(const QString& text);

protected:
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    CellTableModel& m_model;
    QStringList m_words;
};

class BlotterView : public QTableView {
    Q_OBJECT
public:
    enum class RowHeight { Compact = 20, Normal = 24, Comfortable = 28 };

    BlotterView(CellTableModel& model, const Theme& theme, const QString& name, const QString& accessibleName,
                QWidget* parent);

    [[nodiscard]] EmptyState& emptyState() { return *m_empty; }
    [[nodiscard]] CellSortFilter& sortFilter() { return *m_proxy; }
    void setFilterText(const QString& text);
    void setRowHeight(RowHeight height);
    void setStale(bool stale);
    void fillColumnMenu(QMenu& menu);
    // Rows of the model, not of the view; ascending.
    [[nodiscard]] std::vector<int> selectedModelRows() const;
    [[nodiscard]] int currentModelRow() const;  // -1 where there is none
    void selectModelRow(int row);
    void copySelection() const;
    // An empty answer: written. Otherwise the sentence to show.
    [[nodiscard]] QString exportCsv(const QString& path) const;
    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray& state);

Q_SIGNALS:
    void modelRowActivated(int row);
    void contextMenuWanted(const QPoint& globalPosition, int row);

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void followRows();
    void widenNumberColumns();
    void animate();
    void showContextMenu(const QPoint& position);

    CellTableModel& m_model;
    CellSortFilter* m_proxy;
    CellDelegate* m_delegate;
    EmptyState* m_empty;
    QTimer m_animation;
};

}  // namespace tradecore::ui
