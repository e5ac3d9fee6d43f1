// The journal on a disk that fails, fills, tears and loses: whatever was acknowledged is there afterwards, the chain is whole, and
// the store opens again.
#include "infrastructure/persistence/journal.h"
#include "infrastructure/persistence/journal_verifier.h"
#include "tests/support/store/memory_vfs.h"
#include "tests/support/store/sample_trading.h"

#include <QTest>

#include <sqlite3.h>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::infrastructure;
using test::Crash;
using test::DiskCall;
using test::MemoryVfs;
using test::SampleTrading;

namespace {

const std::string path = "/journal.db";

Result<std::unique_ptr<Journal>, StoreError> openOn(const MemoryVfs& disk)
{
    JournalOptions options;
    options.path = path;
    options.vfs = disk.name();
    return Journal::open(options);
}

// Trades until something fails; the position that was acknowledged last.
std::int64_t tradeOn(const MemoryVfs& disk)
{
    const auto journal = openOn(disk);
    if (!journal)
        return 0;
    SampleTrading trading(**journal);
    std::int64_t acknowledged = 0;
    const auto step = [&](auto work) {
        const bool done = trading.commitOne(work);
        if (done)
            acknowledged = (*journal)->head().position;
        return done;
    };
    bool going = step([&] { return trading.openAccount(); });
    for (const char* order : {"a", "b"}) {
        going = going && step([&] { return trading.placeOrder(order); });
        going = going && step([&] { return trading.sendOrder(order); });
        (*journal)->maintain();
        going = going && step([&] { return trading.acceptOrder(order); });
        going = going && step([&] { return trading.fillOrder(order); });
    }
    return acknowledged;
}

// The chain hash at each position of a run that nothing disturbed: what survives is a prefix of it, always.
std::vector<Sha256Digest> undisturbed;

QString whatIsWrong(const MemoryVfs& disk, std::int64_t acknowledged)
{
    {
        const auto journal = openOn(disk);
        if (!journal)
            return QStringLiteral("does not open: ") + QString::fromStdString(journal.error().text);
        if ((*journal)->head().position < acknowledged)
            return QStringLiteral("lost %1 of %2").arg((*journal)->head().position).arg(acknowledged);
        const StoreHead head = (*journal)->head();
        if (head.position > 0 && head.hash != undisturbed.at(static_cast<std::size_t>(head.position)))
            return QStringLiteral("not what was written, up to %1").arg(head.position);
        if (!(*journal)->begin() || !(*journal)->commit())
            return QStringLiteral("cannot be written");
    }
    const auto report = JournalVerifier::verify(path, JournalProjections::Trading, {.vfs = disk.name()});
    if (!report)
        return QString::fromStdString(report.error().text);
    return QString::fromStdString(report->reason);
}

}  // namespace

class JournalDiskTest : public QObject {
    Q_OBJECT

    std::uint64_t m_callsOfAll = 0;

    static void errors()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("lasting");
        QTest::newRow("full") << SQLITE_FULL << true;
        QTest::newRow("full once") << SQLITE_FULL << false;
        QTest::newRow("write error") << SQLITE_IOERR_WRITE << true;
        QTest::newRow("write error once") << SQLITE_IOERR_WRITE << false;
        QTest::newRow("fsync error once") << SQLITE_IOERR_FSYNC << false;
        QTest::newRow("read-only") << SQLITE_READONLY << true;
        QTest::newRow("out of memory once") << SQLITE_NOMEM << false;
    }

