// Snapshots of long streams: what is loaded through one equals the fold of all events, and one that is wrong in any way counts as none.
#include "application/bus/aggregate_states.h"
#include "infrastructure/persistence/journal_verifier.h"
#include "tests/infrastructure/persistence/journal_tools.h"
#include "tests/support/store/sample_trading.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::infrastructure;
using test::SampleTrading;

class SnapshotTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;
    const StreamId m_account = accountStream(SampleTrading::account());
    const StreamId m_position = positionStream(SampleTrading::account(), SampleTrading::instrument());

    // Long enough for one snapshot of the account and of the position, and some events more.
    std::string longJournal()
    {
        const std::string file = m_folder.filePath(QStringLiteral("j%1.db").arg(++m_count)).toStdString();
        const auto journal = test::openJournal(file);
        if (!journal)
            return {};
        SampleTrading trading(**journal);
        bool good = (*journal)->begin() && trading.openAccount() && (*journal)->commit();
        for (int i = 0; i < 510 && good; ++i) {
            const std::string order = "o-" + std::to_string(i);
            good = (*journal)->begin() && trading.placeOrder(order) && trading.sendOrder(order) && trading.acceptOrder(order)
                && trading.fillOrder(order) && (*journal)->commit();
            // Two idle turns, one for each stream that is due.
            if (i == 503) {
                (*journal)->maintain();
                (*journal)->maintain();
            }
        }
        return good ? file : std::string();
    }
    static AggregateState foldOf(Journal& journal, const StreamId& stream, AggregateState state, std::int64_t fromVersion)
    {
        [[maybe_unused]] const auto read = journal.readStream(stream, fromVersion, [&state](const RecordedEvent& event) {
            state = foldAny(std::move(state), event.event);
        });
        return state;
    }

private Q_SLOTS:
    void shortStreamsHaveNone()
    {
        const std::string file = m_folder.filePath(QStringLiteral("short.db")).toStdString();
        const auto journal = test::openJournal(file);
        QVERIFY(journal && SampleTrading(**journal).run(3));
        (*journal)->maintain();
        QVERIFY(!(*journal)->snapshot(m_account)->has_value());
        QCOMPARE((*journal)->refusedSnapshots(), 0U);
        QCOMPARE(test::queryText(file, "SELECT count(*) FROM snapshots"), std::string("0\n"));
    }
    void foldFromASnapshotEqualsTheWholeFold()
    {
        const std::string file = longJournal();
        const auto journal = test::openJournal(file);
        QVERIFY(journal);
        for (const auto& stream : {m_account, m_position}) {
            const auto snapshot = (*journal)->snapshot(stream);
            QVERIFY(snapshot && snapshot->has_value());
            QVERIFY((*snapshot)->version >= SnapshotStore::eventsPerSnapshot);
            QVERIFY((*snapshot)->version < (*journal)->streamVersion(stream));
            const auto whole = foldOf(**journal, stream, emptyStateOf(stream.category), 1);
            QVERIFY(foldOf(**journal, stream, (*snapshot)->state, (*snapshot)->version + 1) == whole);
            AggregateStates states(**journal);
            const auto loaded = states.load(stream);
            QVERIFY(loaded && (*loaded)->state == whole);
            QCOMPARE((*loaded)->version, (*journal)->streamVersion(stream));
        }
        const auto report = JournalVerifier::verify(file, JournalProjections::Trading);
        QVERIFY2(report && report->ok, report ? report->reason.c_str() : "refused");
    }
    void aWrongSnapshotCountsAsNone_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("state") << QStringLiteral("UPDATE snapshots SET state=replace(state, 'USD', 'EUR')");
        QTest::newRow("hash") << QStringLiteral("UPDATE snapshots SET hash=zeroblob(32)");
        QTest::newRow("version") << QStringLiteral("UPDATE snapshots SET version=version-1");
        QTest::newRow("beyond its stream") << QStringLiteral("UPDATE snapshots SET version=100000");
        QTest::newRow("schema version") << QStringLiteral("UPDATE snapshots SET schema_version=schema_version+1");
    }
    void aWrongSnapshotCountsAsNone()
    {
        QFETCH(const QString, sql);
        const std::string file = longJournal();
        QVERIFY(test::tamper(file, sql.toStdString()));
        const auto journal = test::openJournal(file);
        QVERIFY(journal);
        QVERIFY(!(*journal)->snapshot(m_account)->has_value());
        QCOMPARE((*journal)->refusedSnapshots(), 1U);
        AggregateStates states(**journal);
        const auto loaded = states.load(m_account);
        QVERIFY(loaded && (*loaded)->state == foldOf(**journal, m_account, emptyStateOf("account"), 1));
    }
    void aSnapshotOfAnotherStreamIsRefused()
    {
        const std::string file = longJournal();
        QVERIFY(test::tamper(file, "UPDATE snapshots SET stream=-stream; UPDATE snapshots SET stream=4+stream"));
        const auto journal = test::openJournal(file);
        QVERIFY(journal);
        QVERIFY(!(*journal)->snapshot(m_account)->has_value());
        QVERIFY(!(*journal)->snapshot(m_position)->has_value());
    }
};

QTEST_GUILESS_MAIN(SnapshotTest)
#include "snapshot_test.moc"
