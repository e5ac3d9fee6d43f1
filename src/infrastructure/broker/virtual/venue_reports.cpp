#include "infrastructure/broker/virtual/venue_reports.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace tradecore::infrastructure {

namespace {

using domain::VenueReportKind;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

void put(QJsonObject& object, const char* key, std::string_view value)
{
    if (!value.empty())
        object.insert(QLatin1String(key), textOf(value));
}

std::string compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

void putTerms(QJsonObject& object, const domain::OrderTerms& terms)
{
    put(object, "instrument", terms.instrument.toString());
    put(object, "side", domain::nameOf(terms.side));
    put(object, "order_type", domain::nameOf(terms.type));
    put(object, "time_in_force", domain::nameOf(terms.timeInForce));
    put(object, "quantity", terms.quantity.toString());
    if (terms.limitPrice)
        put(object, "limit_price", terms.limitPrice->toString());
    if (terms.stopPrice)
        put(object, "stop_price", terms.stopPrice->toString());
    if (terms.trail)
        put(object, "trail", terms.trail->toString());
    if (terms.parent)
        put(object, "parent", terms.parent->text());
    if (terms.oneCancelsOther)
        put(object, "one_cancels_other", terms.oneCancelsOther->text());
}

void putReason(QJsonObject& object, const domain::OrderReason& reason)
{
    if (reason.code != domain::OrderReasonCode::None)
        put(object, "reason", domain::nameOf(reason.code));
    put(object, "asked", reason.asked);
    put(object, "allowed", reason.allowed);
    put(object, "text", reason.venueText);
}

std::string_view wordFor(VenueReportKind kind)
{
    switch (kind) {
    case VenueReportKind::Accepted: return "accepted";
    case VenueReportKind::Rejected: return "rejected";
    case VenueReportKind::Triggered: return "triggered";
    case VenueReportKind::Filled: return "fill";
    case VenueReportKind::Canceled: return "canceled";
    case VenueReportKind::Expired: return "expired";
    case VenueReportKind::Suspended: return "suspended";
    case VenueReportKind::DoneForDay: return "done_for_day";
    case VenueReportKind::CancelRefused: return "cancel_refused";
    case VenueReportKind::Replaced: return "replaced";
    case VenueReportKind::ReplaceRefused: return "replace_refused";
    case VenueReportKind::FillBusted: return "fill_busted";
    case VenueReportKind::FillCorrected: return "fill_corrected";
    }
    return "report";
}

// The head that every report has.
QJsonObject headOf(const VenueReportMessage& message)
{
    const domain::VenueReport& report = message.report;
    QJsonObject object;
    put(object, "report", wordFor(report.kind));
    put(object, "client_order_id", message.order.text());
    if (report.brokerOrderId)
        put(object, "broker_order_id", report.brokerOrderId->text());
    if (report.request)
        put(object, "request_id", report.request->text());
    put(object, "venue_time", report.facts.venueTime.toRfc3339());
    putReason(object, report.reason);
    return object;
}

VenueReportMessage plainReport(VenueReportKind kind, const domain::VenueOrderState& order, Timestamp venueTime)
{
    VenueReportMessage message;
    message.order = order.clientOrderId;
    message.report.kind = kind;
    if (!order.brokerOrderId.isEmpty())
        message.report.brokerOrderId = order.brokerOrderId;
    message.report.facts.venueTime = venueTime;
    return message;
}

VenueReportMessage finished(VenueReportMessage message, const QJsonObject& object)
{
    message.report.facts.raw = compact(object);
    return message;
}

VenueReportMessage acceptedReport(const domain::VenueOrderState& order)
{
    VenueReportMessage message = plainReport(VenueReportKind::Accepted, order, order.acceptedAt);
    QJsonObject object = headOf(message);
    putTerms(object, order.submittedTerms);
    return finished(std::move(message), object);
}

VenueReportMessage rejectedReport(const domain::VenueOrderState& order)
{
    VenueReportMessage message = plainReport(VenueReportKind::Rejected, order, order.changedAt);
    message.report.reason = order.reason;
    QJsonObject object = headOf(message);
    putTerms(object, order.submittedTerms);
    return finished(std::move(message), object);
}

void putFill(QJsonObject& object, const domain::VenueReport& report)
{
    put(object, "execution_id", report.executionId.text());
    put(object, "cumulative_before", report.cumulativeBefore.toString());
    put(object, "cumulative_after", report.cumulativeAfter.toString());
    put(object, "price", report.price.toString());
    put(object, "commission", report.commission.amount().toString());
    put(object, "commission_currency", report.commission.currency().code());
    put(object, "liquidity", domain::nameOf(report.liquidity));
}

VenueReportMessage fillReport(const domain::VenueExecutionState& execution)
{
    VenueReportMessage message;
    message.order = execution.clientOrderId;
    domain::VenueReport& report = message.report;
    report.kind = VenueReportKind::Filled;
    report.brokerOrderId = execution.brokerOrderId;
    report.executionId = execution.executionId;
    report.cumulativeBefore = execution.cumulativeBefore;
    report.cumulativeAfter = execution.cumulativeAfter;
    report.price = execution.price;
    report.commission = execution.commission;
    report.liquidity = execution.liquidity;
    report.facts.venueTime = execution.executedAt;
    QJsonObject object = headOf(message);
    put(object, "instrument", execution.instrument.toString());
    put(object, "side", domain::nameOf(execution.side));
    putFill(object, report);
    return finished(std::move(message), object);
}

VenueReportMessage endReport(VenueReportKind kind, const domain::VenueOrderState& order)
{
    VenueReportMessage message = plainReport(kind, order, order.changedAt);
    message.report.reason = order.reason;
    QJsonObject object = headOf(message);
    put(object, "cumulative", order.cumulative.toString());
    return finished(std::move(message), object);
}

// A change that nobody asked for: it answers no request, and says so with an empty one.
VenueReportMessage restatedReport(const domain::VenueOrderState& order, const domain::OrderChange& made, Timestamp venueTime)
{
    VenueReportMessage message = plainReport(VenueReportKind::Replaced, order, venueTime);
    message.report.request = domain::RequestId();
    message.report.change = made;
    QJsonObject object = headOf(message);
    putTerms(object, order.terms);
    return finished(std::move(message), object);
}

struct Reporter {
    const domain::VenueChange& change;
    const std::optional<domain::RequestId>& request;
    using Reports = std::vector<VenueReportMessage>;

