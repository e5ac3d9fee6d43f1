// What the journal's file goes through: crashes, damage, other programs, read-only places.
#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/journal_verifier.h"
#include "infrastructure/persistence/offline_journal.h"
#include "tests/infrastructure/persistence/journal_tools.h"
#include "tests/support/store/sample_trading.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::infrastructure;
using test::SampleTrading;

namespace {

const char* const everyRow =
    "SELECT 'o'||stream||'|'||changed_at||'|'||is_open||'|'||submitted_at||'|'||updated_at||'|'||row FROM rm_orders_v1 UNION ALL "
    "SELECT 'f'||changed_at||'|'||account||'|'||client_order_id||'|'||row FROM rm_fills_v1 UNION ALL "
    "SELECT 'p'||stream||'|'||changed_at||'|'||row FROM rm_positions_v1 UNION ALL "
    "SELECT 'a'||stream||'|'||changed_at||'|'||row FROM rm_accounts_v1 ORDER BY 1";

}  // namespace

class JournalTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    std::string path() { return m_folder.filePath(QStringLiteral("j%1.db").arg(++m_count)).toStdString(); }
    std::string fresh()
    {
        const std::string made = path();
        return test::makeJournal(made) ? made : std::string();
    }

private Q_SLOTS:
    void reopenedJournalHasEverything()
    {
        const std::string file = fresh();
        const auto journal = test::openJournal(file);
        QVERIFY2(journal, journal ? "" : journal.error().text.c_str());
        QCOMPARE((*journal)->head().position, 21);
        QVERIFY(!(*journal)->wasRebuiltAtOpen());
        QCOMPARE((*journal)->streamVersion(SampleTrading::order("order-1")), 4);
        QVERIFY(*(*journal)->findCommand(SampleTrading::commandId(1)));
        QCOMPARE((*journal)->orders({})->size(), 4U);
    }
    void filesAreTheOwnersOnly()
    {
        const std::string file = path();
        const auto journal = test::openJournal(file);
        QVERIFY(journal);
        QVERIFY(SampleTrading(**journal).run(1));
        for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
            struct stat status = {};
            QCOMPARE(::stat((file + suffix).c_str(), &status), 0);
            QCOMPARE(status.st_mode & 0777U, 0600U);
        }
    }
    void crashBetweenBeginAndCommitLeavesThePrefix()
    {
        const std::string file = path();
        const std::string copy = path();
        const auto journal = test::openJournal(file);
        SampleTrading trading(**journal);
        QVERIFY(trading.run(2));
        const StoreHead head = (*journal)->head();
        QVERIFY((*journal)->begin());
        QVERIFY(trading.placeOrder("half"));
        QVERIFY(trading.sendOrder("half"));
        QVERIFY(test::copyAsAfterCrash(file, copy));
        const auto survived = test::openJournal(copy);
        QVERIFY2(survived, survived ? "" : survived.error().text.c_str());
        QCOMPARE((*survived)->head().position, head.position);
        QVERIFY((*survived)->head().hash == head.hash);
        QCOMPARE((*survived)->streamVersion(SampleTrading::order("half")), 0);
        (*journal)->rollback();
    }
    void whatWasCommittedSurvivesACrash()
    {
        const std::string file = path();
        const auto journal = test::openJournal(file);
        SampleTrading trading(**journal);
        QVERIFY(trading.commitOne([&] { return trading.openAccount(); }));
        for (int i = 1; i <= 5; ++i) {
            QVERIFY(trading.commitOne([&] { return trading.placeOrder("c" + std::to_string(i)); }));
            const std::string copy = path();
            QVERIFY(test::copyAsAfterCrash(file, copy));
            const auto report = JournalVerifier::verify(copy, JournalProjections::Trading);
            QVERIFY(report);
            QVERIFY2(report->ok, report->reason.c_str());
            QCOMPARE(report->events, 2 + i);
        }
    }
    void tornTailOfTheWalIsCutAtACommit()
    {
        const std::string file = path();
        const auto journal = test::openJournal(file);
        SampleTrading trading(**journal);
        QVERIFY(trading.run(1));
        const QByteArray wal = test::contentOf(file + "-wal");
        for (const int lost : {1, 100, 4096, 5000, 9000}) {
            const std::string copy = path();
            QVERIFY(test::overwrite(copy, test::contentOf(file)) && test::overwrite(copy + "-wal", wal.left(wal.size() - lost)));
            const auto report = JournalVerifier::verify(copy, JournalProjections::Trading);
            QVERIFY(report);
            QVERIFY2(report->ok, report->reason.c_str());
            QVERIFY(report->events < (*journal)->head().position + 1);
        }
    }
    void projectionsAreRebuiltEqual_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("missing") << QStringLiteral("DELETE FROM projections WHERE name='orders'; DELETE FROM rm_orders_v1");
        QTest::newRow("ahead") << QStringLiteral("UPDATE projections SET position=position+5; UPDATE rm_fills_v1 SET account='x'");
        QTest::newRow("behind") << QStringLiteral("UPDATE projections SET position=3; DELETE FROM rm_positions_v1");
        QTest::newRow("other chain") << QStringLiteral("UPDATE projections SET hash=zeroblob(32); DELETE FROM rm_accounts_v1");
    }
    void projectionsAreRebuiltEqual()
    {
        QFETCH(const QString, sql);
        const std::string file = fresh();
        const std::string before = test::queryText(file, everyRow);
        QVERIFY(!before.empty());
        QVERIFY(test::tamper(file, sql.toStdString()));
        QVERIFY(test::queryText(file, everyRow) != before);
        {
            const auto journal = test::openJournal(file);
            QVERIFY2(journal, journal ? "" : journal.error().text.c_str());
            QVERIFY((*journal)->wasRebuiltAtOpen());
        }
        QCOMPARE(test::queryText(file, everyRow), before);
    }
    void rebuildOnDemandTwiceGivesTheSameRows()
    {
        const std::string file = fresh();
        const std::string before = test::queryText(file, everyRow);
        {
            const auto journal = test::openJournal(file);
            for (int i = 0; i < 2; ++i) {
                const auto rebuilt = (*journal)->rebuildProjections();
                QVERIFY(rebuilt);
                QCOMPARE(rebuilt->size(), 4U);
                QCOMPARE(rebuilt->front().rows, 4);
                QCOMPARE(rebuilt->front().events, 21);
            }
        }
        QCOMPARE(test::queryText(file, everyRow), before);
    }
    void rebuildOfAnEmptyJournalDoesNothing()
    {
        const auto journal = test::openJournal(path());
        const auto rebuilt = (*journal)->rebuildProjections();
        QVERIFY(rebuilt);
        QCOMPARE(rebuilt->front().rows, 0);
    }
    void damagedFilesAreRefusedUntouched_data()
    {
        QTest::addColumn<QString>("damage");
        QTest::addColumn<int>("kind");
        QTest::newRow("header") << "header" << static_cast<int>(StoreErrorKind::Corrupt);
        QTest::newRow("truncated") << "truncated" << static_cast<int>(StoreErrorKind::Corrupt);
        QTest::newRow("short") << "short" << static_cast<int>(StoreErrorKind::Corrupt);
        QTest::newRow("page") << "page" << static_cast<int>(StoreErrorKind::Corrupt);
        QTest::newRow("newer") << "newer" << static_cast<int>(StoreErrorKind::Newer);
        QTest::newRow("foreign") << "foreign" << static_cast<int>(StoreErrorKind::Corrupt);
        QTest::newRow("schema") << "schema" << static_cast<int>(StoreErrorKind::Corrupt);
        QTest::newRow("tail event") << "tail event" << static_cast<int>(StoreErrorKind::Corrupt);
    }
    void damagedFilesAreRefusedUntouched()
    {
        QFETCH(const QString, damage);
        QFETCH(const int, kind);
        const std::string file = fresh();
        QByteArray content = test::contentOf(file);
        if (damage == QStringLiteral("header"))
            content[3] = 'x';
        else if (damage == QStringLiteral("truncated"))
            content.chop(4096);
        else if (damage == QStringLiteral("short"))
            content.truncate(50);
        else if (damage == QStringLiteral("page"))
            content.replace(4096 * 3, 64, QByteArray(64, '\xFF'));
        QVERIFY(test::overwrite(file, content));
        if (damage == QStringLiteral("newer"))
            QVERIFY(test::tamper(file, "PRAGMA user_version=4"));
        else if (damage == QStringLiteral("foreign"))
            QVERIFY(test::tamper(file, "PRAGMA application_id=7"));
        else if (damage == QStringLiteral("schema"))
            QVERIFY(test::tamper(file, "DROP INDEX rm_orders_open"));
        else if (damage == QStringLiteral("tail event"))
            QVERIFY(test::tamper(file, "UPDATE events SET actor='x' WHERE position=20"));
        const QByteArray before = test::contentOf(file);
        const auto opened = test::openJournal(file);
        QVERIFY(!opened);
        QCOMPARE(static_cast<int>(opened.error().kind), kind);
        QVERIFY(!opened.error().text.empty());
        QVERIFY(test::contentOf(file) == before);
    }
    void aJournalThatVanishedIsNotBegunAnew()
    {
        const std::string file = fresh();
        QVERIFY(QFile::remove(QString::fromStdString(file)));
        const auto opened = test::openJournal(file);
        QVERIFY(!opened);
        QVERIFY(opened.error().kind == StoreErrorKind::Corrupt);
        QVERIFY(!QFileInfo::exists(QString::fromStdString(file)));
    }
    void secondWriterIsRefused()
    {
        const std::string file = fresh();
        const auto first = test::openJournal(file);
        QVERIFY(first);
        const auto second = test::openJournal(file);
        QVERIFY(!second);
        QVERIFY(second.error().kind == StoreErrorKind::Locked);
        SampleTrading trading(**first);
        QVERIFY((*first)->begin());
        (*first)->rollback();
    }
    void writingByAnotherProgramStopsTheJournal()
    {
        const std::string file = fresh();
        const auto journal = test::openJournal(file);
        QVERIFY((*journal)->begin());
        QVERIFY((*journal)->setListenerPosition("router", 1));
        QVERIFY((*journal)->commit());
        QVERIFY(test::tamper(file, "UPDATE listeners SET position=2"));
        const auto begun = (*journal)->begin();
        QVERIFY(!begun);
        QVERIFY(begun.error().kind == StoreErrorKind::Broken);
        QVERIFY(!(*journal)->begin());
    }
    void folderThatCannotBeWrittenIsRefusedAndReadable()
    {
        if (::getuid() != 0)
            QSKIP("needs another user to be without rights; runs as root only");
        QTemporaryDir folder(QStringLiteral("/tmp/journal-readonly-XXXXXX"));
        const std::string file = folder.filePath(QStringLiteral("journal.db")).toStdString();
        const std::string origin = path();
        const auto live = test::openJournal(origin);
        QVERIFY(SampleTrading(**live).run(1));
        QVERIFY(test::copyAsAfterCrash(origin, file));   // with a -wal that holds everything
        for (const char* suffix : {"", "-wal"})
            QCOMPARE(::chmod((file + suffix).c_str(), 0444), 0);
        QCOMPARE(::chmod(folder.path().toLocal8Bit().constData(), 0555), 0);
        const QByteArray before = test::contentOf(file) + test::contentOf(file + "-wal");
        const pid_t child = ::fork();
        if (child == 0) {
            if (::setgid(65534) != 0 || ::setuid(65534) != 0)
                ::_exit(9);
            const auto writer = test::openJournal(file);
            const auto reader = openOffline(file);
            const bool good = !writer && writer.error().kind == StoreErrorKind::ReadOnly && reader
                && (*reader)->head().position == 9 && (*reader)->orders({}) && (*reader)->orders({})->size() == 2;
            ::_exit(good ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
        QVERIFY(test::contentOf(file) + test::contentOf(file + "-wal") == before);
    }
    void offlineReadingChangesNothing_data()
    {
        QTest::addColumn<bool>("withWal");
        QTest::newRow("closed") << false;
        QTest::newRow("after a crash") << true;
    }
    void offlineReadingChangesNothing()
    {
        QFETCH(const bool, withWal);
        std::string file = fresh();
        if (withWal) {
            const std::string origin = path();
            const auto live = test::openJournal(origin);
            QVERIFY(SampleTrading(**live).run(3));
            file = path();
            QVERIFY(test::copyAsAfterCrash(origin, file));
        }
        QCOMPARE(QFileInfo::exists(QString::fromStdString(file + "-wal")), withWal);
        const QByteArray before = test::contentOf(file);
        const QByteArray walBefore = test::contentOf(file + "-wal");
        {
            const auto offline = openOffline(file);
            QVERIFY2(offline, offline ? "" : offline.error().text.c_str());
            QCOMPARE((*offline)->head().position, 21);
            QCOMPARE((*offline)->orders({})->size(), 4U);
            QCOMPARE((*offline)->streamVersion(SampleTrading::order("order-1")), 4);
            int events = 0;
            QVERIFY((*offline)->readForward(1, 1000, [&events](const RecordedEvent&) { ++events; }));
            QCOMPARE(events, 21);
            QVERIFY((*offline)->begin().error().kind == StoreErrorKind::ReadOnly);
        }
        QVERIFY(test::contentOf(file) == before);
        QVERIFY(test::contentOf(file + "-wal") == walBefore);
        QCOMPARE(QFileInfo::exists(QString::fromStdString(file + "-wal")), withWal);
    }
    void offlineViewsThatLagAreAnError()
    {
        const std::string file = fresh();
        QVERIFY(test::tamper(file, "UPDATE projections SET position=3"));
        const auto offline = openOffline(file);
        QVERIFY(offline);
        QVERIFY(!(*offline)->orders({}));
        QVERIFY((*offline)->readForward(1, 1, [](const RecordedEvent&) {}));
    }
    void absentFileIsNotMadeByReading()
    {
        const std::string file = path();
        QVERIFY(!openOffline(file));
        QVERIFY(!QFileInfo::exists(QString::fromStdString(file)));
    }
    void unknownPayloadIsNamedWithItsPosition()
    {
        const std::string file = fresh();
        QVERIFY(test::tamper(file, "UPDATE events SET schema_version=7 WHERE position=5"));
        const auto offline = openOffline(file);
        QVERIFY(offline);
        int seen = 0;
        const auto read = (*offline)->readForward(1, 100, [&seen](const RecordedEvent&) { ++seen; });
        QVERIFY(!read);
        QVERIFY(read.error().kind == StoreErrorKind::UnknownEvent);
        QCOMPARE(read.error().position, 5);
        QCOMPARE(seen, 4);
    }
    void anchorsAreWrittenAtCloseAndEveryThousandEvents()
    {
        const std::string file = path();
        {
            const auto journal = test::openJournal(file);
            SampleTrading trading(**journal);
            QVERIFY((*journal)->begin());
            for (int i = 0; i < 1'001; ++i)
                QVERIFY(trading.recordUser("k", std::to_string(i)));
            QVERIFY(readAnchors({anchorsPathOf(file)}).anchors.empty());   // only what is committed
            QVERIFY((*journal)->commit());
            (*journal)->maintain();   // off the commit path
            QCOMPARE(readAnchors({anchorsPathOf(file)}).anchors.size(), 1U);
            (*journal)->maintain();
            QCOMPARE(readAnchors({anchorsPathOf(file)}).anchors.size(), 1U);
            QVERIFY((*journal)->begin());
            QVERIFY(trading.recordUser("k", "last"));
            QVERIFY((*journal)->commit());
            QCOMPARE((*journal)->anchorFailures(), 0U);
        }
        const auto anchors = readAnchors({anchorsPathOf(file)}).anchors;
        QCOMPARE(anchors.size(), 2U);
        QCOMPARE(anchors.back().position, 1'002);
    }
    void maintenanceKeepsTheJournalSound()
    {
        const std::string file = path();
        const auto journal = test::openJournal(file);
        SampleTrading trading(**journal);
        for (int i = 0; i < 400; ++i) {
            QVERIFY(trading.commitOne([&] { return trading.recordUser("k", std::string(2'000, 'x')); }));
            if (i % 50 == 0)
                (*journal)->maintain();
        }
        const auto report = JournalVerifier::verify(file, JournalProjections::Trading);
        QVERIFY(report);
        QVERIFY2(report->ok, report->reason.c_str());
        QCOMPARE(report->events, 400);
    }
    void venueJournalKeepsNoViews()
    {
        const std::string file = path();
        {
            const auto journal = Journal::open({file, JournalProjections::None, 0});
            QVERIFY(journal);
            QVERIFY(SampleTrading(**journal).run(1));
            QVERIFY((*journal)->orders({})->empty());
        }
        const auto report = JournalVerifier::verify(file, JournalProjections::None);
        QVERIFY(report);
        QVERIFY2(report->ok, report->reason.c_str());
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
