#include "ui/position/positions_model.h"

#include "ui/common/number_text.h"

#include <algorithm>

namespace tradecore::ui {
namespace {

using application::PositionView;

std::vector<CellColumn> positionColumns()
{
    using M = PositionsModel;
    std::vector<CellColumn> columns(M::ColumnCount);
    columns[M::Symbol] = {u"symbol"_qs, PositionsModel::tr("Symbol"), 92};
    columns[M::Side] = {u"side"_qs, PositionsModel::tr("Side"), 66};
    columns[M::Quantity] = {u"quantity"_qs, PositionsModel::tr("Qty"), 92, true};
    columns[M::AveragePrice] = {u"averagePrice"_qs, PositionsModel::tr("Avg price"), 96, true, false, true,
                                PositionsModel::tr("Average cost without commissions; these are part of the realised profit")};
    columns[M::Mark] = {u"mark"_qs, PositionsModel::tr("Mark"), 92, true, true, true, PositionsModel::tr("The price that values the position")};
    columns[M::MarketValue] = {u"marketValue"_qs, PositionsModel::tr("Market value"), 112, true};
    columns[M::DayProfit] = {u"dayProfit"_qs, PositionsModel::tr("Day P&L"), 96, true, false, true,
                             PositionsModel::tr("Since the last close of the venue's day, after commissions")};
    columns[M::Unrealised] = {u"unrealised"_qs, PositionsModel::tr("Unrealised"), 104, true};
    columns[M::UnrealisedPercent] = {u"unrealisedPercent"_qs, PositionsModel::tr("Unreal. %"), 84, true};
    columns[M::Realised] = {u"realised"_qs, PositionsModel::tr("Realised"), 96, true, false, true,
                            PositionsModel::tr("By average cost, after commissions")};
    columns[M::MarkSource] = {u"markSource"_qs, PositionsModel::tr("Marked by"), 96};
    columns[M::MarkTime] = {u"markTime"_qs, PositionsModel::tr("Mark time"), 104, true};
    columns[M::Account] = {u"account"_qs, PositionsModel::tr("Account"), 110, false, false, false};
    return columns;
}

Cell sideCell(const domain::SignedQuantity& quantity)
{
    if (quantity.isZero())
        return textCell(PositionsModel::tr("Flat"), Tone::Muted);
    return quantity.isPositive() ? textCell(PositionsModel::tr("▲ Long"), Tone::Up)
                                 : textCell(PositionsModel::tr("▼ Short"), Tone::Down);
}

}  // namespace

PositionsModel::PositionsModel(const InstrumentDirectory& instruments, QObject* parent)
    : CellTableModel(positionColumns(), parent)
    , m_instruments(instruments)
{
    connect(&instruments, &InstrumentDirectory::changed, this, [this] { apply(std::vector<PositionView>(m_positions)); });
}

void PositionsModel::apply(const std::vector<PositionView>& changed)
{
    std::vector<KeyedRow> rows;
    rows.reserve(changed.size());
    for (const auto& position : changed) {
        const auto key = position.row.stream.toString();
        rows.emplace_back(key, cellsOf(position));
        const int row = rowOf(key);
        const auto isSame = [&position](const PositionView& other) { return other.row.stream == position.row.stream; };
        const auto known = row >= 0 ? m_positions.begin() + row
                                    : std::find_if(m_positions.begin() + rowCount(), m_positions.end(), isSame);
        if (known != m_positions.end())
            *known = position;
        else
            m_positions.push_back(position);
    }
    applyRows(std::move(rows));
}

const PositionView* PositionsModel::find(const domain::InstrumentId& instrument) const
{
    const auto found = std::ranges::find_if(m_positions, [&instrument](const PositionView& position) {
        return position.row.state.instrument == instrument;
    });
    return found == m_positions.end() ? nullptr : &*found;
}

CellTableModel::Row PositionsModel::cellsOf(const PositionView& position) const
{
    const auto& state = position.row.state;
    const int decimals = m_instruments.priceDecimals(state.instrument);
    const auto noMark = tr("No price of %1 has come yet, so the position cannot be valued.")
                            .arg(toQString(state.instrument.toString()));
    Row cells(ColumnCount);
    cells[Symbol] = textCell(toQString(state.instrument.symbol()));
    cells[Symbol].toolTip = toQString(state.instrument.toString());
    cells[Side] = sideCell(state.quantity);
    cells[Quantity] = numberCell(state.quantity.value(), 0);
    cells[AveragePrice] = textCell({});
    const auto average = state.averagePrice();
    if (average)
        cells[AveragePrice] = numberCell(average->value().rounded(std::max(decimals, 4), Rounding::HalfEven), decimals);
    cells[Mark] = position.mark ? numberCell(position.mark->price.value(), decimals) : absentCell(noMark);
    cells[MarketValue] = position.marketValue ? moneyCell(*position.marketValue) : absentCell(noMark);
    cells[DayProfit] = profitCell(position.dayProfit);
    if (!position.dayProfit)
        cells[DayProfit].toolTip = tr("The day's profit needs a mark and the mark of the last close.");
    cells[Unrealised] = profitCell(position.unrealised);
    cells[UnrealisedPercent] = textCell({});
    if (position.mark && average) {
        auto percent = percentChange(position.mark->price.value(), average->value());
        if (percent && state.quantity.isNegative())
            percent = percent->negated();
        if (percent) {
            cells[UnrealisedPercent] = numberCell(*percent, 2, SignStyle::Always);
            cells[UnrealisedPercent].tone = cells[Unrealised].tone;
        }
    }
    cells[Realised] = profitCell(position.realisedNet);
    cells[MarkSource] = textCell(position.mark ? toQString(position.mark->source) : QString(), Tone::Muted);
    cells[MarkTime] = position.mark ? timeCell(position.mark->venueTime) : textCell({});
    cells[Account] = textCell(toQString(state.account.text()));
    if (state.quantity.isZero()) {
        for (const int column : {Quantity, Mark, MarketValue})
            cells[static_cast<std::size_t>(column)].tone = Tone::Muted;
    }
    return cells;
}

}  // namespace tradecore::ui
