// The monitor finds what differs between the events, the rows and the sums, has it repaired, and never repairs a broken chain.
#include "application/integrity/data_integrity_monitor.h"
#include "tests/support/store/memory_event_store.h"
#include "tests/support/store/sample_trading.h"
#include "tests/support/time/virtual_time.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::application;
using test::SampleTrading;

namespace {

// Read models whose rows can be damaged until they are rebuilt, over a store whose chain can be said to be bad.
class DamagedDesk : public ReadModels, public JournalProof {
public:
    explicit DamagedDesk(test::MemoryEventStore& store) : m_store(store) {}

    std::function<void(std::vector<OrderRow>&)> damageOrders;
    std::function<void(std::vector<FillRow>&)> damageFills;
    std::function<void(std::vector<PositionRow>&)> damagePositions;
    std::function<void(std::vector<AccountRow>&)> damageAccounts;
    std::int64_t badPosition = 0;
    bool rebuildFails = false;
    bool rebuildHeals = true;
    int rebuilds = 0;
    int pages = 0;

    Result<std::vector<OrderRow>, StoreError> orders(const OrderFilter& filter) override
    {
        auto rows = m_store.orders(filter);
        if (rows && damageOrders)
            damageOrders(*rows);
        return rows;
    }
    Result<std::vector<FillRow>, StoreError> fills(const FillFilter& filter) override
    {
        auto rows = m_store.fills(filter);
        if (rows && damageFills)
            damageFills(*rows);
        return rows;
    }
    Result<std::vector<PositionRow>, StoreError> positions(std::int64_t changedAfter) override
    {
        auto rows = m_store.positions(changedAfter);
        if (rows && damagePositions)
            damagePositions(*rows);
        return rows;
    }
    Result<std::vector<AccountRow>, StoreError> accounts(std::int64_t changedAfter) override
    {
        auto rows = m_store.accounts(changedAfter);
        if (rows && damageAccounts)
            damageAccounts(*rows);
        return rows;
    }
    Result<ChainProof, StoreError> proveForward(const StoreHead& from, std::int64_t limit) override
    {
        ++pages;
        ChainProof proof{from, 0, {}};
        const auto read = m_store.readForward(from.position + 1, limit, [&](const RecordedEvent& event) {
            if (proof.firstBadPosition != 0)
                return;
            if (event.position == badPosition) {
                proof.firstBadPosition = badPosition;
                proof.reason = "the event does not match its hash in the chain";
                return;
            }
            proof.verified = {event.position, event.hash};
        });
        if (!read)
            return failure(read.error());
        return proof;
    }
    Result<std::vector<RebuiltRows>, StoreError> rebuildRows() override
    {
        ++rebuilds;
        if (rebuildFails)
            return failure(StoreError{StoreErrorKind::Full, "The disk is full.", 0, {}});
        if (rebuildHeals) {
            damageOrders = {};
            damageFills = {};
            damagePositions = {};
            damageAccounts = {};
        }
        return std::vector<RebuiltRows>{{"orders", m_store.head().position, 4}};
    }

private:
    test::MemoryEventStore& m_store;
};

struct World {
    test::VirtualWorld time{Timestamp::fromSeconds(1'767'355'200)};   // a day after the sample's first command
    test::VirtualScheduler engine{time};
    test::MemoryEventStore store;
    SampleTrading trading{store};
    DamagedDesk desk{store};
    ProjectionRebuilderService rebuilder{desk, time};
    DataIntegrityMonitor monitor{{store, desk, desk, rebuilder, time, engine}};

    void run(Duration by = Duration(0))
    {
        time.runReady();
        if (by > Duration(0))
            time.advance(by);
    }
};

}  // namespace

class DataIntegrityMonitorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void soundDeskIsGood()
    {
        World world;
        QVERIFY(world.trading.run(3));
        world.monitor.start();
        world.run();
        const IntegrityReport& report = world.monitor.report();
        QVERIFY2(report.isGood(), report.findings.empty() ? "" : report.findings.front().text.c_str());
        QVERIFY(report.findings.empty());
        QCOMPARE(report.passes, 1U);
        QCOMPARE(report.verified.position, world.store.head().position);
        QVERIFY(report.verified.hash == world.store.head().hash);
        QCOMPARE(world.desk.rebuilds, 0);
    }
    void emptyJournalIsGood()
    {
        World world;
        world.monitor.start();
        world.run();
        QVERIFY(world.monitor.report().isGood());
        QCOMPARE(world.monitor.report().passes, 1U);
    }
    void passesComeEveryFiveMinutesAndGoForward()
    {
        World world;
        QVERIFY(world.trading.run(2));
        world.monitor.start();
        world.run();
        world.run(std::chrono::seconds(299));
        QCOMPARE(world.monitor.report().passes, 1U);
        QVERIFY(world.trading.commitOne([&] { return world.trading.placeOrder("later"); }));
        world.run(std::chrono::seconds(1));
        QCOMPARE(world.monitor.report().passes, 2U);
        QVERIFY(world.monitor.report().isGood());
        QCOMPARE(world.monitor.report().verified.position, world.store.head().position);
        world.monitor.stop();
        world.run(std::chrono::seconds(1000));
        QCOMPARE(world.monitor.report().passes, 2U);
    }
    void longJournalIsReadInPages()
    {
        World world;
        for (int i = 0; i < 450; ++i)
            QVERIFY(world.trading.commitOne([&] { return world.trading.recordUser("k", std::to_string(i)); }));
        world.monitor.start();
        QVERIFY(world.monitor.report().isRunning);
        QCOMPARE(world.desk.pages, 1);   // the rest waits behind what the engine has to do
        world.run();
        QCOMPARE(world.desk.pages, 3);
        QVERIFY(world.monitor.report().isGood());
    }
    void damageIsFoundAndRepaired_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("order status") << 0;
        QTest::newRow("order gone") << 1;
        QTest::newRow("order of nobody") << 2;
        QTest::newRow("fill gone") << 3;
        QTest::newRow("fill of nobody") << 4;
        QTest::newRow("position") << 5;
        QTest::newRow("cash") << 6;
        QTest::newRow("account gone") << 7;
    }
    void damageIsFoundAndRepaired()
    {
        QFETCH(const int, kind);
        World world;
        QVERIFY(world.trading.run(2));
        switch (kind) {
        case 0: world.desk.damageOrders = [](auto& rows) { rows.front().status = domain::OrderStatus::Canceled; }; break;
        case 1: world.desk.damageOrders = [](auto& rows) { rows.pop_back(); }; break;
        case 2: world.desk.damageOrders = [](auto& rows) { rows.push_back(rows.front()); rows.back().stream = SampleTrading::order("nobody"); }; break;
        case 3: world.desk.damageFills = [](auto& rows) { rows.pop_back(); }; break;
        case 4: world.desk.damageFills = [](auto& rows) { rows.front().executionId = domain::ExecutionId("other"); }; break;
        case 5: world.desk.damagePositions = [](auto& rows) { rows.front().state.realisedFifo = Decimal::fromInteger(1); }; break;
        case 6: world.desk.damageAccounts = [](auto& rows) { rows.front().state.cash["USD"] = Decimal::fromInteger(1); }; break;
        case 7: world.desk.damageAccounts = [](auto& rows) { rows.clear(); }; break;
        default: break;
        }
        world.monitor.start();
        world.run();
        const IntegrityReport& report = world.monitor.report();
        QCOMPARE(world.desk.rebuilds, 1);
        QVERIFY(!report.findings.empty());
        QVERIFY(report.wasRepaired);
        QVERIFY(report.isGood());
        QVERIFY(!world.rebuilder.last().reason.empty());
        QVERIFY(!world.rebuilder.last().isRunning);
        world.run(DataIntegrityMonitor::intervalAfterError);
        QCOMPARE(report.passes, 2U);
        QVERIFY(report.findings.empty());
    }
    void repairThatDoesNotHelpIsSaid()
    {
        World world;
        QVERIFY(world.trading.run(2));
        world.desk.rebuildHeals = false;
        world.desk.damageOrders = [](auto& rows) { rows.front().status = domain::OrderStatus::Canceled; };
        world.monitor.start();
        world.run();
        QVERIFY(!world.monitor.report().wasRepaired);
        QVERIFY(!world.monitor.report().isGood());
    }
    void repairThatFailsIsSaid()
    {
        World world;
        QVERIFY(world.trading.run(2));
        world.desk.rebuildFails = true;
        world.desk.damageFills = [](auto& rows) { rows.clear(); };
        world.monitor.start();
        world.run();
        QVERIFY(!world.monitor.report().isGood());
        QVERIFY(world.rebuilder.last().error.has_value());
        QCOMPARE(world.rebuilder.rebuilds(), 0U);
    }
    void brokenChainIsReportedAndNeverRepaired()
    {
        World world;
        QVERIFY(world.trading.run(2));
        world.desk.badPosition = 7;
        int told = 0;
        world.monitor.onReport([&told](const IntegrityReport&) { ++told; });
        world.monitor.start();
        world.run();
        const IntegrityReport& report = world.monitor.report();
        QVERIFY(!report.chainIsWhole);
        QVERIFY(!report.isGood());
        QCOMPARE(report.findings.front().domain, std::string("chain"));
        QCOMPARE(report.findings.front().position, 7);
        QCOMPARE(world.desk.rebuilds, 0);
        world.run(std::chrono::seconds(1000));
        world.monitor.checkNow();
        QCOMPARE(report.passes, 1U);
        QCOMPARE(told, 1);
    }
    void clockThatWentBackIsFound()
    {
        World world;
        QVERIFY(world.trading.run(1));
        world.time.jumpClock(-std::chrono::hours(24 * 365));
        world.monitor.start();
        world.run();
        QCOMPARE(world.monitor.report().findings.size(), 1U);
        QCOMPARE(world.monitor.report().findings.front().domain, std::string("clock"));
        QVERIFY(!world.monitor.report().isGood());
    }
    void unknownEventStopsTradingAndIsNeverSkipped()
    {
        // A store that holds an event of a newer program at one position.
        class NewerStore : public test::MemoryEventStore {
        public:
            std::int64_t unknownAt = 0;
            Outcome<void> readForward(std::int64_t from, std::int64_t limit, const EventVisitor& visit) override
            {
                if (unknownAt >= from && unknownAt < from + limit)
                    return failure(StoreError{StoreErrorKind::UnknownEvent, "Event 3 has a version that this program does not know.", unknownAt, {}});
                return test::MemoryEventStore::readForward(from, limit, visit);
            }
        };
        class WholeChain : public JournalProof {
        public:
            explicit WholeChain(EventStore& store) : m_store(store) {}
            Result<ChainProof, StoreError> proveForward(const StoreHead&, std::int64_t) override { return ChainProof{m_store.head(), 0, {}}; }
            Result<std::vector<RebuiltRows>, StoreError> rebuildRows() override { return std::vector<RebuiltRows>(); }

        private:
            EventStore& m_store;
        };
        NewerStore store;
        SampleTrading trading(store);
        QVERIFY(trading.run(3));
        store.unknownAt = 3;
        test::VirtualWorld world;
        test::VirtualScheduler engine(world);
        WholeChain proof(store);
        ProjectionRebuilderService rebuilder(proof, world);
        DataIntegrityMonitor monitor({store, store, proof, rebuilder, world, engine});
        monitor.start();
        world.advance(std::chrono::seconds(1));
        QVERIFY(monitor.report().stopsTrading());
        QVERIFY(monitor.report().chainIsWhole);
        QCOMPARE(monitor.report().lastFindings.front().position, std::int64_t(3));
        const auto passes = monitor.report().passes;
        world.advance(DataIntegrityMonitor::interval);
        QCOMPARE(monitor.report().passes, passes);   // until restart
    }
    void monitorThatIsGoneDoesNothing()
    {
        World world;
        for (int i = 0; i < 250; ++i)
            QVERIFY(world.trading.commitOne([&] { return world.trading.recordUser("k", std::to_string(i)); }));
        {
            DataIntegrityMonitor brief({world.store, world.desk, world.desk, world.rebuilder, world.time, world.engine});
            brief.start();
        }
        world.run(std::chrono::seconds(400));
        QCOMPARE(world.desk.pages, 1);
    }
};

QTEST_GUILESS_MAIN(DataIntegrityMonitorTest)
#include "data_integrity_monitor_test.moc"
