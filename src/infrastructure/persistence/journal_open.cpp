// Opening a Journal: everything that can refuse a file comes before the first change to it.
#include "infrastructure/persistence/journal.h"
#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/journal_checks.h"
#include "infrastructure/persistence/journal_schema.h"
#include "infrastructure/persistence/journal_statements.h"

#include <algorithm>
#include <sqlite3.h>

namespace tradecore::infrastructure {

using application::StoreError;
using application::StoreErrorKind;

namespace {

using Check = Result<void, StoreError>;

// Errors of a file that is not ours to judge as "database disk image is malformed" keep their kind and say what was done.
Check checkExisting(SqliteConnection& connection)
{
    for (const auto check : {&checkJournalSchema, &checkPages}) {
        if (auto done = check(connection); !done)
            return done;
    }
    return {};
}

// What a killed program wrote and did not sync is in the system's memory alone, and from here on it is believed and acted on:
// so it goes to disk first. A checkpoint syncs the log, and writes its pages anew where a sync has failed before.
Check syncWhatWasFound(SqliteConnection& connection)
{
    const int outcome = sqlite3_wal_checkpoint_v2(connection.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (outcome == SQLITE_OK || outcome == SQLITE_BUSY || outcome == SQLITE_LOCKED)
        return {};
    return failure(connection.lastError("What the last run wrote cannot be made durable"));
}

StoreError unknownType(SqliteConnection& connection, std::int64_t number, const std::string& name)
{
    const auto first = connection.queryInteger("SELECT min(position) FROM events WHERE type=" + std::to_string(number));
    return {StoreErrorKind::UnknownEvent,
            connection.path() + " holds events of the type \"" + name + "\", which this program does not know.",
            first.value_or(0), {}};
}

}  // namespace

// SQLite takes back what an interrupted making wrote; only then is the header worth a look.
Result<void, StoreError> Journal::takeBackInterrupted(const JournalOptions& options)
{
    if (!wasMakingInterrupted(options.path, options.vfs))
        return {};
    auto connection = SqliteConnection::open(options.path, SqliteAccess::ReadWrite, options.vfs);
    if (!connection)
        return failure(connection.error());
    const auto read = (*connection)->queryInteger("SELECT count(*) FROM sqlite_schema");
    return read ? Result<void, StoreError>() : failure(read.error());
}

Result<void, StoreError> Journal::prepareNew(const JournalOptions& options)
{
    const AnchorFile anchors = readAnchors({anchorsPathOf(options.path), {}, options.vfs});
    if (!anchors.anchors.empty())
        return failure(StoreError{StoreErrorKind::Corrupt,
                                  options.path + " is missing or empty, but its anchors say that it had "
                                      + std::to_string(anchors.anchors.back().position) + " events. Restore a backup.", 0, {}});
    return options.vfs.empty() ? createJournalFile(options.path) : Result<void, StoreError>();
}

Result<std::unique_ptr<Journal>, StoreError> Journal::open(const JournalOptions& options)
{
    auto lock = options.vfs.empty() ? WriterLock::take(options.path) : WriterLock::none();
    if (!lock)
        return failure(lock.error());
    if (auto takenBack = takeBackInterrupted(options); !takenBack)
        return failure(takenBack.error());
    const auto state = inspectJournalFile(options.path, options.vfs);
    if (!state)
        return failure(state.error());
    const bool isNew = *state == JournalFileState::Absent;
    if (isNew) {
        if (auto prepared = prepareNew(options); !prepared)
            return failure(prepared.error());
    }
    std::unique_ptr<Journal> journal(new Journal(*std::move(lock), options));
    auto started = journal->start(options, isNew);
    if (!started) {
        journal->m_isBroken = true;   // its destructor then changes nothing
        return failure(started.error());
    }
    return journal;
}

Result<void, StoreError> Journal::start(const JournalOptions& options, bool isNew)
{
    auto connection = SqliteConnection::open(options.path, SqliteAccess::ReadWrite, options.vfs);
    if (!connection)
        return failure(connection.error());
    m_connection = *std::move(connection);
    if (auto done = isNew ? createJournalSchema(*m_connection) : checkExisting(*m_connection); !done)
        return done;
    if (auto done = migrateJournal(*m_connection); !done)
        return done;
    if (auto done = applyWriterPragmas(*m_connection); !done)
        return done;
    if (auto done = prepareStatements(); !done)
        return done;
    if (auto done = loadHeads(); !done)
        return done;
    m_forgedAnchors = readAnchors(m_anchorPlace).forged;
    const auto anchored = checkNewestAnchor(*m_connection, m_committed, m_anchorPlace);
    if (!anchored)
        return failure(anchored.error());
    if (auto done = checkCounts(*m_connection, m_committed); !done)
        return done;
    if (auto done = checkTail(*m_connection, m_committed, *anchored); !done)
        return done;
    if (auto done = syncWhatWasFound(*m_connection); !done)
        return done;
    sqlite3_wal_hook(
        m_connection->handle(),
        [](void* journal, sqlite3*, const char*, int frames) {
            static_cast<Journal*>(journal)->m_walFrames = frames;
            return SQLITE_OK;
        },
        this);
    if (options.projections == JournalProjections::Trading) {
        if (auto done = startProjections(); !done)
            return done;
    }
    m_connection->setCheckpointOnClose(true);
    m_reserve.keep();
    if (options.vfs.empty())
        reserveWalSpace(options.path, options.walReserveBytes);
    return {};
}

Result<void, StoreError> Journal::prepareStatements()
{
    m_statements = std::make_unique<Statements>();
    Statements& s = *m_statements;
    const std::string movedRow = "SELECT id, command_id, position, kind, account, client_order_id, request, payload, ?2, attempts+?3, "
                                 "created_at, ?4 FROM ";
    const std::pair<SqliteStatement*, std::string> wanted[] = {
        {&s.begin, "BEGIN IMMEDIATE"},
        {&s.commit, "COMMIT"},
        {&s.rollback, "ROLLBACK"},
        {&s.dataVersion, "PRAGMA data_version"},
        {&s.insertCommand, "INSERT INTO commands_recent(sequence, command_id, first_position, last_position, result, ts) VALUES(?1,?2,?3,?4,?5,?6)"},
        {&s.settleCommand,
         "INSERT INTO commands SELECT command_id, first_position, last_position, result, ts FROM commands_recent WHERE sequence=?1"},
        {&s.forgetRecent, "DELETE FROM commands_recent WHERE sequence=?1"},
        {&s.insertStream, "INSERT INTO streams(id, version, stream_id, category) VALUES(?1,?2,?3,?4)"},
        {&s.moveStream, "UPDATE streams SET version=?2 WHERE id=?1 AND version=?3"},
        {&s.insertType, "INSERT INTO event_types(id, name) VALUES(?1,?2)"},
        {&s.insertEvent,
         "INSERT INTO events(position, stream, version, type, schema_version, occurred_at, recorded_at, event_id, command_id, "
         "correlation_id, causation_id, actor, payload, metadata, hash) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)"},
        {&s.insertOutbox,
         "INSERT INTO outbox(id, command_id, position, kind, account, client_order_id, request, payload, state, attempts, "
         "created_at, error) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)"},
        {&s.updateOutbox, "UPDATE outbox SET state=?2, attempts=attempts+?3, error=?4 WHERE id=?1"},
        {&s.closeOutbox, "INSERT INTO outbox_done " + movedRow + "outbox WHERE id=?1"},
        {&s.deleteOutbox, "DELETE FROM outbox WHERE id=?1"},
        {&s.findDone, "SELECT id FROM outbox_done WHERE request=?1"},
        {&s.updateDone, "UPDATE outbox_done SET state=?2, attempts=attempts+?3, error=?4 WHERE id=?1"},
        {&s.reopenDone, "INSERT INTO outbox " + movedRow + "outbox_done WHERE id=?1"},
        {&s.deleteDone, "DELETE FROM outbox_done WHERE id=?1"},
        {&s.setListener,
         "INSERT INTO listeners(name, position) VALUES(?1,?2) ON CONFLICT(name) DO UPDATE SET position=excluded.position"},
        {&s.moveCheckpoints, "UPDATE projections SET position=?1, hash=?2 WHERE state='active'"}};
    for (const auto& [statement, sql] : wanted) {
        auto prepared = m_connection->prepare(sql);
        if (!prepared)
            return failure(prepared.error());
        *statement = *std::move(prepared);
    }
    auto reader = JournalReader::prepare(*m_connection);
    if (!reader)
        return failure(reader.error());
    m_reader = *std::move(reader);
    auto snapshots = SnapshotStore::prepare(*m_connection, *m_reader);
    if (!snapshots)
        return failure(snapshots.error());
    m_snapshots = *std::move(snapshots);
    auto projections = ProjectionReader::prepare(*m_connection);
    if (!projections)
        return failure(projections.error());
    m_projectionReader = *std::move(projections);
    return {};
}

Result<void, StoreError> Journal::loadHeads()
{
    const auto head = m_reader->head();
    if (!head)
        return failure(head.error());
    m_committed = *head;
    m_anchored = head->position;
    m_counters.position = head->position;
    m_counters.hash = head->hash;
    auto streams = m_connection->prepare("SELECT id, version, stream_id, category FROM streams");
    if (!streams)
        return failure(streams.error());
    const auto most = m_connection->queryInteger("SELECT max(id) FROM streams");
    if (!most)
        return failure(most.error());
    m_heads.reserve(static_cast<std::size_t>(std::max<std::int64_t>(*most, 0)));
    std::int64_t versions = 0;
    int outcome = SQLITE_DONE;
    while ((outcome = streams->step()) == SQLITE_ROW) {
        const auto id = uuidOf(streams->blob(2));
        if (!id)
            return failure(StoreError{StoreErrorKind::Corrupt, m_connection->path() + ": the name of a stream is damaged.", 0, {}});
        const std::int64_t number = streams->integer(0);
        if (!m_heads.emplace(application::StreamId{std::string(streams->text(3)), *id}, StreamHead{number, streams->integer(1)}).second)
            return failure(StoreError{StoreErrorKind::Corrupt, m_connection->path() + ": a stream stands there twice.", 0, {}});
        m_counters.streamNumber = std::max(m_counters.streamNumber, number);
        versions += streams->integer(1);
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection->lastError("The streams cannot be read"));
    // Each event moved one head by one.
    if (versions != head->position)
        return failure(StoreError{StoreErrorKind::Corrupt,
                                  m_connection->path() + ": the streams have " + std::to_string(versions) + " events, the log has "
                                      + std::to_string(head->position) + '.', 0, {}});
    auto types = m_connection->prepare("SELECT id, name FROM event_types");
    if (!types)
        return failure(types.error());
    const auto known = m_codec.types();
    while ((outcome = types->step()) == SQLITE_ROW) {
        const auto found = std::ranges::find(known, types->text(1), &StoredType::name);
        if (found == known.end())
            return failure(unknownType(*m_connection, types->integer(0), std::string(types->text(1))));
        m_types.emplace(found->name, types->integer(0));
        m_counters.typeNumber = std::max(m_counters.typeNumber, types->integer(0));
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection->lastError("The event types cannot be read"));
    if (auto done = loadRequests(); !done)
        return done;
    return loadRecentCommands();
}

Result<void, StoreError> Journal::loadRequests()
{
    const auto outboxId = m_connection->queryInteger("SELECT max((SELECT coalesce(max(id), 0) FROM outbox), "
                                                     "(SELECT coalesce(max(id), 0) FROM outbox_done))");
    if (!outboxId)
        return failure(outboxId.error());
    m_counters.outboxId = *outboxId;
    auto open = m_connection->prepare("SELECT id, request FROM outbox");
    if (!open)
        return failure(open.error());
    int outcome = SQLITE_DONE;
    while ((outcome = open->step()) == SQLITE_ROW) {
        if (!m_openRequests.emplace(std::string(open->text(1)), open->integer(0)).second)
            return failure(StoreError{StoreErrorKind::Corrupt,
                                      m_connection->path() + ": a request stands in the outbox twice.", 0, {}});
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection->lastError("The outbox cannot be read"));
    return {};
}

Result<void, StoreError> Journal::loadRecentCommands()
{
    auto recent = m_connection->prepare("SELECT sequence, command_id, first_position, last_position, result FROM commands_recent");
    if (!recent)
        return failure(recent.error());
    int outcome = SQLITE_DONE;
    while ((outcome = recent->step()) == SQLITE_ROW) {
        const auto id = uuidOf(recent->blob(1));
        RecentCommand command{recent->integer(0), {recent->integer(2), recent->integer(3), std::string(recent->text(4))}};
        m_counters.commandSequence = command.sequence;
        if (!id || !m_recentCommands.emplace(*id, std::move(command)).second)
            return failure(StoreError{StoreErrorKind::Corrupt, m_connection->path() + ": a command stands there twice.", 0, {}});
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection->lastError("The commands cannot be read"));
    return {};
}

Result<void, StoreError> Journal::startProjections()
{
    auto writer = ProjectionWriter::prepare(*m_connection, "main");
    if (!writer)
        return failure(writer.error());
    m_projectionWriter = *std::move(writer);
    const auto agree = checkpointsAgree(*m_connection, m_committed);
    if (!agree)
        return failure(agree.error());
    if (*agree)
        return {};
    const auto rebuilt = rebuildProjections();
    if (!rebuilt)
        return failure(rebuilt.error());
    m_rebuiltAtOpen = m_committed.position > 0;
    return {};
}

Result<std::vector<RebuiltProjection>, StoreError> Journal::rebuildProjections()
{
    if (m_projectionWriter == nullptr)
        return std::vector<RebuiltProjection>();
    if (auto begun = begin(); !begun)
        return failure(begun.error());
    auto rebuilt = rebuildInlineProjections(*m_connection, *m_reader, *m_projectionWriter);
    if (!rebuilt) {
        rollback();
        return rebuilt;
    }
    if (auto committed = commit(); !committed)
        return failure(committed.error());
    return rebuilt;
}

}  // namespace tradecore::infrastructure
