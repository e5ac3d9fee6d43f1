#include "ui/common/blotter_view.h"

#include "ui/common/table_export.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QSaveFile>

#include <algorithm>

namespace tradecore::ui {
namespace {

constexpr int animationMilliseconds = 33;

}  // namespace

CellSortFilter::CellSortFilter(CellTableModel& model, QObject* parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(&model);
    setDynamicSortFilter(true);
}

void CellSortFilter::setFilterText(const QString& text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool CellSortFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    return m_model.isLess(left.row(), right.row(), left.column());
}

bool CellSortFilter::filterAcceptsRow(int row, const QModelIndex&) const
{
    return std::ranges::all_of(m_words, [this, row](const QString& word) {
        for (int column = 0; column < m_model.columnCount(); ++column) {
            if (m_model.cell(row, column).text.contains(word, Qt::CaseInsensitive))
                return true;
        }
        return false;
    });
}

BlotterView::BlotterView(CellTableModel& model, const Theme& theme, const QString& name, const QString& accessibleName,
                         QWidget* parent)
    : QTableView(parent)
    , m_model(model)
    , m_proxy(new CellSortFilter(model, this))
    , m_delegate(new CellDelegate(model, m_proxy, theme, this))
{
    setObjectName(name);
    setAccessibleName(accessibleName);
    setModel(m_proxy);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    verticalHeader()->hide();
    setRowHeight(RowHeight::Normal);
    auto* header = horizontalHeader();
    header->setObjectName(QString(name % u"Header"));
    header->setAccessibleName(tr("Columns of %1").arg(accessibleName));
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setMinimumSectionSize(28);
    header->setStretchLastSection(!model.columns().back().number);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setFont(theme.labelFont());
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    for (int column = 0; column < model.columnCount(); ++column) {
        const auto& shown = model.columns()[static_cast<std::size_t>(column)];
        setColumnWidth(column, shown.width);
        setColumnHidden(column, !shown.shown);
    }
    m_empty = new EmptyState(theme, viewport());
    m_empty->setObjectName(QString(name % u"Empty"));
    m_animation.setInterval(animationMilliseconds);
    connect(&m_animation, &QTimer::timeout, this, &BlotterView::animate);
    connect(&theme, &Theme::changed, this, [this, &theme] { horizontalHeader()->setFont(theme.labelFont()); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_proxy, signal, this, &BlotterView::followRows);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &BlotterView::followRows);
    connect(m_proxy, &QAbstractItemModel::layoutChanged, this, &BlotterView::followRows);
    connect(&model, &QAbstractItemModel::dataChanged, this, &BlotterView::followRows);
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT modelRowActivated(m_proxy->mapToSource(index).row()); });
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, &BlotterView::showContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint& position) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(*menu);
        menu->popup(header->mapToGlobal(position));
    });
    followRows();
}

void BlotterView::setFilterText(const QString& text)
{
    m_proxy->setFilterText(text);
    followRows();
}

void BlotterView::setRowHeight(RowHeight height)
{
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(static_cast<int>(height));
    verticalHeader()->setDefaultSectionSize(static_cast<int>(height));
}

void BlotterView::setStale(bool stale)
{
    m_delegate->setStale(stale);
    viewport()->update();
}

void BlotterView::fillColumnMenu(QMenu& menu)
{
    for (int column = 0; column < m_model.columnCount(); ++column) {
        auto* action = menu.addAction(m_model.columns()[static_cast<std::size_t>(column)].title);
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            const bool isLast = !shown && horizontalHeader()->hiddenSectionCount() + 1 >= m_model.columnCount();
            if (!isLast)
                setColumnHidden(column, !shown);
        });
    }
}

std::vector<int> BlotterView::selectedModelRows() const
{
    std::vector<int> rows;
    for (const auto& index : selectionModel()->selectedRows())
        rows.push_back(m_proxy->mapToSource(index).row());
    std::ranges::sort(rows);
    return rows;
}

int BlotterView::currentModelRow() const
{
    const auto index = currentIndex();
    return index.isValid() ? m_proxy->mapToSource(index).row() : -1;
}

void BlotterView::selectModelRow(int row)
{
    const auto index = m_proxy->mapFromSource(m_model.index(row, 0));
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    scrollTo(index);
}

void BlotterView::copySelection() const
{
    auto rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(copyText(*m_proxy, horizontalHeader(), rows));
}

QString BlotterView::exportCsv(const QString& path) const
{
    QSaveFile file(path);
    const auto bytes = csvText(*m_proxy, horizontalHeader()).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return tr("The table could not be written to %1: %2.").arg(path, file.errorString());
    return {};
}

QByteArray BlotterView::saveColumns() const
{
    return horizontalHeader()->saveState();
}

void BlotterView::restoreColumns(const QByteArray& state)
{
    if (!state.isEmpty())
        horizontalHeader()->restoreState(state);
}

void BlotterView::enterEvent(QEnterEvent* event)
{
    m_proxy->setDynamicSortFilter(false);
    QTableView::enterEvent(event);
}

void BlotterView::leaveEvent(QEvent* event)
{
    m_proxy->setDynamicSortFilter(true);
    QTableView::leaveEvent(event);
}

void BlotterView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    QTableView::keyPressEvent(event);
}

void BlotterView::followRows()
{
    m_empty->setVisible(m_proxy->rowCount() == 0);
    widenNumberColumns();
    if (!m_animation.isActive() && (m_model.pendingCells() > 0 || m_model.hasFlashAt(CellTableModel::nowMilliseconds())))
        m_animation.start();
}

// A digit of a price is never cut. Columns only grow, and not under the pointer.
void BlotterView::widenNumberColumns()
{
    if (underMouse())
        return;
    const auto digit = QFontMetricsF(m_delegate->numberFont()).horizontalAdvance(u'0');
    for (int column = 0; column < m_model.columnCount(); ++column) {
        if (isColumnHidden(column) || !m_model.columns()[static_cast<std::size_t>(column)].number)
            continue;
        const auto needed = static_cast<int>(digit * (m_model.lengthOf(column) + m_model.fractionOf(column))) + 13;
        if (needed > columnWidth(column))
            setColumnWidth(column, needed);
    }
}

void BlotterView::animate()
{
    viewport()->update();
    if (m_model.pendingCells() == 0 && !m_model.hasFlashAt(CellTableModel::nowMilliseconds()))
        m_animation.stop();
}

void BlotterView::showContextMenu(const QPoint& position)
{
    const auto index = indexAt(position);
    Q_EMIT contextMenuWanted(viewport()->mapToGlobal(position), index.isValid() ? m_proxy->mapToSource(index).row() : -1);
}

}  // namespace tradecore::ui
