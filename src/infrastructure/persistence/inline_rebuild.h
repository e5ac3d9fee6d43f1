// InlineRebuild: the inline projections made anew in pages, in tables of a private schema of the writer's own connection, while the
// rows in use go on being kept. flip() gives the others their place: only rows that differ are written. Destroying it drops what
// was made. Thread of the journal; outside a transaction, except flip(), which is called inside one.
#pragma once

#include "application/bus/aggregate_states.h"
#include "application/port/journal_proof.h"
#include "infrastructure/persistence/inline_projections.h"

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace tradecore::infrastructure {

class InlineRebuild {
public:
    using NumberOf = std::function<std::int64_t(const application::StreamId&)>;

    // Connection and reader outlive it.
    [[nodiscard]] static Result<std::unique_ptr<InlineRebuild>, application::StoreError> begin(SqliteConnection& connection,
                                                                                              JournalReader& reader, NumberOf numberOf);
    ~InlineRebuild();
    InlineRebuild(const InlineRebuild&) = delete;
    InlineRebuild& operator=(const InlineRebuild&) = delete;

    // At most limit events more. Stops at the first that is unknown.
    [[nodiscard]] Result<void, application::StoreError> page(std::int64_t limit);
    // The newest event in it.
    [[nodiscard]] std::int64_t position() const { return m_position; }
    [[nodiscard]] Result<std::vector<application::RebuiltRows>, application::StoreError> flip(const application::StoreHead& head);

private:
    struct Folded {
        application::AggregateState state;
        std::int64_t number = 0;
        Timestamp firstAt;
        Timestamp lastAt;
        std::int64_t position = 0;
    };

    InlineRebuild(SqliteConnection& connection, JournalReader& reader, NumberOf numberOf);
    [[nodiscard]] Result<void, application::StoreError> start();
    [[nodiscard]] Result<void, application::StoreError> fold(const application::RecordedEvent& event);
    [[nodiscard]] Result<void, application::StoreError> readAndWrite(std::int64_t limit);

    SqliteConnection& m_connection;
    JournalReader& m_reader;
    NumberOf m_numberOf;
    std::unique_ptr<ProjectionWriter> m_writer;
    std::unordered_map<application::StreamId, Folded> m_streams;
    std::vector<const Folded*> m_touched;   // by the page; each once
    std::int64_t m_pageBegan = 0;
    std::int64_t m_position = 0;
};

}  // namespace tradecore::infrastructure
