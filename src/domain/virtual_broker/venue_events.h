// The events of one practice account at the VirtualBroker: its own books, in its own store (practice.db). The venue remembers
// what the workstation forgets, so that it can prove it wrong. Values only.
#pragma once

#include "base/timestamp.h"
#include "domain/money/money.h"
#include "domain/order/order_reasons.h"
#include "domain/order/order_terms.h"

#include <variant>
#include <vector>

namespace tradecore::domain {

struct VenueAccountOpened {
    AccountId account;
    Money deposit;
    Timestamp openedAt;
    friend bool operator==(const VenueAccountOpened&, const VenueAccountOpened&) = default;
};
struct VenueOrderAccepted {
    BrokerOrderId brokerOrderId;
    ClientOrderId clientOrderId;
    OrderTerms terms;
    Quantity shownAhead;   // size shown at the limit when it was placed: a fill at the touch takes only what exceeds it
    Timestamp acceptedAt;  // market time; stops trigger on trades after it
    friend bool operator==(const VenueOrderAccepted&, const VenueOrderAccepted&) = default;
};
struct VenueOrderRejected {
    ClientOrderId clientOrderId;
    OrderTerms terms;
    OrderReason reason;
    Timestamp rejectedAt;
    friend bool operator==(const VenueOrderRejected&, const VenueOrderRejected&) = default;
};
struct VenueOrderTriggered {
    BrokerOrderId brokerOrderId;
    Price tradePrice;
    Quantity shownAhead;
    Timestamp triggeredAt;
    friend bool operator==(const VenueOrderTriggered&, const VenueOrderTriggered&) = default;
};
struct VenueOrderFilled {
    BrokerOrderId brokerOrderId;
    ExecutionId executionId;
    Quantity cumulativeBefore;
    Quantity cumulativeAfter;
    Price price;
    Money commission;
    Liquidity liquidity = Liquidity::Unknown;
    Timestamp executedAt;
    friend bool operator==(const VenueOrderFilled&, const VenueOrderFilled&) = default;
};
struct VenueOrderReplaced {
    BrokerOrderId brokerOrderId;
    RequestId request;
    OrderChange change;
    Quantity shownAhead;
    Timestamp replacedAt;
    friend bool operator==(const VenueOrderReplaced&, const VenueOrderReplaced&) = default;
};
struct VenueOrderCanceled {
    BrokerOrderId brokerOrderId;
    OrderReason reason;     // code None: asked for; IOC/FOK remainder and the like carry venueText
    Timestamp canceledAt;
    friend bool operator==(const VenueOrderCanceled&, const VenueOrderCanceled&) = default;
};
struct VenueOrderExpired {
    BrokerOrderId brokerOrderId;
    Timestamp expiredAt;
    friend bool operator==(const VenueOrderExpired&, const VenueOrderExpired&) = default;
};
// A trailing stop has followed the market.
struct VenueOrderTrailed {
    BrokerOrderId brokerOrderId;
    Price stopPrice;
    Timestamp trailedAt;
    friend bool operator==(const VenueOrderTrailed&, const VenueOrderTrailed&) = default;
};
// An order lost a part of its quantity to the other of a pair, or to the end of the order that it waited for.
struct VenueOrderReduced {
    BrokerOrderId brokerOrderId;
    Quantity by;
    Timestamp reducedAt;
    friend bool operator==(const VenueOrderReduced&, const VenueOrderReduced&) = default;
};

using VenueEvent = std::variant<VenueAccountOpened, VenueOrderAccepted, VenueOrderRejected, VenueOrderTriggered,
                                VenueOrderFilled, VenueOrderReplaced, VenueOrderCanceled, VenueOrderExpired,
                                VenueOrderTrailed, VenueOrderReduced>;
using VenueEvents = std::vector<VenueEvent>;

}  // namespace tradecore::domain
