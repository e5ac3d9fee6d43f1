#include "infrastructure/broker/virtual/market_feed.h"

#include <utility>

namespace tradecore::infrastructure {

MarketFeed::MarketFeed(MarketFeedSettings settings, Executor& practice, Executor::Task drain)
    : m_settings(std::move(settings)), m_practice(practice), m_drain(std::move(drain)), m_queue(m_settings.capacity)
{
}

bool MarketFeed::offer(MarketDatum datum)
{
    const PushOutcome outcome = m_queue.push(std::move(datum));
    const bool isHigh = m_queue.size() >= m_settings.capacity - m_settings.capacity / 4;
    if (isHigh && m_settings.sourceCanWait && m_settings.setSourcePaused && !m_paused.exchange(true))
        m_settings.setSourcePaused(true);
    wake();
    return outcome != PushOutcome::Full;
}

void MarketFeed::wake()
{
    if (m_wakePending.exchange(true))
        return;
    // A practice thread that takes no task now is woken by the next datum.
    if (!m_practice.post(m_drain))
        m_wakePending.store(false);
}

std::vector<MarketDatum> MarketFeed::take()
{
    m_wakePending.store(false);
    return m_queue.takeAll();
}

void MarketFeed::resumeSource()
{
    if (!m_paused.exchange(false) || m_settings.io == nullptr)
        return;
    const bool posted = m_settings.io->post([resume = m_settings.setSourcePaused] { resume(false); });
    if (!posted)
        m_paused.store(true);  // asked again after the next batch
}

}  // namespace tradecore::infrastructure
