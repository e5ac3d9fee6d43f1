#include "ui/order/fills_model.h"

#include "ui/common/number_text.h"

#include <algorithm>

namespace tradecore::ui {
namespace {

using application::FillRow;

std::vector<CellColumn> fillColumns()
{
    using M = FillsModel;
    std::vector<CellColumn> columns(M::ColumnCount);
    columns[M::Time] = {u"time"_qs, FillsModel::tr("Time"), 104, true, false, true, FillsModel::tr("When it was executed, by the venue's clock")};
    columns[M::Symbol] = {u"symbol"_qs, FillsModel::tr("Symbol"), 92};
    columns[M::Side] = {u"side"_qs, FillsModel::tr("Side"), 92};
    columns[M::Quantity] = {u"quantity"_qs, FillsModel::tr("Qty"), 86, true};
    columns[M::Price] = {u"price"_qs, FillsModel::tr("Price"), 92, true};
    columns[M::Gross] = {u"gross"_qs, FillsModel::tr("Gross"), 104, true};
    columns[M::Commission] = {u"commission"_qs, FillsModel::tr("Commission"), 92, true};
    columns[M::Net] = {u"net"_qs, FillsModel::tr("Net"), 112, true, false, true, FillsModel::tr("What the cash moved by")};
    columns[M::Liquidity] = {u"liquidity"_qs, FillsModel::tr("Liquidity"), 78};
    columns[M::Source] = {u"source"_qs, FillsModel::tr("Booked by"), 110};
    columns[M::Account] = {u"account"_qs, FillsModel::tr("Account"), 110, false, false, false};
    columns[M::OrderId] = {u"orderId"_qs, FillsModel::tr("Order id"), 260};
    columns[M::ExecutionId] = {u"executionId"_qs, FillsModel::tr("Execution id"), 160, false, false, false};
    return columns;
}

QString liquidityText(domain::Liquidity liquidity)
{
    switch (liquidity) {
    case domain::Liquidity::Unknown:
        return u"–"_qs;
    case domain::Liquidity::Maker:
        return FillsModel::tr("Maker");
    case domain::Liquidity::Taker:
        return FillsModel::tr("Taker");
    }
    return {};
}

QString sourceText(domain::FillSource source)
{
    switch (source) {
    case domain::FillSource::Stream:
        return FillsModel::tr("Stream");
    case domain::FillSource::Reconcile:
        return FillsModel::tr("Reconciliation");
    case domain::FillSource::Import:
        return FillsModel::tr("Import");
    }
    return {};
}

}  // namespace

FillsModel::FillsModel(const InstrumentDirectory& instruments, QObject* parent)
    : CellTableModel(fillColumns(), parent)
    , m_instruments(instruments)
{
    connect(&instruments, &InstrumentDirectory::changed, this, [this] { apply(std::vector<FillRow>(m_fills)); });
}

void FillsModel::apply(const std::vector<FillRow>& changed)
{
    std::vector<KeyedRow> rows;
    rows.reserve(changed.size());
    for (const auto& fill : changed) {
        const auto key = fill.account.text() + '/' + fill.executionId.text();
        rows.emplace_back(key, cellsOf(fill));
        const int row = rowOf(key);
        const auto isSame = [&fill](const FillRow& other) {
            return other.executionId == fill.executionId && other.account == fill.account;
        };
        const auto known = row >= 0 ? m_fills.begin() + row
                                    : std::find_if(m_fills.begin() + rowCount(), m_fills.end(), isSame);
        if (known != m_fills.end())
            *known = fill;
        else
            m_fills.push_back(fill);
    }
    applyRows(std::move(rows));
}

CellTableModel::Row FillsModel::cellsOf(const FillRow& fill) const
{
    const bool buy = fill.side == domain::Side::Buy;
    const auto* instrument = m_instruments.find(fill.instrument);
    const auto currency = instrument ? instrument->quoteCurrency : fill.commission.currency();
    Row cells(ColumnCount);
    cells[Time] = timeCell(fill.executedAt);
    cells[Symbol] = textCell(toQString(fill.instrument.symbol()));
    cells[Symbol].toolTip = toQString(fill.instrument.toString());
    cells[Side] = textCell(buy ? tr("▲ Bought") : tr("▼ Sold"), buy ? Tone::Up : Tone::Down);
    cells[Quantity] = numberCell(fill.quantity.value(), 0);
    cells[Price] = numberCell(fill.price.value(), m_instruments.priceDecimals(fill.instrument));
    cells[Gross] = absentCell();
    cells[Net] = absentCell();
    if (const auto gross = domain::notional(fill.price, fill.quantity, currency)) {
        cells[Gross] = moneyCell(*gross);
        const auto proceeds = buy ? gross->negated() : *gross;
        if (const auto net = domain::minus(proceeds, fill.commission))
            cells[Net] = moneyCell(*net, SignStyle::Always);
    }
    cells[Commission] = moneyCell(fill.commission);
    cells[Liquidity] = textCell(liquidityText(fill.liquidity));
    cells[Source] = textCell(sourceText(fill.source));
    cells[Account] = textCell(toQString(fill.account.text()));
    cells[OrderId] = textCell(toQString(fill.clientOrderId.text()), Tone::Muted);
    cells[ExecutionId] = textCell(toQString(fill.executionId.text()), Tone::Muted);
    return cells;
}

}  // namespace tradecore::ui
