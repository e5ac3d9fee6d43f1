// Between Alpaca's orders and ours: requests out, judgements and reports in. Pure functions.
//
// A replace makes a new order at Alpaca, whose quantity and filled quantity count anew (Alpaca-API issue 165), under a client order id
// that must be new as well: ours is the root, '~' and the request's id, so that the order keeps its name for life.
#pragma once

#include "application/port/trading_venue.h"
#include "infrastructure/broker/alpaca/order_record.h"
#include "infrastructure/broker/alpaca/rest_answers.h"
#include "infrastructure/broker/alpaca/rest_client.h"
#include "infrastructure/broker/alpaca/trading_messages.h"

#include <optional>
#include <string>

namespace tradecore::infrastructure::alpaca {

[[nodiscard]] std::string submitBody(const application::SubmitRequest& request);
[[nodiscard]] std::string replaceBody(const application::ReplaceRequest& request);

// The outcome of a submit, by reliability.md section 1: an acknowledgement, a refusal with proof, or not known. Proof is the broker's
// own structured answer with 400, 401, 403, 404, 422 or 429, or our own that no byte has left. "client_order_id must be unique" is
// none: it says that an order of this id is there. Everything else is not known.
struct SubmitJudgement {
    enum class Outcome { Acknowledged, Refused, NotKnown };
    Outcome outcome = Outcome::NotKnown;
    std::optional<OrderRecord> order;     // Acknowledged
    domain::OrderReason reason;           // Refused
    std::string evidence;                 // NotKnown
};
[[nodiscard]] SubmitJudgement judgeSubmit(const RestOutcome& outcome);
// A cancel or a replace that the broker refused with its own structured answer; nothing where the outcome is not known.
[[nodiscard]] std::optional<domain::OrderReason> refusalOf(const RestOutcome& outcome);
// What an answer to a question says where it is not the answer.
[[nodiscard]] application::VenueError errorOf(const RestOutcome& outcome);
[[nodiscard]] std::string evidenceOf(const RestOutcome& outcome);

// The order's name for life. A client order id of another program that is not one by our rules gives way to the broker's id.
[[nodiscard]] domain::ClientOrderId rootOf(const std::string& clientOrderId, const std::string& brokerOrderId);
// "BTCUSD" of positions and older frames is "BTC/USD".
[[nodiscard]] std::string pairSymbol(const std::string& symbol, const std::string& assetClass);
[[nodiscard]] domain::InstrumentId instrumentIdOf(const std::string& symbol, const std::string& assetClass);

[[nodiscard]] domain::OrderStatus statusOf(const OrderRecord& order);
// offset: what the orders that this one replaced had filled.
[[nodiscard]] application::VenueOrder venueOrderOf(const OrderRecord& order, const domain::AccountId& account, const domain::ClientOrderId& root,
                                                   domain::Quantity offset);

// What the stream's word is to us. Nothing where it says nothing that changes an order; Broken where a fill cannot be a piece.
struct UpdateReport {
    std::optional<domain::VenueReport> report;
    std::string broken;
    bool asksForRefresh = false;          // an event that is not known, a bust, a correction
};
[[nodiscard]] UpdateReport reportOf(const TradeUpdate& update, domain::Quantity offset);

}  // namespace tradecore::infrastructure::alpaca
