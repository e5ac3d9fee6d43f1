// SnapshotStore: the newest known state of a long stream, so that loading it folds what came after and not everything. A snapshot is
// never needed and never believed: its hash covers the chain hash of the event that it stands at, the shape of the state (every key that
// it is written with) and its text; one that differs in any of them, or stands beyond its stream, counts as none. It is not upcast:
// another shape or schema version is another snapshot. Thread of the connection.
//
// Positions and accounts have them: their rows hold the whole state, and their streams grow without end.
#pragma once

#include "application/port/stream_snapshots.h"
#include "infrastructure/persistence/codec/row_codec.h"
#include "infrastructure/persistence/journal_reader.h"

#include <memory>
#include <optional>
#include <string>

namespace tradecore::infrastructure {

class SnapshotStore {
public:
    // Rises when the fold of a state gives another state for the same events.
    static constexpr std::int64_t schemaVersion = 1;
    static constexpr std::int64_t eventsPerSnapshot = 500;

    [[nodiscard]] static Result<std::unique_ptr<SnapshotStore>, application::StoreError> prepare(SqliteConnection& connection,
                                                                                               JournalReader& reader);
    [[nodiscard]] static bool isKept(const std::string& category) { return category == "position" || category == "account"; }

    // Nothing where there is none or it is not good.
    [[nodiscard]] Result<std::optional<application::StreamSnapshot>, application::StoreError> load(std::int64_t streamNumber,
                                                                                                  std::int64_t streamVersion);
    // Inside a transaction: folds from the snapshot that is there, and replaces it.
    [[nodiscard]] Result<void, application::StoreError> save(std::int64_t streamNumber, const std::string& category,
                                                             std::int64_t streamVersion);
    // Snapshots that were there and were not good, since prepare().
    [[nodiscard]] std::uint64_t refused() const { return m_refused; }

private:
    SnapshotStore(SqliteConnection& connection, JournalReader& reader) : m_connection(connection), m_reader(reader) {}
    // The chain hash of the event; empty where there is none.
    [[nodiscard]] std::string eventHash(std::int64_t streamNumber, std::int64_t version);
    [[nodiscard]] Sha256Digest hashOf(std::int64_t streamNumber, std::int64_t version, std::string_view category, std::string_view state);

    SqliteConnection& m_connection;
    JournalReader& m_reader;
    RowReader m_rows;
    SqliteStatement m_find;
    SqliteStatement m_eventHash;
    SqliteStatement m_replace;
    std::uint64_t m_refused = 0;
};

}  // namespace tradecore::infrastructure
