#include "tests/ui/fake_trading_control.h"

namespace tradecore::test {

void FakeTradingControl::changeTradingState(const std::optional<domain::AccountId>& account, domain::TradingState state,
                                            const std::string& reason, Executor& replyTo,
                                            std::function<void(const application::Receipt&)> onReceipt)
{
    changes.push_back({account.value_or(domain::AccountId()), state, reason});
    answer(replyTo, onReceipt);
}

void FakeTradingControl::answer(Executor& replyTo, const std::function<void(const application::Receipt&)>& onReceipt) const
{
    application::Receipt receipt;
    receipt.outcome = refusal.empty() ? application::ReceiptOutcome::Committed : application::ReceiptOutcome::Refused;
    if (!refusal.empty()) {
        receipt.refusal.emplace();
        receipt.refusal->message = refusal;
    }
    [[maybe_unused]] const bool posted = replyTo.post([onReceipt, receipt] { onReceipt(receipt); });
}

void FakeTradingControl::limits(const std::optional<domain::AccountId>& account, Executor& replyTo,
                                std::function<void(const application::RiskLimitsQuery::Answer&)> onAnswer)
{
    const application::RiskLimitsQuery::Answer answered{account.value_or(domain::AccountId()), known, {}};
    [[maybe_unused]] const bool posted = replyTo.post([onAnswer = std::move(onAnswer), answered] { onAnswer(answered); });
}

void FakeTradingControl::changeLimit(const std::optional<domain::AccountId>&, domain::RiskLimit limit, std::optional<Decimal> value,
                                     Executor& replyTo, std::function<void(const application::Receipt&)> onReceipt)
{
    limitChanges.push_back({limit, value});
    answer(replyTo, onReceipt);
}

void FakeTradingControl::closePosition(const domain::AccountId&, const domain::InstrumentId& instrument, Executor& replyTo,
                                       std::function<void(const application::FlattenResult&)> onResult)
{
    closed.push_back(instrument);
    m_replyTo = &replyTo;
    m_onResult = std::move(onResult);
}

void FakeTradingControl::flatten(const std::optional<domain::AccountId>& account, Executor& replyTo,
                                 std::function<void(const application::FlattenResult&)> onResult)
{
    flattened.push_back(account.value_or(domain::AccountId()));
    m_replyTo = &replyTo;
    m_onResult = std::move(onResult);
}

void FakeTradingControl::finishFlatten(const application::FlattenResult& result)
{
    [[maybe_unused]] const bool posted = m_replyTo->post([onResult = m_onResult, result] { onResult(result); });
}

}  // namespace tradecore::test
