// FaultyWire: the network between the workstation's adapter and the practice venue, on a thread of its own that no crash
// reaches. It speaks the venue's protocol to both sides and loses, doubles, delays and cuts as its menu says. Heartbeats tell
// nothing of an order: they pass unless the line is half open.
#pragma once

#include "infrastructure/broker/virtual/venue_protocol.h"
#include "tests/simulation/fault_menu.h"
#include "tests/support/time/virtual_time.h"

#include <map>
#include <memory>

namespace tradecore::simulation {

class FaultyWire : private infrastructure::VenuePeer {
public:
    FaultyWire(const FaultMenu& menu, std::uint64_t seed, test::VirtualWorld& world, infrastructure::VenueAddress venue);
    ~FaultyWire() override;

    [[nodiscard]] infrastructure::VenueAddress address() { return {&m_wire, m_self}; }
    // From now on everything passes, and connections that were silenced are cut.
    void heal();
    // Cuts every connection, as a router that restarts.
    void cut(const std::string& reason);
    enum class Silence { None, Reports, Both };
    void silence(Silence silence) { m_silence = m_healed ? Silence::None : silence; }

private:
    struct Session {
        Executor* io = nullptr;
        std::weak_ptr<infrastructure::VenueInbox> client;
        std::shared_ptr<infrastructure::VenueInbox> ears;   // what the venue holds
    };
    class Ears;

    void openSession(const infrastructure::VenueSessionId& session, Executor& io,
                     std::weak_ptr<infrastructure::VenueInbox> inbox) override;
    void closeSession(const infrastructure::VenueSessionId& session) override;
    void receive(const infrastructure::VenueSessionId& session, const infrastructure::VenueRequest& request) override;

    void passToVenue(std::function<void(infrastructure::VenuePeer&)> task);
    void passToClient(const infrastructure::VenueSessionId& session, const infrastructure::VenueMessage& message);
    void fromVenue(const infrastructure::VenueSessionId& session, const infrastructure::VenueMessage& message);
    void end(const infrastructure::VenueSessionId& session, const std::string& reason);
    void later(std::function<void()> task);
    void noteSubmit(const infrastructure::VenueRequest& request);
    [[nodiscard]] std::optional<infrastructure::VenueMessage> lie(const infrastructure::VenueMessage& message) const;
    [[nodiscard]] bool happens(FaultClass fault, std::uint64_t perMille);

    const FaultMenu m_menu;
    Random m_random;
    test::VirtualWorld& m_world;
    test::VirtualScheduler m_wire;
    infrastructure::VenueAddress m_venue;
    std::map<infrastructure::VenueSessionId, Session> m_sessions;
    std::map<domain::ClientOrderId, SteadyTime> m_submitted;
    std::map<infrastructure::VenueQueryId, domain::ClientOrderId> m_orderQueries;
    Silence m_silence = Silence::None;
    bool m_healed = false;
    std::shared_ptr<VenuePeer> m_self;   // not owning
};

}  // namespace tradecore::simulation
