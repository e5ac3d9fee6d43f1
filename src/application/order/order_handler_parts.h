// What the handlers of order commands share: request ids, refusals, outbox rows and the names of exits. Pure functions.
#pragma once

#include "application/bus/command_bus.h"
#include "application/bus/unit_of_work.h"
#include "application/order/order_commands.h"

#include <optional>
#include <string_view>

namespace tradecore::application {

constexpr std::string_view takeProfitName = "take-profit";
constexpr std::string_view stopLossName = "stop-loss";

// Each request to the venue has an id of its own, derived from the command that wants it: the same command, the same request.
[[nodiscard]] domain::RequestId requestFor(const UnitOfWork& work, std::string_view what);
[[nodiscard]] CommandRefusal refusalOf(const domain::OrderReason& reason);
[[nodiscard]] CommandOutcome refuse(const domain::OrderReason& reason);
[[nodiscard]] CommandOutcome refuseUnknownOrder(const domain::ClientOrderId& order);
[[nodiscard]] OutboxRow rowFor(OutboxKind kind, const domain::AccountId& account, const domain::ClientOrderId& order,
                               const domain::RequestId& request, Timestamp now);
// The id of an exit follows from that of its entry; nothing where that exit has no price.
[[nodiscard]] std::optional<domain::ClientOrderId> exitId(const PlaceOrder& entry, std::string_view name,
                                                          const std::optional<domain::Price>& price);

}  // namespace tradecore::application
