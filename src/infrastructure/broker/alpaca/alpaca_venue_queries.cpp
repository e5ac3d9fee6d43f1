// The questions of AlpacaVenue about orders.
#include "infrastructure/broker/alpaca/alpaca_venue.h"

#include "infrastructure/broker/alpaca/rest_rows.h"

#include <iterator>
#include <utility>

namespace tradecore::infrastructure {

using namespace alpaca;
using application::VenueError;
using application::VenueOrder;

namespace {

constexpr int maximumHops = 64;
constexpr std::size_t ordersPerPage = 500;
constexpr int maximumOrderPages = 200;
// An open order of so fresh a list need not be asked for again.
constexpr std::chrono::milliseconds openOrdersFresh{1'500};

}  // namespace

void AlpacaVenue::fetchOrder(std::string path, OrderAnswer answer)
{
    m_rest.get(std::move(path), [this, answer = std::move(answer), alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
        if (alive.expired())
            return;
        auto order = oneOf(outcome, readOrder);
        if (order)
            m_chain.note(*order);
        answer(std::move(order));
    });
}

void AlpacaVenue::followReplacements(OrderRecord order, int hops, OrderAnswer answer)
{
    if (order.replacedBy.empty() || hops >= maximumHops) {
        answer(std::move(order));
        return;
    }
    fetchOrder("/v2/orders/" + encoded(order.replacedBy), [this, hops, answer = std::move(answer)](Result<OrderRecord, VenueError> next) {
        if (next)
            followReplacements(std::move(*next), hops + 1, answer);
        else
            answer(std::move(next));
    });
}

void AlpacaVenue::learnChain(const std::string& brokerOrderId, int hops, Then then)
{
    const std::string missing = m_chain.missing(brokerOrderId);
    if (missing.empty()) {
        then({});
        return;
    }
    if (hops >= maximumHops) {
        then(failure(VenueError{VenueError::Kind::Malformed, "The order was replaced too many times."}));
        return;
    }
    fetchOrder("/v2/orders/" + encoded(missing), [this, brokerOrderId, hops, then = std::move(then)](Result<OrderRecord, VenueError> order) {
        if (order)
            learnChain(brokerOrderId, hops + 1, then);
        else
            then(failure(order.error()));
    });
}

void AlpacaVenue::answerOrder(const OrderRecord& order, const Answer<VenueOrder>& answer)
{
    learnChain(order.id, 0, [this, order, answer](Result<void, VenueError> learnt) {
        const auto place = m_chain.place(order.id);
        if (learnt && place)
            answer(venueOrderOf(order, m_account, place->root, place->offset));
        else
            answer(failure(learnt ? VenueError{VenueError::Kind::Malformed, "The order's history cannot be read."} : learnt.error()));
    });
}

void AlpacaVenue::queryOrder(const domain::ClientOrderId& order, Answer<VenueOrder> answer)
{
    const auto open = m_openOrders.find(order);
    if (open != m_openOrders.end() && m_clock.steadyNow() - m_openOrdersAt < openOrdersFresh) {
        (void)m_io.after(Duration::zero(), [answer = std::move(answer), found = open->second] { answer(found); });
        return;
    }
    const auto follow = [this, answer](Result<OrderRecord, VenueError> found) {
        if (!found) {
            answer(failure(found.error()));
            return;
        }
        followReplacements(std::move(*found), 0, [this, answer](Result<OrderRecord, VenueError> last) {
            if (last)
                answerOrder(*last, answer);
            else
                answer(failure(last.error()));
        });
    };
    fetchOrder("/v2/orders:by_client_order_id?client_order_id=" + encoded(order.text()), [this, order, follow](Result<OrderRecord, VenueError> found) {
        // An order of another program may go by the broker's own id here (rootOf).
        constexpr std::size_t lengthOfUuid = 36;
        const bool mayBeBrokerId = !found && found.error().kind == VenueError::Kind::NotFound && order.text().size() == lengthOfUuid;
        if (mayBeBrokerId)
            fetchOrder("/v2/orders/" + encoded(order.text()), follow);
        else
            follow(std::move(found));
    });
}

void AlpacaVenue::openOrders(Answer<std::vector<VenueOrder>> answer)
{
    openOrdersPage(std::make_shared<std::vector<OrderRecord>>(), {}, std::move(answer));
}

void AlpacaVenue::openOrdersPage(std::shared_ptr<std::vector<OrderRecord>> orders, const std::string& until, Answer<std::vector<VenueOrder>> answer)
{
    const std::string path = "/v2/orders?status=open&limit=500&direction=desc" + (until.empty() ? std::string() : "&until=" + encoded(until));
    m_rest.get(path, [this, orders, answer = std::move(answer), alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
        if (alive.expired())
            return;
        auto rows = rowsOf(outcome, readOrder);
        if (!rows) {
            answer(failure(rows.error()));
            return;
        }
        for (const auto& order : *rows)
            m_chain.note(order);
        const bool hasMore = rows->size() >= ordersPerPage && rows->back().submittedAt;
        const std::string oldest = hasMore ? rows->back().submittedAt->toRfc3339() : std::string();
        orders->insert(orders->end(), std::make_move_iterator(rows->begin()), std::make_move_iterator(rows->end()));
        if (hasMore)
            openOrdersPage(orders, oldest, answer);
        else
            placeOpenOrders(orders, 0, answer);
    });
}

void AlpacaVenue::placeOpenOrders(std::shared_ptr<std::vector<OrderRecord>> orders, std::size_t index, Answer<std::vector<VenueOrder>> answer)
{
    for (; index < orders->size(); ++index) {
        if (m_chain.missing((*orders)[index].id).empty())
            continue;
        learnChain((*orders)[index].id, 0, [this, orders, index, answer](Result<void, VenueError> learnt) {
            if (learnt)
                placeOpenOrders(orders, index + 1, answer);
            else
                answer(failure(learnt.error()));
        });
        return;
    }
    std::vector<VenueOrder> open;
    m_openOrders.clear();
    for (const auto& order : *orders) {
        const auto place = m_chain.place(order.id);
        if (!place)
            continue;
        open.push_back(venueOrderOf(order, m_account, place->root, place->offset));
        m_openOrders.insert_or_assign(place->root, open.back());
    }
    m_openOrdersAt = m_clock.steadyNow();
    answer(std::move(open));
}

// All orders of the account, page by page: a FILL activity names its order by the broker's id alone, and one question for each would
// take a long account hours.
void AlpacaVenue::learnAllOrders(const std::string& after, int pages, Then then)
{
    if (m_knowsAllOrders || pages >= maximumOrderPages) {
        m_knowsAllOrders = true;
        then({});
        return;
    }
    const std::string path = "/v2/orders?status=all&limit=500&direction=asc" + (after.empty() ? std::string() : "&after=" + encoded(after));
    m_rest.get(path, [this, pages, then = std::move(then), alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
        if (alive.expired())
            return;
        const auto rows = rowsOf(outcome, readOrder);
        if (!rows) {
            then(failure(rows.error()));
            return;
        }
        for (const auto& order : *rows)
            m_chain.note(order);
        m_knowsAllOrders = rows->size() < ordersPerPage || !rows->back().submittedAt;
        learnAllOrders(m_knowsAllOrders ? std::string() : rows->back().submittedAt->toRfc3339(), pages + 1, then);
    });
}

}  // namespace tradecore::infrastructure
