#include "infrastructure/broker/alpaca/alpaca_venue.h"

#include "infrastructure/broker/alpaca/constants.h"

#include <utility>

namespace tradecore::infrastructure {

using namespace alpaca;
using application::VenueError;
using domain::VenueReportKind;

namespace {

application::VenueTraits paperTraits()
{
    application::VenueTraits traits;
    traits.broker = std::string(sourceName);
    traits.mode = domain::AccountMode::Paper;
    traits.orderTypes = {domain::OrderType::Market, domain::OrderType::Limit, domain::OrderType::Stop, domain::OrderType::StopLimit};
    traits.timesInForce = {domain::TimeInForce::Day, domain::TimeInForce::GoodTillCancel, domain::TimeInForce::ImmediateOrCancel,
                           domain::TimeInForce::FillOrKill};
    traits.replace = true;
    traits.queryByClientOrderId = true;
    traits.answerTimeout = answerTimeout;
    // The trading stream is silent while nothing happens; pings watch the connection, and reconciliation what it says.
    traits.expectedActivity = Duration::zero();
    return traits;
}

}  // namespace

AlpacaVenue::AlpacaVenue(domain::AccountId account, application::TradingReportSink& sink, Scheduler& io, const Clock& clock,
                         const AlpacaEndpoints& endpoints, const application::KeyPair& keys)
    : m_account(std::move(account)), m_sink(sink), m_io(io), m_clock(clock), m_traits(paperTraits()),
      m_rest(clock, io, endpoints.trading, keys.duplicate()), m_stream(*this, io, endpoints.tradingStream, keys.duplicate()),
      m_alive(std::make_shared<bool>(true))
{
}

AlpacaVenue::~AlpacaVenue()
{
    m_alive.reset();
    m_stream.close();
}

void AlpacaVenue::connectNow()
{
    m_isWanted = true;
    m_stream.open();
}

void AlpacaVenue::disconnectNow()
{
    if (!std::exchange(m_isWanted, false))
        return;
    m_stream.close();
    m_sink.onOrderStreamDown(m_account, "Disconnected on request.");
}

void AlpacaVenue::onStreamUp()
{
    m_sink.onOrderStreamUp(m_account);
    m_sink.onOrderStreamActivity(m_account);
}

void AlpacaVenue::onStreamDown(const std::string& reason)
{
    m_isWanted = false;
    m_sink.onOrderStreamDown(m_account, reason);
}

void AlpacaVenue::onStreamActivity()
{
    if (m_stream.isUp())
        m_sink.onOrderStreamActivity(m_account);
}

void AlpacaVenue::onUnreadable(const std::string& raw, const std::string& why)
{
    m_sink.onMalformedReport(m_account, raw, why);
}

void AlpacaVenue::onTradeUpdate(const TradeUpdate& update, const std::string& raw)
{
    m_chain.note(update.order);
    m_openOrders.clear();
    if (const auto place = m_chain.place(update.order.id)) {
        deliver(update, raw, *place);
        return;
    }
    // It replaced an order that this session has not seen.
    learnChain(update.order.id, 0, [this, update, raw](Result<void, VenueError> learnt) {
        const auto place = m_chain.place(update.order.id);
        if (learnt && place)
            deliver(update, raw, *place);
        else
            m_sink.onMalformedReport(m_account, raw, "it belongs to an order that cannot be read");
    });
}

void AlpacaVenue::deliver(const TradeUpdate& update, const std::string& raw, const ChainPlace& place)
{
    UpdateReport made = reportOf(update, place.offset);
    if (!made.broken.empty() || made.asksForRefresh) {
        m_sink.onMalformedReport(m_account, raw, made.asksForRefresh ? "the event \"" + update.eventText + "\" is not applied" : made.broken);
        return;
    }
    if (!made.report)
        return;
    made.report->facts.raw = raw;
    const auto under = m_replaces.find(update.order.id);
    const bool isReplaceWord = made.report->kind == VenueReportKind::Replaced || made.report->kind == VenueReportKind::ReplaceRefused;
    if (isReplaceWord && under == m_replaces.end())
        return;   // another program's, or of a former session: reconciliation compares the terms
    if (isReplaceWord) {
        made.report->request = under->second.request;
        made.report->change = under->second.change;
        if (made.report->kind == VenueReportKind::Replaced && !update.order.replacedBy.empty())
            made.report->brokerOrderId = domain::BrokerOrderId(update.order.replacedBy);
        m_replaces.erase(under);
    }
    report(place.root, std::move(*made.report));
}

void AlpacaVenue::report(const domain::ClientOrderId& order, domain::VenueReport report)
{
    report.facts.receivedAt = m_clock.utcNow();
    if (report.facts.venueTime == Timestamp())
        report.facts.venueTime = report.facts.receivedAt;
    if (report.facts.raw.empty())
        report.facts.raw = "{}";
    m_sink.onReport(m_account, order, report);
}

void AlpacaVenue::refuse(VenueReportKind kind, const domain::ClientOrderId& order, const domain::RequestId& request, domain::OrderReason reason)
{
    domain::VenueReport refusal;
    refusal.kind = kind;
    refusal.request = request;
    refusal.reason = std::move(reason);
    report(order, std::move(refusal));
}

void AlpacaVenue::submit(const application::SubmitRequest& request)
{
    m_rest.send(RestUrgency::Order, "POST", "/v2/orders", submitBody(request),
                [this, request, alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
                    if (!alive.expired())
                        onSubmitted(request, outcome);
                });
}

void AlpacaVenue::onSubmitted(const application::SubmitRequest& request, const RestOutcome& outcome)
{
    SubmitJudgement judgement = judgeSubmit(outcome);
    m_openOrders.clear();
    switch (judgement.outcome) {
    case SubmitJudgement::Outcome::Acknowledged: {
        m_chain.note(*judgement.order);
        domain::VenueReport accepted;
        accepted.kind = judgement.order->status == OrderWord::Rejected ? VenueReportKind::Rejected : VenueReportKind::Accepted;
        accepted.brokerOrderId = domain::BrokerOrderId(judgement.order->id);
        accepted.facts.venueTime = judgement.order->submittedAt.value_or(Timestamp());
        accepted.facts.raw = outcome.body;
        if (accepted.kind == VenueReportKind::Rejected)
            accepted.reason = {domain::OrderReasonCode::VenueOther, {}, {}, "The broker took the order and rejected it."};
        report(request.clientOrderId, std::move(accepted));
        return;
    }
    case SubmitJudgement::Outcome::Refused: {
        domain::VenueReport rejected;
        rejected.kind = VenueReportKind::Rejected;
        rejected.reason = std::move(judgement.reason);
        if (outcome.kind == RestOutcome::Kind::Answered)
            rejected.facts.raw = outcome.body;
        report(request.clientOrderId, std::move(rejected));
        return;
    }
    case SubmitJudgement::Outcome::NotKnown:
        m_sink.onUnanswered(m_account, request.clientOrderId, request.request, judgement.evidence);
        return;
    }
}

void AlpacaVenue::cancel(const application::CancelRequest& request)
{
    if (request.brokerOrderId && m_chain.missing(request.brokerOrderId->text()).empty()) {
        sendCancel(request, request.brokerOrderId->text());
        return;
    }
    // Which of Alpaca's orders works now is the broker's word.
    queryOrder(request.clientOrderId, [this, request](Result<application::VenueOrder, VenueError> order) {
        if (order)
            sendCancel(request, order->brokerOrderId.text());
        else if (order.error().kind == VenueError::Kind::NotFound)
            refuse(VenueReportKind::CancelRefused, request.clientOrderId, request.request,
                   {domain::OrderReasonCode::VenueUnknownOrder, {}, {}, order.error().text});
        else
            m_sink.onUnanswered(m_account, request.clientOrderId, request.request, order.error().text);
    });
}

void AlpacaVenue::sendCancel(const application::CancelRequest& request, const std::string& brokerOrderId)
{
    m_rest.send(RestUrgency::Cancel, "DELETE", "/v2/orders/" + brokerOrderId, {},
                [this, request, alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
                    if (alive.expired())
                        return;
                    m_openOrders.clear();
                    // 204 says that the cancel is asked for; the stream says when it is done.
                    if (outcome.kind == RestOutcome::Kind::Answered && (outcome.status == 204 || outcome.status == 200))
                        return;
                    if (auto reason = refusalOf(outcome))
                        refuse(VenueReportKind::CancelRefused, request.clientOrderId, request.request, std::move(*reason));
                    else
                        m_sink.onUnanswered(m_account, request.clientOrderId, request.request, evidenceOf(outcome));
                });
}

void AlpacaVenue::replace(const application::ReplaceRequest& request)
{
    if (request.brokerOrderId && m_chain.missing(request.brokerOrderId->text()).empty()) {
        sendReplace(request);
        return;
    }
    queryOrder(request.clientOrderId, [this, request](Result<application::VenueOrder, VenueError> order) {
        if (!order) {
            refuse(VenueReportKind::ReplaceRefused, request.clientOrderId, request.request,
                   {domain::OrderReasonCode::VenueUnknownOrder, {}, {}, "Not sent. " + order.error().text});
            return;
        }
        auto known = request;
        known.brokerOrderId = order->brokerOrderId;
        sendReplace(known);
    });
}

void AlpacaVenue::sendReplace(const application::ReplaceRequest& request)
{
    const std::string id = request.brokerOrderId->text();
    if (!m_chain.filled(id).isZero()) {
        refuse(VenueReportKind::ReplaceRefused, request.clientOrderId, request.request,
               {domain::OrderReasonCode::UnsupportedByVenue, {}, {},
                "Not sent. The order is partly filled, and Alpaca would trade the new quantity on top of that. Cancel it and place another."});
        return;
    }
    m_replaces.insert_or_assign(id, ReplaceUnderWay{request.request, request.change, request.clientOrderId});
    m_rest.send(RestUrgency::Order, "PATCH", "/v2/orders/" + id, replaceBody(request),
                [this, request, id, alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
                    if (alive.expired())
                        return;
                    m_openOrders.clear();
                    SubmitJudgement judgement = judgeSubmit(outcome);
                    switch (judgement.outcome) {
                    // 200 says that a new order was made; "replaced" on the stream, that it took the old one's place.
                    case SubmitJudgement::Outcome::Acknowledged: m_chain.note(*judgement.order); return;
                    case SubmitJudgement::Outcome::Refused:
                        m_replaces.erase(id);
                        refuse(VenueReportKind::ReplaceRefused, request.clientOrderId, request.request,
                               refusalOf(outcome).value_or(judgement.reason));
                        return;
                    case SubmitJudgement::Outcome::NotKnown:
                        m_sink.onUnanswered(m_account, request.clientOrderId, request.request, judgement.evidence);
                        return;
                    }
                });
}

}  // namespace tradecore::infrastructure
