#include "application/bus/command_bus.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace tradecore::application {

namespace {

Receipt refused(std::string code, std::string message)
{
    Receipt receipt;
    receipt.outcome = ReceiptOutcome::Refused;
    receipt.refusal = CommandRefusal{std::move(code), std::move(message), std::nullopt};
    return receipt;
}

std::string codeOf(StoreErrorKind kind)
{
    switch (kind) {
    case StoreErrorKind::Conflict: return "conflict";
    case StoreErrorKind::DuplicateCommand: return "duplicate_command";
    case StoreErrorKind::UnknownEvent: return "unknown_event";
    case StoreErrorKind::Corrupt: return "journal_corrupt";
    case StoreErrorKind::Full: return "disk_full";
    case StoreErrorKind::Broken: return "journal_broken";
    case StoreErrorKind::ReadOnly: return "journal_read_only";
    case StoreErrorKind::Locked: return "journal_locked";
    case StoreErrorKind::Newer: return "journal_newer";
    }
    return "journal_broken";
}

bool endsTrading(StoreErrorKind kind)
{
    switch (kind) {
    case StoreErrorKind::UnknownEvent:
    case StoreErrorKind::Corrupt:
    case StoreErrorKind::Broken:
    case StoreErrorKind::ReadOnly:
    case StoreErrorKind::Newer: return true;
    case StoreErrorKind::Conflict:
    case StoreErrorKind::DuplicateCommand:
    case StoreErrorKind::Full:
    case StoreErrorKind::Locked: return false;
    }
    return true;
}

}  // namespace

CommandBus::CommandBus(Ports ports) : m_ports(ports), m_queue(queueCapacity), m_alive(std::make_shared<bool>(true)) {}

CommandBus::~CommandBus()
{
    *m_alive = false;
}

void CommandBus::enqueue(Pending pending)
{
    Reply onFull{pending.replyTo, pending.onReceipt, Receipt{}};
    onFull.receipt.outcome = ReceiptOutcome::Busy;
    onFull.receipt.refusal = CommandRefusal{"busy", "Too many commands are waiting. Nothing was sent; try again.", std::nullopt};
    switch (m_queue.push(std::move(pending))) {
    case PushOutcome::Full: release(std::move(onFull)); return;
    case PushOutcome::Added: return;
    case PushOutcome::First: break;
    }
    // A refused wake means that the engine has stopped: drain() of the shutdown answers what waits.
    [[maybe_unused]] const bool woken = m_ports.engine.post([this, alive = std::weak_ptr<bool>(m_alive)] {
        if (const auto guard = alive.lock(); guard && *guard)
            drain();
    });
}

void CommandBus::drain()
{
    auto pending = m_queue.takeAll();
    for (std::size_t from = 0; from < pending.size(); from += groupSize)
        runGroup(pending, from, std::min(from + groupSize, pending.size()));
}

void CommandBus::runGroup(std::vector<Pending>& pending, std::size_t from, std::size_t to)
{
    std::vector<Reply> replies;
    bool open = false;
    for (std::size_t i = from; i < to; ++i) {
        const Pending& command = pending[i];
        if (command.transient) {
            if (const auto handler = m_transientHandlers.find(command.type); handler != m_transientHandlers.end())
                handler->second(command.address);
            continue;
        }
        if (isBroken()) {
            replies.push_back({command.replyTo, command.onReceipt, refused("trading_stopped", "Trading has stopped until restart: " + m_brokenReason)});
            continue;
        }
        if (!open) {
            const auto begun = m_ports.store.begin();
            if (!begun) {
                noteStoreError(begun.error());
                replies.push_back({command.replyTo, command.onReceipt, refused(codeOf(begun.error().kind), begun.error().text)});
                continue;
            }
            open = true;
        }
        replies.push_back({command.replyTo, command.onReceipt, runOne(command)});
    }
    bool wrote = std::ranges::any_of(replies, [](const Reply& reply) { return reply.receipt.lastPosition > 0; });
    if (open) {
        const auto committed = m_ports.store.commit();
        if (committed) {
            m_ports.states.acceptGroup();
            m_commits.fetch_add(1, std::memory_order_relaxed);
        } else {
            m_ports.states.discardGroup();
            noteStoreError(committed.error());
            wrote = false;
            const std::int64_t head = m_ports.store.head().position;
            for (auto& reply : replies) {
                const Receipt& receipt = reply.receipt;
                // The repetition of a command of this very group fell with it.
                const bool repeatsWhatFell = receipt.outcome == ReceiptOutcome::Duplicate
                    && (receipt.lastPosition > head || receipt.lastPosition == 0);
                if (receipt.outcome != ReceiptOutcome::Committed && !repeatsWhatFell)
                    continue;
                reply.receipt = refused(codeOf(committed.error().kind), committed.error().text);
                reply.receipt.outcome = ReceiptOutcome::NotKnown;
            }
        }
    }
    for (auto& reply : replies)
        release(std::move(reply));
    if (wrote)
        m_ports.events.publish(m_ports.store.head().position);
}

