// OfflineJournal: a journal that nobody has open, for the read commands of the console. Every writing call is refused as
// ReadOnly. Views whose checkpoint does not agree with the log are an error, not old rows. One thread, as Journal.
#pragma once

#include "infrastructure/persistence/inline_projections.h"
#include "infrastructure/persistence/projection_reader.h"
#include "infrastructure/persistence/read_only_file.h"

namespace tradecore::infrastructure {

class OfflineJournal final : public application::EventStore, public application::ReadModels {
public:
    ~OfflineJournal() override;

    [[nodiscard]] Result<void, application::StoreError> begin() override;
    [[nodiscard]] Result<std::optional<application::StoredCommand>, application::StoreError> findCommand(
        const Uuid& commandId) override;
    [[nodiscard]] Result<application::StoredCommand, application::StoreError> append(
        const application::CommandAppend& append) override;
    [[nodiscard]] Result<void, application::StoreError> commit() override;
    void rollback() override {}
    [[nodiscard]] Result<void, application::StoreError> readForward(std::int64_t fromPosition, std::int64_t limit,
                                                                    const application::EventVisitor& visit) override;
    [[nodiscard]] Result<void, application::StoreError> readStream(const application::StreamId& stream, std::int64_t fromVersion,
                                                                   const application::EventVisitor& visit) override;
    [[nodiscard]] Result<std::vector<application::OutboxRow>, application::StoreError> outbox(
        std::span<const application::OutboxState> states) override;
    [[nodiscard]] std::int64_t streamVersion(const application::StreamId& stream) override;
    [[nodiscard]] application::StoreHead head() const override { return m_head; }
    [[nodiscard]] Result<std::int64_t, application::StoreError> listenerPosition(const std::string& name) override;
    [[nodiscard]] Result<void, application::StoreError> setListenerPosition(const std::string& name,
                                                                            std::int64_t position) override;
    void maintain() override {}

    [[nodiscard]] Result<std::vector<application::OrderRow>, application::StoreError> orders(
        const application::OrderFilter& filter) override;
    [[nodiscard]] Result<std::vector<application::FillRow>, application::StoreError> fills(
        const application::FillFilter& filter) override;
    [[nodiscard]] Result<std::vector<application::PositionRow>, application::StoreError> positions(
        std::int64_t changedAfter) override;
    [[nodiscard]] Result<std::vector<application::AccountRow>, application::StoreError> accounts(
        std::int64_t changedAfter) override;

private:
    friend Result<std::unique_ptr<OfflineJournal>, application::StoreError> openOffline(const std::string& path);
    OfflineJournal() = default;
    [[nodiscard]] application::StoreError refusal() const;

    std::unique_ptr<ReadOnlyFile> m_file;             // before everything that holds statements
    std::unique_ptr<JournalReader> m_reader;
    std::unique_ptr<ProjectionReader> m_projectionReader;
    std::optional<application::StoreError> m_staleViews;
    application::StoreHead m_head;
};

[[nodiscard]] Result<std::unique_ptr<OfflineJournal>, application::StoreError> openOffline(const std::string& path);

}  // namespace tradecore::infrastructure
