// The query bus on virtual time: each asker is answered, also where the bus takes no more questions.
#include "application/bus/query_bus.h"
#include "tests/support/time/virtual_time.h"

#include <QTest>

#include <algorithm>
#include <string>
#include <vector>

using namespace tradecore;
using namespace tradecore::application;

namespace {

struct Question {
    struct Answer {
        int value = 0;
        std::string error;
    };
    int value = 0;
};

struct Bench {
    test::VirtualWorld world;
    test::VirtualScheduler engine{world};
    test::VirtualScheduler gui{world};
    QueryBus bus{engine};
    std::vector<Question::Answer> answers;

    Bench()
    {
        bus.handle<Question>([](const Question& question) { return Question::Answer{question.value * 2, {}}; });
    }
    bool ask(int value)
    {
        return bus.ask<Question>({value}, gui, [this](const Question::Answer& answer) { answers.push_back(answer); });
    }
};

}  // namespace

class QueryBusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerComesOnTheAskersExecutor();
    void whoIsRefusedIsToldSo();
    void anEngineThatHasEndedAnswersToo();
};

void QueryBusTest::anAnswerComesOnTheAskersExecutor()
{
    Bench bench;
    QVERIFY(bench.ask(21));
    QVERIFY(bench.answers.empty());
    bench.world.runReady();
    QCOMPARE(bench.answers.size(), std::size_t(1));
    QCOMPARE(bench.answers.front().value, 42);
    QVERIFY(bench.answers.front().error.empty());
}

void QueryBusTest::whoIsRefusedIsToldSo()
{
    Bench bench;
    for (std::int64_t asked = 0; asked < QueryBus::waitingLimit; ++asked)
        QVERIFY(bench.ask(1));
    QVERIFY(!bench.ask(7));
    QCOMPARE(bench.bus.refused(), std::uint64_t(1));
    bench.world.runReady();
    QCOMPARE(bench.answers.size(), static_cast<std::size_t>(QueryBus::waitingLimit + 1));
    const auto refused = std::ranges::count_if(bench.answers, [](const auto& answer) { return !answer.error.empty(); });
    QCOMPARE(refused, std::ptrdiff_t(1));
    QVERIFY(bench.ask(8));
}

void QueryBusTest::anEngineThatHasEndedAnswersToo()
{
    Bench bench;
    bench.engine.close();
    QVERIFY(!bench.ask(7));
    bench.world.runReady();
    QCOMPARE(bench.answers.size(), std::size_t(1));
    QVERIFY(!bench.answers.front().error.empty());
}

QTEST_GUILESS_MAIN(QueryBusTest)
#include "query_bus_test.moc"
