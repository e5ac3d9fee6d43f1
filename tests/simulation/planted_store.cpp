#include "tests/simulation/plants.h"

#include <map>
#include <utility>

namespace tradecore::simulation {

using namespace application;

namespace {

class PlantedStore : public EventStore {
public:
    PlantedStore(Plant plant, EventStore& store) : m_plant(plant), m_store(store) {}
    // A program that ends in order commits what it holds back; one that is killed does not: the wrapped store rolls back.

    Result<void, StoreError> begin() override
    {
        if (std::exchange(m_heldBack, false)) {
            if (auto done = m_store.commit(); !done)
                return done;
        }
        return m_store.begin();
    }
    Result<std::optional<StoredCommand>, StoreError> findCommand(const Uuid& commandId) override
    {
        return m_store.findCommand(commandId);
    }
    Result<StoredCommand, StoreError> append(const CommandAppend& append) override
    {
        if (m_plant != Plant::ProjectionSkipped)
            return m_store.append(append);
        const bool skips = ++m_appends % 40 == 0;
        std::vector<StagedStream> streams(append.streams.begin(), append.streams.end());
        for (auto& stream : streams) {
            const auto before = m_states.find(stream.stream);
            if (skips && before != m_states.end())
                stream.after = &before->second;
            else if (stream.after != nullptr)
                m_states.insert_or_assign(stream.stream, *stream.after);
        }
        CommandAppend changed = append;
        changed.streams = streams;
        return m_store.append(changed);
    }
    Result<void, StoreError> commit() override
    {
        const bool holdsBack = m_plant == Plant::CommitAcknowledgedEarly && ++m_commits % 3 == 0;
        if (!holdsBack)
            return m_store.commit();
        m_heldBack = true;
        return {};
    }
    void rollback() override { m_store.rollback(); }
    Result<void, StoreError> readForward(std::int64_t from, std::int64_t limit, const EventVisitor& visit) override
    {
        return m_store.readForward(from, limit, visit);
    }
    Result<void, StoreError> readStream(const StreamId& stream, std::int64_t from, const EventVisitor& visit) override
    {
        return m_store.readStream(stream, from, visit);
    }
    Result<std::vector<OutboxRow>, StoreError> outbox(std::span<const OutboxState> states) override
    {
        return m_store.outbox(states);
    }
    std::int64_t streamVersion(const StreamId& stream) override { return m_store.streamVersion(stream); }
    StoreHead head() const override { return m_store.head(); }
    Result<std::int64_t, StoreError> listenerPosition(const std::string& name) override { return m_store.listenerPosition(name); }
    Result<void, StoreError> setListenerPosition(const std::string& name, std::int64_t position) override
    {
        return m_store.setListenerPosition(name, position);
    }
    void maintain() override
    {
        if (!m_heldBack)
            m_store.maintain();
    }

private:
    const Plant m_plant;
    EventStore& m_store;
    std::map<StreamId, AggregateState> m_states;
    std::uint64_t m_appends = 0;
    std::uint64_t m_commits = 0;
    bool m_heldBack = false;
};

}  // namespace

std::unique_ptr<EventStore> plantedStore(Plant plant, EventStore& store)
{
    return std::make_unique<PlantedStore>(plant, store);
}

}  // namespace tradecore::simulation
