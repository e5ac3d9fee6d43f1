#include "infrastructure/persistence/lagging_views.h"

#include "infrastructure/persistence/codec/chain_hash.h"
#include "infrastructure/persistence/journal_file.h"

#include <algorithm>
#include <sqlite3.h>
#include <unistd.h>

namespace tradecore::infrastructure {

using application::RecordedEvent;
using application::StoreError;
using application::StoreErrorKind;

namespace {

constexpr std::int64_t viewsApplicationId = 0x54437677;   // "TCvw"
constexpr std::int64_t viewsFormatVersion = 1;

constexpr const char* schema =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE views(name TEXT NOT NULL, generation INTEGER NOT NULL, version INTEGER NOT NULL, state INTEGER NOT NULL, "
    "position INTEGER NOT NULL, hash BLOB NOT NULL, starts INTEGER NOT NULL, error TEXT NOT NULL, PRIMARY KEY(name, generation)) "
    "STRICT, WITHOUT ROWID;"
    "CREATE TABLE dead_letters(view TEXT NOT NULL, position INTEGER NOT NULL, sequence TEXT NOT NULL, attempts INTEGER NOT NULL, "
    "error TEXT NOT NULL, state INTEGER NOT NULL, PRIMARY KEY(view, position)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX dead_letters_by_sequence ON dead_letters(view, sequence);"
    "PRAGMA application_id=1413707383; PRAGMA user_version=1; COMMIT;";
static_assert(viewsApplicationId == 1413707383 && viewsFormatVersion == 1);

std::string tableOf(const std::string& view, int generation)
{
    return "rm_" + view + "_v" + std::to_string(generation);
}

void removeFile(const std::string& path)
{
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        ::unlink((path + suffix).c_str());
}

Result<std::unique_ptr<SqliteConnection>, StoreError> openFile(const std::string& path)
{
    if (auto made = createJournalFile(path); !made)
        return failure(made.error());
    auto connection = SqliteConnection::open(path, SqliteAccess::ReadWrite);
    if (!connection)
        return connection;
    auto set = (*connection)->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA trusted_schema=OFF;"
                                      "PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;");
    const auto tables = (*connection)->queryInteger("SELECT count(*) FROM sqlite_schema");
    if (!set || !tables)
        return failure(!set ? set.error() : tables.error());
    if (*tables == 0)
        set = (*connection)->execute(schema);
    const auto application = (*connection)->queryInteger("PRAGMA application_id");
    const auto format = (*connection)->queryInteger("PRAGMA user_version");
    const auto verdict = (*connection)->queryText("PRAGMA quick_check(1)");
    if (!set || !application || !format || !verdict || *application != viewsApplicationId || *format != viewsFormatVersion || *verdict != "ok")
        return failure(StoreError{StoreErrorKind::Corrupt, path + " cannot be used; it is made anew.", 0, {}});
    (*connection)->setCheckpointOnClose(true);
    return connection;
}

}  // namespace

Result<std::unique_ptr<LaggingViews>, StoreError> LaggingViews::open(const std::string& path, application::EventStore& store,
                                                                     std::vector<LaggingView*> views)
{
    std::unique_ptr<LaggingViews> out(new LaggingViews(store, std::move(views)));
    if (auto started = out->start(path); !started)
        return failure(started.error());
    return out;
}

Result<void, StoreError> LaggingViews::start(const std::string& path)
{
    auto connection = openFile(path);
    if (!connection && connection.error().kind == StoreErrorKind::Corrupt) {
        removeFile(path);   // nothing in it that the journal does not give again
        connection = openFile(path);
    }
    if (!connection)
        return failure(connection.error());
    m_connection = *std::move(connection);
    for (auto* view : m_views) {
        if (auto started = startView(*view); !started)
            return started;
    }
    return {};
}

Result<void, StoreError> LaggingViews::startView(LaggingView& view)
{
    const auto known = generations(view.name());
    if (!known)
        return failure(known.error());
    const auto onChain = isOnChain(view.name());
    if (!onChain)
        return failure(onChain.error());
    return inTransaction([&]() -> Outcome<void> {
        if (!*onChain) {
            for (const auto& generation : *known) {
                if (auto removed = removeGeneration(generation); !removed)
                    return removed;
            }
            if (auto forgotten = run("DELETE FROM dead_letters WHERE view=?1", {view.name()}, {}); !forgotten)
                return forgotten;
            return addGeneration(view, 1);
        }
        const auto version = m_connection->queryInteger("SELECT version FROM views WHERE name='" + view.name() + "' ORDER BY generation DESC LIMIT 1");
        if (!version)
            return failure(version.error());
        if (known->empty() || *version != view.version())
            return addGeneration(view, known->empty() ? 1 : known->back().progress.generation + 1);
        return {};
    });
}

// A view that is ahead of the journal, or stands on another chain, was made from another journal.
Result<bool, StoreError> LaggingViews::isOnChain(const std::string& view)
{
    auto statement = m_connection->prepare("SELECT position, hash FROM views WHERE name=?1");
    if (!statement)
        return failure(statement.error());
    statement->bindText(1, view);
    bool agrees = true;
    while (statement->step() == SQLITE_ROW && agrees) {
        const std::int64_t position = statement->integer(0);
        const std::string hash(statement->blob(1));
        if (position == 0)
            continue;
        agrees = false;
        const auto read = m_store.readForward(position, 1, [&](const RecordedEvent& event) { agrees = hash == bytesOf(event.hash); });
        if (!read)
            return failure(read.error());
    }
    return agrees;
}

Result<std::vector<LaggingViews::Generation>, StoreError> LaggingViews::generations(const std::string& view)
{
    const auto found = std::ranges::find_if(m_views, [&view](const auto* one) { return one->name() == view; });
    if (found == m_views.end())
        return failure(StoreError{StoreErrorKind::Conflict, "There is no view \"" + view + "\".", 0, {}});
    auto statement = m_connection->prepare("SELECT generation, state, position, starts, error FROM views WHERE name=?1 ORDER BY generation");
    if (!statement)
        return failure(statement.error());
    statement->bindText(1, view);
    std::vector<Generation> out;
    int outcome = SQLITE_DONE;
    while ((outcome = statement->step()) == SQLITE_ROW) {
        const int number = static_cast<int>(statement->integer(0));
        out.push_back({*found,
                       {view, number, static_cast<ViewState>(statement->integer(1)), statement->integer(2), std::string(statement->text(4))},
                       static_cast<int>(statement->integer(3)), tableOf(view, number)});
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection->lastError("The views cannot be read"));
    return out;
}

Result<void, StoreError> LaggingViews::addGeneration(LaggingView& view, int number)
{
    const std::string table = tableOf(view.name(), number);
    if (auto made = m_connection->execute("DROP TABLE IF EXISTS " + table + ';' + view.createSql(table)); !made)
        return made;
    return run("INSERT INTO views(name, generation, version, state, position, hash, starts, error) VALUES(?1,?2,?3,0,0,zeroblob(32),0,'')",
               {view.name()}, {number, view.version()});
}

Result<void, StoreError> LaggingViews::removeGeneration(const Generation& generation)
{
    if (auto dropped = m_connection->execute("DROP TABLE IF EXISTS " + generation.table); !dropped)
        return dropped;
    return run("DELETE FROM views WHERE name=?1 AND generation=?2", {generation.progress.name}, {generation.progress.generation});
}

Result<void, StoreError> LaggingViews::rebuild(const std::string& view)
{
    const auto known = generations(view);
    if (!known)
        return failure(known.error());
    return inTransaction([&]() -> Outcome<void> {
        for (const auto& generation : *known) {
            if (generation.progress.state == ViewState::Active)
                continue;
            if (auto removed = removeGeneration(generation); !removed)
                return removed;
        }
        const auto found = std::ranges::find_if(m_views, [&view](const auto* one) { return one->name() == view; });
        return addGeneration(**found, known->empty() ? 1 : known->back().progress.generation + 1);
    });
}

Result<void, StoreError> LaggingViews::cancelRebuild(const std::string& view)
{
    const auto known = generations(view);
    if (!known)
        return failure(known.error());
    if (std::ranges::none_of(*known, [](const auto& one) { return one.progress.state == ViewState::Active; }))
        return failure(StoreError{StoreErrorKind::Conflict, "The view \"" + view + "\" is made for the first time: it has no earlier one.", 0, {}});
    return inTransaction([&]() -> Outcome<void> {
        for (const auto& generation : *known) {
            if (generation.progress.state == ViewState::Active)
                continue;
            if (auto removed = removeGeneration(generation); !removed)
                return removed;
        }
        return {};
    });
}

Result<bool, StoreError> LaggingViews::step()
{
    bool isBehind = false;
    for (auto* view : m_views) {
        auto known = generations(view->name());
        if (!known)
            return failure(known.error());
        for (auto& generation : *known) {
            if (generation.progress.state == ViewState::Faulted)
                continue;
            if (auto done = runPage(generation); !done)
                return failure(done.error());
            isBehind = isBehind || (generation.progress.state != ViewState::Faulted && generation.progress.position < m_store.head().position);
        }
    }
    return isBehind;
}

Result<void, StoreError> LaggingViews::runPage(Generation& generation)
{
    ViewProgress& progress = generation.progress;
    if (progress.position < m_store.head().position) {
        // Committed before the first event is touched: an event that ends the program is counted.
        if (auto counted = run("UPDATE views SET starts=starts+1 WHERE name=?1 AND generation=?2", {progress.name}, {progress.generation}); !counted)
            return counted;
    }
    const auto parked = letters(progress.name, {});
    if (!parked)
        return failure(parked.error());
    generation.hasLetters = !parked->empty();
    const std::int64_t page = generation.starts >= startsBeforeSingleEvents ? 1 : pageEvents;
    return inTransaction([&]() -> Outcome<void> {
        std::optional<StoreError> error;
        std::optional<Sha256Digest> hash;
        bool going = true;
        const auto read = m_store.readForward(progress.position + 1, page, [&](const RecordedEvent& event) {
            if (!going)
                return;
            const auto applied = applyOne(generation, event);
            if (!applied)
                error = applied.error();
            going = applied && *applied;
            if (going) {
                progress.position = event.position;
                hash = event.hash;
            }
        });
        if (!read || error)
            return failure(error ? *error : read.error());
        if (hash) {
            if (auto stored = store(generation, *hash); !stored)
                return stored;
        }
        if (progress.state == ViewState::Faulted)
            return run("UPDATE views SET state=2, starts=0, error=?2 WHERE name=?1 AND generation=?3", {progress.name, progress.error},
                       {progress.generation});
        const bool isDone = progress.state == ViewState::Building && progress.position >= m_store.head().position;
        return isDone ? flip(generation) : Outcome<void>();
    });
}

Result<void, StoreError> LaggingViews::store(const Generation& generation, const Sha256Digest& hash)
{
    auto statement = m_connection->prepare("UPDATE views SET position=?3, hash=?4, starts=0 WHERE name=?1 AND generation=?2");
    if (!statement)
        return failure(statement.error());
    statement->bindText(1, generation.progress.name);
    statement->bindInteger(2, generation.progress.generation);
    statement->bindInteger(3, generation.progress.position);
    statement->bindBlob(4, bytesOf(hash));
    if (statement->run() != SQLITE_DONE)
        return failure(m_connection->lastError("A view's checkpoint cannot be written"));
    return {};
}

Result<void, StoreError> LaggingViews::flip(Generation& built)
{
    const auto known = generations(built.progress.name);
    if (!known)
        return failure(known.error());
    for (const auto& generation : *known) {
        if (generation.progress.generation == built.progress.generation)
            continue;
        if (auto removed = removeGeneration(generation); !removed)
            return removed;
    }
    // What the old one could not apply, the new one has applied, unless it was dismissed.
    if (auto settled = run("DELETE FROM dead_letters WHERE view=?1 AND state<>2", {built.progress.name}, {}); !settled)
        return settled;
    built.progress.state = ViewState::Active;
    return run("UPDATE views SET state=1 WHERE name=?1 AND generation=?2", {built.progress.name}, {built.progress.generation});
}

}  // namespace tradecore::infrastructure
