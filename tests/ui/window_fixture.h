// WindowFixture: the main window over a FakeDesk, with the scenes that tests and screenshots share. Frames are driven by hand.
#pragma once

#include "tests/support/desk/fake_desk.h"
#include "tests/support/desk/fake_integrity_control.h"
#include "tests/ui/fake_trading_control.h"
#include "ui/shell/main_window.h"

#include <memory>

namespace tradecore::test {

class WindowFixture {
public:
    explicit WindowFixture(ui::WindowSetup setup = {}, bool dark = false, bool checksItself = true);
    ~WindowFixture();

    void start();
    // Frames and answers until nothing is left to tell.
    void settle();
    void fillBusy();        // orders in every state, fills, a position, an account, bars and quotes
    void goStale();
    void disconnect();
    void addRecovered();
    // The self-check's last pass; what is found stands in it.
    void setIntegrity(const std::vector<application::IntegrityCheck>& found = {}, bool stopsTrading = false);
    void setTradingState(domain::TradingState state, const std::string& reason);
    [[nodiscard]] domain::OrderTerms terms(const std::string& symbol, domain::Side side, std::int64_t quantity,
                                           std::int64_t limitCents) const;
    application::OrderRow order(const std::string& id, const domain::OrderTerms& terms, domain::OrderStatus status,
                                std::int64_t filled = 0);

    FakeDesk desk;
    FakeTradingControl control;
    FakeIntegrityControl integrity;
    CollectingExecutor gui;
    ui::Theme theme;
    application::MarketDataSignals market;
    application::TradingDataSignals trading;
    std::unique_ptr<ui::MainWindow> window;

private:
    void addAccount();
    void addEvents(const application::OrderRow& order);

    application::AccountView m_account;
};

}  // namespace tradecore::test
