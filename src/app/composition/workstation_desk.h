// WorkstationDesk: Desk, MarketAccess and TradingControl of the running workstation: each call is one post to the thread that
// owns the answer. Any thread; lives as long as the Workstation.
#pragma once

#include "application/market/desk.h"
#include "application/market/market_access.h"

namespace tradecore::app {

class Workstation;

class WorkstationDesk : public application::Desk, public application::MarketAccess, public application::TradingControl {
public:
    explicit WorkstationDesk(Workstation& workstation) : m_workstation(workstation) {}

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
    void status(Executor& replyTo, std::function<void(const application::WorkstationStatus&)> onStatus) override;

    void instruments(Executor& replyTo, std::function<void(const std::vector<domain::Instrument>&)> onAnswer) override;
    void subscribe(const domain::InstrumentId& instrument, const std::string& reason) override;
    void unsubscribe(const domain::InstrumentId& instrument, const std::string& reason) override;
    void watchBars(const application::BarsKey& key) override;
    void unwatchBars(const application::BarsKey& key) override;
    void loadOlderBars(const application::BarsKey& key, Timestamp before) override;

    [[nodiscard]] application::DisplayFeed& displayFeed() override;
    [[nodiscard]] std::int64_t headPosition() const override;
    [[nodiscard]] std::uint64_t valuation() const override;
    [[nodiscard]] Timestamp marketTime() const override;
    [[nodiscard]] SteadyTime steadyNow() const override;
    [[nodiscard]] Uuid newIdentity() override;
    [[nodiscard]] domain::AccountId practiceAccount() const override;

    void latest(const std::vector<domain::InstrumentId>& instruments, Executor& replyTo,
                std::function<void(const std::vector<application::InstrumentSnapshot>&)> onAnswer) override;
    void bars(const application::BarsRequest& request, Executor& replyTo,
              std::function<void(const application::BarsAnswer&)> onAnswer) override;
    void changeTradingState(const std::optional<domain::AccountId>& account, domain::TradingState state,
                            const std::string& reason, Executor& replyTo, ReceiptCallback onReceipt) override;
    void flatten(const std::optional<domain::AccountId>& account, Executor& replyTo,
                 std::function<void(const application::FlattenResult&)> onResult) override;
    void closePosition(const domain::AccountId& account, const domain::InstrumentId& instrument, Executor& replyTo,
                       std::function<void(const application::FlattenResult&)> onResult) override;
    void limits(const std::optional<domain::AccountId>& account, Executor& replyTo,
                std::function<void(const application::RiskLimitsQuery::Answer&)> onAnswer) override;
    void changeLimit(const std::optional<domain::AccountId>& account, domain::RiskLimit limit, std::optional<Decimal> value,
                     Executor& replyTo, ReceiptCallback onReceipt) override;

private:
    template <typename Command>
    void send(const Command& command, Executor& replyTo, ReceiptCallback onReceipt);
    template <typename Query, typename Callback>
    void ask(const Query& query, Executor& replyTo, Callback onAnswer);
    [[nodiscard]] application::WorkstationStatus engineStatus() const;
    // Each on the thread of its figures: practice, io.
    void addPracticeCounters(application::WorkstationStatus& status) const;
    void addStreaming(application::WorkstationStatus& status) const;

    Workstation& m_workstation;
};

}  // namespace tradecore::app