    Reports operator()(const domain::VenueAccountOpened&) const { return {}; }
    Reports operator()(const domain::VenueOrderAccepted&) const { return {acceptedReport(*change.order)}; }
    Reports operator()(const domain::VenueOrderRejected&) const { return {rejectedReport(*change.order)}; }
    Reports operator()(const domain::VenueOrderTriggered& event) const
    {
        VenueReportMessage message = plainReport(VenueReportKind::Triggered, *change.order, event.triggeredAt);
        QJsonObject object = headOf(message);
        put(object, "trade_price", event.tradePrice.toString());
        return {finished(std::move(message), object)};
    }
    Reports operator()(const domain::VenueOrderFilled&) const { return {fillReport(*change.execution)}; }
    Reports operator()(const domain::VenueOrderReplaced& event) const
    {
        VenueReportMessage message = plainReport(VenueReportKind::Replaced, *change.order, event.replacedAt);
        message.report.request = event.request;
        message.report.change = event.change;
        QJsonObject object = headOf(message);
        putTerms(object, change.order->terms);
        return {finished(std::move(message), object)};
    }
    Reports operator()(const domain::VenueOrderCanceled&) const
    {
        VenueReportMessage message = endReport(VenueReportKind::Canceled, *change.order);
        message.report.request = request;
        QJsonObject object = headOf(message);
        put(object, "cumulative", change.order->cumulative.toString());
        return {finished(std::move(message), object)};
    }
    Reports operator()(const domain::VenueOrderExpired&) const
    {
        return {endReport(VenueReportKind::Expired, *change.order)};
    }
    Reports operator()(const domain::VenueOrderTrailed& event) const
    {
        return {restatedReport(*change.order, {std::nullopt, std::nullopt, event.stopPrice}, event.trailedAt)};
    }
    Reports operator()(const domain::VenueOrderReduced& event) const
    {
        return {restatedReport(*change.order, {change.order->terms.quantity, std::nullopt, std::nullopt}, event.reducedAt)};
    }
};

}  // namespace

std::vector<VenueReportMessage> reportsOf(domain::VenueBooks before, const domain::VenueEvents& events,
                                          const std::optional<domain::RequestId>& request)
{
    std::vector<VenueReportMessage> reports;
    for (const auto& event : events) {
        const domain::VenueChange change = domain::apply(before, event);
        if (!change.fits)
            continue;
        for (auto& report : std::visit(Reporter{change, request}, event))
            reports.push_back(std::move(report));
    }
    return reports;
}

std::vector<VenueReportMessage> currentReports(const domain::VenueState& state, const domain::VenueOrderState& order)
{
    if (order.status == domain::OrderStatus::Rejected)
        return {rejectedReport(order)};
    std::vector<VenueReportMessage> reports{acceptedReport(order)};
    for (const auto& execution : state.executions) {
        if (execution.brokerOrderId == order.brokerOrderId)
            reports.push_back(fillReport(execution));
    }
    if (order.status == domain::OrderStatus::Canceled)
        reports.push_back(endReport(VenueReportKind::Canceled, order));
    if (order.status == domain::OrderStatus::Expired)
        reports.push_back(endReport(VenueReportKind::Expired, order));
    return reports;
}

