// What the auditor asks of the store: nothing forgotten, nothing changed, and read models that are the fold of the events.
#include "domain/account/account.h"
#include "domain/order/order_state.h"
#include "domain/position/position.h"
#include "tests/simulation/auditor.h"

#include <algorithm>

namespace tradecore::simulation {

using application::RecordedEvent;
using application::StreamId;

namespace {

struct Shadow {
    std::map<StreamId, domain::OrderState> orders;
    std::map<StreamId, domain::PositionState> positions;
    std::map<StreamId, domain::AccountState> accounts;

    void fold(const RecordedEvent& event)
    {
        if (const auto* order = std::get_if<domain::OrderEvent>(&event.event)) {
            auto& state = orders[event.stream];
            state = domain::fold(std::move(state), *order);
        } else if (const auto* position = std::get_if<domain::PositionEvent>(&event.event)) {
            auto& state = positions[event.stream];
            state = domain::fold(std::move(state), *position);
        } else if (const auto* account = std::get_if<domain::AccountEvent>(&event.event)) {
            auto& state = accounts[event.stream];
            state = domain::fold(std::move(state), *account);
        }
    }
};

bool agrees(const application::OrderRow& row, const domain::OrderState& state)
{
    return row.status == state.status && row.filled == state.cumulative && row.terms == state.terms
        && row.overfilled == state.overfilled && row.quarantinedReports == state.quarantinedReports
        && row.commission == state.totalCommission();
}

}  // namespace

void Auditor::checkReopened(application::EventStore& store)
{
    const std::int64_t head = store.head().position;
    if (head < m_acknowledged)
        complain("I27", "the journal ends at " + std::to_string(head) + " though event " + std::to_string(m_acknowledged)
                            + " was acknowledged");
    std::int64_t at = 0;
    const auto read = store.readForward(1, head, [this, &at](const RecordedEvent& event) {
        ++at;
        if (event.position != at)
            complain("I24", "in place of event " + std::to_string(at) + " stands " + std::to_string(event.position));
        const bool known = at <= observedUpTo();
        if (known && m_hashes[static_cast<std::size_t>(at - 1)] != event.hash)
            complain("I28", "event " + std::to_string(at) + " is not what it was");
    });
    if (!read)
        complain("I25", "the journal cannot be read: " + read.error().text);
    // Unacknowledged events at the end may be gone, lawfully; then they were never published either.
    if (head < observedUpTo())
        complain("I27", "events after " + std::to_string(head) + " were published and are gone");
}

void Auditor::checkModels(application::EventStore& store, application::ReadModels& models)
{
    Shadow shadow;
    const auto read = store.readForward(1, store.head().position, [&shadow](const RecordedEvent& event) { shadow.fold(event); });
    const auto orders = models.orders({});
    const auto positions = models.positions(0);
    const auto accounts = models.accounts(0);
    if (!read || !orders || !positions || !accounts) {
        complain("I26", "the read models cannot be read");
        return;
    }
    if (orders->size() != shadow.orders.size() || positions->size() != shadow.positions.size())
        complain("I26", "the read models have other rows than the log has streams");
    for (const auto& row : *orders) {
        if (!agrees(row, shadow.orders[row.stream]))
            complain("I26", "the row of order " + row.clientOrderId.text() + " is not the fold of its events");
        const OrderAudit& audit = m_orders[row.stream];
        const bool ended = audit.phase == OrderAudit::Phase::Ended;
        if (!audit.resolvedByUser && ended != domain::isTerminal(row.status))
            complain("I5", "order " + row.clientOrderId.text() + " is shown as " + std::string(domain::nameOf(row.status))
                               + (ended ? " though it has ended" : " though nothing ended it"));
        if (audit.phase == OrderAudit::Phase::Unknown && row.status != domain::OrderStatus::Unknown)
            complain("I8", "order " + row.clientOrderId.text() + " is shown as " + std::string(domain::nameOf(row.status))
                               + " though nobody knows");
    }
    Decimal profit, held;
    for (const auto& row : *positions) {
        if (row.state != shadow.positions[row.stream])
            complain("I26", "the row of position " + row.state.instrument.toString() + " is not the fold of its events");
        if (row.state.quantity.value() != m_positions[row.state.instrument])
            complain("I15", "position " + row.state.instrument.toString() + " is not the sum of its fills");
        Decimal lots;
        for (const auto& lot : row.state.lots) {
            lots += lot.quantity.value();
            if (lot.quantity.isZero())
                complain("I19", "a lot of " + row.state.instrument.toString() + " is empty");
        }
        if (lots != row.state.quantity.value())
            complain("I19", "the lots of " + row.state.instrument.toString() + " do not sum to the position");
        // Marked at its cost a position has earned what was realised, and nothing else.
        profit += row.state.realisedNetAverage();
        held += row.state.averageCost;
    }
    for (const auto& row : *accounts) {
        if (row.state != shadow.accounts[row.stream])
            complain("I26", "the row of account " + row.state.account.text() + " is not the fold of its events");
        const Books& books = m_books[row.stream];
        for (const auto& [currency, amount] : books.cash) {
            if (row.state.cashIn(domain::Currency(currency)).amount() != amount)
                complain("I16", "cash in " + currency + " is not the sum of its causes");
        }
        const auto flows = books.flows.find("USD");
        const auto cash = books.cash.find("USD");
        if (flows != books.flows.end() && cash != books.cash.end() && cash->second + held != flows->second + profit)
            complain("I18", "cash and cost are " + (cash->second + held).toString() + ", deposits and profit "
                                + (flows->second + profit).toString());
    }
}

}  // namespace tradecore::simulation
