// FrameFields: what one pass over the keys of a frame leaves: the raw token of each known scalar, the two texts of an
// error, and the arrays, already converted. Internal to the frame parser.
#pragma once

#include "infrastructure/broker/coinbase/frame_messages.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure::coinbase {

enum class Field : std::uint8_t {
    Type, Product, Time, Sequence, TradeId, LastTradeId, Price, Size, Side, Open, High, Low, Volume,
    Message, Reason, Bids, Asks, Changes, Channels, Count
};

// Nothing for a key that no message of ours has.
[[nodiscard]] std::optional<Field> fieldOf(std::string_view key);
[[nodiscard]] std::string_view nameOf(Field field);

struct FrameFields {
    std::array<std::string_view, static_cast<std::size_t>(Field::Count)> tokens;
    std::uint32_t seen = 0;
    std::vector<BookLevel> bids;
    std::vector<BookLevel> asks;
    std::vector<BookChange> changes;
    std::vector<SubscribedChannel> channels;

    void clear();
    [[nodiscard]] bool has(Field field) const { return (seen & (1u << static_cast<unsigned>(field))) != 0; }
    [[nodiscard]] std::string_view token(Field field) const { return tokens[static_cast<std::size_t>(field)]; }
};

}  // namespace tradecore::infrastructure::coinbase
