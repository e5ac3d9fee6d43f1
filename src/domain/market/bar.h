// Bar: open, high, low, close, volume and trade count of one interval [start, start + length). I33: high is at least
// max(open, close), low at most min(open, close).
#pragma once

#include "base/timestamp.h"
#include "domain/market/timeframe.h"
#include "domain/money/price.h"
#include "domain/money/quantity.h"

#include <cstdint>

namespace tradecore::domain {

struct Bar {
    Timestamp start;
    Price open;
    Price high;
    Price low;
    Price close;
    Quantity volume;
    std::int64_t trades = 0;  // 0 where the source does not say
    bool complete = false;    // the interval is over; a late trade may still revise it
    friend bool operator==(const Bar&, const Bar&) = default;
};

}  // namespace tradecore::domain
