#include "infrastructure/broker/alpaca/trading_messages.h"

#include "infrastructure/broker/alpaca/wire_values.h"

#include <array>
#include <utility>

namespace tradecore::infrastructure::alpaca {

namespace {

UpdateWord updateWord(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, UpdateWord>, 23> words{{
        {"new", UpdateWord::New},
        {"fill", UpdateWord::Fill},
        {"partial_fill", UpdateWord::PartialFill},
        {"partially_filled", UpdateWord::PartialFill},
        {"canceled", UpdateWord::Canceled},
        {"expired", UpdateWord::Expired},
        {"done_for_day", UpdateWord::DoneForDay},
        {"replaced", UpdateWord::Replaced},
        {"accepted", UpdateWord::Accepted},
        {"rejected", UpdateWord::Rejected},
        {"pending_new", UpdateWord::PendingNew},
        {"stopped", UpdateWord::Stopped},
        {"pending_cancel", UpdateWord::PendingCancel},
        {"pending_replace", UpdateWord::PendingReplace},
        {"calculated", UpdateWord::Calculated},
        {"suspended", UpdateWord::Suspended},
        {"order_replace_rejected", UpdateWord::ReplaceRejected},
        {"order_cancel_rejected", UpdateWord::CancelRejected},
        {"held", UpdateWord::Held},
        {"pending_review", UpdateWord::PendingReview},
        {"trade_bust", UpdateWord::TradeBust},
        {"trade_correct", UpdateWord::TradeCorrect},
        {"cancelled", UpdateWord::Canceled},
    }};
    for (const auto& [name, word] : words) {
        if (name == text)
            return word;
    }
    return UpdateWord::Unknown;
}

Result<TradingMessage, std::string> readAuthorization(WireView data)
{
    AuthorizationAnswer answer;
    answer.isAuthorized = data["status"].text() == "authorized";
    answer.action = std::string(data["action"].text());
    answer.text = shown(data["message"].text());
    return answer;
}

}  // namespace

Result<TradeUpdate, std::string> readTradeUpdate(WireView data)
{
    if (!data.isObject())
        return failure(std::string("a trade update that is not an object"));
    FieldReader reader(data);
    TradeUpdate update;
    update.eventText = std::string(reader.text("event"));
    update.event = updateWord(update.eventText);
    update.executionId = reader.optionalText("execution_id");
    update.time = reader.optionalTime("timestamp");
    if (!update.time)
        update.time = reader.optionalTime("at");
    update.price = reader.optionalPrice("price");
    update.quantity = reader.optionalDecimal("qty");
    update.positionQuantity = reader.optionalDecimal("position_qty");
    auto order = readOrder(reader.at("order"));
    if (!order)
        reader.refuse("in the order: " + order.error());
    if (reader.isRefused())
        return failure(reader.why());
    update.order = std::move(*order);
    return update;
}

Result<TradingMessage, std::string> decodeTradingMessage(WireView object)
{
    if (!object.isObject())
        return failure(std::string("a message that is not an object"));
    const WireView data = object["data"];
    const std::string_view stream = object["stream"].text();
    if (stream == "trade_updates") {
        auto update = readTradeUpdate(data);
        if (!update)
            return failure(update.error());
        return TradingMessage(std::move(*update));
    }
    if (stream == "authorization")
        return readAuthorization(data);
    if (stream == "listening") {
        ListeningAnswer answer;
        data["streams"].forEach([&answer](WireView name) { answer.streams.emplace_back(name.text()); });
        return answer;
    }
    if (object["action"].text() == "error")
        return StreamFailure{shown(data["error_message"].text())};
    return UnusedStreamMessage{shown(stream, 64)};
}

}  // namespace tradecore::infrastructure::alpaca
