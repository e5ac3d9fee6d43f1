// Auditor: watches a simulated run from outside the crash and says which invariant breaks (I1–I40; the list stands in
// docs/INVARIANTS.md). It reads every committed event once, sees every request that leaves and every receipt that arrives, and
// keeps what it has seen, so that a journal which forgets is found out.
#pragma once

#include "application/bus/command_message.h"
#include "application/port/read_models.h"
#include "application/port/trading_venue.h"
#include "tests/simulation/order_audit.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace tradecore::simulation {

struct Violation {
    std::string invariant;   // "I7"
    std::string text;
    std::int64_t position = 0;
};

class Auditor {
public:
    void traceTo(std::function<void(const std::string&)> trace) { m_trace = std::move(trace); }
    // A program starts (1…); its requests may concern only orders that it placed itself.
    void begin(std::uint64_t incarnation) { m_incarnation = incarnation; }
    // Every committed event, in order. confirmed: whether the fill stream was confirmed before or after the step that
    // committed it.
    void observe(const application::RecordedEvent& event, bool confirmed);
    // After the last event of a commit.
    void settle();

    // At the moment when the bytes leave; head is what is committed.
    void onSubmit(const application::SubmitRequest& request, std::int64_t head);
    void onReplace(const application::ReplaceRequest& request, std::int64_t head);
    void onCancel(const application::CancelRequest& request, std::int64_t head);
    void onReceipt(const application::Receipt& receipt);

    // The journal was opened anew: it must hold everything that was acknowledged, and what it holds must not have changed.
    void checkReopened(application::EventStore& store);
    // Read models against a shadow fold, and the money laws. Any time between commits.
    void checkModels(application::EventStore& store, application::ReadModels& models);

    [[nodiscard]] std::int64_t observedUpTo() const { return static_cast<std::int64_t>(m_hashes.size()); }
    [[nodiscard]] const std::vector<Violation>& violations() const { return m_violations; }
    void complain(const char* invariant, const std::string& text);
    [[nodiscard]] const std::map<application::StreamId, OrderAudit>& orders() const { return m_orders; }
    [[nodiscard]] std::uint64_t executions() const { return m_executions.size(); }
    [[nodiscard]] std::string lastHash() const { return m_hashes.empty() ? std::string() : toHex(m_hashes.back()); }
    [[nodiscard]] std::uint64_t submits() const { return m_submits.size(); }

private:
    struct Books {
        std::map<std::string, Decimal> cash;
        std::map<std::string, Decimal> flows;
        domain::TradingState tradingState = domain::TradingState::Active;
    };
    struct FillLegs {
        int order = 0;
        int position = 0;
        int account = 0;
    };

    void observeOrder(const application::RecordedEvent& event, const domain::OrderEvent& order, bool confirmed);
    void observeAccount(const application::StreamId& stream, const domain::AccountEvent& event);
    void observePosition(const domain::PositionEvent& event);
    void checkSending(const OrderAudit& order, const domain::RequestId& request);
    void checkLeaves(const domain::RequestId& request, const domain::ClientOrderId& id, std::int64_t head);
    [[nodiscard]] OrderAudit* find(const domain::ClientOrderId& id);

    std::function<void(const std::string&)> m_trace;
    std::uint64_t m_incarnation = 1;
    std::vector<Sha256Digest> m_hashes;                  // of position 1…n
    std::vector<std::uint64_t> m_incarnations;           // who committed it
    std::map<application::StreamId, OrderAudit> m_orders;
    std::map<application::StreamId, Books> m_books;
    std::map<domain::InstrumentId, Decimal> m_positions;
    // What must stand in the journal before a request leaves: a submit's sending, the wish of a cancel or a replace.
    std::map<domain::RequestId, std::int64_t> m_recordedAt;
    std::set<domain::RequestId> m_left;                  // submits and replaces; cancels may be driven again
    std::set<domain::ClientOrderId> m_submits;
    std::set<std::string> m_executions;
    std::map<std::string, FillLegs> m_legs;              // of the commit that is being read
    std::set<application::StreamId> m_touched;
    std::unordered_set<Uuid> m_eventIds;
    std::int64_t m_acknowledged = 0;
    std::vector<Violation> m_violations;
};

}  // namespace tradecore::simulation
