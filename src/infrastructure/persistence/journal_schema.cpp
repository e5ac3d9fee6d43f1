#include "infrastructure/persistence/journal_schema.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tradecore::infrastructure {

using application::StoreError;
using application::StoreErrorKind;

namespace {

// Positions are bound by the writer and never reused; event ids derive from the command, so they need no index.
constexpr auto objects = std::to_array<SchemaObject>({
    {"meta", "CREATE TABLE meta(k TEXT PRIMARY KEY, v ANY) STRICT, WITHOUT ROWID"},
    {"keys", "CREATE TABLE keys(id INTEGER PRIMARY KEY, subject TEXT NOT NULL, wrapped BLOB, shredded INTEGER) STRICT"},
    {"event_types", "CREATE TABLE event_types(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT"},
    // Names are unique by the writer's map of all heads, which open() fills and holds against doubles: an index on random
    // bytes would dirty a page of its own with every new stream.
    {"streams",
     "CREATE TABLE streams(id INTEGER PRIMARY KEY, stream_id BLOB NOT NULL CHECK(length(stream_id)=16), category TEXT NOT NULL, "
     "version INTEGER NOT NULL DEFAULT 0, first_version INTEGER NOT NULL DEFAULT 1, state INTEGER NOT NULL DEFAULT 0, "
     "key_id INTEGER REFERENCES keys(id)) STRICT"},
    {"events",
     "CREATE TABLE events(position INTEGER PRIMARY KEY, stream INTEGER NOT NULL REFERENCES streams(id), version INTEGER NOT NULL, "
     "type INTEGER NOT NULL REFERENCES event_types(id), schema_version INTEGER NOT NULL, occurred_at INTEGER NOT NULL, "
     "recorded_at INTEGER NOT NULL, event_id BLOB NOT NULL, command_id BLOB NOT NULL, correlation_id BLOB NOT NULL, "
     "causation_id BLOB NOT NULL, actor TEXT NOT NULL, payload TEXT NOT NULL, pii BLOB, metadata TEXT NOT NULL, "
     "hash BLOB NOT NULL CHECK(length(hash)=32), UNIQUE(stream, version)) STRICT"},
    {"events_no_update",
     "CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"},
    {"events_no_delete",
     "CREATE TRIGGER events_no_delete BEFORE DELETE ON events WHEN (SELECT v FROM meta WHERE k='archiving') IS NOT 1 "
     "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"},
    {"streams_no_rename",
     "CREATE TRIGGER streams_no_rename BEFORE UPDATE OF id, stream_id, category ON streams "
     "BEGIN SELECT RAISE(ABORT, 'streams keep their names'); END"},
    {"streams_no_delete",
     "CREATE TRIGGER streams_no_delete BEFORE DELETE ON streams BEGIN SELECT RAISE(ABORT, 'streams are append-only'); END"},
    {"event_types_no_update",
     "CREATE TRIGGER event_types_no_update BEFORE UPDATE ON event_types "
     "BEGIN SELECT RAISE(ABORT, 'event types keep their names'); END"},
    {"event_types_no_delete",
     "CREATE TRIGGER event_types_no_delete BEFORE DELETE ON event_types "
     "BEGIN SELECT RAISE(ABORT, 'event types are append-only'); END"},
    {"commands",
     "CREATE TABLE commands(command_id BLOB PRIMARY KEY, first_position INTEGER, last_position INTEGER, result TEXT NOT NULL, "
     "ts INTEGER NOT NULL) STRICT, WITHOUT ROWID"},
    // The newest commands in the order of their commit, held in memory by id; maintain() moves them into commands in sorted
    // batches, so that a commit does not dirty one random page for every command.
    {"commands_recent",
     "CREATE TABLE commands_recent(sequence INTEGER PRIMARY KEY, command_id BLOB NOT NULL, first_position INTEGER, "
     "last_position INTEGER, result TEXT NOT NULL, ts INTEGER NOT NULL) STRICT"},
    {"inbox",
     "CREATE TABLE inbox(source TEXT NOT NULL, message_id TEXT NOT NULL, position INTEGER, PRIMARY KEY(source, message_id)) "
     "STRICT, WITHOUT ROWID"},
    // Requests that are open (ready, sending, unknown); the writer holds their names in memory. Done and dead ones move on.
    {"outbox",
     "CREATE TABLE outbox(id INTEGER PRIMARY KEY, command_id BLOB NOT NULL, position INTEGER NOT NULL, kind INTEGER NOT NULL, "
     "account TEXT NOT NULL, client_order_id TEXT NOT NULL, request TEXT NOT NULL, payload TEXT NOT NULL, "
     "state INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, error TEXT NOT NULL) STRICT"},
    {"outbox_done",
     "CREATE TABLE outbox_done(id INTEGER PRIMARY KEY, command_id BLOB NOT NULL, position INTEGER NOT NULL, kind INTEGER NOT NULL, "
     "account TEXT NOT NULL, client_order_id TEXT NOT NULL, request TEXT NOT NULL UNIQUE, payload TEXT NOT NULL, "
     "state INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, error TEXT NOT NULL) STRICT"},
    // The newest state of long streams; can be thrown away.
    {"snapshots",
     "CREATE TABLE snapshots(stream INTEGER PRIMARY KEY, version INTEGER NOT NULL, schema_version INTEGER NOT NULL, state TEXT NOT NULL, "
     "hash BLOB NOT NULL) STRICT"},
    {"projections",
     "CREATE TABLE projections(name TEXT NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL, position INTEGER NOT NULL, "
     "hash BLOB NOT NULL, effects_from INTEGER NOT NULL, error TEXT, PRIMARY KEY(name, version)) STRICT, WITHOUT ROWID"},
    {"listeners", "CREATE TABLE listeners(name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID"},
    {"rm_orders_v1",
     "CREATE TABLE rm_orders_v1(stream INTEGER PRIMARY KEY, changed_at INTEGER NOT NULL, is_open INTEGER NOT NULL, account TEXT NOT NULL, "
     "instrument TEXT NOT NULL, client_order_id TEXT NOT NULL, submitted_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, "
     "row TEXT NOT NULL) STRICT"},
    {"rm_orders_open", "CREATE INDEX rm_orders_open ON rm_orders_v1(stream) WHERE is_open=1"},
    {"rm_fills_v1",
     "CREATE TABLE rm_fills_v1(changed_at INTEGER PRIMARY KEY, account TEXT NOT NULL, client_order_id TEXT NOT NULL, row TEXT NOT NULL) STRICT"},
    {"rm_positions_v1",
     "CREATE TABLE rm_positions_v1(stream INTEGER PRIMARY KEY, changed_at INTEGER NOT NULL, row TEXT NOT NULL) STRICT"},
    {"rm_accounts_v1",
     "CREATE TABLE rm_accounts_v1(stream INTEGER PRIMARY KEY, changed_at INTEGER NOT NULL, row TEXT NOT NULL) STRICT"},
});

// What format 1 had otherwise.
constexpr auto formatOneObjects = std::to_array<SchemaObject>({
    {"streams",
     "CREATE TABLE streams(id INTEGER PRIMARY KEY, stream_id BLOB NOT NULL CHECK(length(stream_id)=16), category TEXT NOT NULL, "
     "version INTEGER NOT NULL DEFAULT 0, first_version INTEGER NOT NULL DEFAULT 1, state INTEGER NOT NULL DEFAULT 0, "
     "key_id INTEGER REFERENCES keys(id), UNIQUE(stream_id, category)) STRICT"},
    {"outbox",
     "CREATE TABLE outbox(id INTEGER PRIMARY KEY, command_id BLOB NOT NULL, position INTEGER NOT NULL, kind INTEGER NOT NULL, "
     "account TEXT NOT NULL, client_order_id TEXT NOT NULL, request TEXT NOT NULL UNIQUE, payload TEXT NOT NULL, "
     "state INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, error TEXT NOT NULL) STRICT"},
    {"outbox_open", "CREATE INDEX outbox_open ON outbox(id) WHERE state IN (0,1,3)"},
    {"rm_orders_changed", "CREATE INDEX rm_orders_changed ON rm_orders_v1(changed_at)"},
    {"rm_orders_open", "CREATE INDEX rm_orders_open ON rm_orders_v1(changed_at) WHERE is_open=1"},
});
constexpr std::string_view sinceFormatThree = "snapshots";
constexpr auto sinceFormatTwo = std::to_array<std::string_view>({"commands_recent", "outbox_done"});

std::string_view sqlOf(std::string_view name)
{
    return std::ranges::find(objects, name, &SchemaObject::name)->sql;
}

std::vector<SchemaObject> schemaOf(std::int64_t format)
{
    std::vector<SchemaObject> out(objects.begin(), objects.end());
    if (format < 3)
        std::erase_if(out, [](const SchemaObject& object) { return object.name == sinceFormatThree; });
    if (format != 1)
        return out;
    std::erase_if(out, [](const SchemaObject& object) {
        return std::ranges::find(sinceFormatTwo, object.name) != sinceFormatTwo.end()
            || std::ranges::find(formatOneObjects, object.name, &SchemaObject::name) != formatOneObjects.end();
    });
    out.insert(out.end(), formatOneObjects.begin(), formatOneObjects.end());
    return out;
}

// A table under its own name with another definition: SQLite would write a renamed one with quotes into the schema.
std::string redefined(const std::string& table)
{
    return "CREATE TEMP TABLE moved AS SELECT * FROM main." + table + "; DROP TABLE main." + table + ';' + std::string(sqlOf(table))
        + "; INSERT INTO main." + table + " SELECT * FROM moved; DROP TABLE moved;";
}

}  // namespace

