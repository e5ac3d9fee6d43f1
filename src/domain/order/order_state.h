// OrderState: the fold of one order's events. State changes through fold() alone. nextStatus() is the one table of
// (status × event); it has no default branch, so that a new status or event finds all its readers.
#pragma once

#include "domain/order/order_events.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tradecore::domain {

struct FillPiece {
    Quantity cumulativeBefore;
    Quantity cumulativeAfter;
    Price price;
    Money commission;
    BrokerOrderId brokerOrderId;
    std::vector<ExecutionId> executionIds;  // the first is the one it was booked under
    friend bool operator==(const FillPiece&, const FillPiece&) = default;
};

struct OrderState {
    OrderStatus status = OrderStatus::Draft;
    ClientOrderId clientOrderId;
    OrderTerms terms;
    std::vector<BrokerOrderId> brokerOrderIds;  // newest last
    Quantity cumulative;
    std::vector<FillPiece> pieces;              // in order of cumulative quantity
    Decimal filledNotional;                     // Σ price × quantity, exact
    OrderReason reason;                         // the latest refusal, denial or venue text
    std::optional<RequestId> submitRequest;
    bool submitSent = false;
    bool triggered = false;
    std::optional<RequestId> cancelRequest;     // pending cancel
    std::optional<RequestId> replaceRequest;    // pending replace
    std::optional<OrderChange> replaceChange;
    std::string unknownEvidence;
    std::uint32_t notFoundCount = 0;
    bool overfilled = false;
    std::uint32_t quarantinedReports = 0;
    bool adopted = false;
    bool resolvedByUser = false;

    [[nodiscard]] bool exists() const { return status != OrderStatus::Draft; }
    [[nodiscard]] Quantity leaves() const;      // 0 when terminal
    [[nodiscard]] std::optional<Price> averageFillPrice() const;
    [[nodiscard]] Money totalCommission() const;
    friend bool operator==(const OrderState&, const OrderState&) = default;
};

// The status after an event, or nothing where the event cannot follow in this status. `filledInFull` says whether a fill
// (or a replace) leaves nothing open.
[[nodiscard]] std::optional<OrderStatus> nextStatus(const OrderState& before, const OrderEvent& event);

// Total: an event that cannot follow leaves the status and is counted in quarantinedReports (decide never makes one).
[[nodiscard]] OrderState fold(OrderState state, const OrderEvent& event);

}  // namespace tradecore::domain
