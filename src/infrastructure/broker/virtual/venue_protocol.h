// The protocol between VirtualBrokerAdapter (io thread) and PracticeVenue (practice thread): values that are copied from one
// executor to the other, as a wire would carry them. Nothing else passes between the two.
#pragma once

#include "application/port/trading_venue.h"
#include "base/executor.h"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace tradecore::infrastructure {

// Names one connection of one adapter: the adapter counts its connections.
struct VenueSessionId {
    domain::AccountId account;
    std::uint64_t number = 0;
    friend auto operator<=>(const VenueSessionId&, const VenueSessionId&) = default;
};

using VenueQueryId = std::uint64_t;
struct VenueOrderQuery {
    VenueQueryId query = 0;
    domain::ClientOrderId order;
};
struct VenueOpenOrdersQuery {
    VenueQueryId query = 0;
};
struct VenueExecutionsQuery {
    VenueQueryId query = 0;
    std::string cursor;   // empty: from the first
};
struct VenueBalancesQuery {
    VenueQueryId query = 0;
};
using VenueRequest = std::variant<application::SubmitRequest, application::CancelRequest, application::ReplaceRequest,
                                  VenueOrderQuery, VenueOpenOrdersQuery, VenueExecutionsQuery, VenueBalancesQuery>;

struct VenueSessionUp {};
struct VenueSessionDown {
    std::string reason;
};
struct VenueHeartbeat {};
// facts.receivedAt is left for the receiver.
struct VenueReportMessage {
    domain::ClientOrderId order;
    domain::VenueReport report;
};
template <typename T>
struct VenueQueryAnswer {
    VenueQueryId query = 0;
    Result<T, application::VenueError> answer;
};
using VenueMessage =
    std::variant<VenueSessionUp, VenueSessionDown, VenueHeartbeat, VenueReportMessage,
                 VenueQueryAnswer<application::VenueOrder>, VenueQueryAnswer<std::vector<application::VenueOrder>>,
                 VenueQueryAnswer<application::VenueExecutions>, VenueQueryAnswer<application::VenueBalances>>;

// Receives on the io thread.
class VenueInbox {
public:
    virtual ~VenueInbox() = default;
    virtual void onVenueMessage(const VenueSessionId& session, const VenueMessage& message) = 0;
};

// Receives on the practice thread.
class VenuePeer {
public:
    virtual ~VenuePeer() = default;
    virtual void openSession(const VenueSessionId& session, Executor& io, std::weak_ptr<VenueInbox> inbox) = 0;
    virtual void closeSession(const VenueSessionId& session) = 0;
    virtual void receive(const VenueSessionId& session, const VenueRequest& request) = 0;
};

// How an adapter reaches the venue: post to the executor, and lock the peer there, on the thread that also destroys it.
struct VenueAddress {
    Executor* executor = nullptr;
    std::weak_ptr<VenuePeer> peer;
};

}  // namespace tradecore::infrastructure
