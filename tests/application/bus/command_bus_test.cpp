// The command bus on the in-memory store and virtual time.
#include "application/bus/command_bus.h"
#include "tests/support/store/memory_event_store.h"
#include "tests/support/time/virtual_time.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::application;

namespace {

struct Increment {};
struct Refuse {};
struct Nothing {};
struct Mark {
    int value = 0;
};

struct Bench {
    test::VirtualWorld world;
    test::VirtualScheduler engine{world};
    test::VirtualScheduler gui{world};
    test::SeededIdentitySource ids;
    test::MemoryEventStore store;
    AggregateStates states{store};
    EventBus events;
    CommandBus bus{{store, states, events, world, engine}};
    std::vector<Receipt> receipts;

    Bench()
    {
        bus.handle<Increment>([](const Increment&, UnitOfWork& work) -> CommandOutcome {
            auto preferences = work.state<domain::UserState>(userStream()).preferences;
            const int before = preferences.contains("n") ? std::stoi(preferences["n"]) : 0;
            work.record(userStream(), domain::UserEvent(domain::UserPreferenceChanged{"n", std::to_string(before + 1)}));
            work.setResult(std::to_string(before + 1));
            return {};
        });
        bus.handle<Nothing>([](const Nothing&, UnitOfWork& work) -> CommandOutcome {
            work.setResult("nothing");
            return {};
        });
        bus.handle<Refuse>([](const Refuse&, UnitOfWork& work) -> CommandOutcome {
            work.record(userStream(), domain::UserEvent(domain::UserPreferenceChanged{"n", "999"}));
            return failure(CommandRefusal{"no", "Not today.", std::nullopt});
        });
    }
    template <typename Command>
    void send(Command command, Uuid id, bool isOneOff = false)
    {
        bus.send(command, CommandContext{id, std::nullopt, std::nullopt, "user", isOneOff}, gui,
                 [this](const Receipt& receipt) { receipts.push_back(receipt); });
    }
    [[nodiscard]] std::string counter()
    {
        const auto state = states.load(userStream());
        return std::get<domain::UserState>((*state)->state).preferences.at("n");
    }
};

}  // namespace

class CommandBusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHundredWaitingCommandsAreOneTransactionAndDecideInTurn()
    {
        Bench bench;
        for (int i = 0; i < 100; ++i)
            bench.send(Increment{}, bench.ids.next());
        bench.world.runReady();
        QCOMPARE(bench.receipts.size(), 100U);
        QCOMPARE(bench.store.commits(), 1U);
        for (std::size_t i = 0; i < 100; ++i)
            QCOMPARE(bench.receipts[i].result, std::to_string(i + 1));
        QCOMPARE(bench.store.head().position, 100);
    }
    void moreThanAHundredTakeSeveralTransactions()
    {
        Bench bench;
        for (int i = 0; i < 250; ++i)
            bench.send(Increment{}, bench.ids.next());
        bench.world.runReady();
        QCOMPARE(bench.store.commits(), 3U);
        QCOMPARE(bench.counter(), std::string("250"));
    }
    void failedCommitRestoresStatesAndSaysNotKnown_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("stops");
        QTest::newRow("full") << static_cast<int>(StoreErrorKind::Full) << false;
        QTest::newRow("broken") << static_cast<int>(StoreErrorKind::Broken) << true;
    }
    void failedCommitRestoresStatesAndSaysNotKnown()
    {
        QFETCH(const int, kind);
        QFETCH(const bool, stops);
        Bench bench;
        bench.send(Increment{}, bench.ids.next());
        bench.world.runReady();
        int woken = 0;
        const auto subscription = bench.events.subscribe([&woken](std::int64_t) { ++woken; });
        bench.store.failNextCommit(static_cast<StoreErrorKind>(kind));
        bench.send(Increment{}, bench.ids.next());
        bench.send(Increment{}, bench.ids.next());
        bench.world.runReady();
        QVERIFY(bench.receipts[1].outcome == ReceiptOutcome::NotKnown);
        QVERIFY(bench.receipts[2].outcome == ReceiptOutcome::NotKnown);
        QCOMPARE(woken, 0);
        QCOMPARE(bench.counter(), std::string("1"));
        QCOMPARE(bench.store.head().position, 1);
        QCOMPARE(bench.bus.isBroken(), stops);
        bench.send(Increment{}, bench.ids.next());
        bench.world.runReady();
        QVERIFY((bench.receipts[3].outcome == ReceiptOutcome::Refused) == stops);
        QCOMPARE(bench.counter(), std::string(stops ? "1" : "2"));
    }
    void failedCommitTakesBackTheAnswerToARepetition()
    {
        Bench bench;
        const Uuid before = bench.ids.next(), id = bench.ids.next();
        bench.send(Increment{}, before);
        bench.world.runReady();
        bench.store.failNextCommit(StoreErrorKind::Full);
        bench.send(Increment{}, before);   // repeats what is on disk
        bench.send(Increment{}, id);
        bench.send(Increment{}, id);       // repeats what will not be
        bench.world.runReady();
        QVERIFY(bench.receipts[1].outcome == ReceiptOutcome::Duplicate);
        QVERIFY(bench.receipts[2].outcome == ReceiptOutcome::NotKnown);
        QVERIFY(bench.receipts[3].outcome == ReceiptOutcome::NotKnown);
        QCOMPARE(bench.receipts[3].lastPosition, 0);
    }
    void aOneOffCommandThatDecidesNothingLeavesNoTrace()
    {
        Bench bench;
        const Uuid kept = bench.ids.next(), gone = bench.ids.next(), decides = bench.ids.next();
        bench.send(Nothing{}, kept);
        bench.send(Nothing{}, gone, /*isOneOff=*/true);
        bench.send(Increment{}, decides, /*isOneOff=*/true);
        bench.world.runReady();
        for (const auto& receipt : bench.receipts)
            QVERIFY(receipt.outcome == ReceiptOutcome::Committed);
        QCOMPARE(bench.receipts[1].result, std::string("nothing"));
        QVERIFY(bench.store.findCommand(kept)->has_value());
        QVERIFY(!bench.store.findCommand(gone)->has_value());
        QVERIFY(bench.store.findCommand(decides)->has_value());
    }
    void theSameCommandIdHasOneEffect()
    {
        Bench bench;
        const Uuid id = bench.ids.next();
        bench.send(Increment{}, id);
        bench.send(Increment{}, id);   // in the same group
        bench.world.runReady();
        bench.send(Increment{}, id);   // and after it
        bench.world.runReady();
        QVERIFY(bench.receipts[0].outcome == ReceiptOutcome::Committed);
        for (const std::size_t i : {1U, 2U}) {
            QVERIFY(bench.receipts[i].outcome == ReceiptOutcome::Duplicate);
            QCOMPARE(bench.receipts[i].result, std::string("1"));
            QCOMPARE(bench.receipts[i].firstPosition, 1);
        }
        QCOMPARE(bench.store.head().position, 1);
    }
    void fullQueueSaysBusyAndLosesNothingElse()
    {
        Bench bench;
        for (std::size_t i = 0; i < CommandBus::queueCapacity + 3; ++i)
            bench.send(Increment{}, bench.ids.next());
        QCOMPARE(bench.bus.refusedBusy(), 3U);
        bench.world.runReady();
        const auto busy = std::ranges::count(bench.receipts, ReceiptOutcome::Busy, &Receipt::outcome);
        QCOMPARE(busy, 3);
        QCOMPARE(bench.receipts.size(), CommandBus::queueCapacity + 3);
        QCOMPARE(bench.store.head().position, static_cast<std::int64_t>(CommandBus::queueCapacity));
    }
    void refusalLeavesNothing()
    {
        Bench bench;
        const Uuid id = bench.ids.next();
        bench.send(Increment{}, bench.ids.next());
        bench.send(Refuse{}, id);
        bench.send(Increment{}, bench.ids.next());
        bench.world.runReady();
        QVERIFY(bench.receipts[1].outcome == ReceiptOutcome::Refused);
        QCOMPARE(bench.receipts[1].refusal->code, std::string("no"));
        QCOMPARE(bench.counter(), std::string("2"));
        QCOMPARE(bench.store.head().position, 2);
        QVERIFY(!bench.store.findCommand(id).value());
    }
    void listenersWakeOnceAfterTheCommit()
    {
        Bench bench;
        std::vector<std::int64_t> heads;
        const auto subscription = bench.events.subscribe([&](std::int64_t head) {
            QCOMPARE(bench.store.head().position, head);   // durable before anybody hears of it
            heads.push_back(head);
        });
        for (int i = 0; i < 5; ++i)
            bench.send(Increment{}, bench.ids.next());
        bench.world.runReady();
        QVERIFY(heads == std::vector<std::int64_t>{5});
        bench.send(Refuse{}, bench.ids.next());
        bench.world.runReady();
        QCOMPARE(heads.size(), 1U);
    }
    void subscriptionsEndWithTheirObject()
    {
        EventBus events;
        int first = 0;
        int second = 0;
        {
            auto held = events.subscribe([&first](std::int64_t) { ++first; });
            auto moved = std::move(held);
            events.publish(1);
        }
        events.publish(2);
        QCOMPARE(first, 1);
        EventBus::Subscription victim;
        const auto killer = events.subscribe([&victim](std::int64_t) { victim.end(); });
        victim = events.subscribe([&second](std::int64_t) { ++second; });
        events.publish(3);
        QCOMPARE(second, 0);
    }
    void transientCommandsMakeNoCommit()
    {
        Bench bench;
        int seen = 0;
        bench.bus.handleTransient<Mark>([&seen](const Mark& mark) { seen = mark.value; });
        bench.bus.sendTransient(Mark{7});
        bench.world.runReady();
        QCOMPARE(seen, 7);
        QCOMPARE(bench.store.commits(), 0U);
    }
    void commandWithoutHandlerIsRefused()
    {
        Bench bench;
        bench.send(Mark{1}, bench.ids.next());
        bench.world.runReady();
        QVERIFY(bench.receipts[0].outcome == ReceiptOutcome::Refused);
        QCOMPARE(bench.receipts[0].refusal->code, std::string("unknown_command"));
    }
};

QTEST_GUILESS_MAIN(CommandBusTest)
#include "command_bus_test.moc"