Receipt CommandBus::runOne(const Pending& pending)
{
    const Uuid id = pending.context.commandId;
    const auto known = m_ports.store.findCommand(id);
    if (!known) {
        noteStoreError(known.error());
        return refused(codeOf(known.error().kind), known.error().text);
    }
    if (known->has_value()) {
        Receipt receipt;
        receipt.outcome = ReceiptOutcome::Duplicate;
        receipt.firstPosition = (*known)->firstPosition;
        receipt.lastPosition = (*known)->lastPosition;
        receipt.result = (*known)->result;
        return receipt;
    }
    const CommandMetadata metadata{id, pending.context.correlationId.value_or(id), pending.context.causationId.value_or(id),
                                   pending.context.actor};
    return runHandler(pending, metadata);
}

Receipt CommandBus::runHandler(const Pending& pending, const CommandMetadata& metadata)
{
    const auto handler = m_handlers.find(pending.type);
    if (handler == m_handlers.end())
        return refused("unknown_command", "This program has no handler for the command.");
    UnitOfWork work(m_ports.states, metadata, m_ports.clock.utcNow());
    const CommandOutcome outcome = handler->second(pending.address, work);
    const auto discard = [this](Receipt receipt) {
        m_ports.states.discardCommand();
        return receipt;
    };
    if (work.storeError()) {
        noteStoreError(*work.storeError());
        return discard(refused(codeOf(work.storeError()->kind), work.storeError()->text));
    }
    if (!outcome) {
        Receipt receipt = refused(outcome.error().code, outcome.error().message);
        receipt.refusal = outcome.error();
        return discard(std::move(receipt));
    }
    const bool leavesNoTrace = pending.context.isOneOff && work.isEmpty();
    const auto stored = leavesNoTrace ? StoredCommand{0, 0, work.result()} : work.appendTo(m_ports.store);
    if (!stored) {
        noteStoreError(stored.error());
        return discard(refused(codeOf(stored.error().kind), stored.error().text));
    }
    m_ports.states.acceptCommand();
    Receipt receipt;
    receipt.outcome = ReceiptOutcome::Committed;
    receipt.firstPosition = stored->firstPosition;
    receipt.lastPosition = stored->lastPosition;
    receipt.result = stored->result;
    receipt.refusal = work.denial();
    return receipt;
}

void CommandBus::noteStoreError(const StoreError& error)
{
    if (!endsTrading(error.kind) || m_broken.load(std::memory_order_relaxed))
        return;
    m_brokenReason = error.text;
    m_broken.store(true, std::memory_order_relaxed);
}

void CommandBus::stop(std::string reason)
{
    m_brokenReason = std::move(reason);
    m_broken.store(true, std::memory_order_relaxed);
}

std::string CommandBus::brokenReason() const
{
    return m_brokenReason;
}

void CommandBus::release(Reply reply)
{
    if (reply.replyTo == nullptr || !reply.onReceipt)
        return;
    // A caller whose thread has ended needs no answer.
    [[maybe_unused]] const bool posted = reply.replyTo->post(
        [onReceipt = std::move(reply.onReceipt), receipt = std::move(reply.receipt)] { onReceipt(receipt); });
}

}  // namespace tradecore::application
