#include "application/order/fill_postings.h"

namespace tradecore::application {

namespace {

// Cash that moves with the fill: a buy pays, a sell receives; posted amounts are rounded to the currency.
domain::Money proceedsOf(domain::Side side, const domain::OrderFilled& fill, domain::Quantity quantity)
{
    const auto value = domain::notional(fill.price, quantity, fill.commission.currency());
    // Price and quantity of a fill are bounded when they are parsed; a product outside the range cannot come from a venue.
    const domain::Money exact = value.value_or(domain::Money(Decimal(), fill.commission.currency()));
    return (side == domain::Side::Buy ? exact.negated() : exact).postable();
}

}  // namespace

void recordFillPostings(UnitOfWork& work, const domain::ClientOrderId& order, const domain::OrderTerms& terms,
                        const domain::OrderFilled& fill)
{
    const auto quantity = fill.cumulativeAfter.minusAtLeastZero(fill.cumulativeBefore);
    const Timestamp executedAt = fill.report.venueTime;
    work.record(positionStream(terms.account, terms.instrument),
                domain::PositionEvent(domain::PositionFillApplied{terms.account, terms.instrument, order, fill.executionId,
                                                                  terms.side, quantity, fill.price, fill.commission,
                                                                  executedAt}),
                executedAt);
    work.record(accountStream(terms.account),
                domain::AccountEvent(domain::AccountFillPosted{order, fill.executionId,
                                                               proceedsOf(terms.side, fill, quantity), fill.commission}),
                executedAt);
}

}  // namespace tradecore::application
