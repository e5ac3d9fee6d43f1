#include "infrastructure/persistence/journal.h"

#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/journal_statements.h"

#include <sqlite3.h>
#include <utility>

namespace tradecore::infrastructure {

using application::StoredCommand;
using application::StoreError;
using application::StoreErrorKind;

namespace {

// Above this many frames (80 MB) the log is moved into the file on the commit path after all, so that it has a bound.
constexpr int largestWalFrames = 20'000;
// Idle upkeep moves the log once it has this many frames (2 MB).
constexpr int idleWalFrames = 500;

}  // namespace

Journal::Journal(WriterLock lock) : m_lock(std::move(lock)) {}

Journal::~Journal()
{
    if (m_connection == nullptr)
        return;
    rollback();
    if (m_statements != nullptr && !m_isBroken)
        anchorWhereDue(true);
    if (!m_isBroken)
        sqlite3_wal_hook(m_connection->handle(), nullptr, nullptr);
}

StoreError Journal::failed(std::string_view what)
{
    StoreError error = m_connection->lastError(what);
    // These are met while writing: a lock that is not ours, a page that does not read or a file that went away mean that the
    // memory of this object can no longer be trusted.
    if (error.kind == StoreErrorKind::Broken || error.kind == StoreErrorKind::Corrupt || error.kind == StoreErrorKind::ReadOnly)
        m_isBroken = true;
    if (m_isOpen && !m_connection->isInTransaction())
        m_lost = error;
    return error;
}

Journal::Undo Journal::mark() const
{
    return {m_counters, m_replacedHeads.size(), m_addedTypes.size()};
}

void Journal::restore(const Undo& undo)
{
    m_counters = undo.counters;
    while (m_replacedHeads.size() > undo.heads) {
        auto& [stream, before] = m_replacedHeads.back();
        if (before)
            m_heads[stream] = *before;
        else
            m_heads.erase(stream);
        m_replacedHeads.pop_back();
    }
    while (m_addedTypes.size() > undo.types) {
        m_types.erase(m_addedTypes.back());
        m_addedTypes.pop_back();
    }
}

Result<void, StoreError> Journal::checkNobodyElseWrote()
{
    const StatementScope scope(m_statements->dataVersion);
    if (m_statements->dataVersion.step() != SQLITE_ROW)
        return failure(failed("The journal cannot be read"));
    const std::int64_t version = m_statements->dataVersion.integer(0);
    if (m_dataVersion != 0 && version != m_dataVersion) {
        m_isBroken = true;
        return failure(StoreError{StoreErrorKind::Broken, m_connection->path() + " was changed by another program.", 0, {}});
    }
    m_dataVersion = version;
    return {};
}

Result<void, StoreError> Journal::begin()
{
    if (m_isBroken)
        return failure(StoreError{StoreErrorKind::Broken, m_connection->path() + " failed before; it is not written until restart.", 0, {}});
    if (m_isOpen)
        return failure(StoreError{StoreErrorKind::Locked, "A transaction is open.", 0, {}});
    if (m_statements->begin.run() != SQLITE_DONE)
        return failure(failed("The journal cannot be written"));
    m_isOpen = true;
    m_lost.reset();
    m_replacedHeads.clear();
    m_addedTypes.clear();
    m_groupStart = mark();
    auto alone = checkNobodyElseWrote();
    if (!alone)
        rollback();
    return alone;
}

Result<void, StoreError> Journal::commit()
{
    if (!m_isOpen)
        return failure(StoreError{StoreErrorKind::Broken, "No transaction is open.", 0, {}});
    if (m_lost) {
        const StoreError error = *m_lost;
        rollback();
        return failure(error);
    }
    if (m_counters.position != m_committed.position && m_projectionWriter != nullptr) {
        auto& checkpoints = m_statements->moveCheckpoints;
        checkpoints.bindInteger(1, m_counters.position);
        checkpoints.bindBlob(2, bytesOf(m_counters.hash));
        if (checkpoints.run() != SQLITE_DONE) {
            const StoreError error = failed("The projections' checkpoint cannot be written");
            rollback();
            return failure(error);
        }
    }
    if (m_statements->commit.run() != SQLITE_DONE) {
        const StoreError error = failed("The commit failed");
        rollback();
        return failure(error);
    }
    m_isOpen = false;
    m_committed = {m_counters.position, m_counters.hash};
    anchorWhereDue(false);
    if (m_walFrames > largestWalFrames)
        maintain();
    return {};
}

void Journal::rollback()
{
    if (!m_isOpen)
        return;
    if (m_connection->isInTransaction() && m_statements->rollback.run() != SQLITE_DONE)
        m_isBroken = true;
    restore(m_groupStart);
    m_isOpen = false;
    m_lost.reset();
}

void Journal::anchorWhereDue(bool closing)
{
    const std::int64_t since = m_committed.position - m_anchored;
    if (since < (closing ? 1 : eventsPerAnchor))
        return;
    // No event was ever removed from this format's journals, so the count is the position.
    if (appendAnchor(anchorsPathOf(m_connection->path()), {m_committed.position, m_committed.hash, m_committed.position}))
        m_anchored = m_committed.position;
    else
        ++m_anchorFailures;
}

void Journal::maintain()
{
    if (m_isOpen || m_isBroken || m_walFrames < idleWalFrames)
        return;
    int left = 0;
    int moved = 0;
    const int outcome = sqlite3_wal_checkpoint_v2(m_connection->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &left, &moved);
    // A reader may hold frames back: the next call moves them.
    if (outcome != SQLITE_OK && outcome != SQLITE_BUSY && outcome != SQLITE_LOCKED)
        [[maybe_unused]] const StoreError noted = failed("The checkpoint failed");
    m_walFrames = 0;
}

Result<std::optional<StoredCommand>, StoreError> Journal::findCommand(const Uuid& commandId)
{
    return m_reader->findCommand(commandId);
}

Result<void, StoreError> Journal::readForward(std::int64_t fromPosition, std::int64_t limit, const application::EventVisitor& visit)
{
    return m_reader->readForward(fromPosition, limit, visit);
}

Result<void, StoreError> Journal::readStream(const application::StreamId& stream, std::int64_t fromVersion,
                                             const application::EventVisitor& visit)
{
    const auto head = m_heads.find(stream);
    if (head == m_heads.end())
        return {};
    return m_reader->readStream(head->second.number, fromVersion, visit);
}

Result<std::vector<application::OutboxRow>, StoreError> Journal::outbox(std::span<const application::OutboxState> states)
{
    return m_reader->outbox(states);
}

std::int64_t Journal::streamVersion(const application::StreamId& stream)
{
    const auto head = m_heads.find(stream);
    return head != m_heads.end() ? head->second.version : 0;
}

application::StoreHead Journal::head() const
{
    return m_committed;
}

Result<std::int64_t, StoreError> Journal::listenerPosition(const std::string& name)
{
    return m_reader->listenerPosition(name);
}

Result<void, StoreError> Journal::setListenerPosition(const std::string& name, std::int64_t position)
{
    if (!m_isOpen || m_lost)
        return failure(m_lost.value_or(StoreError{StoreErrorKind::Broken, "No transaction is open.", 0, {}}));
    m_statements->setListener.bindText(1, name);
    m_statements->setListener.bindInteger(2, position);
    if (m_statements->setListener.run() != SQLITE_DONE)
        return failure(failed("A listener's position cannot be written"));
    return {};
}

Result<std::vector<application::OrderRow>, StoreError> Journal::orders(const application::OrderFilter& filter)
{
    return m_projectionReader->orders(filter);
}

Result<std::vector<application::FillRow>, StoreError> Journal::fills(const application::FillFilter& filter)
{
    return m_projectionReader->fills(filter);
}

Result<std::vector<application::PositionRow>, StoreError> Journal::positions(std::int64_t changedAfter)
{
    return m_projectionReader->positions(changedAfter);
}

Result<std::vector<application::AccountRow>, StoreError> Journal::accounts(std::int64_t changedAfter)
{
    return m_projectionReader->accounts(changedAfter);
}

}  // namespace tradecore::infrastructure
