// What travels with a command, and what comes back. Values, safe to move between threads.
#pragma once

#include "application/port/event_store.h"
#include "domain/order/order_reasons.h"

#include <cstdint>
#include <optional>
#include <string>

namespace tradecore::application {

struct CommandContext {
    Uuid commandId;                    // the same id twice has one effect
    std::optional<Uuid> correlationId; // nothing: this command starts a chain
    std::optional<Uuid> causationId;
    std::string actor;                 // "user", "console", …
    // Nobody will send this id again: a command that decides nothing then leaves no trace in the store.
    bool isOneOff = false;
};

// Why a command was not carried out. A refusal is an expected answer; the broken world has its own outcome.
struct CommandRefusal {
    std::string code;       // stable, snake case: "busy", "conflict", "order_not_found", …
    std::string message;    // for people
    std::optional<domain::OrderReason> reason;
};

enum class ReceiptOutcome {
    Committed,   // durable; also where the command made no event because nothing was left to do
    Duplicate,   // this command id was carried out before; positions and result are those of then
    Refused,     // nothing was written
    Busy,        // the queue was full; nothing was written
    NotKnown,    // the commit failed: it may or may not be on disk; restart tells
};

struct Receipt {
    ReceiptOutcome outcome = ReceiptOutcome::Refused;
    // Set when refused, busy or not known; and beside Committed where what was recorded is a denial of the order.
    std::optional<CommandRefusal> refusal;
    std::int64_t firstPosition = 0;   // 0 where no event was made
    std::int64_t lastPosition = 0;
    std::string result;               // what the handler left for the caller, e.g. the client order id

    [[nodiscard]] bool isDone() const
    {
        return outcome == ReceiptOutcome::Committed || outcome == ReceiptOutcome::Duplicate;
    }
};

}  // namespace tradecore::application
