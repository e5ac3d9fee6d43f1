// How the workstation reaches its practice venue: on a thread of its own, or in a process of its own, and through a bad line where
// a test asks for one.
#include "app/composition/workstation.h"

#include "infrastructure/broker/faulty/faulty_venue.h"
#include "infrastructure/broker/virtual/virtual_broker_adapter.h"

namespace tradecore::app {

VenueFactory Workstation::venueFactory()
{
    const auto makePlain = [this](application::TradingReportSink& sink, Scheduler& io) {
        return std::make_unique<infrastructure::VirtualBrokerAdapter>(domain::AccountId(practiceAccountOf(m_options.market)),
                                                                      m_practice ? m_practice->address() : m_remoteVenue->address(),
                                                                      sink, io, m_clock);
    };
    const auto script = infrastructure::FaultScript::parse(m_options.venueFaults);
    if (!script || script->faults.empty())
        return makePlain;
    return [makePlain, script = *script](application::TradingReportSink& sink, Scheduler& io) {
        const auto make = [&makePlain, &io](application::TradingReportSink& inner) { return makePlain(inner, io); };
        return std::make_unique<infrastructure::FaultyVenue>(script, make, sink, io);
    };
}

}  // namespace tradecore::app
