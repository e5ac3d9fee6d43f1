// VenueGateway: how the engine reaches the venues, which live on the io thread. Implemented by posting to io; an answer comes
// back on the engine executor. Values only; false where the account has no venue or io does not take the task.
#pragma once

#include "application/port/trading_venue.h"
#include "base/executor.h"

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace tradecore::application {

class VenueGateway {
public:
    // `io` is the executor of the thread that owns the venues; `engine` gets the answers. Venues outlive the gateway.
    VenueGateway(Executor& io, Executor& engine) : m_io(io), m_engine(engine) {}

    // Before the first use.
    void add(TradingVenue& venue);

    [[nodiscard]] bool submit(const domain::AccountId& account, SubmitRequest request);
    [[nodiscard]] bool cancel(CancelRequest request);
    [[nodiscard]] bool replace(ReplaceRequest request);
    [[nodiscard]] bool queryOrder(const domain::AccountId& account, domain::ClientOrderId order,
                                  TradingVenue::Answer<VenueOrder> answer);
    [[nodiscard]] bool openOrders(const domain::AccountId& account, TradingVenue::Answer<std::vector<VenueOrder>> answer);
    [[nodiscard]] bool executionsSince(const domain::AccountId& account, std::string cursor,
                                       TradingVenue::Answer<VenueExecutions> answer);
    [[nodiscard]] bool balances(const domain::AccountId& account, TradingVenue::Answer<VenueBalances> answer);
    [[nodiscard]] std::vector<domain::AccountId> accounts() const;
    [[nodiscard]] const VenueTraits* traits(const domain::AccountId& account) const;

private:
    [[nodiscard]] TradingVenue* find(const domain::AccountId& account) const;
    template <typename T>
    [[nodiscard]] TradingVenue::Answer<T> onEngine(TradingVenue::Answer<T> answer);

    Executor& m_io;
    Executor& m_engine;
    std::map<domain::AccountId, TradingVenue*> m_venues;
};

}  // namespace tradecore::application
