// Views that lag: checkpoints, rebuilds beside the living view, and dead letters that people can read, retry and dismiss.
#include "infrastructure/persistence/lagging_views.h"
#include "tests/support/store/memory_event_store.h"
#include "tests/support/store/sample_trading.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::infrastructure;
using test::SampleTrading;

namespace {

// Counts the events of each stream; refuses chosen positions.
class CountingView : public LaggingView {
public:
    std::set<std::int64_t> poison;
    int codeVersion = 1;
    int applied = 0;

    std::string name() const override { return "counts"; }
    int version() const override { return codeVersion; }
    std::string createSql(const std::string& table) const override
    {
        return "CREATE TABLE " + table + "(stream TEXT PRIMARY KEY, events INTEGER NOT NULL, newest INTEGER NOT NULL) STRICT, WITHOUT ROWID;";
    }
    Result<void, std::string> apply(SqliteConnection& connection, const std::string& table, const RecordedEvent& event) override
    {
        ++applied;
        auto statement = connection.prepare("INSERT INTO " + table + "(stream, events, newest) VALUES(?1,1,?2) ON CONFLICT(stream) DO UPDATE "
                                            "SET events=events+1, newest=?2");
        if (!statement)
            return failure(statement.error().text);
        const std::string stream = event.stream.toString();
        statement->bindText(1, stream);
        statement->bindInteger(2, event.position);
        [[maybe_unused]] const int outcome = statement->run();
        // After the write, so that it must be taken back.
        if (poison.contains(event.position))
            return failure(std::string("this event is poison"));
        return {};
    }
};

}  // namespace

class LaggingViewsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    std::string path() { return m_folder.filePath(QStringLiteral("v%1.db").arg(++m_count)).toStdString(); }
    static std::unique_ptr<LaggingViews> open(const std::string& path, EventStore& store, LaggingView& view)
    {
        auto views = LaggingViews::open(path, store, {&view});
        if (!views)
            qWarning("%s", views.error().text.c_str());
        return views ? *std::move(views) : nullptr;
    }
    static bool catchUp(LaggingViews& views)
    {
        for (int i = 0; i < 100; ++i) {
            const auto behind = views.step();
            if (!behind)
                return false;
            if (!*behind)
                return true;
        }
        return false;
    }
    static std::string rowsOf(LaggingViews& views)
    {
        const auto table = views.activeTable("counts");
        if (!table || table->empty())
            return "none";
        auto statement = views.connection().prepare("SELECT stream, events, newest FROM " + *table + " ORDER BY stream");
        std::string out;
        while (statement && statement->step() == 100)
            out += std::string(statement->text(0)) + ' ' + std::to_string(statement->integer(1)) + ' ' + std::to_string(statement->integer(2)) + '\n';
        return out;
    }
    static std::string eventsSum(LaggingViews& views)
    {
        const auto table = views.activeTable("counts");
        return table && !table->empty() ? std::to_string(*views.connection().queryInteger("SELECT sum(events) FROM " + *table)) : "none";
    }

