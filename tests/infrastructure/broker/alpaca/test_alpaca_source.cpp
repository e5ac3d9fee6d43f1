// The live source against the local Alpaca, in JSON and in MessagePack: prices, history, and each refusal of the feed.
#include "infrastructure/broker/alpaca/alpaca_source.h"
#include "infrastructure/runtime/event_loop_scheduler.h"
#include "infrastructure/runtime/system_clock.h"
#include "tests/support/broker/alpaca/local_alpaca_server.h"
#include "tests/support/broker/coinbase/recording_sink.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::test;
using application::SubscriptionState;

namespace {

const domain::InstrumentId apple("AAPL", "ALPACA");
const domain::InstrumentId bitcoin("BTC/USD", "ALPACA");

struct SourceBench {
    explicit SourceBench(bool isPacked = false, LocalAlpacaOptions options = {})
        : server(options), isListening(server.listen()),
          keys{Secret(options.keyId.toStdString()), Secret(options.secret.toStdString())},
          source(sink, observer, clock, scheduler, {*infrastructure::AlpacaEndpoints::loopback(server.baseUrl()), isPacked}, keys)
    {
    }
    [[nodiscard]] bool connect()
    {
        source.connectNow();
        return QTest::qWaitFor([this] { return observer.connected == 1; });
    }
    [[nodiscard]] bool becomes(const char* symbol, SubscriptionState state)
    {
        return QTest::qWaitFor([&] { return observer.states.contains(symbol) && observer.states[symbol] == state; });
    }

    LocalAlpacaServer server;
    bool isListening;
    coinbase::RecordingSink sink;
    coinbase::RecordingObserver observer;
    infrastructure::SystemClock clock;
    infrastructure::EventLoopScheduler scheduler{clock};
    application::KeyPair keys;
    infrastructure::AlpacaSource source;
};

}  // namespace

class TestAlpacaSource : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pricesArrive_data()
    {
        QTest::addColumn<bool>("isPacked");
        QTest::newRow("JSON") << false;
        QTest::newRow("MessagePack") << true;
    }
    void pricesArrive()
    {
        QFETCH(bool, isPacked);
        SourceBench bench(isPacked);
        QVERIFY(bench.isListening && bench.connect());
        bench.source.setSubscriptions({apple, bitcoin});
        QVERIFY(bench.becomes("AAPL", SubscriptionState::Active) && bench.becomes("BTC/USD", SubscriptionState::Active));
        bench.server.setPrice(QStringLiteral("AAPL"), *Fixed::parse(QStringLiteral("190.1")), *Fixed::parse(QStringLiteral("190.12")));
        QTRY_VERIFY(std::any_of(bench.sink.quotes.begin(), bench.sink.quotes.end(), [](const domain::Quote& quote) {
            return quote.instrument == apple && quote.ask && quote.ask->toString() == "190.12" && quote.venueTime > Timestamp();
        }));
        const auto stepsUntilTrade = [&bench] {
            bench.server.step();
            return !bench.sink.trades.empty();
        };
        QTRY_VERIFY(stepsUntilTrade());
        QVERIFY(bench.sink.malformed.empty());
    }
    void anUnknownSymbolIsRefusedAndTheRestServed()
    {
        SourceBench bench;
        QVERIFY(bench.connect());
        bench.source.setSubscriptions({apple, {"bad", "ALPACA"}, {"MSFT", "ALPACA"}, {"BTC-USD", "COINBASE"}});
        QVERIFY(bench.becomes("AAPL", SubscriptionState::Active) && bench.becomes("MSFT", SubscriptionState::Active));
        QVERIFY(bench.becomes("bad", SubscriptionState::Refused) && bench.becomes("BTC-USD", SubscriptionState::Refused));
    }
    void theSymbolLimitRefusesTheRestAlone()
    {
        LocalAlpacaOptions options;
        options.symbolLimit = 2;
        SourceBench bench(false, options);
        QVERIFY(bench.connect());
        bench.source.setSubscriptions({apple, {"MSFT", "ALPACA"}, {"SPY", "ALPACA"}});
        QTRY_COMPARE(std::count_if(bench.observer.states.begin(), bench.observer.states.end(), [](const auto& state) { return state.second == SubscriptionState::Active; }), 2);
        QVERIFY(bench.becomes("SPY", SubscriptionState::Refused));
    }
    void aSecondConnectionIsToldToWait()
    {
        SourceBench bench;
        bench.server.faults.refusedConnections = 1;
        bench.source.connectNow();
        QTRY_COMPARE(bench.observer.disconnects.size(), std::size_t(1));
        QCOMPARE(bench.observer.retryDelays.size(), std::size_t(1));
        QVERIFY(bench.observer.disconnects.front().find("Another program") != std::string::npos);
        QVERIFY(bench.connect());
    }
    void aSlowClientIsTold()
    {
        SourceBench bench;
        QVERIFY(bench.connect());
        bench.server.tellSlowClients();
        QTRY_COMPARE(bench.observer.disconnects.size(), std::size_t(1));
        QVERIFY(bench.observer.disconnects.front().find("too slow") != std::string::npos);
    }
    void subscriptionsComeBackWithTheConnection()
    {
        SourceBench bench;
        QVERIFY(bench.connect());
        bench.source.setSubscriptions({apple});
        QVERIFY(bench.becomes("AAPL", SubscriptionState::Active));
        bench.server.closeStreams();
        QTRY_COMPARE(bench.observer.disconnects.size(), std::size_t(1));
        bench.observer.states.clear();
        bench.source.connectNow();
        QVERIFY(bench.becomes("AAPL", SubscriptionState::Active));
    }
    void historyIsReadAcrossPages_data()
    {
        QTest::addColumn<QString>("symbol");
        QTest::newRow("stock") << QStringLiteral("AAPL");
        QTest::newRow("crypto") << QStringLiteral("BTC/USD");
    }
    void historyIsReadAcrossPages()
    {
        QFETCH(QString, symbol);
        SourceBench bench;
        const Timestamp to = bench.clock.utcNow().floorTo(std::chrono::minutes(1));
        const Timestamp from = to - std::chrono::hours(24 * 8);
        std::optional<Result<std::vector<domain::Bar>, application::SourceError>> answer;
        bench.source.requestHistory({domain::InstrumentId(symbol.toStdString(), "ALPACA"), domain::Timeframe::OneMinute, from, to},
                                    [&answer](auto bars) { answer = std::move(bars); });
        QTRY_VERIFY(answer.has_value());
        QVERIFY2(answer->has_value(), *answer ? "" : answer->error().text.c_str());
        QCOMPARE((*answer)->size(), std::size_t(8 * 24 * 60));
        QVERIFY((*answer)->front().start == from && (*answer)->back().complete);
    }
    void instrumentsAreListed()
    {
        SourceBench bench;
        std::optional<Result<std::vector<domain::Instrument>, application::SourceError>> answer;
        bench.source.requestInstruments([&answer](auto instruments) { answer = std::move(instruments); });
        QTRY_VERIFY(answer.has_value());
        QVERIFY(answer->has_value());
        QCOMPARE((*answer)->size(), std::size_t(7));
    }
};

QTEST_GUILESS_MAIN(TestAlpacaSource)
#include "test_alpaca_source.moc"
