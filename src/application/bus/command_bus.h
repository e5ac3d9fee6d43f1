// CommandBus: a typed map from command to one handler, plus the hop to the engine thread and the group commit.
//
// send() may be called on any thread: the command waits in a bounded queue and the engine is woken. The engine takes up to
// 100 commands that are waiting, never waits for more, and runs each on the folded result of the one before; all of them
// commit in one transaction. Receipts are released, and the EventBus wakes its listeners, only after the commit.
//
// Transient commands (a price mark) have a handler without a unit of work: no command id, no event, no commit.
#pragma once

#include "application/bus/command_message.h"
#include "application/bus/event_bus.h"
#include "application/bus/unit_of_work.h"
#include "base/bounded_queue.h"
#include "base/clock.h"
#include "base/executor.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <typeindex>
#include <unordered_map>

namespace tradecore::application {

using CommandOutcome = Result<void, CommandRefusal>;
using ReceiptCallback = std::function<void(const Receipt&)>;

class CommandBus {
public:
    struct Ports {
        EventStore& store;
        AggregateStates& states;
        EventBus& events;
        const Clock& clock;
        Executor& engine;
    };
    static constexpr std::size_t queueCapacity = 10'000;
    static constexpr std::size_t groupSize = 100;

    explicit CommandBus(Ports ports);
    ~CommandBus();
    CommandBus(const CommandBus&) = delete;
    CommandBus& operator=(const CommandBus&) = delete;

    // One handler for each command type, registered before the first send, on the engine thread.
    template <typename Command>
    void handle(std::function<CommandOutcome(const Command&, UnitOfWork&)> handler)
    {
        m_handlers[typeid(Command)] = [handler = std::move(handler)](const void* command, UnitOfWork& work) {
            return handler(*static_cast<const Command*>(command), work);
        };
    }
    template <typename Command>
    void handleTransient(std::function<void(const Command&)> handler)
    {
        m_transientHandlers[typeid(Command)] = [handler = std::move(handler)](const void* command) {
            handler(*static_cast<const Command*>(command));
        };
    }

    // The receipt comes on replyTo, exactly once, also when the queue is full (Busy).
    template <typename Command>
    void send(Command command, CommandContext context, Executor& replyTo, ReceiptCallback onReceipt)
    {
        auto held = std::make_shared<const Command>(std::move(command));
        const void* address = held.get();
        enqueue(Pending{typeid(Command), std::move(held), address, std::move(context), &replyTo, std::move(onReceipt),
                        /*transient=*/false});
    }
    // Fire and forget; a full queue refuses and counts (the next mark will come).
    template <typename Command>
    void sendTransient(Command command)
    {
        auto held = std::make_shared<const Command>(std::move(command));
        const void* address = held.get();
        enqueue(Pending{typeid(Command), std::move(held), address, {}, nullptr, {}, /*transient=*/true});
    }

    [[nodiscard]] std::size_t waiting() const { return m_queue.size(); }
    [[nodiscard]] std::uint64_t refusedBusy() const { return m_queue.refused(); }
    [[nodiscard]] std::uint64_t commits() const { return m_commits.load(std::memory_order_relaxed); }
    // Set by an I/O error, a failed fsync or an event that this program does not know: no command runs until restart.
    [[nodiscard]] bool isBroken() const { return m_broken.load(std::memory_order_relaxed); }
    [[nodiscard]] std::string brokenReason() const;  // engine thread; the store's own words
    // The same for a store that was opened only to be looked at. Engine thread, before the first command.
    void stop(std::string reason);

    // Engine thread: runs what waits now and commits it; for shutdown and for virtual time.
    void drain();

private:
    struct Pending {
        std::type_index type;
        std::shared_ptr<const void> command;
        const void* address;
        CommandContext context;
        Executor* replyTo;
        ReceiptCallback onReceipt;
        bool transient;
    };
    struct Reply {
        Executor* replyTo;
        ReceiptCallback onReceipt;
        Receipt receipt;
    };
    using Handler = std::function<CommandOutcome(const void*, UnitOfWork&)>;
    using TransientHandler = std::function<void(const void*)>;

    void enqueue(Pending pending);
    void runGroup(std::vector<Pending>& pending, std::size_t from, std::size_t to);
    Receipt runOne(const Pending& pending);
    Receipt runHandler(const Pending& pending, const CommandMetadata& metadata);
    void noteStoreError(const StoreError& error);
    static void release(Reply reply);

    Ports m_ports;
    BoundedQueue<Pending> m_queue;
    std::unordered_map<std::type_index, Handler> m_handlers;
    std::unordered_map<std::type_index, TransientHandler> m_transientHandlers;
    std::atomic<std::uint64_t> m_commits{0};
    std::atomic<bool> m_broken{false};
    std::string m_brokenReason;
    std::shared_ptr<bool> m_alive;
};

}  // namespace tradecore::application
