// The inside of ReconciliationService that its two source files share.
#pragma once

#include "application/reconciliation/reconciliation_service.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace tradecore::application {

// One pass over one account. Callbacks hold it; a pass that was abandoned finds isCurrent false and does nothing more.
struct ReconciliationService::Run {
    domain::AccountId account;
    std::uint64_t number = 0;
    std::uint64_t commands = 0;
    std::uint64_t generation = 0;
    std::string cursor;
    std::uint64_t executionsBooked = 0;
    std::uint64_t ordersAdopted = 0;
    int balanceRounds = 0;
    std::string note;       // an order that only a later run can settle
    bool isCurrent = true;
};

template <typename Command>
void ReconciliationService::send(const RunPointer& run, Command command, std::function<void(const Receipt&)> then)
{
    // Ids are unique to a run: the commands are idempotent by what they say, not by their id.
    const std::string name = run->account.text() + '\x1f' + std::to_string(run->number) + '\x1f' + std::to_string(++run->commands)
        + '\x1f' + std::to_string(m_ports.clock.utcNow().nanoseconds());
    const CommandContext context{Uuid::named(accountStream(run->account).id, name), std::nullopt, std::nullopt, "reconciliation",
                                 /*isOneOff=*/true};
    m_ports.bus.send(std::move(command), context, m_ports.engine, [this, run, then = std::move(then)](const Receipt& receipt) {
        if (!run->isCurrent)
            return;
        if (!receipt.isDone() && receipt.outcome != ReceiptOutcome::Refused) {
            fail(run, receipt.refusal ? receipt.refusal->message : "The journal did not take a command.");
            return;
        }
        then(receipt);
    });
}

}  // namespace tradecore::application
