#include "domain/account/account.h"

#include "base/enum_names.h"

#include <algorithm>
#include <utility>

namespace tradecore::domain {

namespace {

void post(std::map<std::string, Decimal>& amounts, const Money& money)
{
    if (!money.currency().code().empty())
        amounts[money.currency().code()] += money.amount();
}

bool agree(const std::string& ours, const std::string& broker)
{
    const auto left = Decimal::parse(ours);
    const auto right = Decimal::parse(broker);
    return left && right ? *left == *right : ours == broker;
}

struct Fold {
    AccountState& state;

    void operator()(const AccountOpened& event) const
    {
        state.exists = true;
        state.account = event.account;
        state.broker = event.broker;
        state.markingSource = event.markingSource;
        state.mode = event.mode;
        state.currency = event.currency;
        post(state.cash, Money(Decimal(), event.currency));
    }
    void operator()(const AccountCashMoved& event) const
    {
        post(state.cash, event.amount);
        if (isExternalFlow(event.kind))
            post(state.externalFlows, event.amount);
        state.activityIds.push_back(event.activityId);
    }
    void operator()(const AccountFillPosted& event) const
    {
        post(state.cash, event.proceeds);
        post(state.cash, event.commission.negated());
        post(state.commissions, event.commission);
    }
    void operator()(const AccountFillRestated& event) const
    {
        post(state.cash, event.bookedProceeds.negated());
        post(state.cash, event.bookedCommission);
        post(state.commissions, event.bookedCommission.negated());
        post(state.cash, event.proceeds);
        post(state.cash, event.commission.negated());
        post(state.commissions, event.commission);
    }
    void operator()(const AccountSplitApplied& event) const
    {
        post(state.cash, event.cashInLieu);
        state.activityIds.push_back(event.actionId);
    }
    void operator()(const AccountDifferenceFound& event) const
    {
        state.differences[event.differenceId] = {event.kind, event.subject, event.ours, event.broker, event.foundAt};
    }
    void operator()(const AccountDifferenceCleared& event) const { state.differences.erase(event.differenceId); }
    void operator()(const AccountReconciled& event) const { state.venueCursor = event.venueCursor; }
    void operator()(const AccountTradingStateChanged& event) const
    {
        state.tradingState = event.state;
        state.tradingStateReason = event.reason;
    }
};

}  // namespace

std::string_view nameOf(AccountMode mode)
{
    switch (mode) {
    case AccountMode::Practice: return "practice";
    case AccountMode::Paper: return "paper";
    case AccountMode::Live: return "live";
    }
    return {};
}

std::optional<AccountMode> parseAccountMode(std::string_view text)
{
    return parseByName(text, AccountMode::Live);
}

Money AccountState::cashIn(const Currency& which) const
{
    const auto found = cash.find(which.code());
    return {found != cash.end() ? found->second : Decimal(), which};
}

AccountState fold(AccountState state, const AccountEvent& event)
{
    std::visit(Fold{state}, event);
    return state;
}

AccountEvents decideOpen(const AccountState& state, const AccountOpened& wanted)
{
    return state.exists ? AccountEvents{} : AccountEvents{wanted};
}

AccountEvents decideCashMoved(const AccountState& state, const AccountCashMoved& activity)
{
    const bool known = std::ranges::find(state.activityIds, activity.activityId) != state.activityIds.end();
    return known ? AccountEvents{} : AccountEvents{activity};
}

bool isExternalFlow(std::string_view kind)
{
    return kind == "deposit" || kind == "withdrawal" || kind == "transfer";
}

AccountEvents decideTradingState(const AccountState& state, TradingState wanted, std::string reason)
{
    if (state.tradingState == wanted)
        return {};
    return {AccountTradingStateChanged{wanted, std::move(reason)}};
}

AccountEvents decideCompare(const AccountState& state, const AccountDifferenceFound& comparison)
{
    // The id holds the numbers: what is open on the same subject is the same difference, whatever its numbers were.
    const bool agrees = agree(comparison.ours, comparison.broker);
    AccountEvents events;
    bool isOpen = false;
    for (const auto& [id, difference] : state.differences) {
        if (difference.kind != comparison.kind || difference.subject != comparison.subject)
            continue;
        if (!agrees && id == comparison.differenceId)
            isOpen = true;
        else
            events.emplace_back(AccountDifferenceCleared{id, agrees ? "agrees" : "changed"});
    }
    if (!agrees && !isOpen)
        events.emplace_back(comparison);
    return events;
}

}  // namespace tradecore::domain
