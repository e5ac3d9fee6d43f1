// The real program killed with orders, cancels, replaces and starts in flight, a hundred times (a thousand in the long run), while
// its venue stands in another process. An order counts once its receipt was read from the socket: none is lost, none is doubled,
// and the journal verifies as it lies there after a kill.
#include "tests/journey/kill/books.h"
#include "tests/journey/kill/supervisor.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace tradecore::test;

class KilledProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void differencesAreSeen_data();
    void differencesAreSeen();
    void nothingIsLostAndNothingDoubled();
};

void KilledProgramTest::differencesAreSeen_data()
{
    QTest::addColumn<int>("wrong");
    QTest::addColumn<QString>("said");
    QTest::newRow("nothing") << 0 << QString();
    QTest::newRow("lost") << 1 << QStringLiteral("b was acknowledged and is lost.");
    QTest::newRow("twice at the venue") << 2 << QStringLiteral("The venue took a 2 times.");
    QTest::newRow("not in the journal") << 3 << QStringLiteral("The venue has c, the journal has not.");
    QTest::newRow("said not to be there") << 4 << QStringLiteral("The venue has a, the journal says denied.");
    QTest::newRow("another fill") << 5 << QStringLiteral("The fills differ.");
    QTest::newRow("a fill twice") << 6 << QStringLiteral("A fill is booked twice.");
    QTest::newRow("never at the venue") << 7 << QStringLiteral("a is new, and the venue never had it.");
}

// The judge of the long test can fail.
void KilledProgramTest::differencesAreSeen()
{
    QFETCH(int, wrong);
    QFETCH(QString, said);
    OrderBooks ours;
    ours.placed["a"] = 1;
    ours.status["a"] = "new";
    ours.fills["a 0..1"] = "10";
    OrderBooks venue = ours;
    std::set<std::string> acknowledged{"a"};
    switch (wrong) {
    case 1: acknowledged.insert("b"); break;
    case 2: venue.placed["a"] = 2; break;
    case 3: venue.placed["c"] = 1; break;
    case 4: ours.status["a"] = "denied"; break;
    case 5: ours.fills["a 0..1"] = "11"; break;
    case 6: ours.doubled = 1; break;
    case 7: venue.placed.clear(); break;
    default: break;
    }
    QCOMPARE(QString::fromStdString(firstDifference(ours, venue, acknowledged)), said);
}

void KilledProgramTest::nothingIsLostAndNothingDoubled()
{
    constexpr int supervisors = 2;   // as many as the smallest machine has cores
    const bool isFull = qEnvironmentVariable("TRADECORE_TEST_EXTENT") == QStringLiteral("full");
    const int kills = (isFull ? 1000 : 100) / supervisors;
    QTemporaryDir folders[supervisors];
    std::unique_ptr<Supervisor> running[supervisors];
    std::string faults[supervisors];
    std::vector<std::thread> threads;
    for (int i = 0; i < supervisors; ++i) {
        running[i] = std::make_unique<Supervisor>(folders[i].path(), 20'260'101U + static_cast<unsigned>(i));
        threads.emplace_back([&, i] { faults[i] = running[i]->run(kills); });
    }
    for (auto& thread : threads)
        thread.join();
    std::vector<std::chrono::milliseconds> starts;
    std::size_t acknowledged = 0;
    std::size_t fills = 0;
    int whileStarting = 0;
    for (int i = 0; i < supervisors; ++i) {
        if (!faults[i].empty())
            folders[i].setAutoRemove(false);
        QVERIFY2(faults[i].empty(), (faults[i] + " See " + folders[i].path().toStdString()).c_str());
        starts.insert(starts.end(), running[i]->startTimes().begin(), running[i]->startTimes().end());
        acknowledged += running[i]->acknowledged().size();
        fills += running[i]->fills();
        whileStarting += running[i]->killedWhileStarting();
    }
    std::ranges::sort(starts);
    qInfo("%d kills, %d of them while starting; %zu orders acknowledged, %zu fills; from start to reconciled %lld ms, at most %lld ms",
          kills * supervisors, whileStarting, acknowledged, fills, static_cast<long long>(starts[starts.size() / 2].count()),
          static_cast<long long>(starts.back().count()));
    QVERIFY2(acknowledged >= static_cast<std::size_t>(kills) && fills >= static_cast<std::size_t>(kills) / 2,
             "too little was traded for the test to mean anything");
}

QTEST_GUILESS_MAIN(KilledProgramTest)
#include "killed_program_test.moc"
