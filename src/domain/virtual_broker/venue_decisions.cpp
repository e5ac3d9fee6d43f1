#include "domain/virtual_broker/venue_decisions.h"

#include "domain/virtual_broker/venue_contingency.h"
#include "domain/virtual_broker/venue_matcher.h"

#include <algorithm>
#include <utility>

namespace tradecore::domain {

namespace {

OrderReason reasonOf(OrderReasonCode code, std::string asked, std::string allowed, std::string words)
{
    return OrderReason{code, std::move(asked), std::move(allowed), std::move(words)};
}

OrderReason invalid(std::string asked, std::string allowed, std::string words)
{
    return reasonOf(OrderReasonCode::VenueInvalidOrder, std::move(asked), std::move(allowed), std::move(words));
}

std::optional<OrderReason> checkPrice(const std::optional<Price>& price, bool expected, const Instrument& instrument,
                                      const std::string& what)
{
    if (price.has_value() != expected)
        return invalid({}, {}, expected ? "The " + what + " price is missing." : "This order type has no " + what + " price.");
    if (!price)
        return std::nullopt;
    if (!price->value().isPositive())
        return invalid(price->toString(), "0", "The " + what + " price must be above zero.");
    const Decimal tick = instrument.tickSize.value();
    if (tick.isPositive() && !price->value().isMultipleOf(tick))
        return invalid(price->toString(), tick.toString(), "The " + what + " price is not a multiple of the tick size.");
    return std::nullopt;
}

std::optional<OrderReason> checkQuantity(Quantity quantity, const Instrument& instrument)
{
    if (quantity.isZero())
        return invalid("0", instrument.minimumQuantity.toString(), "The quantity must be above zero.");
    if (instrument.lotSize.isPositive() && !quantity.value().isMultipleOf(instrument.lotSize))
        return invalid(quantity.toString(), instrument.lotSize.toString(), "The quantity is not a multiple of the lot size.");
    if (quantity < instrument.minimumQuantity)
        return invalid(quantity.toString(), instrument.minimumQuantity.toString(), "The quantity is below the minimum.");
    if (!instrument.maximumQuantity.isZero() && quantity > instrument.maximumQuantity)
        return invalid(quantity.toString(), instrument.maximumQuantity.toString(), "The quantity is above the maximum.");
    return std::nullopt;
}

bool hasLimit(OrderType type)
{
    return type == OrderType::Limit || type == OrderType::StopLimit;
}
bool hasStop(OrderType type)
{
    return type == OrderType::Stop || type == OrderType::StopLimit;
}

std::optional<OrderReason> checkTrail(const OrderTerms& terms)
{
    if (terms.trail.has_value() != (terms.type == OrderType::TrailingStop))
        return invalid({}, {}, terms.trail ? "This order type does not trail." : "The distance of the trailing stop is missing.");
    constexpr Decimal hundred = Decimal::fromInteger(100);
    if (terms.trail && (!terms.trail->value.isPositive() || (terms.trail->unit == TrailUnit::PerCent && terms.trail->value >= hundred)))
        return invalid(terms.trail->toString(), "0", "The distance of the trailing stop is not possible.");
    return std::nullopt;
}

std::optional<OrderReason> checkTerms(const OrderTerms& terms, const Instrument& instrument)
{
    if (auto reason = checkQuantity(terms.quantity, instrument))
        return reason;
    if (auto reason = checkPrice(terms.limitPrice, hasLimit(terms.type), instrument, "limit"))
        return reason;
    if (auto reason = checkTrail(terms))
        return reason;
    const bool stops = hasStop(terms.type) || (terms.type == OrderType::TrailingStop && terms.stopPrice);
    return checkPrice(terms.stopPrice, stops, instrument, "stop");
}

// An exit belongs to an order of the other side in the same instrument, and rests.
std::optional<OrderReason> checkParent(const VenueState& state, const OrderTerms& terms)
{
    if (!terms.parent)
        return std::nullopt;
    const VenueOrderState* parent = state.find(*terms.parent);
    if (parent == nullptr || parent->status == OrderStatus::Rejected)
        return invalid(terms.parent->text(), {}, "The order that this one waits for is not here.");
    if (parent->terms.instrument != terms.instrument || parent->terms.side == terms.side)
        return invalid(terms.parent->text(), {}, "The order that this one waits for does not open what it would close.");
    if (isTerminal(parent->status) && parent->cumulative.isZero())
        return invalid(terms.parent->text(), {}, "The order that this one waits for has ended without a fill.");
    if (terms.timeInForce != TimeInForce::Day && terms.timeInForce != TimeInForce::GoodTillCancel)
        return invalid(terms.parent->text(), {}, "An order that waits for another must be able to rest.");
    return std::nullopt;
}

// Whether the account can carry the order as it would stand; `order` may be open already and is then left out of what is held.
std::optional<OrderReason> checkMeans(const VenueBooks& books, const VenueMarkets& markets, const InstrumentMarket& market,
                                      const VenueOrderState& order)
{
    const Instrument& instrument = market.instrument;
    // What it closes is not there yet: it works as far as its parent is filled.
    const bool waits = order.terms.parent && workable(books, order) < order.leaves();
    if (waits)
        return std::nullopt;
    if (order.terms.side == Side::Sell) {
        const Quantity held = heldBack(books, instrument.id, Side::Sell, &order);
        const Quantity free = books.positionIn(instrument.id).minusAtLeastZero(held);
        if (order.leaves() > free)
            return reasonOf(OrderReasonCode::VenueInsufficientPosition, order.leaves().toString(), free.toString(),
                            "A cash account cannot sell what it does not hold.");
        return std::nullopt;
    }
    const Decimal available = availableCash(books, markets, instrument.quoteCurrency, order.number);
    const auto allowed = std::max(available, Decimal()).toString(instrument.quoteCurrency.decimals());
    std::optional<Price> price = order.terms.limitPrice;
    if (!price && !order.triggered)
        price = order.terms.stopPrice;
    if (!price)
        price = market.reference(order.terms.side);
    // A market order without any price yet: the first fill checks it.
    const auto needed = price ? neededCash(instrument, order, order.leaves(), *price) : std::optional(Decimal());
    if (!needed || *needed > available || !available.isPositive())
        return reasonOf(OrderReasonCode::VenueInsufficientBuyingPower,
                        needed ? needed->toString(instrument.quoteCurrency.decimals()) : std::string("out of range"), allowed,
                        "The cash of the account in " + instrument.quoteCurrency.code() + " does not cover the order.");
    return std::nullopt;
}

VenueDecision rejected(const VenueSubmitFacts& facts, OrderReason reason)
{
    return {{VenueOrderRejected{facts.clientOrderId, facts.terms, std::move(reason), facts.now}}, std::nullopt};
}

const InstrumentMarket* marketOf(const VenueMarkets& markets, const InstrumentId& instrument)
{
    const auto found = markets.find(instrument);
    return found != markets.end() ? &found->second : nullptr;
}

// The event, and what the end of its order means for those that wait for it.
VenueEvents withEnds(const VenueBooks& books, VenueEvent event, Timestamp now)
{
    VenueBooks after = books;
    const VenueChange change = domain::apply(after, event);
    VenueEvents events{std::move(event)};
    if (!change.done || !change.order)
        return events;
    for (auto& end : afterEnd(after, *change.order, now))
        events.push_back(std::move(end));
    return events;
}

bool hasOpenOrder(const VenueBooks& books, const InstrumentId& instrument)
{
    return std::ranges::any_of(books.open,
                               [&instrument](const auto& entry) { return entry.second.terms.instrument == instrument; });
}

}  // namespace

VenueEvents decideVenueOpen(const VenueState& state, const AccountId& account, const Money& deposit, Timestamp now)
{
    if (state.exists)
        return {};
    return {VenueAccountOpened{account, deposit, now}};
}

Result<VenueDecision, OrderReason> decideVenueSubmit(const VenueState& state, const VenueMarkets& markets,
                                                     const VenueSubmitFacts& facts)
{
    if (const VenueOrderState* known = state.find(facts.clientOrderId)) {
        if (known->submittedTerms == facts.terms)
            return VenueDecision{};
        return failure(reasonOf(OrderReasonCode::VenueDuplicateClientOrderId, facts.clientOrderId.text(), {},
                                "This client order id names an order with other terms."));
    }
    if (!isValidClientOrderId(facts.clientOrderId.text()))
        return rejected(facts, invalid(facts.clientOrderId.text(), {}, "The client order id is not valid."));
    if (!state.exists || facts.terms.account != state.books.account)
        return rejected(facts, invalid(facts.terms.account.text(), state.books.account.text(), "Another account is meant."));
    const InstrumentMarket* market = marketOf(markets, facts.terms.instrument);
    if (market == nullptr)
        return rejected(facts, reasonOf(OrderReasonCode::VenueUnknownInstrument, facts.terms.instrument.toString(), {},
                                        "The instrument is not listed here."));
    if (auto reason = checkTerms(facts.terms, market->instrument))
        return rejected(facts, std::move(*reason));
    if (auto reason = checkParent(state, facts.terms))
        return rejected(facts, std::move(*reason));
    VenueOrderState order;
    order.terms = facts.terms;
    const VenueOrderState* parent = facts.terms.parent ? state.find(*facts.terms.parent) : nullptr;
    const bool parentEnded = parent != nullptr && isTerminal(parent->status);
    if (parentEnded)
        order.terms.quantity = std::min(order.terms.quantity, parent->cumulative);
    if (auto reason = checkMeans(state.books, markets, *market, order))
        return rejected(facts, std::move(*reason));

    VenueMatcher matcher(state.books, markets, *market, facts.now);
    const bool rests = facts.terms.type == OrderType::Limit;
    const Quantity shown = rests ? market->shownAheadOf(facts.terms.side, *facts.terms.limitPrice) : Quantity();
    matcher.record(VenueOrderAccepted{state.books.nextBrokerOrderId(), facts.clientOrderId, facts.terms, shown, facts.now});
    const std::uint64_t number = matcher.books().orders;
    if (parentEnded) {
        for (const auto& event : trimToParent(matcher.books().open.at(number), *parent, facts.now))
            matcher.record(event);
    }
    matcher.begin(number);
    return matcher.takeDecision();
}

Result<VenueDecision, OrderReason> decideVenueCancel(const VenueState& state, const ClientOrderId& order, Timestamp now)
{
    const VenueOrderState* known = state.find(order);
    if (known == nullptr)
        return failure(reasonOf(OrderReasonCode::VenueUnknownOrder, order.text(), {}, "The venue does not know this order."));
    if (isTerminal(known->status))
        return failure(reasonOf(OrderReasonCode::VenueTooLate, order.text(), {}, "The order is done."));
    return VenueDecision{withEnds(state.books, VenueOrderCanceled{known->brokerOrderId, {}, now}, now), std::nullopt};
}

Result<VenueDecision, OrderReason> decideVenueReplace(const VenueState& state, const VenueMarkets& markets,
                                                      const VenueReplaceFacts& facts)
{
    const VenueOrderState* known = state.find(facts.clientOrderId);
    if (known == nullptr)
        return failure(reasonOf(OrderReasonCode::VenueUnknownOrder, facts.clientOrderId.text(), {},
                                "The venue does not know this order."));
    if (known->replaceRequest == facts.request)
        return VenueDecision{};
    if (isTerminal(known->status))
        return failure(reasonOf(OrderReasonCode::VenueTooLate, facts.clientOrderId.text(), {}, "The order is done."));
    const InstrumentMarket* market = marketOf(markets, known->terms.instrument);
    if (market == nullptr)
        return failure(reasonOf(OrderReasonCode::VenueUnknownInstrument, known->terms.instrument.toString(), {},
                                "The instrument is not listed here now."));
    VenueOrderState after = *known;
    after.terms.quantity = facts.change.quantity.value_or(known->terms.quantity);
    after.terms.limitPrice = facts.change.limitPrice ? facts.change.limitPrice : known->terms.limitPrice;
    after.terms.stopPrice = facts.change.stopPrice ? facts.change.stopPrice : known->terms.stopPrice;
    if (after.terms == known->terms)
        return failure(invalid({}, {}, "The replace changes nothing."));
    if (after.terms.stopPrice != known->terms.stopPrice && known->triggered)
        return failure(reasonOf(OrderReasonCode::VenueTooLate, {}, {}, "The stop was triggered."));
    if (after.terms.quantity < known->cumulative)
        return failure(reasonOf(OrderReasonCode::QuantityBelowFilled, after.terms.quantity.toString(),
                                known->cumulative.toString(), "The quantity is below what was filled."));
    if (auto reason = checkTerms(after.terms, market->instrument))
        return failure(std::move(*reason));
    if (auto reason = after.leaves().isZero() ? std::nullopt : checkMeans(state.books, markets, *market, after))
        return failure(std::move(*reason));

    VenueMatcher matcher(state.books, markets, *market, facts.now);
    const bool moved = after.terms.limitPrice != known->terms.limitPrice;
    const bool losesPlace = moved || after.terms.quantity > known->terms.quantity;
    const bool works = known->isWorking() && after.terms.limitPrice.has_value();
    Quantity shown = market->aheadOf(*known);
    if (losesPlace)
        shown = works ? market->shownAheadOf(after.terms.side, *after.terms.limitPrice) : Quantity();
    matcher.record(VenueOrderReplaced{known->brokerOrderId, facts.request, facts.change, shown, facts.now});
    if (losesPlace)
        matcher.market().ahead.erase(known->number);
    if (moved && works)
        matcher.arrive(known->number);
    return matcher.takeDecision();
}

VenueDecision decideVenueTrade(const VenueBooks& books, const VenueMarkets& markets, const Trade& trade, Timestamp now)
{
    const InstrumentMarket* market = marketOf(markets, trade.instrument);
    if (market == nullptr)
        return {};
    if (!hasOpenOrder(books, trade.instrument)) {
        VenueDecision decision{{}, *market};
        if (trade.countsForPrice && !trade.size.isZero())
            decision.market->lastPrice = trade.price;
        return decision;
    }
    VenueMatcher matcher(books, markets, *market, now);
    matcher.onTrade(trade);
    return matcher.takeDecision();
}

VenueDecision decideVenueQuote(const VenueBooks& books, const VenueMarkets& markets, const Quote& quote, Timestamp now)
{
    const InstrumentMarket* market = marketOf(markets, quote.instrument);
    if (market == nullptr)
        return {};
    if (!hasOpenOrder(books, quote.instrument)) {
        VenueDecision decision{{}, *market};
        applyQuote(*decision.market, quote);
        return decision;
    }
    VenueMatcher matcher(books, markets, *market, now);
    matcher.onQuote(quote);
    return matcher.takeDecision();
}

VenueEvents decideVenueExpiry(const VenueBooks& books, Timestamp now, const SessionRules& sessions)
{
    VenueEvents events;
    std::optional<VenueBooks> left;   // copied only where something ends: this is asked with each datum of the market
    for (const auto& [number, order] : books.open) {
        if (order.terms.timeInForce == TimeInForce::GoodTillCancel || (left && !left->open.contains(number)))
            continue;
        const Timestamp end = dayOrderEnd(sessions, order.acceptedAt);
        if (now < end)
            continue;
        if (!left)
            left = books;
        for (auto& event : withEnds(*left, VenueOrderExpired{order.brokerOrderId, end}, end)) {
            domain::apply(*left, event);
            events.push_back(std::move(event));
        }
    }
    return events;
}

}  // namespace tradecore::domain
