// AdapterManager: holds the adapters of this session by name: market-data sources, of which one is active, and trading
// venues by account. It starts nothing and routes nothing; StreamingLifecycleManager connects, MarketDataHandler and
// TradingDataHandler are called by the adapters directly. io thread; adapters are destroyed with it, on that thread.
#pragma once

#include "application/port/market_data_source.h"
#include "application/port/trading_venue.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tradecore::application {

class AdapterManager {
public:
    // An adapter of a name (an account) that is known is refused: false, and the adapter is destroyed.
    bool addSource(std::unique_ptr<MarketDataSource> source);
    bool addVenue(std::unique_ptr<TradingVenue> venue);

    // False where no source has this name; then the active one stays.
    bool activateSource(const std::string& name);
    // Null before a source was activated.
    [[nodiscard]] MarketDataSource* activeSource() const { return m_active; }
    [[nodiscard]] MarketDataSource* source(const std::string& name) const;
    [[nodiscard]] TradingVenue* venue(const domain::AccountId& account) const;
    [[nodiscard]] std::vector<std::string> sourceNames() const;
    [[nodiscard]] std::vector<domain::AccountId> accounts() const;

    // Asks the active source to wait; false where it cannot (a live one).
    bool pauseActiveSource(bool paused);

private:
    std::map<std::string, std::unique_ptr<MarketDataSource>> m_sources;
    std::map<domain::AccountId, std::unique_ptr<TradingVenue>> m_venues;
    MarketDataSource* m_active = nullptr;
};

}  // namespace tradecore::application
