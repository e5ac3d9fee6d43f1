// The simulation as a test: many seeds without a violation, the same seed the same journal, and planted bugs that are found. How
// many seeds comes from the environment (CMakeLists.txt): the optimised build plays the most, half of them in each of two runs.
#include <QTest>

#include "tests/simulation/run.h"

using namespace tradecore;
using namespace tradecore::simulation;

namespace {

std::uint64_t seeds()
{
    const bool isFull = qEnvironmentVariable("TRADECORE_TEST_EXTENT") == u"full";
    const int wanted = qEnvironmentVariableIntValue(isFull ? "TRADECORE_SIMULATION_SEEDS_FULL" : "TRADECORE_SIMULATION_SEEDS");
    return wanted > 0 ? static_cast<std::uint64_t>(wanted) : 25;
}

// The second of two runs takes the seeds behind those of the first.
std::uint64_t firstSeed()
{
    return qEnvironmentVariableIsSet("TRADECORE_SIMULATION_SECOND_HALF") ? seeds() + 1 : 1;
}

QString story(const RunResult& result)
{
    QString text = QStringLiteral("tradecore-sim --seed %1 (faults: %2)").arg(result.seed).arg(QString::fromStdString(result.faults));
    for (const auto& violation : result.found)
        text += QStringLiteral("\n  ") + QString::fromStdString(violation.invariant + ": " + violation.text);
    return text;
}

}  // namespace

class SimulationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("QT_LOGGING_RULES", "tradecore.*=false"); }
    void seedsBreakNoInvariant();
    void theSameSeedGivesTheSameJournal();
    void plantedBugIsFound_data();
    void plantedBugIsFound();
};

void SimulationTest::seedsBreakNoInvariant()
{
    std::uint64_t fills = 0, kills = 0, submits = 0;
    for (std::uint64_t seed = firstSeed(); seed < firstSeed() + seeds(); ++seed) {
        RunOptions options;
        options.seed = seed;
        const auto result = run(options);
        QVERIFY2(result.isSound(), qPrintable(story(result)));
        fills += result.fills;
        kills += result.kills;
        submits += result.submits;
    }
    // A simulation in which nothing happens proves nothing.
    QVERIFY(submits >= seeds() * 10);
    QVERIFY(fills >= seeds() * 5);
    QVERIFY(kills >= seeds() / 4);
    qInfo("%llu seeds: %llu submits, %llu fills, %llu kills", static_cast<unsigned long long>(seeds()),
          static_cast<unsigned long long>(submits), static_cast<unsigned long long>(fills), static_cast<unsigned long long>(kills));
}

void SimulationTest::theSameSeedGivesTheSameJournal()
{
    for (const std::uint64_t seed : {3U, 50U, 77U}) {
        RunOptions options;
        options.seed = seed;
        const auto first = run(options), second = run(options);
        QVERIFY(!first.journalHash.empty());
        QCOMPARE(second.journalHash, first.journalHash);
        QCOMPARE(second.tasks, first.tasks);
    }
}

void SimulationTest::plantedBugIsFound_data()
{
    QTest::addColumn<int>("plant");
    const bool all = qEnvironmentVariable("TRADECORE_TEST_EXTENT") == u"full";
    for (const Plant plant : allPlants()) {
        const bool isQuick = plant == Plant::SyncIgnored || plant == Plant::ResendOnTimeout || plant == Plant::ProjectionSkipped;
        if (all || isQuick)
            QTest::newRow(std::string(nameOf(plant)).c_str()) << static_cast<int>(plant);
    }
}

void SimulationTest::plantedBugIsFound()
{
    QFETCH(const int, plant);
    constexpr std::uint64_t most = 2'000;
    for (std::uint64_t seed = 1; seed <= most; ++seed) {
        RunOptions options;
        options.seed = seed;
        options.plant = static_cast<Plant>(plant);
        if (!run(options).isSound()) {
            qInfo("found by seed %llu", static_cast<unsigned long long>(seed));
            return;
        }
    }
    QFAIL("no seed found it: the simulation is blind");
}

QTEST_GUILESS_MAIN(SimulationTest)
#include "simulation_test.moc"
