#include "app/composition/workstation_desk.h"

#include "app/composition/bars_reader.h"
#include "app/composition/workstation.h"

#include <memory>
#include <utility>

namespace tradecore::app {

using application::BarsKey;
using application::CommandContext;

template <typename Command>
void WorkstationDesk::send(const Command& command, Executor& replyTo, ReceiptCallback onReceipt)
{
    const CommandContext context{newIdentity(), std::nullopt, std::nullopt, "user"};
    m_workstation.m_engine->commands.send(command, context, replyTo, std::move(onReceipt));
}

template <typename Query, typename Callback>
void WorkstationDesk::ask(const Query& query, Executor& replyTo, Callback onAnswer)
{
    // A refused query is counted and answered by the bus.
    [[maybe_unused]] const bool asked = m_workstation.m_engine->queries.ask(query, replyTo, std::move(onAnswer));
}

void WorkstationDesk::place(const application::PlaceOrder& command, Executor& replyTo, ReceiptCallback onReceipt)
{
    send(command, replyTo, std::move(onReceipt));
}

void WorkstationDesk::cancel(const application::CancelOrder& command, Executor& replyTo, ReceiptCallback onReceipt)
{
    send(command, replyTo, std::move(onReceipt));
}

void WorkstationDesk::replace(const application::ReplaceOrder& command, Executor& replyTo, ReceiptCallback onReceipt)
{
    send(command, replyTo, std::move(onReceipt));
}

void WorkstationDesk::resolve(const application::ResolveOrder& command, Executor& replyTo, ReceiptCallback onReceipt)
{
    send(command, replyTo, std::move(onReceipt));
}

void WorkstationDesk::orders(const application::OrdersQuery& query, Executor& replyTo,
                             std::function<void(const application::OrdersQuery::Answer&)> onAnswer)
{
    ask(query, replyTo, std::move(onAnswer));
}

void WorkstationDesk::fills(const application::FillsQuery& query, Executor& replyTo,
                            std::function<void(const application::FillsQuery::Answer&)> onAnswer)
{
    ask(query, replyTo, std::move(onAnswer));
}

void WorkstationDesk::positions(const application::PositionsQuery& query, Executor& replyTo,
                                std::function<void(const application::PositionsQuery::Answer&)> onAnswer)
{
    ask(query, replyTo, std::move(onAnswer));
}

void WorkstationDesk::accounts(const application::AccountsQuery& query, Executor& replyTo,
                               std::function<void(const application::AccountsQuery::Answer&)> onAnswer)
{
    ask(query, replyTo, std::move(onAnswer));
}

void WorkstationDesk::streamEvents(const application::StreamEventsQuery& query, Executor& replyTo,
                                   std::function<void(const application::StreamEventsQuery::Answer&)> onAnswer)
{
    ask(query, replyTo, std::move(onAnswer));
}

void WorkstationDesk::events(const application::EventsQuery& query, Executor& replyTo,
                             std::function<void(const application::EventsQuery::Answer&)> onAnswer)
{
    ask(query, replyTo, std::move(onAnswer));
}

void WorkstationDesk::preview(const application::OrderPreviewQuery& query, Executor& replyTo,
                              std::function<void(const application::OrderPreviewQuery::Answer&)> onAnswer)
{
    ask(query, replyTo, std::move(onAnswer));
}

application::WorkstationStatus WorkstationDesk::engineStatus() const
{
    auto& engine = *m_workstation.m_engine;
    application::WorkstationStatus status;
    const auto account = practiceAccount();
    const auto head = m_workstation.store().head();
    status.mode = "practice";
    status.source = m_workstation.m_options.market;
    status.engineQueue = engine.commands.waiting();
    status.eventPosition = head.position;
    status.headHash = toHex(head.hash);
    status.stoppedReason = engine.commands.brokenReason();
    status.tradingState = std::string(domain::nameOf(domain::TradingState::Active));
    if (const auto loaded = engine.states.load(application::accountStream(account))) {
        if (const auto* state = std::get_if<domain::AccountState>(&(*loaded)->state))
            status.tradingState = std::string(domain::nameOf(state->tradingState));
    }
    const auto reconciliation = engine.reconciliation.status(account);
    status.inSync = reconciliation.inSync;
    status.syncText = reconciliation.text;
    status.verifiedAt = reconciliation.verifiedAt;
    status.recovered = m_workstation.m_recovered;
    status.counters["engine_commits"] = engine.commands.commits();
    status.counters["engine_commands_busy"] = engine.commands.refusedBusy();
    status.counters["engine_queries_refused"] = engine.queries.refused();
    if (engine.integrity) {
        const std::string stop = engine.integrity->stopReason();
        status.integrity = engine.integrity->status();
        if (status.stoppedReason.empty())
            (status.integrity.stopsTrading ? status.stoppedReason : status.blockedReason) = stop;
        status.counters["integrity_passes"] = status.integrity.passes;
        status.counters["integrity_rebuilds"] = engine.integrity->rebuilds();
    }
    status.state = !status.stoppedReason.empty() ? "trading_stopped" : m_workstation.m_running ? "running" : "starting";
    if (m_workstation.m_journal)
        status.counters["engine_anchor_failures"] = m_workstation.m_journal->anchorFailures();
    status.counters["reports_unexplained"] = engine.orderCommands.unexplainedReports();
    status.counters["reconciliation_runs"] = reconciliation.runs;
    status.counters["reconciliation_fills_booked"] = reconciliation.executionsBooked;
    status.counters["reconciliation_orders_adopted"] = reconciliation.ordersAdopted;
    return status;
}

void WorkstationDesk::addPracticeCounters(application::WorkstationStatus& status) const
{
    for (const auto& account : m_workstation.m_practice->status()) {
        status.counters["practice_feed_depth"] = account.feedDepth;
        status.counters["practice_feed_refused"] = account.feedRefused;
        status.counters["practice_unlisted_data"] = account.unlistedData;
        status.counters["practice_open_orders"] = account.openOrders;
        status.counters["practice_sessions"] = account.sessions;
    }
    status.counters["practice_anchor_failures"] = m_workstation.m_practiceJournal->anchorFailures();
}

void WorkstationDesk::addStreaming(application::WorkstationStatus& status) const
{
    const auto streaming = m_workstation.m_ioGraph->streaming.status();
    status.streams = streaming.streams;
    status.subscriptions = streaming.subscriptions;
    status.marketTime = marketTime();
    status.counters.insert(streaming.counters.begin(), streaming.counters.end());
    if (const auto* source = m_workstation.m_ioGraph->adapters.activeSource()) {
        for (const auto& [name, value] : source->figures())
            status.counters["source_" + source->traits().name + '_' + name] = value;
    }
    if (m_workstation.m_log)
        status.counters["log_lines_lost"] = m_workstation.m_log->lost();
    if (!m_workstation.m_api)
        return;
    const auto& api = m_workstation.m_api->counters();
    status.counters["api_bad_requests"] = api.badRequests;
    status.counters["api_refused_sessions"] = api.refusedSessions;
    status.counters["api_cut_sessions"] = api.cutSessions;
}

void WorkstationDesk::status(Executor& replyTo, std::function<void(const application::WorkstationStatus&)> onStatus)
{
    auto onIo = [this, &replyTo, onStatus = std::move(onStatus)](application::WorkstationStatus status) {
        m_workstation.runOnIo([this, &replyTo, onStatus, status = std::move(status)]() mutable {
            addStreaming(status);
            [[maybe_unused]] const bool answered = replyTo.post([onStatus, status] { onStatus(status); });
        });
    };
    auto onPractice = [this, onIo = std::move(onIo)](application::WorkstationStatus status) {
        [[maybe_unused]] const bool posted =
            m_workstation.m_practiceThread->post([this, onIo, status = std::move(status)]() mutable {
                if (m_workstation.m_practice)
                    addPracticeCounters(status);
                else if (m_workstation.m_options.venueSocket.empty())
                    return;
                onIo(std::move(status));
            });
    };
    [[maybe_unused]] const bool posted = m_workstation.m_engineThread->post(
        [this, onPractice = std::move(onPractice)] { onPractice(engineStatus()); });
}

void WorkstationDesk::instruments(Executor& replyTo, std::function<void(const std::vector<domain::Instrument>&)> onAnswer)
{
    [[maybe_unused]] const bool posted = replyTo.post(
        [instruments = m_workstation.m_board.instruments(), onAnswer = std::move(onAnswer)] { onAnswer(instruments); });
}

void WorkstationDesk::subscribe(const domain::InstrumentId& instrument, const std::string& reason)
{
    m_workstation.runOnIo([this, instrument, reason] { m_workstation.m_ioGraph->streaming.subscribe(instrument, reason); });
}

void WorkstationDesk::unsubscribe(const domain::InstrumentId& instrument, const std::string& reason)
{
    m_workstation.runOnIo([this, instrument, reason] { m_workstation.m_ioGraph->streaming.unsubscribe(instrument, reason); });
}

void WorkstationDesk::watchBars(const BarsKey& key)
{
    m_workstation.runOnIo([this, key] { m_workstation.m_ioGraph->market.watchBars(key); });
}

void WorkstationDesk::unwatchBars(const BarsKey& key)
{
    m_workstation.runOnIo([this, key] { m_workstation.m_ioGraph->market.unwatchBars(key); });
}

void WorkstationDesk::loadOlderBars(const BarsKey& key, Timestamp before)
{
    m_workstation.runOnIo([this, key, before] { m_workstation.m_ioGraph->market.loadOlderBars(key, before); });
}

application::DisplayFeed& WorkstationDesk::displayFeed()
{
    return m_workstation.m_display;
}

std::int64_t WorkstationDesk::headPosition() const
{
    return m_workstation.m_engine->headPosition();
}

std::uint64_t WorkstationDesk::valuation() const
{
    return m_workstation.m_engine->positions.valuation();
}

Timestamp WorkstationDesk::marketTime() const
{
    return m_workstation.m_board.marketTime();
}

SteadyTime WorkstationDesk::steadyNow() const
{
    return m_workstation.m_clock.steadyNow();
}

Uuid WorkstationDesk::newIdentity()
{
    return m_workstation.m_identities.next();
}

domain::AccountId WorkstationDesk::practiceAccount() const
{
    return domain::AccountId(practiceAccountOf(m_workstation.m_options.market));
}

void WorkstationDesk::latest(const std::vector<domain::InstrumentId>& instruments, Executor& replyTo,
                             std::function<void(const std::vector<application::InstrumentSnapshot>&)> onAnswer)
{
    m_workstation.runOnIo([this, instruments, &replyTo, onAnswer = std::move(onAnswer)] {
        auto wanted = instruments;
        if (wanted.empty()) {
            for (const auto& instrument : m_workstation.m_board.instruments())
                wanted.push_back(instrument.id);
        }
        std::vector<application::InstrumentSnapshot> snapshots;
        for (const auto& instrument : wanted) {
            if (auto snapshot = m_workstation.m_ioGraph->market.latest(instrument))
                snapshots.push_back(std::move(*snapshot));
        }
        [[maybe_unused]] const bool posted = replyTo.post([snapshots, onAnswer] { onAnswer(snapshots); });
    });
}

void WorkstationDesk::bars(const application::BarsRequest& request, Executor& replyTo,
                           std::function<void(const application::BarsAnswer&)> onAnswer)
{
    m_workstation.runOnIo([this, request, &replyTo, onAnswer = std::move(onAnswer)] {
        readBars(*m_workstation.m_ioGraph, request, [&replyTo, onAnswer](const application::BarsAnswer& answer) {
            [[maybe_unused]] const bool posted = replyTo.post([answer, onAnswer] { onAnswer(answer); });
        });
    });
}

void WorkstationDesk::changeTradingState(const std::optional<domain::AccountId>& account, domain::TradingState state,
                                         const std::string& reason, Executor& replyTo, ReceiptCallback onReceipt)
{
    send(application::ChangeTradingState{account.value_or(practiceAccount()), state, reason}, replyTo, std::move(onReceipt));
}

void WorkstationDesk::flatten(const std::optional<domain::AccountId>& account, Executor& replyTo,
                              std::function<void(const application::FlattenResult&)> onResult)
{
    [[maybe_unused]] const bool posted = m_workstation.m_engineThread->post(
        [this, account = account.value_or(practiceAccount()), &replyTo, onResult = std::move(onResult)] {
            m_workstation.m_engine->flatten.flatten(account, [&replyTo, onResult](const application::FlattenResult& result) {
                [[maybe_unused]] const bool answered = replyTo.post([onResult, result] { onResult(result); });
            });
        });
}

void WorkstationDesk::closePosition(const domain::AccountId& account, const domain::InstrumentId& instrument, Executor& replyTo,
                                    std::function<void(const application::FlattenResult&)> onResult)
{
    [[maybe_unused]] const bool posted
        = m_workstation.m_engineThread->post([this, account, instrument, &replyTo, onResult = std::move(onResult)] {
              m_workstation.m_engine->flatten.close(account, instrument, [&replyTo, onResult](const application::FlattenResult& result) {
                  [[maybe_unused]] const bool answered = replyTo.post([onResult, result] { onResult(result); });
              });
          });
}

void WorkstationDesk::limits(const std::optional<domain::AccountId>& account, Executor& replyTo,
                             std::function<void(const application::RiskLimitsQuery::Answer&)> onAnswer)
{
    ask(application::RiskLimitsQuery{account.value_or(practiceAccount())}, replyTo, std::move(onAnswer));
}

void WorkstationDesk::changeLimit(const std::optional<domain::AccountId>& account, domain::RiskLimit limit,
                                  std::optional<Decimal> value, Executor& replyTo, ReceiptCallback onReceipt)
{
    send(application::ChangeRiskLimit{account.value_or(practiceAccount()), limit, value}, replyTo, std::move(onReceipt));
}

}  // namespace tradecore::app
