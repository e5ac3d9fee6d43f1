#include "tests/application/streaming/streaming_fakes.h"

#include "application/connection/connection_commands.h"

#include <utility>

namespace tradecore::test {

using namespace application;

namespace {

struct Idle {};   // a command without effect, to fill the bus

}  // namespace

FakeSource::FakeSource(const VirtualWorld& ofWorld, const std::string& name) : world(ofWorld)
{
    sourceTraits.name = name;
    sourceTraits.venue = "SIM";
    sourceTraits.history = {domain::Timeframe::OneMinute, domain::Timeframe::OneDay};
    sourceTraits.expectedActivity = std::chrono::seconds(5);
}

void FakeSource::connectNow()
{
    ++connects;
    connectTimes.push_back(world.steadyNow());
    if (observer == nullptr)
        return;
    if (refuses)
        observer->onDisconnected(sourceTraits.name, "refused");
    else
        observer->onConnected(sourceTraits.name);
}

void FakeSource::requestHistory(const HistoryRequest& request, HistoryAnswer answer)
{
    historyRequests.push_back(request);
    historyWaiting.push_back(std::move(answer));
}

void FakeSource::answerHistory(Result<std::vector<domain::Bar>, SourceError> answer)
{
    const HistoryAnswer waiting = std::move(historyWaiting.front());
    historyWaiting.erase(historyWaiting.begin());
    waiting(std::move(answer));
}

FakeVenue::FakeVenue(const std::string& account) : accountId(account)
{
    venueTraits.broker = "fake";
    venueTraits.expectedActivity = std::chrono::seconds(10);
}

Result<std::optional<StoredCommand>, StoreError> CommandIdStore::findCommand(const Uuid& commandId)
{
    return commands.contains(commandId) ? std::optional(StoredCommand()) : std::nullopt;
}

Result<StoredCommand, StoreError> CommandIdStore::append(const CommandAppend& append)
{
    commands.insert(append.command.commandId);
    return StoredCommand();
}

Result<void, StoreError> CommandIdStore::commit()
{
    if (commitFails)
        return failure(StoreError{StoreErrorKind::Full, "The disk is full.", 0, {}});
    return {};
}

StreamingWorld::StreamingWorld()
    : commands({store, states, events, world, engine}),
      market({world, io, display, commands, cache, adapters, monitor, counters}), trading({commands, io, counters}),
      lifecycle({world, io, display, commands, adapters, monitor, counters, identities}, 7)
{
    auto ownedSource = std::make_unique<FakeSource>(world);
    source = ownedSource.get();
    adapters.addSource(std::move(ownedSource));
    adapters.activateSource("fake");
    auto ownedVenue = std::make_unique<FakeVenue>("practice");
    venue = ownedVenue.get();
    adapters.addVenue(std::move(ownedVenue));
    commands.handleTransient<UpdatePositionValuation>([this](const auto& mark) { marks.push_back(mark); });
    commands.handleTransient<Idle>([](const auto&) {});
    commands.handle<RecordVenueReport>([this](const RecordVenueReport& command, UnitOfWork&) -> CommandOutcome {
        reports.push_back(command);
        if (command.clientOrderId.text() == "stranger")
            return failure(CommandRefusal{"order_not_found", "The journal does not know this order.", std::nullopt});
        return {};
    });
    commands.handle<RecordUnanswered>([this](const RecordUnanswered& command, UnitOfWork&) -> CommandOutcome {
        unanswered.push_back(command);
        return {};
    });
    commands.handle<ConnectionObserved>([this](const ConnectionObserved& command, UnitOfWork&) -> CommandOutcome {
        connectionEvents.push_back(command.event);
        return {};
    });
}

void StreamingWorld::fillBus()
{
    while (commands.waiting() < CommandBus::queueCapacity)
        commands.sendTransient(Idle());
}

domain::InstrumentId instrument(const std::string& symbol)
{
    return {symbol, "SIM"};
}

domain::Price price(std::int64_t cents)
{
    return domain::Price(Decimal::fromScaled(cents, 2));
}

domain::Quantity quantity(std::int64_t whole)
{
    return domain::Quantity::from(Decimal::fromInteger(whole)).value_or(domain::Quantity());
}

domain::Trade trade(const domain::InstrumentId& id, std::int64_t cents, std::int64_t size, Timestamp at,
                    const std::string& tradeId)
{
    return {id, price(cents), quantity(size), domain::Aggressor::Unknown, true, tradeId, at, at};
}

domain::Quote quote(const domain::InstrumentId& id, std::int64_t bidCents, std::int64_t askCents, Timestamp at)
{
    return {id, price(bidCents), quantity(100), price(askCents), quantity(100), at, at};
}

domain::Bar bar(Timestamp start, std::int64_t open, std::int64_t high, std::int64_t low, std::int64_t close,
                std::int64_t volume, bool complete)
{
    return {start, price(open), price(high), price(low), price(close), quantity(volume), 0, complete};
}

}  // namespace tradecore::test
