// PracticeAccount: one account of the practice venue on the practice thread: its books (the fold of its stream), its memory
// of the market, and the commit of each decision before anything is reported.
#pragma once

#include "application/port/event_store.h"
#include "base/clock.h"
#include "domain/virtual_broker/venue_decisions.h"
#include "infrastructure/broker/virtual/market_feed.h"
#include "infrastructure/broker/virtual/venue_protocol.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

struct PracticeAccountSettings {
    domain::AccountId account;       // "practice-simulated"
    std::string venueCode;           // "SIM": instruments of this code belong to the account
    std::string source;              // "simulated": whose market time counts
    domain::Money deposit{Decimal::fromInteger(100'000), domain::Currency("USD")};
    // Whether every instrument of the source has quotes, so that a trade alone fills no market order, not even before the
    // first quote after a start. Absent: a live source quotes; a replay, which may hold trades alone, shows it by its first quote.
    std::optional<bool> sourceAlwaysQuotes;
    MarketFeedSettings feed;
};

class PracticeAccount {
public:
    using Reports = std::vector<VenueReportMessage>;
    using Outcome = Result<Reports, application::StoreError>;

    PracticeAccount(PracticeAccountSettings settings, application::EventStore& store, const Clock& clock);

    // Folds the account's stream.
    [[nodiscard]] Result<void, application::StoreError> load();
    // The deposit, at first use.
    [[nodiscard]] Result<void, application::StoreError> open();
    // Adds to and renews what is listed; nothing is ever unlisted, since orders may stand in it.
    void setInstruments(const std::vector<domain::Instrument>& instruments);
    // Start of the trading day after 00:00 UTC, before the first market data; 0 until then.
    void setSessions(const domain::SessionRules& sessions) { m_sessions = sessions; }

    [[nodiscard]] Outcome submit(const application::SubmitRequest& request);
    [[nodiscard]] Outcome cancel(const application::CancelRequest& request);
    [[nodiscard]] Outcome replace(const application::ReplaceRequest& request);
    // Market time first (expiry), then the datum itself.
    [[nodiscard]] Outcome use(const MarketDatum& datum);

    // Market data were lost: all quotes are forgotten, and in each instrument that the source quotes nothing is filled or
    // triggered before its next quote.
    void suspendFills(std::string reason);
    // Until the first quote after that, and while an order waits in an instrument that was not quoted again.
    [[nodiscard]] std::optional<std::string> suspendedReason() const;

    [[nodiscard]] const PracticeAccountSettings& settings() const { return m_settings; }
    [[nodiscard]] const domain::VenueState& state() const { return m_state; }
    // Data that named an instrument which is not listed.
    [[nodiscard]] std::uint64_t unlistedData() const { return m_unlisted; }

private:
    [[nodiscard]] Timestamp now() const;
    [[nodiscard]] Outcome adopt(domain::VenueDecision decision, const std::optional<domain::RequestId>& request);
    [[nodiscard]] Result<void, application::StoreError> commit(const domain::VenueEvents& events,
                                                               const std::optional<domain::RequestId>& request);
    [[nodiscard]] Outcome advanceTo(Timestamp marketTime);
    [[nodiscard]] Outcome useDatum(const MarketDatum& datum);
    void forgetDoneOrders(const domain::VenueEvents& events);

    const PracticeAccountSettings m_settings;
    application::EventStore& m_store;
    const Clock& m_clock;
    const application::StreamId m_stream;
    domain::SessionRules m_sessions;
    domain::VenueState m_state;
    domain::VenueMarkets m_markets;
    std::int64_t m_version = 0;
    std::optional<Timestamp> m_marketTime;
    std::optional<std::string> m_suspended;
    bool m_quotedSinceSuspended = false;
    std::set<domain::InstrumentId> m_unseen;   // not quoted since then
    std::uint64_t m_unlisted = 0;
};

}  // namespace tradecore::infrastructure