VenueReportMessage refusalReport(VenueReportKind kind, const domain::ClientOrderId& order,
                                 const std::optional<domain::BrokerOrderId>& brokerOrder,
                                 const std::optional<domain::RequestId>& request, const domain::OrderReason& reason,
                                 Timestamp venueTime)
{
    VenueReportMessage message;
    message.order = order;
    message.report.kind = kind;
    message.report.brokerOrderId = brokerOrder;
    message.report.request = request;
    message.report.reason = reason;
    message.report.facts.venueTime = venueTime;
    const QJsonObject object = headOf(message);
    return finished(std::move(message), object);
}

application::VenueOrder orderAnswer(const domain::VenueOrderState& order)
{
    QJsonObject object;
    put(object, "report", "order");
    put(object, "client_order_id", order.clientOrderId.text());
    put(object, "broker_order_id", order.brokerOrderId.text());
    put(object, "status", domain::nameOf(order.status));
    put(object, "cumulative", order.cumulative.toString());
    put(object, "venue_time", order.changedAt.toRfc3339());
    putTerms(object, order.terms);
    putReason(object, order.reason);
    return {order.clientOrderId, order.brokerOrderId, order.terms, order.status, order.cumulative, order.reason,
            {order.changedAt, {}, compact(object)}};
}

application::VenueExecution executionAnswer(const domain::VenueExecutionState& execution)
{
    VenueReportMessage fill = fillReport(execution);
    return {execution.clientOrderId, execution.brokerOrderId, execution.executionId, execution.instrument,
            execution.side, execution.cumulativeBefore, execution.cumulativeAfter, execution.price,
            execution.commission, execution.liquidity, std::move(fill.report.facts)};
}

application::VenueBalances balancesAnswer(const domain::VenueState& state)
{
    application::VenueBalances balances;
    for (const auto& [code, amount] : state.books.cash)
        balances.cash.emplace_back(amount, domain::Currency(code));
    for (const auto& [instrument, quantity] : state.books.positions)
        balances.positions.push_back({instrument, quantity});
    if (state.exists)
        balances.activities.push_back(
            {state.books.account.text() + "-deposit-1", "deposit", state.books.deposit, state.openedAt});
    return balances;
}

Result<application::VenueExecutions, application::VenueError> executionsAnswer(const domain::VenueState& state,
                                                                               const std::string& cursor)
{
    const std::string prefix = state.books.account.text() + ':';
    std::size_t first = 0;
    if (!cursor.empty()) {
        const std::string_view number = std::string_view(cursor).substr(std::min(prefix.size(), cursor.size()));
        const auto parsed = std::from_chars(number.data(), number.data() + number.size(), first);
        if (!cursor.starts_with(prefix) || parsed.ec != std::errc() || parsed.ptr != number.data() + number.size()
            || first > state.executions.size())
            return failure(application::VenueError{application::VenueError::Kind::Malformed,
                                                   "The cursor is not one of this account."});
    }
    application::VenueExecutions page;
    const std::size_t last = std::min(first + executionsPerPage, state.executions.size());
    for (std::size_t index = first; index < last; ++index)
        page.executions.push_back(executionAnswer(state.executions[index]));
    page.cursor = prefix + std::to_string(last);
    page.more = last < state.executions.size();
    return page;
}

Timestamp timeOf(const domain::VenueEvent& event)
{
    struct Times {
        Timestamp operator()(const domain::VenueAccountOpened& e) const { return e.openedAt; }
        Timestamp operator()(const domain::VenueOrderAccepted& e) const { return e.acceptedAt; }
        Timestamp operator()(const domain::VenueOrderRejected& e) const { return e.rejectedAt; }
        Timestamp operator()(const domain::VenueOrderTriggered& e) const { return e.triggeredAt; }
        Timestamp operator()(const domain::VenueOrderFilled& e) const { return e.executedAt; }
        Timestamp operator()(const domain::VenueOrderReplaced& e) const { return e.replacedAt; }
        Timestamp operator()(const domain::VenueOrderCanceled& e) const { return e.canceledAt; }
        Timestamp operator()(const domain::VenueOrderExpired& e) const { return e.expiredAt; }
        Timestamp operator()(const domain::VenueOrderTrailed& e) const { return e.trailedAt; }
        Timestamp operator()(const domain::VenueOrderReduced& e) const { return e.reducedAt; }
    };
    return std::visit(Times{}, event);
}

}  // namespace tradecore::infrastructure
