// One fill is one piece of cumulative quantity, whichever way it is told: by the stream alone, by the activities alone, by both in
// either order, twice, and out of order. The books that come of it are the same.
#include "domain/order/order_decisions.h"
#include "tests/infrastructure/broker/alpaca/venue_bench.h"

#include <algorithm>

using namespace tradecore;
using namespace tradecore::test;

namespace {

enum class Way { StreamOnly, RestOnly, StreamThenRest, RestThenStream, Twice, Backwards, Interleaved };

struct Books {
    std::string cumulative;
    std::string notional;
    std::size_t pieces = 0;
    std::uint32_t quarantined = 0;
    bool isOverfilled = false;
    friend bool operator==(const Books&, const Books&) = default;
};

Books bookedFrom(const std::vector<domain::VenueReport>& reports, const domain::OrderTerms& terms)
{
    domain::OrderState state;
    domain::AdoptOrderFacts adopted{domain::ClientOrderId("mine-1"), *reports.front().brokerOrderId, terms, {}};
    for (const auto& event : domain::decideAdopt(state, adopted))
        state = domain::fold(std::move(state), event);
    for (const auto& report : reports) {
        for (const auto& event : domain::decideReport(state, report))
            state = domain::fold(std::move(state), event);
    }
    return {state.cumulative.toString(), state.filledNotional.toString(), state.pieces.size(), state.quarantinedReports, state.overfilled};
}

domain::VenueReport reportOf(const application::VenueExecution& execution)
{
    domain::VenueReport report;
    report.kind = domain::VenueReportKind::Filled;
    report.brokerOrderId = execution.brokerOrderId;
    report.executionId = execution.executionId;
    report.cumulativeBefore = execution.cumulativeBefore;
    report.cumulativeAfter = execution.cumulativeAfter;
    report.price = execution.price;
    report.commission = execution.commission;
    report.source = domain::FillSource::Reconcile;
    report.facts = execution.facts;
    return report;
}

}  // namespace

class TestAlpacaFillSources : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyWayGivesTheSameBooks_data();
    void everyWayGivesTheSameBooks();
    void theCursorStaysBehindTheNewest();
    void aLostFrameIsFoundByTheActivities();

private:
    std::vector<domain::VenueReport> m_stream;
    std::vector<domain::VenueReport> m_rest;
    domain::OrderTerms m_terms;
};

void TestAlpacaFillSources::initTestCase()
{
    AlpacaBench bench;
    QVERIFY(bench.connect());
    m_terms = bench.terms(domain::Side::Buy, "7");
    bench.server.book().piecesOfNextFill = 3;
    bench.submit("mine-1", m_terms);
    QVERIFY(bench.sees("mine-1", domain::VenueReportKind::Filled, 2));
    for (const auto& entry : bench.sink.reports) {
        if (entry.report.kind == domain::VenueReportKind::Filled)
            m_stream.push_back(entry.report);
    }
    const auto fills = bench.fills();
    QVERIFY(fills);
    for (const auto& execution : fills->executions)
        m_rest.push_back(reportOf(execution));
    QCOMPARE(m_rest.size(), m_stream.size());
    // The two name one fill differently.
    QVERIFY(m_rest.front().executionId != m_stream.front().executionId);
    QCOMPARE(m_rest.front().cumulativeAfter.toString(), m_stream.front().cumulativeAfter.toString());
}

void TestAlpacaFillSources::everyWayGivesTheSameBooks_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("stream only") << static_cast<int>(Way::StreamOnly);
    QTest::newRow("REST only") << static_cast<int>(Way::RestOnly);
    QTest::newRow("stream, then REST") << static_cast<int>(Way::StreamThenRest);
    QTest::newRow("REST, then stream") << static_cast<int>(Way::RestThenStream);
    QTest::newRow("twice") << static_cast<int>(Way::Twice);
    QTest::newRow("out of order") << static_cast<int>(Way::Backwards);
    QTest::newRow("mixed") << static_cast<int>(Way::Interleaved);
}

void TestAlpacaFillSources::everyWayGivesTheSameBooks()
{
    QFETCH(int, way);
    std::vector<domain::VenueReport> told;
    const auto add = [&told](std::vector<domain::VenueReport> reports) { told.insert(told.end(), reports.begin(), reports.end()); };
    switch (static_cast<Way>(way)) {
    case Way::StreamOnly: add(m_stream); break;
    case Way::RestOnly: add(m_rest); break;
    case Way::StreamThenRest: add(m_stream); add(m_rest); break;
    case Way::RestThenStream: add(m_rest); add(m_stream); break;
    case Way::Twice: add(m_stream); add(m_stream); add(m_rest); add(m_rest); break;
    case Way::Backwards: add(m_rest); add(m_stream); std::reverse(told.begin(), told.end()); break;
    case Way::Interleaved:
        for (std::size_t i = 0; i < m_stream.size(); ++i)
            add({m_rest[m_rest.size() - 1 - i], m_stream[i]});
        break;
    }
    const Books books = bookedFrom(told, m_terms);
    const Books expected{"7", "1310.47", m_stream.size(), 0, false};
    QCOMPARE(books.cumulative, expected.cumulative);
    QCOMPARE(books.notional, expected.notional);
    QVERIFY(books == expected);
}

void TestAlpacaFillSources::theCursorStaysBehindTheNewest()
{
    AlpacaBench bench;
    QVERIFY(bench.connect());
    bench.submit("mine-1", m_terms);
    QVERIFY(bench.sees("mine-1", domain::VenueReportKind::Filled));
    const auto first = bench.fills();
    QVERIFY(first && first->executions.size() == 1 && !first->more);
    const auto second = bench.fills(first->cursor);
    QVERIFY(second);
    QCOMPARE(second->executions.size(), std::size_t(1));
}

void TestAlpacaFillSources::aLostFrameIsFoundByTheActivities()
{
    AlpacaBench bench;
    QVERIFY(bench.connect());
    bench.server.faults.loseFills = 1;
    bench.submit("mine-1", m_terms);
    QVERIFY(bench.sees("mine-1", domain::VenueReportKind::Accepted, 2));
    QTRY_VERIFY(bench.server.book().held(QStringLiteral("AAPL")).isPositive());
    QCOMPARE(bench.last(domain::VenueReportKind::Filled), nullptr);
    const auto fills = bench.fills();
    QVERIFY(fills);
    QCOMPARE(fills->executions.size(), std::size_t(1));
    QCOMPARE(fills->executions.front().cumulativeAfter.toString(), std::string("7"));
    const auto shown = bench.order("mine-1");
    QVERIFY(shown);
    QCOMPARE(shown->status, domain::OrderStatus::Filled);
}

QTEST_GUILESS_MAIN(TestAlpacaFillSources)
#include "test_fill_sources.moc"
