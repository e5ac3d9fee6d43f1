// MarketDataSignals and TradingDataSignals: one batch a frame; first load and updates are the same query, one in flight.
#include "application/market/desk.h"
#include "application/streaming/market_data_signals.h"
#include "application/streaming/trading_data_signals.h"
#include "tests/application/streaming/streaming_fakes.h"

#include <QSignalSpy>
#include <QtTest>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::test;
using std::chrono::seconds;

namespace {

// A Desk that keeps what it was asked and answers when the test says so.
class FakeDesk : public Desk {
public:
    explicit FakeDesk(const VirtualWorld& ofWorld) : world(ofWorld) {}

    void place(const PlaceOrder&, Executor&, ReceiptCallback) override {}
    void cancel(const CancelOrder&, Executor&, ReceiptCallback) override {}
    void replace(const ReplaceOrder&, Executor&, ReceiptCallback) override {}
    void resolve(const ResolveOrder&, Executor&, ReceiptCallback) override {}
    void orders(const OrdersQuery& query, Executor&, std::function<void(const OrdersQuery::Answer&)> answer) override
    {
        ordersAsked.push_back(query.filter.changedAfter);
        orderAnswers.push_back(std::move(answer));
    }
    void fills(const FillsQuery&, Executor&, std::function<void(const FillsQuery::Answer&)> answer) override
    {
        fillAnswers.push_back(std::move(answer));
    }
    void positions(const PositionsQuery& query, Executor&, std::function<void(const PositionsQuery::Answer&)> answer) override
    {
        positionsAsked.push_back(query.valuationAfter);
        positionAnswers.push_back(std::move(answer));
    }
    void accounts(const AccountsQuery&, Executor&, std::function<void(const AccountsQuery::Answer&)> answer) override
    {
        accountAnswers.push_back(std::move(answer));
    }
    void streamEvents(const StreamEventsQuery&, Executor&, std::function<void(const StreamEventsQuery::Answer&)>) override {}
    void events(const EventsQuery&, Executor&, std::function<void(const EventsQuery::Answer&)>) override {}
    void preview(const OrderPreviewQuery&, Executor&, std::function<void(const OrderPreviewQuery::Answer&)>) override {}
    void status(Executor&, std::function<void(const WorkstationStatus&)>) override {}
    void instruments(Executor&, std::function<void(const std::vector<domain::Instrument>&)>) override {}
    void subscribe(const domain::InstrumentId&, const std::string&) override {}
    void unsubscribe(const domain::InstrumentId&, const std::string&) override {}
    void watchBars(const BarsKey&) override {}
    void unwatchBars(const BarsKey&) override {}
    void loadOlderBars(const BarsKey&, Timestamp) override {}
    [[nodiscard]] DisplayFeed& displayFeed() override { return feed; }
    [[nodiscard]] std::int64_t headPosition() const override { return head; }
    [[nodiscard]] std::uint64_t valuation() const override { return marks; }
    [[nodiscard]] Timestamp marketTime() const override { return world.utcNow(); }
    [[nodiscard]] SteadyTime steadyNow() const override { return world.steadyNow(); }
    [[nodiscard]] Uuid newIdentity() override { return {}; }
    [[nodiscard]] domain::AccountId practiceAccount() const override { return domain::AccountId("practice"); }

    // Answers everything that waits, as of now, with so many rows each.
    void answerAll(std::size_t rows)
    {
        for (const auto& answer : std::exchange(orderAnswers, {}))
            answer({std::vector<OrderRow>(rows), head, {}});
        for (const auto& answer : std::exchange(fillAnswers, {}))
            answer({std::vector<FillRow>(rows), head, {}});
        for (const auto& answer : std::exchange(positionAnswers, {}))
            answer({std::vector<PositionView>(rows), head, marks, {}});
        for (const auto& answer : std::exchange(accountAnswers, {}))
            answer({std::vector<AccountView>(rows), head, {}});
    }

    const VirtualWorld& world;
    DisplayFeed feed;
    std::int64_t head = 5;
    std::uint64_t marks = 0;
    std::vector<std::int64_t> ordersAsked;
    std::vector<std::uint64_t> positionsAsked;
    std::vector<std::function<void(const OrdersQuery::Answer&)>> orderAnswers;
    std::vector<std::function<void(const FillsQuery::Answer&)>> fillAnswers;
    std::vector<std::function<void(const PositionsQuery::Answer&)>> positionAnswers;
    std::vector<std::function<void(const AccountsQuery::Answer&)>> accountAnswers;
};

struct SignalsWorld {
    VirtualWorld world;
    VirtualScheduler gui{world};
    FakeDesk desk{world};
    TradingDataSignals trading{desk, gui};
};

}  // namespace

class DataSignalsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marketBatchIsOneSignalAFrame();
    void emptyFrameIsNoSignal();
    void firstLoadIsToldEvenWhenEmpty();
    void oneQueryOfEachKindInFlight();
    void unchangedPositionAsksNothing();
    void changeAsksAfterTheOwnPosition();
    void newMarkAsksForPositionsAndAccountsOnly();
    void unansweredQueryIsAskedAgain();
    void answerThatIsTooOldIsIgnored();
    void errorIsToldAndAskedAgainLater();
    void reloadAsksForEverything();
    void answerAfterTheEndIsIgnored();
};

void DataSignalsTest::marketBatchIsOneSignalAFrame()
{
    DisplayFeed feed;
    MarketDataSignals market(feed);
    std::size_t batches = 0;
    std::size_t tape = 0;
    QObject::connect(&market, &MarketDataSignals::batch, &market, [&](const MarketBatch& batch) {
        ++batches;
        tape += batch.tape.size();
    });
    for (int i = 0; i < 500; ++i)
        feed.noteTape(trade(instrument("A"), 100, 1, Timestamp()));
    QVERIFY(market.pump());
    QCOMPARE(batches, std::size_t{1});
    QCOMPARE(tape, std::size_t{500});
}

