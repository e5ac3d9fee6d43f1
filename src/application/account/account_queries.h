// Accounts with equity and profit. Figures in the account's currency; a figure that cannot be known is absent, as a sum over several
// currencies is without a rate.
#pragma once

#include "application/port/read_models.h"

#include <optional>
#include <string>
#include <vector>

namespace tradecore::application {

struct AccountView {
    AccountRow row;
    domain::Money cash;
    domain::Money reserved;                        // by open buy orders
    domain::Money buyingPower;                     // cash − reserved
    std::optional<domain::Money> equity;           // cash + marked positions; nothing while a mark is missing
    std::optional<domain::Money> unrealised;
    domain::Money realisedNet;                     // of positions in the account's currency
    std::optional<domain::Money> dayProfit;
    std::size_t openDifferences = 0;
};

struct AccountsQuery {
    struct Answer {
        std::vector<AccountView> rows;
        std::int64_t asOf = 0;
        std::string error;
    };
};

}  // namespace tradecore::application
