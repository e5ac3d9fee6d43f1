#include <QTest>

#include "domain/connection/connection.h"

using namespace tradecore::domain;

namespace {

const ConnectionId simulated("simulated");

ConnectionState after(const ConnectionState& state, const ConnectionEvent& observed)
{
    ConnectionState result = state;
    for (const auto& event : decideConnectionChange(state, observed))
        result = fold(std::move(result), event);
    return result;
}

}  // namespace

class ConnectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linksAreApart();
    void stormsAreRecordedOnce();
    void onlyWhatIsUpFallsSilent();
    void kindsHaveNames();
};

void ConnectionTest::linksAreApart()
{
    auto state = after({}, ConnectionEstablished{simulated, StreamKind::Data});
    QVERIFY(state.data == ConnectionStatus::Up && state.orders == ConnectionStatus::Never);
    state = after(state, ConnectionLost{simulated, StreamKind::Orders, "refused"});
    QVERIFY(state.data == ConnectionStatus::Up && state.orders == ConnectionStatus::Down);
    QCOMPARE(state.losses, std::uint64_t{1});
    QCOMPARE(state.lastReason, std::string("refused"));
    QCOMPARE(state.connection, simulated);
}

void ConnectionTest::stormsAreRecordedOnce()
{
    const auto up = after({}, ConnectionEstablished{simulated, StreamKind::Data});
    QVERIFY(decideConnectionChange(up, ConnectionEstablished{simulated, StreamKind::Data}).empty());
    auto down = after(up, ConnectionLost{simulated, StreamKind::Data, "reset"});
    for (int i = 0; i < 100; ++i)
        down = after(down, ConnectionLost{simulated, StreamKind::Data, "still down"});
    QCOMPARE(down.losses, std::uint64_t{1});
    QVERIFY(after(down, ConnectionEstablished{simulated, StreamKind::Data}).data == ConnectionStatus::Up);
}

void ConnectionTest::onlyWhatIsUpFallsSilent()
{
    const ConnectionStreamStale stale{simulated, StreamKind::Data, 15'000};
    QVERIFY(decideConnectionChange({}, stale).empty());
    const auto silent = after(after({}, ConnectionEstablished{simulated, StreamKind::Data}), stale);
    QVERIFY(silent.data == ConnectionStatus::Stale);
    QVERIFY(decideConnectionChange(silent, stale).empty());
    QVERIFY(after(silent, ConnectionEstablished{simulated, StreamKind::Data}).data == ConnectionStatus::Up);
}

void ConnectionTest::kindsHaveNames()
{
    QVERIFY(nameOf(StreamKind::Data) == "data" && nameOf(StreamKind::Orders) == "orders");
}

QTEST_GUILESS_MAIN(ConnectionTest)
#include "connection_test.moc"
