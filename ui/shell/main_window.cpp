#include "ui/shell/main_window.h"

#include "ui/common/icons.h"
#include "ui/connection/counters_dialog.h"
#include "ui/market/chart_panel.h"
#include "ui/market/watchlist_model.h"
#include "ui/order/order_ticket.h"
#include "ui/risk/trading_state_button.h"
#include "ui/setting/settings_dialog.h"
#include "ui/shell/blotter_tabs.h"
#include "ui/shell/first_start_dialog.h"
#include "ui/shell/mode_badge.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/order_list_dialog.h"
#include "ui/shell/status_strip.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenuBar>
#include <QScreen>
#include <QScrollArea>
#include <QToolBar>
#include <QVBoxLayout>

namespace tradecore::ui {
namespace {

constexpr int watchlistWidth = 280;
constexpr int ticketWidth = 288;
constexpr int blotterHeight = 240;
constexpr int narrowWidth = 1'200;
constexpr int batchesThatFit = 60;

}  // namespace

MainWindow::MainWindow(application::Desk& desk, application::TradingControl& control, Executor& gui, Theme& theme,
                       application::MarketDataSignals& market, application::TradingDataSignals& trading, WindowSetup setup,
                       QWidget* parent)
    : QMainWindow(parent)
    , m_context{desk, gui, theme, m_instruments}
    , m_market(market)
    , m_trading(trading)
    , m_setup(std::move(setup))
    , m_layouts(m_setup.layoutPath)
    , m_actions(new ActionRegistry(this))
    , m_watchlist(new WatchlistModel(m_instruments, this))
{
    setObjectName(u"mainWindow"_qs);
    setAccessibleName(u"TradeCore"_qs);
    setDockNestingEnabled(true);
    buildActions();
    buildDesk();
    buildMenus();
    buildToolBar();
    buildKillSwitch(control);
    buildSelfCheck();
    connectData();
    connectOrders();
    connect(&theme, &Theme::changed, this, &MainWindow::applyTheme);
    applyTheme();
    applySettings(m_setup.settings);
    // The frame and the desktop's bars need room too; on a smaller screen the panes would not be readable.
    const auto room = screen()->availableGeometry().size() - QSize(16, 48);
    const QSize wanted(1440, 900);
    resize(room.width() >= 1200 ? wanted.boundedTo(room) : wanted);
    m_defaultState = saveState();
    restoreLayout();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildActions()
{
    auto& a = *m_actions;
    a.add(u"ticketAction"_qs, tr("Order &ticket"), QKeySequence(Qt::Key_F9));
    auto* place = a.add(u"placeAction"_qs, tr("&Place the order of the ticket"), {});
    place->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    a.add(u"discardAction"_qs, tr("&Discard the draft"), QKeySequence(Qt::Key_Escape));
    a.add(u"inspectAction"_qs, tr("Events of the selected &order"), QKeySequence(Qt::Key_F4));
    a.add(u"cancelSelectedAction"_qs, tr("&Cancel the selected orders"), QKeySequence(Qt::Key_Delete));
    a.add(u"cancelSymbolAction"_qs, tr("Cancel all orders of the &symbol"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X));
    a.add(u"cancelAllAction"_qs, tr("Cancel &all orders"), {});
    a.add(u"killSwitchAction"_qs, tr("&Kill switch…"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_K));
    a.add(u"limitsAction"_qs, tr("Risk &limits…"), {});
    a.add(u"filterAction"_qs, tr("&Filter the table"), QKeySequence(Qt::CTRL | Qt::Key_F));
    a.add(u"searchAction"_qs, tr("Search a s&ymbol"), QKeySequence(Qt::Key_Slash));
    a.add(u"countersAction"_qs, tr("Streams and &counters"), QKeySequence(Qt::CTRL | Qt::Key_I));
    a.add(u"selfCheckAction"_qs, tr("Self-c&heck"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I));
    a.add(u"resetLayoutAction"_qs, tr("&Reset the layout"), {});
    a.add(u"sourceAction"_qs, tr("Choose a &market…"), {});
    a.add(u"settingsAction"_qs, tr("&Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma));
    a.add(u"fullScreenAction"_qs, tr("F&ull screen"), QKeySequence(Qt::Key_F11))->setCheckable(true);
    a.add(u"quitAction"_qs, tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
}

void MainWindow::buildMenus()
{
    const auto addMenu = [this](const QString& name, const QString& title, const QStringList& ids) {
        auto* menu = menuBar()->addMenu(title);
        menu->setObjectName(name);
        menu->setAccessibleName(QString(title).remove(u'&'));
        for (const auto& id : ids)
            menu->addAction(m_actions->action(id));
        return menu;
    };
    menuBar()->setObjectName(u"menuBar"_qs);
    menuBar()->setAccessibleName(tr("Menu"));
    addMenu(u"fileMenu"_qs, tr("&File"), {u"sourceAction"_qs, u"settingsAction"_qs, u"quitAction"_qs});
    addMenu(u"orderMenu"_qs, tr("&Order"),
            {u"ticketAction"_qs, u"placeAction"_qs, u"discardAction"_qs, u"inspectAction"_qs, u"cancelSelectedAction"_qs,
             u"cancelSymbolAction"_qs, u"cancelAllAction"_qs, u"killSwitchAction"_qs, u"limitsAction"_qs});
    auto* view = addMenu(u"viewMenu"_qs, tr("&View"),
                         {u"searchAction"_qs, u"filterAction"_qs, u"countersAction"_qs, u"selfCheckAction"_qs, u"fullScreenAction"_qs, u"resetLayoutAction"_qs});
    view->addSeparator();
    for (auto* dock : {m_watchlistDock, m_ticketDock, m_blotterDock})
        view->addAction(dock->toggleViewAction());
}

void MainWindow::buildToolBar()
{
    auto* bar = addToolBar(tr("Tools"));
    bar->setObjectName(u"mainToolBar"_qs);
    bar->setAccessibleName(tr("Tools"));
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    auto* content = new QWidget(bar);
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(8, 4, 12, 6);
    row->setSpacing(12);
    m_search = new QLineEdit(content);
    m_search->setObjectName(u"symbolSearchEdit"_qs);
    m_search->setAccessibleName(tr("Search a symbol"));
    m_search->setPlaceholderText(tr("Search a symbol ( / )"));
    m_search->setFixedWidth(watchlistWidth - 16);
    auto* cancelAll = new QPushButton(content);
    cancelAll->setObjectName(u"cancelAllButton"_qs);
    cancelAll->setIcon(themedIcon(u"cancel"_qs, m_context.theme));
    m_badge = new ModeBadge(m_context.theme, content);
    m_badge->setText(tr("PRACTICE"), {});
    row->addWidget(m_search);
    row->addStretch();
    m_stateButton = new TradingStateButton(m_context.theme, content);
    row->addWidget(cancelAll);
    row->addWidget(m_stateButton);
    row->addWidget(m_badge);
    bar->addWidget(content);
    const auto refresh = [cancelAll](int count) {
        cancelAll->setText(count > 0 ? tr("Cancel %n order(s)", nullptr, count) : tr("Cancel all"));
        cancelAll->setAccessibleName(cancelAll->text());
        cancelAll->setEnabled(count > 0);
        cancelAll->setToolTip(count > 0 ? tr("Cancel every working order") : tr("No order is working."));
    };
    refresh(0);
    connect(&m_blotters->orders(), &OrdersModel::openCountChanged, cancelAll, refresh);
    connect(cancelAll, &QPushButton::clicked, m_actions->action(u"cancelAllAction"_qs), &QAction::trigger);
    connect(m_search, &QLineEdit::returnPressed, this, &MainWindow::search);
    connect(&m_context.theme, &Theme::changed, cancelAll,
            [this, cancelAll] { cancelAll->setIcon(themedIcon(u"cancel"_qs, m_context.theme)); });
}

QDockWidget* MainWindow::addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    dock->toggleViewAction()->setObjectName(QString(name % u"Action"));
    auto* bar = new QLabel(title, dock);
    bar->setFont(m_context.theme.labelFont());
    bar->setForegroundRole(QPalette::PlaceholderText);
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setAutoFillBackground(true);
    bar->setBackgroundRole(QPalette::Base);
    dock->setTitleBarWidget(bar);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::buildDesk()
{
    m_watchlistView = new BlotterView(*m_watchlist, m_context.theme, u"watchlistView"_qs, tr("Watchlist"), this);
    m_watchlistView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_watchlistView->emptyState().setSentence(tr("Waiting for the instruments of the source…"));
    m_watchlistView->setMinimumWidth(160);
    m_watchlistView->horizontalHeader()->setStretchLastSection(false);
    m_ticket = new OrderTicket(m_context, this);
    m_ticket->setAutoFillBackground(true);
    m_ticket->setBackgroundRole(QPalette::Base);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(u"ticketScroll"_qs);
    scroll->setAccessibleName(tr("Order ticket"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_ticket);
    m_chart = new ChartPanel(m_context, this);
    m_blotters = new BlotterTabs(m_context, this);
    m_strip = new StatusStrip(m_context.theme, this);
    m_notice = new NoticeBar(u"noticeBar"_qs, m_context.theme, this);
    m_unprotected = new NoticeBar(u"unprotectedBar"_qs, m_context.theme, this);
    m_unprotected->setDismissable(false);
    m_stopped = new NoticeBar(u"stoppedBar"_qs, m_context.theme, this);
    m_stopped->setDismissable(false);
    m_live = new NoticeBar(u"liveBar"_qs, m_context.theme, this);
    m_live->setDismissable(false);
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (auto* bar : {m_live, m_stopped, m_unprotected, m_notice})
        column->addWidget(bar);
    column->addWidget(m_chart, 1);
    setCentralWidget(centre);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    m_watchlistDock = addDock(u"watchlistDock"_qs, tr("Watchlist"), m_watchlistView, Qt::LeftDockWidgetArea);
    m_ticketDock = addDock(u"ticketDock"_qs, tr("Ticket"), new HairlineFrame(m_context.theme, scroll, this), Qt::RightDockWidgetArea);
    m_blotterDock = addDock(u"blotterDock"_qs, tr("Blotters"), m_blotters, Qt::BottomDockWidgetArea);
    // The tabs are its head already.
    auto* noTitle = new QWidget(m_blotterDock);
    noTitle->setFixedHeight(0);
    m_blotterDock->setTitleBarWidget(noTitle);
    resizeDocks({m_watchlistDock, m_ticketDock}, {watchlistWidth, ticketWidth}, Qt::Horizontal);
    resizeDocks({m_blotterDock}, {blotterHeight}, Qt::Vertical);
    auto* foot = new QToolBar(tr("Status"), this);
    foot->setObjectName(u"statusToolBar"_qs);
    foot->setAccessibleName(tr("Status"));
    foot->setMovable(false);
    foot->setContextMenuPolicy(Qt::PreventContextMenu);
    foot->addWidget(m_strip);
    addToolBar(Qt::BottomToolBarArea, foot);
    m_strip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MainWindow::restoreLayout()
{
    const auto loaded = m_layouts.load();
    m_fitsLeft = loaded.parts ? 0 : batchesThatFit;
    auto notice = loaded.notice;
    if (loaded.parts) {
        const auto part = [&loaded](const QString& key) {
            const auto found = loaded.parts->find(key);
            return found == loaded.parts->end() ? QByteArray() : found->second;
        };
        if (restoreState(part(u"state"_qs))) {
            restoreGeometry(part(u"geometry"_qs));
            m_blotters->restoreFrom(*loaded.parts);
            m_watchlistView->restoreColumns(part(u"watchlistView"_qs));
        } else {
            notice = m_layouts.setAside();
        }
    }
    if (!notice.isEmpty()) {
        m_notice->show(notice, Tone::Warning);
        tell(notice, Tone::Warning);
    }
}

void MainWindow::saveLayout()
{
    LayoutStore::Parts parts{{u"state"_qs, saveState()}, {u"geometry"_qs, saveGeometry()},
                             {u"watchlistView"_qs, m_watchlistView->saveColumns()}};
    m_blotters->saveTo(parts);
    if (const auto problem = m_layouts.save(parts); !problem.isEmpty())
        tell(problem, Tone::Warning);
}

void MainWindow::resetLayout()
{
    restoreState(m_defaultState);
    resizeDocks({m_watchlistDock, m_ticketDock}, {watchlistWidth, ticketWidth}, Qt::Horizontal);
    resizeDocks({m_blotterDock}, {blotterHeight}, Qt::Vertical);
}

void MainWindow::applyTheme()
{
    for (auto* dock : {m_watchlistDock, m_ticketDock})
        dock->titleBarWidget()->setFont(m_context.theme.labelFont());
}

void MainWindow::applySettings(const UiSettings& settings)
{
    m_setup.settings = settings;
    m_context.theme.choose(settings.theme, settings.marketColours);
    m_watchlistView->setRowHeight(settings.rowHeight);
    m_blotters->setRowHeight(settings.rowHeight);
}

void MainWindow::openSettings()
{
    auto* dialog = new SettingsDialog(m_setup.settings, this);
    connect(dialog, &SettingsDialog::changed, this, [this](const UiSettings& settings) {
        applySettings(settings);
        if (m_setup.saveSettings)
            m_setup.saveSettings(settings);
    });
    dialog->open();
}

void MainWindow::openSourceChoice()
{
    auto* dialog = new FirstStartDialog(m_context.theme, m_setup.isFirstStart ? QString() : m_source, this);
    connect(dialog, &FirstStartDialog::chosen, this, [this](const QString& source) {
        if (m_setup.chooseSource)
            m_setup.chooseSource(source);
    });
    dialog->open();
}

void MainWindow::openCounters()
{
    if (!m_counters) {
        m_counters = new CountersDialog(m_context.theme, this);
        m_counters->setAttribute(Qt::WA_DeleteOnClose);
        askStatus();
    }
    m_counters->show();
    m_counters->raise();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    const bool narrow = event->size().width() < narrowWidth;
    if (narrow == m_isNarrow || !isVisible())
        return;
    m_isNarrow = narrow;
    if (narrow)
        tabifyDockWidget(m_watchlistDock, m_ticketDock);
    else
        addDockWidget(Qt::RightDockWidgetArea, m_ticketDock);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const auto open = m_blotters->orders().openOrders();
    if (open.empty() || m_closeAgreed) {
        m_pump.stop();
        saveLayout();
        event->accept();
        return;
    }
    event->ignore();
    const int count = static_cast<int>(open.size());
    auto* dialog = new OrderListDialog(m_context, u"closeDialog"_qs, tr("Close with %n working order(s)?", nullptr, count),
                                       tr("These orders stay at the venue and may fill while the program is closed. The next start asks the venue what became of them."),
                                       open, this);
    dialog->addButton(u"stayButton"_qs, tr("Stay here"), Tone::Normal, {});
    dialog->addButton(u"cancelAndStayButton"_qs, tr("Cancel %n order(s)", nullptr, count), Tone::Normal,
                      [this, open] { cancelOrders(open); });
    dialog->addButton(u"closeAnywayButton"_qs, tr("Keep the orders and close"), Tone::Danger, [this] {
        m_closeAgreed = true;
        close();
    });
    dialog->open();
}

}  // namespace tradecore::ui
