// VirtualBrokerAdapter: the TradingVenue of one practice account, on the io thread. It knows the venue by its address alone
// and exchanges values with it (venue_protocol.h); what a session missed while it was down is fetched by reconciliation.
//
// A request is unanswered after traits().answerTimeout, or when the session ends first; an answer that comes later is still
// passed on. Queries are answered exactly once, on the io thread, never from inside the call.
#pragma once

#include "application/port/trading_venue.h"
#include "base/clock.h"
#include "base/scheduler.h"
#include "infrastructure/broker/virtual/venue_protocol.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

class VirtualBrokerAdapter : public application::TradingVenue, private VenueInbox {
public:
    // sink, io and clock must outlive the adapter; the venue need not.
    VirtualBrokerAdapter(domain::AccountId account, VenueAddress venue, application::TradingReportSink& sink, Scheduler& io,
                         const Clock& clock);
    ~VirtualBrokerAdapter() override;

    [[nodiscard]] const application::VenueTraits& traits() const override { return m_traits; }
    [[nodiscard]] const domain::AccountId& account() const override { return m_account; }
    void connectNow() override;
    void disconnectNow() override;
    void submit(const application::SubmitRequest& request) override;
    void cancel(const application::CancelRequest& request) override;
    void replace(const application::ReplaceRequest& request) override;
    void queryOrder(const domain::ClientOrderId& order, Answer<application::VenueOrder> answer) override;
    void openOrders(Answer<std::vector<application::VenueOrder>> answer) override;
    void executionsSince(const std::string& cursor, Answer<application::VenueExecutions> answer) override;
    void balances(Answer<application::VenueBalances> answer) override;

private:
    enum class Link { Down, Connecting, Up };
    enum class RequestKind { Submit, Cancel, Replace };
    struct PendingRequest {
        RequestKind kind = RequestKind::Submit;
        domain::ClientOrderId order;
        TimerId timer = 0;
    };
    struct PendingQuery {
        std::function<void(const VenueMessage*, const application::VenueError&)> finish;
        TimerId timer = 0;
    };

    void onVenueMessage(const VenueSessionId& session, const VenueMessage& message) override;
    void onReport(const VenueReportMessage& message);
    void onSessionDown(const std::string& reason);
    [[nodiscard]] bool postToVenue(VenueRequest request);
    void sendRequest(RequestKind kind, const domain::RequestId& request, const domain::ClientOrderId& order,
                     VenueRequest message);
    void settleAnswered(const VenueReportMessage& message);
    void failRequest(const domain::RequestId& request, const std::string& evidence);
    // Later, so that a caller is never called back from inside its call.
    void failRequestSoon(const domain::RequestId& request, const std::string& evidence);
    void failQuery(VenueQueryId query, const application::VenueError& error);
    template <typename T, typename MakeRequest>
    void sendQuery(Answer<T> answer, const MakeRequest& makeRequest);
    void finishQuery(VenueQueryId query, const VenueMessage& message);
    // Runs the task on the io thread only while this object lives.
    TimerId afterWhileAlive(Duration delay, Executor::Task task);

    const domain::AccountId m_account;
    const VenueAddress m_venue;
    application::TradingReportSink& m_sink;
    Scheduler& m_io;
    const Clock& m_clock;
    application::VenueTraits m_traits;
    Link m_link = Link::Down;
    VenueSessionId m_session;
    TimerId m_connectTimer = 0;
    std::map<domain::RequestId, PendingRequest> m_requests;
    std::map<VenueQueryId, PendingQuery> m_queries;
    VenueQueryId m_nextQuery = 1;
    std::shared_ptr<VenueInbox> m_self;
};

}  // namespace tradecore::infrastructure
