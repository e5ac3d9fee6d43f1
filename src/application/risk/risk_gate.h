// RiskGate: gathers the facts that decidePlace and decideSend judge: cash that is free after what open orders reserve, the
// position, what other open orders would sell, the price that the order would meet. Engine thread, inside the transaction that
// decides, so that each command sees the orders of the one before.
#pragma once

#include "application/bus/unit_of_work.h"
#include "application/market/quote_board.h"
#include "application/port/read_models.h"
#include "domain/order/order_state.h"
#include "domain/risk/risk_facts.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace tradecore::application {

class RiskGate {
public:
    // Answers whether the fill stream of an account is confirmed live (I12); any thread.
    using StreamConfirmed = std::function<bool(const domain::AccountId&)>;

    RiskGate(const QuoteBoard& board, StreamConfirmed streamConfirmed);

    // A sentence while no new order may be taken, whatever the account's trading state (the disk is full, the journal cannot be
    // trusted); empty otherwise. Asked in the transaction that decides.
    void setStop(std::function<std::string()> reason) { m_stop = std::move(reason); }
    [[nodiscard]] std::string stopReason() const { return m_stop ? m_stop() : std::string(); }

    // Open orders as the projections have them, at start.
    void restore(const std::vector<OrderRow>& openOrders);
    // An order that may be open from now on. One whose transaction was rolled back is found not to exist and forgotten.
    void noteOpen(const domain::AccountId& account, const StreamId& order);

    [[nodiscard]] domain::RiskFacts facts(UnitOfWork& work, const domain::OrderTerms& terms,
                                          const std::optional<domain::Instrument>& instrument, const StreamId& order);
    // Cash reserved by the open buy orders of an account, by currency code.
    [[nodiscard]] std::map<std::string, Decimal> reservedCash(UnitOfWork& work, const domain::AccountId& account,
                                                              const std::optional<StreamId>& except);
    [[nodiscard]] const QuoteBoard& board() const { return m_board; }
    [[nodiscard]] bool isStreamConfirmed(const domain::AccountId& account) const { return m_streamConfirmed(account); }

private:
    // Open orders of the account other than `except`; forgets those that are done.
    template <typename Visitor>
    void forEachOpen(UnitOfWork& work, const domain::AccountId& account, const std::optional<StreamId>& except,
                     Visitor visit);

    const QuoteBoard& m_board;
    StreamConfirmed m_streamConfirmed;
    std::function<std::string()> m_stop;
    std::map<domain::AccountId, std::set<StreamId>> m_open;
};

// Money that an order may still cost: leaves × its worst price, and the commission that is still to come. Nothing where no
// price is known.
[[nodiscard]] std::optional<Decimal> reservationOf(const domain::OrderState& order, const domain::Instrument& instrument,
                                                   const std::optional<domain::Price>& reference);

}  // namespace tradecore::application
