#include "application/streaming/market_data_signals.h"

namespace tradecore::application {

MarketDataSignals::MarketDataSignals(DisplayFeed& feed, QObject* parent) : QObject(parent), m_feed(feed) {}

bool MarketDataSignals::pump()
{
    const MarketBatch taken = m_feed.take();
    if (taken.isEmpty())
        return false;
    Q_EMIT batch(taken);
    return true;
}

}  // namespace tradecore::application
