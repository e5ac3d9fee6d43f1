// PositionMarks: the channel from trades to the marks of open positions. The newest trade that counts for the price becomes an
// UpdatePositionValuation, a transient command, at most once in 100 ms for an instrument; what comes in between is coalesced,
// never queued. A mark that the bus could not take is sent again after the same pause, so that a quiet instrument does not
// keep an old one. io thread.
#pragma once

#include "application/bus/command_bus.h"
#include "application/position/position_queries.h"
#include "application/streaming/counters.h"
#include "base/clock.h"
#include "base/scheduler.h"
#include "domain/market/market_values.h"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace tradecore::application {

class PositionMarks {
public:
    static constexpr Duration pause = std::chrono::milliseconds(100);

    PositionMarks(const Clock& clock, Scheduler& io, CommandBus& commands, Counters& counters);
    ~PositionMarks();
    PositionMarks(const PositionMarks&) = delete;
    PositionMarks& operator=(const PositionMarks&) = delete;

    // Instruments that are not named are no longer marked.
    void setHeld(const std::set<domain::InstrumentId>& held);
    [[nodiscard]] bool isHeld(const domain::InstrumentId& instrument) const { return m_held.contains(instrument); }
    void mark(const domain::Trade& trade, const std::string& source);

private:
    struct Held {
        std::optional<UpdatePositionValuation> waiting;
        std::optional<SteadyTime> sentAt;
    };
    void sendDue();
    bool send(Held& held);
    void schedule(Duration delay);

    const Clock& m_clock;
    Scheduler& m_io;
    CommandBus& m_commands;
    Counter& m_sent;
    Counter& m_conflated;
    Counter& m_refused;
    std::map<domain::InstrumentId, Held> m_held;
    TimerId m_timer = 0;
};

}  // namespace tradecore::application
