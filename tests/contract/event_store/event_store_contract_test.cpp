// What every EventStore and ReadModels must do, run on the in-memory store and on the journal.
#include "infrastructure/persistence/journal.h"
#include "tests/support/store/memory_event_store.h"
#include "tests/support/store/sample_trading.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tradecore;
using namespace tradecore::application;
using test::SampleTrading;

namespace {

struct Subject {
    QTemporaryDir folder;
    std::unique_ptr<test::MemoryEventStore> memory;
    std::unique_ptr<infrastructure::Journal> journal;

    explicit Subject(const QString& kind)
    {
        if (kind == QStringLiteral("memory")) {
            memory = std::make_unique<test::MemoryEventStore>();
            return;
        }
        auto opened = infrastructure::Journal::open(
            {folder.filePath(QStringLiteral("journal.db")).toStdString(), infrastructure::JournalProjections::Trading, 0});
        if (!opened)
            qFatal("%s", opened.error().text.c_str());
        journal = *std::move(opened);
    }
    [[nodiscard]] EventStore& store() { return memory ? static_cast<EventStore&>(*memory) : *journal; }
    [[nodiscard]] ReadModels& models() { return memory ? static_cast<ReadModels&>(*memory) : *journal; }
};

std::vector<RecordedEvent> all(EventStore& store)
{
    std::vector<RecordedEvent> events;
    const auto read = store.readForward(1, INT64_MAX, [&events](const RecordedEvent& event) { events.push_back(event); });
    return read ? events : std::vector<RecordedEvent>();
}

const OutboxState everyState[] = {OutboxState::Ready, OutboxState::Sending, OutboxState::Done, OutboxState::Unknown, OutboxState::Dead};

CommandAppend oneEvent(const Uuid& id, std::span<const StagedStream> streams)
{
    CommandAppend append;
    append.command = {id, id, id, "user"};
    append.streams = streams;
    return append;
}

StagedStream preference(std::int64_t expectedVersion, const std::string& value)
{
    return {userStream(), expectedVersion, {{domain::UserEvent(domain::UserPreferenceChanged{"k", value}), Timestamp()}}, nullptr};
}

}  // namespace

class EventStoreContractTest : public QObject {
    Q_OBJECT

    static void rows()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("memory") << QStringLiteral("memory");
        QTest::newRow("journal") << QStringLiteral("journal");
    }

