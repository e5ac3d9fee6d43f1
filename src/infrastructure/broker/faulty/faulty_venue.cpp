#include "infrastructure/broker/faulty/faulty_venue.h"

#include <utility>

namespace tradecore::infrastructure {

using application::VenueError;
using domain::VenueReportKind;

namespace {

bool isAnswerToSubmit(VenueReportKind kind)
{
    return kind == VenueReportKind::Accepted || kind == VenueReportKind::Rejected;
}

}  // namespace

FaultyVenue::FaultyVenue(FaultScript script, const MakeVenue& make, application::TradingReportSink& sink, Scheduler& io)
    : m_script(std::move(script)), m_sink(sink), m_io(io), m_venue(make(*this))
{
}

FaultyVenue::~FaultyVenue() = default;

void FaultyVenue::afterWhileAlive(Duration delay, Executor::Task task, TimerId* timer)
{
    const TimerId made = m_io.after(delay, [alive = std::weak_ptr(m_alive), run = std::move(task)] {
        if (alive.lock())
            run();
    });
    if (timer != nullptr)
        *timer = made;
}

bool FaultyVenue::isMuted(FaultKind kind) const
{
    if (m_muteSpent)
        return false;
    for (const Fault& fault : m_script.faults) {
        if (fault.kind == kind && m_requests >= fault.ordinal)
            return true;
    }
    return false;
}

bool FaultyVenue::isSilent() const
{
    return isMuted(FaultKind::Mute) || isMuted(FaultKind::MuteExceptHeartbeats);
}

void FaultyVenue::connectNow()
{
    m_venue->connectNow();
}

void FaultyVenue::expect(const domain::RequestId& request, const domain::ClientOrderId& order, bool isSubmit)
{
    Outstanding& outstanding = m_outstanding[request];
    outstanding = {order, isSubmit, 0};
    afterWhileAlive(traits().answerTimeout, [this, request] { giveUp(request, "No answer within the venue's time."); },
                    &outstanding.timer);
}

void FaultyVenue::giveUp(const domain::RequestId& request, const std::string& evidence)
{
    auto found = m_outstanding.extract(request);
    if (found.empty())
        return;
    m_io.cancel(found.mapped().timer);
    if (found.mapped().isSubmit)
        m_orders[found.mapped().order].swallow = false;
    m_sink.onUnanswered(account(), found.mapped().order, request, evidence);
}

void FaultyVenue::planOrder(const domain::ClientOrderId& order)
{
    const auto find = [&](FaultKind kind) { return m_script.find(kind, order, m_submits); };
    OrderFaults& faults = m_orders[order];
    faults.swallow = find(FaultKind::DropAnswer).has_value();
    faults.holdUntilFill = find(FaultKind::FillBeforeAcknowledgement).has_value();
    faults.duplicate = find(FaultKind::DuplicateReports).has_value();
    faults.loseFill = find(FaultKind::LoseFill).has_value();
    if (const auto late = find(FaultKind::LateAcknowledgement)) {
        faults.hold = true;
        afterWhileAlive(late->delay, [this, order] { release(order); });
    }
    // An order that does not fill is acknowledged in time all the same.
    if (faults.holdUntilFill)
        afterWhileAlive(traits().answerTimeout - traits().answerTimeout / 5, [this, order] { release(order); });
}

void FaultyVenue::submit(const application::SubmitRequest& request)
{
    ++m_submits;
    planOrder(request.clientOrderId);
    expect(request.request, request.clientOrderId, true);
    const bool isDropped = m_script.find(FaultKind::DropSubmit, request.clientOrderId, m_submits).has_value();
    if (!isDropped)
        m_venue->submit(request);
    ++m_requests;
    if (m_script.find(FaultKind::Disconnect, request.clientOrderId, m_submits))
        m_venue->disconnectNow();
}

void FaultyVenue::cancel(const application::CancelRequest& request)
{
    ++m_cancels;
    expect(request.request, request.clientOrderId, false);
    if (!m_script.find(FaultKind::RejectCancel, request.clientOrderId, m_cancels)) {
        m_venue->cancel(request);
        ++m_requests;
        return;
    }
    domain::VenueReport refusal;
    refusal.kind = VenueReportKind::CancelRefused;
    refusal.brokerOrderId = request.brokerOrderId;
    refusal.request = request.request;
    refusal.reason = {domain::OrderReasonCode::VenueOther, {}, {}, "The cancel was refused by a planned fault."};
    refusal.facts.raw = R"({"report":"cancel_refused","text":"The cancel was refused by a planned fault."})";
    ++m_requests;
    afterWhileAlive(Duration::zero(), [this, order = request.clientOrderId, refusal] { deliver(order, refusal); });
}

void FaultyVenue::replace(const application::ReplaceRequest& request)
{
    expect(request.request, request.clientOrderId, false);
    m_venue->replace(request);
    ++m_requests;
}

void FaultyVenue::onReport(const domain::AccountId&, const domain::ClientOrderId& order, const domain::VenueReport& report)
{
    if (isSilent())
        return;
    OrderFaults& faults = m_orders[order];
    if (faults.swallow)
        return;
    if (faults.loseFill && report.kind == VenueReportKind::Filled) {
        faults.loseFill = false;
        return;
    }
    const bool waitsForFill = faults.holdUntilFill && report.kind != VenueReportKind::Filled;
    if (faults.hold || waitsForFill) {
        faults.held.push_back(report);
        return;
    }
    const bool isFirstFill = faults.holdUntilFill;
    deliver(order, report);
    if (isFirstFill)
        release(order);
}

void FaultyVenue::release(const domain::ClientOrderId& order)
{
    OrderFaults& faults = m_orders[order];
    faults.hold = false;
    faults.holdUntilFill = false;
    const auto held = std::exchange(faults.held, {});
    for (const auto& report : held)
        deliver(order, report);
}

void FaultyVenue::deliver(const domain::ClientOrderId& order, const domain::VenueReport& report)
{
    if (isSilent())
        return;
    const bool twice = m_orders[order].duplicate;
    settle(order, report);
    m_sink.onReport(account(), order, report);
    if (twice)
        m_sink.onReport(account(), order, report);
}

void FaultyVenue::settle(const domain::ClientOrderId& order, const domain::VenueReport& report)
{
    std::erase_if(m_outstanding, [&](const auto& entry) {
        const bool ofSubmit = entry.second.isSubmit && entry.second.order == order && isAnswerToSubmit(report.kind);
        const bool answered = ofSubmit || report.request == entry.first;
        if (answered)
            m_io.cancel(entry.second.timer);
        return answered;
    });
}

void FaultyVenue::onUnanswered(const domain::AccountId&, const domain::ClientOrderId&, const domain::RequestId& request,
                               const std::string& evidence)
{
    giveUp(request, evidence);
}

void FaultyVenue::onOrderStreamUp(const domain::AccountId& which)
{
    m_sink.onOrderStreamUp(which);
}

void FaultyVenue::onOrderStreamDown(const domain::AccountId& which, const std::string& reason)
{
    if (isSilent())
        m_muteSpent = true;
    while (!m_outstanding.empty())
        giveUp(domain::RequestId(m_outstanding.begin()->first), "The connection ended before the answer came: " + reason);
    m_sink.onOrderStreamDown(which, reason);
}

void FaultyVenue::onOrderStreamActivity(const domain::AccountId& which)
{
    if (!isMuted(FaultKind::Mute))
        m_sink.onOrderStreamActivity(which);
}

void FaultyVenue::onMalformedReport(const domain::AccountId& which, const std::string& raw, const std::string& why)
{
    if (!isSilent())
        m_sink.onMalformedReport(which, raw, why);
}

template <typename T>
bool FaultyVenue::answerWithSilence(const Answer<T>& answer)
{
    if (!isSilent())
        return false;
    afterWhileAlive(traits().answerTimeout, [answer] {
        answer(failure(VenueError{VenueError::Kind::Timeout, "No answer within the venue's time."}));
    });
    return true;
}

void FaultyVenue::queryOrder(const domain::ClientOrderId& order, Answer<application::VenueOrder> answer)
{
    if (!answerWithSilence<application::VenueOrder>(answer))
        m_venue->queryOrder(order, std::move(answer));
}

void FaultyVenue::openOrders(Answer<std::vector<application::VenueOrder>> answer)
{
    if (!answerWithSilence<std::vector<application::VenueOrder>>(answer))
        m_venue->openOrders(std::move(answer));
}

void FaultyVenue::executionsSince(const std::string& cursor, Answer<application::VenueExecutions> answer)
{
    if (!answerWithSilence<application::VenueExecutions>(answer))
        m_venue->executionsSince(cursor, std::move(answer));
}

void FaultyVenue::balances(Answer<application::VenueBalances> answer)
{
    if (!answerWithSilence<application::VenueBalances>(answer))
        m_venue->balances(std::move(answer));
}

}  // namespace tradecore::infrastructure
