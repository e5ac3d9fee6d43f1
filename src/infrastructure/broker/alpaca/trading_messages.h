// What the trading stream says (docs.alpaca.markets, websocket-streaming). The paper host sends binary frames that hold JSON text,
// the live host text frames: both are read alike.
#pragma once

#include "infrastructure/broker/alpaca/order_record.h"
#include "infrastructure/broker/alpaca/wire_tape.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tradecore::infrastructure::alpaca {

enum class UpdateWord {
    Unknown, New, Fill, PartialFill, Canceled, Expired, DoneForDay, Replaced, Accepted, Rejected, PendingNew, Stopped,
    PendingCancel, PendingReplace, Calculated, Suspended, ReplaceRejected, CancelRejected, Held, PendingReview, TradeBust, TradeCorrect,
};
struct TradeUpdate {
    UpdateWord event = UpdateWord::Unknown;
    std::string eventText;
    std::string executionId;                       // empty where null: pending_new has none
    std::optional<Timestamp> time;
    std::optional<domain::Price> price;            // fills
    std::optional<Decimal> quantity;               // fills; negative for a bust
    std::optional<Decimal> positionQuantity;       // negative when short
    OrderRecord order;
};
struct AuthorizationAnswer {
    bool isAuthorized = false;
    std::string action;
    std::string text;
};
struct ListeningAnswer {
    std::vector<std::string> streams;
};
struct StreamFailure {
    std::string text;
};
struct UnusedStreamMessage {
    std::string stream;
};
using TradingMessage = std::variant<UnusedStreamMessage, AuthorizationAnswer, ListeningAnswer, TradeUpdate, StreamFailure>;

[[nodiscard]] Result<TradingMessage, std::string> decodeTradingMessage(WireView object);
// The inside of "data" of a trade_updates message; the server-sent events of the same shape carry it bare.
[[nodiscard]] Result<TradeUpdate, std::string> readTradeUpdate(WireView data);

}  // namespace tradecore::infrastructure::alpaca
