#include "infrastructure/broker/coinbase/frame_values.h"

#include "infrastructure/broker/coinbase/json_text.h"

#include <algorithm>
#include <optional>

namespace tradecore::infrastructure::coinbase {

FrameRefusal refusal(RefusalCause cause, std::string why)
{
    return FrameRefusal{cause, std::move(why), true, {}};
}

FrameRefusal badValue(std::string_view field)
{
    return refusal(RefusalCause::BadValue, "the value of \"" + std::string(field) + "\" cannot be read");
}

FrameRefusal badNumber(std::string_view field, ArithmeticError error)
{
    if (error == ArithmeticError::TooManyDecimals)
        return refusal(RefusalCause::TooManyDecimals,
                       "the value of \"" + std::string(field) + "\" has more than 12 decimals");
    return badValue(field);
}

namespace {

using Refused = std::optional<FrameRefusal>;

// Turns fields into values and keeps the first refusal, so that a message is read in a straight line.
class FieldReader {
public:
    explicit FieldReader(const FrameFields& fields) : m_fields(fields) {}

    [[nodiscard]] std::string_view product()
    {
        const auto text = requiredText(Field::Product);
        if (!m_refused && !isProductId(text))
            refuse(badValue(nameOf(Field::Product)));
        return m_refused ? std::string_view() : text;
    }
    [[nodiscard]] Timestamp time() { return optionalTime(true).value_or(Timestamp()); }
    [[nodiscard]] std::optional<Timestamp> optionalTime(bool required = false)
    {
        if (!required && !m_fields.has(Field::Time))
            return std::nullopt;
        const auto time = Timestamp::parseRfc3339(requiredText(Field::Time));
        if (!time)
            refuse(badValue(nameOf(Field::Time)));
        return time;
    }
    [[nodiscard]] std::uint64_t number(Field field)
    {
        if (!require(field))
            return 0;
        const auto value = wholeNumber(m_fields.token(field));
        if (!value)
            refuse(badValue(nameOf(field)));
        return value.value_or(0);
    }
    [[nodiscard]] Decimal positive(Field field)
    {
        const auto value = exactDecimal(requiredText(field));
        if (!value)
            refuse(badNumber(nameOf(field), value.error()));
        else if (!value->isPositive())
            refuse(badValue(nameOf(field)));
        return value.value_or(Decimal());
    }
    // A figure of the venue's own making: surplus decimals are rounded, and that is noted.
    [[nodiscard]] std::optional<Decimal> statistic(Field field, bool& rounded)
    {
        if (!m_fields.has(field))
            return std::nullopt;
        const auto text = requiredText(field);
        if (text.empty())
            return std::nullopt;
        auto value = exactDecimal(text);
        if (!value && value.error() == ArithmeticError::TooManyDecimals) {
            value = Decimal::parseRounded(text, Rounding::HalfEven);
            rounded = true;
        }
        if (!value || value->isNegative()) {
            refuse(badValue(nameOf(field)));
            return std::nullopt;
        }
        return *value;
    }
    [[nodiscard]] std::string_view requiredText(Field field)
    {
        if (!require(field))
            return {};
        const auto text = plainString(m_fields.token(field));
        if (!text)
            refuse(badValue(nameOf(field)));
        return text.value_or(std::string_view());
    }
    bool require(Field field)
    {
        if (!m_fields.has(field))
            refuse(refusal(RefusalCause::MissingField, "\"" + std::string(nameOf(field)) + "\" is missing"));
        return m_fields.has(field);
    }
    void refuse(FrameRefusal why)
    {
        if (!m_refused)
            m_refused = std::move(why);
    }
    [[nodiscard]] const Refused& refused() const { return m_refused; }

private:
    const FrameFields& m_fields;
    Refused m_refused;
};

HeartbeatMessage readHeartbeat(FieldReader& reader)
{
    HeartbeatMessage message;
    message.product = reader.product();
    message.sequence = reader.number(Field::Sequence);
    message.lastTradeId = reader.number(Field::LastTradeId);
    message.time = reader.time();
    return message;
}

TickerMessage readTicker(FieldReader& reader)
{
    TickerMessage message;
    message.product = reader.product();
    const auto asPrice = [](Decimal value) { return domain::Price(value); };
    if (const auto value = reader.statistic(Field::Open, message.rounded))
        message.open = asPrice(*value);
    if (const auto value = reader.statistic(Field::High, message.rounded))
        message.high = asPrice(*value);
    if (const auto value = reader.statistic(Field::Low, message.rounded))
        message.low = asPrice(*value);
    if (const auto value = reader.statistic(Field::Volume, message.rounded))
        message.volume = domain::Quantity::from(*value);
    message.time = reader.optionalTime();
    return message;
}

MatchMessage readMatch(FieldReader& reader, bool isHistory)
{
    MatchMessage message;
    message.isHistory = isHistory;
    message.product = reader.product();
    message.tradeId = reader.number(Field::TradeId);
    message.price = domain::Price(reader.positive(Field::Price));
    message.size = domain::Quantity::from(reader.positive(Field::Size)).value_or(domain::Quantity());
    message.time = reader.time();
    const auto side = reader.requiredText(Field::Side);
    if (side != "buy" && side != "sell")
        reader.refuse(badValue(nameOf(Field::Side)));
    message.aggressor = side == "sell" ? domain::Aggressor::Buyer : domain::Aggressor::Seller;
    return message;
}

SnapshotMessage readSnapshot(FieldReader& reader, const FrameFields& fields)
{
    SnapshotMessage message;
    message.product = reader.product();
    reader.require(Field::Bids);
    reader.require(Field::Asks);
    message.bids = fields.bids;
    message.asks = fields.asks;
    message.time = reader.optionalTime();
    return message;
}

BookUpdateMessage readUpdate(FieldReader& reader, const FrameFields& fields)
{
    BookUpdateMessage message;
    message.product = reader.product();
    reader.require(Field::Changes);
    message.changes = fields.changes;
    message.time = reader.time();
    return message;
}

bool isUnusedType(std::string_view type)
{
    constexpr std::array<std::string_view, 9> unused{"status", "received", "open",       "done",   "change",
                                                     "activate", "auction", "rfq_match", "balance"};
    return std::find(unused.begin(), unused.end(), type) != unused.end();
}

FrameMessage readMessage(std::string_view type, FieldReader& reader, FrameFields& fields)
{
    if (type == "l2update")
        return readUpdate(reader, fields);
    if (type == "match")
        return readMatch(reader, false);
    if (type == "ticker")
        return readTicker(reader);
    if (type == "heartbeat")
        return readHeartbeat(reader);
    if (type == "snapshot")
        return readSnapshot(reader, fields);
    if (type == "last_match")
        return readMatch(reader, true);
    if (type == "subscriptions") {
        reader.require(Field::Channels);
        return SubscriptionsMessage{std::move(fields.channels)};
    }
    if (type == "error")
        return ErrorMessage{std::string(fields.token(Field::Message)), std::string(fields.token(Field::Reason))};
    if (!isUnusedType(type))
        reader.refuse(refusal(RefusalCause::UnknownType, "a message of unknown type \"" + std::string(type.substr(0, 32)) + "\""));
    return UnusedMessage{type};
}

}  // namespace

Result<FrameMessage, FrameRefusal> messageFrom(FrameFields& fields)
{
    FieldReader reader(fields);
    const auto type = reader.requiredText(Field::Type);
    FrameMessage message = reader.refused() ? FrameMessage() : readMessage(type, reader, fields);
    if (!reader.refused())
        return message;
    FrameRefusal refused = *reader.refused();
    attributeTo(refused, fields);
    return failure(std::move(refused));
}

void attributeTo(FrameRefusal& refused, const FrameFields& fields)
{
    const auto type = plainString(fields.token(Field::Type));
    if (type && *type != "l2update" && *type != "snapshot" && refused.cause != RefusalCause::NotJson)
        refused.touchesBook = false;
    const auto product = plainString(fields.token(Field::Product));
    if (product && isProductId(*product))
        refused.product = std::string(*product);
}

}  // namespace tradecore::infrastructure::coinbase
