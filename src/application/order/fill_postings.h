// A fill's other half: what OrderFilled means for the position and the account, recorded in the same transaction; and what its bust or
// correction takes back.
#pragma once

#include "application/bus/unit_of_work.h"
#include "domain/instrument/instrument.h"
#include "domain/order/order_events.h"

#include <optional>

namespace tradecore::application {

// instrument: names the currency that prices are in, and the base asset that a fee may be taken in. Where it is not known, the
// commission's currency stands for the first.
void recordFillPostings(UnitOfWork& work, const domain::ClientOrderId& order, const domain::OrderTerms& terms,
                        const domain::OrderFilled& fill, const std::optional<domain::Instrument>& instrument);

// execution: the name that the fill was booked under. False where the position has no such fill, or it was busted already: nothing is
// recorded then.
[[nodiscard]] bool recordBustPostings(UnitOfWork& work, const domain::OrderTerms& terms, const domain::ExecutionId& execution,
                                      Timestamp happenedAt);
[[nodiscard]] bool recordCorrectionPostings(UnitOfWork& work, const domain::OrderTerms& terms, const domain::ExecutionId& execution,
                                            domain::Quantity quantity, domain::Price price, Timestamp happenedAt);

// Whichever of the three an event of the order asks for. False where a bust or a correction found nothing to take back.
[[nodiscard]] bool recordPostings(UnitOfWork& work, const domain::ClientOrderId& order, const domain::OrderTerms& terms,
                                  const domain::OrderEvent& event, const std::optional<domain::Instrument>& instrument);

}  // namespace tradecore::application
