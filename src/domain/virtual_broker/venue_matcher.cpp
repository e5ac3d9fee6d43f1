#include "domain/virtual_broker/venue_matcher.h"

#include "domain/risk/commission.h"
#include "domain/virtual_broker/venue_contingency.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tradecore::domain {

namespace {

bool isImmediate(const VenueOrderState& order)
{
    return order.terms.timeInForce == TimeInForce::ImmediateOrCancel
        || order.terms.timeInForce == TimeInForce::FillOrKill;
}

// A market order, or a stop that has become one.
bool hasNoLimit(const VenueOrderState& order)
{
    return !order.terms.limitPrice;
}

bool crosses(const VenueOrderState& order, Price opposite)
{
    if (hasNoLimit(order))
        return true;
    return order.terms.side == Side::Buy ? opposite <= *order.terms.limitPrice : opposite >= *order.terms.limitPrice;
}

enum class Reach { Beyond, Touch, Through };
Reach reachOf(const VenueOrderState& order, Price trade)
{
    if (hasNoLimit(order))
        return Reach::Through;
    if (trade == *order.terms.limitPrice)
        return Reach::Touch;
    const bool through = order.terms.side == Side::Buy ? trade < *order.terms.limitPrice
                                                       : trade > *order.terms.limitPrice;
    return through ? Reach::Through : Reach::Beyond;
}

OrderReason venueWords(OrderReasonCode code, std::string text)
{
    return OrderReason{code, {}, {}, std::move(text)};
}

}  // namespace

VenueMatcher::VenueMatcher(VenueBooks books, const VenueMarkets& markets, InstrumentMarket market, Timestamp now)
    : m_books(std::move(books)), m_markets(markets), m_market(std::move(market)), m_now(now)
{
}

VenueDecision VenueMatcher::takeDecision()
{
    return {std::move(m_events), std::move(m_market)};
}

void VenueMatcher::record(const VenueEvent& event)
{
    const VenueChange change = apply(m_books, event);
    if (change.done && change.order)
        m_market.forget(change.order->number);
    m_events.push_back(event);
    if (!change.done || !change.order)
        return;
    for (const auto& end : afterEnd(m_books, *change.order, m_now))
        record(end);
}

bool VenueMatcher::canWork(const VenueOrderState& order) const
{
    return !order.terms.parent || !workable(m_books, order).isZero();
}

VenueOrderState* VenueMatcher::find(std::uint64_t orderNumber)
{
    const auto found = m_books.open.find(orderNumber);
    return found != m_books.open.end() ? &found->second : nullptr;
}

std::vector<std::uint64_t> VenueMatcher::workingOrders(Aggressor aggressor) const
{
    // The side that a trade hit stands first: one trade's size goes to it before our own other side sees any.
    const Side first = aggressor == Aggressor::Buyer ? Side::Sell : Side::Buy;
    using Rank = std::tuple<bool, bool, Decimal, std::uint64_t, std::uint64_t>;
    std::vector<Rank> ranks;
    for (const auto& [number, order] : m_books.open) {
        if (order.terms.instrument != m_market.instrument.id || !order.isWorking() || !canWork(order))
            continue;
        Decimal price;
        if (order.terms.limitPrice) {
            const Decimal limit = order.terms.limitPrice->value();
            price = order.terms.side == Side::Buy ? limit.negated() : limit;
        }
        ranks.emplace_back(order.terms.side != first, order.terms.limitPrice.has_value(), price, order.priority, number);
    }
    std::ranges::sort(ranks);
    std::vector<std::uint64_t> numbers;
    for (const Rank& rank : ranks)
        numbers.push_back(std::get<4>(rank));
    return numbers;
}

Quantity VenueMatcher::wholeLots(Quantity quantity) const
{
    const Decimal lot = m_market.instrument.lotSize;
    if (!lot.isPositive())
        return quantity;
    return Quantity::from(quantity.value().roundedToStep(lot, Rounding::Floor)).value_or(Quantity());
}

