// Quote, Trade, DayStatistics: what a source says of an instrument. Venue times are market time; receivedAt is this
// machine's. Values only.
#pragma once

#include "base/timestamp.h"
#include "domain/instrument/instrument_id.h"
#include "domain/money/price.h"
#include "domain/money/quantity.h"

#include <cstdint>
#include <optional>
#include <string>

namespace tradecore::domain {

// The best bid and ask; a side that is empty has no price.
struct Quote {
    InstrumentId instrument;
    std::optional<Price> bid;
    Quantity bidSize;
    std::optional<Price> ask;
    Quantity askSize;
    Timestamp venueTime;
    Timestamp receivedAt;
    friend bool operator==(const Quote&, const Quote&) = default;
};

enum class Aggressor { Unknown, Buyer, Seller };

struct Trade {
    InstrumentId instrument;
    Price price;
    Quantity size;
    Aggressor aggressor = Aggressor::Unknown;
    // False where a sale condition or a suspicious print keeps the trade out of open, high, low and close (and out of
    // triggers and marks); its volume always counts. Set by the adapter.
    bool countsForPrice = true;
    std::string tradeId;   // empty where the source has none
    Timestamp venueTime;
    Timestamp receivedAt;
    friend bool operator==(const Trade&, const Trade&) = default;
};

struct DayStatistics {
    InstrumentId instrument;
    std::optional<Price> open;
    std::optional<Price> high;
    std::optional<Price> low;
    std::optional<Price> previousClose;
    std::optional<Quantity> volume;
    bool rounded = false;  // the venue sent a figure with more than 12 decimals, and it was rounded
    Timestamp venueTime;
    friend bool operator==(const DayStatistics&, const DayStatistics&) = default;
};

}  // namespace tradecore::domain
