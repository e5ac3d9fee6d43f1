// RemoteVenue: a practice venue in a process of its own, as VirtualBrokerAdapter knows it: by its address. Each session is one
// connection to the venue's local socket; its end, whatever the cause, is the end of the session. Made, used and destroyed on the
// io thread; the adapter may outlive it.
#pragma once

#include "infrastructure/broker/virtual/remote/venue_line.h"
#include "infrastructure/broker/virtual/remote/venue_wire.h"
#include "infrastructure/broker/virtual/venue_protocol.h"

#include <map>
#include <memory>
#include <string>

namespace tradecore::infrastructure {

class RemoteVenue : private VenuePeer {
public:
    // io must outlive it.
    RemoteVenue(std::string socketPath, Executor& io);
    ~RemoteVenue() override;

    [[nodiscard]] VenueAddress address() const { return {&m_io, m_self}; }

private:
    struct Session {
        std::unique_ptr<VenueLine> line;
        std::weak_ptr<VenueInbox> inbox;
    };

    void openSession(const VenueSessionId& session, Executor& io, std::weak_ptr<VenueInbox> inbox) override;
    void closeSession(const VenueSessionId& session) override;
    void receive(const VenueSessionId& session, const VenueRequest& request) override;
    void onLine(const VenueSessionId& session, std::string_view line);
    void endSession(const VenueSessionId& session, const std::string& reason);
    void send(const VenueSessionId& session, const WireRequest& request);

    const std::string m_socketPath;
    Executor& m_io;
    std::map<VenueSessionId, Session> m_sessions;
    WireReader m_reader;
    std::string m_lines;
    std::shared_ptr<VenuePeer> m_self;   // last: its end tells those who hold the address
};

}  // namespace tradecore::infrastructure
