#include "application/bus/unit_of_work.h"

#include <utility>

namespace tradecore::application {

const VersionedState* UnitOfWork::load(const StreamId& stream)
{
    const auto loaded = m_states.load(stream);
    if (!loaded) {
        m_storeError = loaded.error();
        return nullptr;
    }
    return *loaded;
}

void UnitOfWork::record(const StreamId& stream, const DomainEvent& event, Timestamp occurredAt)
{
    const VersionedState* before = load(stream);
    if (before == nullptr)
        return;
    VersionedState after{foldAny(before->state, event), before->version + 1};
    const auto [found, isNew] = m_streams.try_emplace(stream);
    if (isNew) {
        m_order.push_back(stream);
        found->second.expectedVersion = before->version;
    }
    found->second.events.push_back(StagedEvent{event, occurredAt});
    m_states.stage(stream, std::move(after));
}

std::vector<DomainEvent> UnitOfWork::history(const StreamId& stream)
{
    std::vector<DomainEvent> events;
    const auto read = m_states.readEvents(stream, [&events](const RecordedEvent& event) { events.push_back(event.event); });
    if (!read) {
        m_storeError = read.error();
        return {};
    }
    if (const auto own = m_streams.find(stream); own != m_streams.end()) {
        for (const auto& staged : own->second.events)
            events.push_back(staged.event);
    }
    return events;
}

std::int64_t UnitOfWork::version(const StreamId& stream)
{
    const VersionedState* loaded = load(stream);
    return loaded != nullptr ? loaded->version : 0;
}

Result<StoredCommand, StoreError> UnitOfWork::appendTo(EventStore& store)
{
    std::vector<StagedStream> streams;
    streams.reserve(m_order.size());
    for (const auto& id : m_order) {
        const auto after = m_states.load(id);
        if (!after)
            return failure(after.error());
        auto& staged = m_streams.at(id);
        streams.push_back(StagedStream{id, staged.expectedVersion, std::move(staged.events), &(*after)->state});
    }
    return store.append(CommandAppend{m_command, m_now, streams, m_outboxInserts, m_outboxUpdates, m_result});
}

}  // namespace tradecore::application
