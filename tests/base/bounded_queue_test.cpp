#include "base/bounded_queue.h"

#include <rapidcheck.h>

#include <QTest>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

using namespace tradecore;

class BoundedQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhenTheConsumerMustBeWoken();
    void refusesAndCountsWhenFull();
    void behavesAsABoundedList();
    void movesWhatCannotBeCopied();
    void losesNothingOfManyProducers();
};

void BoundedQueueTest::saysWhenTheConsumerMustBeWoken()
{
    BoundedQueue<int> queue(3);
    QVERIFY(queue.push(1) == PushOutcome::First);
    QVERIFY(queue.push(2) == PushOutcome::Added);
    QCOMPARE(queue.takeAll(), (std::vector<int>{1, 2}));
    QVERIFY(queue.push(3) == PushOutcome::First);
}

void BoundedQueueTest::refusesAndCountsWhenFull()
{
    BoundedQueue<int> queue(1);
    QVERIFY(queue.push(1) == PushOutcome::First);
    QVERIFY(queue.push(2) == PushOutcome::Full);
    QVERIFY(queue.push(3) == PushOutcome::Full);
    QCOMPARE(queue.refused(), std::uint64_t{2});
    QCOMPARE(queue.size(), std::size_t{1});
    QCOMPARE(queue.takeAll(), std::vector<int>{1});
    QVERIFY(BoundedQueue<int>(0).push(1) == PushOutcome::Full);
}

void BoundedQueueTest::behavesAsABoundedList()
{
    QVERIFY(rc::check("any pushes and takes, against a plain list", [](const std::vector<int>& steps) {
        const auto capacity = *rc::gen::inRange<std::size_t>(1, 5);
        BoundedQueue<int> queue(capacity);
        std::vector<int> expected;
        std::uint64_t refused = 0;
        for (const int step : steps) {
            if (step < 0) {
                RC_ASSERT(queue.takeAll() == expected);
                expected.clear();
            } else if (expected.size() == capacity) {
                RC_ASSERT(queue.push(step) == PushOutcome::Full);
                ++refused;
            } else {
                RC_ASSERT(queue.push(step) == (expected.empty() ? PushOutcome::First : PushOutcome::Added));
                expected.push_back(step);
            }
            RC_ASSERT(queue.size() == expected.size());
        }
        RC_ASSERT(queue.takeAll() == expected);
        RC_ASSERT(queue.refused() == refused);
    }));
}

void BoundedQueueTest::movesWhatCannotBeCopied()
{
    BoundedQueue<std::unique_ptr<int>> queue(2);
    static_cast<void>(queue.push(std::make_unique<int>(5)));
    QCOMPARE(*queue.takeAll().front(), 5);
}

void BoundedQueueTest::losesNothingOfManyProducers()
{
    constexpr int producers = 4, each = 5000;
    BoundedQueue<int> queue(100);
    std::atomic<int> running{producers};
    std::vector<std::thread> threads;
    for (int producer = 0; producer < producers; ++producer) {
        threads.emplace_back([&queue, &running, producer] {
            for (int i = 0; i < each; ++i) {
                while (queue.push(producer * each + i) == PushOutcome::Full)
                    std::this_thread::yield();
            }
            --running;
        });
    }
    std::vector<int> last(producers, -1);
    int taken = 0;
    bool inOrder = true;
    while (running > 0 || queue.size() > 0) {
        for (const int item : queue.takeAll()) {
            auto& before = last[static_cast<std::size_t>(item / each)];
            inOrder = inOrder && item % each == before + 1;
            before = item % each;
            ++taken;
        }
        std::this_thread::yield();
    }
    for (auto& thread : threads)
        thread.join();
    QCOMPARE(taken, producers * each);
    QVERIFY(inOrder);
}

QTEST_GUILESS_MAIN(BoundedQueueTest)
#include "bounded_queue_test.moc"
