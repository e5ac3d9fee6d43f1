#include "tests/simulation/final_checks.h"

#include "infrastructure/persistence/journal_verifier.h"

#include <map>

namespace tradecore::simulation {

using application::OrderRow;
using domain::OrderStatus;

namespace {

bool isPending(OrderStatus status)
{
    return status == OrderStatus::PendingCancel || status == OrderStatus::PendingReplace;
}

// What the journal may say of an order that the venue has in this state.
bool agree(const OrderRow& ours, const domain::VenueOrderState& theirs)
{
    const bool works = domain::isOpen(theirs.status);
    return ours.status == theirs.status || (works && isPending(ours.status));
}

void checkOrders(SimulatedDesk& desk, Auditor& auditor)
{
    const auto rows = desk.journal->orders({});
    const auto* books = desk.venue->books(desk.account);
    if (!rows || books == nullptr) {
        auditor.complain("I20", "the books cannot be read");
        return;
    }
    for (const auto& row : *rows) {
        const auto* theirs = books->find(row.clientOrderId);
        const std::string name = "order " + row.clientOrderId.text() + " is " + std::string(domain::nameOf(row.status));
        const bool mayBeAbsent = row.status == OrderStatus::Denied || row.status == OrderStatus::Unknown;
        if (theirs == nullptr && !mayBeAbsent)
            auditor.complain("I9", name + " though the venue never had it");
        if (theirs == nullptr)
            continue;
        if (!agree(row, *theirs))
            auditor.complain("I9", name + " though the venue says " + std::string(domain::nameOf(theirs->status)));
        if (!(row.filled == theirs->cumulative))
            auditor.complain("I20", name + " with " + row.filled.toString() + " filled, the venue has " + theirs->cumulative.toString());
    }
}

void checkMoney(SimulatedDesk& desk, Auditor& auditor)
{
    const auto* books = desk.venue->books(desk.account);
    std::map<std::string, Decimal> ours, theirs;
    const auto fills = desk.journal->fills({});
    for (const auto& fill : fills.value_or(std::vector<application::FillRow>{}))
        ours[fill.executionId.text()] += fill.quantity.value();
    for (const auto& execution : books->executions)
        theirs[execution.executionId.text()] += (execution.cumulativeAfter - execution.cumulativeBefore).value();
    if (ours != theirs)
        auditor.complain("I13", "the journal has " + std::to_string(ours.size()) + " executions, the venue "
                                    + std::to_string(theirs.size()) + ", and they are not the same");
    const auto accounts = desk.journal->accounts(0);
    const domain::Currency usd("USD");
    for (const auto& row : accounts.value_or(std::vector<application::AccountRow>{})) {
        if (row.state.cashIn(usd).amount() != books->books.cashIn(usd))
            auditor.complain("I20", "cash is " + row.state.cashIn(usd).toString() + ", the venue has "
                                        + books->books.cashIn(usd).toString());
        if (!row.state.differences.empty())
            auditor.complain("I20", "a difference is still shown: " + row.state.differences.begin()->second.kind + ' '
                                        + row.state.differences.begin()->second.subject);
    }
    const auto positions = desk.journal->positions(0);
    for (const auto& row : positions.value_or(std::vector<application::PositionRow>{})) {
        const auto found = books->books.positions.find(row.state.instrument);
        const auto quantity = found == books->books.positions.end() ? domain::SignedQuantity() : found->second;
        if (!(row.state.quantity == quantity))
            auditor.complain("I20", "position " + row.state.instrument.toString() + " is " + row.state.quantity.toString()
                                        + ", the venue has " + quantity.toString());
    }
}

// A second reconciliation finds nothing to do.
void checkIdempotence(SimulatedDesk& desk, Auditor& auditor)
{
    desk.world.advance(std::chrono::seconds(8));
    desk.audit(true);
    const std::int64_t before = desk.journal->head().position;
    desk.engine->reconciliation.request(desk.account);
    desk.world.advance(std::chrono::seconds(4));
    desk.engine->reconciliation.request(desk.account);
    desk.world.advance(std::chrono::seconds(4));
    const std::int64_t after = desk.journal->head().position;
    if (after != before)
        auditor.complain("I21", "a reconciliation of books that agree wrote " + std::to_string(after - before) + " events");
}

}  // namespace

void checkAtRest(SimulatedDesk& desk, Auditor& auditor)
{
    desk.market->rest();
    desk.world.advance(std::chrono::seconds(20));
    desk.audit(true);
    if (!desk.isConfirmed())
        auditor.complain("I9", "two minutes after the last fault the fill stream is not confirmed");
    checkOrders(desk, auditor);
    checkMoney(desk, auditor);
    auditor.checkModels(*desk.journal, *desk.journal);
    checkIdempotence(desk, auditor);
    desk.stop();
    const auto report = infrastructure::JournalVerifier::verify(SimulatedDisk::pathOf("journal.db"), infrastructure::JournalProjections::Trading, {.vfs = desk.disk.vfs()});
    if (!report || !report->ok)
        auditor.complain("I25", "the journal does not verify: " + (report ? report->reason : report.error().text));
}

}  // namespace tradecore::simulation
