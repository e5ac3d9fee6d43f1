#include "infrastructure/broker/virtual/remote/venue_wire.h"

#include "infrastructure/persistence/codec/field_reader.h"
#include "infrastructure/persistence/codec/shared_fields.h"

namespace tradecore::infrastructure {

using application::VenueError;

namespace {

constexpr auto lastReportKind = domain::VenueReportKind::ReplaceRefused;
constexpr auto lastErrorKind = VenueError::Kind::Refused;

// Enumerations that have no stored word travel as their number; a reading sets one only inside its range.
template <typename Archive, typename Value>
void number(Archive& archive, std::string_view key, Value& value, std::remove_const_t<Value> last)
{
    auto plain = static_cast<std::uint64_t>(value);
    archive(key, plain);
    if constexpr (!std::is_const_v<Value>) {
        if (plain <= static_cast<std::uint64_t>(last))
            value = static_cast<Value>(plain);
    }
}

}  // namespace

template <typename Archive, Of<VenueSessionId> Value>
void fields(Archive& archive, Value& session)
{
    archive("account", session.account);
    archive("number", session.number);
}

template <typename Archive, Of<application::SubmitRequest> Value>
void fields(Archive& archive, Value& request)
{
    archive("request", request.request);
    archive("client_order_id", request.clientOrderId);
    archive("terms", request.terms);
}

template <typename Archive, Of<application::CancelRequest> Value>
void fields(Archive& archive, Value& request)
{
    archive("request", request.request);
    archive("client_order_id", request.clientOrderId);
    archive("broker_order_id", request.brokerOrderId);
    archive("account", request.account);
}

template <typename Archive, Of<application::ReplaceRequest> Value>
void fields(Archive& archive, Value& request)
{
    archive("request", request.request);
    archive("client_order_id", request.clientOrderId);
    archive("broker_order_id", request.brokerOrderId);
    archive("account", request.account);
    archive("change", request.change);
}

template <typename Archive, Of<VenueOrderQuery> Value>
void fields(Archive& archive, Value& query)
{
    archive("query", query.query);
    archive("order", query.order);
}

template <typename Archive, Of<VenueOpenOrdersQuery> Value>
void fields(Archive& archive, Value& query)
{
    archive("query", query.query);
}

template <typename Archive, Of<VenueExecutionsQuery> Value>
void fields(Archive& archive, Value& query)
{
    archive("query", query.query);
    archive("cursor", query.cursor);
}

template <typename Archive, Of<VenueBalancesQuery> Value>
void fields(Archive& archive, Value& query)
{
    archive("query", query.query);
}

template <typename Archive, Of<VenueSessionUp> Value>
void fields(Archive&, Value&)
{
}

template <typename Archive, Of<VenueSessionDown> Value>
void fields(Archive& archive, Value& message)
{
    archive("reason", message.reason);
}

template <typename Archive, Of<VenueHeartbeat> Value>
void fields(Archive&, Value&)
{
}

template <typename Archive, Of<domain::VenueReport> Value>
void fields(Archive& archive, Value& report)
{
    number(archive, "kind", report.kind, lastReportKind);
    archive("broker_order_id", report.brokerOrderId);
    archive("request", report.request);
    archive("reason", report.reason);
    archive("execution_id", report.executionId);
    archive("cumulative_before", report.cumulativeBefore);
    archive("cumulative_after", report.cumulativeAfter);
    archive("price", report.price);
    archive("commission", report.commission);
    archive("liquidity", report.liquidity);
    archive("source", report.source);
    archive("change", report.change);
    archive("facts", report.facts);
}

template <typename Archive, Of<VenueReportMessage> Value>
void fields(Archive& archive, Value& message)
{
    archive("order", message.order);
    archive("report", message.report);
}

template <typename Archive, Of<VenueError> Value>
void fields(Archive& archive, Value& error)
{
    number(archive, "kind", error.kind, lastErrorKind);
    archive("text", error.text);
}

template <typename Archive, Of<application::VenueOrder> Value>
void fields(Archive& archive, Value& order)
{
    archive("client_order_id", order.clientOrderId);
    archive("broker_order_id", order.brokerOrderId);
    archive("terms", order.terms);
    archive("status", order.status);
    archive("cumulative", order.cumulative);
    archive("reason", order.reason);
    archive("facts", order.facts);
}

template <typename Archive, Of<application::VenueExecution> Value>
void fields(Archive& archive, Value& execution)
{
    archive("client_order_id", execution.clientOrderId);
    archive("broker_order_id", execution.brokerOrderId);
    archive("execution_id", execution.executionId);
    archive("instrument", execution.instrument);
    archive("side", execution.side);
    archive("cumulative_before", execution.cumulativeBefore);
    archive("cumulative_after", execution.cumulativeAfter);
    archive("price", execution.price);
    archive("commission", execution.commission);
    archive("liquidity", execution.liquidity);
    archive("facts", execution.facts);
}

template <typename Archive, Of<application::VenueExecutions> Value>
void fields(Archive& archive, Value& page)
{
    archive("executions", page.executions);
    archive("cursor", page.cursor);
    archive("more", page.more);
}

template <typename Archive, Of<application::VenueActivity> Value>
void fields(Archive& archive, Value& activity)
{
    archive("activity_id", activity.activityId);
    archive("kind", activity.kind);
    archive("amount", activity.amount);
    archive("happened_at", activity.happenedAt);
}

template <typename Archive, Of<application::VenuePosition> Value>
void fields(Archive& archive, Value& position)
{
    archive("instrument", position.instrument);
    archive("quantity", position.quantity);
}

template <typename Archive, Of<application::VenueBalances> Value>
void fields(Archive& archive, Value& balances)
{
    archive("cash", balances.cash);
    archive("positions", balances.positions);
    archive("activities", balances.activities);
}

// Either side of the result is there, and the other is null.
template <typename Archive, typename T>
void fields(Archive& archive, const VenueQueryAnswer<T>& message)
{
    archive("query", message.query);
    archive("answer", message.answer ? std::optional<T>(*message.answer) : std::nullopt);
    archive("error", message.answer ? std::nullopt : std::optional<VenueError>(message.answer.error()));
}

template <typename Archive, typename T>
void fields(Archive& archive, VenueQueryAnswer<T>& message)
{
    std::optional<T> answer;
    std::optional<VenueError> error;
    archive("query", message.query);
    archive("answer", answer);
    archive("error", error);
    if (answer)
        message.answer = *std::move(answer);
    else
        message.answer = failure(error.value_or(VenueError{VenueError::Kind::Malformed, "The answer is empty."}));
}

namespace {

template <typename Value>
struct Kind {};
constexpr std::string_view nameOf(Kind<VenueSessionId>) { return "open"; }
constexpr std::string_view nameOf(Kind<application::SubmitRequest>) { return "submit"; }
constexpr std::string_view nameOf(Kind<application::CancelRequest>) { return "cancel"; }
constexpr std::string_view nameOf(Kind<application::ReplaceRequest>) { return "replace"; }
constexpr std::string_view nameOf(Kind<VenueOrderQuery>) { return "query_order"; }
constexpr std::string_view nameOf(Kind<VenueOpenOrdersQuery>) { return "query_open_orders"; }
constexpr std::string_view nameOf(Kind<VenueExecutionsQuery>) { return "query_executions"; }
constexpr std::string_view nameOf(Kind<VenueBalancesQuery>) { return "query_balances"; }
constexpr std::string_view nameOf(Kind<VenueSessionUp>) { return "up"; }
constexpr std::string_view nameOf(Kind<VenueSessionDown>) { return "down"; }
constexpr std::string_view nameOf(Kind<VenueHeartbeat>) { return "heartbeat"; }
constexpr std::string_view nameOf(Kind<VenueReportMessage>) { return "report"; }
constexpr std::string_view nameOf(Kind<VenueQueryAnswer<application::VenueOrder>>) { return "order"; }
constexpr std::string_view nameOf(Kind<VenueQueryAnswer<std::vector<application::VenueOrder>>>) { return "open_orders"; }
constexpr std::string_view nameOf(Kind<VenueQueryAnswer<application::VenueExecutions>>) { return "executions"; }
constexpr std::string_view nameOf(Kind<VenueQueryAnswer<application::VenueBalances>>) { return "balances"; }

template <typename Value>
void append(const Value& value, std::string& out)
{
    out += R"({"kind":")";
    out += nameOf(Kind<Value>{});
    out += R"(","body":)";
    FieldWriter(out).object(value);
    out += "}\n";
}

