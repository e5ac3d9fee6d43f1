#include "infrastructure/persistence/journal.h"

#include "infrastructure/persistence/chain_walk.h"
#include "infrastructure/persistence/inline_rebuild.h"
#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/journal_statements.h"

#include <algorithm>
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
constexpr std::int64_t mostEventsWithoutAnchor = 10 * Journal::eventsPerAnchor;
// Idle upkeep settles so many commands at once; above the most, a commit settles all of them, so that memory has a bound.
constexpr std::size_t settledTogether = 1024;
constexpr std::size_t mostRecentCommands = 20'000;

}  // namespace

Journal::Journal(WriterLock lock, const JournalOptions& options)
    : m_lock(std::move(lock)), m_anchorPlace{anchorsPathOf(options.path), options.anchorKey, options.vfs},
      m_reserve(options.path + ".reserve", options.vfs.empty() ? options.reserveBytes : 0)
{
}

Journal::~Journal()
{
    if (m_connection == nullptr)
        return;
    rollback();
    cancelRebuild();
    if (m_statements != nullptr && !m_isBroken)
        anchorWhereDue(1);
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
    if (error.kind == StoreErrorKind::Full)
        m_reserve.giveBack();
    if (m_isOpen && !m_connection->isInTransaction())
        m_lost = error;
    return error;
}

void Journal::restore()
{
    m_counters = m_groupStart;
    for (; !m_replacedHeads.empty(); m_replacedHeads.pop_back()) {
        auto& [stream, before] = m_replacedHeads.back();
        if (before)
            m_heads[stream] = *before;
        else
            m_heads.erase(stream);
    }
    for (; !m_replacedRequests.empty(); m_replacedRequests.pop_back()) {
        auto& [request, idBefore] = m_replacedRequests.back();
        if (idBefore != 0)
            m_openRequests[request] = idBefore;
        else
            m_openRequests.erase(request);
    }
    for (const auto type : m_addedTypes)
        m_types.erase(type);
    for (const auto& command : m_addedCommands)
        m_recentCommands.erase(command);
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
    m_replacedRequests.clear();
    m_addedTypes.clear();
    m_addedCommands.clear();
    m_absentCommand.reset();
    m_groupStart = m_counters;
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
    anchorWhereDue(mostEventsWithoutAnchor);   // an anchor has an fsync of its own: idle upkeep writes it, unless there is none
    if (m_recentCommands.size() > mostRecentCommands)
        settleCommands(m_recentCommands.size());
    if (m_walFrames > largestWalFrames)
        moveLog();
    return {};
}

void Journal::rollback()
{
    if (!m_isOpen)
        return;
    if (m_connection->isInTransaction() && m_statements->rollback.run() != SQLITE_DONE)
        m_isBroken = true;
    restore();
    m_isOpen = false;
    m_lost.reset();
}

void Journal::anchorWhereDue(std::int64_t since)
{
    if (m_committed.position - m_anchored < since)
        return;
    // No event was ever removed from this format's journals, so the count is the position.
    if (appendAnchor(m_anchorPlace, {m_committed.position, m_committed.hash, m_committed.position}))
        m_anchored = m_committed.position;
    else
        ++m_anchorFailures;
}

void Journal::maintain()
{
    if (m_isOpen || m_isBroken)
        return;
    if (m_recentCommands.size() >= settledTogether)
        settleCommands(settledTogether);
    anchorWhereDue(eventsPerAnchor);
    m_reserve.keep();
    takeSnapshot();
    if (m_walFrames >= idleWalFrames)
        moveLog();
}

void Journal::moveLog()
{
    int left = 0;
    int moved = 0;
    const int outcome = sqlite3_wal_checkpoint_v2(m_connection->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &left, &moved);
    // A reader may hold frames back: the next call moves them.
    if (outcome != SQLITE_OK && outcome != SQLITE_BUSY && outcome != SQLITE_LOCKED)
        [[maybe_unused]] const StoreError noted = failed("The checkpoint failed");
    m_walFrames = 0;
}

