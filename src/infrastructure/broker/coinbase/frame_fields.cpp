#include "infrastructure/broker/coinbase/frame_fields.h"

namespace tradecore::infrastructure::coinbase {

std::optional<Field> fieldOf(std::string_view key)
{
    const auto is = [key](std::string_view name, Field field) {
        return key == name ? std::optional(field) : std::nullopt;
    };
    switch (key.size()) {
    case 4:
        switch (key.front()) {
        case 't': return key[1] == 'y' ? is("type", Field::Type) : is("time", Field::Time);
        case 's': return key[2] == 'z' ? is("size", Field::Size) : is("side", Field::Side);
        case 'b': return is("bids", Field::Bids);
        case 'a': return is("asks", Field::Asks);
        default: return std::nullopt;
        }
    case 5: return is("price", Field::Price);
    case 6: return is("reason", Field::Reason);
    case 7:
        if (key.front() == 'l')
            return is("low_24h", Field::Low);
        return key.front() == 'c' ? is("changes", Field::Changes) : is("message", Field::Message);
    case 8:
        switch (key.front()) {
        case 's': return is("sequence", Field::Sequence);
        case 't': return is("trade_id", Field::TradeId);
        case 'o': return is("open_24h", Field::Open);
        case 'h': return is("high_24h", Field::High);
        case 'c': return is("channels", Field::Channels);
        default: return std::nullopt;
        }
    case 10: return key.front() == 'p' ? is("product_id", Field::Product) : is("volume_24h", Field::Volume);
    case 13: return is("last_trade_id", Field::LastTradeId);
    default: return std::nullopt;
    }
}

std::string_view nameOf(Field field)
{
    switch (field) {
    case Field::Type: return "type";
    case Field::Product: return "product_id";
    case Field::Time: return "time";
    case Field::Sequence: return "sequence";
    case Field::TradeId: return "trade_id";
    case Field::LastTradeId: return "last_trade_id";
    case Field::Price: return "price";
    case Field::Size: return "size";
    case Field::Side: return "side";
    case Field::Open: return "open_24h";
    case Field::High: return "high_24h";
    case Field::Low: return "low_24h";
    case Field::Volume: return "volume_24h";
    case Field::Message: return "message";
    case Field::Reason: return "reason";
    case Field::Bids: return "bids";
    case Field::Asks: return "asks";
    case Field::Changes: return "changes";
    case Field::Channels: return "channels";
    case Field::Count: break;
    }
    return {};
}

void FrameFields::clear()
{
    seen = 0;
    tokens.fill({});
    bids.clear();
    asks.clear();
    changes.clear();
    channels.clear();
}

}  // namespace tradecore::infrastructure::coinbase
