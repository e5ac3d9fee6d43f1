#include "tests/contract/trading_venue/trading_venue_suite.h"

#include <QTest>

#include <optional>
#include <set>

namespace tradecore::test {

using application::VenueError;
using domain::ClientOrderId;
using domain::OrderStatus;
using domain::RequestId;
using domain::VenueReportKind;
using Kinds = std::vector<VenueReportKind>;

void TradingVenueSuite::init()
{
    m_bench = m_make();
}

void TradingVenueSuite::cleanup()
{
    m_bench.reset();
}

void TradingVenueSuite::submit(const std::string& order, const domain::OrderTerms& terms)
{
    m_bench->venue().submit({RequestId(order + "-submit"), ClientOrderId(order), terms});
    m_bench->settle();
}

application::VenueExecutions TradingVenueSuite::executionsFrom(const std::string& cursor)
{
    std::optional<application::VenueExecutions> found;
    m_bench->venue().executionsSince(cursor, [&found](auto answer) {
        if (answer)
            found = *answer;
    });
    m_bench->settle();
    return found.value_or(application::VenueExecutions{});
}

void TradingVenueSuite::aConnectionIsAnnouncedOnce()
{
    QCOMPARE(m_bench->sink().ups, 1);
    m_bench->venue().connectNow();
    m_bench->settle();
    QCOMPARE(m_bench->sink().ups, 1);
    m_bench->venue().disconnectNow();
    m_bench->venue().disconnectNow();
    QCOMPARE(m_bench->sink().downs.size(), std::size_t{1});
}

void TradingVenueSuite::anOrderIsAcceptedThenFilled()
{
    m_bench->supply("60");
    submit("one", m_bench->fillingOrder("100"));
    m_bench->supply("70");
    const Kinds expected{VenueReportKind::Accepted, VenueReportKind::Filled, VenueReportKind::Filled};
    QCOMPARE(m_bench->sink().kindsOf(ClientOrderId("one")), expected);
    const auto& first = m_bench->sink().reports.at(1).report;
    const auto& second = m_bench->sink().reports.at(2).report;
    QCOMPARE(first.cumulativeBefore.toString(), std::string("0"));
    QCOMPARE(first.cumulativeAfter.toString(), std::string("60"));
    QCOMPARE(second.cumulativeBefore.toString(), std::string("60"));
    QCOMPARE(second.cumulativeAfter.toString(), std::string("100"));
    QVERIFY(first.executionId != second.executionId);
    QVERIFY(first.brokerOrderId && first.brokerOrderId == second.brokerOrderId);
}

void TradingVenueSuite::aRefusedOrderSaysWhy()
{
    submit("one", m_bench->refusedOrder());
    QCOMPARE(m_bench->sink().kindsOf(ClientOrderId("one")), Kinds{VenueReportKind::Rejected});
    QVERIFY(m_bench->sink().reports.at(0).report.reason.code != domain::OrderReasonCode::None);
    QVERIFY(!m_bench->sink().reports.at(0).report.reason.venueText.empty());
}

void TradingVenueSuite::aRepeatedSubmitHasOneEffect()
{
    submit("one", m_bench->restingOrder("10"));
    m_bench->venue().submit({RequestId("again"), ClientOrderId("one"), m_bench->restingOrder("10")});
    m_bench->settle();
    const Kinds expected{VenueReportKind::Accepted, VenueReportKind::Accepted};
    QCOMPARE(m_bench->sink().kindsOf(ClientOrderId("one")), expected);
    QVERIFY(m_bench->sink().reports.at(0).report.brokerOrderId == m_bench->sink().reports.at(1).report.brokerOrderId);
    std::size_t open = 0;
    m_bench->venue().openOrders([&open](auto answer) { open = answer ? answer->size() : 0; });
    m_bench->settle();
    QCOMPARE(open, std::size_t{1});
}

void TradingVenueSuite::anIdWithOtherTermsIsRefused()
{
    submit("one", m_bench->restingOrder("10"));
    m_bench->venue().submit({RequestId("again"), ClientOrderId("one"), m_bench->restingOrder("11")});
    m_bench->settle();
    const auto& report = m_bench->sink().reports.at(1).report;
    QCOMPARE(report.kind, VenueReportKind::Rejected);
    QCOMPARE(report.reason.code, domain::OrderReasonCode::VenueDuplicateClientOrderId);
}

void TradingVenueSuite::anOrderIsCanceled()
{
    submit("one", m_bench->restingOrder("10"));
    m_bench->venue().cancel({RequestId("c1"), ClientOrderId("one"), std::nullopt, m_bench->venue().account()});
    m_bench->settle();
    const Kinds expected{VenueReportKind::Accepted, VenueReportKind::Canceled};
    QCOMPARE(m_bench->sink().kindsOf(ClientOrderId("one")), expected);
    QVERIFY(m_bench->sink().reports.at(1).report.request == RequestId("c1"));
}

void TradingVenueSuite::aCancelTooLateIsRefused()
{
    m_bench->supply("100");
    submit("one", m_bench->fillingOrder("10"));
    m_bench->venue().cancel({RequestId("c1"), ClientOrderId("one"), std::nullopt, m_bench->venue().account()});
    m_bench->settle();
    const auto& report = m_bench->sink().reports.back().report;
    QCOMPARE(report.kind, VenueReportKind::CancelRefused);
    QVERIFY(report.request == RequestId("c1"));
    QCOMPARE(report.reason.code, domain::OrderReasonCode::VenueTooLate);
}

void TradingVenueSuite::aCancelOfAnUnknownOrderIsRefused()
{
    m_bench->venue().cancel({RequestId("c1"), ClientOrderId("nobody"), std::nullopt, m_bench->venue().account()});
    m_bench->settle();
    QCOMPARE(m_bench->sink().reports.size(), std::size_t{1});
    QCOMPARE(m_bench->sink().reports.at(0).report.kind, VenueReportKind::CancelRefused);
    QCOMPARE(m_bench->sink().reports.at(0).report.reason.code, domain::OrderReasonCode::VenueUnknownOrder);
}

void TradingVenueSuite::anOrderIsReplaced()
{
    submit("one", m_bench->restingOrder("10"));
    domain::OrderChange change;
    change.quantity = domain::Quantity::parse("7").value();
    m_bench->venue().replace({RequestId("r1"), ClientOrderId("one"), std::nullopt, m_bench->venue().account(), change});
    m_bench->settle();
    const auto& report = m_bench->sink().reports.back().report;
    QCOMPARE(report.kind, VenueReportKind::Replaced);
    QVERIFY(report.request == RequestId("r1"));
    QVERIFY(report.change == change);
    std::optional<application::VenueOrder> order;
    m_bench->venue().queryOrder(ClientOrderId("one"), [&order](auto answer) {
        if (answer)
            order = *answer;
    });
    m_bench->settle();
    QVERIFY(order && order->terms.quantity == change.quantity);
}

void TradingVenueSuite::aReplaceBelowFilledIsRefused()
{
    m_bench->supply("6");
    submit("one", m_bench->fillingOrder("10"));
    domain::OrderChange change;
    change.quantity = domain::Quantity::parse("5").value();
    m_bench->venue().replace({RequestId("r1"), ClientOrderId("one"), std::nullopt, m_bench->venue().account(), change});
    m_bench->settle();
    const auto& report = m_bench->sink().reports.back().report;
    QCOMPARE(report.kind, VenueReportKind::ReplaceRefused);
    QCOMPARE(report.reason.code, domain::OrderReasonCode::QuantityBelowFilled);
}

void TradingVenueSuite::anOrderIsFoundByClientId()
{
    m_bench->supply("6");
    submit("one", m_bench->fillingOrder("10"));
    int answers = 0;
    std::optional<application::VenueOrder> order;
    m_bench->venue().queryOrder(ClientOrderId("one"), [&](auto answer) {
        ++answers;
        if (answer)
            order = *answer;
    });
    QCOMPARE(answers, 0);  // never from inside the call
    m_bench->settle();
    QCOMPARE(answers, 1);
    QVERIFY(order.has_value());
    QCOMPARE(order->status, OrderStatus::PartiallyFilled);
    QCOMPARE(order->cumulative.toString(), std::string("6"));
    QVERIFY(order->terms == m_bench->fillingOrder("10"));
}

void TradingVenueSuite::anUnknownOrderIsNotFound()
{
    std::optional<VenueError> error;
    m_bench->venue().queryOrder(ClientOrderId("nobody"), [&error](auto answer) {
        if (!answer)
            error = answer.error();
    });
    m_bench->settle();
    QVERIFY(error.has_value());
    QCOMPARE(error->kind, VenueError::Kind::NotFound);
}

void TradingVenueSuite::openOrdersAreListed()
{
    submit("one", m_bench->restingOrder("10"));
    submit("two", m_bench->restingOrder("5"));
    m_bench->venue().cancel({RequestId("c1"), ClientOrderId("one"), std::nullopt, m_bench->venue().account()});
    m_bench->settle();
    std::vector<application::VenueOrder> open;
    m_bench->venue().openOrders([&open](auto answer) {
        if (answer)
            open = *answer;
    });
    m_bench->settle();
    QCOMPARE(open.size(), std::size_t{1});
    QVERIFY(open.at(0).clientOrderId == ClientOrderId("two"));
}

void TradingVenueSuite::executionsAreReadFromACursor()
{
    m_bench->supply("6");
    submit("one", m_bench->fillingOrder("10"));
    const auto first = executionsFrom({});
    QCOMPARE(first.executions.size(), std::size_t{1});
    QVERIFY(!first.more);
    QCOMPARE(executionsFrom(first.cursor).executions.size(), std::size_t{0});
    m_bench->supply("9");
    const auto second = executionsFrom(first.cursor);
    QCOMPARE(second.executions.size(), std::size_t{1});
    QCOMPARE(second.executions.at(0).cumulativeBefore.toString(), std::string("6"));
    QCOMPARE(second.executions.at(0).cumulativeAfter.toString(), std::string("10"));
    QVERIFY(second.executions.at(0).executionId == m_bench->sink().reports.back().report.executionId);
}

void TradingVenueSuite::executionsComeInPages()
{
    submit("one", m_bench->fillingOrder("700"));
    for (int i = 0; i < 700; ++i)
        m_bench->supply("1");
    std::set<std::string> seen;
    std::string cursor;
    int pages = 0;
    bool more = true;
    while (more && pages < 1000) {
        const auto page = executionsFrom(cursor);
        for (const auto& execution : page.executions)
            seen.insert(execution.executionId.text());
        cursor = page.cursor;
        more = page.more;
        ++pages;
    }
    QCOMPARE(seen.size(), std::size_t{700});
    QVERIFY(pages > 1);
}

void TradingVenueSuite::aForeignCursorIsRefused()
{
    for (const std::string cursor : {"nonsense", "practice-simulated:", "practice-simulated:-1", "other:0",
                                     "practice-simulated:99999999999999999999999"}) {
        std::optional<VenueError> error;
        m_bench->venue().executionsSince(cursor, [&error](auto answer) {
            if (!answer)
                error = answer.error();
        });
        m_bench->settle();
        QVERIFY2(error.has_value(), cursor.c_str());
        QCOMPARE(error->kind, VenueError::Kind::Malformed);
    }
}

void TradingVenueSuite::balancesNameCashPositionsAndTheDeposit()
{
    m_bench->supply("10");
    submit("one", m_bench->fillingOrder("10"));
    std::optional<application::VenueBalances> balances;
    m_bench->venue().balances([&balances](auto answer) {
        if (answer)
            balances = *answer;
    });
    m_bench->settle();
    QVERIFY(balances.has_value());
    QCOMPARE(balances->positions.size(), std::size_t{1});
    QCOMPARE(balances->positions.at(0).quantity.toString(), std::string("10"));
    QCOMPARE(balances->activities.size(), std::size_t{1});
    QCOMPARE(balances->activities.at(0).kind, std::string("deposit"));
    // Cash = deposit − price × quantity − commission.
    const auto& fill = m_bench->sink().reports.back().report;
    const auto paid = domain::notional(fill.price, fill.cumulativeAfter, fill.commission.currency()).value();
    const Decimal expected = balances->activities.at(0).amount.amount() - paid.amount() - fill.commission.amount();
    QCOMPARE(balances->cash.at(0).amount().toString(), expected.toString());
}

void TradingVenueSuite::nothingIsMissedThroughADisconnection()
{
    submit("one", m_bench->fillingOrder("10"));
    const auto before = executionsFrom({});
    m_bench->venue().disconnectNow();
    m_bench->settle();
    const auto reports = m_bench->sink().reports.size();
    m_bench->supply("10");
    QCOMPARE(m_bench->sink().reports.size(), reports);  // nobody was told
    m_bench->venue().connectNow();
    m_bench->settle();
    QCOMPARE(m_bench->sink().ups, 2);
    QCOMPARE(executionsFrom(before.cursor).executions.size(), std::size_t{1});
}

void TradingVenueSuite::aDisconnectionLeavesRequestsUnanswered()
{
    m_bench->venue().submit({RequestId("s1"), ClientOrderId("one"), m_bench->restingOrder("10")});
    m_bench->venue().disconnectNow();
    m_bench->settle();
    QCOMPARE(m_bench->sink().unanswered.size(), std::size_t{1});
    QVERIFY(m_bench->sink().unanswered.at(0).request == RequestId("s1"));
    QVERIFY(m_bench->sink().reports.empty());
    QCOMPARE(m_bench->sink().downs.size(), std::size_t{1});
}

void TradingVenueSuite::aRequestWithoutConnectionIsUnanswered()
{
    m_bench->venue().disconnectNow();
    m_bench->venue().submit({RequestId("s1"), ClientOrderId("one"), m_bench->restingOrder("10")});
    QVERIFY(m_bench->sink().unanswered.empty());  // never from inside the call
    m_bench->settle();
    QCOMPARE(m_bench->sink().unanswered.size(), std::size_t{1});
}

void TradingVenueSuite::aMuteVenueLeavesRequestsUnanswered()
{
    m_bench->fallMute();
    submit("one", m_bench->restingOrder("10"));
    m_bench->venue().cancel({RequestId("c1"), ClientOrderId("one"), std::nullopt, m_bench->venue().account()});
    m_bench->pass(m_bench->venue().traits().answerTimeout - std::chrono::milliseconds(100));
    QCOMPARE(m_bench->sink().unanswered.size(), std::size_t{0});
    m_bench->pass(std::chrono::seconds(1));
    QCOMPARE(m_bench->sink().unanswered.size(), std::size_t{2});
    QVERIFY(!m_bench->sink().unanswered.at(0).evidence.empty());
}

void TradingVenueSuite::queriesAreAnsweredOnceThroughATimeout()
{
    m_bench->fallMute();
    int answers = 0;
    std::vector<VenueError::Kind> errors;
    const auto note = [&](const auto& answer) {
        ++answers;
        if (!answer)
            errors.push_back(answer.error().kind);
    };
    m_bench->venue().queryOrder(ClientOrderId("one"), [&note](auto answer) { note(answer); });
    m_bench->venue().openOrders([&note](auto answer) { note(answer); });
    m_bench->venue().executionsSince({}, [&note](auto answer) { note(answer); });
    m_bench->venue().balances([&note](auto answer) { note(answer); });
    m_bench->pass(std::chrono::seconds(60));
    QCOMPARE(answers, 4);
    QCOMPARE(errors, std::vector<VenueError::Kind>(4, VenueError::Kind::Timeout));
}

void TradingVenueSuite::aQueryWithoutConnectionIsAnswered()
{
    m_bench->venue().disconnectNow();
    int answers = 0;
    m_bench->venue().openOrders([&answers](auto answer) {
        if (!answer && answer.error().kind == VenueError::Kind::NotConnected)
            ++answers;
    });
    QCOMPARE(answers, 0);
    m_bench->settle();
    QCOMPARE(answers, 1);
}

void TradingVenueSuite::reportsCarryTheirTextAndTimes()
{
    m_bench->supply("10");
    submit("one", m_bench->fillingOrder("10"));
    for (const auto& entry : m_bench->sink().reports) {
        QVERIFY(entry.report.facts.raw.find("one") != std::string::npos);
        QVERIFY(entry.report.facts.venueTime > Timestamp());
        QVERIFY(entry.report.facts.receivedAt > Timestamp());
    }
}

void TradingVenueSuite::heartbeatsAreActivity()
{
    const int before = m_bench->sink().activity;
    m_bench->pass(m_bench->venue().traits().expectedActivity);
    QVERIFY(m_bench->sink().activity > before);
}

}  // namespace tradecore::test
