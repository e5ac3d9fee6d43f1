// TradingDataSignals: the gui-side signal object of orders, fills, positions and accounts. pump() is called once a frame; it
// compares the Desk's position with its own and asks for what has changed since, one query of each kind in flight at a time.
// First load and updates are the same query; rows come after commit, never before. gui thread.
//
// A query that is not answered within answerWait was refused by a full engine: it is asked again. An answer with an error is
// told through failed() and asked again after errorPause.
#pragma once

// moc 6.4 stumbles over <concepts>, which it would read behind this header, and needs none of its types.
#ifndef Q_MOC_RUN
#include "application/market/desk.h"
#endif

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tradecore::application {

class TradingDataSignals : public QObject {
    Q_OBJECT
public:
    static constexpr Duration answerWait = std::chrono::seconds(5);
    static constexpr Duration errorPause = std::chrono::seconds(1);

    // `gui` is the executor of this object's thread; answers come there. Both outlive this object.
    TradingDataSignals(Desk& desk, Executor& gui, QObject* parent = nullptr);
    ~TradingDataSignals() override;

    void pump();
    // Asks for everything again at the next pump (a view that was made later).
    void reload();

Q_SIGNALS:
    // Changed rows as of a position; the first of each kind has all of them and may be empty.
    void orders(const std::vector<tradecore::application::OrderRow>& rows, qint64 asOf);
    void fills(const std::vector<tradecore::application::FillRow>& rows, qint64 asOf);
    void positions(const std::vector<tradecore::application::PositionView>& rows, qint64 asOf);
    void accounts(const std::vector<tradecore::application::AccountView>& rows, qint64 asOf);
    // A sentence; the figures on the screen are those of before.
    void failed(const QString& reason);

private:
    struct Kind {
        std::optional<std::int64_t> asOf;       // nothing before the first answer
        std::uint64_t valuation = 0;
        bool inFlight = false;
        std::uint64_t ticket = 0;               // of the query in flight; an answer with another one is too old
        SteadyTime askedAt;
        std::optional<SteadyTime> notBefore;    // after an error
    };
    [[nodiscard]] bool mayAsk(Kind& kind, bool hasChanged);
    [[nodiscard]] std::uint64_t begin(Kind& kind);
    // True where the answer is the one that is waited for and has no error.
    [[nodiscard]] bool accept(Kind& kind, std::uint64_t ticket, std::int64_t asOf, const std::string& error);
    void askOrders();
    void askFills();
    void askPositions();
    void askAccounts(std::uint64_t valuation);

    Desk& m_desk;
    Executor& m_gui;
    Kind m_orders;
    Kind m_fills;
    Kind m_positions;
    Kind m_accounts;
    std::shared_ptr<bool> m_alive;
};

}  // namespace tradecore::application
