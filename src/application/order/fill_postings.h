// A fill's other half: what OrderFilled means for the position and the account, recorded in the same transaction.
#pragma once

#include "application/bus/unit_of_work.h"
#include "domain/order/order_events.h"

namespace tradecore::application {

void recordFillPostings(UnitOfWork& work, const domain::ClientOrderId& order, const domain::OrderTerms& terms,
                        const domain::OrderFilled& fill);

}  // namespace tradecore::application
