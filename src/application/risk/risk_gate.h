// RiskGate: gathers the facts that decidePlace and decideSend judge: cash that is free after what open orders reserve, the
// position, what other open orders would sell, the price that the order would meet. Engine thread, inside the transaction that
// decides, so that each command sees the orders of the one before.
#pragma once

#include "application/bus/unit_of_work.h"
#include "application/market/quote_board.h"
#include "application/port/read_models.h"
#include "base/clock.h"
#include "domain/order/order_state.h"
#include "domain/risk/risk_facts.h"

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace tradecore::application {

// What is judged: an order that is placed, one that is sent, a change of one, or a draft in the ticket. A draft is not told that it
// repeats the order before it: the ticket asks about that itself.
enum class GatePurpose { Place, Send, Replace, Preview };

class RiskGate {
public:
    // Answers whether the fill stream of an account is confirmed live (I12); any thread.
    using StreamConfirmed = std::function<bool(const domain::AccountId&)>;

    RiskGate(const QuoteBoard& board, StreamConfirmed streamConfirmed, const Clock& clock);

    // A sentence while no new order may be taken, whatever the account's trading state (the disk is full, the journal cannot be
    // trusted); empty otherwise. Asked in the transaction that decides.
    void setStop(std::function<std::string()> reason) { m_stop = std::move(reason); }
    [[nodiscard]] std::string stopReason() const { return m_stop ? m_stop() : std::string(); }

    // Open orders, positions and the newest orders as the projections have them, at start.
    void restore(const std::vector<OrderRow>& openOrders);
    void restorePositions(const std::vector<PositionRow>& positions);
    void restoreRecent(const std::vector<OrderRow>& newestOrders);
    // An order that may be open from now on. One whose transaction was rolled back is found not to exist and forgotten.
    void noteOpen(const domain::AccountId& account, const StreamId& order);

    // For the limits on the rate and on repeated orders; an order that was placed, and one that is sent.
    void notePlaced(const domain::OrderTerms& terms, const StreamId& order);
    void noteSent(const domain::OrderTerms& terms, const StreamId& order);
    // An instrument in which the account may have a position, for the loss of the day.
    void noteFill(const domain::OrderTerms& terms) { m_traded[terms.account].insert(terms.instrument); }

    // Entries with a stop loss that are not over: any fill in their instrument may close what the stop covers.
    void noteBracket(const domain::OrderTerms& entry, const domain::ClientOrderId& id)
    {
        m_brackets[{entry.account, entry.instrument}].insert(id);
    }
    void forgetBracket(const domain::OrderTerms& entry, const domain::ClientOrderId& id)
    {
        m_brackets[{entry.account, entry.instrument}].erase(id);
    }
    [[nodiscard]] std::set<domain::ClientOrderId> bracketsIn(const domain::OrderTerms& terms) const;

    [[nodiscard]] domain::RiskFacts facts(UnitOfWork& work, const domain::OrderTerms& terms,
                                          const std::optional<domain::Instrument>& instrument, const StreamId& order,
                                          GatePurpose purpose);
    // Cash reserved by the open buy orders of an account, by currency code.
    [[nodiscard]] std::map<std::string, Decimal> reservedCash(UnitOfWork& work, const domain::AccountId& account,
                                                              const std::optional<StreamId>& except);
    [[nodiscard]] const QuoteBoard& board() const { return m_board; }
    [[nodiscard]] bool isStreamConfirmed(const domain::AccountId& account) const { return m_streamConfirmed(account); }

private:
    // Open orders of the account other than `except`; forgets those that are done.
    void forEachOpen(UnitOfWork& work, const domain::AccountId& account, const std::optional<StreamId>& except,
                     const std::function<void(const domain::OrderState&)>& visit);

    // Of the last minute, oldest first. Steady time: no jump of the wall clock forgets or invents an order. An order whose transaction
    // was rolled back is still counted for the rate; that errs on the side of waiting.
    struct RecentOrder {
        StreamId order;
        domain::OrderTerms terms;
        SteadyTime at;
    };
    using Recent = std::deque<RecentOrder>;
    void forgetOld(Recent& orders) const;
    void addRecent(UnitOfWork& work, const domain::OrderTerms& terms, const StreamId& order, GatePurpose purpose,
                   domain::RiskFacts& facts);
    void addOpenQuantities(UnitOfWork& work, const domain::OrderTerms& terms, const StreamId& order, domain::RiskFacts& facts);
    void addParent(UnitOfWork& work, const domain::OrderTerms& terms, domain::RiskFacts& facts) const;
    [[nodiscard]] std::optional<domain::Money> dayProfit(UnitOfWork& work, const domain::AccountState& account);

    const QuoteBoard& m_board;
    StreamConfirmed m_streamConfirmed;
    std::function<std::string()> m_stop;
    const Clock& m_clock;
    std::map<domain::AccountId, std::set<StreamId>> m_open;
    std::map<domain::AccountId, Recent> m_placed;
    std::map<domain::AccountId, Recent> m_sent;
    std::map<domain::AccountId, std::set<domain::InstrumentId>> m_traded;
    std::map<std::pair<domain::AccountId, domain::InstrumentId>, std::set<domain::ClientOrderId>> m_brackets;
};

// Money that an order may still cost: leaves × its worst price, and the commission that is still to come. Nothing where no
// price is known.
[[nodiscard]] std::optional<Decimal> reservationOf(const domain::OrderState& order, const domain::Instrument& instrument,
                                                   const std::optional<domain::Price>& reference);

}  // namespace tradecore::application
