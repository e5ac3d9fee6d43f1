// TradingDataHandler: reports become commands once, nothing is dropped but the connection, confirmation is never older than
// the stream.
#include "tests/application/streaming/streaming_fakes.h"

#include <QtTest>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::test;

namespace {

const domain::AccountId practice("practice");
const domain::ClientOrderId order("order-1");

domain::VenueReport fill(const std::string& execution, std::int64_t before, std::int64_t after)
{
    domain::VenueReport report;
    report.kind = domain::VenueReportKind::Filled;
    report.brokerOrderId = domain::BrokerOrderId("b1");
    report.executionId = domain::ExecutionId(execution);
    report.cumulativeBefore = quantity(before);
    report.cumulativeAfter = quantity(after);
    report.facts.venueTime = Timestamp::fromSeconds(100);
    return report;
}

domain::VenueReport suspended(Timestamp at, const std::string& raw)
{
    domain::VenueReport report;
    report.kind = domain::VenueReportKind::Suspended;
    report.facts.venueTime = at;
    report.facts.raw = raw;
    return report;
}

class RecordingObserver : public OrderStreamObserver {
public:
    void onOrderStreamUp(const domain::AccountId&) override { seen.push_back("up"); }
    void onOrderStreamDown(const domain::AccountId&, const std::string&) override { seen.push_back("down"); }
    void onOrderStreamActivity(const domain::AccountId&) override { seen.push_back("activity"); }
    void onReportNotTaken(const domain::AccountId&, const std::string&) override { seen.push_back("not taken"); }
    void onReconcileNeeded(const domain::AccountId&, const std::string&) override { seen.push_back("reconcile"); }

    std::vector<std::string> seen;
};

}  // namespace

class TradingDataHandlerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reportBecomesACommand();
    void repeatedReportIsTheSameCommand();
    void executionIdUsedTwiceLosesNoPiece();
    void reportsWithoutVenueTimeAreToldApartByTheirWords();
    void unansweredRequestBecomesACommand();
    void fullBusDropsTheConnectionNotTheFill();
    void failedCommitDropsTheConnection();
    void refusedReportAsksForReconciliation();
    void unreadableReportAsksForReconciliation();
    void streamIsConfirmedOnlyByReconciliationOfThisStream();
    void observerHearsUpDownAndActivity();
};

void TradingDataHandlerTest::reportBecomesACommand()
{
    StreamingWorld w;
    w.trading.onReport(practice, order, fill("e1", 0, 10));
    w.world.runReady();
    QCOMPARE(w.reports.size(), std::size_t{1});
    QVERIFY(w.reports[0].clientOrderId == order && w.reports[0].report.executionId.text() == "e1");
    QVERIFY(w.store.commands.contains(TradingDataHandler::reportCommandId(practice, order, fill("e1", 0, 10))));
}

void TradingDataHandlerTest::repeatedReportIsTheSameCommand()
{
    StreamingWorld w;
    for (int i = 0; i < 3; ++i)
        w.trading.onReport(practice, order, fill("e1", 0, 10));
    w.world.runReady();
    w.trading.onReport(practice, order, fill("e1", 0, 10));
    w.world.runReady();
    QCOMPARE(w.reports.size(), std::size_t{1});
    QCOMPARE(w.counted("reports_repeated"), std::uint64_t{3});
}

void TradingDataHandlerTest::executionIdUsedTwiceLosesNoPiece()
{
    StreamingWorld w;
    w.trading.onReport(practice, order, fill("e1", 0, 10));
    w.trading.onReport(practice, order, fill("e1", 10, 20));
    w.world.runReady();
    QCOMPARE(w.reports.size(), std::size_t{2});
}

void TradingDataHandlerTest::reportsWithoutVenueTimeAreToldApartByTheirWords()
{
    const auto idOf = [](const domain::VenueReport& report) {
        return TradingDataHandler::reportCommandId(practice, order, report);
    };
    QVERIFY(idOf(suspended(Timestamp(), "a")) != idOf(suspended(Timestamp(), "b")));
    QVERIFY(idOf(suspended(Timestamp(), "a")) == idOf(suspended(Timestamp(), "a")));
    QVERIFY(idOf(suspended(Timestamp::fromSeconds(1), "a")) == idOf(suspended(Timestamp::fromSeconds(1), "b")));
    QVERIFY(idOf(suspended(Timestamp::fromSeconds(1), "a")) != idOf(suspended(Timestamp::fromSeconds(2), "a")));
}

