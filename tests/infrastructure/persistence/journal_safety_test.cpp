// What stands beside the journal for its safety: signed anchors and their key, backups, the reserve for a full disk.
#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/journal_backup.h"
#include "infrastructure/persistence/reserve_file.h"
#include "tests/infrastructure/persistence/journal_tools.h"
#include "tests/support/store/sample_trading.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::infrastructure;
using test::SampleTrading;

class JournalSafetyTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;
    AnchorKey m_key{};

    std::string path(const char* ending = ".db")
    {
        return m_folder.filePath(QStringLiteral("j%1").arg(++m_count)).toStdString() + ending;
    }
    std::string signedJournal()
    {
        const std::string file = path();
        JournalOptions options{file, JournalProjections::Trading, 0};
        options.anchorKey = m_key;
        const auto journal = Journal::open(options);
        return journal && SampleTrading(**journal).run(3) ? file : std::string();
    }
    VerifyReport verify(const std::string& file, std::optional<AnchorKey> key) const
    {
        const auto report = JournalVerifier::verify(file, JournalProjections::Trading, {.key = key});
        return report ? *report : VerifyReport{};
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (std::size_t i = 0; i < m_key.size(); ++i)
            m_key[i] = static_cast<std::uint8_t>(i + 1);
    }
    void signatureIsHmacSha256()
    {
        // RFC 4231, test case 2, has a shorter key: padded with zeros it is the same key.
        AnchorKey jefe{'J', 'e', 'f', 'e'};
        QCOMPARE(toHex(signatureOf(jefe, "what do ya want for nothing?")),
                 std::string("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }
    void keyIsMadeOnceForItsOwnerAlone()
    {
        const std::string file = path(".key");
        QVERIFY(!findAnchorKey(file));
        QVERIFY(!QFileInfo::exists(QString::fromStdString(file)));
        const auto made = loadAnchorKey(file);
        QVERIFY2(made, made ? "" : made.error().text.c_str());
        QVERIFY(*made != AnchorKey{});
        QVERIFY(*loadAnchorKey(file) == *made);
        QVERIFY(*findAnchorKey(file) == *made);
        struct stat status = {};
        QCOMPARE(::stat(file.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        QCOMPARE(::chmod(file.c_str(), 0644), 0);
        QVERIFY(!loadAnchorKey(file));
        QVERIFY(!findAnchorKey(file));
        QCOMPARE(::chmod(file.c_str(), 0600), 0);
        QVERIFY(test::overwrite(file, QByteArray("short")));
        QVERIFY(!loadAnchorKey(file));
    }
    void signedAnchorsAreProvedByTheirKey()
    {
        const std::string file = signedJournal();
        const VerifyReport report = verify(file, m_key);
        QVERIFY2(report.ok, report.reason.c_str());
        QVERIFY(report.anchorsSigned);
        QCOMPARE(report.anchoredPosition, 21);
        QVERIFY(verify(file, std::nullopt).ok);
        QVERIFY(!verify(file, std::nullopt).anchorsSigned);
        AnchorKey other = m_key;
        other[31] ^= 1;
        QVERIFY(!verify(file, other).ok);
    }
    void forgedAnchorsAreFound_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("position") << QByteArray("\"position\":21") << QByteArray("\"position\":20");
        QTest::newRow("count") << QByteArray("\"count\":21") << QByteArray("\"count\":20");
        QTest::newRow("hash") << QByteArray("\"hash\":\"") << QByteArray("\"hash\":\"0");
        QTest::newRow("no signature") << QByteArray("}") << QByteArray("}\n{\"position\":22,\"hash\":\"" + QByteArray(64, '0')
                                                                        + "\",\"count\":22,\"signed\":false}");
    }
    void forgedAnchorsAreFound()
    {
        QFETCH(const QByteArray, from);
        QFETCH(const QByteArray, to);
        const std::string file = signedJournal();
        QByteArray anchors = test::contentOf(anchorsPathOf(file));
        QVERIFY(anchors.contains(from));
        anchors.replace(from, to);
        QVERIFY(test::overwrite(anchorsPathOf(file), anchors));
        QVERIFY(!verify(file, m_key).ok);
        JournalOptions options{file, JournalProjections::Trading, 0};
        options.anchorKey = m_key;
        const auto journal = Journal::open(options);   // a damaged anchor file does not keep anybody from trading
        QVERIFY(journal);
    }
    void anchorsOfBeforeTheKeyStay()
    {
        const std::string file = path();
        QVERIFY(test::makeJournal(file));
        {
            JournalOptions options{file, JournalProjections::Trading, 0};
            options.anchorKey = m_key;
            const auto journal = Journal::open(options);
            QVERIFY(journal);
            QVERIFY((*journal)->begin() && (*journal)->commit());
            SampleTrading trading(**journal);
            QVERIFY((*journal)->forgedAnchors() == 0);
        }
        QVERIFY2(verify(file, m_key).ok, verify(file, m_key).reason.c_str());
        QVERIFY(!verify(file, m_key).anchorsSigned);
    }
    void cutTailIsNamedByTheSignedAnchor()
    {
        const std::string file = signedJournal();
        QVERIFY(test::tamper(file, "DELETE FROM outbox WHERE position=21; DELETE FROM rm_orders_v1 WHERE changed_at=21;"
                                   "DELETE FROM commands_recent WHERE last_position=21; DELETE FROM events WHERE position=21;"
                                   "DELETE FROM streams WHERE id=(SELECT max(id) FROM streams);"
                                   "UPDATE projections SET position=20, hash=(SELECT hash FROM events WHERE position=20)"));
        const VerifyReport report = verify(file, m_key);
        QVERIFY(!report.ok);
        QCOMPARE(report.firstBadPosition, 21);
    }

    void chainIsProvedPieceByPiece()
    {
        const std::string file = path();
        QVERIFY(test::makeJournal(file));
        const auto journal = test::openJournal(file);
        QVERIFY(journal);
        StoreHead proved;
        for (const std::int64_t wanted : {8, 16, 21, 21}) {
            const auto proof = (*journal)->proveForward(proved, 8);
            QVERIFY(proof);
            QCOMPARE(proof->firstBadPosition, 0);
            QCOMPARE(proof->verified.position, wanted);
            proved = proof->verified;
        }
        QVERIFY(proved.hash == (*journal)->head().hash);
        QVERIFY(test::tamper(file, "UPDATE events SET payload=payload||' ' WHERE position=9"));
        const auto bad = (*journal)->proveForward({}, 100);
        QVERIFY(bad);
        QCOMPARE(bad->firstBadPosition, 9);
        QCOMPARE(bad->verified.position, 8);
        QVERIFY(!bad->reason.empty());
    }
    void rowsAreMadeAnewOnRequest()
    {
        const std::string file = path();
        const auto journal = test::openJournal(file);
        QVERIFY(journal && SampleTrading(**journal).run(3));
        const auto rebuilt = (*journal)->rebuildRows();
        QVERIFY(rebuilt);
        QCOMPARE(rebuilt->size(), 4U);
        QCOMPARE(rebuilt->front().projection, std::string("orders"));
        QCOMPARE(rebuilt->front().rows, 4);
    }

    void backupIsTakenWhileTheJournalIsOpen()
    {
        const std::string file = path();
        const std::string copy = path();
        const auto journal = test::openJournal(file);
        SampleTrading trading(**journal);
        QVERIFY(trading.run(2));
        const auto backup = JournalBackup::make(file, copy, JournalProjections::Trading);
        QVERIFY2(backup, backup ? "" : backup.error().text.c_str());
        QCOMPARE(backup->verified.events, (*journal)->head().position);
        QVERIFY(backup->verified.headHash == (*journal)->head().hash);
        QVERIFY(backup->bytes > 0);
        // What comes later is not in it; it opens as a journal and goes on by itself.
        QVERIFY(trading.commitOne([&] { return trading.placeOrder("later"); }));
        {
            const auto restored = test::openJournal(copy);
            QVERIFY2(restored, restored ? "" : restored.error().text.c_str());
            QCOMPARE((*restored)->head().position, backup->verified.events);
            QCOMPARE((*restored)->orders({})->size(), 3U);
        }
        QVERIFY(verify(copy, std::nullopt).ok);
        struct stat status = {};
        QCOMPARE(::stat(copy.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
    }
    void backupOfAnEmptyJournalIsOne()
    {
        const std::string file = path();
        const std::string copy = path();
        QVERIFY(test::openJournal(file));
        const auto backup = JournalBackup::make(file, copy, JournalProjections::Trading);
        QVERIFY2(backup, backup ? "" : backup.error().text.c_str());
        QCOMPARE(backup->verified.events, 0);
    }
    void backupOverwritesNothing()
    {
        const std::string file = signedJournal();
        const std::string copy = path();
        QVERIFY(JournalBackup::make(file, copy, JournalProjections::Trading, m_key));
        const QByteArray before = test::contentOf(copy);
        const auto again = JournalBackup::make(file, copy, JournalProjections::Trading, m_key);
        QVERIFY(!again);
        QVERIFY(test::contentOf(copy) == before);
        QVERIFY(verify(copy, m_key).anchorsSigned);
    }
    void backupOfADamagedJournalLeavesNoFile()
    {
        const std::string file = signedJournal();
        QVERIFY(test::tamper(file, "UPDATE events SET actor='x' WHERE position=4"));
        const std::string copy = path();
        const auto backup = JournalBackup::make(file, copy, JournalProjections::Trading);
        QVERIFY(!backup);
        QVERIFY(backup.error().kind == StoreErrorKind::Corrupt);
        QCOMPARE(backup.error().position, 4);
        const QFileInfo info(QString::fromStdString(copy));
        QVERIFY(info.dir().entryList({info.fileName() + QStringLiteral("*")}).isEmpty());
    }
    void backupToNowhereIsRefused()
    {
        const auto backup = JournalBackup::make(signedJournal(), m_folder.path().toStdString() + "/none/backup.db", JournalProjections::Trading);
        QVERIFY(!backup);
        QVERIFY(!backup.error().text.empty());
    }

    void reserveIsOfBlocksAndIsGivenBack()
    {
        const std::string file = path(".reserve");
        ReserveFile reserve(file, 1 << 20);
        QVERIFY(reserve.isWanted());
        QVERIFY(reserve.keep());
        struct stat status = {};
        QCOMPARE(::stat(file.c_str(), &status), 0);
        QVERIFY(status.st_blocks * 512 >= (1 << 20));
        reserve.giveBack();
        QVERIFY(!reserve.isHeld());
        QVERIFY(!QFileInfo::exists(QString::fromStdString(file)));
        QVERIFY(reserve.keep());
        ReserveFile none(file + "x", 0);
        QVERIFY(!none.keep());
        QVERIFY(!none.isWanted());
        ReserveFile huge(file + "y", std::int64_t{1} << 60);
        QVERIFY(!huge.keep());
        QVERIFY(!QFileInfo::exists(QString::fromStdString(file + "y")));
    }
    void journalKeepsItsReserve()
    {
        const std::string file = path();
        JournalOptions options{file, JournalProjections::Trading, 0};
        options.reserveBytes = 1 << 20;
        const auto journal = Journal::open(options);
        QVERIFY(journal);
        QVERIFY(!(*journal)->isSpaceShort());
        QVERIFY(QFileInfo::exists(QString::fromStdString(file + ".reserve")));
    }
};

QTEST_GUILESS_MAIN(JournalSafetyTest)
#include "journal_safety_test.moc"
