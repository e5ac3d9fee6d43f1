// The orders' part of a reconciliation: what the venue holds that we do not know, and what it says of those that we hold open.
#include "application/reconciliation/reconciliation_run.h"

#include <utility>

namespace tradecore::application {

using domain::OrderState;

namespace {

// A replace whose answer was lost: the venue's terms tell whether it was done.
domain::OrderChange changeBetween(const domain::OrderTerms& ours, const domain::OrderTerms& theirs)
{
    domain::OrderChange change;
    if (ours.quantity != theirs.quantity)
        change.quantity = theirs.quantity;
    if (ours.limitPrice != theirs.limitPrice)
        change.limitPrice = theirs.limitPrice;
    if (ours.stopPrice != theirs.stopPrice)
        change.stopPrice = theirs.stopPrice;
    return change;
}

// Whether the venue's terms are those that the change asked for.
bool isDone(const domain::OrderChange& asked, const domain::OrderTerms& theirs)
{
    return (!asked.quantity || *asked.quantity == theirs.quantity) && (!asked.limitPrice || asked.limitPrice == theirs.limitPrice)
        && (!asked.stopPrice || asked.stopPrice == theirs.stopPrice);
}

// The order is filled by our count and open at the venue: our replace to more crossed the last fill, and its answer was lost.
domain::VenueReport replacedReport(const OrderState& state, const VenueOrder& order)
{
    domain::VenueReport report;
    report.kind = domain::VenueReportKind::Replaced;
    report.brokerOrderId = order.brokerOrderId;
    report.request = state.replaceRequest;
    report.change = changeBetween(state.terms, order.terms);
    report.source = domain::FillSource::Reconcile;
    report.facts = order.facts;
    return report;
}

}  // namespace

void ReconciliationService::fetchOpenOrders(const RunPointer& run)
{
    const bool asked = m_ports.venues.openOrders(run->account, [this, run](Result<std::vector<VenueOrder>, VenueError> answer) {
        if (!run->isCurrent)
            return;
        if (!answer) {
            fail(run, "The venue did not answer with its open orders: " + answer.error().text);
            return;
        }
        adoptUnknown(run, std::make_shared<std::vector<VenueOrder>>(std::move(*answer)), 0);
    });
    if (!asked)
        fail(run, "The venue of this account cannot be reached.");
}

void ReconciliationService::adoptUnknown(const RunPointer& run, std::shared_ptr<std::vector<VenueOrder>> orders, std::size_t index)
{
    for (; index < orders->size(); ++index) {
        const VenueOrder& order = (*orders)[index];
        const auto known = m_ports.states.load(orderStream(run->account, order.clientOrderId));
        const auto* state = known ? std::get_if<OrderState>(&(*known)->state) : nullptr;
        if (state != nullptr && state->status == domain::OrderStatus::Filled && state->replaceRequest) {
            send(run, RecordVenueReport{run->account, order.clientOrderId, replacedReport(*state, order)},
                 [this, run, orders, index](const Receipt&) { adoptUnknown(run, orders, index + 1); });
            return;
        }
        if (!known || (*known)->version > 0)
            continue;
        ++run->ordersAdopted;
        send(run, AdoptVenueOrder{run->account, order},
             [this, run, orders, index](const Receipt&) { adoptUnknown(run, orders, index + 1); });
        return;
    }
    queryOurOpenOrders(run);
}

void ReconciliationService::queryOurOpenOrders(const RunPointer& run)
{
    OrderFilter filter;
    filter.openOnly = true;
    filter.account = run->account;
    auto rows = m_ports.models.orders(filter);
    if (!rows) {
        fail(run, "The journal could not be read: " + rows.error().text);
        return;
    }
    queryNext(run, std::make_shared<std::vector<OrderRow>>(std::move(*rows)), 0);
}

void ReconciliationService::queryNext(const RunPointer& run, std::shared_ptr<std::vector<OrderRow>> rows, std::size_t index)
{
    if (index >= rows->size()) {
        fetchBalances(run);
        return;
    }
    const OrderRow& row = (*rows)[index];
    const auto next = [this, run, rows, index] { queryNext(run, rows, index + 1); };
    const bool asked = m_ports.venues.queryOrder(
        run->account, row.clientOrderId, [this, run, row, next](Result<VenueOrder, VenueError> answer) {
            if (!run->isCurrent)
                return;
            if (answer)
                applyVenueOrder(run, row, *answer, next);
            else if (answer.error().kind == VenueError::Kind::NotFound)
                noteNotFound(run, row, next);
            else
                fail(run, "The venue did not answer about order " + row.clientOrderId.text() + ": " + answer.error().text);
        });
    if (!asked)
        fail(run, "The venue of this account cannot be reached.");
}

namespace {

// What the venue's view of an order says to ours, once all of its executions are booked.
std::optional<domain::VenueReport> reportOf(const VenueOrder& order)
{
    domain::VenueReport report;
    report.brokerOrderId = order.brokerOrderId;
    report.reason = order.reason;
    report.source = domain::FillSource::Reconcile;
    report.facts = order.facts;
    switch (order.status) {
    case domain::OrderStatus::New:
    case domain::OrderStatus::PartiallyFilled:
    case domain::OrderStatus::PendingReplace:
    case domain::OrderStatus::PendingCancel:
    case domain::OrderStatus::Filled: report.kind = domain::VenueReportKind::Accepted; return report;
    case domain::OrderStatus::Canceled: report.kind = domain::VenueReportKind::Canceled; return report;
    case domain::OrderStatus::Rejected: report.kind = domain::VenueReportKind::Rejected; return report;
    case domain::OrderStatus::Expired: report.kind = domain::VenueReportKind::Expired; return report;
    case domain::OrderStatus::Suspended: report.kind = domain::VenueReportKind::Suspended; return report;
    case domain::OrderStatus::DoneForDay: report.kind = domain::VenueReportKind::DoneForDay; return report;
    case domain::OrderStatus::Draft:
    case domain::OrderStatus::Denied:
    case domain::OrderStatus::Held:
    case domain::OrderStatus::PendingNew:
    case domain::OrderStatus::Unknown: break;
    }
    return std::nullopt;
}

}  // namespace

void ReconciliationService::applyVenueOrder(const RunPointer& run, const OrderRow& row, const VenueOrder& order,
                                            std::function<void()> then)
{
    const auto loaded = m_ports.states.load(orderStream(run->account, row.clientOrderId));
    const auto* state = loaded ? std::get_if<OrderState>(&(*loaded)->state) : nullptr;
    if (state == nullptr || domain::isTerminal(state->status)) {
        then();
        return;
    }
    auto report = reportOf(order);
    const bool fillsMissing = order.cumulative > state->cumulative;
    if (fillsMissing) {
        run->note = "Order " + row.clientOrderId.text() + " has fills at the venue that are not booked yet.";
        m_accounts[run->account].wantedAgain = true;
    }
    if (!report || (fillsMissing && report->kind != domain::VenueReportKind::Accepted)) {
        then();
        return;
    }
    const auto change = changeBetween(state->terms, order.terms);
    // The venue itself moves a trailing stop, and takes quantity off one of a pair.
    const bool venueMoves = state->terms.trail || state->terms.parent || state->terms.oneCancelsOther;
    const bool replaced = (state->replaceRequest || venueMoves) && change != domain::OrderChange{};
    if (replaced && report->kind == domain::VenueReportKind::Accepted) {
        report->kind = domain::VenueReportKind::Replaced;
        const bool answers = state->replaceRequest && (!venueMoves || isDone(*state->replaceChange, order.terms));
        report->request = answers ? *state->replaceRequest : domain::RequestId();
        report->change = change;
    }
    send(run, RecordVenueReport{run->account, row.clientOrderId, *report}, [then = std::move(then)](const Receipt&) { then(); });
}

void ReconciliationService::noteNotFound(const RunPointer& run, const OrderRow& row, std::function<void()> then)
{
    const auto loaded = m_ports.states.load(orderStream(run->account, row.clientOrderId));
    const auto* state = loaded ? std::get_if<OrderState>(&(*loaded)->state) : nullptr;
    const bool onItsWay = state != nullptr && state->status == domain::OrderStatus::PendingNew && state->submitSent;
    if (onItsWay) {
        noteAbsent(run, row, *state->submitRequest, std::move(then));
        return;
    }
    m_absentSince.erase(row.clientOrderId);
    // Three findings are evidence enough for the screen.
    if (state == nullptr || state->status != domain::OrderStatus::Unknown || state->notFoundCount >= 3) {
        then();
        return;
    }
    send(run, RecordNotFound{run->account, row.clientOrderId, "The venue does not know this client order id."},
         [then = std::move(then)](const Receipt&) { then(); });
}

// The word that no answer came can itself be lost, on a full disk for one. An order must not pass for pending because of it.
void ReconciliationService::noteAbsent(const RunPointer& run, const OrderRow& row, const domain::RequestId& submit,
                                       std::function<void()> then)
{
    const SteadyTime now = m_ports.clock.steadyNow();
    const auto since = m_absentSince.emplace(row.clientOrderId, now).first->second;
    if (now - since < absenceLimit) {
        then();
        return;
    }
    m_absentSince.erase(row.clientOrderId);
    send(run, RecordUnanswered{run->account, row.clientOrderId, submit, "No answer came, and the venue does not know this client order id."},
         [then = std::move(then)](const Receipt&) { then(); });
}

}  // namespace tradecore::application
