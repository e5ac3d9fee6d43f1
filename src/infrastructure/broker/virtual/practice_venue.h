// PracticeVenue: the remote side of practice trading. It is made, initialised, used and destroyed on the practice thread, and
// owns the use of its store (practice.db); the threads around it reach it by address() and by the offer functions alone.
//
// It commits each decision before it reports it, reports to the sessions that are connected, and keeps nothing for those that
// are not: they ask with executionsSince. A store that fails ends all sessions with the reason; a full disk is tried again at
// the next connection, anything else refuses connections until a restart.
#pragma once

#include "application/port/event_store.h"
#include "base/clock.h"
#include "base/scheduler.h"
#include "infrastructure/broker/virtual/latency_line.h"
#include "infrastructure/broker/virtual/market_feed.h"
#include "infrastructure/broker/virtual/practice_account.h"
#include "infrastructure/broker/virtual/venue_protocol.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

struct PracticeVenueSettings {
    std::vector<PracticeAccountSettings> accounts;
    LatencySettings latency;                           // each way, each message
    Duration heartbeat = std::chrono::seconds(1);
    // Practice thread: fills of an account are suspended for a reason, or go on (empty reason).
    std::function<void(const domain::AccountId&, const std::string&)> onFillsSuspended;
};

struct PracticeAccountStatus {
    domain::AccountId account;
    std::string suspendedReason;      // empty while fills run
    std::size_t feedDepth = 0;
    std::uint64_t feedRefused = 0;
    std::uint64_t unlistedData = 0;
    std::size_t openOrders = 0;
    std::size_t sessions = 0;
};

class PracticeVenue : private VenuePeer {
public:
    PracticeVenue(PracticeVenueSettings settings, Scheduler& practice, const Clock& clock, application::EventStore& store);
    ~PracticeVenue() override;

    // Folds the accounts' streams and starts the heartbeat; a second call does nothing.
    [[nodiscard]] Result<void, application::StoreError> initialize();
    // Ends the sessions; idempotent.
    void shutdown();

    // Safe on every thread while the venue exists (its accounts and feeds never change after construction).
    [[nodiscard]] VenueAddress address() const;
    [[nodiscard]] bool offerTrade(const domain::Trade& trade);
    [[nodiscard]] bool offerQuote(const domain::Quote& quote);
    [[nodiscard]] bool offerQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why);
    [[nodiscard]] bool offerMarketTime(const std::string& source, Timestamp marketTime);
    // Data of the source were lost here: its accounts suspend their fills, with the reason through onFillsSuspended.
    [[nodiscard]] bool offerGap(const std::string& source, std::uint64_t lost);
    // What a source lists; false where the practice thread takes no task now.
    [[nodiscard]] bool setInstruments(std::vector<domain::Instrument> instruments);
    // When the trading day of a source begins after 00:00 UTC; DAY orders end there. False as above.
    [[nodiscard]] bool setSessions(const std::string& source, const domain::SessionRules& sessions);

    [[nodiscard]] std::vector<PracticeAccountStatus> status() const;
    // For tests and the recovery comparison: the books as they are now; nothing for an account that is not kept here.
    [[nodiscard]] const domain::VenueState* books(const domain::AccountId& account) const;

private:
    struct Account {
        std::unique_ptr<PracticeAccount> books;
        std::unique_ptr<MarketFeed> feed;
        std::string toldReason;   // of a suspension; what onFillsSuspended heard last
    };
    struct Session {
        Executor* io = nullptr;
        std::weak_ptr<VenueInbox> inbox;
        std::shared_ptr<LatencyLine> toClient;
        std::shared_ptr<LatencyLine> toVenue;
    };

    void openSession(const VenueSessionId& session, Executor& io, std::weak_ptr<VenueInbox> inbox) override;
    void closeSession(const VenueSessionId& session) override;
    void receive(const VenueSessionId& session, const VenueRequest& request) override;

    void answer(const VenueSessionId& session, const VenueRequest& request);
    [[nodiscard]] Account* accountOf(const domain::AccountId& account);
    [[nodiscard]] MarketFeed* feedOf(const domain::InstrumentId& instrument) const;
    void drain(std::size_t accountIndex);
    void useBatch(Account& account, const std::vector<MarketDatum>& batch);
    void tellSuspension(Account& account);
    void publish(const domain::AccountId& account, const std::vector<VenueReportMessage>& reports);
    void send(const VenueSessionId& session, VenueMessage message);
    void endSession(const VenueSessionId& session, const std::string& reason);
    void fail(const application::StoreError& error);
    void scheduleHeartbeat();
    void beat();
    [[nodiscard]] LatencySettings nextLatency();

    PracticeVenueSettings m_settings;
    Scheduler& m_practice;
    const Clock& m_clock;
    std::vector<Account> m_accounts;
    std::map<VenueSessionId, Session> m_sessions;
    std::optional<application::StoreError> m_failure;
    std::uint64_t m_lines = 0;
    TimerId m_heartbeat = 0;
    bool m_initialized = false;
    std::shared_ptr<VenuePeer> m_self;   // last: its end tells those who hold the address
};

}  // namespace tradecore::infrastructure