std::string projectionTablesSql(std::string_view schema)
{
    constexpr std::string_view create = "CREATE TABLE ";
    std::string sql;
    for (const auto& object : objects) {
        if (!object.name.starts_with("rm_") || !object.sql.starts_with(create))
            continue;
        sql += create;
        sql += schema;
        sql += '.';
        sql += object.sql.substr(create.size());
        sql += ';';
    }
    return sql;
}

Result<void, StoreError> createJournalSchema(SqliteConnection& connection)
{
    std::string sql = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; BEGIN EXCLUSIVE; PRAGMA application_id="
        + std::to_string(journalApplicationId) + "; PRAGMA user_version=" + std::to_string(journalFormatVersion) + ';';
    for (const auto& object : objects) {
        sql += object.sql;
        sql += ';';
    }
    sql += "COMMIT;";
    auto created = connection.execute(sql);
    if (!created && connection.isInTransaction())
        [[maybe_unused]] const auto undone = connection.execute("ROLLBACK");
    return created;
}

Result<void, StoreError> checkJournalSchema(SqliteConnection& connection)
{
    const auto application = connection.queryInteger("PRAGMA application_id");
    if (!application)
        return failure(application.error());
    if (*application != journalApplicationId)
        return failure(StoreError{StoreErrorKind::Corrupt, connection.path() + " is not a journal of this program.", 0, {}});
    const auto version = connection.queryInteger("PRAGMA user_version");
    if (!version)
        return failure(version.error());
    if (*version > journalFormatVersion)
        return failure(StoreError{StoreErrorKind::Newer,
                                  connection.path() + " was written by a newer version of this program (format "
                                      + std::to_string(*version) + "). It was not changed.", 0, {}});
    auto statement = connection.prepare("SELECT sql FROM sqlite_schema WHERE name=?1");
    if (!statement)
        return failure(statement.error());
    for (const auto& object : schemaOf(*version)) {
        const StatementScope scope(*statement);
        statement->bindText(1, object.name);
        [[maybe_unused]] const int outcome = statement->step();
        if (statement->text(0) != object.sql)
            return failure(StoreError{StoreErrorKind::Corrupt,
                                      connection.path() + ": the definition of \"" + std::string(object.name) + "\" is not the one that this program wrote.",
                                      0, {}});
    }
    return {};
}

