// TradeSequence: what the trade ids of one product say of what was missed. Ids grow by one with each trade of a product
// (docs.cdp.coinbase.com, matches); the heartbeat names the newest. A trade that arrives after its id was counted as missed is
// taken back; an id that was seen is a duplicate. An id far below the newest means that the venue counts anew. One thread.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace tradecore::infrastructure::coinbase {

enum class TradeArrival { New, Late, Duplicate };

class TradeSequence {
public:
    // missed: ids that were jumped over by this one.
    struct Seen {
        TradeArrival arrival = TradeArrival::New;
        std::uint64_t missed = 0;
    };
    [[nodiscard]] Seen onTrade(std::uint64_t tradeId);
    // The newest id that the venue says it has sent (heartbeat, last_match); returns how many were jumped over.
    [[nodiscard]] std::uint64_t onNewestId(std::uint64_t tradeId);
    [[nodiscard]] std::uint64_t newest() const { return m_newest; }

private:
    void remember(std::uint64_t first, std::uint64_t last);
    [[nodiscard]] bool takeBack(std::uint64_t tradeId);

    static constexpr std::size_t maximumGaps = 64;
    static constexpr std::uint64_t duplicateWindow = 100'000;
    std::uint64_t m_newest = 0;  // 0: none known
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_gaps;  // first and last missing id, oldest gap first
};

}  // namespace tradecore::infrastructure::coinbase
