#include "tests/simulation/plants.h"

#include <map>
#include <set>
#include <utility>

namespace tradecore::simulation {

using namespace application;
using domain::AccountId;
using domain::ClientOrderId;
using domain::VenueReport;
using domain::VenueReportKind;

namespace {

class PlantedVenue : public TradingVenue, private TradingReportSink {
public:
    PlantedVenue(Plant plant, VenueObserver observer, const MakeVenue& make, TradingReportSink& sink)
        : m_plant(plant), m_observer(std::move(observer)), m_sink(sink), m_venue(make(*this))
    {
    }

    const VenueTraits& traits() const override { return m_venue->traits(); }
    const AccountId& account() const override { return m_venue->account(); }
    void connectNow() override { m_venue->connectNow(); }
    void disconnectNow() override { m_venue->disconnectNow(); }

    void submit(const SubmitRequest& request) override
    {
        m_requests[request.request] = request;
        send(request);
    }
    void cancel(const CancelRequest& request) override
    {
        m_observer.cancel(request);
        m_venue->cancel(request);
        if (m_plant != Plant::CancelBelieved)
            return;
        VenueReport report;
        report.kind = VenueReportKind::Canceled;
        report.brokerOrderId = request.brokerOrderId;
        report.request = request.request;
        report.facts.venueTime = m_observer.now();
        report.facts.receivedAt = m_observer.now();
        m_sink.onReport(account(), request.clientOrderId, report);
    }
    void replace(const ReplaceRequest& request) override
    {
        m_observer.replace(request);
        m_venue->replace(request);
        if (m_plant == Plant::ReplaceRepeated) {
            m_observer.replace(request);
            m_venue->replace(request);
        }
    }
    void queryOrder(const ClientOrderId& order, Answer<VenueOrder> answer) override
    {
        if (m_plant != Plant::NotFoundEnds) {
            m_venue->queryOrder(order, std::move(answer));
            return;
        }
        m_venue->queryOrder(order, [this, order, answer](Result<VenueOrder, VenueError> found) {
            const bool missing = !found && found.error().kind == VenueError::Kind::NotFound;
            if (!missing) {
                answer(std::move(found));
                return;
            }
            VenueOrder ended;
            ended.clientOrderId = order;
            ended.status = domain::OrderStatus::Rejected;
            ended.facts = {m_observer.now(), m_observer.now(), "{}"};
            answer(ended);
        });
    }
    void openOrders(Answer<std::vector<VenueOrder>> answer) override { m_venue->openOrders(std::move(answer)); }
    void executionsSince(const std::string& cursor, Answer<VenueExecutions> answer) override
    {
        m_venue->executionsSince(cursor, [this, answer = std::move(answer)](Result<VenueExecutions, VenueError> executions) {
            if (executions)
                lose(executions->executions);
            answer(std::move(executions));
        });
    }
    void balances(Answer<VenueBalances> answer) override { m_venue->balances(std::move(answer)); }

private:
    void send(const SubmitRequest& request)
    {
        m_observer.submit(request);
        m_venue->submit(request);
    }
    void lose(std::vector<VenueExecution>& executions)
    {
        if (m_plant == Plant::CursorRunsAhead && !executions.empty() && ++m_pages % 2 == 0)
            executions.erase(executions.begin());
        if (m_plant == Plant::FillsDroppedWhileDown)
            std::erase_if(executions, [this](const VenueExecution& execution) { return m_dropped.contains(execution.executionId); });
    }

    void onReport(const AccountId& which, const ClientOrderId& order, const VenueReport& report) override
    {
        const bool isFill = report.kind == VenueReportKind::Filled;
        if (isFill && m_plant == Plant::FillsDroppedWhileDown && !m_observer.isConfirmed()) {
            m_dropped.insert(report.executionId);
            return;
        }
        const bool again = isFill && !m_seen.insert(report.executionId).second;
        if (again && m_plant == Plant::FillRenamed) {
            VenueReport renamed = report;
            renamed.executionId = domain::ExecutionId(report.executionId.text() + "-again");
            const auto size = (report.cumulativeAfter - report.cumulativeBefore).value();
            renamed.cumulativeBefore = report.cumulativeAfter;
            renamed.cumulativeAfter = domain::Quantity::from(report.cumulativeAfter.value() + size).value();
            m_sink.onReport(which, order, renamed);
            return;
        }
        m_sink.onReport(which, order, report);
    }
    void onUnanswered(const AccountId& which, const ClientOrderId& order, const domain::RequestId& request,
                      const std::string& evidence) override
    {
        const auto submit = m_requests.extract(request);
        if (!submit.empty() && m_plant == Plant::ResendOnTimeout) {
            send(submit.mapped());
            return;
        }
        m_sink.onUnanswered(which, order, request, evidence);
    }
    void onOrderStreamUp(const AccountId& which) override
    {
        m_sink.onOrderStreamUp(which);
        for (const auto& request : std::exchange(m_observer.inFlight, {})) {
            if (m_plant == Plant::ResendAfterRestart)
                send(request);
        }
    }
    void onOrderStreamDown(const AccountId& which, const std::string& reason) override { m_sink.onOrderStreamDown(which, reason); }
    void onOrderStreamActivity(const AccountId& which) override { m_sink.onOrderStreamActivity(which); }
    void onMalformedReport(const AccountId& which, const std::string& raw, const std::string& why) override
    {
        m_sink.onMalformedReport(which, raw, why);
    }

    const Plant m_plant;
    VenueObserver m_observer;
    TradingReportSink& m_sink;
    std::map<domain::RequestId, SubmitRequest> m_requests;
    std::set<domain::ExecutionId> m_seen;
    std::set<domain::ExecutionId> m_dropped;
    std::uint64_t m_pages = 0;
    std::unique_ptr<TradingVenue> m_venue;
};

}  // namespace

std::unique_ptr<TradingVenue> plantedVenue(Plant plant, VenueObserver observer, const MakeVenue& make, TradingReportSink& sink)
{
    return std::make_unique<PlantedVenue>(plant, std::move(observer), make, sink);
}

}  // namespace tradecore::simulation
