#include "tests/support/store/memory_event_store.h"

#include "application/bus/aggregate_states.h"
#include "infrastructure/persistence/codec/row_codec.h"

#include <algorithm>

namespace tradecore::test {

using namespace application;

namespace {

StoreError notOpen()
{
    return {StoreErrorKind::Broken, "No transaction is open.", 0, {}};
}

template <typename Row, typename Key>
std::vector<Row> changedAfter(const std::map<Key, Row>& rows, std::int64_t position)
{
    std::vector<Row> out;
    for (const auto& [key, row] : rows) {
        if (row.changedAt > position)
            out.push_back(row);
    }
    std::ranges::sort(out, {}, &Row::changedAt);
    return out;
}

}  // namespace

void MemoryEventStore::undoTo(std::size_t length)
{
    while (m_undo.size() > length) {
        m_undo.back()();
        m_undo.pop_back();
    }
}

template <typename Key, typename Value>
void MemoryEventStore::put(std::map<Key, Value>& map, const Key& key, Value value)
{
    const auto found = map.find(key);
    if (found == map.end())
        m_undo.push_back([&map, key] { map.erase(key); });
    else
        m_undo.push_back([&map, key, before = found->second] { map[key] = before; });
    map[key] = std::move(value);
}

MemoryEventStore::Outcome<void> MemoryEventStore::begin()
{
    if (m_isOpen)
        return failure(StoreError{StoreErrorKind::Locked, "A transaction is open.", 0, {}});
    m_isOpen = true;
    m_undo.clear();
    return {};
}

MemoryEventStore::Outcome<void> MemoryEventStore::commit()
{
    if (!m_isOpen)
        return failure(notOpen());
    if (const auto kind = std::exchange(m_failCommit, std::nullopt)) {
        rollback();
        return failure(StoreError{*kind, "The commit failed.", 0, {}});
    }
    m_isOpen = false;
    m_committed = {static_cast<std::int64_t>(m_events.size()), m_hash};
    ++m_commits;
    return {};
}

void MemoryEventStore::rollback()
{
    if (!m_isOpen)
        return;
    undoTo(0);
    m_isOpen = false;
}

MemoryEventStore::Outcome<std::optional<StoredCommand>> MemoryEventStore::findCommand(const Uuid& commandId)
{
    const auto found = m_commands.find(commandId);
    return found != m_commands.end() ? std::optional(found->second) : std::nullopt;
}

MemoryEventStore::Outcome<StoredCommand> MemoryEventStore::append(const CommandAppend& append)
{
    if (!m_isOpen)
        return failure(notOpen());
    const std::size_t before = m_undo.size();
    auto written = write(append);
    if (!written)
        undoTo(before);
    return written;
}

MemoryEventStore::Outcome<StoredCommand> MemoryEventStore::write(const CommandAppend& append)
{
    if (m_commands.contains(append.command.commandId))
        return failure(StoreError{StoreErrorKind::DuplicateCommand, "The command was carried out before.", 0, {}});
    const auto before = static_cast<std::int64_t>(m_events.size());
    std::size_t index = 0;
    for (const auto& stream : append.streams) {
        if (auto done = writeStream(append, stream, index); !done)
            return failure(done.error());
    }
    if (auto done = writeOutbox(append); !done)
        return failure(done.error());
    StoredCommand stored;
    stored.result = append.result;
    if (index > 0) {
        stored.firstPosition = before + 1;
        stored.lastPosition = static_cast<std::int64_t>(m_events.size());
    }
    put(m_commands, append.command.commandId, stored);
    return stored;
}

MemoryEventStore::Outcome<void> MemoryEventStore::writeStream(const CommandAppend& append, const StagedStream& staged,
                                                              std::size_t& index)
{
    if (staged.events.empty())
        return {};
    if (streamVersion(staged.stream) != staged.expectedVersion) {
        StoreError error{StoreErrorKind::Conflict, "The stream has moved on.", 0, {}};
        auto read = readStream(staged.stream, staged.expectedVersion + 1,
                               [&error](const RecordedEvent& event) { error.conflicting.push_back(event); });
        return read ? failure(std::move(error)) : std::move(read);
    }
    const auto firstPosition = static_cast<std::int64_t>(m_events.size()) + 1;
    for (const auto& event : staged.events)
        writeEvent(append, staged, event, index++);
    project(staged, firstPosition);
    return {};
}

void MemoryEventStore::writeEvent(const CommandAppend& append, const StagedStream& staged, const StagedEvent& event,
                                  std::size_t index)
{
    RecordedEvent recorded;
    recorded.position = static_cast<std::int64_t>(m_events.size()) + 1;
    recorded.stream = staged.stream;
    recorded.version = streamVersion(staged.stream) + 1;
    recorded.eventId = infrastructure::eventIdOf(append.command.commandId, index);
    const auto type = m_codec.encode(event.event, recorded.payload);
    recorded.typeName = type.name;
    recorded.typeVersion = type.version;
    recorded.occurredAt = event.occurredAt;
    recorded.recordedAt = append.recordedAt;
    recorded.command = append.command;
    recorded.event = event.event;
    const std::string streamText = staged.stream.toString();
    using infrastructure::bytesOf;
    recorded.hash = m_hasher.next(
        m_hash, {recorded.position, streamText, recorded.version, type.name, type.version, recorded.occurredAt.nanoseconds(),
                 recorded.recordedAt.nanoseconds(), bytesOf(recorded.eventId), bytesOf(append.command.commandId),
                 bytesOf(append.command.correlationId), bytesOf(append.command.causationId), append.command.actor,
                 recorded.payload, {}, "{}"});
    m_undo.push_back([this, stream = staged.stream, before = m_hash] {
        m_events.pop_back();
        m_streams[stream].pop_back();
        m_hash = before;
    });
    m_hash = recorded.hash;
    m_streams[staged.stream].push_back(m_events.size());
    m_events.push_back(std::move(recorded));
}

void MemoryEventStore::project(const StagedStream& staged, std::int64_t firstPosition)
{
    AggregateState folded = emptyStateOf(staged.stream.category);
    const AggregateState* after = staged.after;
    if (after == nullptr) {
        for (const auto at : m_streams[staged.stream])
            folded = foldAny(std::move(folded), m_events[at].event);
        after = &folded;
    }
    const auto position = static_cast<std::int64_t>(m_events.size());
    if (const auto* order = std::get_if<domain::OrderState>(after))
        projectOrder(staged, *order, firstPosition);
    else if (const auto* held = std::get_if<domain::PositionState>(after))
        put(m_positions, staged.stream, PositionRow{staged.stream, *held, position});
    else if (const auto* account = std::get_if<domain::AccountState>(after))
        put(m_accounts, staged.stream, AccountRow{staged.stream, *account, position});
}

void MemoryEventStore::projectOrder(const StagedStream& staged, const domain::OrderState& state, std::int64_t firstPosition)
{
    OrderRow row = infrastructure::orderRowOf(state);
    row.stream = staged.stream;
    const auto before = m_orders.find(staged.stream);
    row.submittedAt = before != m_orders.end() ? before->second.submittedAt : staged.events.front().occurredAt;
    row.updatedAt = staged.events.back().occurredAt;
    row.changedAt = static_cast<std::int64_t>(m_events.size());
    put(m_orders, staged.stream, row);
    std::int64_t position = firstPosition;
    for (const auto& staging : staged.events) {
        const auto* family = std::get_if<domain::OrderEvent>(&staging.event);
        if (const auto* fill = family != nullptr ? std::get_if<domain::OrderFilled>(family) : nullptr) {
            FillRow fillRow = infrastructure::fillRowOf(state, *fill);
            fillRow.changedAt = position;
            put(m_fills, position, fillRow);
        }
        ++position;
    }
}

MemoryEventStore::Outcome<void> MemoryEventStore::writeOutbox(const CommandAppend& append)
{
    const auto find = [this](const domain::RequestId& request) {
        return std::ranges::find_if(m_outbox, [&](const auto& entry) { return entry.second.request == request; });
    };
    for (const auto& wanted : append.outboxInserts) {
        if (find(wanted.request) != m_outbox.end())
            return failure(StoreError{StoreErrorKind::Conflict, "The request is in the outbox already.", 0, {}});
        OutboxRow row = wanted;
        row.id = m_outbox.empty() ? 1 : m_outbox.rbegin()->first + 1;
        put(m_outbox, row.id, row);
    }
    for (const auto& update : append.outboxUpdates) {
        const auto found = find(update.request);
        if (found == m_outbox.end())
            return failure(StoreError{StoreErrorKind::Conflict, "The request is not in the outbox.", 0, {}});
        OutboxRow row = found->second;
        row.state = update.state;
        row.attempts += update.countAttempt ? 1 : 0;
        row.error = update.error;
        put(m_outbox, row.id, row);
    }
    return {};
}

MemoryEventStore::Outcome<void> MemoryEventStore::readForward(std::int64_t fromPosition, std::int64_t limit,
                                                              const EventVisitor& visit)
{
    for (auto at = std::max<std::int64_t>(fromPosition, 1); at <= static_cast<std::int64_t>(m_events.size()) && limit-- > 0; ++at) {
        const RecordedEvent event = m_events[static_cast<std::size_t>(at - 1)];   // a visitor may append
        visit(event);
    }
    return {};
}

MemoryEventStore::Outcome<void> MemoryEventStore::readStream(const StreamId& stream, std::int64_t fromVersion,
                                                             const EventVisitor& visit)
{
    const auto found = m_streams.find(stream);
    if (found == m_streams.end())
        return {};
    const std::vector<std::size_t> indexes = found->second;
    for (auto at = std::max<std::int64_t>(fromVersion, 1); at <= static_cast<std::int64_t>(indexes.size()); ++at) {
        const RecordedEvent event = m_events[indexes[static_cast<std::size_t>(at - 1)]];
        visit(event);
    }
    return {};
}

MemoryEventStore::Outcome<std::vector<OutboxRow>> MemoryEventStore::outbox(std::span<const OutboxState> states)
{
    std::vector<OutboxRow> rows;
    for (const auto& [id, row] : m_outbox) {
        if (std::ranges::find(states, row.state) != states.end())
            rows.push_back(row);
    }
    return rows;
}

std::int64_t MemoryEventStore::streamVersion(const StreamId& stream)
{
    const auto found = m_streams.find(stream);
    return found != m_streams.end() ? static_cast<std::int64_t>(found->second.size()) : 0;
}

MemoryEventStore::Outcome<std::int64_t> MemoryEventStore::listenerPosition(const std::string& name)
{
    const auto found = m_listeners.find(name);
    return found != m_listeners.end() ? found->second : 0;
}

MemoryEventStore::Outcome<void> MemoryEventStore::setListenerPosition(const std::string& name, std::int64_t position)
{
    if (!m_isOpen)
        return failure(notOpen());
    put(m_listeners, name, position);
    return {};
}

MemoryEventStore::Outcome<std::vector<OrderRow>> MemoryEventStore::orders(const OrderFilter& filter)
{
    auto rows = changedAfter(m_orders, filter.changedAfter);
    std::erase_if(rows, [&filter](const OrderRow& row) {
        return (filter.openOnly && !domain::isOpen(row.status)) || (filter.account && row.terms.account != *filter.account)
            || (filter.instrument && row.terms.instrument != *filter.instrument)
            || (filter.clientOrderId && row.clientOrderId != *filter.clientOrderId);
    });
    return rows;
}

MemoryEventStore::Outcome<std::vector<FillRow>> MemoryEventStore::fills(const FillFilter& filter)
{
    auto rows = changedAfter(m_fills, filter.changedAfter);
    std::erase_if(rows, [&filter](const FillRow& row) {
        return (filter.account && row.account != *filter.account)
            || (filter.clientOrderId && row.clientOrderId != *filter.clientOrderId);
    });
    return rows;
}

MemoryEventStore::Outcome<std::vector<PositionRow>> MemoryEventStore::positions(std::int64_t after)
{
    return changedAfter(m_positions, after);
}

MemoryEventStore::Outcome<std::vector<AccountRow>> MemoryEventStore::accounts(std::int64_t after)
{
    return changedAfter(m_accounts, after);
}

}  // namespace tradecore::test
