// TradeGuard and FutureGuard: which trades of one instrument may move its last price. Pure bookkeeping over values; io thread.
//
//   verdict     what happens                              why
//   Accepted    everything
//   Late        bars and tape, never the last price       venue time before the last price's (I34)
//   Suspicious  volume alone, shown, counted              more than 50 % away from the last price
//   Duplicate   nothing                                   this trade id was seen
//   Old         nothing                                   its id is older than all that is remembered: cannot be told from
//                                                         a repeat
//   Future      nothing                                   more than 10 s ahead of market time and machine time
//   BadPrice    nothing                                   price not positive where the instrument cannot trade there
//   BadSize     nothing                                   no size
// What is refused three times in a row with values that agree is believed: a market that has really moved (a split, a clock
// that was wrong) must not be refused for ever.
#pragma once

#include "domain/market/market_values.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_set>

namespace tradecore::application {

enum class TradeVerdict { Accepted, Late, Suspicious, Duplicate, Old, Future, BadPrice, BadSize };

class FutureGuard {
public:
    static constexpr Duration tolerance = std::chrono::seconds(10);

    // believed: the newest time that is believed, of the market or of this machine.
    [[nodiscard]] bool refuses(Timestamp venueTime, Timestamp believed);

private:
    int m_refused = 0;
    Timestamp m_refusedTime;
};

class TradeGuard {
public:
    static constexpr std::size_t rememberedIds = 4'096;
    static constexpr int agreeing = 3;

    explicit TradeGuard(bool mayBeNegative = false) : m_mayBeNegative(mayBeNegative) {}

    [[nodiscard]] TradeVerdict judge(const domain::Trade& trade, Timestamp believed);
    void setMayBeNegative(bool mayBeNegative) { m_mayBeNegative = mayBeNegative; }

private:
    [[nodiscard]] std::optional<TradeVerdict> judgeId(const std::string& id) const;
    void remember(const std::string& id);
    [[nodiscard]] bool isSuspicious(domain::Price price);

    bool m_mayBeNegative;
    std::optional<domain::Price> m_lastPrice;
    std::optional<Timestamp> m_lastTime;
    std::optional<domain::Price> m_refusedPrice;
    int m_refused = 0;
    FutureGuard m_future;
    std::unordered_set<std::string> m_ids;
    std::deque<std::string> m_idOrder;
    std::optional<std::uint64_t> m_newestForgotten;   // where ids are numbers
};

}  // namespace tradecore::application
