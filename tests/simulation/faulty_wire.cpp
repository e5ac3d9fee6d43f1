#include "tests/simulation/faulty_wire.h"

#include <utility>

namespace tradecore::simulation {

using infrastructure::VenueHeartbeat;
using infrastructure::VenueInbox;
using infrastructure::VenueMessage;
using infrastructure::VenuePeer;
using infrastructure::VenueQueryAnswer;
using infrastructure::VenueReportMessage;
using infrastructure::VenueRequest;
using infrastructure::VenueSessionDown;
using infrastructure::VenueSessionId;
using infrastructure::VenueSessionUp;

class FaultyWire::Ears : public VenueInbox {
public:
    explicit Ears(FaultyWire& wire) : m_wire(wire) {}
    void onVenueMessage(const VenueSessionId& session, const VenueMessage& message) override
    {
        m_wire.fromVenue(session, message);
    }

private:
    FaultyWire& m_wire;
};

FaultyWire::FaultyWire(const FaultMenu& menu, std::uint64_t seed, test::VirtualWorld& world, infrastructure::VenueAddress venue)
    : m_menu(menu), m_random(seed), m_world(world), m_wire(world), m_venue(std::move(venue)),
      m_self(static_cast<VenuePeer*>(this), [](VenuePeer*) {})
{
}

FaultyWire::~FaultyWire()
{
    m_wire.abandon();
}

bool FaultyWire::happens(FaultClass fault, std::uint64_t perMille)
{
    return !m_healed && m_menu.has(fault) && m_random.below(1000) < perMille;
}

void FaultyWire::heal()
{
    m_healed = true;
    m_silence = Silence::None;
    cut("The line was mended.");
}

void FaultyWire::cut(const std::string& reason)
{
    while (!m_sessions.empty())
        end(VenueSessionId(m_sessions.begin()->first), reason);
}

void FaultyWire::end(const VenueSessionId& session, const std::string& reason)
{
    const bool heard = m_silence != Silence::Both;
    if (heard)
        passToClient(session, VenueSessionDown{reason});
    m_sessions.erase(session);
    passToVenue([session](VenuePeer& venue) { venue.closeSession(session); });
}

void FaultyWire::passToVenue(std::function<void(VenuePeer&)> task)
{
    [[maybe_unused]] const bool posted = m_venue.executor->post([peer = m_venue.peer, task = std::move(task)] {
        if (const auto venue = peer.lock())
            task(*venue);
    });
}

void FaultyWire::passToClient(const VenueSessionId& session, const VenueMessage& message)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end())
        return;
    [[maybe_unused]] const bool posted = found->second.io->post([client = found->second.client, session, message] {
        if (const auto inbox = client.lock())
            inbox->onVenueMessage(session, message);
    });
}

void FaultyWire::openSession(const VenueSessionId& session, Executor& io, std::weak_ptr<VenueInbox> inbox)
{
    if (m_silence == Silence::Both)
        return;
    auto ears = std::make_shared<Ears>(*this);
    m_sessions[session] = Session{&io, std::move(inbox), ears};
    passToVenue([this, session, ears = std::weak_ptr<VenueInbox>(ears)](VenuePeer& venue) { venue.openSession(session, m_wire, ears); });
}

void FaultyWire::closeSession(const VenueSessionId& session)
{
    m_sessions.erase(session);
    passToVenue([session](VenuePeer& venue) { venue.closeSession(session); });
}

void FaultyWire::later(std::function<void()> task)
{
    const auto longest = static_cast<std::uint64_t>(m_menu.longestDelay.count());
    if (happens(FaultClass::Delay, m_menu.delayPerMille))
        m_wire.after(Duration(static_cast<std::int64_t>(m_random.below(longest + 1))), std::move(task));
    else
        task();
}

void FaultyWire::noteSubmit(const VenueRequest& request)
{
    if (const auto* submit = std::get_if<application::SubmitRequest>(&request))
        m_submitted.emplace(submit->clientOrderId, m_world.steadyNow());
    if (const auto* query = std::get_if<infrastructure::VenueOrderQuery>(&request))
        m_orderQueries[query->query] = query->order;
}

void FaultyWire::receive(const VenueSessionId& session, const VenueRequest& request)
{
    noteSubmit(request);
    const bool silenced = m_silence == Silence::Both;
    if (silenced || !m_sessions.contains(session) || happens(FaultClass::LostRequest, m_menu.lossPerMille))
        return;
    later([this, session, request] {
        passToVenue([session, request](VenuePeer& venue) { venue.receive(session, request); });
    });
    const bool isSubmit = std::holds_alternative<application::SubmitRequest>(request);
    if (isSubmit && happens(FaultClass::DisconnectOnSubmit, m_menu.onSubmitPerMille))
        end(session, "The connection was lost.");
}

// A venue whose queries lag: an order that it took a moment ago is not found.
std::optional<VenueMessage> FaultyWire::lie(const VenueMessage& message) const
{
    const auto* answer = std::get_if<VenueQueryAnswer<application::VenueOrder>>(&message);
    if (m_healed || answer == nullptr || !m_menu.has(FaultClass::NotFoundForAWhile))
        return std::nullopt;
    const auto query = m_orderQueries.find(answer->query);
    if (query == m_orderQueries.end())
        return std::nullopt;
    const auto submitted = m_submitted.find(query->second);
    if (submitted == m_submitted.end() || m_world.steadyNow() - submitted->second > m_menu.notFoundFor)
        return std::nullopt;
    return VenueQueryAnswer<application::VenueOrder>{
        answer->query, failure(application::VenueError{application::VenueError::Kind::NotFound, "No such order."})};
}

void FaultyWire::fromVenue(const VenueSessionId& session, const VenueMessage& message)
{
    if (m_silence == Silence::Both)
        return;
    const bool isHeartbeat = std::holds_alternative<VenueHeartbeat>(message);
    const bool isSession = std::holds_alternative<VenueSessionUp>(message) || std::holds_alternative<VenueSessionDown>(message);
    if (isHeartbeat || isSession) {
        passToClient(session, message);
        return;
    }
    if (m_silence == Silence::Reports)
        return;
    const bool isReport = std::holds_alternative<VenueReportMessage>(message);
    if (happens(isReport ? FaultClass::LostReport : FaultClass::LostAnswer, m_menu.lossPerMille))
        return;
    const VenueMessage told = lie(message).value_or(message);
    later([this, session, told] { passToClient(session, told); });
    if (isReport && happens(FaultClass::DuplicateReport, m_menu.duplicatePerMille))
        later([this, session, told] { passToClient(session, told); });
}

}  // namespace tradecore::simulation