bool VenueMatcher::isAffordable(const VenueOrderState& order, Price price, Quantity quantity) const
{
    const Instrument& instrument = m_market.instrument;
    // The copy of the market that this decision changes is newer than the one in m_markets; both give the same limit and
    // stop prices, and a reference price that is a moment old reserves as well.
    const Decimal available = availableCash(m_books, m_markets, instrument.quoteCurrency, order.number);
    if (order.terms.side == Side::Buy) {
        const auto needed = neededCash(instrument, order, quantity, price);
        return needed && *needed <= available;
    }
    const auto value = notional(price, quantity, instrument.quoteCurrency);
    if (!value || quantity > m_books.positionIn(instrument.id))
        return false;
    const auto commission = practiceCommission(instrument, order.cumulative + quantity,
                                               Money(order.filledNotional + value->amount(), instrument.quoteCurrency));
    if (!commission)
        return false;
    const Decimal net = value->postable().amount() - (commission->amount() - order.commission.amount());
    return !net.isNegative() || !(available + net).isNegative();
}

Quantity VenueMatcher::affordable(const VenueOrderState& order, Price price, Quantity wanted) const
{
    if (isAffordable(order, price, wanted))
        return wanted;
    const Decimal lot = m_market.instrument.lotSize;
    if (!lot.isPositive())
        return {};
    // The largest number of lots that can be paid, by halving: the cost grows with the quantity.
    Int128 low = 0;
    Int128 high = wanted.value().units() / lot.units();
    while (high - low > 1) {
        const Int128 middle = low + (high - low) / 2;
        const auto quantity = Quantity::from(Decimal::fromUnits(middle * lot.units()));
        if (quantity && isAffordable(order, price, *quantity))
            low = middle;
        else
            high = middle;
    }
    return Quantity::from(Decimal::fromUnits(low * lot.units())).value_or(Quantity());
}

Quantity VenueMatcher::fill(std::uint64_t orderNumber, Price price, Quantity wanted, Liquidity liquidity)
{
    const VenueOrderState* order = find(orderNumber);
    if (order == nullptr)
        return {};
    const Quantity possible = wholeLots(std::min(wanted, workable(m_books, *order)));
    if (possible.isZero())
        return {};
    const Quantity filled = affordable(*order, price, possible);
    const bool allOrNothing = order->terms.timeInForce == TimeInForce::FillOrKill;
    const bool isShort = filled < possible;
    const Quantity taken = isShort && allOrNothing ? Quantity() : filled;
    if (!taken.isZero()) {
        const Currency& currency = m_market.instrument.quoteCurrency;
        const auto value = notional(price, taken, currency);
        const auto total = practiceCommission(m_market.instrument, order->cumulative + taken,
                                              Money(order->filledNotional + (value ? value->amount() : Decimal()), currency));
        const Decimal owed = total ? total->amount() - order->commission.amount() : Decimal();
        const VenueOrderState before = *order;
        record(VenueOrderFilled{order->brokerOrderId, m_books.nextExecutionId(), order->cumulative,
                                order->cumulative + taken, price, Money(owed, currency), liquidity, m_now});
        settleOthers(before, taken);
    }
    const VenueOrderState* rest = find(orderNumber);
    if (isShort && rest != nullptr) {
        const bool buys = rest->terms.side == Side::Buy;
        cancelRest(orderNumber, OrderReason{OrderReasonCode::VenueInsufficientBuyingPower, possible.toString(),
                                            filled.toString(),
                                            buys ? "The cash of the account does not pay for more; the rest was canceled."
                                                 : "The cash of the account does not pay the commission; the rest was "
                                                   "canceled."});
    }
    return taken;
}

void VenueMatcher::settleOthers(const VenueOrderState& order, Quantity filled)
{
    for (const auto& event : afterFill(m_books, order, filled, m_now))
        record(event);
    // An exit whose entry has filled begins to work: a limit meets the next quote as a new order does.
    for (const auto& [number, child] : m_books.open) {
        if (child.terms.parent != order.clientOrderId)
            continue;
        if (child.terms.type == OrderType::Limit && child.cumulative.isZero())
            m_market.awaitingQuote.insert(number);
    }
}

