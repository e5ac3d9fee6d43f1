// Hand-written stand-ins for streaming's neighbours, and StreamingWorld, which wires the real parts to them on virtual time.
#pragma once

#include "application/bus/command_bus.h"
#include "application/streaming/streaming_service.h"
#include "tests/support/time/virtual_time.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace tradecore::test {

class FakeSource : public application::MarketDataSource {
public:
    explicit FakeSource(const VirtualWorld& world, const std::string& name = "fake");

    [[nodiscard]] const application::SourceTraits& traits() const override { return sourceTraits; }
    void connectNow() override;
    void disconnectNow() override { ++disconnects; }
    void setSubscriptions(const std::set<domain::InstrumentId>& wanted) override { subscriptions.push_back(wanted); }
    void requestHistory(const application::HistoryRequest& request, HistoryAnswer answer) override;
    void requestInstruments(InstrumentsAnswer answer) override { answer(instruments); }
    [[nodiscard]] Timestamp marketTime() const override { return world.utcNow() + marketAhead; }
    void setPaused(bool paused) override { pauses.push_back(paused); }

    // Answers the oldest waiting request.
    void answerHistory(Result<std::vector<domain::Bar>, application::SourceError> answer);

    const VirtualWorld& world;
    application::SourceTraits sourceTraits;
    application::StreamObserver* observer = nullptr;   // set: connectNow() answers at once
    bool refuses = false;                              // … with a refusal
    std::vector<domain::Instrument> instruments;
    Duration marketAhead{};
    int connects = 0;
    std::vector<SteadyTime> connectTimes;
    int disconnects = 0;
    std::vector<std::set<domain::InstrumentId>> subscriptions;
    std::vector<bool> pauses;
    std::vector<application::HistoryRequest> historyRequests;
    std::vector<HistoryAnswer> historyWaiting;
};

class FakeVenue : public application::TradingVenue {
public:
    explicit FakeVenue(const std::string& account);

    [[nodiscard]] const application::VenueTraits& traits() const override { return venueTraits; }
    [[nodiscard]] const domain::AccountId& account() const override { return accountId; }
    void connectNow() override { ++connects; }
    void disconnectNow() override { ++disconnects; }
    void submit(const application::SubmitRequest&) override {}
    void cancel(const application::CancelRequest&) override {}
    void replace(const application::ReplaceRequest&) override {}
    void queryOrder(const domain::ClientOrderId&, Answer<application::VenueOrder>) override {}
    void openOrders(Answer<std::vector<application::VenueOrder>>) override {}
    void executionsSince(const std::string&, Answer<application::VenueExecutions>) override {}
    void balances(Answer<application::VenueBalances>) override {}

    domain::AccountId accountId;
    application::VenueTraits venueTraits;
    int connects = 0;
    int disconnects = 0;
};

// A store that remembers command ids and nothing else; the journal's own tests are elsewhere.
class CommandIdStore : public application::EventStore {
public:
    [[nodiscard]] Result<void, application::StoreError> begin() override { return {}; }
    [[nodiscard]] Result<std::optional<application::StoredCommand>, application::StoreError>
    findCommand(const Uuid& commandId) override;
    [[nodiscard]] Result<application::StoredCommand, application::StoreError>
    append(const application::CommandAppend& append) override;
    [[nodiscard]] Result<void, application::StoreError> commit() override;
    void rollback() override {}
    [[nodiscard]] Result<void, application::StoreError> readForward(std::int64_t, std::int64_t,
                                                                    const application::EventVisitor&) override
    {
        return {};
    }
    [[nodiscard]] Result<void, application::StoreError> readStream(const application::StreamId&, std::int64_t,
                                                                   const application::EventVisitor&) override
    {
        return {};
    }
    [[nodiscard]] Result<std::vector<application::OutboxRow>, application::StoreError>
    outbox(std::span<const application::OutboxState>) override
    {
        return std::vector<application::OutboxRow>();
    }
    [[nodiscard]] std::int64_t streamVersion(const application::StreamId&) override { return 0; }
    [[nodiscard]] application::StoreHead head() const override { return {}; }
    [[nodiscard]] Result<std::int64_t, application::StoreError> listenerPosition(const std::string&) override { return 0; }
    [[nodiscard]] Result<void, application::StoreError> setListenerPosition(const std::string&, std::int64_t) override
    {
        return {};
    }
    void maintain() override {}

    std::set<Uuid> commands;
    bool commitFails = false;
};

struct StreamingWorld {
    StreamingWorld();

    // Commands wait until the engine runs: fills the bus to its bound with commands that do nothing.
    void fillBus();
    [[nodiscard]] std::uint64_t counted(const std::string& name) const { return counters.value(name); }

    VirtualWorld world;
    VirtualScheduler io{world};
    VirtualScheduler engine{world};
    CommandIdStore store;
    application::AggregateStates states{store};
    application::EventBus events;
    application::CommandBus commands;
    application::DisplayFeed display;
    application::Counters counters;
    application::AdapterManager adapters;
    FakeSource* source = nullptr;
    FakeVenue* venue = nullptr;
    application::AdapterMonitor monitor{world, counters};
    application::CacheManager cache{world, counters};
    application::MarketDataHandler market;
    application::TradingDataHandler trading;
    SeededIdentitySource identities;
    application::StreamingLifecycleManager lifecycle;

    std::vector<application::UpdatePositionValuation> marks;
    std::vector<application::RecordVenueReport> reports;
    std::vector<application::RecordUnanswered> unanswered;
    std::vector<domain::ConnectionEvent> connectionEvents;
};

[[nodiscard]] domain::InstrumentId instrument(const std::string& symbol);
[[nodiscard]] domain::Price price(std::int64_t cents);
[[nodiscard]] domain::Quantity quantity(std::int64_t whole);
[[nodiscard]] domain::Trade trade(const domain::InstrumentId& id, std::int64_t cents, std::int64_t size, Timestamp at,
                                  const std::string& tradeId = {});
[[nodiscard]] domain::Quote quote(const domain::InstrumentId& id, std::int64_t bidCents, std::int64_t askCents, Timestamp at);
[[nodiscard]] domain::Bar bar(Timestamp start, std::int64_t open, std::int64_t high, std::int64_t low, std::int64_t close,
                              std::int64_t volume, bool complete = true);

}  // namespace tradecore::test
