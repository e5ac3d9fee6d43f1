#include "tests/support/venue/venue_store.h"

#include <algorithm>

namespace tradecore::test {

using application::StoreError;
using application::StoreErrorKind;

VenueStore::Outcome<void> VenueStore::begin()
{
    if (m_open)
        return failure(StoreError{StoreErrorKind::Broken, "a transaction is open", 0, {}});
    m_open = true;
    return {};
}

VenueStore::Outcome<std::optional<application::StoredCommand>> VenueStore::findCommand(const Uuid&)
{
    return std::optional<application::StoredCommand>();
}

VenueStore::Outcome<application::StoredCommand> VenueStore::append(const application::CommandAppend& append)
{
    const auto isKnown = [&append](const auto& event) { return event.command.commandId == append.command.commandId; };
    if (!m_open || std::ranges::any_of(m_events, isKnown))
        return failure(StoreError{StoreErrorKind::DuplicateCommand, "this command id is known", 0, {}});
    const auto first = static_cast<std::int64_t>(m_events.size()) + 1;
    for (const auto& staged : append.streams) {
        std::int64_t version = streamVersion(staged.stream);
        if (version != staged.expectedVersion)
            return failure(StoreError{StoreErrorKind::Conflict, "the stream has another version", 0, {}});
        for (const auto& event : staged.events) {
            application::RecordedEvent recorded;
            recorded.position = static_cast<std::int64_t>(m_events.size()) + 1;
            recorded.stream = staged.stream;
            recorded.version = ++version;
            recorded.occurredAt = event.occurredAt;
            recorded.recordedAt = append.recordedAt;
            recorded.command = append.command;
            recorded.event = event.event;
            m_events.push_back(std::move(recorded));
        }
    }
    return application::StoredCommand{first, static_cast<std::int64_t>(m_events.size()), append.result};
}

VenueStore::Outcome<void> VenueStore::commit()
{
    m_open = false;
    if (failCommits) {
        m_events.resize(m_committed);
        return failure(StoreError{*failCommits, "commit failed on request", 0, {}});
    }
    m_committed = m_events.size();
    ++commits;
    return {};
}

void VenueStore::rollback()
{
    m_open = false;
    m_events.resize(m_committed);
}

VenueStore::Outcome<void> VenueStore::readForward(std::int64_t fromPosition, std::int64_t limit,
                                                  const application::EventVisitor& visit)
{
    for (const auto& event : m_events) {
        if (event.position >= fromPosition && limit-- > 0)
            visit(event);
    }
    return {};
}

VenueStore::Outcome<void> VenueStore::readStream(const application::StreamId& stream, std::int64_t fromVersion,
                                                 const application::EventVisitor& visit)
{
    for (const auto& event : m_events) {
        if (event.stream == stream && event.version >= fromVersion)
            visit(event);
    }
    return {};
}

VenueStore::Outcome<std::vector<application::OutboxRow>>
VenueStore::outbox(std::span<const application::OutboxState>)
{
    return std::vector<application::OutboxRow>();
}

std::int64_t VenueStore::streamVersion(const application::StreamId& stream)
{
    return std::ranges::count_if(m_events, [&stream](const auto& event) { return event.stream == stream; });
}

application::StoreHead VenueStore::head() const
{
    return {static_cast<std::int64_t>(m_events.size()), {}};
}

VenueStore::Outcome<std::int64_t> VenueStore::listenerPosition(const std::string&)
{
    return 0;
}

VenueStore::Outcome<void> VenueStore::setListenerPosition(const std::string&, std::int64_t)
{
    return {};
}

}  // namespace tradecore::test
