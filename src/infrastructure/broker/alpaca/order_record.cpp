#include "infrastructure/broker/alpaca/order_record.h"

#include "infrastructure/broker/alpaca/wire_values.h"

#include <array>
#include <utility>

namespace tradecore::infrastructure::alpaca {

namespace {

template <typename Word, std::size_t count>
Word find(const std::array<std::pair<std::string_view, Word>, count>& words, std::string_view text)
{
    for (const auto& [name, word] : words) {
        if (name == text)
            return word;
    }
    return Word::Unknown;
}

constexpr std::array<std::pair<std::string_view, TypeWord>, 5> typeWords{{
    {"market", TypeWord::Market},
    {"limit", TypeWord::Limit},
    {"stop", TypeWord::Stop},
    {"stop_limit", TypeWord::StopLimit},
    {"trailing_stop", TypeWord::TrailingStop},
}};
constexpr std::array<std::pair<std::string_view, TimeWord>, 6> timeWords{{
    {"day", TimeWord::Day},
    {"gtc", TimeWord::GoodTillCancel},
    {"opg", TimeWord::OnOpen},
    {"cls", TimeWord::OnClose},
    {"ioc", TimeWord::ImmediateOrCancel},
    {"fok", TimeWord::FillOrKill},
}};
constexpr std::array<std::pair<std::string_view, ClassWord>, 6> classWords{{
    {"", ClassWord::Simple},
    {"simple", ClassWord::Simple},
    {"bracket", ClassWord::Bracket},
    {"oco", ClassWord::OneCancelsOther},
    {"oto", ClassWord::OneTriggersOther},
    {"mleg", ClassWord::MultiLeg},
}};

void readWords(FieldReader& reader, OrderRecord& order)
{
    order.statusText = std::string(reader.text("status"));
    order.status = orderWord(order.statusText);
    const std::string_view side = reader.at("side").text();
    if (side == "buy")
        order.side = domain::Side::Buy;
    else if (side == "sell" || side == "sell_short")
        order.side = domain::Side::Sell;
    const WireView type = reader.at("type");
    order.type = find(typeWords, type.isText() ? type.text() : reader.at("order_type").text());
    order.timeInForce = find(timeWords, reader.at("time_in_force").text());
    order.orderClass = find(classWords, reader.at("order_class").text());
}

void readNumbers(FieldReader& reader, OrderRecord& order)
{
    order.quantity = reader.optionalQuantity("qty");
    order.notional = reader.optionalDecimal("notional");
    order.filled = reader.optionalQuantity("filled_qty").value_or(domain::Quantity());
    order.filledAveragePrice = reader.statistic("filled_avg_price");
    order.limitPrice = reader.optionalPrice("limit_price");
    order.stopPrice = reader.optionalPrice("stop_price");
    order.trailPrice = reader.optionalDecimal("trail_price");
    order.trailPercent = reader.optionalDecimal("trail_percent");
    // For people alone: what cannot be read is not shown.
    if (const auto mark = decimalOf(reader.at("hwm")))
        order.highWaterMark = *mark;
}

void readTimes(FieldReader& reader, OrderRecord& order)
{
    order.createdAt = reader.optionalTime("created_at");
    order.submittedAt = reader.optionalTime("submitted_at");
    order.updatedAt = reader.optionalTime("updated_at");
    order.filledAt = reader.optionalTime("filled_at");
    order.canceledAt = reader.optionalTime("canceled_at");
    order.expiredAt = reader.optionalTime("expired_at");
    order.failedAt = reader.optionalTime("failed_at");
    order.replacedAt = reader.optionalTime("replaced_at");
}

}  // namespace

OrderWord orderWord(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, OrderWord>, 19> words{{
        {"new", OrderWord::New},
        {"partially_filled", OrderWord::PartiallyFilled},
        {"filled", OrderWord::Filled},
        {"done_for_day", OrderWord::DoneForDay},
        {"canceled", OrderWord::Canceled},
        {"expired", OrderWord::Expired},
        {"replaced", OrderWord::Replaced},
        {"pending_cancel", OrderWord::PendingCancel},
        {"pending_replace", OrderWord::PendingReplace},
        {"accepted", OrderWord::Accepted},
        {"pending_new", OrderWord::PendingNew},
        {"accepted_for_bidding", OrderWord::AcceptedForBidding},
        {"stopped", OrderWord::Stopped},
        {"rejected", OrderWord::Rejected},
        {"suspended", OrderWord::Suspended},
        {"calculated", OrderWord::Calculated},
        {"held", OrderWord::Held},
        {"pending_review", OrderWord::PendingReview},
        {"cancelled", OrderWord::Canceled},
    }};
    return find(words, text);
}

Result<OrderRecord, std::string> readOrder(WireView object)
{
    if (!object.isObject())
        return failure(std::string("an order that is not an object"));
    FieldReader reader(object);
    OrderRecord order;
    order.id = std::string(reader.text("id"));
    if (order.id.empty())
        reader.refuse("an order without an id");
    order.clientOrderId = reader.optionalText("client_order_id");
    order.symbol = reader.optionalText("symbol");
    order.assetClass = reader.optionalText("asset_class");
    readWords(reader, order);
    readNumbers(reader, order);
    readTimes(reader, order);
    order.extendedHours = truthOf(reader.at("extended_hours")).value_or(false);
    order.replacedBy = reader.optionalText("replaced_by");
    order.replaces = reader.optionalText("replaces");
    reader.at("legs").forEach([&reader, &order](WireView leg) {
        auto read = readOrder(leg);
        if (read)
            order.legs.push_back(std::move(*read));
        else
            reader.refuse("in a leg: " + read.error());
    });
    if (reader.isRefused())
        return failure(reader.why());
    return order;
}

std::string_view wireTextOf(domain::Side side)
{
    return side == domain::Side::Buy ? "buy" : "sell";
}

std::string_view wireTextOf(domain::OrderType type)
{
    switch (type) {
    case domain::OrderType::Market: return "market";
    case domain::OrderType::Limit: return "limit";
    case domain::OrderType::Stop: return "stop";
    case domain::OrderType::StopLimit: return "stop_limit";
    case domain::OrderType::TrailingStop: return "trailing_stop";
    }
    return "market";
}

std::string_view wireTextOf(domain::TimeInForce timeInForce)
{
    switch (timeInForce) {
    case domain::TimeInForce::Day: return "day";
    case domain::TimeInForce::GoodTillCancel: return "gtc";
    case domain::TimeInForce::ImmediateOrCancel: return "ioc";
    case domain::TimeInForce::FillOrKill: return "fok";
    }
    return "day";
}

bool isEnded(OrderWord status)
{
    switch (status) {
    case OrderWord::Filled:
    case OrderWord::Canceled:
    case OrderWord::Expired:
    case OrderWord::Replaced:
    case OrderWord::Rejected: return true;
    case OrderWord::Unknown:
    case OrderWord::New:
    case OrderWord::PartiallyFilled:
    case OrderWord::DoneForDay:
    case OrderWord::PendingCancel:
    case OrderWord::PendingReplace:
    case OrderWord::Accepted:
    case OrderWord::PendingNew:
    case OrderWord::AcceptedForBidding:
    case OrderWord::Stopped:
    case OrderWord::Suspended:
    case OrderWord::Calculated:
    case OrderWord::Held:
    case OrderWord::PendingReview: return false;
    }
    return false;
}

}  // namespace tradecore::infrastructure::alpaca
