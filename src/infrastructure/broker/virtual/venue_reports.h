// From the venue's events and books to what it tells: reports, orders, executions, with the report text that the inspector
// shows (JSON, decimals as text). Pure functions on the practice thread.
#pragma once

#include "domain/virtual_broker/venue_state.h"
#include "infrastructure/broker/virtual/venue_protocol.h"

#include <optional>
#include <vector>

namespace tradecore::infrastructure {

// One report an event; `before` is the books that the events follow. `request` is the cancel or replace that they answer.
[[nodiscard]] std::vector<VenueReportMessage> reportsOf(domain::VenueBooks before, const domain::VenueEvents& events,
                                                        const std::optional<domain::RequestId>& request);
// All that can be said of a known order now, oldest first: what a repeated submit is answered with.
[[nodiscard]] std::vector<VenueReportMessage> currentReports(const domain::VenueState& state,
                                                             const domain::VenueOrderState& order);
[[nodiscard]] VenueReportMessage refusalReport(domain::VenueReportKind kind, const domain::ClientOrderId& order,
                                               const std::optional<domain::BrokerOrderId>& brokerOrder,
                                               const std::optional<domain::RequestId>& request,
                                               const domain::OrderReason& reason, Timestamp venueTime);

[[nodiscard]] application::VenueOrder orderAnswer(const domain::VenueOrderState& order);
[[nodiscard]] application::VenueExecution executionAnswer(const domain::VenueExecutionState& execution);
[[nodiscard]] application::VenueBalances balancesAnswer(const domain::VenueState& state);

// Pages of 500. The cursor is opaque to clients; one that is not ours is refused as malformed.
inline constexpr std::size_t executionsPerPage = 500;
[[nodiscard]] Result<application::VenueExecutions, application::VenueError>
executionsAnswer(const domain::VenueState& state, const std::string& cursor);

// The time at which an event happened, in market time.
[[nodiscard]] Timestamp timeOf(const domain::VenueEvent& event);

}  // namespace tradecore::infrastructure
