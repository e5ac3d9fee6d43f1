// MainWindow: the desk. Watchlist, chart, ticket and blotters in the linked default layout; one symbol is shown everywhere. It
// talks to Desk and TradingControl alone and listens to the two gui-side signal objects, which its frame pump drives. Made, used and destroyed
// on the gui thread; Desk, control, executor, theme and signal objects are the composition's and outlive it.
#pragma once

#include "application/integrity/integrity_control.h"
#include "application/market/market_access.h"
#include "application/streaming/market_data_signals.h"
#include "application/streaming/trading_data_signals.h"
#include "ui/common/frame_pump.h"
#include "ui/common/window_context.h"
#include "ui/setting/window_settings.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/layout_store.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <memory>
#include <set>

namespace tradecore::ui {

class BlotterTabs;
class BlotterView;
class ChartPanel;
class CountersDialog;
class KillSwitchDialog;
class ModeBadge;
class LimitsDialog;
class NoticeBar;
class OrderTicket;
class SelfCheckDialog;
class StatusStrip;
class TradingStateButton;
class WatchlistModel;

// What the composition decides about the window.
struct WindowSetup {
    UiSettings settings;
    QString layoutPath;        // empty: the layout is not stored
    bool isFirstStart = false; // asks where prices come from
    std::function<void(const UiSettings&)> saveSettings;   // may be empty
    std::function<void(const QString&)> chooseSource;      // remembers the source; used from the next start on where it says so
    application::IntegrityControl* integrity = nullptr;    // absent: there is no self-check
};

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(application::Desk& desk, application::TradingControl& control, Executor& gui, Theme& theme,
               application::MarketDataSignals& market, application::TradingDataSignals& trading, WindowSetup setup,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    // Starts the frame pump and the first questions.
    void start();
    void showInstrument(const domain::InstrumentId& instrument);
    void askStatus();
    // One frame: both signal objects are asked for what changed. The frame pump calls it.
    void onFrame();

    [[nodiscard]] ActionRegistry& actions() { return *m_actions; }
    [[nodiscard]] BlotterTabs& blotters() { return *m_blotters; }
    [[nodiscard]] OrderTicket& ticket() { return *m_ticket; }
    [[nodiscard]] ChartPanel& chartPanel() { return *m_chart; }
    [[nodiscard]] WatchlistModel& watchlist() { return *m_watchlist; }
    void inspectOrder(const application::OrderRow& order);
    void openSettings();
    void openSourceChoice();
    void openCounters();
    void openKillSwitch();
    void openSelfCheck();
    void tell(const QString& sentence, Tone tone);

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    // Building (main_window.cpp)
    void buildActions();
    void buildMenus();
    void buildToolBar();
    void buildDesk();
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    void restoreLayout();
    void saveLayout();
    void resetLayout();
    void applyTheme();
    void applySettings(const UiSettings& settings);

    // Data (main_window_data.cpp)
    void connectData();
    void onMarket(const application::MarketBatch& batch);
    void onStatus(const application::WorkstationStatus& status);
    void onInstruments(const std::vector<domain::Instrument>& instruments);
    void fitWatchlist();
    void noteStream(const application::StreamStatus& stream);
    void refreshMarks();
    void tick();
    void search();

    // Orders (main_window_orders.cpp)
    void connectOrders();
    void showOrderMenu(const QPoint& position, int row);
    void confirmCancel(std::vector<application::OrderRow> orders, const QString& title);
    void cancelOrders(const std::vector<application::OrderRow>& orders);
    void cancelSelected();
    void cancelAllOfSymbol();
    void cancelAll();
    void resolveOrder(const application::OrderRow& order);
    void showRecovery(const std::vector<domain::ClientOrderId>& orders);
    [[nodiscard]] QString orderTitle(const application::OrderRow& order) const;

    // Self-check (main_window_integrity.cpp)
    void buildSelfCheck();
    void showIntegrity(const application::WorkstationStatus& status);

    // Risk (main_window_risk.cpp)
    void buildKillSwitch(application::TradingControl& control);
    void buildLimits(application::TradingControl& control);
    void showUnprotected();
    void refreshExposure();
    void showTradingState(const application::AccountView& account);
    void showStopped(const application::WorkstationStatus& status);

    InstrumentDirectory m_instruments;
    WindowContext m_context;
    application::MarketDataSignals& m_market;
    application::TradingDataSignals& m_trading;
    WindowSetup m_setup;
    LayoutStore m_layouts;
    FramePump m_pump;
    QTimer m_tick;
    ActionRegistry* m_actions;
    WatchlistModel* m_watchlist;
    BlotterView* m_watchlistView = nullptr;
    ChartPanel* m_chart = nullptr;
    OrderTicket* m_ticket = nullptr;
    BlotterTabs* m_blotters = nullptr;
    StatusStrip* m_strip = nullptr;
    ModeBadge* m_badge = nullptr;
    TradingStateButton* m_stateButton = nullptr;
    KillSwitchDialog* m_killSwitch = nullptr;
    LimitsDialog* m_limits = nullptr;
    application::TradingControl* m_control = nullptr;
    std::function<void()> m_closeUnprotected;
    NoticeBar* m_notice = nullptr;       // said once, dismissable
    NoticeBar* m_unprotected = nullptr;  // a position without the stop that it was placed with
    NoticeBar* m_stopped = nullptr;      // trading has stopped
    NoticeBar* m_live = nullptr;         // the red band of a live account
    QLineEdit* m_search = nullptr;
    QDockWidget* m_watchlistDock = nullptr;
    QDockWidget* m_ticketDock = nullptr;
    QDockWidget* m_blotterDock = nullptr;
    QPointer<CountersDialog> m_counters;
    QPointer<SelfCheckDialog> m_selfCheck;
    std::map<std::pair<std::string, bool>, application::StreamStatus> m_told;   // in the log
    std::set<domain::InstrumentId> m_subscribed;
    QByteArray m_defaultState;
    int m_ticks = 0;
    bool m_marksDirty = false;
    bool m_recoveryShown = false;
    bool m_closeAgreed = false;
    bool m_isNarrow = false;
    int m_fitsLeft = 0;                   // batches that may still widen the watchlist
    bool m_exposureDirty = true;
    QString m_source;                     // that the workstation runs on
    QString m_stoppedReason;              // why no order is taken at all; empty while orders are taken
    QString m_integrityTold;              // what the self-check found last
};

}  // namespace tradecore::ui
