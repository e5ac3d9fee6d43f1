#include "infrastructure/local_api/api_arguments.h"

#include <QCoreApplication>
#include <QJsonValue>

#include <utility>

namespace tradecore::infrastructure {

namespace {

QString translate(const char* source)
{
    return QCoreApplication::translate("LocalApi", source);
}

ArgumentError wrong(const QString& key, const QString& value)
{
    constexpr qsizetype shownCharacters = 64;
    return {translate("“%1” is not a valid value for %2.").arg(value.left(shownCharacters), key)};
}

// A decimal comes as text; a JSON number is refused, since it has been a binary float on the way.
template <typename T>
Result<std::optional<T>, ArgumentError> optionalDecimal(const QJsonObject& arguments, const QString& key)
{
    const QJsonValue value = arguments.value(key);
    if (value.isUndefined() || value.isNull())
        return std::optional<T>();
    if (!value.isString())
        return failure(ArgumentError{translate("%1 must be decimal text in quotes, not a number.").arg(key)});
    const auto parsed = T::parse(value.toString().toStdString());
    if (!parsed)
        return failure(wrong(key, value.toString()));
    return std::optional<T>(*parsed);
}

template <typename T, typename Parse>
Result<T, ArgumentError> word(const QJsonObject& arguments, const QString& key, Parse parse, std::optional<T> fallback)
{
    const QJsonValue value = arguments.value(key);
    if ((value.isUndefined() || value.isNull()) && fallback)
        return *fallback;
    const auto parsed = parse(value.toString().toStdString());
    if (!parsed)
        return failure(wrong(key, value.toString()));
    return *parsed;
}

Result<std::optional<Timestamp>, ArgumentError> optionalTime(const QJsonObject& arguments, const QString& key)
{
    const QJsonValue value = arguments.value(key);
    if (value.isUndefined() || value.isNull())
        return std::optional<Timestamp>();
    const auto parsed = Timestamp::parseRfc3339(value.toString().toStdString());
    if (!parsed)
        return failure(wrong(key, value.toString()));
    return parsed;
}

}  // namespace

QString codeOf(const application::Receipt& receipt)
{
    if (receipt.outcome == application::ReceiptOutcome::NotKnown)
        return QStringLiteral("not_known");
    return receipt.refusal ? QString::fromStdString(receipt.refusal->code) : QStringLiteral("failed");
}

QString messageOf(const application::Receipt& receipt)
{
    return receipt.refusal ? QString::fromStdString(receipt.refusal->message)
                           : QCoreApplication::translate("LocalApi", "The command was not carried out.");
}

std::optional<domain::AccountId> accountFrom(const QJsonObject& arguments)
{
    const auto account = arguments.value(QStringLiteral("account_id")).toString();
    return account.isEmpty() ? std::nullopt : std::optional(domain::AccountId(account.toStdString()));
}

Result<QString, ArgumentError> requiredText(const QJsonObject& arguments, const QString& key)
{
    const QJsonValue value = arguments.value(key);
    if (!value.isString() || value.toString().isEmpty())
        return failure(ArgumentError{translate("%1 is missing.").arg(key)});
    return value.toString();
}

Result<domain::InstrumentId, ArgumentError> instrumentFrom(const QString& text, const std::string& defaultVenue)
{
    const std::string given = text.toStdString();
    const bool hasVenue = given.size() > defaultVenue.size() + 1
        && given.compare(given.size() - defaultVenue.size() - 1, std::string::npos, '.' + defaultVenue) == 0;
    if (!hasVenue) {
        // A symbol may hold a dot (BRK.B): only a venue that is known by name counts as one.
        for (const char* venue : {".SIM", ".REPLAY", ".COINBASE"}) {
            if (text.endsWith(QLatin1String(venue))) {
                const auto other = domain::InstrumentId::parse(given);
                if (other)
                    return *other;
            }
        }
    }
    const auto instrument = domain::InstrumentId::parse(hasVenue ? given : given + '.' + defaultVenue);
    if (!instrument)
        return failure(wrong(QStringLiteral("symbol"), text));
    return *instrument;
}

namespace {

// What an order has beyond its prices: the distance of a trailing stop, exits, the order it waits for, the one it shares with.
Result<void, ArgumentError> readDependence(const QJsonObject& arguments, application::PlaceOrder& command)
{
    if (const auto trail = arguments.value(QStringLiteral("trail")); !trail.isUndefined()) {
        command.terms.trail = domain::TrailingOffset::parse(trail.toString().toStdString());
        if (!command.terms.trail)
            return failure(wrong(QStringLiteral("trail"), trail.toString()));
    }
    for (const auto& [key, price] : {std::pair{QStringLiteral("take_profit"), &command.exits.takeProfit},
                                     std::pair{QStringLiteral("stop_loss"), &command.exits.stopLoss}}) {
        const auto read = optionalDecimal<domain::Price>(arguments, key);
        if (!read)
            return failure(read.error());
        *price = *read;
    }
    for (const auto& [key, id] : {std::pair{QStringLiteral("parent_id"), &command.terms.parent},
                                  std::pair{QStringLiteral("one_cancels_other"), &command.terms.oneCancelsOther}}) {
        const std::string text = arguments.value(key).toString().toStdString();
        if (text.empty())
            continue;
        if (!domain::isValidClientOrderId(text))
            return failure(wrong(key, QString::fromStdString(text)));
        *id = domain::ClientOrderId(text);
    }
    command.repeatAgreed = arguments.value(QStringLiteral("repeat")).toBool();
    return {};
}

}  // namespace

Result<application::PlaceOrder, ArgumentError> placeOrderFrom(const QJsonObject& arguments, const std::string& defaultVenue)
{
    application::PlaceOrder command;
    const auto account = requiredText(arguments, QStringLiteral("account_id"));
    const auto symbol = requiredText(arguments, QStringLiteral("symbol"));
    if (!account || !symbol)
        return failure(account ? symbol.error() : account.error());
    const auto instrument = instrumentFrom(*symbol, defaultVenue);
    if (!instrument)
        return failure(instrument.error());
    const auto side = word<domain::Side>(arguments, QStringLiteral("side"), domain::parseSide, std::nullopt);
    const auto type = word<domain::OrderType>(arguments, QStringLiteral("type"), domain::parseOrderType, std::nullopt);
    const auto timeInForce = word<domain::TimeInForce>(arguments, QStringLiteral("time_in_force"), domain::parseTimeInForce,
                                                       domain::TimeInForce::Day);
    const auto quantity = optionalDecimal<domain::Quantity>(arguments, QStringLiteral("quantity"));
    const auto limit = optionalDecimal<domain::Price>(arguments, QStringLiteral("limit_price"));
    const auto stop = optionalDecimal<domain::Price>(arguments, QStringLiteral("stop_price"));
    if (!side)
        return failure(side.error());
    if (!type)
        return failure(type.error());
    if (!timeInForce)
        return failure(timeInForce.error());
    if (!quantity)
        return failure(quantity.error());
    if (!*quantity)
        return failure(ArgumentError{translate("%1 is missing.").arg(QStringLiteral("quantity"))});
    if (!limit)
        return failure(limit.error());
    if (!stop)
        return failure(stop.error());
    command.clientOrderId = domain::ClientOrderId(arguments.value(QStringLiteral("client_order_id")).toString().toStdString());
    command.terms = {domain::AccountId(account->toStdString()), *instrument, *side, *type, *timeInForce, **quantity, *limit, *stop};
    if (const auto read = readDependence(arguments, command); !read)
        return failure(read.error());
    return command;
}

Result<domain::OrderChange, ArgumentError> orderChangeFrom(const QJsonObject& arguments)
{
    const auto quantity = optionalDecimal<domain::Quantity>(arguments, QStringLiteral("quantity"));
    const auto limit = optionalDecimal<domain::Price>(arguments, QStringLiteral("limit_price"));
    const auto stop = optionalDecimal<domain::Price>(arguments, QStringLiteral("stop_price"));
    if (!quantity)
        return failure(quantity.error());
    if (!limit)
        return failure(limit.error());
    if (!stop)
        return failure(stop.error());
    return domain::OrderChange{*quantity, *limit, *stop};
}

Result<application::BarsRequest, ArgumentError> barsRequestFrom(const QJsonObject& arguments, const std::string& defaultVenue)
{
    application::BarsRequest request;
    const auto symbol = requiredText(arguments, QStringLiteral("symbol"));
    if (!symbol)
        return failure(symbol.error());
    const auto instrument = instrumentFrom(*symbol, defaultVenue);
    if (!instrument)
        return failure(instrument.error());
    const auto timeframe = word<domain::Timeframe>(arguments, QStringLiteral("timeframe"), domain::parseTimeframe, std::nullopt);
    if (!timeframe)
        return failure(timeframe.error());
    const auto from = optionalTime(arguments, QStringLiteral("from"));
    const auto to = optionalTime(arguments, QStringLiteral("to"));
    if (!from)
        return failure(from.error());
    if (!to)
        return failure(to.error());
    const auto count = arguments.value(QStringLiteral("count")).toInteger(300);
    if (count < 1 || count > 20'000)
        return failure(wrong(QStringLiteral("count"), QString::number(count)));
    request.key = {*instrument, *timeframe};
    request.from = *from;
    request.to = *to;
    request.count = static_cast<std::size_t>(count);
    return request;
}

}  // namespace tradecore::infrastructure
