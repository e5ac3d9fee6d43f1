#include "application/streaming/market_callbacks.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>
#include <variant>
#include <vector>

namespace tradecore::application {

namespace {

struct Invalidated {
    domain::InstrumentId instrument;
    std::string why;
};
struct TimeReached {
    std::string source;
    Timestamp marketTime;
};
using Item = std::variant<domain::Trade, domain::Quote, Invalidated, TimeReached>;

Acceptance give(const MarketCallbacks& to, const domain::Trade& trade)
{
    return to.onTrade ? to.onTrade(trade) : Acceptance::Accepted;
}
Acceptance give(const MarketCallbacks& to, const domain::Quote& quote)
{
    return to.onQuote ? to.onQuote(quote) : Acceptance::Accepted;
}
Acceptance give(const MarketCallbacks& to, const Invalidated& item)
{
    return to.onQuoteInvalid ? to.onQuoteInvalid(item.instrument, item.why) : Acceptance::Accepted;
}
Acceptance give(const MarketCallbacks& to, const TimeReached& item)
{
    return to.onMarketTime ? to.onMarketTime(item.source, item.marketTime) : Acceptance::Accepted;
}

}  // namespace

struct MarketCallbackChannel::Consumer {
    std::string name;
    MarketCallbacks callbacks;
    Counter& lostCounter;
    std::deque<Item> backlog;
    std::uint64_t lost = 0;
    bool suspended = false;
    bool ended = false;

    [[nodiscard]] bool isClear() const { return backlog.empty() && lost == 0; }
};

struct MarketCallbackChannel::Consumers {
    std::uint64_t nextId = 1;
    std::map<std::uint64_t, std::shared_ptr<Consumer>> byId;

    // A copy, so that a callback may end its own or another registration.
    [[nodiscard]] std::vector<std::shared_ptr<Consumer>> all() const
    {
        std::vector<std::shared_ptr<Consumer>> out;
        out.reserve(byId.size());
        for (const auto& [id, consumer] : byId)
            out.push_back(consumer);
        return out;
    }
};

MarketCallbackChannel::Registration::Registration(std::weak_ptr<MarketCallbackChannel*> channel, std::uint64_t id)
    : m_channel(std::move(channel)), m_id(id)
{
}

MarketCallbackChannel::Registration::Registration(Registration&& other) noexcept
    : m_channel(std::move(other.m_channel)), m_id(std::exchange(other.m_id, 0))
{
}

MarketCallbackChannel::Registration& MarketCallbackChannel::Registration::operator=(Registration&& other) noexcept
{
    if (this != &other) {
        end();
        m_channel = std::move(other.m_channel);
        m_id = std::exchange(other.m_id, 0);
    }
    return *this;
}

void MarketCallbackChannel::Registration::end()
{
    if (const auto channel = m_channel.lock())
        (*channel)->remove(m_id);
    m_channel.reset();
}

MarketCallbackChannel::MarketCallbackChannel(Scheduler& io, AdapterManager& adapters, Counters& counters)
    : m_io(io), m_adapters(adapters), m_counters(counters), m_consumers(std::make_unique<Consumers>()),
      m_self(std::make_shared<MarketCallbackChannel*>(this))
{
}

MarketCallbackChannel::~MarketCallbackChannel()
{
    m_io.cancel(m_timer);
}

MarketCallbackChannel::Registration MarketCallbackChannel::add(const std::string& name, MarketCallbacks callbacks)
{
    const std::uint64_t id = m_consumers->nextId++;
    m_consumers->byId.emplace(id, std::make_shared<Consumer>(Consumer{name, std::move(callbacks),
                                                                      m_counters.named(name + "_lost"), {}, 0, false, false}));
    return Registration(m_self, id);
}

void MarketCallbackChannel::remove(std::uint64_t id)
{
    const auto found = m_consumers->byId.find(id);
    if (found == m_consumers->byId.end())
        return;
    found->second->ended = true;
    if (found->second->suspended && m_onSuspension)
        m_onSuspension(found->second->name, {});
    m_consumers->byId.erase(found);
    resumeSourceWhenClear();
}

template <typename ItemType>
void MarketCallbackChannel::deliverItem(const ItemType& item)
{
    for (const auto& consumer : m_consumers->all()) {
        if (consumer->ended)
            continue;
        if (!consumer->isClear() || give(consumer->callbacks, item) == Acceptance::Full)
            keepOrLose(*consumer, item);
    }
}

template <typename ItemType>
void MarketCallbackChannel::keepOrLose(Consumer& consumer, const ItemType& item)
{
    const MarketDataSource* source = m_adapters.activeSource();
    const bool canWait = source != nullptr && source->traits().canWait;
    if (canWait && consumer.lost == 0 && consumer.backlog.size() < backlogBound) {
        consumer.backlog.emplace_back(item);
        if (!m_paused)
            m_paused = m_adapters.pauseActiveSource(true);
    } else {
        ++consumer.lost;
        consumer.lostCounter.increment();
        if (!consumer.suspended) {
            consumer.suspended = true;
            if (m_onSuspension) {
                m_onSuspension(consumer.name, "The market is faster than the " + consumer.name
                                   + " venue can follow: its fills are suspended.");
            }
        }
    }
    scheduleRetry();
}

void MarketCallbackChannel::scheduleRetry()
{
    if (m_timer == 0)
        m_timer = m_io.after(retryPause, [this] { retry(); });
}

void MarketCallbackChannel::retry()
{
    m_timer = 0;
    bool again = false;
    for (const auto& consumer : m_consumers->all()) {
        while (!consumer->ended && !consumer->backlog.empty()) {
            const auto give1 = [&](const auto& item) { return give(consumer->callbacks, item); };
            if (std::visit(give1, consumer->backlog.front()) == Acceptance::Full)
                break;
            consumer->backlog.pop_front();
        }
        if (consumer->ended)
            continue;
        if (consumer->backlog.empty() && consumer->lost > 0) {
            const auto& onGap = consumer->callbacks.onGap;
            if (!onGap || onGap(consumer->lost) == Acceptance::Accepted)
                consumer->lost = 0;
        }
        if (!consumer->isClear()) {
            again = true;
        } else if (consumer->suspended) {
            consumer->suspended = false;
            if (m_onSuspension)
                m_onSuspension(consumer->name, {});
        }
    }
    if (again)
        scheduleRetry();
    resumeSourceWhenClear();
}

bool MarketCallbackChannel::isHeldBack() const
{
    return std::ranges::any_of(m_consumers->byId, [](const auto& entry) { return !entry.second->isClear(); });
}

void MarketCallbackChannel::resumeSourceWhenClear()
{
    if (!m_paused || isHeldBack())
        return;
    m_paused = false;
    m_adapters.pauseActiveSource(false);
}

void MarketCallbackChannel::deliver(const domain::Trade& trade)
{
    deliverItem(trade);
}

void MarketCallbackChannel::deliver(const domain::Quote& quote)
{
    deliverItem(quote);
}

void MarketCallbackChannel::deliverInvalid(const domain::InstrumentId& instrument, const std::string& why)
{
    deliverItem(Invalidated{instrument, why});
}

void MarketCallbackChannel::deliverMarketTime(const std::string& source, Timestamp marketTime)
{
    deliverItem(TimeReached{source, marketTime});
}

}  // namespace tradecore::application
