// AlpacaVenue: the TradingVenue of one Alpaca account: requests over REST, reports from the trading stream, and questions over REST.
// io thread, which runs a Qt event loop; made and destroyed there, before the sink. Nothing here repeats a submit, a cancel or a
// replace (rest_client.h says how that is kept). Stream fills, FILL activities and order states are all pieces of cumulative
// quantity over the life of an order, replaces included (order_chain.h).
//
// A replace of an order that is partly filled is refused here: Alpaca would trade the new quantity in full on top of what is filled.
// Busts and corrections are told as reports that cannot be read; the account's comparison then shows what they changed.
#pragma once

#include "application/port/trading_venue.h"
#include "base/clock.h"
#include "base/scheduler.h"
#include "infrastructure/broker/alpaca/endpoints.h"
#include "infrastructure/broker/alpaca/order_chain.h"
#include "infrastructure/broker/alpaca/order_mapping.h"
#include "infrastructure/broker/alpaca/rest_client.h"
#include "infrastructure/broker/alpaca/trading_stream.h"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

class AlpacaVenue final : public application::TradingVenue, private alpaca::TradingStreamOwner {
public:
    // sink, io and clock outlive the venue.
    AlpacaVenue(domain::AccountId account, application::TradingReportSink& sink, Scheduler& io, const Clock& clock,
                const AlpacaEndpoints& endpoints, const application::KeyPair& keys);
    ~AlpacaVenue() override;

    [[nodiscard]] const application::VenueTraits& traits() const override { return m_traits; }
    [[nodiscard]] const domain::AccountId& account() const override { return m_account; }
    void connectNow() override;
    void disconnectNow() override;
    void submit(const application::SubmitRequest& request) override;
    void cancel(const application::CancelRequest& request) override;
    void replace(const application::ReplaceRequest& request) override;
    void queryOrder(const domain::ClientOrderId& order, Answer<application::VenueOrder> answer) override;
    void openOrders(Answer<std::vector<application::VenueOrder>> answer) override;
    void executionsSince(const std::string& cursor, Answer<application::VenueExecutions> answer) override;
    void balances(Answer<application::VenueBalances> answer) override;

    [[nodiscard]] std::uint64_t rateLimited() const { return m_rest.rateLimited(); }

private:
    using Then = std::function<void(Result<void, application::VenueError>)>;
    using OrderAnswer = std::function<void(Result<alpaca::OrderRecord, application::VenueError>)>;
    struct ReplaceUnderWay {
        domain::RequestId request;
        domain::OrderChange change;
        domain::ClientOrderId order;
    };
    struct Fills;        // executionsSince under way
    struct Balances;     // balances under way

    void onStreamUp() override;
    void onStreamDown(const std::string& reason) override;
    void onStreamActivity() override;
    void onTradeUpdate(const alpaca::TradeUpdate& update, const std::string& raw) override;
    void onUnreadable(const std::string& raw, const std::string& why) override;

    void deliver(const alpaca::TradeUpdate& update, const std::string& raw, const alpaca::ChainPlace& place);
    void report(const domain::ClientOrderId& order, domain::VenueReport report);
    void refuse(domain::VenueReportKind kind, const domain::ClientOrderId& order, const domain::RequestId& request, domain::OrderReason reason);
    void onSubmitted(const application::SubmitRequest& request, const alpaca::RestOutcome& outcome);
    void sendCancel(const application::CancelRequest& request, const std::string& brokerOrderId);
    void sendReplace(const application::ReplaceRequest& request);

    // Questions about orders: alpaca_venue_queries.cpp; about fills, cash and positions: alpaca_venue_account.cpp.
    void fetchOrder(std::string path, OrderAnswer answer);
    void followReplacements(alpaca::OrderRecord order, int hops, OrderAnswer answer);
    // Then the order's place in its chain is known.
    void learnChain(const std::string& brokerOrderId, int hops, Then then);
    void answerOrder(const alpaca::OrderRecord& order, const Answer<application::VenueOrder>& answer);
    void openOrdersPage(std::shared_ptr<std::vector<alpaca::OrderRecord>> orders, const std::string& until, Answer<std::vector<application::VenueOrder>> answer);
    void placeOpenOrders(std::shared_ptr<std::vector<alpaca::OrderRecord>> orders, std::size_t index, Answer<std::vector<application::VenueOrder>> answer);
    void learnAllOrders(const std::string& after, int pages, Then then);
    void fetchFills(const std::shared_ptr<Fills>& fills);
    void learnFills(const std::shared_ptr<Fills>& fills, std::size_t index);
    void answerFills(const Fills& fills);
    void fetchBalances(const std::shared_ptr<Balances>& balances);
    void fetchPositions(const std::shared_ptr<Balances>& balances);
    void fetchActivities(const std::shared_ptr<Balances>& balances, const std::string& token);
    void checkBalances(const std::shared_ptr<Balances>& balances);

    const domain::AccountId m_account;
    application::TradingReportSink& m_sink;
    Scheduler& m_io;
    const Clock& m_clock;
    application::VenueTraits m_traits;
    alpaca::RestClient m_rest;
    alpaca::TradingStream m_stream;
    alpaca::OrderChain m_chain;
    bool m_isWanted = false;
    bool m_knowsAllOrders = false;
    std::map<std::string, ReplaceUnderWay> m_replaces;              // by the broker id of the order that is replaced
    std::map<domain::ClientOrderId, application::VenueOrder> m_openOrders;   // as of the last answer
    SteadyTime m_openOrdersAt;
    std::vector<application::VenueActivity> m_activities;           // cash that moved, oldest first
    std::string m_lastActivity;
    SteadyTime m_activitiesAt;
    bool m_hasActivities = false;
    std::shared_ptr<bool> m_alive;
};

}  // namespace tradecore::infrastructure