private Q_SLOTS:
    void initTestCase()
    {
        MemoryVfs disk("count");
        QCOMPARE(tradeOn(disk), 14);
        undisturbed.resize(1);
        {
            const auto journal = openOn(disk);
            QVERIFY(journal);
            QVERIFY((*journal)->readForward(1, 100, [](const RecordedEvent& event) { undisturbed.push_back(event.hash); }));
        }
        QCOMPARE(undisturbed.size(), 15U);
        QCOMPARE(whatIsWrong(disk, 14), QString());
        m_callsOfAll = disk.calls();
        QVERIFY(m_callsOfAll > 100);
    }
    void aFailureOfAnyCallLosesNothing_data() { errors(); }
    void aFailureOfAnyCallLosesNothing()
    {
        QFETCH(const int, code);
        QFETCH(const bool, lasting);
        const std::vector<DiskCall> kinds{DiskCall::Write, DiskCall::Sync, DiskCall::Truncate, DiskCall::Delete};
        Random random(static_cast<std::uint64_t>(code));
        for (std::uint64_t call = 1;; call += lasting ? 2 : 4) {
            MemoryVfs disk("failing");
            disk.fail({call, kinds, code, lasting, call % 2 == 0});
            const std::int64_t acknowledged = tradeOn(disk);
            if (!disk.hasStruck())
                break;
            disk.clearFaults();
            disk.crash(call % 3 == 0 ? Crash::Process : Crash::PowerLost, random);
            const QString wrong = whatIsWrong(disk, acknowledged);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("call %1: %2").arg(call).arg(wrong)));
        }
    }
    void aCrashAtAnyCallLosesNothingThatWasAcknowledged_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("kill") << static_cast<int>(Crash::Process);
        QTest::newRow("power lost") << static_cast<int>(Crash::PowerLost);
        QTest::newRow("power torn") << static_cast<int>(Crash::PowerTorn);
    }
    void aCrashAtAnyCallLosesNothingThatWasAcknowledged()
    {
        QFETCH(const int, kind);
        Random random(7);
        // Every fifth call, others for each kind: all of them, as in the long run, take minutes.
        const std::uint64_t stride = qEnvironmentVariable("TRADECORE_TEST_EXTENT") == QStringLiteral("full") ? 1 : 5;
        for (std::uint64_t call = 1 + static_cast<std::uint64_t>(kind) % stride; call < m_callsOfAll; call += stride) {
            MemoryVfs disk("crashing");
            disk.fail({call, {}, SQLITE_IOERR, true, call % 2 == 0});
            const std::int64_t acknowledged = tradeOn(disk);
            disk.clearFaults();
            disk.crash(static_cast<Crash>(kind), random);
            const QString wrong = whatIsWrong(disk, acknowledged);
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("call %1: %2").arg(call).arg(wrong)));
        }
    }
    void aFullDiskRecoversInPlace()
    {
        MemoryVfs disk("full");
        const auto journal = openOn(disk);
        QVERIFY(journal);
        SampleTrading trading(**journal);
        QVERIFY(trading.commitOne([&] { return trading.openAccount(); }));
        const StoreHead before = (*journal)->head();
        std::int64_t used = 0;
        for (const auto& file : disk.files())
            used += static_cast<std::int64_t>(disk.content(file).size());
        disk.limitBytes(used);
        QVERIFY((*journal)->begin());
        QVERIFY(trading.placeOrder("a"));
        const auto committed = (*journal)->commit();
        QVERIFY(!committed);
        QVERIFY(committed.error().kind == StoreErrorKind::Full);
        QVERIFY((*journal)->head().hash == before.hash);
        disk.limitBytes(std::nullopt);
        SampleTrading again(**journal);
        QVERIFY((*journal)->begin());
        QVERIFY((*journal)->setListenerPosition("router", 1));
        QVERIFY((*journal)->commit());
    }
    void anFsyncErrorEndsWritingUntilTheNextOpen()
    {
        MemoryVfs disk("fsync");
        {
            const auto journal = openOn(disk);
            QVERIFY(journal);
            SampleTrading trading(**journal);
            QVERIFY(trading.commitOne([&] { return trading.openAccount(); }));
            disk.fail({1, {DiskCall::Sync}, SQLITE_IOERR_FSYNC, false, false});
            QVERIFY(!trading.commitOne([&] { return trading.placeOrder("a"); }));
            QVERIFY(disk.hasStruck());
            const auto begun = (*journal)->begin();
            QVERIFY(!begun);
            QVERIFY(begun.error().kind == StoreErrorKind::Broken);
        }
        QCOMPARE(whatIsWrong(disk, 2), QString());
    }
    void syncingNothingLosesWhatWasAcknowledged()
    {
        // The disk itself must be able to lose: a journal that does not sync is caught by it.
        MemoryVfs disk("lying");
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open_v2("/plain.db", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "lying"), SQLITE_OK);
        QCOMPARE(sqlite3_exec(handle, "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; CREATE TABLE t(a);", nullptr, nullptr, nullptr), SQLITE_OK);
        QVERIFY(disk.unsyncedWrites("/plain.db-wal") > 0);
        Random random(1);
        disk.crash(Crash::PowerLost, random);
        sqlite3_close(handle);
        QVERIFY(disk.content("/plain.db-wal").empty());
    }
};

QTEST_GUILESS_MAIN(JournalDiskTest)
#include "journal_disk_test.moc"
