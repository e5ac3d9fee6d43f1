#include "ui/shell/blotter_tabs.h"

#include "ui/common/icons.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>

namespace tradecore::ui {

BlotterTabs::BlotterTabs(const WindowContext& context, QWidget* parent)
    : QTabWidget(parent)
    , m_orders(new OrdersModel(context.instruments, this))
    , m_fills(new FillsModel(context.instruments, this))
    , m_positions(new PositionsModel(context.instruments, this))
    , m_log(new LogModel(this))
{
    setObjectName(u"blotterTabs"_qs);
    setAccessibleName(tr("Blotters"));
    tabBar()->setObjectName(u"blotterTabBar"_qs);
    tabBar()->setAccessibleName(tr("Blotters"));
    setDocumentMode(true);
    m_ordersView = addTable(*m_orders, context, u"ordersView"_qs, tr("Orders"), tr("No orders yet. Press F9 for a ticket."));
    m_ordersView->emptyState().setAction(tr("Open the ticket"));
    m_fillsView = addTable(*m_fills, context, u"fillsView"_qs, tr("Executions"), tr("No executions yet. They appear when an order fills."));
    m_positionsView = addTable(*m_positions, context, u"positionsView"_qs, tr("Positions"), tr("No positions. A filled order opens one."));
    m_account = new AccountPanel(context, this);
    addTab(m_account, tr("Account"));
    m_logView = addTable(*m_log, context, u"logView"_qs, tr("Log"), tr("Nothing has happened in this session yet."));
    for (auto* view : {m_ordersView, m_fillsView})
        view->sortByColumn(OrdersModel::Time, Qt::DescendingOrder);
    m_logView->sortByColumn(LogModel::Time, Qt::DescendingOrder);
    buildCorner(context.theme);
    connect(&m_ordersView->emptyState(), &EmptyState::actionTriggered, this, &BlotterTabs::ticketWanted);
    connect(&context.theme, &Theme::changed, this, [this, &context] {
        m_columns->setIcon(themedIcon(u"columns"_qs, context.theme));
        m_export->setIcon(themedIcon(u"export"_qs, context.theme));
    });
}

BlotterView* BlotterTabs::addTable(CellTableModel& model, const WindowContext& context, const QString& name,
                                   const QString& title, const QString& emptySentence)
{
    auto* view = new BlotterView(model, context.theme, name, title, this);
    view->emptyState().setSentence(emptySentence);
    addTab(view, title);
    return view;
}

void BlotterTabs::buildCorner(const Theme& theme)
{
    auto* corner = new QWidget(this);
    auto* row = new QHBoxLayout(corner);
    row->setContentsMargins(0, 2, 8, 2);
    row->setSpacing(4);
    m_filter = new QLineEdit(corner);
    m_filter->setObjectName(u"blotterFilterEdit"_qs);
    m_filter->setAccessibleName(tr("Filter the table"));
    m_filter->setPlaceholderText(tr("Filter…"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedSize(200, 26);
    m_columns = new QToolButton(corner);
    m_columns->setObjectName(u"columnsButton"_qs);
    m_columns->setAccessibleName(tr("Choose the columns"));
    m_columns->setIcon(themedIcon(u"columns"_qs, theme));
    m_columns->setPopupMode(QToolButton::InstantPopup);
    m_export = new QToolButton(corner);
    m_export->setObjectName(u"exportButton"_qs);
    m_export->setAccessibleName(tr("Export the table as CSV"));
    m_export->setIcon(themedIcon(u"export"_qs, theme));
    for (auto* button : {m_columns, m_export}) {
        button->setToolTip(button->accessibleName());
        button->setFixedSize(28, 26);
        button->setAutoRaise(true);
    }
    row->addWidget(m_filter);
    row->addWidget(m_columns);
    row->addWidget(m_export);
    setCornerWidget(corner);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (auto* view = shownView())
            view->setFilterText(text);
    });
    connect(this, &QTabWidget::currentChanged, this, [this] {
        for (auto* view : {m_ordersView, m_fillsView, m_positionsView, m_logView})
            view->setFilterText(view == shownView() ? m_filter->text() : QString());
        for (QWidget* control : std::initializer_list<QWidget*>{m_filter, m_columns, m_export})
            control->setEnabled(shownView() != nullptr);
    });
    connect(m_columns, &QToolButton::clicked, this, [this] {
        auto* view = shownView();
        if (!view)
            return;
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        view->fillColumnMenu(*menu);
        menu->popup(m_columns->mapToGlobal(QPoint(0, m_columns->height())));
    });
    connect(m_export, &QToolButton::clicked, this, &BlotterTabs::exportShown);
}

BlotterView* BlotterTabs::shownView() const
{
    return qobject_cast<BlotterView*>(currentWidget());
}

void BlotterTabs::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void BlotterTabs::exportShown()
{
    auto* view = shownView();
    if (!view)
        return;
    auto* dialog = new QFileDialog(this, tr("Export the table as CSV"), {}, tr("CSV files (*.csv)"));
    dialog->setObjectName(u"exportDialog"_qs);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_qs);
    connect(dialog, &QFileDialog::fileSelected, view, [this, view](const QString& path) {
        const auto problem = view->exportCsv(path);
        Q_EMIT told(problem.isEmpty() ? tr("The table was written to %1.").arg(path) : problem);
    });
    dialog->open();
}

void BlotterTabs::setRowHeight(BlotterView::RowHeight height)
{
    for (auto* view : {m_ordersView, m_fillsView, m_positionsView, m_logView})
        view->setRowHeight(height);
}

void BlotterTabs::saveTo(std::map<QString, QByteArray>& parts) const
{
    for (const auto* view : {m_ordersView, m_fillsView, m_positionsView, m_logView})
        parts.insert_or_assign(view->objectName(), view->saveColumns());
}

void BlotterTabs::restoreFrom(const std::map<QString, QByteArray>& parts)
{
    for (auto* view : {m_ordersView, m_fillsView, m_positionsView, m_logView}) {
        if (const auto part = parts.find(view->objectName()); part != parts.end())
            view->restoreColumns(part->second);
    }
}

}  // namespace tradecore::ui