void Journal::settleCommands(std::size_t most)
{
    std::vector<std::pair<Uuid, std::int64_t>> settled;
    settled.reserve(m_recentCommands.size());
    for (const auto& [id, command] : m_recentCommands)
        settled.emplace_back(id, command.sequence);
    std::ranges::sort(settled);   // neighbours share a page
    settled.resize(std::min(most, settled.size()));
    if (!begin())
        return;
    for (const auto& [id, sequence] : settled) {
        m_statements->settleCommand.bindInteger(1, sequence);
        m_statements->forgetRecent.bindInteger(1, sequence);
        if (m_statements->settleCommand.run() != SQLITE_DONE || m_statements->forgetRecent.run() != SQLITE_DONE) {
            [[maybe_unused]] const StoreError noted = failed("The commands cannot be settled");
            rollback();
            return;
        }
    }
    if (m_statements->commit.run() != SQLITE_DONE) {
        [[maybe_unused]] const StoreError noted = failed("The commit failed");
        rollback();
        return;
    }
    m_isOpen = false;
    for (const auto& [id, sequence] : settled)
        m_recentCommands.erase(id);
}

Result<std::optional<StoredCommand>, StoreError> Journal::findCommand(const Uuid& commandId)
{
    if (const auto recent = m_recentCommands.find(commandId); recent != m_recentCommands.end())
        return std::optional(recent->second.stored);
    auto found = m_reader->findSettledCommand(commandId);
    if (m_isOpen && found && !found->has_value())
        m_absentCommand = commandId;
    return found;
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

Result<std::optional<application::StreamSnapshot>, StoreError> Journal::snapshot(const application::StreamId& stream)
{
    const auto head = m_heads.find(stream);
    if (head == m_heads.end() || !SnapshotStore::isKept(stream.category))
        return std::optional<application::StreamSnapshot>();
    return m_snapshots->load(head->second.number, head->second.version);
}

void Journal::noteSnapshotDue(const application::StreamId& stream, std::int64_t before, std::int64_t after)
{
    if (before / SnapshotStore::eventsPerSnapshot != after / SnapshotStore::eventsPerSnapshot && SnapshotStore::isKept(stream.category))
        m_snapshotsDue.push_back(stream);
}

// One for each turn. What cannot be written now is due again after so many events more: nothing depends on it.
void Journal::takeSnapshot()
{
    if (m_snapshotsDue.empty())
        return;
    const application::StreamId stream = std::move(m_snapshotsDue.back());
    m_snapshotsDue.pop_back();
    const auto head = m_heads.find(stream);
    if (head == m_heads.end() || !begin())
        return;
    const auto saved = m_snapshots->save(head->second.number, stream.category, head->second.version);
    if (!saved)
        rollback();
    else if (!commit())
        return;
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

Result<application::ChainProof, StoreError> Journal::proveForward(const application::StoreHead& from, std::int64_t limit)
{
    application::ChainProof proof{from, 0, {}};
    ChainWalk walk(*m_connection);
    const auto fault = walk.walk(
        from.position + 1, from.hash, [&proof](const WalkedEvent& event) { proof.verified = {event.position, event.hash}; }, limit);
    if (!fault)
        return failure(fault.error());
    if (fault->has_value()) {
        proof.firstBadPosition = (*fault)->position;
        proof.reason = (*fault)->reason;
    }
    return proof;
}

Result<std::vector<application::RebuiltRows>, StoreError> Journal::rebuildRows()
{
    const auto rebuilt = rebuildProjections();
    if (!rebuilt)
        return failure(rebuilt.error());
    std::vector<application::RebuiltRows> out;
    for (const auto& projection : *rebuilt)
        out.push_back({projection.name, projection.events, projection.rows});
    return out;
}

}  // namespace tradecore::infrastructure
