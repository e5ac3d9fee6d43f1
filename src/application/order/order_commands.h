// Commands of people and of the venue that concern orders. Sent through the CommandBus, handled by OrderCommandHandlers on the
// engine thread.
#pragma once

#include "application/port/event_store.h"
#include "application/port/trading_venue.h"
#include "domain/order/order_bracket.h"
#include "domain/order/order_decisions.h"

#include <optional>
#include <string>

namespace tradecore::application {

// Of people (window, console, local API). The receipt's result is the client order id.
struct PlaceOrder {
    domain::ClientOrderId clientOrderId;
    domain::OrderTerms terms;
    domain::ExitPrices exits = {};   // placed with it, in the same transaction, or none of them
    bool repeatAgreed = false;       // a person has said that the same order again is meant (limit R5)
};
struct CancelOrder {
    domain::AccountId account;
    domain::ClientOrderId clientOrderId;
};
struct ReplaceOrder {
    domain::AccountId account;
    domain::ClientOrderId clientOrderId;
    domain::OrderChange change;
};
struct ResolveOrder {
    domain::AccountId account;
    domain::ClientOrderId clientOrderId;
    domain::ManualResolution resolution = domain::ManualResolution::NeverReceived;
    std::string reason;
};

// Of the router: the gate and the mark before the bytes leave.
struct StartSending {
    domain::AccountId account;
    domain::ClientOrderId clientOrderId;
    domain::RequestId request;
    OutboxKind kind = OutboxKind::Submit;
    Timestamp askedAt;   // when the request was recorded: one that has waited too long does not leave any more
};

// Of TradingDataHandler and reconciliation.
struct RecordVenueReport {
    domain::AccountId account;
    domain::ClientOrderId clientOrderId;
    domain::VenueReport report;
};
struct RecordUnanswered {
    domain::AccountId account;
    domain::ClientOrderId clientOrderId;
    domain::RequestId request;
    std::string evidence;
};
struct RecordNotFound {
    domain::AccountId account;
    domain::ClientOrderId clientOrderId;
    std::string evidence;
};
struct AdoptVenueOrder {
    domain::AccountId account;
    VenueOrder order;
};
// At start, before anything is connected: no submit and no replace is ever sent by a restart.
struct SettleOutboxAfterRestart {
    domain::AccountId account;
    domain::ClientOrderId clientOrderId;
    bool submitRowReady = false;
    bool submitRowSending = false;
    std::optional<domain::RequestId> replaceRowReady;
    std::optional<domain::RequestId> replaceRowSending;
    std::optional<domain::RequestId> cancelRowSending;
};

}  // namespace tradecore::application
