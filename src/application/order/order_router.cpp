#include "application/order/order_router.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace tradecore::application {

namespace {

CommandContext contextFor(const OutboxRow& row, std::string_view step)
{
    const std::string name = std::string(step) + std::to_string(row.attempts);
    const auto request = Uuid::parse(row.request.text());
    return {Uuid::named(request.value_or(Uuid()), name), request, request, "router"};
}

}  // namespace

OrderRouter::OrderRouter(Ports ports) : m_ports(std::move(ports)) {}

struct OrderRouter::Settling {
    std::size_t waiting = 0;
    bool hasFailed = false;
};

void OrderRouter::afterWhileAlive(Duration delay, Executor::Task task)
{
    m_ports.engine.after(delay, [alive = m_alive, task = std::move(task)] {
        if (*alive)
            task();
    });
}

void OrderRouter::start(Settled onSettled)
{
    constexpr std::array states{OutboxState::Ready, OutboxState::Sending};
    auto rows = m_ports.store.outbox(states);
    if (!rows) {
        afterWhileAlive(storeRetryDelay, [this, onSettled = std::move(onSettled)] { start(onSettled); });
        return;
    }
    settle(std::move(*rows), std::move(onSettled));
}

void OrderRouter::settle(std::vector<OutboxRow> rows, Settled onSettled)
{
    std::map<std::pair<domain::AccountId, domain::ClientOrderId>, SettleOutboxAfterRestart> orders;
    for (const auto& row : rows) {
        auto& settled = orders[{row.account, row.clientOrderId}];
        settled.account = row.account;
        settled.clientOrderId = row.clientOrderId;
        const bool ready = row.state == OutboxState::Ready;
        switch (row.kind) {
        case OutboxKind::Submit: (ready ? settled.submitRowReady : settled.submitRowSending) = true; break;
        case OutboxKind::Replace: (ready ? settled.replaceRowReady : settled.replaceRowSending) = row.request; break;
        case OutboxKind::Cancel:
            if (!ready)
                settled.cancelRowSending = row.request;
            break;
        }
    }
    auto settling = std::make_shared<Settling>();
    if (orders.empty()) {
        finishSettling(*settling, std::move(onSettled));
        return;
    }
    settling->waiting = orders.size();
    for (const auto& [key, command] : orders) {
        // The id names this start of this order: found again after a crash in the middle, it has its one effect.
        const auto& row = *std::ranges::find_if(rows, [&command](const OutboxRow& candidate) {
            return candidate.clientOrderId == command.clientOrderId && candidate.account == command.account;
        });
        m_ports.bus.send(command, contextFor(row, "settle"), m_ports.engine,
                         [this, settling, onSettled, id = command.clientOrderId, alive = m_alive](const Receipt& receipt) {
                             if (!*alive)
                                 return;
                             if (receipt.isDone())
                                 m_inFlight.push_back(id);
                             else
                                 settling->hasFailed = true;
                             if (--settling->waiting == 0)
                                 finishSettling(*settling, onSettled);
                         });
    }
}

void OrderRouter::finishSettling(const Settling& settling, Settled onSettled)
{
    // A row that is not settled would pass for one of this run and be sent.
    if (settling.hasFailed) {
        afterWhileAlive(storeRetryDelay, [this, onSettled = std::move(onSettled)] { start(onSettled); });
        return;
    }
    m_running = true;
    m_subscription = m_ports.events.subscribe([this](std::int64_t) { scan(); });
    onSettled(std::exchange(m_inFlight, {}));
    scan();
}

void OrderRouter::stop()
{
    m_running = false;
    m_subscription.end();
    *m_alive = false;
}

void OrderRouter::wake()
{
    scan();
}

void OrderRouter::scan()
{
    if (!m_running)
        return;
    constexpr std::array ready{OutboxState::Ready};
    const auto rows = m_ports.store.outbox(ready);
    if (!rows)
        return;
    for (const auto& row : *rows) {
        if (!m_inProgress.contains(row.request))
            route(row);
    }
}

void OrderRouter::route(const OutboxRow& row)
{
    // Cancels wait for the connection; submits and replaces do not: the gate withholds them with a reason.
    if (row.kind == OutboxKind::Cancel && (!m_ports.isConnected(row.account) || row.attempts > 0)) {
        if (!m_retryArmed) {
            m_retryArmed = true;
            afterWhileAlive(cancelRetryDelay, [this] {
                m_retryArmed = false;
                constexpr std::array ready{OutboxState::Ready};
                const auto rows = m_ports.store.outbox(ready);
                if (!rows)
                    return;
                for (const auto& waiting : *rows) {
                    if (waiting.kind == OutboxKind::Cancel && !m_inProgress.contains(waiting.request)
                        && m_ports.isConnected(waiting.account))
                        send(waiting);
                }
            });
        }
        return;
    }
    send(row);
}

void OrderRouter::send(const OutboxRow& row)
{
    m_inProgress.insert(row.request);
    const StartSending command{row.account, row.clientOrderId, row.request, row.kind, row.createdAt};
    m_ports.bus.send(command, contextFor(row, "send"), m_ports.engine, [this, row, alive = m_alive](const Receipt& receipt) {
        if (!*alive)
            return;
        m_inProgress.erase(row.request);
        if (!receipt.isDone()) {
            afterWhileAlive(storeRetryDelay, [this] { scan(); });
            return;
        }
        // A duplicate means that this very attempt was committed before: it may have left, so it does not leave again.
        if (receipt.outcome != ReceiptOutcome::Committed || receipt.result != "sending")
            return;
        if (!deliver(row)) {
            m_ports.bus.send(RecordUnanswered{row.account, row.clientOrderId, row.request, "the connection was closed"},
                             contextFor(row, "undelivered"), m_ports.engine, [](const Receipt&) {});
        }
    });
}

bool OrderRouter::deliver(const OutboxRow& row)
{
    domain::OrderState state;
    const auto read = m_ports.store.readStream(orderStream(row.account, row.clientOrderId), 1, [&state](const RecordedEvent& event) {
        if (const auto* order = std::get_if<domain::OrderEvent>(&event.event))
            state = domain::fold(std::move(state), *order);
    });
    if (!read)
        return false;
    std::optional<domain::BrokerOrderId> brokerOrderId;
    if (!state.brokerOrderIds.empty())
        brokerOrderId = state.brokerOrderIds.back();
    switch (row.kind) {
    case OutboxKind::Submit: return m_ports.venues.submit(row.account, {row.request, row.clientOrderId, state.terms});
    case OutboxKind::Cancel: return m_ports.venues.cancel({row.request, row.clientOrderId, brokerOrderId, row.account});
    case OutboxKind::Replace:
        return state.replaceChange
            && m_ports.venues.replace({row.request, row.clientOrderId, brokerOrderId, row.account, *state.replaceChange});
    }
    return false;
}

}  // namespace tradecore::application
