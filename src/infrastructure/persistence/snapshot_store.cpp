#include "infrastructure/persistence/snapshot_store.h"

#include "application/bus/aggregate_states.h"
#include "infrastructure/persistence/codec/chain_hash.h"

#include <sqlite3.h>

namespace tradecore::infrastructure {

using application::AggregateState;
using application::StoreError;
using application::StreamSnapshot;

namespace {

// The text of a state; empty where the category has none.
std::string textOf(const AggregateState& state)
{
    std::string text;
    if (const auto* held = std::get_if<domain::PositionState>(&state))
        writeRow(*held, text);
    else if (const auto* account = std::get_if<domain::AccountState>(&state))
        writeRow(*account, text);
    return text;
}

std::optional<AggregateState> stateOf(RowReader& rows, std::string_view category, std::string_view text)
{
    if (category == "position") {
        domain::PositionState held;
        return rows.read(text, held) ? std::optional<AggregateState>(std::move(held)) : std::nullopt;
    }
    domain::AccountState account;
    return category == "account" && rows.read(text, account) ? std::optional<AggregateState>(std::move(account)) : std::nullopt;
}

}  // namespace

Result<std::unique_ptr<SnapshotStore>, StoreError> SnapshotStore::prepare(SqliteConnection& connection, JournalReader& reader)
{
    std::unique_ptr<SnapshotStore> store(new SnapshotStore(connection, reader));
    const std::pair<SqliteStatement*, std::string_view> wanted[] = {
        {&store->m_find,
         "SELECT n.version, n.schema_version, n.state, n.hash, s.category FROM snapshots n JOIN streams s ON s.id=n.stream WHERE n.stream=?1"},
        {&store->m_eventHash, "SELECT hash FROM events WHERE stream=?1 AND version=?2"},
        {&store->m_replace, "INSERT INTO snapshots(stream, version, schema_version, state, hash) VALUES(?1,?2,?3,?4,?5) "
                            "ON CONFLICT(stream) DO UPDATE SET version=?2, schema_version=?3, state=?4, hash=?5"}};
    for (const auto& [statement, sql] : wanted) {
        auto prepared = connection.prepare(sql);
        if (!prepared)
            return failure(prepared.error());
        *statement = *std::move(prepared);
    }
    return store;
}

std::string SnapshotStore::eventHash(std::int64_t streamNumber, std::int64_t version)
{
    const StatementScope scope(m_eventHash);
    m_eventHash.bindInteger(1, streamNumber);
    m_eventHash.bindInteger(2, version);
    return m_eventHash.step() == SQLITE_ROW ? std::string(m_eventHash.blob(0)) : std::string();
}

Sha256Digest SnapshotStore::hashOf(std::int64_t streamNumber, std::int64_t version, std::string_view category, std::string_view state)
{
    Sha256 sha;
    sha.updateFramed(eventHash(streamNumber, version));
    sha.updateInteger(version);
    sha.updateInteger(schemaVersion);
    // An empty state shows every key that this program writes.
    sha.updateFramed(textOf(application::emptyStateOf(std::string(category))));
    sha.updateFramed(state);
    return sha.finish();
}

Result<std::optional<StreamSnapshot>, StoreError> SnapshotStore::load(std::int64_t streamNumber, std::int64_t streamVersion)
{
    const StatementScope scope(m_find);
    m_find.bindInteger(1, streamNumber);
    const int outcome = m_find.step();
    if (outcome == SQLITE_DONE)
        return std::optional<StreamSnapshot>();
    if (outcome != SQLITE_ROW)
        return failure(m_connection.lastError("A snapshot cannot be read"));
    const std::int64_t version = m_find.integer(0);
    const std::string_view category = m_find.text(4);
    std::optional<AggregateState> state;
    if (version > 0 && version <= streamVersion && m_find.integer(1) == schemaVersion
        && m_find.blob(3) == bytesOf(hashOf(streamNumber, version, category, m_find.text(2))))
        state = stateOf(m_rows, category, m_find.text(2));
    if (state)
        return std::optional(StreamSnapshot{*std::move(state), version});
    ++m_refused;
    return std::optional<StreamSnapshot>();
}

Result<void, StoreError> SnapshotStore::save(std::int64_t streamNumber, const std::string& category, std::int64_t streamVersion)
{
    auto known = load(streamNumber, streamVersion);
    if (!known)
        return failure(known.error());
    StreamSnapshot folded{application::emptyStateOf(category), 0};
    if (known->has_value())
        folded = **std::move(known);
    const auto read = m_reader.readStream(streamNumber, folded.version + 1, [&folded](const application::RecordedEvent& event) {
        folded.state = application::foldAny(std::move(folded.state), event.event);
        folded.version = event.version;
    });
    if (!read)
        return read;
    const std::string text = textOf(folded.state);
    const Sha256Digest hash = hashOf(streamNumber, folded.version, category, text);
    m_replace.bindInteger(1, streamNumber);
    m_replace.bindInteger(2, folded.version);
    m_replace.bindInteger(3, schemaVersion);
    m_replace.bindText(4, text);
    m_replace.bindBlob(5, bytesOf(hash));
    if (m_replace.run() != SQLITE_DONE)
        return failure(m_connection.lastError("A snapshot cannot be written"));
    return {};
}

}  // namespace tradecore::infrastructure