template <typename Value>
VenueQueryAnswer<Value> emptyOf(Kind<VenueQueryAnswer<Value>>)
{
    return {0, Value{}};
}

template <typename Value>
Value emptyOf(Kind<Value>)
{
    return {};
}

template <typename Value, typename Out>
bool readAs(std::string_view kind, simdjson::dom::object body, std::optional<Out>& out)
{
    if (kind != nameOf(Kind<Value>{}))
        return false;
    Value value = emptyOf(Kind<Value>{});
    FieldReader reader(body);
    fields(reader, value);
    if (!reader.failed())
        out = Out(std::move(value));
    return true;
}

template <typename Variant, typename Out>
void readAny(std::string_view kind, simdjson::dom::object body, std::optional<Out>& out)
{
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
        [[maybe_unused]] const bool known = (readAs<std::variant_alternative_t<Index, Variant>>(kind, body, out) || ...);
    }(std::make_index_sequence<std::variant_size_v<Variant>>());
}

}  // namespace

struct WireReader::Parts {
    simdjson::dom::parser parser;
    std::string padded;
    std::string_view kind;
    simdjson::dom::object body;

    bool parse(std::string_view line)
    {
        padded.reserve(line.size() + simdjson::SIMDJSON_PADDING);
        padded.assign(line);
        simdjson::dom::object whole;
        return parser.parse(padded.data(), padded.size(), false).get(whole) == simdjson::SUCCESS
            && whole.at_key("kind").get(kind) == simdjson::SUCCESS && whole.at_key("body").get(body) == simdjson::SUCCESS;
    }
};

WireReader::WireReader() : m_parts(std::make_unique<Parts>()) {}
WireReader::~WireReader() = default;

void appendLine(const WireRequest& request, std::string& out)
{
    if (const auto* session = std::get_if<VenueSessionId>(&request))
        append(*session, out);
    else
        std::visit([&out](const auto& sent) { append(sent, out); }, std::get<VenueRequest>(request));
}

void appendLine(const VenueMessage& message, std::string& out)
{
    std::visit([&out](const auto& sent) { append(sent, out); }, message);
}

std::optional<WireRequest> WireReader::request(std::string_view line)
{
    if (!m_parts->parse(line))
        return std::nullopt;
    std::optional<WireRequest> out;
    if (readAs<VenueSessionId>(m_parts->kind, m_parts->body, out))
        return out;
    std::optional<VenueRequest> sent;
    readAny<VenueRequest>(m_parts->kind, m_parts->body, sent);
    if (sent)
        out = *std::move(sent);
    return out;
}

std::optional<VenueMessage> WireReader::message(std::string_view line)
{
    if (!m_parts->parse(line))
        return std::nullopt;
    std::optional<VenueMessage> out;
    readAny<VenueMessage>(m_parts->kind, m_parts->body, out);
    return out;
}

}  // namespace tradecore::infrastructure
