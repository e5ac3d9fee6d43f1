#include "application/reconciliation/reconciliation_run.h"

#include <utility>

namespace tradecore::application {

using domain::AccountId;
using domain::AccountState;

ReconciliationService::ReconciliationService(Ports ports) : m_ports(std::move(ports)) {}

void ReconciliationService::request(const AccountId& account)
{
    if (m_stopped)
        return;
    auto& entry = m_accounts[account];
    if (entry.run) {
        entry.wantedAgain = true;
        return;
    }
    start(account);
}

void ReconciliationService::noteWorkingOrders(const AccountId& account)
{
    const auto found = m_accounts.find(account);
    if (found == m_accounts.end() || found->second.timer == 0 || found->second.armedFor <= workingInterval)
        return;
    arm(account, workingInterval);
}

void ReconciliationService::suspend(const AccountId& account, const std::string& reason)
{
    auto& entry = m_accounts[account];
    if (entry.run)
        entry.run->isCurrent = false;
    entry.run.reset();
    entry.wantedAgain = false;
    if (entry.timer != 0)
        m_ports.engine.cancel(entry.timer);
    entry.timer = 0;
    entry.status.running = false;
    entry.status.inSync = false;
    entry.status.text = reason;
    m_ports.onStatusChanged();
}

void ReconciliationService::shutdown()
{
    m_stopped = true;
    for (auto& [account, entry] : m_accounts) {
        if (entry.run)
            entry.run->isCurrent = false;
        if (entry.timer != 0)
            m_ports.engine.cancel(entry.timer);
    }
    m_accounts.clear();
}

ReconciliationStatus ReconciliationService::status(const AccountId& account) const
{
    const auto found = m_accounts.find(account);
    return found == m_accounts.end() ? ReconciliationStatus{} : found->second.status;
}

void ReconciliationService::start(const AccountId& account)
{
    auto& entry = m_accounts[account];
    if (entry.timer != 0)
        m_ports.engine.cancel(entry.timer);
    entry.timer = 0;
    auto run = std::make_shared<Run>();
    run->account = account;
    run->number = m_nextRun++;
    run->generation = m_ports.streamGeneration(account);
    if (const auto state = m_ports.states.load(accountStream(account))) {
        if (const auto* known = std::get_if<AccountState>(&(*state)->state))
            run->cursor = known->venueCursor;
    }
    entry.run = run;
    entry.status.running = true;
    ++entry.status.runs;
    m_ports.onStatusChanged();
    fetchExecutions(run);
}

void ReconciliationService::fetchExecutions(const RunPointer& run)
{
    const bool asked = m_ports.venues.executionsSince(run->account, run->cursor, [this, run](Result<VenueExecutions, VenueError> answer) {
        if (!run->isCurrent)
            return;
        if (!answer) {
            fail(run, "The venue did not answer with its executions: " + answer.error().text);
            return;
        }
        run->cursor = answer->cursor;
        bookExecutions(run, std::move(answer->executions), answer->more);
    });
    if (!asked)
        fail(run, "The venue of this account cannot be reached.");
}

void ReconciliationService::bookExecutions(const RunPointer& run, std::vector<VenueExecution> executions, bool more)
{
    bookNext(run, std::make_shared<std::vector<VenueExecution>>(std::move(executions)), 0, more);
}

void ReconciliationService::bookNext(const RunPointer& run, std::shared_ptr<std::vector<VenueExecution>> executions,
                                     std::size_t index, bool more)
{
    if (index >= executions->size()) {
        if (more)
            fetchExecutions(run);
        else
            fetchOpenOrders(run);
        return;
    }
    const VenueExecution& execution = (*executions)[index];
    adoptThenBook(run, execution, [this, run, executions, index, more] {
        const VenueExecution& fill = (*executions)[index];
        domain::VenueReport report;
        report.kind = domain::VenueReportKind::Filled;
        report.brokerOrderId = fill.brokerOrderId;
        report.executionId = fill.executionId;
        report.cumulativeBefore = fill.cumulativeBefore;
        report.cumulativeAfter = fill.cumulativeAfter;
        report.price = fill.price;
        report.commission = fill.commission;
        report.liquidity = fill.liquidity;
        report.source = domain::FillSource::Reconcile;
        report.facts = fill.facts;
        send(run, RecordVenueReport{run->account, fill.clientOrderId, report},
             [this, run, executions, index, more](const Receipt& receipt) {
                 if (receipt.firstPosition > 0 && receipt.lastPosition - receipt.firstPosition >= 2)
                     ++run->executionsBooked;  // order, position and account moved: a fill that the journal lacked
                 bookNext(run, executions, index + 1, more);
             });
    });
}

void ReconciliationService::adoptThenBook(const RunPointer& run, const VenueExecution& execution, std::function<void()> then)
{
    const auto known = m_ports.states.load(orderStream(run->account, execution.clientOrderId));
    if (!known || (*known)->version > 0) {
        then();
        return;
    }
    const bool asked = m_ports.venues.queryOrder(
        run->account, execution.clientOrderId, [this, run, then = std::move(then)](Result<VenueOrder, VenueError> answer) {
            if (!run->isCurrent)
                return;
            if (!answer) {
                fail(run, "The venue reports a fill of an order that it does not show: " + answer.error().text);
                return;
            }
            ++run->ordersAdopted;
            send(run, AdoptVenueOrder{run->account, *answer}, [then](const Receipt&) { then(); });
        });
    if (!asked)
        fail(run, "The venue of this account cannot be reached.");
}

void ReconciliationService::fetchBalances(const RunPointer& run)
{
    const auto loaded = m_ports.states.load(accountStream(run->account));
    const std::int64_t version = loaded ? (*loaded)->version : 0;
    const bool asked = m_ports.venues.balances(run->account, [this, run, version](Result<VenueBalances, VenueError> answer) {
        if (!run->isCurrent)
            return;
        if (!answer) {
            fail(run, "The venue did not answer with its balances: " + answer.error().text);
            return;
        }
        const VenueBalances balances = *answer;
        send(run, RecordCashActivities{run->account, balances.activities},
             [this, run, balances, version](const Receipt& receipt) {
                 const std::int64_t recorded = receipt.firstPosition > 0 ? receipt.lastPosition - receipt.firstPosition + 1 : 0;
                 compare(run, balances, version + recorded);
             });
    });
    if (!asked)
        fail(run, "The venue of this account cannot be reached.");
}

void ReconciliationService::compare(const RunPointer& run, const VenueBalances& balances, std::int64_t accountVersion)
{
    send(run, CompareBalances{run->account, balances, accountVersion}, [this, run](const Receipt& receipt) {
        if (receipt.result != "moved") {
            complete(run);
            return;
        }
        // The account moved between question and answer: ask again, a few times, then leave it to the next run.
        if (++run->balanceRounds < 5)
            fetchExecutions(run);
        else
            fail(run, "The account kept moving while it was compared; it is compared again shortly.");
    });
}

void ReconciliationService::complete(const RunPointer& run)
{
    send(run, CompleteReconciliation{run->account, run->executionsBooked, run->ordersAdopted, run->cursor},
         [this, run](const Receipt&) {
             std::string text = run->note;
             if (const auto loaded = m_ports.states.load(accountStream(run->account))) {
                 if (const auto* state = std::get_if<AccountState>(&(*loaded)->state); state && !state->differences.empty()) {
                     const auto& difference = state->differences.begin()->second;
                     text = difference.kind + ' ' + difference.subject + ": ours " + difference.ours + ", venue "
                         + difference.broker;
                 }
             }
             finish(run, /*completed=*/true, text);
         });
}

void ReconciliationService::fail(const RunPointer& run, const std::string& why)
{
    finish(run, /*completed=*/false, why);
}

void ReconciliationService::finish(const RunPointer& run, bool completed, const std::string& text)
{
    if (!run->isCurrent)
        return;
    run->isCurrent = false;
    auto& entry = m_accounts[run->account];
    entry.run.reset();
    entry.status.running = false;
    entry.status.executionsBooked += run->executionsBooked;
    entry.status.ordersAdopted += run->ordersAdopted;
    entry.status.text = text;
    entry.status.inSync = completed && text.empty();
    if (completed) {
        entry.status.everCompleted = true;
        entry.status.verifiedAt = m_ports.clock.utcNow();
        m_ports.onReconciled(run->account, run->generation);
    }
    const bool soon = std::exchange(entry.wantedAgain, false) || !completed;
    arm(run->account, soon ? retryDelay : hasWorkingOrders(run->account) ? workingInterval : idleInterval);
    m_ports.onStatusChanged();
}

void ReconciliationService::arm(const AccountId& account, Duration delay)
{
    auto& entry = m_accounts[account];
    if (entry.timer != 0)
        m_ports.engine.cancel(entry.timer);
    entry.armedFor = delay;
    entry.timer = m_ports.engine.after(delay, [this, account] {
        m_accounts[account].timer = 0;
        if (!m_stopped && !m_accounts[account].run)
            start(account);
    });
}

bool ReconciliationService::hasWorkingOrders(const AccountId& account)
{
    OrderFilter filter;
    filter.openOnly = true;
    filter.account = account;
    const auto rows = m_ports.models.orders(filter);
    return rows && !rows->empty();
}

}  // namespace tradecore::application
