// Queries about orders and fills; answered on the engine thread from the inline projections.
#pragma once

#include "application/port/read_models.h"
#include "domain/order/order_bracket.h"

#include <string>
#include <vector>

namespace tradecore::application {

struct OrdersQuery {
    struct Answer {
        std::vector<OrderRow> rows;
        std::int64_t asOf = 0;   // position that the rows are complete up to
        std::string error;       // empty when the journal could be read
    };
    OrderFilter filter;
};

struct FillsQuery {
    struct Answer {
        std::vector<FillRow> rows;
        std::int64_t asOf = 0;
        std::string error;
    };
    FillFilter filter;
};

// For the inspector: every event of one stream.
struct StreamEventsQuery {
    struct Answer {
        std::vector<RecordedEvent> events;
        std::string error;
    };
    StreamId stream;
};

// For the console's `events`: the log from a position.
struct EventsQuery {
    struct Answer {
        std::vector<RecordedEvent> events;
        std::int64_t headPosition = 0;
        std::string error;
    };
    std::int64_t fromPosition = 1;
    std::int64_t limit = 1000;
    std::optional<StreamId> stream;
};

// What an order would do, in words and numbers, for the ticket's summary line; no command is sent.
struct OrderPreviewQuery {
    struct Answer {
        std::optional<domain::OrderReason> refusal;   // what decidePlace would say
        std::optional<domain::Price> referencePrice;
        std::optional<domain::Money> estimatedNotional;
        domain::Money estimatedCommission;
        std::optional<domain::Money> buyingPowerAfter;
    };
    domain::OrderTerms terms;
    domain::ExitPrices exits = {};
};

}  // namespace tradecore::application
