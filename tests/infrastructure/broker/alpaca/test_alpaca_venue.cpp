// The venue against the local Alpaca: orders there and back, and each way in which an answer can go astray. No order is ever posted
// twice, whatever happens to its answer.
#include "tests/infrastructure/broker/alpaca/venue_bench.h"

#include <algorithm>

using namespace tradecore;
using namespace tradecore::test;
using domain::Side;
using domain::VenueReportKind;

class TestAlpacaVenue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMarketOrderFills()
    {
        AlpacaBench bench;
        QVERIFY(bench.isListening() && bench.connect());
        bench.submit("mine-1", bench.terms(Side::Buy, "10"));
        QVERIFY(bench.sees("mine-1", VenueReportKind::Accepted) && bench.sees("mine-1", VenueReportKind::Filled));
        const auto* fill = bench.last(VenueReportKind::Filled);
        QCOMPARE(fill->cumulativeBefore.toString(), std::string("0"));
        QCOMPARE(fill->cumulativeAfter.toString(), std::string("10"));
        QCOMPARE(fill->price.toString(), std::string("187.21"));
        QVERIFY(fill->facts.raw.find("\"fill\"") != std::string::npos && fill->facts.venueTime > Timestamp());
        QVERIFY(bench.sink.unanswered.empty());
        const auto balances = bench.balances();
        QVERIFY(balances);
        QCOMPARE(balances->cash.front().toString(), std::string("98127.90 USD"));
        QCOMPARE(balances->positions.front().quantity.toString(), std::string("10"));
        QCOMPARE(balances->activities.front().amount.toString(), std::string("100000.00 USD"));
    }
    void aRestingOrderIsCanceled()
    {
        AlpacaBench bench;
        QVERIFY(bench.connect());
        bench.submit("mine-1", bench.terms(Side::Buy, "1", "100"));
        QVERIFY(bench.sees("mine-1", VenueReportKind::Accepted));
        const auto id = *bench.last(VenueReportKind::Accepted)->brokerOrderId;
        bench.venue->cancel({domain::RequestId("r-2"), domain::ClientOrderId("mine-1"), id, bench.account});
        QVERIFY(bench.sees("mine-1", VenueReportKind::Canceled));
        bench.venue->cancel({domain::RequestId("r-3"), domain::ClientOrderId("mine-1"), id, bench.account});
        QVERIFY(bench.sees("mine-1", VenueReportKind::CancelRefused));
        QCOMPARE(bench.last(VenueReportKind::CancelRefused)->reason.code, domain::OrderReasonCode::VenueTooLate);
    }
    void refusalsSayWhy_data()
    {
        QTest::addColumn<QByteArray>("quantity");
        QTest::addColumn<QByteArray>("symbol");
        QTest::addColumn<bool>("isBuy");
        QTest::addColumn<int>("code");
        QTest::newRow("no cash") << QByteArray("100000") << QByteArray("AAPL") << true << static_cast<int>(domain::OrderReasonCode::VenueInsufficientBuyingPower);
        QTest::newRow("no shares") << QByteArray("1") << QByteArray("AAPL") << false << static_cast<int>(domain::OrderReasonCode::VenueInsufficientPosition);
        QTest::newRow("no symbol") << QByteArray("1") << QByteArray("NOPE") << true << static_cast<int>(domain::OrderReasonCode::VenueUnknownInstrument);
    }
    void refusalsSayWhy()
    {
        QFETCH(QByteArray, quantity);
        QFETCH(QByteArray, symbol);
        QFETCH(bool, isBuy);
        QFETCH(int, code);
        AlpacaBench bench;
        QVERIFY(bench.connect());
        bench.submit("mine-1", bench.terms(isBuy ? Side::Buy : Side::Sell, quantity.constData(), nullptr, symbol.constData()));
        QVERIFY(bench.sees("mine-1", VenueReportKind::Rejected));
        QCOMPARE(static_cast<int>(bench.last(VenueReportKind::Rejected)->reason.code), code);
        QVERIFY(!bench.last(VenueReportKind::Rejected)->reason.venueText.empty());
    }
    void aLostAnswerIsNotARefusal_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("isExecuted");
        QTest::newRow("dropped after the write") << 0 << true;
        QTest::newRow("dropped before the write") << 1 << false;
        QTest::newRow("500 after the write") << 2 << true;
        QTest::newRow("a web page after the write") << 3 << true;
        QTest::newRow("a web page and 502") << 4 << false;
    }
    void aLostAnswerIsNotARefusal()
    {
        QFETCH(int, fault);
        QFETCH(bool, isExecuted);
        AlpacaBench bench;
        QVERIFY(bench.connect());
        // A kept connection that ends under a request is what tempts a client to send it again.
        QVERIFY(bench.open());
        auto& faults = bench.server.faults;
        int* const counters[] = {&faults.dropAfterWrite, &faults.dropBeforeWrite, &faults.errorAfterWrite, &faults.pageAfterWrite, &faults.webPages};
        *counters[fault] = 1;
        bench.submit("mine-1", bench.terms(Side::Buy, "10"));
        QTRY_COMPARE(bench.sink.unanswered.size(), std::size_t(1));
        QVERIFY(!bench.sink.unanswered.front().evidence.empty());
        QCOMPARE(bench.last(VenueReportKind::Rejected), nullptr);
        const auto found = bench.order("mine-1");
        QCOMPARE(found.has_value(), isExecuted);
        if (!found)
            QCOMPARE(found.error().kind, application::VenueError::Kind::NotFound);
        QCOMPARE(bench.server.ordersPosted(), isExecuted ? 1 : 0);
        QCOMPARE(bench.server.book().ordersSeen(), isExecuted ? 1 : 0);
    }
    void anIdThatIsThereIsAskedFor()
    {
        AlpacaBench bench;
        QVERIFY(bench.connect());
        bench.submit("mine-1", bench.terms(Side::Buy, "1", "100"));
        QVERIFY(bench.sees("mine-1", VenueReportKind::Accepted));
        bench.submit("mine-1", bench.terms(Side::Buy, "1", "100"));
        QTRY_COMPARE(bench.sink.unanswered.size(), std::size_t(1));
        QVERIFY(bench.order("mine-1"));
        QCOMPARE(bench.server.book().ordersSeen(), 1);
    }
    void aFillMayComeBeforeTheAnswer()
    {
        AlpacaBench bench;
        QVERIFY(bench.connect());
        bench.server.faults.ackDelayMilliseconds = 150;
        bench.submit("mine-1", bench.terms(Side::Buy, "10"));
        QVERIFY(bench.sees("mine-1", VenueReportKind::Filled));
        QVERIFY(bench.sees("mine-1", VenueReportKind::Accepted, 3));   // pending_new and new on the stream, then the answer
        QVERIFY(bench.sink.unanswered.empty());
    }
    void aLateOrderIsNotFoundForAWhile()
    {
        AlpacaBench bench;
        QVERIFY(bench.connect());
        bench.server.book().hiddenForMilliseconds = 400;
        bench.server.faults.dropAfterWrite = 1;
        bench.submit("mine-1", bench.terms(Side::Buy, "1", "100"));
        QTRY_COMPARE(bench.sink.unanswered.size(), std::size_t(1));
        const auto early = bench.order("mine-1");
        QVERIFY(!early && early.error().kind == application::VenueError::Kind::NotFound);
        QTRY_VERIFY(bench.order("mine-1").has_value());
    }
    void aReplaceKeepsTheName()
    {
        AlpacaBench bench;
        QVERIFY(bench.connect());
        bench.submit("mine-1", bench.terms(Side::Buy, "10", "100"));
        QVERIFY(bench.sees("mine-1", VenueReportKind::Accepted, 2));
        const auto old = *bench.last(VenueReportKind::Accepted)->brokerOrderId;
        domain::OrderChange change;
        change.limitPrice = *domain::Price::parse("101.5");
        bench.venue->replace({domain::RequestId("r-2"), domain::ClientOrderId("mine-1"), old, bench.account, change});
        QVERIFY(bench.sees("mine-1", VenueReportKind::Replaced));
        const auto* replaced = bench.last(VenueReportKind::Replaced);
        QCOMPARE(replaced->request->text(), std::string("r-2"));
        QVERIFY(*replaced->brokerOrderId != old);
        const auto shown = bench.order("mine-1");
        QVERIFY(shown);
        QCOMPARE(shown->terms.limitPrice->toString(), std::string("101.5"));
        QCOMPARE(shown->brokerOrderId.text(), replaced->brokerOrderId->text());
        bench.server.setPrice(QStringLiteral("AAPL"), Fixed::whole(100), Fixed::whole(101));
        QVERIFY(bench.sees("mine-1", VenueReportKind::Filled));
        bench.remake();
        const auto fills = bench.fills();
        QVERIFY(fills && fills->executions.size() == 1);
        QCOMPARE(fills->executions.front().clientOrderId.text(), std::string("mine-1"));
    }
    void aPartlyFilledOrderIsNotReplaced()
    {
        AlpacaBench bench;
        QVERIFY(bench.connect());
        bench.server.book().piecesOfNextFill = 2;
        bench.submit("mine-1", bench.terms(Side::Buy, "10"));
        QVERIFY(bench.sees("mine-1", VenueReportKind::Filled, 2));
        const auto id = *bench.last(VenueReportKind::Accepted)->brokerOrderId;
        bench.venue->replace({domain::RequestId("r-2"), domain::ClientOrderId("mine-1"), id, bench.account, {*domain::Quantity::parse("20"), {}, {}}});
        QVERIFY(bench.sees("mine-1", VenueReportKind::ReplaceRefused));
        QCOMPARE(bench.last(VenueReportKind::ReplaceRefused)->reason.code, domain::OrderReasonCode::UnsupportedByVenue);
    }
    void openOrdersAreListedAcrossPages()
    {
        AlpacaBench bench;
        for (int i = 0; i < 620; ++i)
            (void)bench.server.book().submit({{QStringLiteral("symbol"), QStringLiteral("AAPL")}, {QStringLiteral("qty"), QStringLiteral("1")}, {QStringLiteral("side"), QStringLiteral("buy")},
                                              {QStringLiteral("type"), QStringLiteral("limit")}, {QStringLiteral("limit_price"), QStringLiteral("1")},
                                              {QStringLiteral("time_in_force"), QStringLiteral("gtc")}, {QStringLiteral("client_order_id"), QStringLiteral("x-%1").arg(i)}});
        QVERIFY(bench.connect());
        const auto open = bench.open();
        QVERIFY2(open.has_value(), open ? "" : open.error().text.c_str());
        QCOMPARE(open->size(), std::size_t(620));
    }
    void aRateLimitIsWaitedFor()
    {
        AlpacaBench bench;
        QVERIFY(bench.connect());
        bench.server.faults.rateLimited = 1;
        bench.server.faults.retryAfterSeconds = 1;
        QElapsedTimer time;
        time.start();
        QVERIFY(bench.open());
        QVERIFY(time.elapsed() >= 900);
    }
    void anOrderUnderARateLimitIsNotSent()
    {
        AlpacaBench bench;
        QVERIFY(bench.connect());
        bench.server.faults.rateLimited = 1;
        bench.server.faults.retryAfterSeconds = 5;
        bool isAnswered = false;
        bench.venue->openOrders([&isAnswered](const auto&) { isAnswered = true; });
        QTRY_COMPARE(bench.venue->rateLimited(), std::uint64_t(1));
        bench.submit("mine-1", bench.terms(Side::Buy, "1"));
        QVERIFY(bench.sees("mine-1", VenueReportKind::Rejected));
        QCOMPARE(bench.last(VenueReportKind::Rejected)->reason.code, domain::OrderReasonCode::Throttled);
        QCOMPARE(bench.server.ordersPosted(), 0);
        QVERIFY(!isAnswered);
    }
    void wrongKeysAreTold()
    {
        LocalAlpacaOptions options = AlpacaBench::quickOptions();
        options.keyId = QStringLiteral("PKOTHER");
        LocalAlpacaServer other(options);
        QVERIFY(other.listen());
        RecordingSink sink;
        infrastructure::SystemClock clock;
        infrastructure::EventLoopScheduler scheduler(clock);
        infrastructure::AlpacaVenue venue(domain::AccountId("a"), sink, scheduler, clock, *infrastructure::AlpacaEndpoints::loopback(other.baseUrl()),
                                          {Secret("PKWRONG"), Secret("CANARYSECRET")});
        venue.connectNow();
        QTRY_COMPARE(sink.downs.size(), std::size_t(1));
        QVERIFY(sink.downs.front().find("keys") != std::string::npos);
        QVERIFY(sink.downs.front().find("CANARY") == std::string::npos);
    }
    void theStreamsEndIsTold()
    {
        AlpacaBench bench;
        QVERIFY(bench.connect());
        bench.server.closeStreams();
        QTRY_COMPARE(bench.sink.downs.size(), std::size_t(1));
        QVERIFY(bench.connect());
    }
};

QTEST_GUILESS_MAIN(TestAlpacaVenue)
#include "test_alpaca_venue.moc"
