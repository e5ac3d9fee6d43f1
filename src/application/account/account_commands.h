// Commands of reconciliation and of the desk that concern an account.
#pragma once

#include "application/port/trading_venue.h"
#include "domain/account/account.h"

#include <string>
#include <vector>

namespace tradecore::application {

struct OpenAccount {
    domain::AccountOpened account;
};
struct RecordCashActivities {
    domain::AccountId account;
    std::vector<VenueActivity> activities;
};
// Compares the venue's cash and positions with ours. When the account has moved since the balances were asked for, nothing is
// judged, and the receipt's result is "moved".
struct CompareBalances {
    domain::AccountId account;
    VenueBalances balances;
    std::int64_t accountVersion = 0;
};
struct CompleteReconciliation {
    domain::AccountId account;
    std::uint64_t executionsBooked = 0;
    std::uint64_t ordersAdopted = 0;
    std::string venueCursor;
};
struct ChangeTradingState {
    domain::AccountId account;
    domain::TradingState state = domain::TradingState::Active;
    std::string reason;
    // Not empty: only while the state now was given with this reason. Who took the account out of the market puts it back, and
    // not over somebody who has halted it since.
    std::string onlyWhileReason = {};
};

}  // namespace tradecore::application
