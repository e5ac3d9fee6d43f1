#include "infrastructure/broker/alpaca/order_mapping.h"

#include "infrastructure/broker/alpaca/constants.h"
#include "infrastructure/broker/alpaca/wire_values.h"

#include <array>

namespace tradecore::infrastructure::alpaca {

using application::VenueError;
using domain::OrderReasonCode;
using domain::VenueReportKind;

namespace {

void put(std::string& body, std::string_view key, std::string_view value)
{
    body += body.empty() ? '{' : ',';
    body.append("\"").append(key).append("\":\"").append(value).append("\"");
}

struct ReadAnswer {
    WireTape tape;
    WireView root;
    explicit ReadAnswer(const std::string& body)
    {
        if (const auto parsed = tape.parseJson(body))
            root = *parsed;
    }
};

bool isRefusalStatus(int status)
{
    return status == 400 || status == 401 || status == 403 || status == 404 || status == 422 || status == 429;
}

// The broker's own structured refusal; nothing where the body is a proxy's page.
std::optional<RestErrorRecord> structuredRefusal(const RestOutcome& outcome)
{
    if (outcome.kind != RestOutcome::Kind::Answered || !isRefusalStatus(outcome.status))
        return std::nullopt;
    const ReadAnswer answer(outcome.body);
    auto error = readRestError(answer.root);
    return error.message.empty() ? std::nullopt : std::optional(std::move(error));
}

bool has(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

domain::OrderReason reasonOf(int status, const RestErrorRecord& error)
{
    domain::OrderReason reason;
    reason.venueText = error.message + (error.rejectReason.empty() ? "" : ": " + error.rejectReason);
    reason.code = OrderReasonCode::VenueOther;
    if (has(error.message, "buying power") || has(error.message, "insufficient balance"))
        reason.code = OrderReasonCode::VenueInsufficientBuyingPower;
    else if (has(error.message, "insufficient qty"))
        reason.code = OrderReasonCode::VenueInsufficientPosition;
    else if (status == 404)
        reason.code = OrderReasonCode::VenueUnknownOrder;
    else if (has(error.message, "invalid symbol") || (has(error.message, "asset") && has(error.message, "not found")))
        reason.code = OrderReasonCode::VenueUnknownInstrument;
    else if (status == 400 || status == 422)
        reason.code = OrderReasonCode::VenueInvalidOrder;
    return reason;
}

}  // namespace

std::string submitBody(const application::SubmitRequest& request)
{
    const domain::OrderTerms& terms = request.terms;
    std::string body;
    put(body, "symbol", terms.instrument.symbol());
    put(body, "qty", terms.quantity.toString());
    put(body, "side", wireTextOf(terms.side));
    put(body, "type", wireTextOf(terms.type));
    put(body, "time_in_force", wireTextOf(terms.timeInForce));
    if (terms.limitPrice)
        put(body, "limit_price", terms.limitPrice->toString());
    if (terms.stopPrice)
        put(body, "stop_price", terms.stopPrice->toString());
    put(body, "client_order_id", request.clientOrderId.text());
    return body + '}';
}

std::string replaceBody(const application::ReplaceRequest& request)
{
    std::string body;
    if (request.change.quantity)
        put(body, "qty", request.change.quantity->toString());
    if (request.change.limitPrice)
        put(body, "limit_price", request.change.limitPrice->toString());
    if (request.change.stopPrice)
        put(body, "stop_price", request.change.stopPrice->toString());
    put(body, "client_order_id", request.clientOrderId.text() + '~' + request.request.text());
    return body + '}';
}

std::string evidenceOf(const RestOutcome& outcome)
{
    if (outcome.kind != RestOutcome::Kind::Answered)
        return outcome.text;
    const ReadAnswer answer(outcome.body);
    const auto said = readRestError(answer.root).message;
    std::string text = "The broker answered with HTTP " + std::to_string(outcome.status);
    if (!said.empty())
        return text + ": " + said;
    return text + (answer.root.isAbsent() ? " and a body that is not its own." : " and a body that cannot be read.");
}

SubmitJudgement judgeSubmit(const RestOutcome& outcome)
{
    SubmitJudgement judgement;
    if (outcome.kind == RestOutcome::Kind::NotSent) {
        judgement.outcome = SubmitJudgement::Outcome::Refused;
        judgement.reason.code = outcome.isRateLimited ? OrderReasonCode::Throttled : OrderReasonCode::VenueOther;
        judgement.reason.venueText = "Not sent. " + outcome.text;
        return judgement;
    }
    if (const auto refusal = structuredRefusal(outcome); refusal && !has(refusal->message, "client_order_id must be unique")) {
        judgement.outcome = SubmitJudgement::Outcome::Refused;
        judgement.reason = reasonOf(outcome.status, *refusal);
        return judgement;
    }
    if (outcome.kind == RestOutcome::Kind::Answered && (outcome.status == 200 || outcome.status == 201)) {
        const ReadAnswer answer(outcome.body);
        if (auto order = readOrder(answer.root)) {
            judgement.outcome = SubmitJudgement::Outcome::Acknowledged;
            judgement.order = std::move(*order);
            return judgement;
        }
    }
    judgement.evidence = evidenceOf(outcome);
    return judgement;
}

std::optional<domain::OrderReason> refusalOf(const RestOutcome& outcome)
{
    if (outcome.kind == RestOutcome::Kind::NotSent) {
        domain::OrderReason reason;
        reason.code = outcome.isRateLimited ? OrderReasonCode::Throttled : OrderReasonCode::VenueOther;
        reason.venueText = "Not sent. " + outcome.text;
        return reason;
    }
    const auto refusal = structuredRefusal(outcome);
    if (!refusal)
        return std::nullopt;
    auto reason = reasonOf(outcome.status, *refusal);
    if (outcome.status == 422 && (has(refusal->message, "already in") || has(refusal->message, "not open") || has(refusal->message, "not cancelable")))
        reason.code = OrderReasonCode::VenueTooLate;
    return reason;
}

VenueError errorOf(const RestOutcome& outcome)
{
    if (outcome.kind == RestOutcome::Kind::NotSent)
        return {outcome.isRateLimited ? VenueError::Kind::RateLimited : VenueError::Kind::NotConnected, outcome.text};
    if (outcome.kind == RestOutcome::Kind::Lost)
        return {VenueError::Kind::Timeout, outcome.text};
    const std::string text = evidenceOf(outcome);
    const auto refusal = structuredRefusal(outcome);
    if (outcome.status == 404 && refusal)
        return {VenueError::Kind::NotFound, text};
    if (outcome.status == 429)
        return {VenueError::Kind::RateLimited, text};
    if (outcome.status == 401 || outcome.status == 403)
        return {VenueError::Kind::Refused, "The broker does not accept the keys of this account: " + text};
    return {outcome.status == 200 ? VenueError::Kind::Malformed : VenueError::Kind::Transport, text};
}

domain::ClientOrderId rootOf(const std::string& clientOrderId, const std::string& brokerOrderId)
{
    const std::string root = clientOrderId.substr(0, clientOrderId.find('~'));
    return domain::ClientOrderId(domain::isValidClientOrderId(root) ? root : brokerOrderId);
}

std::string pairSymbol(const std::string& symbol, const std::string& assetClass)
{
    if (assetClass != "crypto" || has(symbol, "/"))
        return symbol;
    for (const std::string_view quote : {"USDT", "USDC", "USD", "BTC", "ETH"}) {
        if (symbol.size() > quote.size() && symbol.ends_with(quote))
            return symbol.substr(0, symbol.size() - quote.size()) + '/' + std::string(quote);
    }
    return symbol;
}

domain::InstrumentId instrumentIdOf(const std::string& symbol, const std::string& assetClass)
{
    return {pairSymbol(symbol, assetClass), std::string(venueCode)};
}

domain::OrderStatus statusOf(const OrderRecord& order)
{
    using domain::OrderStatus;
    switch (order.status) {
    case OrderWord::Filled: return OrderStatus::Filled;
    case OrderWord::Canceled:
    case OrderWord::Replaced: return OrderStatus::Canceled;
    case OrderWord::Expired: return OrderStatus::Expired;
    case OrderWord::Rejected: return OrderStatus::Rejected;
    case OrderWord::DoneForDay:
    case OrderWord::Calculated: return OrderStatus::DoneForDay;
    case OrderWord::Suspended: return OrderStatus::Suspended;
    case OrderWord::PendingCancel: return OrderStatus::PendingCancel;
    case OrderWord::PendingReplace: return OrderStatus::PendingReplace;
    case OrderWord::PartiallyFilled: return OrderStatus::PartiallyFilled;
    case OrderWord::New:
    case OrderWord::Accepted:
    case OrderWord::PendingNew:
    case OrderWord::AcceptedForBidding:
    case OrderWord::Stopped:
    case OrderWord::Held:
    case OrderWord::PendingReview:
    case OrderWord::Unknown: break;
    }
    return order.filled.isZero() ? OrderStatus::New : OrderStatus::PartiallyFilled;
}

namespace {

domain::OrderType typeOf(TypeWord word)
{
    switch (word) {
    case TypeWord::Limit: return domain::OrderType::Limit;
    case TypeWord::Stop:
    case TypeWord::TrailingStop: return domain::OrderType::Stop;
    case TypeWord::StopLimit: return domain::OrderType::StopLimit;
    case TypeWord::Market:
    case TypeWord::Unknown: break;
    }
    return domain::OrderType::Market;
}

domain::TimeInForce timeInForceOf(TimeWord word)
{
    switch (word) {
    case TimeWord::GoodTillCancel: return domain::TimeInForce::GoodTillCancel;
    case TimeWord::ImmediateOrCancel: return domain::TimeInForce::ImmediateOrCancel;
    case TimeWord::FillOrKill: return domain::TimeInForce::FillOrKill;
    case TimeWord::Day:
    case TimeWord::OnOpen:
    case TimeWord::OnClose:
    case TimeWord::Unknown: break;
    }
    return domain::TimeInForce::Day;
}

std::optional<VenueReportKind> kindOf(UpdateWord event)
{
    switch (event) {
    case UpdateWord::New:
    case UpdateWord::Accepted:
    case UpdateWord::PendingNew:
    case UpdateWord::Held:
    case UpdateWord::PendingReview:
    case UpdateWord::Stopped: return VenueReportKind::Accepted;
    case UpdateWord::Fill:
    case UpdateWord::PartialFill: return VenueReportKind::Filled;
    case UpdateWord::Canceled: return VenueReportKind::Canceled;
    case UpdateWord::Expired: return VenueReportKind::Expired;
    case UpdateWord::DoneForDay:
    case UpdateWord::Calculated: return VenueReportKind::DoneForDay;
    case UpdateWord::Replaced: return VenueReportKind::Replaced;
    case UpdateWord::Rejected: return VenueReportKind::Rejected;
    case UpdateWord::Suspended: return VenueReportKind::Suspended;
    case UpdateWord::ReplaceRejected: return VenueReportKind::ReplaceRefused;
    case UpdateWord::CancelRejected: return VenueReportKind::CancelRefused;
    case UpdateWord::PendingCancel:
    case UpdateWord::PendingReplace:
    case UpdateWord::TradeBust:
    case UpdateWord::TradeCorrect:
    case UpdateWord::Unknown: break;
    }
    return std::nullopt;
}

std::string pieceOf(const TradeUpdate& update, domain::Quantity offset, domain::VenueReport& report)
{
    if (!update.quantity || !update.price)
        return "a fill without its quantity or price";
    const Decimal after = update.order.filled.value() + offset.value();
    const auto before = domain::Quantity::from(after - *update.quantity);
    if (!before || !update.quantity->isPositive())
        return "a fill that is larger than what is filled";
    if (update.executionId.empty())
        return "a fill without an execution id";
    report.executionId = domain::ExecutionId(update.executionId);
    report.cumulativeBefore = *before;
    report.cumulativeAfter = domain::Quantity::from(after).value_or(domain::Quantity());
    report.price = *update.price;
    report.commission = domain::Money(Decimal(), domain::Currency("USD"));
    return {};
}

}  // namespace

application::VenueOrder venueOrderOf(const OrderRecord& order, const domain::AccountId& account, const domain::ClientOrderId& root,
                                     domain::Quantity offset)
{
    application::VenueOrder result;
    result.clientOrderId = root;
    result.brokerOrderId = domain::BrokerOrderId(order.id);
    domain::OrderTerms& terms = result.terms;
    terms.account = account;
    terms.instrument = instrumentIdOf(order.symbol, order.assetClass);
    terms.side = order.side.value_or(domain::Side::Buy);
    terms.type = typeOf(order.type);
    terms.timeInForce = timeInForceOf(order.timeInForce);
    // An order by amount of money has no quantity until it is filled.
    terms.quantity = order.quantity.value_or(order.filled) + offset;
    if (terms.type == domain::OrderType::Limit || terms.type == domain::OrderType::StopLimit)
        terms.limitPrice = order.limitPrice;
    if (terms.type == domain::OrderType::Stop || terms.type == domain::OrderType::StopLimit)
        terms.stopPrice = order.stopPrice;
    result.cumulative = order.filled + offset;
    result.status = statusOf(order);
    if (result.status == domain::OrderStatus::Rejected)
        result.reason = {OrderReasonCode::VenueOther, {}, {}, "The broker shows this order as rejected."};
    result.facts.venueTime = order.updatedAt.value_or(order.submittedAt.value_or(order.createdAt.value_or(Timestamp())));
    return result;
}

UpdateReport reportOf(const TradeUpdate& update, domain::Quantity offset)
{
    UpdateReport result;
    const auto kind = kindOf(update.event);
    if (!kind) {
        result.asksForRefresh = update.event != UpdateWord::PendingCancel && update.event != UpdateWord::PendingReplace;
        return result;
    }
    domain::VenueReport report;
    report.kind = *kind;
    report.brokerOrderId = domain::BrokerOrderId(update.order.id);
    report.source = domain::FillSource::Stream;
    report.facts.venueTime = update.time.value_or(update.order.updatedAt.value_or(Timestamp()));
    if (*kind == VenueReportKind::Filled)
        result.broken = pieceOf(update, offset, report);
    if (*kind == VenueReportKind::Rejected)
        report.reason = {OrderReasonCode::VenueOther, {}, {}, "The broker rejected the order on its way to the market."};
    if (*kind == VenueReportKind::ReplaceRefused || *kind == VenueReportKind::CancelRefused)
        report.reason = {OrderReasonCode::VenueTooLate, {}, {}, "The broker says: " + update.eventText + '.'};
    if (result.broken.empty())
        result.report = std::move(report);
    return result;
}

}  // namespace tradecore::infrastructure::alpaca
