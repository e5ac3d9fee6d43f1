#include "infrastructure/local_api/api_encoding.h"

#include "application/order/order_sentences.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <string_view>

namespace tradecore::infrastructure {

using application::InstrumentSnapshot;

namespace {

QJsonValue text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QJsonValue textOrNull(const std::string& value)
{
    return value.empty() ? QJsonValue(QJsonValue::Null) : text(value);
}

QJsonValue time(Timestamp value)
{
    return value == Timestamp() ? QJsonValue(QJsonValue::Null) : text(value.toRfc3339());
}

template <typename T>
QJsonValue decimalOrNull(const std::optional<T>& value)
{
    return value ? text(value->toString()) : QJsonValue(QJsonValue::Null);
}

QJsonValue amount(const domain::Money& money)
{
    return text(money.amount().toString(money.currency().decimals()));
}

QJsonValue amountOrNull(const std::optional<domain::Money>& money)
{
    return money ? amount(*money) : QJsonValue(QJsonValue::Null);
}

QJsonValue ageOf(const std::optional<SteadyTime>& then, SteadyTime now)
{
    if (!then)
        return QJsonValue::Null;
    return static_cast<qint64>(std::chrono::duration_cast<std::chrono::milliseconds>(now - *then).count());
}

std::string_view nameOf(application::StreamHealth health)
{
    switch (health) {
    case application::StreamHealth::Down: return "down";
    case application::StreamHealth::Connecting: return "connecting";
    case application::StreamHealth::Live: return "live";
    case application::StreamHealth::Stale: return "stale";
    case application::StreamHealth::Finished: return "finished";
    }
    return {};
}

// The reason of an order in words: our sentence for a refusal, the evidence for an unknown one.
QJsonValue reasonOf(const application::OrderRow& row)
{
    if (row.status == domain::OrderStatus::Unknown && !row.unknownEvidence.empty())
        return text(row.unknownEvidence);
    if (row.reason.code == domain::OrderReasonCode::None)
        return textOrNull(row.reason.venueText);
    return application::sentenceFor(row.reason);
}

}  // namespace

QJsonObject encode(const application::OrderRow& row)
{
    return {{QStringLiteral("client_order_id"), text(row.clientOrderId.text())},
            {QStringLiteral("broker_order_id"), row.brokerOrderId ? text(row.brokerOrderId->text()) : QJsonValue()},
            {QStringLiteral("account_id"), text(row.terms.account.text())},
            {QStringLiteral("symbol"), text(row.terms.instrument.toString())},
            {QStringLiteral("side"), text(domain::nameOf(row.terms.side))},
            {QStringLiteral("type"), text(domain::nameOf(row.terms.type))},
            {QStringLiteral("time_in_force"), text(domain::nameOf(row.terms.timeInForce))},
            {QStringLiteral("quantity"), text(row.terms.quantity.toString())},
            {QStringLiteral("filled_quantity"), text(row.filled.toString())},
            {QStringLiteral("limit_price"), decimalOrNull(row.terms.limitPrice)},
            {QStringLiteral("stop_price"), decimalOrNull(row.terms.stopPrice)},
            {QStringLiteral("average_fill_price"), decimalOrNull(row.averageFillPrice)},
            {QStringLiteral("status"), text(domain::nameOf(row.status))},
            {QStringLiteral("reason"), reasonOf(row)},
            {QStringLiteral("trail"), decimalOrNull(row.terms.trail)},
            {QStringLiteral("parent_id"), row.terms.parent ? text(row.terms.parent->text()) : QJsonValue()},
            {QStringLiteral("one_cancels_other"), row.terms.oneCancelsOther ? text(row.terms.oneCancelsOther->text()) : QJsonValue()},
            {QStringLiteral("take_profit_id"), row.takeProfit ? text(row.takeProfit->text()) : QJsonValue()},
            {QStringLiteral("stop_loss_id"), row.stopLoss ? text(row.stopLoss->text()) : QJsonValue()},
            {QStringLiteral("unprotected_quantity"), decimalOrNull(row.unprotected)},
            {QStringLiteral("submitted_at"), time(row.submittedAt)},
            {QStringLiteral("updated_at"), time(row.updatedAt)}};
}

QJsonObject encode(const application::FillRow& row)
{
    return {{QStringLiteral("execution_id"), text(row.executionId.text())},
            {QStringLiteral("client_order_id"), text(row.clientOrderId.text())},
            {QStringLiteral("account_id"), text(row.account.text())},
            {QStringLiteral("symbol"), text(row.instrument.toString())},
            {QStringLiteral("side"), text(domain::nameOf(row.side))},
            {QStringLiteral("quantity"), text(row.quantity.toString())},
            {QStringLiteral("price"), text(row.price.toString())},
            {QStringLiteral("commission"), amount(row.commission)},
            {QStringLiteral("currency"), text(row.commission.currency().code())},
            {QStringLiteral("liquidity"),
             row.liquidity == domain::Liquidity::Unknown ? QJsonValue() : text(domain::nameOf(row.liquidity))},
            {QStringLiteral("source"), text(domain::nameOf(row.source))},
            {QStringLiteral("executed_at"), time(row.executedAt)}};
}

QJsonObject encode(const application::PositionView& view, CostMethod method)
{
    const auto& state = view.row.state;
    const bool fifo = method == CostMethod::Fifo;
    const auto average = fifo ? state.fifoAveragePrice() : state.averagePrice();
    const Decimal cost = fifo ? state.fifoCost() : state.averageCost;
    std::optional<Decimal> unrealised;
    if (view.mark)
        unrealised = fifo ? state.unrealisedFifo(view.mark->price) : state.unrealisedAverage(view.mark->price);
    const Decimal realised = fifo ? state.realisedNetFifo() : state.realisedNetAverage();
    return {{QStringLiteral("account_id"), text(state.account.text())},
            {QStringLiteral("symbol"), text(state.instrument.toString())},
            {QStringLiteral("quantity"), text(state.quantity.toString())},
            {QStringLiteral("average_price"), decimalOrNull(average)},
            {QStringLiteral("cost_basis"), text(cost.toString())},
            {QStringLiteral("mark_price"), view.mark ? text(view.mark->price.toString()) : QJsonValue()},
            {QStringLiteral("unrealised_pnl"), decimalOrNull(unrealised)},
            {QStringLiteral("realised_pnl"), text(realised.toString())},
            {QStringLiteral("currency"), text(state.currency.code())}};
}

QJsonObject encode(const application::AccountView& view)
{
    const auto& state = view.row.state;
    return {{QStringLiteral("account_id"), text(state.account.text())},
            {QStringLiteral("broker"), text(state.broker)},
            {QStringLiteral("mode"), text(domain::nameOf(state.mode))},
            {QStringLiteral("currency"), text(state.currency.code())},
            {QStringLiteral("cash"), amount(view.cash)},
            {QStringLiteral("equity"), amountOrNull(view.equity)},
            {QStringLiteral("buying_power"), amount(view.buyingPower)},
            {QStringLiteral("realised_pnl"), amount(view.realisedNet)},
            {QStringLiteral("unrealised_pnl"), amountOrNull(view.unrealised)},
            {QStringLiteral("day_pnl"), amountOrNull(view.dayProfit)}};
}

QJsonObject encode(const application::RecordedEvent& event)
{
    const auto payload = QJsonDocument::fromJson(QByteArray::fromStdString(event.payload));
    return {{QStringLiteral("position"), static_cast<qint64>(event.position)},
            {QStringLiteral("stream"), text(event.stream.toString())},
            {QStringLiteral("version"), static_cast<qint64>(event.version)},
            {QStringLiteral("event_id"), text(event.eventId.toString())},
            {QStringLiteral("type"), text(event.typeName)},
            {QStringLiteral("type_version"), event.typeVersion},
            {QStringLiteral("occurred_at"), time(event.occurredAt)},
            {QStringLiteral("recorded_at"), time(event.recordedAt)},
            {QStringLiteral("command_id"), text(event.command.commandId.toString())},
            {QStringLiteral("correlation_id"), text(event.command.correlationId.toString())},
            {QStringLiteral("causation_id"), text(event.command.causationId.toString())},
            {QStringLiteral("actor"), text(event.command.actor)},
            {QStringLiteral("payload"), payload.object()},
            {QStringLiteral("hash"), text(toHex(event.hash))}};
}

QJsonObject encode(const InstrumentSnapshot& snapshot, SteadyTime now)
{
    const auto& quote = snapshot.quote;
    const bool usable = quote && !snapshot.quoteInvalid;
    const auto& last = snapshot.lastTrade;
    Timestamp at;
    if (quote)
        at = quote->venueTime;
    if (last && last->venueTime > at)
        at = last->venueTime;
    return {{QStringLiteral("symbol"), text(snapshot.instrument.toString())},
            {QStringLiteral("bid"), usable ? decimalOrNull(quote->bid) : QJsonValue()},
            {QStringLiteral("bid_size"), usable && quote->bid ? text(quote->bidSize.toString()) : QJsonValue()},
            {QStringLiteral("ask"), usable ? decimalOrNull(quote->ask) : QJsonValue()},
            {QStringLiteral("ask_size"), usable && quote->ask ? text(quote->askSize.toString()) : QJsonValue()},
            {QStringLiteral("last"), last ? text(last->price.toString()) : QJsonValue()},
            {QStringLiteral("last_size"), last ? text(last->size.toString()) : QJsonValue()},
            {QStringLiteral("at"), time(at)},
            {QStringLiteral("age_ms"), ageOf(snapshot.changedAt, now)}};
}

QJsonObject encode(const domain::InstrumentId& instrument, const domain::Bar& bar)
{
    return {{QStringLiteral("symbol"), text(instrument.toString())}, {QStringLiteral("start"), time(bar.start)},
            {QStringLiteral("open"), text(bar.open.toString())},     {QStringLiteral("high"), text(bar.high.toString())},
            {QStringLiteral("low"), text(bar.low.toString())},       {QStringLiteral("close"), text(bar.close.toString())},
            {QStringLiteral("volume"), text(bar.volume.toString())},
            {QStringLiteral("trades"), bar.trades > 0 ? QJsonValue(static_cast<qint64>(bar.trades)) : QJsonValue()},
            {QStringLiteral("complete"), bar.complete}};
}

namespace {

std::string_view nameOf(application::SubscriptionState state)
{
    switch (state) {
    case application::SubscriptionState::Wanted: return "wanted";
    case application::SubscriptionState::Sent: return "sent";
    case application::SubscriptionState::Active: return "active";
    case application::SubscriptionState::Refused: return "refused";
    }
    return {};
}

QJsonArray encodeAll(const std::vector<application::SubscriptionStatus>& subscriptions)
{
    QJsonArray out;
    for (const auto& subscription : subscriptions) {
        QJsonArray wantedBy;
        for (const auto& [reason, count] : subscription.reasons)
            wantedBy.append(text(reason));
        out.append(QJsonObject{{QStringLiteral("symbol"), text(subscription.instrument.toString())},
                               {QStringLiteral("state"), text(nameOf(subscription.state))},
                               {QStringLiteral("wanted_by"), wantedBy},
                               {QStringLiteral("reason"), textOrNull(subscription.refusal)}});
    }
    return out;
}

}  // namespace

QJsonObject encode(const application::WorkstationStatus& status, SteadyTime now)
{
    QJsonArray streams;
    for (const auto& stream : status.streams) {
        streams.append(QJsonObject{{QStringLiteral("account"), text(stream.name)},
                                   {QStringLiteral("kind"), stream.isOrders ? QStringLiteral("orders") : QStringLiteral("data")},
                                   {QStringLiteral("state"), text(nameOf(stream.health))},
                                   {QStringLiteral("age_ms"), ageOf(stream.lastActivity, now)},
                                   {QStringLiteral("reason"), textOrNull(stream.reason)}});
    }
    QJsonObject counters;
    for (const auto& [name, value] : status.counters)
        counters.insert(QString::fromStdString(name), static_cast<qint64>(value));
    return {{QStringLiteral("state"), text(status.state)},
            {QStringLiteral("mode"), text(status.mode)},
            {QStringLiteral("source"), text(status.source)},
            {QStringLiteral("streams"), streams},
            {QStringLiteral("market_time"), status.marketTime == Timestamp() ? QJsonValue() : time(status.marketTime)},
            {QStringLiteral("subscriptions"), encodeAll(status.subscriptions)},
            {QStringLiteral("engine_queue"), static_cast<qint64>(status.engineQueue)},
            {QStringLiteral("event_position"), static_cast<qint64>(status.eventPosition)},
            {QStringLiteral("head_hash"), text(status.headHash)},
            {QStringLiteral("trading_state"), text(status.tradingState)},
            {QStringLiteral("in_sync"), status.inSync},
            {QStringLiteral("sync_text"), textOrNull(status.syncText)},
            {QStringLiteral("verified_at"), status.verifiedAt ? time(*status.verifiedAt) : QJsonValue()},
            {QStringLiteral("stopped_reason"), textOrNull(status.stoppedReason)},
            {QStringLiteral("blocked_reason"), textOrNull(status.blockedReason)},
            {QStringLiteral("integrity"), status.integrity.checks.empty() ? QJsonValue() : QJsonValue(encode(status.integrity))},
            {QStringLiteral("counters"), counters}};
}

QJsonObject encode(const application::FlattenResult& result)
{
    return {{QStringLiteral("cancelled"), static_cast<qint64>(result.cancelled)},
            {QStringLiteral("closed"), static_cast<qint64>(result.closed)},
            {QStringLiteral("remaining"), static_cast<qint64>(result.remaining)},
            {QStringLiteral("reason"), textOrNull(result.error)}};
}

QJsonArray encode(const application::RiskLimitsQuery::Answer& limits)
{
    QJsonArray rows;
    int number = 0;
    for (const auto limit : domain::allRiskLimits()) {
        rows.append(QJsonObject{{QStringLiteral("number"), QStringLiteral("R%1").arg(++number)},
                                {QStringLiteral("name"), text(domain::nameOf(limit))},
                                {QStringLiteral("value"), decimalOrNull(limits.limits.at(limit))},
                                {QStringLiteral("account_id"), text(limits.account.text())}});
    }
    return rows;
}

}  // namespace tradecore::infrastructure
