// VenueStore: a small EventStore in memory for tests of the practice venue: streams, expected versions, command ids, and a
// failure on request. No outbox and no hash chain; the real stores have a contract suite of their own.
#pragma once

#include "application/port/event_store.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace tradecore::test {

class VenueStore : public application::EventStore {
public:
    template <typename T>
    using Outcome = Result<T, application::StoreError>;

    // The next commits fail with this kind until it is reset.
    std::optional<application::StoreErrorKind> failCommits;
    int commits = 0;

    [[nodiscard]] const std::vector<application::RecordedEvent>& events() const { return m_events; }

    [[nodiscard]] Outcome<void> begin() override;
    [[nodiscard]] Outcome<std::optional<application::StoredCommand>> findCommand(const Uuid& commandId) override;
    [[nodiscard]] Outcome<application::StoredCommand> append(const application::CommandAppend& append) override;
    [[nodiscard]] Outcome<void> commit() override;
    void rollback() override;
    [[nodiscard]] Outcome<void> readForward(std::int64_t fromPosition, std::int64_t limit,
                                            const application::EventVisitor& visit) override;
    [[nodiscard]] Outcome<void> readStream(const application::StreamId& stream, std::int64_t fromVersion,
                                           const application::EventVisitor& visit) override;
    [[nodiscard]] Outcome<std::vector<application::OutboxRow>>
    outbox(std::span<const application::OutboxState> states) override;
    [[nodiscard]] std::int64_t streamVersion(const application::StreamId& stream) override;
    [[nodiscard]] application::StoreHead head() const override;
    [[nodiscard]] Outcome<std::int64_t> listenerPosition(const std::string& name) override;
    [[nodiscard]] Outcome<void> setListenerPosition(const std::string& name, std::int64_t position) override;
    void maintain() override {}

private:
    std::vector<application::RecordedEvent> m_events;
    std::size_t m_committed = 0;
    bool m_open = false;
};

}  // namespace tradecore::test
