// Rows and answers as JSON objects, with the keys of the console's contract (docs/api.md). Numbers that are prices, quantities
// or money are strings of plain decimal text; times RFC 3339 UTC with nanoseconds; unknown is null.
#pragma once

#include "application/account/account_queries.h"
#include "application/integrity/integrity_control.h"
#include "application/market/desk.h"
#include "application/market/market_access.h"
#include "application/order/order_queries.h"
#include "application/position/position_queries.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tradecore::infrastructure {

enum class CostMethod { Average, Fifo };

[[nodiscard]] QJsonObject encode(const application::OrderRow& row);
[[nodiscard]] QJsonObject encode(const application::FillRow& row);
[[nodiscard]] QJsonObject encode(const application::PositionView& view, CostMethod method);
[[nodiscard]] QJsonObject encode(const application::AccountView& view);
[[nodiscard]] QJsonObject encode(const application::RecordedEvent& event);
[[nodiscard]] QJsonObject encode(const application::InstrumentSnapshot& snapshot, SteadyTime now);
[[nodiscard]] QJsonObject encode(const domain::InstrumentId& instrument, const domain::Bar& bar);
[[nodiscard]] QJsonObject encode(const application::WorkstationStatus& status, SteadyTime now);
[[nodiscard]] QJsonObject encode(const application::FlattenResult& result);
// api_integrity_encoding.cpp
[[nodiscard]] QJsonObject encode(const application::IntegrityStatus& status);
[[nodiscard]] QJsonObject encode(const application::RebuildProgress& progress);
[[nodiscard]] QJsonObject encode(const application::RebuiltView& view);
[[nodiscard]] QJsonObject encode(const application::BackupOutcome& backup);
[[nodiscard]] QJsonObject encode(const application::DeadLetterRow& letter);
[[nodiscard]] QJsonObject encode(const application::ActivityRow& day);
// One row for each limit, R1 first.
[[nodiscard]] QJsonArray encode(const application::RiskLimitsQuery::Answer& limits);

}  // namespace tradecore::infrastructure
