// The questions of AlpacaVenue about fills, cash and positions.
#include "infrastructure/broker/alpaca/alpaca_venue.h"

#include "infrastructure/broker/alpaca/rest_rows.h"

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure {

using namespace alpaca;
using application::VenueError;

namespace {

constexpr std::size_t activitiesPerPage = 100;
// Fills of one millisecond come in no order, and late ones behind newer: the cursor stays so far behind the newest.
constexpr std::chrono::seconds cursorLag{10};
constexpr std::chrono::seconds activitiesFresh{60};
constexpr int balanceRounds = 3;

}  // namespace

struct AlpacaVenue::Fills {
    std::string cursor;
    std::vector<ActivityRecord> activities;
    Answer<application::VenueExecutions> answer;
};

struct AlpacaVenue::Balances {
    int round = 0;
    std::optional<AccountRecord> account;
    std::vector<PositionRecord> positions;
    Answer<application::VenueBalances> answer;
};

void AlpacaVenue::executionsSince(const std::string& cursor, Answer<application::VenueExecutions> answer)
{
    auto fills = std::make_shared<Fills>();
    fills->cursor = cursor;
    fills->answer = std::move(answer);
    if (!cursor.empty()) {
        fetchFills(fills);
        return;
    }
    learnAllOrders({}, 0, [this, fills](Result<void, VenueError> learnt) {
        if (learnt)
            fetchFills(fills);
        else
            fills->answer(failure(learnt.error()));
    });
}

void AlpacaVenue::fetchFills(const std::shared_ptr<Fills>& fills)
{
    std::string path = "/v2/account/activities/FILL?direction=asc&page_size=100";
    if (!fills->cursor.empty())
        path += "&page_token=" + encoded(fills->cursor);
    m_rest.get(std::move(path), [this, fills, alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
        if (alive.expired())
            return;
        auto rows = rowsOf(outcome, readActivity);
        if (!rows) {
            fills->answer(failure(rows.error()));
            return;
        }
        fills->activities = std::move(*rows);
        learnFills(fills, 0);
    });
}

void AlpacaVenue::learnFills(const std::shared_ptr<Fills>& fills, std::size_t index)
{
    for (; index < fills->activities.size(); ++index) {
        const auto& activity = fills->activities[index];
        if (!activity.isFill || m_chain.missing(activity.orderId).empty())
            continue;
        learnChain(activity.orderId, 0, [this, fills, index](Result<void, VenueError> learnt) {
            if (learnt)
                learnFills(fills, index + 1);
            else
                fills->answer(failure(learnt.error()));
        });
        return;
    }
    answerFills(*fills);
}

void AlpacaVenue::answerFills(const Fills& fills)
{
    application::VenueExecutions page;
    page.more = fills.activities.size() >= activitiesPerPage;
    page.cursor = fills.cursor;
    Timestamp newest;
    for (const auto& activity : fills.activities)
        newest = std::max(newest, activity.time.value_or(Timestamp()));
    for (const auto& activity : fills.activities) {
        if (page.more || activity.time.value_or(newest) + cursorLag < newest)
            page.cursor = activity.id;
    }
    std::vector<ActivityRecord> ordered = fills.activities;
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
        return a.time != b.time ? a.time < b.time : a.cumulative < b.cumulative;
    });
    for (const auto& activity : ordered) {
        const auto place = activity.isFill ? m_chain.place(activity.orderId) : std::nullopt;
        const auto before = domain::Quantity::from(activity.cumulative - activity.quantity);
        const auto after = domain::Quantity::from(activity.cumulative);
        if (!place || !before || !after || !activity.side || !activity.quantity.isPositive()) {
            m_sink.onMalformedReport(m_account, activity.id, "a fill activity that is no piece of an order");
            continue;
        }
        m_chain.noteFilled(activity.orderId, *after);
        application::VenueExecution execution;
        execution.clientOrderId = place->root;
        execution.brokerOrderId = domain::BrokerOrderId(activity.orderId);
        execution.executionId = domain::ExecutionId(activity.id);
        execution.instrument = instrumentIdOf(activity.symbol, place->assetClass);
        execution.side = *activity.side;
        execution.cumulativeBefore = *before + place->offset;
        execution.cumulativeAfter = *after + place->offset;
        execution.price = domain::Price(activity.price);
        execution.commission = domain::Money(Decimal(), domain::Currency("USD"));
        execution.facts = {activity.time.value_or(m_clock.utcNow()), m_clock.utcNow(), "{\"activity_id\":\"" + activity.id + "\"}"};
        page.executions.push_back(std::move(execution));
    }
    fills.answer(std::move(page));
}

