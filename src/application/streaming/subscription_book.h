// SubscriptionBook: which instruments are wanted, counted by reason (chart, watchlist, position, order, console), and how far
// each subscription has come at the venue. An instrument that nobody wants any more stays wanted for a linger time, so that
// a chart that is closed and opened again loses no trade in between. A value of StreamingLifecycleManager; io thread.
#pragma once

#include "application/port/market_data_source.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tradecore::application {

struct SubscriptionStatus {
    domain::InstrumentId instrument;
    SubscriptionState state = SubscriptionState::Wanted;
    std::string refusal;                     // the venue's words where it refused
    std::map<std::string, int> reasons;      // empty while it lingers
};

class SubscriptionBook {
public:
    static constexpr Duration linger = std::chrono::minutes(2);

    // True where the wanted set has changed.
    bool add(const domain::InstrumentId& instrument, const std::string& reason);
    void remove(const domain::InstrumentId& instrument, const std::string& reason, SteadyTime now);
    // The instruments of one reason, all at once, each counted once.
    bool replace(const std::string& reason, const std::set<domain::InstrumentId>& instruments, SteadyTime now);
    bool expire(SteadyTime now);

    void setState(const domain::InstrumentId& instrument, SubscriptionState state, const std::string& refusal, SteadyTime now);
    // After a disconnect nothing is active.
    void resetStates();
    // Sent longer ago than the wait and not acknowledged; each is given once for each time that it was sent.
    [[nodiscard]] std::vector<domain::InstrumentId> unacknowledged(SteadyTime now, Duration wait);

    [[nodiscard]] std::set<domain::InstrumentId> wanted() const;
    [[nodiscard]] std::vector<SubscriptionStatus> status() const;

private:
    struct Entry {
        SubscriptionStatus status;
        std::optional<SteadyTime> lingersUntil;
        std::optional<SteadyTime> sentAt;
    };
    std::map<domain::InstrumentId, Entry> m_entries;
};

}  // namespace tradecore::application
