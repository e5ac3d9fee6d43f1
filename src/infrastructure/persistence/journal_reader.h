// JournalReader: reads events, commands, outbox rows and listener positions of one connection; shared by the writer and by
// the offline view. A visitor may call the reader again. Thread of the connection.
#pragma once

#include "infrastructure/persistence/codec/event_codec.h"
#include "infrastructure/persistence/sqlite_connection.h"

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace tradecore::infrastructure {

struct StreamHead {
    std::int64_t number = 0;    // streams.id
    std::int64_t version = 0;
};

class JournalReader {
public:
    [[nodiscard]] static Result<std::unique_ptr<JournalReader>, application::StoreError> prepare(SqliteConnection& connection);

    [[nodiscard]] Result<void, application::StoreError> readForward(std::int64_t fromPosition, std::int64_t limit,
                                                                    const application::EventVisitor& visit);
    [[nodiscard]] Result<void, application::StoreError> readStream(std::int64_t streamNumber, std::int64_t fromVersion,
                                                                   const application::EventVisitor& visit);
    [[nodiscard]] Result<std::optional<application::StoredCommand>, application::StoreError> findCommand(const Uuid& commandId);
    // Without those that maintain() has not yet moved: the writer holds them in memory.
    [[nodiscard]] Result<std::optional<application::StoredCommand>, application::StoreError> findSettledCommand(
        const Uuid& commandId);
    [[nodiscard]] Result<std::vector<application::OutboxRow>, application::StoreError> outbox(
        std::span<const application::OutboxState> states);
    [[nodiscard]] Result<std::int64_t, application::StoreError> listenerPosition(const std::string& name);
    [[nodiscard]] Result<std::optional<StreamHead>, application::StoreError> findStream(const application::StreamId& stream);
    // All streams; findStream() has no index to go by.
    [[nodiscard]] Result<std::unordered_map<application::StreamId, std::int64_t>, application::StoreError> streamNumbers();
    [[nodiscard]] Result<application::StoreHead, application::StoreError> head();

    static constexpr std::int64_t pageSize = 200;

private:
    explicit JournalReader(SqliteConnection& connection) : m_connection(connection) {}
    // Events whose strings are used again from page to page; a visitor that reads in its turn takes another.
    struct Page {
        std::vector<application::RecordedEvent> events;
        std::size_t count = 0;
    };
    // stream: where all rows are of one.
    [[nodiscard]] Result<void, application::StoreError> readPage(SqliteStatement& statement, const application::StreamId* stream,
                                                                 Page& page);
    [[nodiscard]] Result<void, application::StoreError> readEvent(const SqliteStatement& row, const application::StreamId* stream,
                                                                  application::RecordedEvent& event);
    // Empty where there is none.
    [[nodiscard]] std::string_view typeName(std::int64_t number);
    [[nodiscard]] Result<application::StreamId, application::StoreError> streamName(std::int64_t number);
    [[nodiscard]] Result<std::optional<application::StoredCommand>, application::StoreError> commandFrom(SqliteStatement& statement,
                                                                                                         const Uuid& commandId);

    SqliteConnection& m_connection;
    EventCodec m_codec;
    SqliteStatement m_forward;
    SqliteStatement m_stream;
    SqliteStatement m_settledCommand;
    SqliteStatement m_recentCommand;
    SqliteStatement m_listener;
    SqliteStatement m_findStream;
    SqliteStatement m_streamName;
    SqliteStatement m_typeName;
    std::vector<std::string> m_typeNames;   // by their number; types keep their names
    Page m_page;
    SqliteStatement m_head;
};

[[nodiscard]] std::optional<Uuid> uuidOf(std::string_view bytes);

}  // namespace tradecore::infrastructure
