// The inline views made anew in pages beside the rows in use: what was damaged is mended, what goes on meanwhile is in it, and what
// does not come to its end leaves everything as it was.
#include "infrastructure/persistence/journal_verifier.h"
#include "tests/infrastructure/persistence/journal_tools.h"
#include "tests/support/store/sample_trading.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::infrastructure;
using test::SampleTrading;

class JournalRebuildTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    std::string path() { return m_folder.filePath(QStringLiteral("j%1.db").arg(++m_count)).toStdString(); }
    // Pages until it is done; its error otherwise.
    static Result<RebuildStep, StoreError> finish(Journal& journal, std::int64_t limit = 10)
    {
        for (int i = 0; i < 10'000; ++i) {
            auto step = journal.stepRebuild(limit);
            if (!step || step->isDone)
                return step;
        }
        return failure(StoreError{StoreErrorKind::Broken, "It does not end.", 0, {}});
    }
    static std::string verdict(const std::string& file)
    {
        const auto report = JournalVerifier::verify(file, JournalProjections::Trading);
        return !report ? report.error().text : report->reason;
    }

private Q_SLOTS:
    void damageIsMended_data()
    {
        QTest::addColumn<QByteArray>("damage");
        QTest::newRow("changed row") << QByteArray("UPDATE rm_orders_v1 SET row=replace(row, 'filled', 'new')");
        QTest::newRow("missing rows") << QByteArray("DELETE FROM rm_fills_v1");
        QTest::newRow("row of nobody") << QByteArray("INSERT INTO rm_positions_v1 SELECT 900, changed_at, row FROM rm_positions_v1 LIMIT 1");
        QTest::newRow("another column") << QByteArray("UPDATE rm_orders_v1 SET is_open=1-is_open");
        QTest::newRow("nothing") << QByteArray("SELECT 1");
    }
    void damageIsMended()
    {
        QFETCH(QByteArray, damage);
        const std::string file = path();
        QVERIFY(test::makeJournal(file, 4));
        QVERIFY(test::tamper(file, damage.toStdString()));
        {
            const auto journal = test::openJournal(file);
            QVERIFY(journal);
            QVERIFY((*journal)->beginRebuild());
            const auto done = finish(**journal);
            QVERIFY2(done, done ? "" : done.error().text.c_str());
            QCOMPARE(done->position, (*journal)->head().position);
            QCOMPARE(done->rebuilt.size(), std::size_t(4));
        }
        QCOMPARE(verdict(file), std::string());
    }
    void whatIsCommittedMeanwhileIsInIt()
    {
        const std::string file = path();
        {
            const auto journal = test::openJournal(file);
            QVERIFY(journal);
            SampleTrading trading(**journal);
            QVERIFY(trading.run(3));
            QVERIFY((*journal)->beginRebuild());
            int added = 0;
            for (bool isDone = false; !isDone;) {
                const auto step = (*journal)->stepRebuild(5);
                QVERIFY(step);
                isDone = step->isDone;
                if (added < 4)
                    QVERIFY(trading.commitOne([&] { return trading.placeOrder("later-" + std::to_string(++added)); }));
            }
            QCOMPARE((*journal)->orders({})->size(), std::size_t(3 + 1 + 4));
        }
        QCOMPARE(verdict(file), std::string());
    }
    void rowsInUseAreReadMeanwhile()
    {
        const std::string file = path();
        const auto journal = test::openJournal(file);
        QVERIFY(journal);
        SampleTrading trading(**journal);
        QVERIFY(trading.run(5));
        const auto before = (*journal)->orders({});
        QVERIFY((*journal)->beginRebuild());
        QVERIFY((*journal)->stepRebuild(3));
        const auto during = (*journal)->orders({});
        QVERIFY(before && during);
        QCOMPARE(during->size(), before->size());   // never the half that is made
    }
    void emptyJournal()
    {
        const std::string file = path();
        const auto journal = test::openJournal(file);
        QVERIFY(journal);
        QVERIFY((*journal)->beginRebuild());
        const auto done = finish(**journal);
        QVERIFY(done);
        QVERIFY(done->isDone);
    }
    void twiceInARow()
    {
        const std::string file = path();
        const auto journal = test::openJournal(file);
        QVERIFY(journal);
        SampleTrading trading(**journal);
        QVERIFY(trading.run(3));
        for (int i = 0; i < 2; ++i) {
            QVERIFY((*journal)->beginRebuild());
            QVERIFY(finish(**journal));
        }
        QVERIFY(!(*journal)->stepRebuild(5));   // none is going on
    }
    void cancelledThenBegunAgain()
    {
        const std::string file = path();
        {
            const auto journal = test::openJournal(file);
            QVERIFY(journal);
            SampleTrading trading(**journal);
            QVERIFY(trading.run(3));
            QVERIFY((*journal)->beginRebuild());
            QVERIFY((*journal)->stepRebuild(5));
            (*journal)->cancelRebuild();
            QVERIFY(!(*journal)->stepRebuild(5));
            QVERIFY((*journal)->beginRebuild());
            QVERIFY((*journal)->stepRebuild(5));
            QVERIFY((*journal)->beginRebuild());    // anew, while one was going on
            QVERIFY(finish(**journal));
        }
        QCOMPARE(verdict(file), std::string());
    }
    void programThatEndsInTheMiddleLeavesWhatWas()
    {
        const std::string file = path();
        QVERIFY(test::makeJournal(file, 4));
        {
            const auto journal = test::openJournal(file);
            QVERIFY(journal);
            QVERIFY((*journal)->beginRebuild());
            QVERIFY((*journal)->stepRebuild(5));
        }
        QCOMPARE(verdict(file), std::string());
        QVERIFY(test::openJournal(file));
    }
    void poisonedEventStopsItAndLeavesTheRows()
    {
        const std::string file = path();
        QVERIFY(test::makeJournal(file, 60));   // so long that the start does not look at event 3
        QVERIFY(test::tamper(file, "UPDATE events SET schema_version=99 WHERE position=3"));
        const std::string rows = test::queryText(file, "SELECT group_concat(row) FROM rm_orders_v1");
        {
            const auto journal = test::openJournal(file);
            QVERIFY2(journal, journal ? "" : journal.error().text.c_str());
            QVERIFY((*journal)->beginRebuild());
            const auto done = finish(**journal);
            QVERIFY(!done);
            QCOMPARE(done.error().kind, StoreErrorKind::UnknownEvent);
            QCOMPARE(done.error().position, std::int64_t(3));
            QVERIFY(!(*journal)->stepRebuild(5));
        }
        QCOMPARE(test::queryText(file, "SELECT group_concat(row) FROM rm_orders_v1"), rows);
    }
};

QTEST_GUILESS_MAIN(JournalRebuildTest)
#include "journal_rebuild_test.moc"
