#include "domain/virtual_broker/venue_market.h"

#include "domain/risk/commission.h"
#include "domain/virtual_broker/venue_contingency.h"

namespace tradecore::domain {

std::optional<Price> InstrumentMarket::reference(Side side) const
{
    if (quoteValid && opposite(side).price)
        return opposite(side).price;
    return lastPrice;
}

Quantity InstrumentMarket::shownAheadOf(Side side, Price limit) const
{
    const VenueQuoteSide& shown = same(side);
    if (!quoteValid || !shown.price)
        return {};
    const bool improves = side == Side::Buy ? limit > *shown.price : limit < *shown.price;
    return improves ? Quantity() : shown.size;
}

Quantity InstrumentMarket::aheadOf(const VenueOrderState& order) const
{
    const auto found = ahead.find(order.number);
    return found != ahead.end() ? found->second : order.shownAhead;
}

void InstrumentMarket::forget(std::uint64_t order)
{
    ahead.erase(order);
    awaitingQuote.erase(order);
}

namespace {

void applySide(VenueQuoteSide& side, std::optional<Price> price, Quantity size, bool wasValid)
{
    if (wasValid && side.price == price && side.size == size)
        return;
    side = VenueQuoteSide{price, size, price ? size : Quantity()};
}

std::optional<Price> reservePrice(const VenueOrderState& order, const InstrumentMarket* market)
{
    if (order.terms.limitPrice)
        return order.terms.limitPrice;
    if (order.terms.stopPrice && !order.triggered)
        return order.terms.stopPrice;
    return market != nullptr ? market->reference(order.terms.side) : std::nullopt;
}

}  // namespace

void applyQuote(InstrumentMarket& market, const Quote& quote)
{
    market.quoted = true;
    if (quote.bid && quote.ask && *quote.bid > *quote.ask) {
        invalidateQuote(market);
        return;
    }
    applySide(market.bid, quote.bid, quote.bidSize, market.quoteValid);
    applySide(market.ask, quote.ask, quote.askSize, market.quoteValid);
    market.quoteValid = true;
}

void invalidateQuote(InstrumentMarket& market)
{
    market.quoted = true;
    market.quoteValid = false;
    market.bid = {};
    market.ask = {};
}

std::optional<Decimal> neededCash(const Instrument& instrument, const VenueOrderState& order, Quantity quantity,
                                  Price price)
{
    const auto value = notional(price, quantity, instrument.quoteCurrency);
    if (!value)
        return std::nullopt;
    const Money total(order.filledNotional + value->amount(), instrument.quoteCurrency);
    const auto commission = practiceCommission(instrument, order.cumulative + quantity, total);
    if (!commission)
        return std::nullopt;
    const Decimal posted = value->amount().rounded(instrument.quoteCurrency.decimals(), Rounding::Ceiling);
    return posted + commission->amount() - order.commission.amount();
}

Decimal reservedCash(const VenueBooks& books, const VenueMarkets& markets, const Currency& currency,
                     std::optional<std::uint64_t> except)
{
    Decimal total;
    for (const auto& [number, order] : books.open) {
        if (order.terms.side != Side::Buy || number == except)
            continue;
        const Quantity left = workable(books, order);
        const auto found = markets.find(order.terms.instrument);
        const InstrumentMarket* market = found != markets.end() ? &found->second : nullptr;
        const Currency& pays = market != nullptr ? market->instrument.quoteCurrency : books.deposit.currency();
        const auto price = reservePrice(order, market);
        if (pays != currency || !price)
            continue;
        if (market != nullptr) {
            if (const auto needed = neededCash(market->instrument, order, left, *price))
                total += *needed;
        } else if (const auto value = notional(*price, left, currency)) {
            total += value->amount();
        }
    }
    return total;
}

Decimal availableCash(const VenueBooks& books, const VenueMarkets& markets, const Currency& currency,
                      std::optional<std::uint64_t> except)
{
    return books.cashIn(currency) - reservedCash(books, markets, currency, except);
}

}  // namespace tradecore::domain
