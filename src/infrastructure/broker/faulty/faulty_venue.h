// FaultyVenue: a TradingVenue round another one that misbehaves on request, on the io thread. It stands between the venue
// and its sink in both directions and plays a FaultScript; without faults it changes nothing. Used by tests and by the
// workstation's test option.
//
// Every request that it takes is answered or said to be unanswered after the venue's time-out or when the connection ends,
// whatever it swallows; every query is answered exactly once. A mute ends with the next connection.
#pragma once

#include "application/port/trading_venue.h"
#include "base/scheduler.h"
#include "infrastructure/broker/faulty/fault_script.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

class FaultyVenue : public application::TradingVenue, private application::TradingReportSink {
public:
    // Makes the venue that is wrapped, with the sink that it must report to.
    using MakeVenue = std::function<std::unique_ptr<application::TradingVenue>(application::TradingReportSink&)>;

    // sink and io must outlive this object.
    FaultyVenue(FaultScript script, const MakeVenue& make, application::TradingReportSink& sink, Scheduler& io);
    ~FaultyVenue() override;

    [[nodiscard]] const application::VenueTraits& traits() const override { return m_venue->traits(); }
    [[nodiscard]] const domain::AccountId& account() const override { return m_venue->account(); }
    void connectNow() override;
    void disconnectNow() override { m_venue->disconnectNow(); }
    void submit(const application::SubmitRequest& request) override;
    void cancel(const application::CancelRequest& request) override;
    void replace(const application::ReplaceRequest& request) override;
    void queryOrder(const domain::ClientOrderId& order, Answer<application::VenueOrder> answer) override;
    void openOrders(Answer<std::vector<application::VenueOrder>> answer) override;
    void executionsSince(const std::string& cursor, Answer<application::VenueExecutions> answer) override;
    void balances(Answer<application::VenueBalances> answer) override;

private:
    struct Outstanding {
        domain::ClientOrderId order;
        bool isSubmit = false;
        TimerId timer = 0;
    };
    // What is played on the reports of one order.
    struct OrderFaults {
        bool swallow = false;          // until its submit is unanswered
        bool hold = false;             // all reports, until the delay has passed
        bool holdUntilFill = false;    // the acknowledgement
        bool duplicate = false;
        bool loseFill = false;         // the next fill
        std::vector<domain::VenueReport> held;
    };

    void onReport(const domain::AccountId& account, const domain::ClientOrderId& order,
                  const domain::VenueReport& report) override;
    void onUnanswered(const domain::AccountId& account, const domain::ClientOrderId& order,
                      const domain::RequestId& request, const std::string& evidence) override;
    void onOrderStreamUp(const domain::AccountId& account) override;
    void onOrderStreamDown(const domain::AccountId& account, const std::string& reason) override;
    void onOrderStreamActivity(const domain::AccountId& account) override;
    void onMalformedReport(const domain::AccountId& account, const std::string& raw, const std::string& why) override;

    void expect(const domain::RequestId& request, const domain::ClientOrderId& order, bool isSubmit);
    void giveUp(const domain::RequestId& request, const std::string& evidence);
    void planOrder(const domain::ClientOrderId& order);
    void deliver(const domain::ClientOrderId& order, const domain::VenueReport& report);
    void release(const domain::ClientOrderId& order);
    void settle(const domain::ClientOrderId& order, const domain::VenueReport& report);
    [[nodiscard]] bool isMuted(FaultKind kind) const;
    [[nodiscard]] bool isSilent() const;
    void afterWhileAlive(Duration delay, Executor::Task task, TimerId* timer = nullptr);
    template <typename T>
    [[nodiscard]] bool answerWithSilence(const Answer<T>& answer);

    const FaultScript m_script;
    application::TradingReportSink& m_sink;
    Scheduler& m_io;
    std::uint64_t m_requests = 0;   // taken so far; a mute counts from them
    std::uint64_t m_submits = 0;
    std::uint64_t m_cancels = 0;
    bool m_muteSpent = false;       // a mute ended with a connection
    std::map<domain::RequestId, Outstanding> m_outstanding;
    std::map<domain::ClientOrderId, OrderFaults> m_orders;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
    std::unique_ptr<application::TradingVenue> m_venue;   // last: its end comes first
};

}  // namespace tradecore::infrastructure
