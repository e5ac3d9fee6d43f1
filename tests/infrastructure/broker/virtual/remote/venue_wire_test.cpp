// The wire between a practice venue in a process of its own and its adapter: what goes in comes out, and what does not read gives
// nothing.
#include "infrastructure/broker/virtual/remote/venue_wire.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure;
using application::VenueError;

namespace {

domain::Quantity quantity(std::int64_t value)
{
    return *domain::Quantity::from(Decimal::fromInteger(value));
}

domain::OrderTerms terms()
{
    domain::OrderTerms out;
    out.account = domain::AccountId("practice-simulated");
    out.instrument = {"BRK.B", "SIM"};
    out.side = domain::Side::Sell;
    out.type = domain::OrderType::StopLimit;
    out.timeInForce = domain::TimeInForce::GoodTillCancel;
    out.quantity = quantity(10);
    out.limitPrice = domain::Price(Decimal::fromScaled(18720, 2));
    out.stopPrice = domain::Price(Decimal::fromScaled(18730, 2));
    return out;
}

domain::VenueReportFacts facts()
{
    return {Timestamp::fromSeconds(1'767'268'800), Timestamp(), "{\"said\":\"so\"}\n"};
}

VenueReportMessage fill()
{
    VenueReportMessage message{domain::ClientOrderId("c-1"), {}};
    auto& report = message.report;
    report.kind = domain::VenueReportKind::Filled;
    report.brokerOrderId = domain::BrokerOrderId("b-1");
    report.executionId = domain::ExecutionId("e-1");
    report.cumulativeBefore = quantity(3);
    report.cumulativeAfter = quantity(7);
    report.price = domain::Price(Decimal::fromScaled(18725, 2));
    report.commission = domain::Money(Decimal::fromScaled(101, 2), domain::Currency("USD"));
    report.liquidity = domain::Liquidity::Taker;
    report.source = domain::FillSource::Reconcile;
    report.reason.venueText = "because \"it\" did";
    report.change.limitPrice = domain::Price(Decimal::fromInteger(5));
    report.facts = facts();
    return message;
}

std::vector<VenueMessage> messages()
{
    const application::VenueOrder order{domain::ClientOrderId("c-1"), domain::BrokerOrderId("b-1"), terms(),
                                        domain::OrderStatus::PartiallyFilled, quantity(7), {}, facts()};
    const application::VenueExecution execution{domain::ClientOrderId("c-1"), domain::BrokerOrderId("b-1"), domain::ExecutionId("e-1"),
                                                {"AAPL", "SIM"}, domain::Side::Sell, quantity(3), quantity(7),
                                                domain::Price(Decimal::fromInteger(9)), {Decimal::fromInteger(1), domain::Currency("USD")},
                                                domain::Liquidity::Maker, facts()};
    const application::VenueBalances balances{{{Decimal::fromInteger(-4), domain::Currency("USD")}},
                                              {{{"AAPL", "SIM"}, domain::SignedQuantity(Decimal::fromInteger(-7))}},
                                              {{"a-1", "deposit", {Decimal::fromInteger(100), domain::Currency("USD")}, Timestamp::fromSeconds(5)}}};
    return {VenueSessionUp{},
            VenueSessionDown{"It ended."},
            VenueHeartbeat{},
            fill(),
            VenueQueryAnswer<application::VenueOrder>{1, order},
            VenueQueryAnswer<application::VenueOrder>{2, failure(VenueError{VenueError::Kind::NotFound, "Unknown here."})},
            VenueQueryAnswer<std::vector<application::VenueOrder>>{3, std::vector{order, order}},
            VenueQueryAnswer<application::VenueExecutions>{4, application::VenueExecutions{{execution}, "500", true}},
            VenueQueryAnswer<application::VenueBalances>{5, balances}};
}

std::vector<WireRequest> requests()
{
    const domain::RequestId request("r-1");
    const domain::ClientOrderId order("c-1");
    const domain::AccountId account("practice-simulated");
    return {VenueSessionId{account, 7},
            VenueRequest(application::SubmitRequest{request, order, terms()}),
            VenueRequest(application::CancelRequest{request, order, domain::BrokerOrderId("b-1"), account}),
            VenueRequest(application::ReplaceRequest{request, order, std::nullopt, account, {quantity(4), std::nullopt, std::nullopt}}),
            VenueRequest(VenueOrderQuery{1, order}),
            VenueRequest(VenueOpenOrdersQuery{2}),
            VenueRequest(VenueExecutionsQuery{3, "500"}),
            VenueRequest(VenueBalancesQuery{4})};
}

template <typename Value>
std::string lineOf(const Value& value)
{
    std::string line;
    appendLine(value, line);
    return line;
}

}  // namespace

class VenueWireTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMessageComesBack()
    {
        WireReader reader;
        for (const auto& message : messages()) {
            std::string line = lineOf(message);
            QCOMPARE(std::ranges::count(line, '\n'), 1);
            line.pop_back();
            const auto read = reader.message(line);
            QVERIFY2(read, line.c_str());
            QCOMPARE(read->index(), message.index());
            QCOMPARE(lineOf(*read), line + '\n');
        }
    }
    void everyRequestComesBack()
    {
        WireReader reader;
        for (const auto& request : requests()) {
            std::string line = lineOf(request);
            line.pop_back();
            const auto read = reader.request(line);
            QVERIFY2(read, line.c_str());
            QCOMPARE(lineOf(*read), line + '\n');
        }
    }
    void valuesOfAFillAreItsOwn()
    {
        const std::string line = lineOf(VenueMessage(fill()));
        WireReader reader;
        const auto read = reader.message({line.data(), line.size() - 1});
        QVERIFY(read);
        const auto& report = std::get<VenueReportMessage>(*read).report;
        QVERIFY(report.kind == domain::VenueReportKind::Filled);
        QCOMPARE(report.cumulativeAfter.toString(), std::string("7"));
        QCOMPARE(report.facts.raw, facts().raw);
        QCOMPARE(report.reason.venueText, std::string("because \"it\" did"));
    }
    void errorStaysAnError()
    {
        const std::string line = lineOf(messages()[5]);
        WireReader reader;
        const auto read = reader.message({line.data(), line.size() - 1});
        QVERIFY(read);
        const auto& answer = std::get<VenueQueryAnswer<application::VenueOrder>>(*read).answer;
        QVERIFY(!answer && answer.error().kind == VenueError::Kind::NotFound);
    }
    // Every prefix of every line, and every line with one byte changed: read or not, but never more than that.
    void hostileBytesGiveNothing()
    {
        WireReader reader;
        QVERIFY(!reader.message(""));
        QVERIFY(!reader.message("[]"));
        QVERIFY(!reader.message(R"({"kind":"nonsense","body":{}})"));
        QVERIFY(!reader.message(R"({"kind":"report","body":{"order":"c-1"}})"));
        QVERIFY(!reader.request(R"({"kind":"up","body":{}})"));
        for (const auto& message : messages()) {
            const std::string line = lineOf(message);
            for (std::size_t size = 0; size + 1 < line.size(); ++size)
                QVERIFY(!reader.message({line.data(), size}));
            for (std::size_t at = 0; at + 1 < line.size(); ++at) {
                std::string changed = line;
                changed[at] = static_cast<char>(changed[at] ^ 0x15);
                [[maybe_unused]] const auto read = reader.message(changed);
            }
        }
    }
};

QTEST_GUILESS_MAIN(VenueWireTest)
#include "venue_wire_test.moc"