void VenueMatcher::cancelRest(std::uint64_t orderNumber, OrderReason reason)
{
    if (const VenueOrderState* order = find(orderNumber))
        record(VenueOrderCanceled{order->brokerOrderId, std::move(reason), m_now});
}

void VenueMatcher::cancelImmediateRest(std::uint64_t orderNumber)
{
    const VenueOrderState* order = find(orderNumber);
    if (order == nullptr || !isImmediate(*order))
        return;
    const bool allOrNothing = order->terms.timeInForce == TimeInForce::FillOrKill;
    cancelRest(orderNumber,
               venueWords(OrderReasonCode::None, allOrNothing ? "Fill or kill: the whole quantity was not on offer."
                                                              : "Immediate or cancel: the rest was not on offer."));
}

void VenueMatcher::takeQuote(std::uint64_t orderNumber)
{
    const VenueOrderState* order = find(orderNumber);
    if (order == nullptr)
        return;
    m_market.awaitingQuote.erase(orderNumber);
    const Side side = order->terms.side;
    VenueQuoteSide& offer = side == Side::Buy ? m_market.ask : m_market.bid;
    const bool allOrNothing = order->terms.timeInForce == TimeInForce::FillOrKill;
    const bool isEnough = !allOrNothing || offer.left >= order->leaves();
    if (offer.price && crosses(*order, *offer.price) && isEnough) {
        const Quantity taken = fill(orderNumber, *offer.price, offer.left, Liquidity::Taker);
        offer.left = offer.left.minusAtLeastZero(taken);
    }
    cancelImmediateRest(orderNumber);
}

void VenueMatcher::arrive(std::uint64_t orderNumber)
{
    if (m_market.quoteValid) {
        takeQuote(orderNumber);
        return;
    }
    const VenueOrderState* order = find(orderNumber);
    if (order != nullptr && order->terms.limitPrice)
        m_market.awaitingQuote.insert(orderNumber);
}

void VenueMatcher::onQuote(const Quote& quote)
{
    applyQuote(m_market, quote);
    if (!m_market.quoteValid)
        return;
    for (const std::uint64_t number : workingOrders(Aggressor::Unknown)) {
        const VenueOrderState* order = find(number);  // gone where the other of its pair took it
        if (order == nullptr)
            continue;
        if (hasNoLimit(*order) || isImmediate(*order) || m_market.awaitingQuote.contains(number))
            takeQuote(number);
    }
}

Quantity VenueMatcher::takeTrade(std::uint64_t orderNumber, const Trade& trade, Quantity used)
{
    VenueOrderState* order = find(orderNumber);
    // An order of a later market time than this trade was not there yet; one dated ahead of the market is not compared.
    if (order == nullptr || (order->acceptedAt <= m_now && trade.venueTime < order->acceptedAt))
        return {};
    if (hasNoLimit(*order) && m_market.quoted)
        return {};
    const bool waitsForQuote = isImmediate(*order) && m_market.quoted;
    if (waitsForQuote)
        return {};
    const Quantity ahead = m_market.aheadOf(*order);
    Quantity offered;
    switch (reachOf(*order, trade.price)) {
    case Reach::Beyond:
        break;
    case Reach::Touch:
        offered = trade.size.minusAtLeastZero(used).minusAtLeastZero(ahead);
        m_market.ahead[orderNumber] = ahead.minusAtLeastZero(trade.size);
        break;
    case Reach::Through:
        offered = trade.size.minusAtLeastZero(used);
        m_market.ahead[orderNumber] = Quantity();
        break;
    }
    const bool allOrNothing = order->terms.timeInForce == TimeInForce::FillOrKill;
    Quantity taken;
    if (!offered.isZero() && (!allOrNothing || offered >= order->leaves())) {
        const bool isTaker = hasNoLimit(*order);
        taken = fill(orderNumber, isTaker ? trade.price : *order->terms.limitPrice, offered,
                     isTaker ? Liquidity::Taker : Liquidity::Maker);
    }
    cancelImmediateRest(orderNumber);
    return taken;
}

