// MarketFeed: the lossless bounded queue through which one source's market data reaches its practice account. offer() is
// safe on every thread (the io thread uses it); take() runs on the practice thread.
//
// A source that can wait is asked to pause at three quarters of the bound, on the thread that offers, and to go on once the
// practice thread has emptied the queue. What is refused at the bound is counted. Whoever offers knows whether it will offer
// the same again or has lost it; what was lost comes as a MarketGap in its place of the stream.
#pragma once

#include "base/bounded_queue.h"
#include "base/executor.h"
#include "domain/market/market_values.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace tradecore::infrastructure {

struct QuoteInvalid {
    domain::InstrumentId instrument;
    std::string why;
};
struct MarketTimeReached {
    Timestamp marketTime;
};
// So many data were lost here; what follows is complete again.
struct MarketGap {
    std::uint64_t lost = 0;
};
using MarketDatum = std::variant<domain::Trade, domain::Quote, QuoteInvalid, MarketTimeReached, MarketGap>;

struct MarketFeedSettings {
    std::size_t capacity = 65'536;
    bool sourceCanWait = false;
    Executor* io = nullptr;                       // where setSourcePaused runs; needed for a source that can wait
    std::function<void(bool)> setSourcePaused;
};

class MarketFeed {
public:
    MarketFeed(MarketFeedSettings settings, Executor& practice, Executor::Task drain);

    // False where the queue is full: the datum is not used.
    [[nodiscard]] bool offer(MarketDatum datum);

    [[nodiscard]] std::vector<MarketDatum> take();
    // After a batch has been used: lets a paused source go on.
    void resumeSource();

    [[nodiscard]] std::size_t depth() const { return m_queue.size(); }
    [[nodiscard]] std::uint64_t refused() const { return m_queue.refused(); }

private:
    void wake();

    const MarketFeedSettings m_settings;
    Executor& m_practice;
    const Executor::Task m_drain;
    BoundedQueue<MarketDatum> m_queue;
    std::atomic<bool> m_wakePending{false};
    std::atomic<bool> m_paused{false};
};

}  // namespace tradecore::infrastructure
