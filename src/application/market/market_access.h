// MarketAccess and TradingControl: what the local API asks beside Desk: latest prices, bars, the trading state, flatten.
// Implemented by the composition. Calls return at once; answers come on the caller's executor.
#pragma once

#include "application/bus/command_message.h"
#include "application/market/display_feed.h"
#include "base/executor.h"
#include "application/risk/risk_commands.h"
#include "domain/risk/risk_facts.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tradecore::application {

struct BarsRequest {
    BarsKey key;
    std::optional<Timestamp> from;
    std::optional<Timestamp> to;
    std::size_t count = 300;   // the newest, where no range is given
};
struct BarsAnswer {
    std::vector<domain::Bar> bars;   // oldest first
    std::string error;               // a sentence, empty when done
};

class MarketAccess {
public:
    virtual ~MarketAccess() = default;
    // Empty list: every instrument that has been seen.
    virtual void latest(const std::vector<domain::InstrumentId>& instruments, Executor& replyTo,
                        std::function<void(const std::vector<InstrumentSnapshot>&)> onAnswer) = 0;
    virtual void bars(const BarsRequest& request, Executor& replyTo, std::function<void(const BarsAnswer&)> onAnswer) = 0;
};

struct FlattenResult {
    std::uint64_t cancelled = 0;   // orders
    std::uint64_t closed = 0;      // positions
    std::uint64_t remaining = 0;   // orders and positions that are not proven gone
    std::string error;
};

class TradingControl {
public:
    virtual ~TradingControl() = default;
    virtual void changeTradingState(const std::optional<domain::AccountId>& account, domain::TradingState state,
                                    const std::string& reason, Executor& replyTo,
                                    std::function<void(const Receipt&)> onReceipt) = 0;
    virtual void flatten(const std::optional<domain::AccountId>& account, Executor& replyTo,
                         std::function<void(const FlattenResult&)> onResult) = 0;
    // One instrument alone: its orders are canceled and its position is closed.
    virtual void closePosition(const domain::AccountId& account, const domain::InstrumentId& instrument, Executor& replyTo,
                               std::function<void(const FlattenResult&)> onResult) = 0;
    // The limits R1 to R7 of an account.
    virtual void limits(const std::optional<domain::AccountId>& account, Executor& replyTo,
                        std::function<void(const RiskLimitsQuery::Answer&)> onAnswer) = 0;
    virtual void changeLimit(const std::optional<domain::AccountId>& account, domain::RiskLimit limit, std::optional<Decimal> value,
                             Executor& replyTo, std::function<void(const Receipt&)> onReceipt) = 0;
};

}  // namespace tradecore::application
