// Days and their counts, as a fold of the journal.
#include "infrastructure/persistence/activity_view.h"
#include "tests/support/store/memory_event_store.h"
#include "tests/support/store/sample_trading.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure;

class ActivityViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void daysAreCounted()
    {
        test::MemoryEventStore store;
        test::SampleTrading trading(store);
        QVERIFY(trading.run(3));
        ActivityView view;
        const auto views = LaggingViews::open(m_folder.filePath(QStringLiteral("views.db")).toStdString(), store, {&view});
        QVERIFY(views);
        QVERIFY(ActivityView::read(**views)->empty());   // not before it is whole
        while (*(*views)->step()) {
        }
        std::map<std::string, std::int64_t> placed, fills;
        for (const auto& event : store.events()) {
            const std::string day = event.occurredAt.toRfc3339().substr(0, 10);
            placed[day] += event.typeName == "order.placed" ? 1 : 0;
            fills[day] += event.typeName == "order.filled" ? 1 : 0;
        }
        const auto days = ActivityView::read(**views);
        QVERIFY(days);
        QCOMPARE(days->size(), placed.size());
        for (const auto& day : *days) {
            QCOMPARE(day.placed, placed[day.day]);
            QCOMPARE(day.fills, fills[day.day]);
            QCOMPARE(day.rejected + day.canceled + day.denied + day.unknown, std::int64_t(0));
        }
    }
};

QTEST_GUILESS_MAIN(ActivityViewTest)
#include "activity_view_test.moc"
