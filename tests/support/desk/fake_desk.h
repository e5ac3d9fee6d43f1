// FakeDesk: a scripted Desk for the window's tests and screenshots. Rows and status are set by the test; orders are
// acknowledged and remembered; quotes move along a seeded path. Answers come through the executor that the caller names.
#pragma once

#include "application/market/desk.h"
#include "base/identity_source.h"
#include "tests/support/time/virtual_time.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace tradecore::test {

// Runs posted tasks when run() is called, in order.
class CollectingExecutor : public Executor {
public:
    [[nodiscard]] bool post(Task task) override;
    // Until none is left, tasks that tasks post included.
    void run();

private:
    std::vector<Task> m_tasks;
};

class FakeDesk : public application::Desk {
public:
    explicit FakeDesk(std::uint64_t seed = 7);

    // What the test decides.
    application::WorkstationStatus statusAnswer;
    std::vector<domain::Instrument> instrumentList;
    std::optional<application::CommandRefusal> placeRefusal;
    bool acknowledges = true;           // false: a placed order stays pending new
    bool answersReceipts = true;        // false: receipts never come
    std::map<application::StreamId, std::vector<application::RecordedEvent>> eventsOf;

    // What it did.
    std::vector<application::PlaceOrder> placed;
    std::vector<application::CancelOrder> canceled;
    std::vector<application::BarsKey> watched;
    std::vector<std::pair<application::BarsKey, Timestamp>> olderAsked;

    void setOrder(application::OrderRow row);
    void setFill(application::FillRow row);
    void setPosition(application::PositionView view);
    void setAccount(application::AccountView view);
    // Quotes, trades and statistics of every instrument move one step; marks follow.
    void moveMarket();
    void sendBars(const application::BarsKey& key, int count);
    void sendStream(const std::string& name, bool isOrders, application::StreamHealth health, Duration age, const std::string& reason = {});
    void advance(Duration by) { m_now += by.count(); }
    void setNow(Timestamp now) { m_market = now; }
    [[nodiscard]] domain::Price lastPrice(const domain::InstrumentId& instrument) const;

    void place(const application::PlaceOrder& command, Executor& replyTo, ReceiptCallback onReceipt) override;
    void cancel(const application::CancelOrder& command, Executor& replyTo, ReceiptCallback onReceipt) override;
    void replace(const application::ReplaceOrder& command, Executor& replyTo, ReceiptCallback onReceipt) override;
    void resolve(const application::ResolveOrder& command, Executor& replyTo, ReceiptCallback onReceipt) override;
    void orders(const application::OrdersQuery& query, Executor& replyTo,
                std::function<void(const application::OrdersQuery::Answer&)> onAnswer) override;
    void fills(const application::FillsQuery& query, Executor& replyTo,
               std::function<void(const application::FillsQuery::Answer&)> onAnswer) override;
    void positions(const application::PositionsQuery& query, Executor& replyTo,
                   std::function<void(const application::PositionsQuery::Answer&)> onAnswer) override;
    void accounts(const application::AccountsQuery& query, Executor& replyTo,
                  std::function<void(const application::AccountsQuery::Answer&)> onAnswer) override;
    void streamEvents(const application::StreamEventsQuery& query, Executor& replyTo,
                      std::function<void(const application::StreamEventsQuery::Answer&)> onAnswer) override;
    void events(const application::EventsQuery& query, Executor& replyTo,
                std::function<void(const application::EventsQuery::Answer&)> onAnswer) override;
    void preview(const application::OrderPreviewQuery& query, Executor& replyTo,
                 std::function<void(const application::OrderPreviewQuery::Answer&)> onAnswer) override;
    void status(Executor& replyTo, std::function<void(const application::WorkstationStatus&)> onAnswer) override;
    void instruments(Executor& replyTo, std::function<void(const std::vector<domain::Instrument>&)> onAnswer) override;
    void subscribe(const domain::InstrumentId& instrument, const std::string& reason) override;
    void unsubscribe(const domain::InstrumentId& instrument, const std::string& reason) override;
    void watchBars(const application::BarsKey& key) override;
    void unwatchBars(const application::BarsKey& key) override;
    void loadOlderBars(const application::BarsKey& key, Timestamp before) override;
    [[nodiscard]] application::DisplayFeed& displayFeed() override { return m_feed; }
    [[nodiscard]] std::int64_t headPosition() const override { return m_head; }
    [[nodiscard]] std::uint64_t valuation() const override { return m_valuation; }
    [[nodiscard]] Timestamp marketTime() const override { return m_market; }
    [[nodiscard]] SteadyTime steadyNow() const override { return SteadyTime::fromNanoseconds(m_now); }
    [[nodiscard]] Uuid newIdentity() override { return m_identities.next(); }
    [[nodiscard]] domain::AccountId practiceAccount() const override { return domain::AccountId("practice-sim"); }

private:
    application::DisplayFeed m_feed;
    SeededIdentitySource m_identities;
    Random m_random;
    std::map<application::StreamId, application::OrderRow> m_orders;
    std::vector<application::FillRow> m_fills;
    std::map<application::StreamId, application::PositionView> m_positions;
    std::map<application::StreamId, application::AccountView> m_accounts;
    std::map<domain::InstrumentId, std::int64_t> m_cents;
    std::int64_t m_head = 0;
    std::uint64_t m_valuation = 1;
    std::int64_t m_now = 3'600'000'000'000;
    Timestamp m_market = Timestamp::fromSeconds(1'767'369'600);
};

}  // namespace tradecore::test
