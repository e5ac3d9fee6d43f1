// Files of every format that was ever written open, are taken to the present format whole, and can be read as they are.
#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/journal_schema.h"
#include "infrastructure/persistence/journal_verifier.h"
#include "infrastructure/persistence/offline_journal.h"
#include "tests/infrastructure/persistence/journal_tools.h"
#include "tests/support/store/sample_trading.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::infrastructure;
using test::SampleTrading;

class JournalFormatTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    // What SampleTrading::run(3) left in a program of that format, with its anchors.
    std::string golden(int format)
    {
        const std::string source = qEnvironmentVariable("TRADECORE_SOURCE_DIR").toStdString() + "/tests/data/journal/format_"
            + std::to_string(format);
        const std::string path = m_folder.filePath(QStringLiteral("j%1.db").arg(++m_count)).toStdString();
        const bool copied = test::overwrite(path, test::contentOf(source + ".db"))
            && test::overwrite(anchorsPathOf(path), test::contentOf(source + ".anchors"));
        return copied ? path : std::string();
    }

private Q_SLOTS:
    void everyFormatOpensAndGoesOn_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("1") << 1;
        QTest::newRow("2") << 2;
    }
    void everyFormatOpensAndGoesOn()
    {
        QFETCH(const int, format);
        const std::string path = golden(format);
        QCOMPARE(test::queryText(path, "PRAGMA user_version"), std::to_string(format) + '\n');
        {
            const auto journal = test::openJournal(path);
            QVERIFY2(journal, journal ? "" : journal.error().text.c_str());
            // Its rows are of an older version: they are made anew.
            QVERIFY((*journal)->wasRebuiltAtOpen());
            QCOMPARE((*journal)->positions(0)->front().state.lots.front().cost.toString(), std::string("1871.5"));
            QCOMPARE((*journal)->head().position, 21);
            QCOMPARE((*journal)->streamVersion(SampleTrading::order("order-3")), 4);
            QVERIFY(*(*journal)->findCommand(SampleTrading::commandId(4)));
            const OutboxState ready[] = {OutboxState::Ready};
            const OutboxState done[] = {OutboxState::Done};
            QCOMPARE((*journal)->outbox(ready)->size(), 1U);
            QCOMPARE((*journal)->outbox(done)->size(), 3U);
            QCOMPARE((*journal)->orders({})->size(), 4U);
            // What was there stays known: neither a command nor a request comes twice.
            QVERIFY(!SampleTrading(**journal).run(1));
            QVERIFY((*journal)->begin());
            CommandAppend again;
            again.command = {SampleTrading::commandId(900), SampleTrading::commandId(900), SampleTrading::commandId(900), "user"};
            const OutboxRow taken[] = {SampleTrading::submitRow("order-1")};
            again.outboxInserts = taken;
            const auto refused = (*journal)->append(again);
            QVERIFY(!refused);
            QVERIFY(refused.error().kind == StoreErrorKind::Conflict);
            QVERIFY((*journal)->commit());
        }
        QCOMPARE(test::queryText(path, "PRAGMA user_version"), std::to_string(journalFormatVersion) + '\n');
        QCOMPARE(test::queryText(path, "SELECT DISTINCT version FROM projections"), std::to_string(projectionVersion) + '\n');
        QVERIFY(!(*test::openJournal(path))->wasRebuiltAtOpen());
        const auto report = JournalVerifier::verify(path, JournalProjections::Trading);
        QVERIFY(report);
        QVERIFY2(report->ok, report->reason.c_str());
        QCOMPARE(report->events, 21);
    }
    void everyFormatIsReadAsItIs_data() { everyFormatOpensAndGoesOn_data(); }
    void everyFormatIsReadAsItIs()
    {
        QFETCH(const int, format);
        const std::string path = golden(format);
        const QByteArray before = test::contentOf(path);
        const auto report = JournalVerifier::verify(path, JournalProjections::Trading);
        QVERIFY(report);
        QVERIFY2(report->ok, report->reason.c_str());
        const auto offline = openOffline(path);
        QVERIFY2(offline, offline ? "" : offline.error().text.c_str());
        QVERIFY(*(*offline)->findCommand(SampleTrading::commandId(4)));
        const OutboxState all[] = {OutboxState::Ready, OutboxState::Done};
        QCOMPARE((*offline)->outbox(all)->size(), 4U);
        QVERIFY(test::contentOf(path) == before);
    }
    void settledCommandsStayKnown()
    {
        const std::string path = m_folder.filePath(QStringLiteral("settled.db")).toStdString();
        constexpr int commands = 1200;
        {
            const auto journal = test::openJournal(path);
            QVERIFY(journal);
            SampleTrading trading(**journal);
            for (int i = 0; i < commands; i += 100) {
                QVERIFY((*journal)->begin());
                for (int j = i; j < i + 100; ++j)
                    QVERIFY(trading.recordUser("key", std::to_string(j)));
                QVERIFY((*journal)->commit());
            }
            (*journal)->maintain();
            for (int i = 1; i <= commands; ++i)
                QVERIFY(*(*journal)->findCommand(SampleTrading::commandId(i)));
        }
        QCOMPARE(test::queryText(path, "SELECT (SELECT count(*) FROM commands) || ' ' || (SELECT count(*) FROM commands_recent)"),
                 std::string("1024 176\n"));
        const auto report = JournalVerifier::verify(path, JournalProjections::Trading);
        QVERIFY2(report && report->ok, report ? report->reason.c_str() : "refused");
        const auto journal = test::openJournal(path);
        QVERIFY(journal);
        for (int i = 1; i <= commands; ++i)
            QVERIFY(*(*journal)->findCommand(SampleTrading::commandId(i)));
        QVERIFY((*journal)->begin());
        QVERIFY(!SampleTrading(**journal).recordUser("key", "again"));
        (*journal)->rollback();
    }
};

QTEST_GUILESS_MAIN(JournalFormatTest)
#include "journal_format_test.moc"