private Q_SLOTS:
    void positionsAreGaplessAndVersionsCountPerStream_data() { rows(); }
    void positionsAreGaplessAndVersionsCountPerStream()
    {
        QFETCH(const QString, kind);
        Subject subject(kind);
        QVERIFY(SampleTrading(subject.store()).run(3));
        std::map<StreamId, std::int64_t> versions;
        std::int64_t position = 0;
        for (const auto& event : all(subject.store())) {
            QCOMPARE(event.position, ++position);
            QCOMPARE(event.version, ++versions[event.stream]);
        }
        QCOMPARE(position, subject.store().head().position);
        for (const auto& [stream, version] : versions)
            QCOMPARE(subject.store().streamVersion(stream), version);
    }
    void bothStoresHoldTheSameChain()
    {
        Subject memory(QStringLiteral("memory"));
        Subject journal(QStringLiteral("journal"));
        QVERIFY(SampleTrading(memory.store()).run(2));
        QVERIFY(SampleTrading(journal.store()).run(2));
        QCOMPARE(memory.store().head().position, journal.store().head().position);
        QVERIFY(memory.store().head().hash == journal.store().head().hash);
    }
    void whatIsReadIsWhatWasWritten_data() { rows(); }
    void whatIsReadIsWhatWasWritten()
    {
        QFETCH(const QString, kind);
        Subject subject(kind);
        EventStore& store = subject.store();
        const Uuid id = SampleTrading::commandId(1);
        StagedStream staged = preference(0, "v");
        staged.events.front().occurredAt = Timestamp::fromNanoseconds(42);
        CommandAppend append = oneEvent(id, {&staged, 1});
        append.command = {id, SampleTrading::commandId(2), SampleTrading::commandId(3), "venue:\"x\""};
        append.recordedAt = Timestamp::fromNanoseconds(43);
        append.result = "done";
        QVERIFY(store.begin() && store.append(append) && store.commit());
        const auto events = all(store);
        QCOMPARE(events.size(), 1U);
        const RecordedEvent& event = events.front();
        QCOMPARE(event.typeName, std::string("user.preference_changed"));
        QCOMPARE(event.payload, std::string(R"({"key":"k","value":"v"})"));
        QVERIFY(event.event == staged.events.front().event);
        QVERIFY(event.stream == userStream() && event.version == 1);
        QVERIFY(event.command.correlationId == append.command.correlationId && event.command.causationId == append.command.causationId);
        QCOMPARE(event.command.actor, append.command.actor);
        QCOMPARE(event.occurredAt.nanoseconds(), 42);
        QCOMPARE(event.recordedAt.nanoseconds(), 43);
        QVERIFY(event.eventId == Uuid::named(id, "0"));
        const auto stored = store.findCommand(id);
        QVERIFY(stored && *stored && (*stored)->result == "done" && (*stored)->firstPosition == 1);
    }
    void staleAppendChangesNothingAndReturnsWhatCameAfter_data() { rows(); }
    void staleAppendChangesNothingAndReturnsWhatCameAfter()
    {
        QFETCH(const QString, kind);
        Subject subject(kind);
        EventStore& store = subject.store();
        const StagedStream first = preference(0, "one");
        QVERIFY(store.begin() && store.append(oneEvent(SampleTrading::commandId(1), {&first, 1})) && store.commit());
        const StoreHead head = store.head();
        QVERIFY(store.begin());
        // The first stream of the command is fine, the second is stale: neither may stay.
        const StagedStream streams[] = {
            {connectionStream(domain::ConnectionId("c")), 0,
             {{domain::ConnectionEvent(domain::ConnectionEstablished{domain::ConnectionId("c"), domain::StreamKind::Data}), Timestamp()}}, nullptr},
            preference(0, "stale")};
        const auto stale = store.append(oneEvent(SampleTrading::commandId(2), streams));
        QVERIFY(!stale);
        QVERIFY(stale.error().kind == StoreErrorKind::Conflict);
        QCOMPARE(stale.error().conflicting.size(), 1U);
        QCOMPARE(stale.error().conflicting.front().version, 1);
        QCOMPARE(store.streamVersion(streams[0].stream), 0);
        QVERIFY(!store.findCommand(SampleTrading::commandId(2)).value());
        // The transaction is as it was: the right version still goes in.
        const StagedStream right = preference(1, "two");
        QVERIFY(store.append(oneEvent(SampleTrading::commandId(3), {&right, 1})));
        QVERIFY(store.commit());
        QCOMPARE(store.head().position, head.position + 1);
        QCOMPARE(all(store).back().payload, std::string(R"({"key":"k","value":"two"})"));
    }
    void aCommandIdHasOneEffect_data() { rows(); }
    void aCommandIdHasOneEffect()
    {
        QFETCH(const QString, kind);
        Subject subject(kind);
        EventStore& store = subject.store();
        const StagedStream first = preference(0, "one");
        const StagedStream second = preference(1, "two");
        const Uuid id = SampleTrading::commandId(1);
        QVERIFY(store.begin() && store.append(oneEvent(id, {&first, 1})));
        const auto twice = store.append(oneEvent(id, {&second, 1}));
        QVERIFY(!twice && twice.error().kind == StoreErrorKind::DuplicateCommand);
        QVERIFY(store.commit());
        QCOMPARE(store.streamVersion(userStream()), 1);
        QCOMPARE(all(store).size(), 1U);
    }
    void rollbackRestoresHeadsVersionsAndOutbox_data() { rows(); }
    void rollbackRestoresHeadsVersionsAndOutbox()
    {
        QFETCH(const QString, kind);
        Subject subject(kind);
        EventStore& store = subject.store();
        SampleTrading trading(store);
        QVERIFY(trading.commitOne([&] { return trading.openAccount(); }));
        const StoreHead head = store.head();
        QVERIFY(store.begin());
        QVERIFY(trading.placeOrder("gone"));
        QVERIFY(store.streamVersion(SampleTrading::order("gone")) == 1);
        store.rollback();
        QCOMPARE(store.streamVersion(SampleTrading::order("gone")), 0);
        QVERIFY(store.outbox(everyState)->empty());
        QVERIFY(subject.models().orders({})->empty());
        QCOMPARE(store.head().position, head.position);
        SampleTrading again(store);
        QVERIFY(again.commitOne([&] { return again.recordUser("a", "b"); }) == false);   // its command id is taken
        QVERIFY(store.head().hash == head.hash);
    }
    void outboxFollowsItsCommands_data() { rows(); }
    void outboxFollowsItsCommands()
    {
        QFETCH(const QString, kind);
        Subject subject(kind);
        EventStore& store = subject.store();
        SampleTrading trading(store);
        QVERIFY(trading.commitOne([&] { return trading.placeOrder("a"); }));
        QVERIFY(trading.commitOne([&] { return trading.placeOrder("b"); }));
        QVERIFY(trading.commitOne([&] { return trading.sendOrder("a"); }));
        const OutboxState ready[] = {OutboxState::Ready};
        const OutboxState sending[] = {OutboxState::Sending};
        QCOMPARE(store.outbox(ready)->size(), 1U);
        QCOMPARE(store.outbox(ready)->front().clientOrderId.text(), std::string("b"));
        QCOMPARE(store.outbox(sending)->front().attempts, 1);
        QCOMPARE(store.outbox(sending)->front().payload, SampleTrading::submitRow("a").payload);
        QVERIFY(trading.commitOne([&] { return trading.acceptOrder("a"); }));
        QVERIFY(store.outbox(sending)->empty());
        QCOMPARE(store.outbox(everyState)->size(), 2U);
        // An answer to a request that was never made is refused, whole.
        QVERIFY(!trading.commitOne([&] { return trading.sendOrder("never"); }));
        QCOMPARE(store.streamVersion(SampleTrading::order("never")), 0);
    }
    void listenerPositionsAreKept_data() { rows(); }
    void listenerPositionsAreKept()
    {
        QFETCH(const QString, kind);
        Subject subject(kind);
        EventStore& store = subject.store();
        QCOMPARE(*store.listenerPosition("router"), 0);
        QVERIFY(!store.setListenerPosition("router", 7));
        QVERIFY(store.begin() && store.setListenerPosition("router", 7) && store.commit());
        QVERIFY(store.begin() && store.setListenerPosition("router", 9));
        store.rollback();
        QCOMPARE(*store.listenerPosition("router"), 7);
    }
    void aVisitorMayReadAndAppend_data() { rows(); }
    void aVisitorMayReadAndAppend()
    {
        QFETCH(const QString, kind);
        Subject subject(kind);
        EventStore& store = subject.store();
        QVERIFY(SampleTrading(store).run(1));
        int outer = 0;
        int inner = 0;
        QVERIFY(store.readForward(1, 3, [&](const RecordedEvent&) {
            ++outer;
            QVERIFY(store.readForward(1, 2, [&](const RecordedEvent&) { ++inner; }));
        }));
        QCOMPARE(outer, 3);
        QCOMPARE(inner, 6);
    }
    void readModelsShowOrdersFillsPositionsAccounts_data() { rows(); }
    void readModelsShowOrdersFillsPositionsAccounts()
    {
        QFETCH(const QString, kind);
        Subject subject(kind);
        QVERIFY(SampleTrading(subject.store()).run(2));
        ReadModels& models = subject.models();
        const auto orders = models.orders({});
        QVERIFY(orders);
        QCOMPARE(orders->size(), 3U);
        QVERIFY(orders->front().status == domain::OrderStatus::Filled);
        QVERIFY(orders->front().submittedAt < orders->front().updatedAt);
        OrderFilter open;
        open.openOnly = true;
        QCOMPARE(models.orders(open)->size(), 1U);
        OrderFilter one;
        one.clientOrderId = domain::ClientOrderId("order-2");
        QCOMPARE(models.orders(one)->size(), 1U);
        one.account = domain::AccountId("another");
        QVERIFY(models.orders(one)->empty());
        QCOMPARE(models.fills({})->size(), 2U);
        QCOMPARE(models.fills({})->front().price.toString(), std::string("187.15"));
        QCOMPARE(models.positions(0)->size(), 1U);
        QCOMPARE(models.positions(0)->front().state.quantity.toString(), std::string("20"));
        QCOMPARE(models.accounts(0)->size(), 1U);
        QCOMPARE(models.accounts(0)->front().state.cash.at("USD").toString(), std::string("96255"));
    }
    void whatChangedAfterAPositionIsTheSameQuery_data() { rows(); }
    void whatChangedAfterAPositionIsTheSameQuery()
    {
        QFETCH(const QString, kind);
        Subject subject(kind);
        SampleTrading trading(subject.store());
        QVERIFY(trading.run(2));
        OrderFilter later;
        later.changedAfter = subject.store().head().position;
        QVERIFY(subject.models().orders(later)->empty());
        QVERIFY(trading.commitOne([&] { return trading.sendOrder("order-open"); }));
        const auto changed = subject.models().orders(later);
        QCOMPARE(changed->size(), 1U);
        QCOMPARE(changed->front().changedAt, subject.store().head().position);
    }
    void nothingIsWrittenOutsideATransaction_data() { rows(); }
    void nothingIsWrittenOutsideATransaction()
    {
        QFETCH(const QString, kind);
        Subject subject(kind);
        const StagedStream staged = preference(0, "x");
        QVERIFY(!subject.store().append(oneEvent(SampleTrading::commandId(1), {&staged, 1})));
        QVERIFY(!subject.store().commit());
        QVERIFY(subject.store().begin());
        QVERIFY(!subject.store().begin());
        QCOMPARE(subject.store().head().position, 0);
    }
};

QTEST_GUILESS_MAIN(EventStoreContractTest)
#include "event_store_contract_test.moc"
