#include "infrastructure/persistence/codec/row_codec.h"

#include "infrastructure/persistence/codec/field_reader.h"
#include "infrastructure/persistence/codec/shared_fields.h"

namespace tradecore::infrastructure {

template <typename Archive, Of<application::OrderRow> Value>
void fields(Archive& archive, Value& row)
{
    archive("client_order_id", row.clientOrderId);
    archive("broker_order_id", row.brokerOrderId);
    archive("terms", row.terms);
    archive("status", row.status);
    archive("filled", row.filled);
    archive("average_fill_price", row.averageFillPrice);
    archive("commission", row.commission);
    archive("reason", row.reason);
    archive("unknown_evidence", row.unknownEvidence);
    archive("overfilled", row.overfilled);
    archive("quarantined_reports", row.quarantinedReports);
    archive("adopted", row.adopted);
    archive.optional("take_profit", row.takeProfit);
    archive.optional("stop_loss", row.stopLoss);
    archive.optional("unprotected", row.unprotected);
    archive.optional("unprotected_cause", row.unprotectedCause);
}

template <typename Archive, Of<application::FillRow> Value>
void fields(Archive& archive, Value& row)
{
    archive("execution_id", row.executionId);
    archive("client_order_id", row.clientOrderId);
    archive("account", row.account);
    archive("instrument", row.instrument);
    archive("side", row.side);
    archive("quantity", row.quantity);
    archive("price", row.price);
    archive("commission", row.commission);
    archive("liquidity", row.liquidity);
    archive("source", row.source);
    archive("executed_at", row.executedAt);
}

template <typename Archive, Of<domain::PositionState> Value>
void fields(Archive& archive, Value& state)
{
    archive("exists", state.exists);
    archive("account", state.account);
    archive("instrument", state.instrument);
    archive("currency", state.currency);
    positionBooksFields(archive, state);
    archive("commissions", state.commissions);
    archive("action_ids", state.actionIds);
    archive("last_session_date", state.lastSessionDate);
    archive("day_open_mark", state.dayOpenMark);
    archive("day_open_quantity", state.dayOpenQuantity);
    archive("day_open_value", state.dayOpenValue);
    archive("day_cash_flow", state.dayCashFlow);
    archive("day_commissions", state.dayCommissions);
}

template <typename Archive, Of<domain::AccountDifference> Value>
void fields(Archive& archive, Value& difference)
{
    archive("kind", difference.kind);
    archive("subject", difference.subject);
    archive("ours", difference.ours);
    archive("broker", difference.broker);
    archive("found_at", difference.foundAt);
}

template <typename Archive, Of<domain::AccountState> Value>
void fields(Archive& archive, Value& state)
{
    archive("exists", state.exists);
    archive("account", state.account);
    archive("broker", state.broker);
    archive("marking_source", state.markingSource);
    archive("mode", state.mode);
    archive("currency", state.currency);
    archive("cash", state.cash);
    archive("external_flows", state.externalFlows);
    archive("commissions", state.commissions);
    archive("activity_ids", state.activityIds);
    archive("differences", state.differences);
    archive("trading_state", state.tradingState);
    archive("trading_state_reason", state.tradingStateReason);
    archive("venue_cursor", state.venueCursor);
}

namespace {

template <typename Value>
void writeValue(const Value& value, std::string& json)
{
    json.clear();
    FieldWriter(json).object(value);
}

}  // namespace

application::OrderRow orderRowOf(const domain::OrderState& state)
{
    application::OrderRow row;
    row.clientOrderId = state.clientOrderId;
    if (!state.brokerOrderIds.empty())
        row.brokerOrderId = state.brokerOrderIds.back();
    row.terms = state.terms;
    row.status = state.status;
    row.filled = state.cumulative;
    row.averageFillPrice = state.averageFillPrice();
    row.commission = state.totalCommission();
    row.reason = state.reason;
    row.unknownEvidence = state.unknownEvidence;
    row.overfilled = state.overfilled;
    row.quarantinedReports = state.quarantinedReports;
    row.adopted = state.adopted;
    row.takeProfit = state.takeProfit;
    row.stopLoss = state.stopLoss;
    row.unprotected = state.unprotected;
    if (state.unprotected)
        row.unprotectedCause = state.unprotectedCause;
    return row;
}

application::FillRow fillRowOf(const domain::OrderState& order, const domain::OrderFilled& fill)
{
    application::FillRow row;
    row.executionId = fill.executionId;
    row.clientOrderId = order.clientOrderId;
    row.account = order.terms.account;
    row.instrument = order.terms.instrument;
    row.side = order.terms.side;
    row.quantity = fill.cumulativeAfter.minusAtLeastZero(fill.cumulativeBefore);
    row.price = fill.price;
    row.commission = fill.commission;
    row.liquidity = fill.liquidity;
    row.source = fill.source;
    row.executedAt = fill.report.venueTime;
    return row;
}

void writeRow(const application::OrderRow& row, std::string& json) { writeValue(row, json); }
void writeRow(const application::FillRow& row, std::string& json) { writeValue(row, json); }
void writeRow(const domain::PositionState& state, std::string& json) { writeValue(state, json); }
void writeRow(const domain::AccountState& state, std::string& json) { writeValue(state, json); }

struct RowReader::Parts {
    simdjson::dom::parser parser;
    std::string padded;
};

RowReader::RowReader() : m_parts(std::make_unique<Parts>()) {}
RowReader::~RowReader() = default;

template <typename Value>
bool RowReader::readValue(std::string_view json, Value& out)
{
    m_parts->padded.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    m_parts->padded.assign(json);
    simdjson::dom::object object;
    if (m_parts->parser.parse(m_parts->padded.data(), m_parts->padded.size(), false).get(object) != simdjson::SUCCESS)
        return false;
    FieldReader reader(object);
    fields(reader, out);
    return !reader.failed();
}

bool RowReader::read(std::string_view json, application::OrderRow& out) { return readValue(json, out); }
bool RowReader::read(std::string_view json, application::FillRow& out) { return readValue(json, out); }
bool RowReader::read(std::string_view json, domain::PositionState& out) { return readValue(json, out); }
bool RowReader::read(std::string_view json, domain::AccountState& out) { return readValue(json, out); }

}  // namespace tradecore::infrastructure
