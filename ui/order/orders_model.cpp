#include "ui/order/orders_model.h"

#include "application/order/order_sentences.h"
#include "ui/common/number_text.h"

#include <algorithm>

namespace tradecore::ui {
namespace {

using application::OrderRow;
using domain::OrderStatus;

std::vector<CellColumn> orderColumns()
{
    using M = OrdersModel;
    std::vector<CellColumn> columns(M::ColumnCount);
    columns[M::Time] = {u"time"_qs, OrdersModel::tr("Time"), 104, true};
    columns[M::Symbol] = {u"symbol"_qs, OrdersModel::tr("Symbol"), 92};
    columns[M::Side] = {u"side"_qs, OrdersModel::tr("Side"), 88};
    columns[M::Type] = {u"type"_qs, OrdersModel::tr("Type"), 66};
    columns[M::Quantity] = {u"quantity"_qs, OrdersModel::tr("Filled / Qty"), 96, true, true};
    columns[M::Price] = {u"price"_qs, OrdersModel::tr("Limit"), 86, true};
    columns[M::Trigger] = {u"trigger"_qs, OrdersModel::tr("Stop"), 86, true};
    columns[M::TimeInForce] = {u"tif"_qs, OrdersModel::tr("TIF"), 48};
    columns[M::Status] = {u"status"_qs, OrdersModel::tr("Status"), 228};
    columns[M::AverageFill] = {u"averageFill"_qs, OrdersModel::tr("Avg fill"), 92, true};
    columns[M::Remaining] = {u"remaining"_qs, OrdersModel::tr("Remaining"), 78, true};
    columns[M::LivesAt] = {u"livesAt"_qs, OrdersModel::tr("Lives at"), 96};
    columns[M::Message] = {u"message"_qs, OrdersModel::tr("Message"), 236};
    columns[M::Updated] = {u"updated"_qs, OrdersModel::tr("Updated"), 104, true, false, false};
    columns[M::Account] = {u"account"_qs, OrdersModel::tr("Account"), 110, false, false, false};
    columns[M::Commission] = {u"commission"_qs, OrdersModel::tr("Commission"), 92, true, false, false};
    columns[M::ClientId] = {u"clientId"_qs, OrdersModel::tr("Client id"), 260, false, false, false};
    columns[M::BrokerId] = {u"brokerId"_qs, OrdersModel::tr("Broker id"), 160, false, false, false};
    return columns;
}

QString livesAtText(const OrderRow& order)
{
    if (domain::isTerminal(order.status))
        return u"–"_qs;
    if (order.status == OrderStatus::Draft || order.status == OrderStatus::Held)
        return OrdersModel::tr("This PC");
    if (!order.brokerOrderId)
        return OrdersModel::tr("In flight");
    return OrdersModel::tr("Venue");
}

// What the venue reported and cannot be: it stands first, and marks the row.
QStringList contradictionsOf(const OrderRow& order)
{
    QStringList sentences;
    if (order.overfilled)
        sentences.append(OrdersModel::tr("Overfilled: the venue filled more than was ordered."));
    if (order.unprotected)
        sentences.append(OrdersModel::tr("Unprotected: %1 of the position has no stop (%2).")
                             .arg(displayText(order.unprotected->value(), 0), toQString(order.unprotectedCause.value_or(std::string()))));
    const bool refused = order.status == OrderStatus::Rejected || order.status == OrderStatus::Denied;
    if (refused && !order.filled.isZero())
        sentences.append(OrdersModel::tr("Filled after its end: %1 of an order that was refused.").arg(displayText(order.filled.value(), 0)));
    if (order.quarantinedReports > 0)
        sentences.append(OrdersModel::tr("%n report(s) of the venue fit nothing and were set aside.", nullptr,
                                         static_cast<int>(order.quarantinedReports)));
    return sentences;
}

QString messageOf(const OrderRow& order)
{
    auto sentences = contradictionsOf(order);
    if (order.status == OrderStatus::Unknown)
        sentences.append(order.unknownEvidence.empty() ? OrdersModel::tr("The venue has not answered.")
                                                       : toQString(order.unknownEvidence));
    if (const auto sentence = application::sentenceFor(order.reason); !sentence.isEmpty())
        sentences.append(sentence);
    if (order.adopted)
        sentences.append(OrdersModel::tr("Found at the venue; not placed here."));
    return sentences.join(u' ');
}

Cell sideCell(domain::Side side)
{
    const bool buy = side == domain::Side::Buy;
    return textCell(QString((buy ? u"▲ "_qs : u"▼ "_qs) % application::labelFor(side)), buy ? Tone::Up : Tone::Down);
}

Cell priceCell(const std::optional<domain::Price>& price, int decimals)
{
    if (!price)
        return textCell({});
    return numberCell(price->value(), decimals);
}

}  // namespace

Chip chipOf(OrderStatus status)
{
    switch (status) {
    case OrderStatus::Draft:
    case OrderStatus::Canceled:
    case OrderStatus::Expired:
    case OrderStatus::DoneForDay:
    case OrderStatus::Held:
    case OrderStatus::Suspended:
        return Chip::Quiet;
    case OrderStatus::Denied:
    case OrderStatus::Rejected:
        return Chip::Bad;
    case OrderStatus::PendingNew:
    case OrderStatus::PendingReplace:
    case OrderStatus::PendingCancel:
        return Chip::Pending;
    case OrderStatus::Unknown:
        return Chip::Unknown;
    case OrderStatus::New:
    case OrderStatus::PartiallyFilled:
        return Chip::Working;
    case OrderStatus::Filled:
        return Chip::Good;
    }
    return Chip::Quiet;
}

QString shortNameOf(domain::OrderType type)
{
    switch (type) {
    case domain::OrderType::Market:
        return OrdersModel::tr("MKT");
    case domain::OrderType::Limit:
        return OrdersModel::tr("LMT");
    case domain::OrderType::Stop:
        return OrdersModel::tr("STP");
    case domain::OrderType::StopLimit:
        return OrdersModel::tr("STP LMT");
    case domain::OrderType::TrailingStop:
        return OrdersModel::tr("TRAIL");
    }
    return {};
}

QString shortNameOf(domain::TimeInForce timeInForce)
{
    switch (timeInForce) {
    case domain::TimeInForce::Day:
        return u"DAY"_qs;
    case domain::TimeInForce::GoodTillCancel:
        return u"GTC"_qs;
    case domain::TimeInForce::ImmediateOrCancel:
        return u"IOC"_qs;
    case domain::TimeInForce::FillOrKill:
        return u"FOK"_qs;
    }
    return {};
}

OrdersModel::OrdersModel(const InstrumentDirectory& instruments, QObject* parent)
    : CellTableModel(orderColumns(), parent)
    , m_instruments(instruments)
{
    connect(&instruments, &InstrumentDirectory::changed, this, [this] { apply(std::vector<OrderRow>(m_orders)); });
}

void OrdersModel::apply(const std::vector<OrderRow>& changed)
{
    std::vector<KeyedRow> rows;
    rows.reserve(changed.size());
    for (const auto& order : changed) {
        const auto key = order.stream.toString();
        rows.emplace_back(key, cellsOf(order));
        // The base appends new rows in the order of their first mention.
        const int row = rowOf(key);
        const auto known = row >= 0 ? m_orders.begin() + row
                                    : std::ranges::find(m_orders.begin() + rowCount(), m_orders.end(), order.stream, &OrderRow::stream);
        if (known != m_orders.end())
            *known = order;
        else
            m_orders.push_back(order);
    }
    applyRows(std::move(rows));
    const auto open = static_cast<int>(std::ranges::count_if(m_orders, [](const OrderRow& order) { return domain::isOpen(order.status); }));
    if (open != m_openCount) {
        m_openCount = open;
        Q_EMIT openCountChanged(open);
    }
}

const OrderRow* OrdersModel::find(const domain::ClientOrderId& order) const
{
    const auto found = std::ranges::find(m_orders, order, &OrderRow::clientOrderId);
    return found == m_orders.end() ? nullptr : &*found;
}

std::vector<OrderRow> OrdersModel::openOrders() const
{
    std::vector<OrderRow> open;
    std::ranges::copy_if(m_orders, std::back_inserter(open), [](const OrderRow& order) { return domain::isOpen(order.status); });
    return open;
}

std::vector<OrderRow> OrdersModel::unprotectedOrders() const
{
    std::vector<OrderRow> naked;
    std::ranges::copy_if(m_orders, std::back_inserter(naked), [](const OrderRow& order) { return order.unprotected.has_value(); });
    return naked;
}

CellTableModel::Row OrdersModel::cellsOf(const OrderRow& order) const
{
    const auto& terms = order.terms;
    const int decimals = m_instruments.priceDecimals(terms.instrument);
    Row cells(ColumnCount);
    cells[Time] = timeCell(order.submittedAt);
    cells[Symbol] = textCell(toQString(terms.instrument.symbol()));
    cells[Symbol].toolTip = toQString(terms.instrument.toString());
    cells[Side] = sideCell(terms.side);
    cells[Type] = textCell(shortNameOf(terms.type));
    cells[Type].toolTip = application::labelFor(terms.type);
    auto& quantity = cells[Quantity];
    quantity.text = QString(displayText(order.filled.value(), 0) % u" / " % displayText(terms.quantity.value(), 0));
    quantity.order = terms.quantity.value().units();
    quantity.raw = QString(toQString(order.filled.toString()) % u'/' % toQString(terms.quantity.toString()));
    cells[Price] = priceCell(terms.limitPrice, decimals);
    cells[Trigger] = priceCell(terms.stopPrice, decimals);
    cells[TimeInForce] = textCell(shortNameOf(terms.timeInForce));
    cells[TimeInForce].toolTip = application::labelFor(terms.timeInForce);
    cells[Status] = textCell(application::labelFor(order.status));
    cells[Status].chip = chipOf(order.status);
    const auto contradictions = contradictionsOf(order);
    cells[Status].marked = !contradictions.isEmpty();
    if (cells[Status].marked)
        cells[Status].toolTip = QString(cells[Status].text % u'\n' % contradictions.join(u'\n'));
    cells[AverageFill] = priceCell(order.averageFillPrice, decimals);
    const bool done = domain::isTerminal(order.status);
    cells[Remaining] = numberCell(done ? Decimal() : terms.quantity.minusAtLeastZero(order.filled).value(), 0);
    if (done)
        cells[Remaining].tone = Tone::Muted;
    cells[LivesAt] = textCell(livesAtText(order), done ? Tone::Muted : Tone::Normal);
    cells[Message] = textCell(messageOf(order), cells[Status].marked ? Tone::Danger : Tone::Normal);
    cells[Updated] = timeCell(order.updatedAt);
    cells[Account] = textCell(toQString(terms.account.text()));
    cells[Commission] = order.commission.currency().code().empty() ? textCell({}) : moneyCell(order.commission);
    cells[ClientId] = textCell(toQString(order.clientOrderId.text()));
    cells[BrokerId] = textCell(order.brokerOrderId ? toQString(order.brokerOrderId->text()) : QString());
    return cells;
}

}  // namespace tradecore::ui
