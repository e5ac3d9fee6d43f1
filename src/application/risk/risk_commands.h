// The limits of an account: what people may ask and change.
#pragma once

#include "domain/risk/risk_limits.h"

#include <optional>
#include <string>

namespace tradecore::application {

// No value: the limit is off. Refused where the account is not known or the value is not possible.
struct ChangeRiskLimit {
    domain::AccountId account;
    domain::RiskLimit limit = domain::RiskLimit::OrderSize;
    std::optional<Decimal> value;
};

struct RiskLimitsQuery {
    struct Answer {
        domain::AccountId account;
        domain::RiskLimits limits;
        std::string error;   // empty when the journal could be read
    };
    domain::AccountId account;
};

}  // namespace tradecore::application
