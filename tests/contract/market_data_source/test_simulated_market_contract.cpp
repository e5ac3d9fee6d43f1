#include "infrastructure/broker/simulated/simulated_market.h"
#include "tests/contract/market_data_source/market_data_source_contract.h"
#include "tests/support/time/virtual_time.h"

#include <QTest>

#include <chrono>

namespace tradecore::test {

using namespace std::chrono_literals;
using domain::InstrumentId;

class SimulatedSubject : public MarketDataSourceSubject {
public:
    application::MarketDataSource& source() override { return m_market; }
    void passTime(Duration by) override { m_world.advance(by); }
    InstrumentId busyInstrument() const override { return {"AAPL", "SIM"}; }
    InstrumentId secondInstrument() const override { return {"BTC-USD", "SIM"}; }
    InstrumentId unknownInstrument() const override { return {"NOSUCH", "SIM"}; }
    application::HistoryRequest historyRequest() const override
    {
        const Timestamp now = m_market.marketTime();
        return {busyInstrument(), domain::Timeframe::OneMinute, now - 2h, now};
    }

private:
    VirtualWorld m_world;
    VirtualScheduler m_scheduler{m_world};
    infrastructure::SimulatedMarket m_market{m_scheduler, m_world, sink, observer,
                                             {.seed = 7, .startAt = Timestamp::fromSeconds(1'767'268'800)}};
};

class TestSimulatedMarketContract : public MarketDataSourceContract {
    Q_OBJECT

protected:
    std::unique_ptr<MarketDataSourceSubject> makeSubject() override { return std::make_unique<SimulatedSubject>(); }
};

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::TestSimulatedMarketContract)
#include "test_simulated_market_contract.moc"
