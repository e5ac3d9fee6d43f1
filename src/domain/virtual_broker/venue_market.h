// VenueMarkets: what the venue remembers of the market to fill orders against. It is not evented: after a restart quotes are
// unknown until the next one, and a resting order stands behind the whole size that was shown when it was placed.
#pragma once

#include "domain/instrument/instrument.h"
#include "domain/market/market_values.h"
#include "domain/virtual_broker/venue_state.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>

namespace tradecore::domain {

// One side of the best quote, and what of its size our orders have not taken yet.
struct VenueQuoteSide {
    std::optional<Price> price;
    Quantity size;
    Quantity left;
    friend bool operator==(const VenueQuoteSide&, const VenueQuoteSide&) = default;
};

struct InstrumentMarket {
    Instrument instrument;
    bool quoted = false;       // the source quotes it: then trades alone fill no market order
    bool quoteValid = false;
    VenueQuoteSide bid;
    VenueQuoteSide ask;
    std::optional<Price> lastPrice;
    std::map<std::uint64_t, Quantity> ahead;   // order number → size still ahead of it at its price
    std::set<std::uint64_t> awaitingQuote;     // limit orders that have not met a quote since they arrived

    [[nodiscard]] const VenueQuoteSide& opposite(Side side) const { return side == Side::Buy ? ask : bid; }
    [[nodiscard]] const VenueQuoteSide& same(Side side) const { return side == Side::Buy ? bid : ask; }
    // Opposite quote, else last trade.
    [[nodiscard]] std::optional<Price> reference(Side side) const;
    // The size shown on the order's own side, 0 where the price improves on it or nothing is shown.
    [[nodiscard]] Quantity shownAheadOf(Side side, Price limit) const;
    [[nodiscard]] Quantity aheadOf(const VenueOrderState& order) const;
    void forget(std::uint64_t order);
};

using VenueMarkets = std::map<InstrumentId, InstrumentMarket>;

// What follows from a new quote for the memory alone. A side that repeats price and size offers nothing new. A crossed quote
// (bid above ask) is not usable.
void applyQuote(InstrumentMarket& market, const Quote& quote);
void invalidateQuote(InstrumentMarket& market);

// Money that open buy orders in a currency hold back: price × what is left (rounded up) + the commission still to come.
// Price is the limit, else the stop, else the reference; `except` is left out. An instrument that is not listed now counts
// in the currency of the deposit and without commission.
[[nodiscard]] Decimal reservedCash(const VenueBooks& books, const VenueMarkets& markets, const Currency& currency,
                                   std::optional<std::uint64_t> except = std::nullopt);
[[nodiscard]] Decimal availableCash(const VenueBooks& books, const VenueMarkets& markets, const Currency& currency,
                                    std::optional<std::uint64_t> except = std::nullopt);
// What a buy of `quantity` more at `price` would need; nothing where it is out of range.
[[nodiscard]] std::optional<Decimal> neededCash(const Instrument& instrument, const VenueOrderState& order,
                                                Quantity quantity, Price price);

}  // namespace tradecore::domain
