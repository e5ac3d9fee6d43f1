// The limit of the frame benchmark: a parser written by hand for exactly the layout of the benchmark's frames. It checks
// nothing and makes the same values. Not for use elsewhere.
#pragma once

#include "infrastructure/broker/coinbase/frame_messages.h"

#include <string_view>
#include <vector>

namespace tradecore::test {

struct HandValues {
    infrastructure::coinbase::MatchMessage match;
    infrastructure::coinbase::BookUpdateMessage update;
    std::vector<infrastructure::coinbase::BookChange> changes;
};

// Reads a match or an l2update in the venue's order of keys.
void parseByHand(std::string_view frame, HandValues& values);

}  // namespace tradecore::test