std::vector<std::uint64_t> VenueMatcher::triggeredBy(const Trade& trade, Timestamp now) const
{
    std::vector<std::tuple<Decimal, std::uint64_t, std::uint64_t>> ranks;
    for (const auto& [number, order] : m_books.open) {
        if (order.terms.instrument != trade.instrument || order.isWorking() || !order.terms.stopPrice || !canWork(order))
            continue;
        if (order.acceptedAt <= now && trade.venueTime < order.acceptedAt)
            continue;
        const Decimal stop = order.terms.stopPrice->value();
        const bool buys = order.terms.side == Side::Buy;
        if (buys ? trade.price >= *order.terms.stopPrice : trade.price <= *order.terms.stopPrice)
            ranks.emplace_back(buys ? stop : stop.negated(), order.priority, number);
    }
    std::ranges::sort(ranks);
    std::vector<std::uint64_t> numbers;
    for (const auto& rank : ranks)
        numbers.push_back(std::get<2>(rank));
    return numbers;
}

void VenueMatcher::trigger(std::uint64_t orderNumber, const Trade& trade)
{
    const VenueOrderState* order = find(orderNumber);
    if (order == nullptr)
        return;
    const Quantity shown = order->terms.limitPrice
        ? m_market.shownAheadOf(order->terms.side, *order->terms.limitPrice) : Quantity();
    record(VenueOrderTriggered{order->brokerOrderId, trade.price, shown, trade.venueTime});
    arrive(orderNumber);
}

void VenueMatcher::begin(std::uint64_t orderNumber)
{
    const VenueOrderState* order = find(orderNumber);
    if (order == nullptr || !canWork(*order))
        return;
    if (order->isWorking())
        arrive(orderNumber);
    else if (const auto price = m_market.lastPrice ? m_market.lastPrice : m_market.reference(order->terms.side))
        trail(orderNumber, *price);
}

void VenueMatcher::trail(std::uint64_t orderNumber, Price price)
{
    const VenueOrderState* order = find(orderNumber);
    if (order == nullptr || !order->terms.trail || order->triggered || !canWork(*order))
        return;
    const Side side = order->terms.side;
    const PriceOffset tick = m_market.instrument.tickSize;
    const auto wanted = trailingStopAt(side, *order->terms.trail, price, tick);
    if (!wanted)
        return;
    const auto& now = order->terms.stopPrice;
    if (now && !isTighter(side, *wanted, *now))
        return;
    // A twentieth of the distance, at least a tick: a stop that moved with each trade would fill the journal.
    const Decimal distance = (price - *wanted).value().absolute();
    const Decimal step = Decimal::divide(distance, Decimal::fromInteger(20), Rounding::Floor).value_or(Decimal());
    const Decimal least = tick.value().isPositive() ? std::max(tick.value(), step) : step;
    if (now && (*wanted - *now).value().absolute() < least)
        return;
    record(VenueOrderTrailed{order->brokerOrderId, *wanted, m_now});
}

void VenueMatcher::trailAll(const Trade& trade)
{
    std::vector<std::uint64_t> numbers;
    for (const auto& [number, order] : m_books.open) {
        const bool wasThere = order.acceptedAt > m_now || trade.venueTime >= order.acceptedAt;
        if (order.terms.trail && order.terms.instrument == trade.instrument && wasThere)
            numbers.push_back(number);
    }
    for (const std::uint64_t number : numbers)
        trail(number, trade.price);
}

void VenueMatcher::onTrade(const Trade& trade)
{
    if (!trade.countsForPrice || trade.size.isZero())
        return;
    Quantity used;
    for (const std::uint64_t number : workingOrders(trade.aggressor))
        used = used + takeTrade(number, trade, used);
    m_market.lastPrice = trade.price;
    for (const std::uint64_t number : triggeredBy(trade, m_now))
        trigger(number, trade);
    trailAll(trade);
}

}  // namespace tradecore::domain
