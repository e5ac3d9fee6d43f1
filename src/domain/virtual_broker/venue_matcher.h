// VenueMatcher: plays one market datum or one arriving order forward on a copy of the books, and collects the events. Used by
// the decide functions alone; lives for one decision.
#pragma once

#include "domain/virtual_broker/venue_decisions.h"

#include <cstdint>
#include <vector>

namespace tradecore::domain {

class VenueMatcher {
public:
    VenueMatcher(VenueBooks books, const VenueMarkets& markets, InstrumentMarket market, Timestamp now);

    void record(const VenueEvent& event);
    // An order that was accepted: it meets the quote where it works, and a trailing stop takes its place.
    void begin(std::uint64_t orderNumber);
    // An order that begins to work (accepted, triggered, moved by a replace) meets the opposite quote.
    void arrive(std::uint64_t orderNumber);
    void onTrade(const Trade& trade);
    void onQuote(const Quote& quote);

    [[nodiscard]] InstrumentMarket& market() { return m_market; }
    [[nodiscard]] const VenueBooks& books() const { return m_books; }
    [[nodiscard]] VenueDecision takeDecision();

private:
    [[nodiscard]] VenueOrderState* find(std::uint64_t orderNumber);
    // Working orders of this instrument by price, then time; market orders first.
    [[nodiscard]] std::vector<std::uint64_t> workingOrders(Aggressor aggressor) const;
    [[nodiscard]] std::vector<std::uint64_t> triggeredBy(const Trade& trade, Timestamp now) const;
    void takeQuote(std::uint64_t orderNumber);
    Quantity takeTrade(std::uint64_t orderNumber, const Trade& trade, Quantity used);
    // Fills what cash and position allow, in whole lots; the rest of an order that cannot be paid is canceled.
    Quantity fill(std::uint64_t orderNumber, Price price, Quantity wanted, Liquidity liquidity);
    void cancelRest(std::uint64_t orderNumber, OrderReason reason);
    void cancelImmediateRest(std::uint64_t orderNumber);
    void trigger(std::uint64_t orderNumber, const Trade& trade);
    // Moves a trailing stop behind this price, where that is nearer to the market by a whole step.
    void trail(std::uint64_t orderNumber, Price price);
    void trailAll(const Trade& trade);
    // What a fill means for the other of a pair and for those that waited for it.
    void settleOthers(const VenueOrderState& order, Quantity filled);
    [[nodiscard]] bool canWork(const VenueOrderState& order) const;
    [[nodiscard]] Quantity wholeLots(Quantity quantity) const;
    [[nodiscard]] bool isAffordable(const VenueOrderState& order, Price price, Quantity quantity) const;
    [[nodiscard]] Quantity affordable(const VenueOrderState& order, Price price, Quantity wanted) const;

    VenueBooks m_books;
    const VenueMarkets& m_markets;
    InstrumentMarket m_market;
    Timestamp m_now;
    VenueEvents m_events;
};

}  // namespace tradecore::domain
