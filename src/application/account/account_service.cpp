#include "application/account/account_service.h"

#include "base/digest.h"

#include <set>
#include <utility>

namespace tradecore::application {

using domain::AccountEvent;
using domain::AccountState;

AccountService::AccountService(Ports ports) : m_ports(ports)
{
    auto& bus = m_ports.commands;
    bus.handle<OpenAccount>([this](const auto& command, auto& work) { return open(command, work); });
    bus.handle<RecordCashActivities>([this](const auto& command, auto& work) { return recordActivities(command, work); });
    bus.handle<CompareBalances>([this](const auto& command, auto& work) { return compare(command, work); });
    bus.handle<CompleteReconciliation>([this](const auto& command, auto& work) { return complete(command, work); });
    bus.handle<ChangeTradingState>([this](const auto& command, auto& work) { return changeTradingState(command, work); });
    m_ports.queries.handle<AccountsQuery>([this](const AccountsQuery&) { return accounts(); });
}

CommandOutcome AccountService::open(const OpenAccount& command, UnitOfWork& work)
{
    const StreamId stream = accountStream(command.account.account);
    work.recordAll(stream, domain::decideOpen(work.state<AccountState>(stream), command.account), work.now());
    return {};
}

CommandOutcome AccountService::recordActivities(const RecordCashActivities& command, UnitOfWork& work)
{
    const StreamId stream = accountStream(command.account);
    for (const auto& activity : command.activities) {
        const domain::AccountCashMoved moved{activity.activityId, activity.kind, activity.amount, activity.happenedAt};
        work.recordAll(stream, domain::decideCashMoved(work.state<AccountState>(stream), moved), activity.happenedAt);
    }
    return {};
}

void AccountService::compareOne(UnitOfWork& work, const domain::AccountId& account, const char* kind,
                                const std::string& subject, Decimal ours, Decimal theirs)
{
    const StreamId stream = accountStream(account);
    const std::string name = account.text() + '\x1f' + kind + '\x1f' + subject;
    const domain::AccountDifferenceFound comparison{toHex(sha256(name)).substr(0, 16), kind,    subject,
                                                    ours.toString(),                   theirs.toString(), work.now()};
    work.recordAll(stream, domain::decideCompare(work.state<AccountState>(stream), comparison), work.now());
}

CommandOutcome AccountService::compare(const CompareBalances& command, UnitOfWork& work)
{
    const StreamId stream = accountStream(command.account);
    if (work.version(stream) != command.accountVersion) {
        work.setResult("moved");
        return {};
    }
    const auto state = work.state<AccountState>(stream);
    std::map<std::string, Decimal> theirs;
    for (const auto& cash : command.balances.cash)
        theirs[cash.currency().code()] += cash.amount();
    std::set<std::string> currencies;
    for (const auto& [code, amount] : state.cash)
        currencies.insert(code);
    for (const auto& [code, amount] : theirs)
        currencies.insert(code);
    for (const auto& code : currencies) {
        const auto ours = state.cash.find(code);
        compareOne(work, command.account, "cash", code, ours == state.cash.end() ? Decimal() : ours->second, theirs[code]);
    }
    std::map<domain::InstrumentId, Decimal> venuePositions;
    for (const auto& position : command.balances.positions)
        venuePositions[position.instrument] = position.quantity.value();
    const auto rows = m_ports.models.positions(0);
    std::set<domain::InstrumentId> instruments;
    for (const auto& [instrument, quantity] : venuePositions)
        instruments.insert(instrument);
    if (rows) {
        for (const auto& row : *rows) {
            if (row.state.account == command.account)
                instruments.insert(row.state.instrument);
        }
    }
    for (const auto& instrument : instruments) {
        const auto ours = work.state<domain::PositionState>(positionStream(command.account, instrument)).quantity;
        compareOne(work, command.account, "position", instrument.toString(), ours.value(), venuePositions[instrument]);
    }
    work.setResult("compared");
    return {};
}

CommandOutcome AccountService::complete(const CompleteReconciliation& command, UnitOfWork& work)
{
    const StreamId stream = accountStream(command.account);
    const auto state = work.state<AccountState>(stream);
    // Nothing was found: nothing is appended, so that running it twice appends nothing the second time.
    if (command.executionsBooked == 0 && command.ordersAdopted == 0 && state.venueCursor == command.venueCursor)
        return {};
    work.record(stream, AccountEvent(domain::AccountReconciled{command.executionsBooked, command.ordersAdopted,
                                                               command.venueCursor}));
    return {};
}

CommandOutcome AccountService::changeTradingState(const ChangeTradingState& command, UnitOfWork& work)
{
    const StreamId stream = accountStream(command.account);
    const auto state = work.state<AccountState>(stream);
    if (!state.exists)
        return failure(CommandRefusal{"unknown_account", "There is no account " + command.account.text() + ".", std::nullopt});
    if (command.reason.empty())
        return failure(CommandRefusal{"reason_missing", "A change of the trading state needs a reason.", std::nullopt});
    if (!command.onlyWhileReason.empty() && state.tradingStateReason != command.onlyWhileReason)
        return {};
    work.recordAll(stream, domain::decideTradingState(state, command.state, command.reason), work.now());
    return {};
}

AccountView AccountService::viewOf(const AccountRow& row, const std::vector<PositionView>& positions, UnitOfWork& work)
{
    AccountView view;
    view.row = row;
    const auto& state = row.state;
    view.cash = state.cashIn(state.currency);
    const auto reserved = m_ports.gate.reservedCash(work, state.account, std::nullopt);
    const auto held = reserved.find(state.currency.code());
    view.reserved = domain::Money(held == reserved.end() ? Decimal() : held->second, state.currency);
    view.buyingPower = domain::Money(view.cash.amount() - view.reserved.amount(), state.currency);
    view.openDifferences = state.differences.size();
    Decimal equity = view.cash.amount(), unrealised, realised, day;
    bool marked = true, dayKnown = true;
    for (const auto& position : positions) {
        const auto& own = position.row.state;
        if (own.account != state.account)
            continue;
        if (own.currency != state.currency) {
            // No rate between currencies is known, and never is it 1: sums that would need one are absent.
            marked = marked && own.quantity.isZero() && position.realisedNet.amount().isZero();
            continue;
        }
        realised += position.realisedNet.amount();
        if (own.quantity.isZero()) {
            dayKnown = dayKnown && (position.dayProfit || own.dayOpenQuantity.isZero());
            day += position.dayProfit ? position.dayProfit->amount() : own.dayCashFlow - own.dayCommissions;
            continue;
        }
        marked = marked && position.marketValue && position.unrealised;
        if (position.marketValue)
            equity += position.marketValue->amount();
        if (position.unrealised)
            unrealised += position.unrealised->amount();
        dayKnown = dayKnown && position.dayProfit;
        if (position.dayProfit)
            day += position.dayProfit->amount();
    }
    for (const auto& [code, amount] : state.cash)
        marked = marked && (code == state.currency.code() || amount.isZero());
    view.realisedNet = domain::Money(realised, state.currency);
    if (marked) {
        view.equity = domain::Money(equity, state.currency);
        view.unrealised = domain::Money(unrealised, state.currency);
    }
    if (marked && dayKnown)
        view.dayProfit = domain::Money(day, state.currency);
    return view;
}

AccountsQuery::Answer AccountService::accounts()
{
    AccountsQuery::Answer answer;
    answer.asOf = m_ports.store.head().position;
    const auto rows = m_ports.models.accounts(0);
    if (!rows) {
        answer.error = rows.error().text;
        return answer;
    }
    std::vector<PositionView> all;
    if (const auto stored = m_ports.models.positions(0)) {
        for (const auto& row : *stored)
            all.push_back(m_ports.positions.viewOf(row));
    }
    UnitOfWork work(m_ports.states, CommandMetadata{}, m_ports.clock.utcNow());
    for (const auto& row : *rows)
        answer.rows.push_back(viewOf(row, all, work));
    return answer;
}

}  // namespace tradecore::application
