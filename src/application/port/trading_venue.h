// TradingVenue: the port of a place that takes orders, and TradingReportSink, which it calls directly (implemented by
// TradingDataHandler). Everything here happens on the io thread. Orders are never repeated by an adapter: there is no retry
// for submit or replace anywhere below this port. An answer that does not come is said to be unanswered, never refused.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"
#include "domain/account/account.h"
#include "domain/order/order_decisions.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tradecore::application {

struct SubmitRequest {
    domain::RequestId request;
    domain::ClientOrderId clientOrderId;
    domain::OrderTerms terms;
};
struct CancelRequest {
    domain::RequestId request;
    domain::ClientOrderId clientOrderId;
    std::optional<domain::BrokerOrderId> brokerOrderId;
    domain::AccountId account;
};
struct ReplaceRequest {
    domain::RequestId request;
    domain::ClientOrderId clientOrderId;
    std::optional<domain::BrokerOrderId> brokerOrderId;
    domain::AccountId account;
    domain::OrderChange change;
};

class TradingReportSink {
public:
    virtual ~TradingReportSink() = default;
    // Stream reports and answers alike; never dropped.
    virtual void onReport(const domain::AccountId& account, const domain::ClientOrderId& order,
                          const domain::VenueReport& report) = 0;
    // Time-out, disconnect or unreadable answer after the request may have left.
    virtual void onUnanswered(const domain::AccountId& account, const domain::ClientOrderId& order,
                              const domain::RequestId& request, const std::string& evidence) = 0;
    virtual void onOrderStreamUp(const domain::AccountId& account) = 0;
    virtual void onOrderStreamDown(const domain::AccountId& account, const std::string& reason) = 0;
    // Heartbeats included.
    virtual void onOrderStreamActivity(const domain::AccountId& account) = 0;
    // A report that could not be read.
    virtual void onMalformedReport(const domain::AccountId& account, const std::string& raw, const std::string& why) = 0;
};

// An order as the venue has it.
struct VenueOrder {
    domain::ClientOrderId clientOrderId;
    domain::BrokerOrderId brokerOrderId;
    domain::OrderTerms terms;
    domain::OrderStatus status = domain::OrderStatus::New;
    domain::Quantity cumulative;
    domain::OrderReason reason;
    domain::VenueReportFacts facts;
};
struct VenueExecution {
    domain::ClientOrderId clientOrderId;
    domain::BrokerOrderId brokerOrderId;
    domain::ExecutionId executionId;
    domain::InstrumentId instrument;
    domain::Side side = domain::Side::Buy;
    domain::Quantity cumulativeBefore;
    domain::Quantity cumulativeAfter;
    domain::Price price;
    domain::Money commission;
    domain::Liquidity liquidity = domain::Liquidity::Unknown;
    domain::VenueReportFacts facts;
};
struct VenueExecutions {
    std::vector<VenueExecution> executions;  // oldest first
    std::string cursor;                      // give it back to read on
    bool more = false;
};
struct VenueActivity {  // deposits and the like
    std::string activityId;
    std::string kind;
    domain::Money amount;
    Timestamp happenedAt;
};
struct VenuePosition {
    domain::InstrumentId instrument;
    domain::SignedQuantity quantity;
};
struct VenueBalances {
    std::vector<domain::Money> cash;
    std::vector<VenuePosition> positions;
    std::vector<VenueActivity> activities;   // all of the account, oldest first
};

struct VenueError {
    enum class Kind { NotConnected, NotFound, Timeout, RateLimited, Malformed, Transport, Refused };
    Kind kind = Kind::Transport;
    std::string text;
};

struct VenueTraits {
    std::string broker;                              // "virtual"
    domain::AccountMode mode = domain::AccountMode::Practice;
    std::set<domain::OrderType> orderTypes;
    std::set<domain::TimeInForce> timesInForce;
    bool replace = true;
    bool queryByClientOrderId = true;                // required for live
    Duration answerTimeout{};                        // a submit unanswered after this is unknown
    Duration expectedActivity{};                     // silence that makes the order stream stale
};

class TradingVenue {
public:
    template <typename T>
    using Answer = std::function<void(Result<T, VenueError>)>;

    virtual ~TradingVenue() = default;
    [[nodiscard]] virtual const VenueTraits& traits() const = 0;
    [[nodiscard]] virtual const domain::AccountId& account() const = 0;
    virtual void connectNow() = 0;
    virtual void disconnectNow() = 0;

    // The outcome comes through TradingReportSink: a report, or onUnanswered after traits().answerTimeout.
    virtual void submit(const SubmitRequest& request) = 0;
    virtual void cancel(const CancelRequest& request) = 0;
    virtual void replace(const ReplaceRequest& request) = 0;

    // Answered exactly once. VenueError::NotFound is evidence that the venue does not know the order now.
    virtual void queryOrder(const domain::ClientOrderId& order, Answer<VenueOrder> answer) = 0;
    virtual void openOrders(Answer<std::vector<VenueOrder>> answer) = 0;
    virtual void executionsSince(const std::string& cursor, Answer<VenueExecutions> answer) = 0;
    virtual void balances(Answer<VenueBalances> answer) = 0;
};

}  // namespace tradecore::application
