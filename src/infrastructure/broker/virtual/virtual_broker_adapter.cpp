#include "infrastructure/broker/virtual/virtual_broker_adapter.h"

#include <type_traits>
#include <utility>

namespace tradecore::infrastructure {

using application::VenueError;
using domain::VenueReportKind;

namespace {

application::VenueTraits practiceTraits()
{
    application::VenueTraits traits;
    traits.broker = "virtual";
    traits.mode = domain::AccountMode::Practice;
    traits.orderTypes = {domain::OrderType::Market, domain::OrderType::Limit, domain::OrderType::Stop,
                         domain::OrderType::StopLimit, domain::OrderType::TrailingStop};
    traits.timesInForce = {domain::TimeInForce::Day, domain::TimeInForce::GoodTillCancel,
                           domain::TimeInForce::ImmediateOrCancel, domain::TimeInForce::FillOrKill};
    traits.replace = true;
    traits.queryByClientOrderId = true;
    traits.answerTimeout = std::chrono::seconds(5);
    traits.expectedActivity = std::chrono::seconds(3);  // three heartbeats
    return traits;
}

}  // namespace

VirtualBrokerAdapter::VirtualBrokerAdapter(domain::AccountId account, VenueAddress venue,
                                           application::TradingReportSink& sink, Scheduler& io, const Clock& clock)
    : m_account(std::move(account)), m_venue(std::move(venue)), m_sink(sink), m_io(io), m_clock(clock),
      m_traits(practiceTraits()), m_session{m_account, 0}, m_self(static_cast<VenueInbox*>(this), [](VenueInbox*) {})
{
}

VirtualBrokerAdapter::~VirtualBrokerAdapter()
{
    if (m_link == Link::Down)
        return;
    (void)m_venue.executor->post([peer = m_venue.peer, session = m_session] {
        if (const auto venue = peer.lock())
            venue->closeSession(session);
    });
}

TimerId VirtualBrokerAdapter::afterWhileAlive(Duration delay, Executor::Task task)
{
    return m_io.after(delay, [self = std::weak_ptr(m_self), run = std::move(task)] {
        if (const auto alive = self.lock())
            run();
    });
}

void VirtualBrokerAdapter::connectNow()
{
    if (m_link != Link::Down)
        return;
    m_link = Link::Connecting;
    ++m_session.number;
    m_connectTimer = afterWhileAlive(m_traits.answerTimeout,
                                     [this] { onSessionDown("The practice venue does not answer."); });
    const bool posted = m_venue.executor->post(
        [peer = m_venue.peer, session = m_session, io = static_cast<Executor*>(&m_io), inbox = std::weak_ptr(m_self)] {
            if (const auto venue = peer.lock())
                venue->openSession(session, *io, inbox);
        });
    if (!posted) {
        m_io.cancel(m_connectTimer);
        m_connectTimer = afterWhileAlive(Duration::zero(), [this] { onSessionDown("The practice venue takes no messages."); });
    }
}

void VirtualBrokerAdapter::disconnectNow()
{
    if (m_link == Link::Down)
        return;
    (void)m_venue.executor->post([peer = m_venue.peer, session = m_session] {
        if (const auto venue = peer.lock())
            venue->closeSession(session);
    });
    onSessionDown("Disconnected on request.");
}

void VirtualBrokerAdapter::onSessionDown(const std::string& reason)
{
    if (m_link == Link::Down)
        return;
    m_link = Link::Down;
    m_io.cancel(m_connectTimer);
    while (!m_requests.empty())
        failRequest(domain::RequestId(m_requests.begin()->first), "The connection ended before the answer came: " + reason);
    while (!m_queries.empty())
        failQuery(m_queries.begin()->first, {VenueError::Kind::NotConnected, reason});
    m_sink.onOrderStreamDown(m_account, reason);
}

bool VirtualBrokerAdapter::postToVenue(VenueRequest request)
{
    return m_link == Link::Up
        && m_venue.executor->post([peer = m_venue.peer, session = m_session, sent = std::move(request)] {
               if (const auto venue = peer.lock())
                   venue->receive(session, sent);
           });
}

void VirtualBrokerAdapter::submit(const application::SubmitRequest& request)
{
    sendRequest(RequestKind::Submit, request.request, request.clientOrderId, request);
}

void VirtualBrokerAdapter::cancel(const application::CancelRequest& request)
{
    sendRequest(RequestKind::Cancel, request.request, request.clientOrderId, request);
}

void VirtualBrokerAdapter::replace(const application::ReplaceRequest& request)
{
    sendRequest(RequestKind::Replace, request.request, request.clientOrderId, request);
}

void VirtualBrokerAdapter::sendRequest(RequestKind kind, const domain::RequestId& request,
                                       const domain::ClientOrderId& order, VenueRequest message)
{
    const bool isConnected = m_link == Link::Up;
    const TimerId timer = afterWhileAlive(m_traits.answerTimeout,
                                          [this, request] { failRequest(request, "No answer within 5 seconds."); });
    m_requests[request] = PendingRequest{kind, order, timer};
    if (!postToVenue(std::move(message)))
        failRequestSoon(request, isConnected ? "The practice venue takes no messages; the request did not leave."
                                             : "The account is not connected; the request did not leave.");
}

void VirtualBrokerAdapter::failRequestSoon(const domain::RequestId& request, const std::string& evidence)
{
    PendingRequest& pending = m_requests.at(request);
    m_io.cancel(pending.timer);
    pending.timer = afterWhileAlive(Duration::zero(), [this, request, evidence] { failRequest(request, evidence); });
}

void VirtualBrokerAdapter::failRequest(const domain::RequestId& request, const std::string& evidence)
{
    const auto found = m_requests.find(request);
    if (found == m_requests.end())
        return;
    const PendingRequest pending = found->second;
    m_io.cancel(pending.timer);
    m_requests.erase(found);
    m_sink.onUnanswered(m_account, pending.order, request, evidence);
}

void VirtualBrokerAdapter::onVenueMessage(const VenueSessionId& session, const VenueMessage& message)
{
    if (session != m_session || m_link == Link::Down)
        return;
    if (std::holds_alternative<VenueSessionUp>(message)) {
        m_io.cancel(m_connectTimer);
        m_link = Link::Up;
        m_sink.onOrderStreamUp(m_account);
        m_sink.onOrderStreamActivity(m_account);
        return;
    }
    if (const auto* down = std::get_if<VenueSessionDown>(&message)) {
        onSessionDown(down->reason);
        return;
    }
    m_sink.onOrderStreamActivity(m_account);
    if (const auto* report = std::get_if<VenueReportMessage>(&message)) {
        onReport(*report);
        return;
    }
    std::visit(
        [this, &message](const auto& answer) {
            if constexpr (requires { answer.query; })
                finishQuery(answer.query, message);
        },
        message);
}

void VirtualBrokerAdapter::onReport(const VenueReportMessage& message)
{
    settleAnswered(message);
    domain::VenueReport report = message.report;
    report.facts.receivedAt = m_clock.utcNow();
    m_sink.onReport(m_account, message.order, report);
}

void VirtualBrokerAdapter::settleAnswered(const VenueReportMessage& message)
{
    const bool answersSubmit =
        message.report.kind == VenueReportKind::Accepted || message.report.kind == VenueReportKind::Rejected;
    for (auto pending = m_requests.begin(); pending != m_requests.end();) {
        const bool isOfSubmit = pending->second.kind == RequestKind::Submit && pending->second.order == message.order;
        if (message.report.request == pending->first || (answersSubmit && isOfSubmit)) {
            m_io.cancel(pending->second.timer);
            pending = m_requests.erase(pending);
        } else {
            ++pending;
        }
    }
}

template <typename T, typename MakeRequest>
void VirtualBrokerAdapter::sendQuery(Answer<T> answer, const MakeRequest& makeRequest)
{
    const VenueQueryId query = m_nextQuery++;
    const bool posted = postToVenue(makeRequest(query));
    PendingQuery pending;
    pending.finish = [answer = std::move(answer)](const VenueMessage* message, const VenueError& error) {
        if (message == nullptr)
            answer(failure(error));
        else if (const auto* typed = std::get_if<VenueQueryAnswer<T>>(message))
            answer(typed->answer);
        else
            answer(failure(VenueError{VenueError::Kind::Malformed, "The answer is of another query."}));
    };
    const VenueError error = posted ? VenueError{VenueError::Kind::Timeout, "No answer within 5 seconds."}
                                    : VenueError{VenueError::Kind::NotConnected, "The account is not connected."};
    pending.timer = afterWhileAlive(posted ? m_traits.answerTimeout : Duration::zero(),
                                    [this, query, error] { failQuery(query, error); });
    m_queries.emplace(query, std::move(pending));
}

void VirtualBrokerAdapter::finishQuery(VenueQueryId query, const VenueMessage& message)
{
    auto pending = m_queries.extract(query);
    if (pending.empty())
        return;
    m_io.cancel(pending.mapped().timer);
    pending.mapped().finish(&message, {});
}

void VirtualBrokerAdapter::failQuery(VenueQueryId query, const VenueError& error)
{
    auto pending = m_queries.extract(query);
    if (pending.empty())
        return;
    m_io.cancel(pending.mapped().timer);
    pending.mapped().finish(nullptr, error);
}

void VirtualBrokerAdapter::queryOrder(const domain::ClientOrderId& order, Answer<application::VenueOrder> answer)
{
    sendQuery<application::VenueOrder>(std::move(answer),
                                       [&order](VenueQueryId query) { return VenueOrderQuery{query, order}; });
}

void VirtualBrokerAdapter::openOrders(Answer<std::vector<application::VenueOrder>> answer)
{
    sendQuery<std::vector<application::VenueOrder>>(std::move(answer),
                                                    [](VenueQueryId query) { return VenueOpenOrdersQuery{query}; });
}

void VirtualBrokerAdapter::executionsSince(const std::string& cursor, Answer<application::VenueExecutions> answer)
{
    sendQuery<application::VenueExecutions>(
        std::move(answer), [&cursor](VenueQueryId query) { return VenueExecutionsQuery{query, cursor}; });
}

void VirtualBrokerAdapter::balances(Answer<application::VenueBalances> answer)
{
    sendQuery<application::VenueBalances>(std::move(answer),
                                          [](VenueQueryId query) { return VenueBalancesQuery{query}; });
}

}  // namespace tradecore::infrastructure
