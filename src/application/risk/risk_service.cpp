#include "application/risk/risk_service.h"

#include <QCoreApplication>

#include <variant>

namespace tradecore::application {

namespace {

const char* sentencePattern(domain::RiskLimitProblem problem)
{
    switch (problem) {
    case domain::RiskLimitProblem::NotPositive:
        return QT_TRANSLATE_NOOP("RiskLimits", "A limit is more than zero; %1 is not. Switch it off instead.");
    case domain::RiskLimitProblem::NotWhole: return QT_TRANSLATE_NOOP("RiskLimits", "This limit is a whole number; %1 is not.");
    case domain::RiskLimitProblem::TooLarge: return QT_TRANSLATE_NOOP("RiskLimits", "%1 is more than %2, the largest value of this limit.");
    }
    return "";
}

std::string sentenceOf(const domain::RiskLimitRefusal& refusal)
{
    QString sentence = QCoreApplication::translate("RiskLimits", sentencePattern(refusal.problem));
    sentence = sentence.arg(QString::fromStdString(refusal.asked));
    if (refusal.problem == domain::RiskLimitProblem::TooLarge)
        sentence = sentence.arg(QString::fromStdString(refusal.allowed));
    return sentence.toStdString();
}

}  // namespace

RiskService::RiskService(CommandBus& commands, QueryBus& queries, AggregateStates& states) : m_states(states)
{
    commands.handle<ChangeRiskLimit>([this](const auto& command, auto& work) { return change(command, work); });
    queries.handle<RiskLimitsQuery>([this](const RiskLimitsQuery& query) { return limits(query); });
}

CommandOutcome RiskService::change(const ChangeRiskLimit& command, UnitOfWork& work)
{
    if (!work.state<domain::AccountState>(accountStream(command.account)).exists)
        return failure(CommandRefusal{"unknown_account", "There is no account " + command.account.text() + ".", std::nullopt});
    const StreamId stream = riskStream(command.account);
    const auto events = domain::decideLimit(work.state<domain::RiskState>(stream), command.account, command.limit, command.value);
    if (!events)
        return failure(CommandRefusal{"bad_limit", sentenceOf(events.error()), std::nullopt});
    work.recordAll(stream, *events, work.now());
    return {};
}

RiskLimitsQuery::Answer RiskService::limits(const RiskLimitsQuery& query)
{
    RiskLimitsQuery::Answer answer;
    answer.account = query.account;
    const auto loaded = m_states.load(riskStream(query.account));
    if (!loaded) {
        answer.error = loaded.error().text;
        return answer;
    }
    const auto* state = std::get_if<domain::RiskState>(&(*loaded)->state);
    answer.limits = state != nullptr ? state->limits : domain::defaultRiskLimits();
    return answer;
}

}  // namespace tradecore::application
