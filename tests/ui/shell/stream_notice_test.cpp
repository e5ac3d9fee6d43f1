// What the window says of its streams beside live and stale: a sentence beside a live one, and the end of a recording.
#include "tests/ui/window_fixture.h"
#include "ui/connection/counters_dialog.h"
#include "ui/market/chart_panel.h"
#include "ui/market/price_chart.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QtTest>

#include <algorithm>

namespace tradecore::test {

using application::StreamHealth;

class StreamNoticeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSentenceBesideALiveStreamIsNoGreenLightAndStandsInTheLog();
    void aFinishedReplayIsNamed();
    void theCountersNameMarketTimeAndRefusals();
};

namespace {

int rowsWith(WindowFixture& fixture, const QString& text)
{
    const auto* view = fixture.window->findChild<QAbstractItemView*>(u"logView"_qs);
    int rows = 0;
    for (int row = 0; view != nullptr && row < view->model()->rowCount(); ++row) {
        for (int column = 0; column < view->model()->columnCount(); ++column)
            rows += view->model()->index(row, column).data().toString().contains(text) ? 1 : 0;
    }
    return rows;
}

}  // namespace

void StreamNoticeTest::aSentenceBesideALiveStreamIsNoGreenLightAndStandsInTheLog()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    auto* light = fixture.window->findChild<QLabel*>(u"dataLight"_qs);
    QVERIFY(light->text().contains(u"●"));
    for (int i = 0; i < 3; ++i) {
        fixture.desk.sendStream("simulated", false, StreamHealth::Live, std::chrono::milliseconds(1), "Practice fills are suspended.");
        fixture.settle();
    }
    QVERIFY(light->text().contains(u"◐"));
    QVERIFY(light->toolTip().contains(u"Practice fills are suspended."));
    QCOMPARE(rowsWith(fixture, u"Practice fills are suspended."_qs), 1);
    QVERIFY(!fixture.window->chartPanel().chart().marks().stale);
    fixture.desk.sendStream("simulated", false, StreamHealth::Live, std::chrono::milliseconds(1));
    fixture.settle();
    QTRY_VERIFY(light->text().contains(u"●"));
}

void StreamNoticeTest::aFinishedReplayIsNamed()
{
    WindowFixture fixture;
    fixture.window->show();
    fixture.start();
    fixture.fillBusy();
    fixture.desk.sendStream("simulated", false, StreamHealth::Finished, std::chrono::seconds(3), "replay finished");
    fixture.settle();
    QVERIFY(fixture.window->findChild<QLabel*>(u"dataLight"_qs)->text().contains(u"finished"));
    QVERIFY(fixture.window->chartPanel().chart().marks().stale);
    QCOMPARE(rowsWith(fixture, u"replay finished"_qs), 1);
}

void StreamNoticeTest::theCountersNameMarketTimeAndRefusals()
{
    ui::Theme theme;
    ui::CountersDialog dialog(theme, nullptr);
    application::WorkstationStatus status;
    status.marketTime = Timestamp::fromSeconds(1'767'369'600);
    status.subscriptions.push_back({domain::InstrumentId("NOPE", "SIM"), application::SubscriptionState::Refused, "no such product", {}});
    status.counters["practice_lost"] = 12;
    dialog.apply(status, SteadyTime());
    const auto labels = dialog.findChildren<QLabel*>();
    const bool told = std::ranges::any_of(labels, [](const QLabel* label) {
        return label->text().contains(u"Market time: ") && label->text().contains(u"NOPE.SIM is refused: no such product");
    });
    QVERIFY(told);
    const auto* view = dialog.findChild<QAbstractItemView*>(u"countersView"_qs);
    QVERIFY(view);
    QCOMPARE(view->model()->rowCount(), 1);
}

}  // namespace tradecore::test

QTEST_MAIN(tradecore::test::StreamNoticeTest)
#include "stream_notice_test.moc"
