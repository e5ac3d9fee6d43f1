// Journal: the event store on one SQLite file; serves journal.db and practice.db. Implements application::EventStore,
// application::ReadModels, application::JournalProof and application::StreamSnapshots.
//
// Threads: open(), every call and the destructor on one thread. One writer a file: "<path>.lock" is held while it is open.
// Durability: commit() returns after the write-ahead log is synced (synchronous=FULL, always).
// Errors: an open that fails leaves the file as it was. Full recovers in place. After Broken (I/O, fsync, another writer)
// every begin() fails until the journal is opened anew.
//
// A clean close (destructor) writes an anchor and checkpoints; a crash loses nothing that commit() acknowledged.
#pragma once

#include "application/port/journal_proof.h"
#include "application/port/read_models.h"
#include "infrastructure/persistence/codec/chain_hash.h"
#include "infrastructure/persistence/codec/event_codec.h"
#include "infrastructure/persistence/inline_projections.h"
#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/journal_file.h"
#include "infrastructure/persistence/journal_reader.h"
#include "infrastructure/persistence/projection_reader.h"
#include "infrastructure/persistence/reserve_file.h"
#include "infrastructure/persistence/snapshot_store.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace tradecore::infrastructure {

struct JournalOptions {
    std::string path;                                            // absolute; the folder must exist
    JournalProjections projections = JournalProjections::Trading;
    std::int64_t walReserveBytes = std::int64_t{16} << 20;       // the write-ahead log is made this long at open
    std::string vfs = {};                                        // SQLite's name of another file system; empty: the system's
    std::optional<AnchorKey> anchorKey = {};                     // signs the anchors
    std::int64_t reserveBytes = 0;                               // kept in "<path>.reserve" for a full disk; 0: none
};

class InlineRebuild;