namespace {

std::string toFormatTwoSql()
{
    std::string sql = "DROP INDEX outbox_open; DROP INDEX rm_orders_changed; DROP INDEX rm_orders_open;";
    sql += redefined("streams");
    for (const auto name : {"streams_no_rename", "streams_no_delete", "rm_orders_open", "commands_recent", "outbox_done"}) {
        sql += sqlOf(name);
        sql += ';';
    }
    sql += "INSERT INTO outbox_done SELECT * FROM outbox WHERE state IN (2,4); DELETE FROM outbox WHERE state IN (2,4);";
    return sql + redefined("outbox");
}

}  // namespace

Result<void, StoreError> migrateJournal(SqliteConnection& connection)
{
    const auto version = connection.queryInteger("PRAGMA user_version");
    if (!version)
        return failure(version.error());
    if (*version == journalFormatVersion)
        return {};
    std::string sql = "PRAGMA foreign_keys=OFF; PRAGMA synchronous=FULL; BEGIN EXCLUSIVE;";
    if (*version == 1)
        sql += toFormatTwoSql();
    sql += sqlOf(sinceFormatThree);
    sql += ";PRAGMA user_version=" + std::to_string(journalFormatVersion) + "; COMMIT;";
    auto done = connection.execute(sql);
    if (!done && connection.isInTransaction())
        [[maybe_unused]] const auto undone = connection.execute("ROLLBACK");
    return done;
}

Result<void, StoreError> standInForNewerTables(SqliteConnection& connection)
{
    const auto version = connection.queryInteger("PRAGMA user_version");
    if (!version)
        return failure(version.error());
    if (*version >= 2)
        return {};
    std::string sql;
    for (const auto name : sinceFormatTwo) {
        constexpr std::string_view create = "CREATE ";
        sql += "CREATE TEMP ";
        sql += sqlOf(name).substr(create.size());
        sql += ';';
    }
    return connection.execute(sql);
}

Result<void, StoreError> applyWriterPragmas(SqliteConnection& connection)
{
    const auto mode = connection.queryText("PRAGMA journal_mode=WAL");
    if (!mode)
        return failure(mode.error());
    if (*mode != "wal")
        return failure(StoreError{StoreErrorKind::Broken, connection.path() + ": write-ahead logging is not available here.", 0, {}});
    // Foreign keys are not enforced here: their numbers come from the writer's own maps, two searches an event would be spent on
    // them, and the verifier finds an event without its stream or type.
    return connection.execute("PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=-1;"
                              "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA secure_delete=ON;"
                              "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384; PRAGMA recursive_triggers=ON;"
                              "PRAGMA fullfsync=ON; PRAGMA checkpoint_fullfsync=ON;");
}

Result<void, StoreError> applyReaderPragmas(SqliteConnection& connection)
{
    return connection.execute("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;"
                              "PRAGMA cache_size=-65536;");
}

}  // namespace tradecore::infrastructure
