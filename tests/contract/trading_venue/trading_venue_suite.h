// The contract of application::TradingVenue: what any venue must do, whatever stands behind it. A venue under test brings a
// VenueBench; each test function makes a fresh one.
#pragma once

#include "application/port/trading_venue.h"
#include "tests/support/venue/recording_sink.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>

namespace tradecore::test {

// What the suite needs from a venue under test: the port, its sink, and a hand on the market behind it.
class VenueBench {
public:
    virtual ~VenueBench() = default;
    [[nodiscard]] virtual application::TradingVenue& venue() = 0;
    [[nodiscard]] virtual RecordingSink& sink() = 0;
    // Terms of an order that rests, one that fills at once for `size` when there is something to buy, and one that is refused.
    [[nodiscard]] virtual domain::OrderTerms restingOrder(const std::string& size) = 0;
    [[nodiscard]] virtual domain::OrderTerms fillingOrder(const std::string& size) = 0;
    [[nodiscard]] virtual domain::OrderTerms refusedOrder() = 0;
    // Makes `size` available to the next filling order.
    virtual void supply(const std::string& size) = 0;
    // From now on the venue answers nothing.
    virtual void fallMute() = 0;
    // Until nothing is under way.
    virtual void settle() = 0;
    virtual void pass(Duration time) = 0;
};

using MakeVenueBench = std::function<std::unique_ptr<VenueBench>()>;

class TradingVenueSuite : public QObject {
    Q_OBJECT

public:
    explicit TradingVenueSuite(MakeVenueBench make) : m_make(std::move(make)) {}

private Q_SLOTS:
    void init();
    void cleanup();
    void aConnectionIsAnnouncedOnce();
    void anOrderIsAcceptedThenFilled();
    void aRefusedOrderSaysWhy();
    void aRepeatedSubmitHasOneEffect();
    void anIdWithOtherTermsIsRefused();
    void anOrderIsCanceled();
    void aCancelTooLateIsRefused();
    void aCancelOfAnUnknownOrderIsRefused();
    void anOrderIsReplaced();
    void aReplaceBelowFilledIsRefused();
    void anOrderIsFoundByClientId();
    void anUnknownOrderIsNotFound();
    void openOrdersAreListed();
    void executionsAreReadFromACursor();
    void executionsComeInPages();
    void aForeignCursorIsRefused();
    void balancesNameCashPositionsAndTheDeposit();
    void nothingIsMissedThroughADisconnection();
    void aDisconnectionLeavesRequestsUnanswered();
    void aRequestWithoutConnectionIsUnanswered();
    void aMuteVenueLeavesRequestsUnanswered();
    void queriesAreAnsweredOnceThroughATimeout();
    void aQueryWithoutConnectionIsAnswered();
    void reportsCarryTheirTextAndTimes();
    void heartbeatsAreActivity();

private:
    void submit(const std::string& order, const domain::OrderTerms& terms);
    [[nodiscard]] application::VenueExecutions executionsFrom(const std::string& cursor);

    MakeVenueBench m_make;
    std::unique_ptr<VenueBench> m_bench;
};

}  // namespace tradecore::test
