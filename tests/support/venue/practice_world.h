// PracticeWorld: a practice venue, its store and one adapter on virtual time: two schedulers stand for the practice and the
// io thread. The venue can be stopped and started on the same store.
#pragma once

#include "infrastructure/broker/virtual/practice_venue.h"
#include "infrastructure/broker/virtual/virtual_broker_adapter.h"
#include "tests/support/time/virtual_time.h"
#include "tests/support/venue/recording_sink.h"
#include "tests/support/venue/venue_store.h"
#include "tests/support/venue/venue_values.h"

#include <memory>

namespace tradecore::test {

// The line from the adapter to the venue; a cut line takes messages and loses them.
class CuttableLine : public Executor {
public:
    explicit CuttableLine(Executor& target) : m_target(target) {}
    [[nodiscard]] bool post(Task task) override { return isCut || m_target.post(std::move(task)); }
    bool isCut = false;

private:
    Executor& m_target;
};

class PracticeWorld {
public:
    explicit PracticeWorld(infrastructure::LatencySettings latency = {}, infrastructure::MarketFeedSettings feed = {});
    ~PracticeWorld();

    VirtualWorld time;
    VirtualScheduler io{time};
    VirtualScheduler practice{time};
    CuttableLine line{practice};
    VenueStore store;
    RecordingSink sink;
    domain::AccountId account{"practice-simulated"};
    domain::Instrument aaa = stock("AAA");
    domain::Instrument btc = crypto("BTC");
    std::vector<std::string> suspensions;   // "" when fills go on
    std::unique_ptr<infrastructure::PracticeVenue> venue;
    std::unique_ptr<infrastructure::VirtualBrokerAdapter> adapter;

    void startVenue();
    void stopVenue();
    // A new adapter on the venue that runs now, connected.
    void connectAdapter();
    void run() { time.runReady(); }

    void offer(const domain::Quote& quote);
    void offer(const domain::Trade& trade);
    // The request id is the order id with a suffix.
    void submit(const std::string& order, const domain::OrderTerms& terms);
    [[nodiscard]] const domain::VenueState& books() const { return *venue->books(account); }

private:
    infrastructure::LatencySettings m_latency;
    infrastructure::MarketFeedSettings m_feed;
};

}  // namespace tradecore::test
