// WindowFixture: the main window over a FakeDesk, with the scenes that tests and screenshots share. Frames are driven by hand.
#pragma once

#include "tests/support/desk/fake_desk.h"
#include "tests/ui/fake_trading_control.h"
#include "ui/shell/main_window.h"

#include <memory>

namespace tradecore::test {

class WindowFixture {
public:
    explicit WindowFixture(ui::WindowSetup setup = {}, bool dark = false);
    ~WindowFixture();

    void start();
    // Frames and answers until nothing is left to tell.
    void settle();
    void fillBusy();        // orders in every state, fills, a position, an account, bars and quotes
    void goStale();
    void disconnect();
    void addRecovered();
    void setTradingState(domain::TradingState state, const std::string& reason);
    [[nodiscard]] domain::OrderTerms terms(const std::string& symbol, domain::Side side, std::int64_t quantity,
                                           std::int64_t limitCents) const;
    application::OrderRow order(const std::string& id, const domain::OrderTerms& terms, domain::OrderStatus status,
                                std::int64_t filled = 0);

    FakeDesk desk;
    FakeTradingControl control;
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
