// FakeTradingControl: remembers what the kill switch asked for; the test answers.
#pragma once

#include "application/market/market_access.h"

#include <utility>
#include <vector>

namespace tradecore::test {

class FakeTradingControl : public application::TradingControl {
public:
    struct StateChange {
        domain::AccountId account;
        domain::TradingState state = domain::TradingState::Active;
        std::string reason;
    };

    std::vector<StateChange> changes;
    std::vector<domain::AccountId> flattened;
    std::string refusal;   // of the next change; empty: committed

    void finishFlatten(const application::FlattenResult& result);

    void changeTradingState(const std::optional<domain::AccountId>& account, domain::TradingState state, const std::string& reason,
                            Executor& replyTo, std::function<void(const application::Receipt&)> onReceipt) override;
    void flatten(const std::optional<domain::AccountId>& account, Executor& replyTo,
                 std::function<void(const application::FlattenResult&)> onResult) override;
    void closePosition(const domain::AccountId& account, const domain::InstrumentId& instrument, Executor& replyTo,
                       std::function<void(const application::FlattenResult&)> onResult) override;
    void limits(const std::optional<domain::AccountId>& account, Executor& replyTo,
                std::function<void(const application::RiskLimitsQuery::Answer&)> onAnswer) override;
    void changeLimit(const std::optional<domain::AccountId>& account, domain::RiskLimit limit, std::optional<Decimal> value,
                     Executor& replyTo, std::function<void(const application::Receipt&)> onReceipt) override;

    struct LimitChange {
        domain::RiskLimit limit = domain::RiskLimit::OrderSize;
        std::optional<Decimal> value;
    };
    std::vector<LimitChange> limitChanges;
    std::vector<domain::InstrumentId> closed;
    domain::RiskLimits known = domain::defaultRiskLimits();

private:
    void answer(Executor& replyTo, const std::function<void(const application::Receipt&)>& onReceipt) const;
    Executor* m_replyTo = nullptr;
    std::function<void(const application::FlattenResult&)> m_onResult;
};

}  // namespace tradecore::test
