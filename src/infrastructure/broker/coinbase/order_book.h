// OrderBook: the level-2 book of one product, folded from a snapshot and absolute changes. The best level of a side is read
// in O(1), a change costs O(log n). A side keeps its best maximumLevels; what lies behind the cut is not known, so that a side
// that drains down to the cut is no longer trusted. A value of its owner; one thread.
#pragma once

#include "infrastructure/broker/coinbase/frame_messages.h"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>

namespace tradecore::infrastructure::coinbase {

struct TopOfBook {
    std::optional<domain::Price> bid;
    domain::Quantity bidSize;
    std::optional<domain::Price> ask;
    domain::Quantity askSize;
    friend bool operator==(const TopOfBook&, const TopOfBook&) = default;
};

enum class BookHealth {
    Sound,
    Crossed,    // the best bid is not below the best ask: a change was lost
    Exhausted,  // a side has drained to where it was cut
};

class OrderBook {
public:
    explicit OrderBook(std::size_t maximumLevels);

    // Replaces everything. Levels may come in any order; of two with one price the later counts; size zero is no level.
    BookHealth reset(std::span<const BookLevel> bids, std::span<const BookLevel> asks);
    // Applies all changes, then judges: within one message the book may be crossed for a moment.
    BookHealth apply(std::span<const BookChange> changes);

    [[nodiscard]] TopOfBook top() const;
    [[nodiscard]] std::size_t bidLevels() const { return m_bids.levels.size(); }
    [[nodiscard]] std::size_t askLevels() const { return m_asks.levels.size(); }
    // Levels that were let go because a side was full, and changes behind the cut.
    [[nodiscard]] std::size_t levelsCut() const { return m_bids.cut + m_asks.cut; }

private:
    template <typename Better>
    struct Side {
        std::map<domain::Price, domain::Quantity, Better> levels;
        std::optional<domain::Price> boundary;  // the worst price that was kept when the side was cut
        std::size_t cut = 0;
        void set(const BookLevel& level, std::size_t maximumLevels);
    };

    [[nodiscard]] BookHealth health() const;

    std::size_t m_maximumLevels;
    Side<std::greater<>> m_bids;
    Side<std::less<>> m_asks;
};

}  // namespace tradecore::infrastructure::coinbase
