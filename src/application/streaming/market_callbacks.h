// MarketCallbacks and MarketCallbackChannel: the lossless channel from MarketDataHandler to registered consumers (the queue
// of the practice venue; automation). A consumer answers each item with Accepted or Full.
//
//   Full, source can wait (replay)  the item is kept, the source is asked to pause, the consumer is asked again every 10 ms,
//                                   and the source goes on when nothing is kept any more. What a paused source still had on
//                                   its way is kept too, up to backlogBound.
//   Full, live source               the item is lost and counted, and the consumer is suspended: it gets nothing until it
//                                   has accepted onGap(lost); the reason is reported through onSuspension.
// Items reach each consumer in the order of the stream. io thread; callbacks run on it and must not block.
#pragma once

#include "application/streaming/adapter_manager.h"
#include "application/streaming/counters.h"
#include "base/scheduler.h"
#include "domain/market/market_values.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace tradecore::application {

enum class Acceptance { Accepted, Full };

// A function that is empty means that the consumer does not want that kind.
struct MarketCallbacks {
    // countsForPrice is false for suspicious and late trades: they must not fill or trigger anything.
    std::function<Acceptance(const domain::Trade&)> onTrade;
    std::function<Acceptance(const domain::Quote&)> onQuote;
    std::function<Acceptance(const domain::InstrumentId&, const std::string& why)> onQuoteInvalid;
    std::function<Acceptance(const std::string& source, Timestamp marketTime)> onMarketTime;
    // So many items were lost here; what follows is complete again.
    std::function<Acceptance(std::uint64_t lost)> onGap;
};

class MarketCallbackChannel {
public:
    static constexpr std::size_t backlogBound = 20'000;
    static constexpr Duration retryPause = std::chrono::milliseconds(10);

    // The registration ends with this object; it may outlive the channel.
    class Registration {
    public:
        Registration() = default;
        ~Registration() { end(); }
        Registration(Registration&& other) noexcept;
        Registration& operator=(Registration&& other) noexcept;
        Registration(const Registration&) = delete;
        Registration& operator=(const Registration&) = delete;
        void end();

    private:
        friend class MarketCallbackChannel;
        Registration(std::weak_ptr<MarketCallbackChannel*> channel, std::uint64_t id);
        std::weak_ptr<MarketCallbackChannel*> m_channel;
        std::uint64_t m_id = 0;
    };

    // name of the consumer; reason is empty when the suspension is over.
    using SuspensionReport = std::function<void(const std::string& name, const std::string& reason)>;

    MarketCallbackChannel(Scheduler& io, AdapterManager& adapters, Counters& counters);
    ~MarketCallbackChannel();
    MarketCallbackChannel(const MarketCallbackChannel&) = delete;
    MarketCallbackChannel& operator=(const MarketCallbackChannel&) = delete;

    // The name stands in counters ("practice_lost") and in the suspension's sentence.
    [[nodiscard]] Registration add(const std::string& name, MarketCallbacks callbacks);
    void setSuspensionReport(SuspensionReport report) { m_onSuspension = std::move(report); }

    void deliver(const domain::Trade& trade);
    void deliver(const domain::Quote& quote);
    void deliverInvalid(const domain::InstrumentId& instrument, const std::string& why);
    void deliverMarketTime(const std::string& source, Timestamp marketTime);

    // True while a consumer holds the source back or is suspended.
    [[nodiscard]] bool isHeldBack() const;

private:
    struct Consumer;
    struct Consumers;

    template <typename Item>
    void deliverItem(const Item& item);
    template <typename Item>
    void keepOrLose(Consumer& consumer, const Item& item);
    void retry();
    void scheduleRetry();
    void remove(std::uint64_t id);
    void resumeSourceWhenClear();

    Scheduler& m_io;
    AdapterManager& m_adapters;
    Counters& m_counters;
    SuspensionReport m_onSuspension;
    std::unique_ptr<Consumers> m_consumers;
    std::shared_ptr<MarketCallbackChannel*> m_self;
    TimerId m_timer = 0;
    bool m_paused = false;
};

}  // namespace tradecore::application