class Journal final : public application::EventStore, public application::ReadModels, public application::JournalProof,
                      public application::RowsRebuild, public application::StreamSnapshots {
public:
    static constexpr std::int64_t eventsPerAnchor = 1000;

    // Makes the file where there is none. Checks header, format, schema, page structure, the newest anchor, the last hashes
    // and the stream heads; rebuilds projections that are missing or do not agree with the log.
    [[nodiscard]] static Result<std::unique_ptr<Journal>, application::StoreError> open(const JournalOptions& options);
    ~Journal() override;
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    [[nodiscard]] Result<void, application::StoreError> begin() override;
    [[nodiscard]] Result<std::optional<application::StoredCommand>, application::StoreError> findCommand(
        const Uuid& commandId) override;
    [[nodiscard]] Result<application::StoredCommand, application::StoreError> append(
        const application::CommandAppend& append) override;
    [[nodiscard]] Result<void, application::StoreError> commit() override;
    void rollback() override;

    [[nodiscard]] Result<void, application::StoreError> readForward(std::int64_t fromPosition, std::int64_t limit,
                                                                    const application::EventVisitor& visit) override;
    [[nodiscard]] Result<void, application::StoreError> readStream(const application::StreamId& stream, std::int64_t fromVersion,
                                                                   const application::EventVisitor& visit) override;
    [[nodiscard]] Result<std::optional<application::StreamSnapshot>, application::StoreError> snapshot(
        const application::StreamId& stream) override;
    [[nodiscard]] Result<std::vector<application::OutboxRow>, application::StoreError> outbox(
        std::span<const application::OutboxState> states) override;
    [[nodiscard]] std::int64_t streamVersion(const application::StreamId& stream) override;
    [[nodiscard]] application::StoreHead head() const override;   // of what is committed
    [[nodiscard]] Result<std::int64_t, application::StoreError> listenerPosition(const std::string& name) override;
    [[nodiscard]] Result<void, application::StoreError> setListenerPosition(const std::string& name,
                                                                            std::int64_t position) override;
    void maintain() override;

    [[nodiscard]] Result<std::vector<application::OrderRow>, application::StoreError> orders(
        const application::OrderFilter& filter) override;
    [[nodiscard]] Result<std::vector<application::FillRow>, application::StoreError> fills(
        const application::FillFilter& filter) override;
    [[nodiscard]] Result<std::vector<application::PositionRow>, application::StoreError> positions(
        std::int64_t changedAfter) override;
    [[nodiscard]] Result<std::vector<application::AccountRow>, application::StoreError> accounts(
        std::int64_t changedAfter) override;

    [[nodiscard]] Result<application::ChainProof, application::StoreError> proveForward(const application::StoreHead& from,
                                                                                      std::int64_t limit) override;
    [[nodiscard]] Result<std::vector<application::RebuiltRows>, application::StoreError> rebuildRows() override;

    [[nodiscard]] Result<void, application::StoreError> beginRebuild() override;
    [[nodiscard]] Result<application::RebuildStep, application::StoreError> stepRebuild(std::int64_t limit) override;
    void cancelRebuild() override;

    // Outside a transaction: all inline projections from the log, in one transaction. Nothing where the journal keeps none.
    [[nodiscard]] Result<std::vector<RebuiltProjection>, application::StoreError> rebuildProjections();
    // Whether open() had to rebuild.
    [[nodiscard]] bool wasRebuiltAtOpen() const { return m_rebuiltAtOpen; }
    // Anchors that could not be written; the journal itself is not harmed by it.
    [[nodiscard]] std::uint64_t anchorFailures() const { return m_anchorFailures; }
    // Lines of the anchor file that this key did not sign, at open.
    [[nodiscard]] std::int64_t forgedAnchors() const { return m_forgedAnchors; }
    // Snapshots that were not good and were passed over, since open.
    [[nodiscard]] std::uint64_t refusedSnapshots() const { return m_snapshots->refused(); }
    // The disk was full and the reserve was given back: cancels and fills still have room, new orders must wait until there is
    // space again and maintain() has made a new reserve.
    [[nodiscard]] bool isSpaceShort() const { return m_reserve.isWanted() && !m_reserve.isHeld(); }
    // Of the newest anchor; the head at open until one is written.
    [[nodiscard]] std::int64_t anchoredPosition() const { return m_anchored; }

private:
    struct Statements;
    // What a rollback restores.
    struct Counters {
        std::int64_t position = 0;          // of the newest event
        Sha256Digest hash{};
        std::int64_t streamNumber = 0;      // the newest given
        std::int64_t typeNumber = 0;
        std::int64_t outboxId = 0;
        std::int64_t commandSequence = 0;
    };
    struct RecentCommand {
        std::int64_t sequence = 0;
        application::StoredCommand stored;
    };
    struct ReplacedRequest {
        std::string request;
        std::int64_t idBefore = 0;          // 0: was not open
    };
    struct ReplacedHead {
        application::StreamId stream;
        std::optional<StreamHead> before;
    };

    Journal(WriterLock lock, const JournalOptions& options);
    [[nodiscard]] static Result<void, application::StoreError> takeBackInterrupted(const JournalOptions& options);
    [[nodiscard]] static Result<void, application::StoreError> prepareNew(const JournalOptions& options);
    [[nodiscard]] Result<void, application::StoreError> start(const JournalOptions& options, bool isNew);
    [[nodiscard]] Result<void, application::StoreError> prepareStatements();
    [[nodiscard]] Result<void, application::StoreError> loadHeads();
    [[nodiscard]] Result<void, application::StoreError> loadRequests();
    [[nodiscard]] Result<void, application::StoreError> loadRecentCommands();
    [[nodiscard]] Result<void, application::StoreError> startProjections();

    void restore();
    [[nodiscard]] Result<void, application::StoreError> checkNobodyElseWrote();
    // What can refuse a command comes before its first write.
    [[nodiscard]] Result<void, application::StoreError> judge(const application::CommandAppend& append);
    [[nodiscard]] Result<void, application::StoreError> judgeVersions(const application::CommandAppend& append);
    [[nodiscard]] Result<void, application::StoreError> judgeRequests(const application::CommandAppend& append);
    [[nodiscard]] Result<std::int64_t, application::StoreError> doneRequest(const std::string& request);
    [[nodiscard]] Result<application::StoredCommand, application::StoreError> write(const application::CommandAppend& append);
    [[nodiscard]] Result<void, application::StoreError> writeCommand(const application::CommandAppend& append,
                                                                     const application::StoredCommand& stored);
    [[nodiscard]] Result<void, application::StoreError> writeStream(const application::CommandAppend& append,
                                                                    const application::StagedStream& staged,
                                                                    std::size_t& index);
    [[nodiscard]] Result<std::int64_t, application::StoreError> moveHead(const application::StagedStream& staged);
    [[nodiscard]] Result<void, application::StoreError> writeEvent(const application::CommandAppend& append,
                                                                   const application::StagedEvent& staged,
                                                                   std::int64_t streamNumber, std::int64_t version,
                                                                   std::size_t index);
    [[nodiscard]] Result<std::int64_t, application::StoreError> typeNumber(std::string_view name);
    [[nodiscard]] Result<void, application::StoreError> writeProjections(const application::StagedStream& staged,
                                                                         std::int64_t streamNumber,
                                                                         std::int64_t firstPosition);
    [[nodiscard]] Result<void, application::StoreError> writeOutbox(const application::CommandAppend& append);
    [[nodiscard]] Result<void, application::StoreError> insertRequest(const application::CommandAppend& append,
                                                                      const application::OutboxRow& row);
    [[nodiscard]] Result<void, application::StoreError> updateRequest(const application::OutboxUpdate& update);
    [[nodiscard]] bool moveRequest(SqliteStatement& insert, SqliteStatement& remove, std::int64_t id,
                                   const application::OutboxUpdate& update);
    void setOpenRequest(const std::string& request, std::int64_t id);
    [[nodiscard]] application::StoreError conflictOf(const application::StagedStream& staged);
    [[nodiscard]] application::StoreError failed(std::string_view what);
    void anchorWhereDue(std::int64_t since);
    void settleCommands(std::size_t most);
    void noteSnapshotDue(const application::StreamId& stream, std::int64_t before, std::int64_t after);
    void takeSnapshot();
    void moveLog();
    [[nodiscard]] Result<std::vector<application::RebuiltRows>, application::StoreError> flipRebuild();

    WriterLock m_lock;
    AnchorPlace m_anchorPlace;
    ReserveFile m_reserve;
    std::unique_ptr<SqliteConnection> m_connection;   // before everything that holds statements
    std::unique_ptr<Statements> m_statements;
    std::unique_ptr<JournalReader> m_reader;
    std::unique_ptr<ProjectionWriter> m_projectionWriter;
    std::unique_ptr<ProjectionReader> m_projectionReader;
    std::unique_ptr<InlineRebuild> m_rebuild;         // while one is going on
    std::unique_ptr<SnapshotStore> m_snapshots;
    std::vector<application::StreamId> m_snapshotsDue;
    EventCodec m_codec;
    ChainHasher m_hasher;
    std::string m_payload;
    std::string m_streamText;

    std::unordered_map<application::StreamId, StreamHead> m_heads;
    std::unordered_map<std::string_view, std::int64_t> m_types;   // keys are the codec's
    Counters m_counters;
    std::unordered_map<std::string, std::int64_t> m_openRequests;  // outbox ids
    std::unordered_map<Uuid, RecentCommand> m_recentCommands;
    std::optional<Uuid> m_absentCommand;              // findCommand() did not find it in this transaction
    Counters m_groupStart;
    std::vector<ReplacedHead> m_replacedHeads;
    std::vector<ReplacedRequest> m_replacedRequests;
    std::vector<Uuid> m_addedCommands;
    std::vector<std::string_view> m_addedTypes;
    application::StoreHead m_committed;

    bool m_isOpen = false;                            // a transaction
    bool m_isBroken = false;
    bool m_rebuiltAtOpen = false;
    std::optional<application::StoreError> m_lost;    // SQLite rolled the whole transaction back
    std::int64_t m_dataVersion = 0;
    std::int64_t m_anchored = 0;
    std::uint64_t m_anchorFailures = 0;
    std::int64_t m_forgedAnchors = 0;
    int m_walFrames = 0;
};

}  // namespace tradecore::infrastructure
