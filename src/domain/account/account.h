// Broker account: cash per currency as the fold of postings; every change has a cause. Differences against the venue are
// events too, never silent corrections.
#pragma once

#include "base/timestamp.h"
#include "domain/instrument/instrument_id.h"
#include "domain/money/money.h"
#include "domain/order/order_types.h"
#include "domain/risk/risk_facts.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tradecore::domain {

enum class AccountMode { Practice, Paper, Live };
[[nodiscard]] std::string_view nameOf(AccountMode mode);
[[nodiscard]] std::optional<AccountMode> parseAccountMode(std::string_view text);

struct AccountOpened {
    AccountId account;
    std::string broker;        // "virtual", "alpaca"
    std::string markingSource; // "simulated", "replay", "coinbase": the source that marks the account
    AccountMode mode = AccountMode::Practice;
    Currency currency;
    friend bool operator==(const AccountOpened&, const AccountOpened&) = default;
};
struct AccountCashMoved {  // deposit, withdrawal, dividend, interest, fee: venue activity that is not a fill
    std::string activityId;
    std::string kind;
    Money amount;              // positive comes in
    Timestamp happenedAt;
    friend bool operator==(const AccountCashMoved&, const AccountCashMoved&) = default;
};
struct AccountFillPosted {     // beside OrderFilled and PositionFillApplied in one command
    ClientOrderId clientOrderId;
    ExecutionId executionId;
    Money proceeds;            // −price·quantity for a buy, posted amount
    Money commission;          // positive is paid
    friend bool operator==(const AccountFillPosted&, const AccountFillPosted&) = default;
};
struct AccountFillRestated {   // the venue busted or corrected a fill: beside PositionFillRestated in one command
    ClientOrderId clientOrderId;
    ExecutionId executionId;
    Money bookedProceeds;      // what the fill had posted, taken back
    Money bookedCommission;
    Money proceeds;            // what it comes to now; zero where it was busted
    Money commission;
    friend bool operator==(const AccountFillRestated&, const AccountFillRestated&) = default;
};
struct AccountSplitApplied {   // beside PositionSplit in one command
    std::string actionId;
    InstrumentId instrument;
    Decimal numerator;
    Decimal denominator;
    Money cashInLieu;          // positive came in
    Timestamp effectiveAt;
    friend bool operator==(const AccountSplitApplied&, const AccountSplitApplied&) = default;
};
struct AccountDifferenceFound {
    std::string differenceId;  // deterministic: hash of account, kind, subject, ours, broker
    std::string kind;          // "cash", "position", "order", "execution"
    std::string subject;       // currency, instrument, order id
    std::string ours;
    std::string broker;
    Timestamp foundAt;
    friend bool operator==(const AccountDifferenceFound&, const AccountDifferenceFound&) = default;
};
struct AccountDifferenceCleared {
    std::string differenceId;
    std::string how;           // "agrees", "accepted: reason"
    friend bool operator==(const AccountDifferenceCleared&, const AccountDifferenceCleared&) = default;
};
struct AccountReconciled {     // appended only when something was found or cleared: twice in a row appends nothing
    std::uint64_t executionsBooked = 0;
    std::uint64_t ordersAdopted = 0;
    std::string venueCursor;
    friend bool operator==(const AccountReconciled&, const AccountReconciled&) = default;
};
struct AccountTradingStateChanged {
    TradingState state = TradingState::Active;
    std::string reason;
    friend bool operator==(const AccountTradingStateChanged&, const AccountTradingStateChanged&) = default;
};

using AccountEvent = std::variant<AccountOpened, AccountCashMoved, AccountFillPosted, AccountDifferenceFound,
                                  AccountDifferenceCleared, AccountReconciled, AccountTradingStateChanged, AccountFillRestated,
                                  AccountSplitApplied>;

struct AccountDifference {
    std::string kind;
    std::string subject;
    std::string ours;
    std::string broker;
    Timestamp foundAt;
    friend bool operator==(const AccountDifference&, const AccountDifference&) = default;
};

struct AccountState {
    bool exists = false;
    AccountId account;
    std::string broker;
    std::string markingSource;
    AccountMode mode = AccountMode::Practice;
    Currency currency;
    std::map<std::string, Decimal> cash;             // by currency code
    std::map<std::string, Decimal> externalFlows;    // deposits − withdrawals, by currency code
    std::map<std::string, Decimal> commissions;
    std::vector<std::string> activityIds;            // dedupe of AccountCashMoved
    std::map<std::string, AccountDifference> differences;
    TradingState tradingState = TradingState::Active;
    std::string tradingStateReason;
    std::string venueCursor;

    [[nodiscard]] Money cashIn(const Currency& which) const;
    friend bool operator==(const AccountState&, const AccountState&) = default;
};

[[nodiscard]] AccountState fold(AccountState state, const AccountEvent& event);

using AccountEvents = std::vector<AccountEvent>;
[[nodiscard]] AccountEvents decideOpen(const AccountState& state, const AccountOpened& wanted);
[[nodiscard]] AccountEvents decideCashMoved(const AccountState& state, const AccountCashMoved& activity);
// The owner's own money: deposits, withdrawals, transfers. All else is profit or loss.
[[nodiscard]] bool isExternalFlow(std::string_view kind);
[[nodiscard]] AccountEvents decideTradingState(const AccountState& state, TradingState wanted, std::string reason);
// One difference: found when new, cleared when ours equals broker's and it was open, otherwise nothing.
[[nodiscard]] AccountEvents decideCompare(const AccountState& state, const AccountDifferenceFound& comparison);

}  // namespace tradecore::domain