void AlpacaVenue::balances(Answer<application::VenueBalances> answer)
{
    auto balances = std::make_shared<Balances>();
    balances->answer = std::move(answer);
    if (m_hasActivities && m_clock.steadyNow() - m_activitiesAt < activitiesFresh)
        fetchBalances(balances);
    else
        fetchActivities(balances, m_lastActivity);
}

void AlpacaVenue::fetchActivities(const std::shared_ptr<Balances>& balances, const std::string& token)
{
    std::string path = "/v2/account/activities?category=non_trade_activity&direction=asc&page_size=100";
    if (!token.empty())
        path += "&page_token=" + encoded(token);
    m_rest.get(std::move(path), [this, balances, alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
        if (alive.expired())
            return;
        const auto rows = rowsOf(outcome, readActivity);
        if (!rows) {
            balances->answer(failure(rows.error()));
            return;
        }
        for (const auto& activity : *rows) {
            m_lastActivity = activity.id;
            // A fee that is taken in a coin moves no cash.
            if (activity.isFill || !activity.netAmount || activity.netAmount->isZero())
                continue;
            const auto day = Timestamp::parseRfc3339(activity.date + "T00:00:00Z");
            m_activities.push_back({activity.id, activity.type, domain::Money(*activity.netAmount, domain::Currency("USD")),
                                    day.value_or(activity.time.value_or(Timestamp()))});
        }
        if (rows->size() >= activitiesPerPage) {
            fetchActivities(balances, m_lastActivity);
            return;
        }
        m_hasActivities = true;
        m_activitiesAt = m_clock.steadyNow();
        fetchBalances(balances);
    });
}

void AlpacaVenue::fetchBalances(const std::shared_ptr<Balances>& balances)
{
    m_rest.get("/v2/account", [this, balances, alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
        if (alive.expired())
            return;
        auto account = oneOf(outcome, readAccount);
        if (!account) {
            balances->answer(failure(account.error()));
            return;
        }
        const bool agrees = balances->account && balances->account->cash == account->cash;
        balances->account = std::move(*account);
        if (agrees)
            checkBalances(balances);
        else
            fetchPositions(balances);
    });
}

void AlpacaVenue::fetchPositions(const std::shared_ptr<Balances>& balances)
{
    // Cash before and after the positions must agree, or a fill came between the two questions.
    if (++balances->round > balanceRounds) {
        balances->answer(failure(VenueError{VenueError::Kind::Transport, "The account keeps moving while it is read."}));
        return;
    }
    m_rest.get("/v2/positions", [this, balances, alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
        if (alive.expired())
            return;
        auto positions = rowsOf(outcome, readPosition);
        if (!positions) {
            balances->answer(failure(positions.error()));
            return;
        }
        balances->positions = std::move(*positions);
        fetchBalances(balances);
    });
}

void AlpacaVenue::checkBalances(const std::shared_ptr<Balances>& balances)
{
    application::VenueBalances answer;
    answer.cash.emplace_back(balances->account->cash, domain::Currency(balances->account->currency));
    for (const auto& position : balances->positions)
        answer.positions.push_back({instrumentIdOf(position.symbol, position.assetClass), domain::SignedQuantity(position.quantity)});
    answer.activities = m_activities;
    balances->answer(std::move(answer));
}

}  // namespace tradecore::infrastructure