void TradingDataHandlerTest::unansweredRequestBecomesACommand()
{
    StreamingWorld w;
    w.trading.onUnanswered(practice, order, domain::RequestId("r1"), "no answer for 5 s");
    w.trading.onUnanswered(practice, order, domain::RequestId("r1"), "no answer for 5 s");
    w.world.runReady();
    QCOMPARE(w.unanswered.size(), std::size_t{1});
    QCOMPARE(w.unanswered[0].evidence, std::string("no answer for 5 s"));
}

void TradingDataHandlerTest::fullBusDropsTheConnectionNotTheFill()
{
    StreamingWorld w;
    w.trading.setObserver(&w.lifecycle);
    w.lifecycle.startVenue(practice);
    w.trading.onOrderStreamUp(practice);
    QVERIFY(w.trading.setConfirmed(practice, w.trading.generation(practice)));
    w.world.runReady();
    w.fillBus();
    w.trading.onReport(practice, order, fill("e1", 0, 10));
    w.world.runReady();
    QCOMPARE(w.counted("reports_not_taken"), std::uint64_t{1});
    QCOMPARE(w.venue->disconnects, 1);
    QVERIFY(!w.trading.orderStreamConfirmed(practice));
    w.world.advance(std::chrono::seconds(2));
    QCOMPARE(w.venue->connects, 2);
    // The venue delivers it again after the reconnect: it is a command that was never carried out.
    w.trading.onOrderStreamUp(practice);
    w.trading.onReport(practice, order, fill("e1", 0, 10));
    w.world.runReady();
    QCOMPARE(w.reports.size(), std::size_t{1});
}

void TradingDataHandlerTest::failedCommitDropsTheConnection()
{
    StreamingWorld w;
    RecordingObserver observer;
    w.trading.setObserver(&observer);
    w.store.commitFails = true;
    w.trading.onReport(practice, order, fill("e1", 0, 10));
    w.world.runReady();
    QCOMPARE(observer.seen, std::vector<std::string>{"not taken"});
}

void TradingDataHandlerTest::refusedReportAsksForReconciliation()
{
    StreamingWorld w;
    RecordingObserver observer;
    w.trading.setObserver(&observer);
    w.trading.onReport(practice, domain::ClientOrderId("stranger"), fill("e1", 0, 10));
    w.world.runReady();
    QCOMPARE(observer.seen, std::vector<std::string>{"reconcile"});
    QCOMPARE(w.counted("reports_refused"), std::uint64_t{1});
}

void TradingDataHandlerTest::unreadableReportAsksForReconciliation()
{
    StreamingWorld w;
    RecordingObserver observer;
    w.trading.setObserver(&observer);
    w.trading.onOrderStreamUp(practice);
    QVERIFY(w.trading.setConfirmed(practice, w.trading.generation(practice)));
    w.trading.onMalformedReport(practice, "{", "truncated");
    QVERIFY(!w.trading.orderStreamConfirmed(practice));
    QCOMPARE(observer.seen, (std::vector<std::string>{"up", "reconcile"}));
    QCOMPARE(w.counted("reports_malformed"), std::uint64_t{1});
}

void TradingDataHandlerTest::streamIsConfirmedOnlyByReconciliationOfThisStream()
{
    StreamingWorld w;
    QVERIFY(!w.trading.setConfirmed(practice, 0));
    w.trading.onOrderStreamUp(practice);
    QVERIFY(!w.trading.orderStreamConfirmed(practice));
    const std::uint64_t before = w.trading.generation(practice);
    w.trading.onOrderStreamDown(practice, "unplugged");
    QVERIFY(!w.trading.setConfirmed(practice, w.trading.generation(practice)));   // it is down
    w.trading.onOrderStreamUp(practice);
    QVERIFY(!w.trading.setConfirmed(practice, before));                           // of the stream before
    QVERIFY(w.trading.setConfirmed(practice, w.trading.generation(practice)));
    QVERIFY(w.trading.orderStreamConfirmed(practice));
    w.trading.onOrderStreamDown(practice, "unplugged");
    QVERIFY(!w.trading.orderStreamConfirmed(practice));
}

void TradingDataHandlerTest::observerHearsUpDownAndActivity()
{
    StreamingWorld w;
    RecordingObserver observer;
    w.trading.setObserver(&observer);
    w.trading.onOrderStreamUp(practice);
    w.trading.onOrderStreamActivity(practice);
    w.trading.onOrderStreamDown(practice, "bye");
    QCOMPARE(observer.seen, (std::vector<std::string>{"up", "activity", "down"}));
}

QTEST_GUILESS_MAIN(TradingDataHandlerTest)
#include "trading_data_handler_test.moc"
