#include "application/order/venue_gateway.h"

#include <utility>

namespace tradecore::application {

void VenueGateway::add(TradingVenue& venue)
{
    m_venues[venue.account()] = &venue;
}

TradingVenue* VenueGateway::find(const domain::AccountId& account) const
{
    const auto found = m_venues.find(account);
    return found == m_venues.end() ? nullptr : found->second;
}

template <typename T>
TradingVenue::Answer<T> VenueGateway::onEngine(TradingVenue::Answer<T> answer)
{
    return [&engine = m_engine, answer = std::move(answer)](Result<T, VenueError> result) {
        // An engine that has ended needs no answer: what it missed is asked again at the next start.
        [[maybe_unused]] const bool posted = engine.post([answer, result = std::move(result)] { answer(result); });
    };
}

bool VenueGateway::submit(const domain::AccountId& account, SubmitRequest request)
{
    auto* venue = find(account);
    return venue != nullptr && m_io.post([venue, request = std::move(request)] { venue->submit(request); });
}

bool VenueGateway::cancel(CancelRequest request)
{
    auto* venue = find(request.account);
    return venue != nullptr && m_io.post([venue, request = std::move(request)] { venue->cancel(request); });
}

bool VenueGateway::replace(ReplaceRequest request)
{
    auto* venue = find(request.account);
    return venue != nullptr && m_io.post([venue, request = std::move(request)] { venue->replace(request); });
}

bool VenueGateway::queryOrder(const domain::AccountId& account, domain::ClientOrderId order,
                              TradingVenue::Answer<VenueOrder> answer)
{
    auto* venue = find(account);
    return venue != nullptr
        && m_io.post([venue, order = std::move(order), answer = onEngine(std::move(answer))] { venue->queryOrder(order, answer); });
}

bool VenueGateway::openOrders(const domain::AccountId& account, TradingVenue::Answer<std::vector<VenueOrder>> answer)
{
    auto* venue = find(account);
    return venue != nullptr && m_io.post([venue, answer = onEngine(std::move(answer))] { venue->openOrders(answer); });
}

bool VenueGateway::executionsSince(const domain::AccountId& account, std::string cursor,
                                   TradingVenue::Answer<VenueExecutions> answer)
{
    auto* venue = find(account);
    return venue != nullptr && m_io.post([venue, cursor = std::move(cursor), answer = onEngine(std::move(answer))] {
        venue->executionsSince(cursor, answer);
    });
}

bool VenueGateway::balances(const domain::AccountId& account, TradingVenue::Answer<VenueBalances> answer)
{
    auto* venue = find(account);
    return venue != nullptr && m_io.post([venue, answer = onEngine(std::move(answer))] { venue->balances(answer); });
}

std::vector<domain::AccountId> VenueGateway::accounts() const
{
    std::vector<domain::AccountId> out;
    for (const auto& [account, venue] : m_venues)
        out.push_back(account);
    return out;
}

const VenueTraits* VenueGateway::traits(const domain::AccountId& account) const
{
    const auto* venue = find(account);
    return venue != nullptr ? &venue->traits() : nullptr;
}

}  // namespace tradecore::application
