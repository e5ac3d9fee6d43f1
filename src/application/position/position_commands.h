// Commands that change positions beyond fills.
#pragma once

#include "domain/position/position_decisions.h"

#include <string>

namespace tradecore::application {

// A split of an instrument that the account holds: position and account in one command. Twice the same action changes nothing.
struct RecordSplit {
    domain::SplitFacts facts;
};

// The venue's day has ended for an instrument; the day's profit counts from this mark on.
struct CloseDay {
    domain::AccountId account;
    domain::InstrumentId instrument;
    std::string sessionDate;   // the venue's, ISO
    domain::Price mark;
};

}  // namespace tradecore::application