private Q_SLOTS:
    void viewFollowsTheJournalAndReopens()
    {
        const std::string file = path();
        test::MemoryEventStore store;
        SampleTrading trading(store);
        QVERIFY(trading.run(3));
        CountingView view;
        {
            const auto views = open(file, store, view);
            QVERIFY(views);
            QCOMPARE(*views->activeTable("counts"), std::string());   // not before it is whole
            QVERIFY(catchUp(*views));
            QCOMPARE(eventsSum(*views), std::string("21"));
            QVERIFY(views->deadLetters()->empty());
        }
        QVERIFY(trading.commitOne([&] { return trading.placeOrder("later"); }));
        view.applied = 0;
        const auto views = open(file, store, view);
        QVERIFY(catchUp(*views));
        QCOMPARE(view.applied, 1);
        QCOMPARE(eventsSum(*views), std::string("22"));
    }
    void rebuildOfAnEmptyJournal()
    {
        test::MemoryEventStore store;
        CountingView view;
        const auto views = open(path(), store, view);
        QVERIFY(catchUp(*views));
        QCOMPARE(*views->activeTable("counts"), std::string("rm_counts_v1"));
        QVERIFY(views->rebuild("counts"));
        QVERIFY(catchUp(*views));
        QCOMPARE(*views->activeTable("counts"), std::string("rm_counts_v2"));
        QCOMPARE(views->progress()->size(), 1U);
    }
    void rebuildRunsBesideTheLivingView()
    {
        test::MemoryEventStore store;
        SampleTrading trading(store);
        for (int i = 0; i < 450; ++i)
            QVERIFY(trading.commitOne([&] { return trading.recordUser("k", std::to_string(i)); }));
        CountingView view;
        const auto views = open(path(), store, view);
        QVERIFY(catchUp(*views));
        const std::string before = rowsOf(*views);
        QVERIFY(views->rebuild("counts"));
        QVERIFY(*views->step());
        QCOMPARE(views->progress()->size(), 2U);
        QCOMPARE(rowsOf(*views), before);                       // the old one is shown until the flip
        QVERIFY(trading.commitOne([&] { return trading.recordUser("k", "meanwhile"); }));
        QVERIFY(catchUp(*views));
        QCOMPARE(eventsSum(*views), std::string("451"));
        QCOMPARE(*views->activeTable("counts"), std::string("rm_counts_v2"));
        // The old one is gone; twice in a row gives the same rows.
        QCOMPARE(*views->connection().queryInteger("SELECT count(*) FROM sqlite_schema WHERE name='rm_counts_v1'"), 0);
        const std::string first = rowsOf(*views);
        QVERIFY(views->rebuild("counts"));
        QVERIFY(catchUp(*views));
        QCOMPARE(rowsOf(*views), first);
    }
    void rebuildIsCancelledAndResumed()
    {
        const std::string file = path();
        test::MemoryEventStore store;
        SampleTrading trading(store);
        for (int i = 0; i < 450; ++i)
            QVERIFY(trading.commitOne([&] { return trading.recordUser("k", std::to_string(i)); }));
        CountingView view;
        {
            const auto views = open(file, store, view);
            QVERIFY(!views->cancelRebuild("counts"));            // the first one has nothing behind it
            QVERIFY(catchUp(*views));
            QVERIFY(views->rebuild("counts"));
            QVERIFY(views->step());
            QVERIFY(views->cancelRebuild("counts"));
            QCOMPARE(views->progress()->size(), 1U);
            QVERIFY(catchUp(*views));
            QCOMPARE(*views->activeTable("counts"), std::string("rm_counts_v1"));
            QVERIFY(views->rebuild("counts"));
            QVERIFY(views->step());
        }
        view.applied = 0;
        const auto views = open(file, store, view);
        QVERIFY(catchUp(*views));
        QCOMPARE(view.applied, 250);                             // goes on where it was
        QCOMPARE(*views->activeTable("counts"), std::string("rm_counts_v2"));
        QCOMPARE(eventsSum(*views), std::string("450"));
    }
    void newVersionOfTheCodeIsBuiltBeside()
    {
        const std::string file = path();
        test::MemoryEventStore store;
        QVERIFY(SampleTrading(store).run(2));
        CountingView view;
        QVERIFY(catchUp(*open(file, store, view)));
        view.codeVersion = 2;
        const auto views = open(file, store, view);
        QCOMPARE(views->progress()->size(), 2U);
        QCOMPARE(*views->activeTable("counts"), std::string("rm_counts_v1"));
        QVERIFY(catchUp(*views));
        QCOMPARE(*views->activeTable("counts"), std::string("rm_counts_v2"));
    }
    void poisonParksItsSequenceAndOthersGoOn()
    {
        test::MemoryEventStore store;
        SampleTrading trading(store);
        CountingView view;
        const auto views = open(path(), store, view);
        QVERIFY(catchUp(*views));
        QVERIFY(trading.commitOne([&] { return trading.placeOrder("a"); }));   // 1
        view.poison = {2};
        QVERIFY(trading.commitOne([&] { return trading.sendOrder("a"); }));    // 2
        QVERIFY(trading.commitOne([&] { return trading.acceptOrder("a"); }));  // 3
        QVERIFY(trading.commitOne([&] { return trading.placeOrder("b"); }));   // 4
        QVERIFY(catchUp(*views));
        const auto letters = views->deadLetters();
        QCOMPARE(letters->size(), 2U);
        QCOMPARE(letters->front().position, 2);
        QVERIFY(letters->front().state == DeadLetterState::Failed);
        QCOMPARE(letters->front().attempts, 1);
        QCOMPARE(letters->front().error, std::string("this event is poison"));
        QCOMPARE(letters->back().position, 3);
        QVERIFY(letters->back().state == DeadLetterState::Waiting);
        QCOMPARE(eventsSum(*views), std::string("2"));           // 1 and 4; what 2 wrote was taken back
        const std::string sequence = SampleTrading::order("a").toString();
        QVERIFY(!*views->retry("counts", sequence));
        QCOMPARE(views->deadLetters()->front().attempts, 2);
        view.poison.clear();
        QVERIFY(*views->retry("counts", sequence));
        QVERIFY(views->deadLetters()->empty());
        QCOMPARE(eventsSum(*views), std::string("4"));
    }
    void dismissedEventIsPassedOverForGood()
    {
        test::MemoryEventStore store;
        SampleTrading trading(store);
        CountingView view;
        const auto views = open(path(), store, view);
        QVERIFY(catchUp(*views));
        view.poison = {1};
        QVERIFY(trading.commitOne([&] { return trading.placeOrder("a"); }));
        QVERIFY(trading.commitOne([&] { return trading.sendOrder("a"); }));
        QVERIFY(catchUp(*views));
        QVERIFY(views->dismiss("counts", 1));
        QVERIFY(*views->retry("counts", SampleTrading::order("a").toString()));
        QCOMPARE(views->deadLetters()->size(), 1U);
        QCOMPARE(eventsSum(*views), std::string("1"));
        QVERIFY(views->rebuild("counts"));
        QVERIFY(catchUp(*views));
        QCOMPARE(*views->activeTable("counts"), std::string("rm_counts_v2"));
        QCOMPARE(eventsSum(*views), std::string("1"));
    }
    void poisonStopsARebuildAndTheOldViewStays()
    {
        test::MemoryEventStore store;
        SampleTrading trading(store);
        QVERIFY(trading.run(2));
        CountingView view;
        const auto views = open(path(), store, view);
        QVERIFY(catchUp(*views));
        view.poison = {5};
        QVERIFY(views->rebuild("counts"));
        QVERIFY(catchUp(*views));
        const auto progress = views->progress();
        QCOMPARE(progress->size(), 2U);
        QVERIFY(progress->back().state == ViewState::Faulted);
        QCOMPARE(progress->back().position, 4);
        QVERIFY(progress->back().error.starts_with("Event 5"));
        QCOMPARE(*views->activeTable("counts"), std::string("rm_counts_v1"));
        QVERIFY(views->deadLetters()->empty());
        view.poison.clear();
        QVERIFY(views->rebuild("counts"));
        QVERIFY(catchUp(*views));
        QCOMPARE(views->progress()->size(), 1U);
        QVERIFY(*views->activeTable("counts") != std::string("rm_counts_v1"));
    }
    void eventThatEndsTheProgramIsParkedAtLast()
    {
        test::MemoryEventStore store;
        SampleTrading trading(store);
        CountingView view;
        const auto views = open(path(), store, view);
        QVERIFY(catchUp(*views));
        QVERIFY(trading.commitOne([&] { return trading.placeOrder("a"); }));
        QVERIFY(trading.commitOne([&] { return trading.placeOrder("b"); }));
        // As many starts as a program leaves that died in the handler each time.
        QVERIFY(views->connection().execute("UPDATE views SET starts=6"));
        view.applied = 0;
        QVERIFY(*views->step());
        QCOMPARE(view.applied, 0);
        QCOMPARE(views->deadLetters()->size(), 1U);
        QVERIFY(catchUp(*views));
        QCOMPARE(eventsSum(*views), std::string("1"));
    }
    void viewOfAnotherJournalIsMadeAnew()
    {
        const std::string file = path();
        CountingView view;
        {
            test::MemoryEventStore store;
            QVERIFY(SampleTrading(store).run(3));
            QVERIFY(catchUp(*open(file, store, view)));
        }
        test::MemoryEventStore other;
        QVERIFY(SampleTrading(other).run(1));
        const auto views = open(file, other, view);
        QVERIFY(catchUp(*views));
        QCOMPARE(eventsSum(*views), std::to_string(other.head().position));
    }
    void damagedFileIsMadeAnew()
    {
        const std::string file = path();
        QFile garbage(QString::fromStdString(file));
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write(QByteArray(9000, 'x'));
        garbage.close();
        test::MemoryEventStore store;
        QVERIFY(SampleTrading(store).run(1));
        CountingView view;
        const auto views = open(file, store, view);
        QVERIFY(views);
        QVERIFY(catchUp(*views));
        QCOMPARE(eventsSum(*views), std::to_string(store.head().position));
    }
};

QTEST_GUILESS_MAIN(LaggingViewsTest)
#include "lagging_views_test.moc"
