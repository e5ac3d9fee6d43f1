// The TradingVenue contract, run on the virtual broker and its practice venue on virtual time.
#include "tests/contract/trading_venue/trading_venue_suite.h"
#include "tests/support/venue/practice_world.h"

#include <QTest>

namespace {

using namespace tradecore;
using namespace tradecore::test;

class PracticeBench : public VenueBench {
public:
    PracticeBench() { m_world.offer(quote(m_world.aaa, "99.00", "0", "100.00", "0", m_second)); }

    application::TradingVenue& venue() override { return *m_world.adapter; }
    RecordingSink& sink() override { return m_world.sink; }
    domain::OrderTerms restingOrder(const std::string& size) override
    {
        return limitOrder(m_world.account, m_world.aaa, domain::Side::Buy, size, "50.00");
    }
    domain::OrderTerms fillingOrder(const std::string& size) override
    {
        return marketOrder(m_world.account, m_world.aaa, domain::Side::Buy, size);
    }
    domain::OrderTerms refusedOrder() override { return fillingOrder("1.5"); }
    void supply(const std::string& size) override
    {
        ++m_second;
        m_world.offer(quote(m_world.aaa, "99.00", "0", m_second % 2 == 0 ? "100.00" : "100.01", size, m_second));
    }
    void fallMute() override { m_world.line.isCut = true; }
    void settle() override { m_world.run(); }
    void pass(Duration time) override { m_world.time.advance(time); }

private:
    PracticeWorld m_world;
    std::int64_t m_second = 1;
};

}  // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    TradingVenueSuite suite([] { return std::make_unique<PracticeBench>(); });
    return QTest::qExec(&suite, argc, argv);
}
