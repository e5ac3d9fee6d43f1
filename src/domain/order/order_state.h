// OrderState: the fold of one order's events. State changes through fold() alone. nextStatus() is the one table of
// (status × event); it has no default branch, so that a new status or event finds all its readers.
//
// Two cumulative quantities must not be confused. A piece's bounds are the venue's count. `cumulative` is the sum of the
// sizes of the pieces that are booked, not the largest bound: pieces arrive out of order, and while one is missing (0–10 is
// not there yet, 10–20 is) the order has 10 filled, not 20. A venue that starts its count anew after a replace is put right
// by its adapter: bounds count over the life of the order. A bust or a correction moves the pieces behind it, as the venue's own
// count moves; what is booked stays known by its execution ids.
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
    OrderTerms terms;                           // as last replaced
    OrderTerms placedTerms;                     // as first ordered: a repeated PlaceOrder is compared with these
    std::vector<BrokerOrderId> brokerOrderIds;  // newest last
    Quantity cumulative;                        // Σ sizes of the booked pieces
    std::vector<FillPiece> pieces;              // in order of cumulative quantity; they never overlap, gaps are legal
    std::vector<FillPiece> bustedPieces;        // as they were; the pieces behind a busted or smaller one moved down
    std::uint32_t corrections = 0;
    Decimal filledNotional;                     // Σ price × quantity; half-even at 10^-12 where a product is finer
    OrderReason reason;                         // the latest refusal, denial or venue text
    std::optional<RequestId> submitRequest;
    bool submitSent = false;
    bool acknowledged = false;                  // the venue has shown that it had the order: it is not unknown any more
    bool triggered = false;
    std::optional<RequestId> cancelRequest;     // unanswered cancel; outlives a fill in full until the venue refuses it
    std::optional<RequestId> replaceRequest;    // unanswered replace; likewise
    std::optional<OrderChange> replaceChange;
    std::vector<RequestId> answeredReplaces;    // a late copy of an old answer must not turn the terms back
    std::string unknownEvidence;
    std::uint32_t notFoundCount = 0;
    bool overfilled = false;
    bool filledAfterEnd = false;                // a fill came after cancel, reject, expiry or denial: applied, and shown
    std::uint32_t quarantinedReports = 0;
    std::vector<std::string> quarantinedTexts;  // "kind: explanation" of each, so that one report is recorded once
    std::optional<ClientOrderId> takeProfit;    // its exits
    std::optional<ClientOrderId> stopLoss;
    std::optional<Quantity> unprotected;        // opened by this order and covered by no stop, though it was placed with one
    std::string unprotectedCause;
    bool adopted = false;
    bool resolvedByUser = false;                // the status rests on the user's word: the venue's next report wins

    [[nodiscard]] bool isRestated() const { return corrections > 0 || !bustedPieces.empty(); }
    [[nodiscard]] bool exists() const { return status != OrderStatus::Draft; }
    [[nodiscard]] Quantity leaves() const;      // 0 when terminal
    [[nodiscard]] std::optional<Price> averageFillPrice() const;  // for display: half-even at 10^-12
    // In the currency of the first piece; a piece that was charged in another currency is not in it.
    [[nodiscard]] Money totalCommission() const;
    friend bool operator==(const OrderState&, const OrderState&) = default;
};

// The piece that was booked under an execution id, or has it as an alias; nothing where there is none (any more).
[[nodiscard]] const FillPiece* pieceNamed(const OrderState& state, const ExecutionId& id);
[[nodiscard]] const FillPiece* bustedPieceNamed(const OrderState& state, const ExecutionId& id);

// The status after an event, or nothing where the event cannot follow in this status.
[[nodiscard]] std::optional<OrderStatus> nextStatus(const OrderState& before, const OrderEvent& event);

// Total: an event that cannot follow leaves all else as it is and is counted in quarantinedReports (decide never makes one).
[[nodiscard]] OrderState fold(OrderState state, const OrderEvent& event);

}  // namespace tradecore::domain