void DataSignalsTest::emptyFrameIsNoSignal()
{
    DisplayFeed feed;
    MarketDataSignals market(feed);
    std::size_t batches = 0;
    QObject::connect(&market, &MarketDataSignals::batch, &market, [&](const MarketBatch&) { ++batches; });
    QVERIFY(!market.pump());
    QCOMPARE(batches, std::size_t{0});
}

void DataSignalsTest::firstLoadIsToldEvenWhenEmpty()
{
    SignalsWorld w;
    QSignalSpy orders(&w.trading, &TradingDataSignals::orders);
    QSignalSpy fills(&w.trading, &TradingDataSignals::fills);
    QSignalSpy positions(&w.trading, &TradingDataSignals::positions);
    QSignalSpy accounts(&w.trading, &TradingDataSignals::accounts);
    w.trading.pump();
    w.desk.answerAll(0);
    QCOMPARE(orders.count() + fills.count() + positions.count() + accounts.count(), 4);
    QCOMPARE(orders.at(0).at(1).toLongLong(), 5);
    QCOMPARE(w.desk.ordersAsked, std::vector<std::int64_t>{0});
}

void DataSignalsTest::oneQueryOfEachKindInFlight()
{
    SignalsWorld w;
    for (int i = 0; i < 10; ++i) {
        ++w.desk.head;
        w.trading.pump();
    }
    QCOMPARE(w.desk.orderAnswers.size() + w.desk.fillAnswers.size(), std::size_t{2});
    QCOMPARE(w.desk.positionAnswers.size() + w.desk.accountAnswers.size(), std::size_t{2});
}

void DataSignalsTest::unchangedPositionAsksNothing()
{
    SignalsWorld w;
    w.trading.pump();
    w.desk.answerAll(0);
    w.trading.pump();
    QVERIFY(w.desk.orderAnswers.empty() && w.desk.positionAnswers.empty() && w.desk.accountAnswers.empty());
}

void DataSignalsTest::changeAsksAfterTheOwnPosition()
{
    SignalsWorld w;
    QSignalSpy orders(&w.trading, &TradingDataSignals::orders);
    w.trading.pump();
    w.desk.answerAll(2);
    w.desk.head = 9;
    w.trading.pump();
    w.desk.answerAll(0);   // nothing of this kind changed: no signal
    QCOMPARE(w.desk.ordersAsked, (std::vector<std::int64_t>{0, 5}));
    QCOMPARE(orders.count(), 1);
    w.desk.head = 11;
    w.trading.pump();
    QCOMPARE(w.desk.ordersAsked.back(), std::int64_t{9});
}

void DataSignalsTest::newMarkAsksForPositionsAndAccountsOnly()
{
    SignalsWorld w;
    w.trading.pump();
    w.desk.answerAll(1);
    w.desk.marks = 3;
    w.trading.pump();
    QVERIFY(w.desk.orderAnswers.empty() && w.desk.fillAnswers.empty());
    QCOMPARE(w.desk.positionAnswers.size() + w.desk.accountAnswers.size(), std::size_t{2});
    w.desk.answerAll(1);
    w.desk.marks = 4;
    w.trading.pump();
    QCOMPARE(w.desk.positionsAsked.back(), std::uint64_t{3});
}

void DataSignalsTest::unansweredQueryIsAskedAgain()
{
    SignalsWorld w;
    w.trading.pump();
    w.world.advance(seconds(4));
    w.trading.pump();
    QCOMPARE(w.desk.ordersAsked.size(), std::size_t{1});
    w.world.advance(seconds(2));
    w.trading.pump();
    QCOMPARE(w.desk.ordersAsked.size(), std::size_t{2});
}

void DataSignalsTest::answerThatIsTooOldIsIgnored()
{
    SignalsWorld w;
    QSignalSpy orders(&w.trading, &TradingDataSignals::orders);
    w.trading.pump();
    w.world.advance(seconds(6));
    w.trading.pump();
    w.desk.answerAll(1);   // both; only the second counts
    QCOMPARE(orders.count(), 1);
}

void DataSignalsTest::errorIsToldAndAskedAgainLater()
{
    SignalsWorld w;
    QSignalSpy failed(&w.trading, &TradingDataSignals::failed);
    w.trading.pump();
    w.desk.orderAnswers.at(0)({{}, 0, "The journal could not be read."});
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed.at(0).at(0).toString(), QStringLiteral("The journal could not be read."));
    w.trading.pump();
    QCOMPARE(w.desk.ordersAsked.size(), std::size_t{1});
    w.world.advance(seconds(1));
    w.trading.pump();
    QCOMPARE(w.desk.ordersAsked.size(), std::size_t{2});
}

void DataSignalsTest::reloadAsksForEverything()
{
    SignalsWorld w;
    w.trading.pump();
    w.desk.answerAll(1);
    w.trading.reload();
    w.trading.pump();
    QCOMPARE(w.desk.ordersAsked, (std::vector<std::int64_t>{0, 0}));
}

void DataSignalsTest::answerAfterTheEndIsIgnored()
{
    VirtualWorld world;
    VirtualScheduler gui(world);
    FakeDesk desk(world);
    {
        TradingDataSignals trading(desk, gui);
        trading.pump();
    }
    desk.answerAll(1);
    QVERIFY(desk.orderAnswers.empty());
}

QTEST_GUILESS_MAIN(DataSignalsTest)
#include "data_signals_test.moc"
