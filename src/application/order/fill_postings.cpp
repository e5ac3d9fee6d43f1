#include "application/order/fill_postings.h"

#include "domain/position/position_books.h"
#include "domain/position/position_decisions.h"

namespace tradecore::application {

using domain::Money;
using domain::PositionEvent;

namespace {

domain::Currency currencyOf(const domain::OrderFilled& fill, const std::optional<domain::Instrument>& instrument)
{
    return instrument ? instrument->quoteCurrency : fill.commission.currency();
}

bool isInBaseAsset(const Money& commission, const std::optional<domain::Instrument>& instrument)
{
    return instrument && !instrument->baseCurrency.code().empty() && commission.currency() == instrument->baseCurrency
        && commission.amount().isPositive();
}

// A fee in the base asset is in the position, and moves no cash.
Money cashCommissionOf(const domain::PositionPiece& piece)
{
    return piece.baseFee.isZero() ? piece.commission : Money(Decimal(), piece.gross.currency());
}

Money proceedsOf(domain::Side side, const domain::PositionPiece& piece)
{
    return {domain::cashOf(side, piece), piece.gross.currency()};
}

bool recordRestated(UnitOfWork& work, const domain::OrderTerms& terms,
                    const Result<domain::PositionFillRestated, domain::RestateRefusal>& decided, Timestamp happenedAt)
{
    if (!decided)
        return false;
    const Money nothing(Decimal(), decided->booked.gross.currency());
    domain::AccountFillRestated posted{decided->clientOrderId, decided->executionId, proceedsOf(decided->side, decided->booked),
                                       cashCommissionOf(decided->booked), nothing, nothing};
    if (decided->corrected) {
        posted.proceeds = proceedsOf(decided->side, *decided->corrected);
        posted.commission = cashCommissionOf(*decided->corrected);
    }
    work.record(positionStream(terms.account, terms.instrument), PositionEvent(*decided), happenedAt);
    work.record(accountStream(terms.account), domain::AccountEvent(posted), happenedAt);
    return true;
}

std::vector<PositionEvent> positionHistory(UnitOfWork& work, const domain::OrderTerms& terms)
{
    std::vector<PositionEvent> events;
    for (const auto& event : work.history(positionStream(terms.account, terms.instrument))) {
        if (const auto* own = std::get_if<PositionEvent>(&event))
            events.push_back(*own);
    }
    return events;
}

}  // namespace

void recordFillPostings(UnitOfWork& work, const domain::ClientOrderId& order, const domain::OrderTerms& terms,
                        const domain::OrderFilled& fill, const std::optional<domain::Instrument>& instrument)
{
    const auto quantity = fill.cumulativeAfter.minusAtLeastZero(fill.cumulativeBefore);
    const Timestamp executedAt = fill.report.venueTime;
    const domain::Currency currency = currencyOf(fill, instrument);
    // Price and quantity of a fill are bounded when they are parsed; a product outside the range cannot come from a venue.
    const Money gross = domain::notional(fill.price, quantity, currency).value_or(Money(Decimal(), currency)).postable();
    const bool isBaseFee = isInBaseAsset(fill.commission, instrument);
    const domain::PositionPiece piece{quantity, fill.price, gross, fill.commission,
                                      isBaseFee ? *domain::Quantity::from(fill.commission.amount()) : domain::Quantity()};
    work.record(positionStream(terms.account, terms.instrument),
                PositionEvent(domain::PositionFillApplied{terms.account, terms.instrument, order, fill.executionId, terms.side, quantity,
                                                          fill.price, fill.commission, executedAt, gross, piece.baseFee}),
                executedAt);
    work.record(accountStream(terms.account),
                domain::AccountEvent(domain::AccountFillPosted{order, fill.executionId, proceedsOf(terms.side, piece),
                                                               cashCommissionOf(piece)}),
                executedAt);
}

bool recordBustPostings(UnitOfWork& work, const domain::OrderTerms& terms, const domain::ExecutionId& execution, Timestamp happenedAt)
{
    return recordRestated(work, terms, domain::decideBust(positionHistory(work, terms), execution), happenedAt);
}

bool recordCorrectionPostings(UnitOfWork& work, const domain::OrderTerms& terms, const domain::ExecutionId& execution,
                              domain::Quantity quantity, domain::Price price, Timestamp happenedAt)
{
    return recordRestated(work, terms, domain::decideCorrection(positionHistory(work, terms), execution, quantity, price), happenedAt);
}

bool recordPostings(UnitOfWork& work, const domain::ClientOrderId& order, const domain::OrderTerms& terms,
                    const domain::OrderEvent& event, const std::optional<domain::Instrument>& instrument)
{
    if (const auto* fill = std::get_if<domain::OrderFilled>(&event)) {
        recordFillPostings(work, order, terms, *fill, instrument);
        return true;
    }
    if (const auto* busted = std::get_if<domain::OrderFillBusted>(&event))
        return recordBustPostings(work, terms, busted->executionId, busted->report.venueTime);
    if (const auto* corrected = std::get_if<domain::OrderFillCorrected>(&event))
        return recordCorrectionPostings(work, terms, corrected->executionId, corrected->quantity, corrected->price,
                                        corrected->report.venueTime);
    return true;
}

}  // namespace tradecore::application
