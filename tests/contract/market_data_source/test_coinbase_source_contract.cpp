#include "infrastructure/broker/coinbase/coinbase_source.h"
#include "infrastructure/runtime/event_loop_scheduler.h"
#include "infrastructure/runtime/system_clock.h"
#include "tests/contract/market_data_source/market_data_source_contract.h"
#include "tests/support/broker/coinbase/local_coinbase_server.h"

#include <QTest>

#include <algorithm>
#include <chrono>

namespace tradecore::test {

using namespace std::chrono_literals;
using domain::InstrumentId;

// Against the local server, whose market moves quickly, so that a second of the contract passes in a few tens of milliseconds.
class CoinbaseSubject : public MarketDataSourceSubject {
public:
    application::MarketDataSource& source() override { return m_source; }
    void passTime(Duration by) override
    {
        const auto wall = std::chrono::duration_cast<std::chrono::milliseconds>(by / 10);
        QTest::qWait(static_cast<int>(std::clamp<std::int64_t>(wall.count(), 5, 400)));
    }
    InstrumentId busyInstrument() const override { return {"BTC-USD", "COINBASE"}; }
    InstrumentId secondInstrument() const override { return {"ETH-USD", "COINBASE"}; }
    InstrumentId unknownInstrument() const override { return {"NO-SUCH", "COINBASE"}; }
    application::HistoryRequest historyRequest() const override
    {
        const Timestamp now = m_clock.utcNow();
        return {busyInstrument(), domain::Timeframe::OneMinute, now - 2h, now};
    }

private:
    LocalCoinbaseServer m_server{{.stepInterval = 10ms, .heartbeatInterval = 25ms}};
    infrastructure::SystemClock m_clock;
    infrastructure::EventLoopScheduler m_scheduler{m_clock};
    const bool m_isListening = m_server.listen();  // before the source, which needs the port
    infrastructure::CoinbaseSource m_source{sink, observer, m_clock, m_scheduler,
                                            *infrastructure::CoinbaseEndpoints::loopback(m_server.baseUrl())};
};

class TestCoinbaseSourceContract : public MarketDataSourceContract {
    Q_OBJECT

protected:
    std::unique_ptr<MarketDataSourceSubject> makeSubject() override { return std::make_unique<CoinbaseSubject>(); }
};

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::TestCoinbaseSourceContract)
#include "test_coinbase_source_contract.moc"
