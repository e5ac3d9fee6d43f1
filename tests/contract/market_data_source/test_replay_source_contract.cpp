#include "infrastructure/broker/replay/replay_source.h"
#include "tests/contract/market_data_source/market_data_source_contract.h"
#include "tests/support/time/virtual_time.h"

#include <QTest>

#include <chrono>
#include <memory>

namespace tradecore::test {

using namespace std::chrono_literals;
using domain::InstrumentId;

// The recording that ships with the program.
class ReplaySubject : public MarketDataSourceSubject {
public:
    ReplaySubject()
    {
        const std::string file =
            qEnvironmentVariable("TRADECORE_SOURCE_DIR").toStdString() + "/resources/recordings/first-light.tcr";
        m_source = std::make_unique<infrastructure::ReplaySource>(
            m_scheduler, m_world, sink, observer, infrastructure::ReplayOptions{{file}, 1}, nullptr);
    }
    application::MarketDataSource& source() override { return *m_source; }
    void passTime(Duration by) override { m_world.advance(by); }
    InstrumentId busyInstrument() const override { return {"AAPL", "REPLAY"}; }
    InstrumentId secondInstrument() const override { return {"BTC-USD", "REPLAY"}; }
    InstrumentId unknownInstrument() const override { return {"NOSUCH", "REPLAY"}; }
    application::HistoryRequest historyRequest() const override
    {
        const Timestamp now = m_source->marketTime();
        return {busyInstrument(), domain::Timeframe::OneSecond, now - 1h, now + 1s};
    }

private:
    VirtualWorld m_world;
    VirtualScheduler m_scheduler{m_world};
    std::unique_ptr<infrastructure::ReplaySource> m_source;
};

class TestReplaySourceContract : public MarketDataSourceContract {
    Q_OBJECT

protected:
    std::unique_ptr<MarketDataSourceSubject> makeSubject() override { return std::make_unique<ReplaySubject>(); }
};

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::TestReplaySourceContract)
#include "test_replay_source_contract.moc"
