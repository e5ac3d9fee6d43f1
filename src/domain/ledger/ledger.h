// Double entry: what an event of a position or an account moves, as postings that sum to zero in every unit (I17). A unit is a currency
// ("USD") or an instrument ("AAPL.SIM"). Position and account meet in Settlement: what the one gives the other takes, so that after both
// events of a fill nothing is left there. Pure.
#pragma once

#include "domain/account/account.h"
#include "domain/position/position.h"

#include <map>
#include <string>
#include <vector>

namespace tradecore::domain {

enum class LedgerAccount {
    Cash,
    Holding,          // cost in its currency, and quantity in its instrument
    OwnersMoney,      // deposits less withdrawals, negative: where cash came from
    RealisedProfit,   // by average cost, before fees; a gain is negative
    Income,           // dividends, interest; a gain is negative
    Fees,
    Settlement,
};

struct Posting {
    LedgerAccount account = LedgerAccount::Cash;
    std::string unit;
    Decimal amount;
    friend bool operator==(const Posting&, const Posting&) = default;
};
using PostingSet = std::vector<Posting>;

// before: the state that the event is folded onto. Amounts of zero are left out.
[[nodiscard]] PostingSet postingsOf(const PositionState& before, const PositionEvent& event);
[[nodiscard]] PostingSet postingsOf(const AccountEvent& event);

[[nodiscard]] std::map<std::string, Decimal> sumsByUnit(const PostingSet& postings);
[[nodiscard]] bool isBalanced(const PostingSet& postings);

}  // namespace tradecore::domain
