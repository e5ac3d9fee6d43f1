// Brackets: an entry with its exits. The exits name the entry as their parent and, where there are two, share one quantity; the venue
// works them only as far as the entry is filled. Whether they protect is judged here, after everything that happens to one of them.
#pragma once

#include "domain/order/order_decisions.h"

namespace tradecore::domain {

// The prices at which an entry is left again; either may be absent.
struct ExitPrices {
    std::optional<Price> takeProfit;
    std::optional<Price> stopLoss;
    [[nodiscard]] bool isEmpty() const { return !takeProfit && !stopLoss; }
    friend bool operator==(const ExitPrices&, const ExitPrices&) = default;
};

// A limit at the target and a stop at the loss, good till canceled, of the other side, in the whole quantity.
[[nodiscard]] OrderTerms takeProfitTerms(const OrderTerms& entry, const ClientOrderId& entryId, const ExitPrices& prices);
[[nodiscard]] OrderTerms stopLossTerms(const OrderTerms& entry, const ClientOrderId& entryId, const ExitPrices& prices);

// The target must lie beyond the stop, and a limit entry between them.
[[nodiscard]] std::optional<OrderReason> checkExits(const OrderTerms& entry, const ExitPrices& prices);

// What the entry has opened and its stop does not cover: filled − what its exits have closed, at most what is held. A stop covers
// while it works, or is on its way; one that is unknown covers nothing. Nothing on an order without a stop loss.
struct ProtectionFacts {
    const OrderState* stopLoss = nullptr;
    const OrderState* takeProfit = nullptr;
    SignedQuantity position;
};
[[nodiscard]] OrderEvents decideProtection(const OrderState& entry, const ProtectionFacts& facts);

}  // namespace tradecore::domain
