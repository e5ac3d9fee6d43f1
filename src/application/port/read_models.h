// ReadModels: the inline projections, read on the thread of the store. Each row carries the position of the event that last
// changed it; "what changed after position p" and the first load are the same query with another p.
#pragma once

#include "application/port/event_store.h"
#include "domain/account/account.h"
#include "domain/order/order_state.h"
#include "domain/position/position.h"

#include <optional>
#include <string>
#include <vector>

namespace tradecore::application {

struct OrderRow {
    StreamId stream;
    domain::ClientOrderId clientOrderId;
    std::optional<domain::BrokerOrderId> brokerOrderId;   // the newest
    domain::OrderTerms terms;                             // as last replaced
    domain::OrderStatus status = domain::OrderStatus::Draft;
    domain::Quantity filled;
    std::optional<domain::Price> averageFillPrice;
    domain::Money commission;
    domain::OrderReason reason;
    std::string unknownEvidence;
    bool overfilled = false;
    std::uint32_t quarantinedReports = 0;
    bool adopted = false;
    std::optional<domain::ClientOrderId> takeProfit = {};   // its exits
    std::optional<domain::ClientOrderId> stopLoss = {};
    std::optional<domain::Quantity> unprotected = {};       // opened by it and covered by no stop
    std::optional<std::string> unprotectedCause = {};
    Timestamp submittedAt;    // occurredAt of the first event
    Timestamp updatedAt;      // occurredAt of the last
    std::int64_t changedAt = 0;   // position
};

struct FillRow {
    domain::ExecutionId executionId;
    domain::ClientOrderId clientOrderId;
    domain::AccountId account;
    domain::InstrumentId instrument;
    domain::Side side = domain::Side::Buy;
    domain::Quantity quantity;
    domain::Price price;
    domain::Money commission;
    domain::Liquidity liquidity = domain::Liquidity::Unknown;
    domain::FillSource source = domain::FillSource::Stream;
    Timestamp executedAt;     // venue time
    std::int64_t changedAt = 0;
};

struct PositionRow {
    StreamId stream;
    domain::PositionState state;
    std::int64_t changedAt = 0;
};

struct AccountRow {
    StreamId stream;
    domain::AccountState state;
    std::int64_t changedAt = 0;
};

struct OrderFilter {
    std::int64_t changedAfter = 0;
    bool openOnly = false;
    std::optional<domain::AccountId> account;
    std::optional<domain::InstrumentId> instrument;
    std::optional<domain::ClientOrderId> clientOrderId;
};

struct FillFilter {
    std::int64_t changedAfter = 0;
    std::optional<domain::AccountId> account;
    std::optional<domain::ClientOrderId> clientOrderId;
};

class ReadModels {
public:
    virtual ~ReadModels() = default;
    // Ordered by changedAt, oldest change first.
    [[nodiscard]] virtual Result<std::vector<OrderRow>, StoreError> orders(const OrderFilter& filter) = 0;
    [[nodiscard]] virtual Result<std::vector<FillRow>, StoreError> fills(const FillFilter& filter) = 0;
    [[nodiscard]] virtual Result<std::vector<PositionRow>, StoreError> positions(std::int64_t changedAfter) = 0;
    [[nodiscard]] virtual Result<std::vector<AccountRow>, StoreError> accounts(std::int64_t changedAfter) = 0;
};

}  // namespace tradecore::application
