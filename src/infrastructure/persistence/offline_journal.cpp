#include "infrastructure/persistence/offline_journal.h"

namespace tradecore::infrastructure {

using application::StoreError;
using application::StoreErrorKind;

Result<std::unique_ptr<OfflineJournal>, StoreError> openOffline(const std::string& path)
{
    std::unique_ptr<OfflineJournal> journal(new OfflineJournal);
    auto file = ReadOnlyFile::open(path);
    if (!file)
        return failure(file.error());
    journal->m_file = *std::move(file);
    SqliteConnection& connection = journal->m_file->connection();
    auto reader = JournalReader::prepare(connection);
    if (!reader)
        return failure(reader.error());
    journal->m_reader = *std::move(reader);
    auto projections = ProjectionReader::prepare(connection);
    if (!projections)
        return failure(projections.error());
    journal->m_projectionReader = *std::move(projections);
    const auto head = journal->m_reader->head();
    if (!head)
        return failure(head.error());
    journal->m_head = *head;
    const auto agree = checkpointsAgree(connection, *head);
    if (!agree)
        return failure(agree.error());
    if (!*agree)
        journal->m_staleViews = StoreError{StoreErrorKind::Corrupt,
                                           path + ": the views do not agree with the events; start the workstation to rebuild them.",
                                           0, {}};
    return journal;
}

OfflineJournal::~OfflineJournal() = default;

StoreError OfflineJournal::refusal() const
{
    return {StoreErrorKind::ReadOnly, m_file->path() + " is open for reading only.", 0, {}};
}

Result<void, StoreError> OfflineJournal::begin()
{
    return failure(refusal());
}

Result<application::StoredCommand, StoreError> OfflineJournal::append(const application::CommandAppend&)
{
    return failure(refusal());
}

Result<void, StoreError> OfflineJournal::commit()
{
    return failure(refusal());
}

Result<void, StoreError> OfflineJournal::setListenerPosition(const std::string&, std::int64_t)
{
    return failure(refusal());
}

Result<std::optional<application::StoredCommand>, StoreError> OfflineJournal::findCommand(const Uuid& commandId)
{
    return m_reader->findCommand(commandId);
}

Result<void, StoreError> OfflineJournal::readForward(std::int64_t fromPosition, std::int64_t limit,
                                                     const application::EventVisitor& visit)
{
    return m_reader->readForward(fromPosition, limit, visit);
}

Result<void, StoreError> OfflineJournal::readStream(const application::StreamId& stream, std::int64_t fromVersion,
                                                    const application::EventVisitor& visit)
{
    const auto head = m_reader->findStream(stream);
    if (!head)
        return failure(head.error());
    if (!*head)
        return {};
    return m_reader->readStream((*head)->number, fromVersion, visit);
}

Result<std::vector<application::OutboxRow>, StoreError> OfflineJournal::outbox(std::span<const application::OutboxState> states)
{
    return m_reader->outbox(states);
}

std::int64_t OfflineJournal::streamVersion(const application::StreamId& stream)
{
    const auto head = m_reader->findStream(stream);
    return head && *head ? (*head)->version : 0;
}

Result<std::int64_t, StoreError> OfflineJournal::listenerPosition(const std::string& name)
{
    return m_reader->listenerPosition(name);
}

Result<std::vector<application::OrderRow>, StoreError> OfflineJournal::orders(const application::OrderFilter& filter)
{
    if (m_staleViews)
        return failure(*m_staleViews);
    return m_projectionReader->orders(filter);
}

Result<std::vector<application::FillRow>, StoreError> OfflineJournal::fills(const application::FillFilter& filter)
{
    if (m_staleViews)
        return failure(*m_staleViews);
    return m_projectionReader->fills(filter);
}

Result<std::vector<application::PositionRow>, StoreError> OfflineJournal::positions(std::int64_t changedAfter)
{
    if (m_staleViews)
        return failure(*m_staleViews);
    return m_projectionReader->positions(changedAfter);
}

Result<std::vector<application::AccountRow>, StoreError> OfflineJournal::accounts(std::int64_t changedAfter)
{
    if (m_staleViews)
        return failure(*m_staleViews);
    return m_projectionReader->accounts(changedAfter);
}

}  // namespace tradecore::infrastructure
