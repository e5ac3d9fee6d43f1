// MarketDataSignals: the gui-side signal object of the market data. pump() is called once a frame by the window's frame pump;
// it takes what has changed from DisplayFeed and emits one batch, never one signal a tick. gui thread.
#pragma once

#include "application/market/display_feed.h"

#include <QObject>

namespace tradecore::application {

class MarketDataSignals : public QObject {
    Q_OBJECT
public:
    // The feed must outlive this object.
    explicit MarketDataSignals(DisplayFeed& feed, QObject* parent = nullptr);

    // True where there was something to tell.
    bool pump();

Q_SIGNALS:
    void batch(const tradecore::application::MarketBatch& batch);

private:
    DisplayFeed& m_feed;
};

}  // namespace tradecore::application
