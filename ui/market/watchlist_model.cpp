#include "ui/market/watchlist_model.h"

#include "ui/common/number_text.h"

namespace tradecore::ui {
namespace {

using application::InstrumentSnapshot;

std::vector<CellColumn> watchlistColumns()
{
    using M = WatchlistModel;
    std::vector<CellColumn> columns(M::ColumnCount);
    columns[M::Symbol] = {u"symbol"_qs, WatchlistModel::tr("Symbol"), 72};
    columns[M::Last] = {u"last"_qs, WatchlistModel::tr("Last"), 58, true, true};
    columns[M::ChangePercent] = {u"changePercent"_qs, WatchlistModel::tr("Chg %"), 48, true};
    columns[M::Bid] = {u"bid"_qs, WatchlistModel::tr("Bid"), 53, true};
    columns[M::Ask] = {u"ask"_qs, WatchlistModel::tr("Ask"), 53, true};
    columns[M::Change] = {u"change"_qs, WatchlistModel::tr("Chg"), 64, true, false, false};
    columns[M::BidSize] = {u"bidSize"_qs, WatchlistModel::tr("Bid size"), 64, true, false, false};
    columns[M::AskSize] = {u"askSize"_qs, WatchlistModel::tr("Ask size"), 64, true, false, false};
    columns[M::High] = {u"high"_qs, WatchlistModel::tr("High"), 60, true, false, false};
    columns[M::Low] = {u"low"_qs, WatchlistModel::tr("Low"), 60, true, false, false};
    columns[M::Open] = {u"open"_qs, WatchlistModel::tr("Open"), 60, true, false, false};
    columns[M::PreviousClose] = {u"previousClose"_qs, WatchlistModel::tr("Prev close"), 72, true, false, false};
    columns[M::Volume] = {u"volume"_qs, WatchlistModel::tr("Volume"), 84, true, false, false};
    columns[M::Time] = {u"time"_qs, WatchlistModel::tr("Time"), 104, true, false, false, WatchlistModel::tr("Of the last trade, by the venue's clock")};
    columns[M::Name] = {u"name"_qs, WatchlistModel::tr("Name"), 140, false, false, false};
    return columns;
}

Cell optionalPrice(const std::optional<domain::Price>& price, int decimals)
{
    return price ? numberCell(price->value(), decimals) : absentCell();
}

void fillStatistics(CellTableModel::Row& cells, const InstrumentSnapshot& snapshot, int decimals)
{
    using M = WatchlistModel;
    if (!snapshot.statistics)
        return;
    const auto& day = *snapshot.statistics;
    cells[M::High] = optionalPrice(day.high, decimals);
    cells[M::Low] = optionalPrice(day.low, decimals);
    cells[M::Open] = optionalPrice(day.open, decimals);
    cells[M::PreviousClose] = optionalPrice(day.previousClose, decimals);
    if (day.volume)
        cells[M::Volume] = numberCell(day.volume->value(), 0);
    const auto reference = day.previousClose ? day.previousClose : day.open;
    if (!reference || !snapshot.lastTrade)
        return;
    const auto last = snapshot.lastTrade->price.value();
    const auto change = last - reference->value();
    const auto tone = change.isPositive() ? Tone::Up : change.isNegative() ? Tone::Down : Tone::Muted;
    cells[M::Change] = numberCell(change, decimals, SignStyle::Always);
    cells[M::Change].tone = tone;
    if (const auto percent = percentChange(last, reference->value())) {
        cells[M::ChangePercent] = numberCell(*percent, 2, SignStyle::Always);
        cells[M::ChangePercent].tone = tone;
    }
}

}  // namespace

WatchlistModel::WatchlistModel(const InstrumentDirectory& instruments, QObject* parent)
    : CellTableModel(watchlistColumns(), parent)
    , m_instruments(instruments)
{
}

void WatchlistModel::setInstruments(const std::vector<domain::InstrumentId>& instruments)
{
    removeAllRows();
    m_watched = instruments;
    std::vector<KeyedRow> rows;
    for (const auto& instrument : m_watched)
        rows.emplace_back(instrument.toString(), cellsOf(instrument));
    applyRows(std::move(rows));
}

void WatchlistModel::apply(const std::vector<InstrumentSnapshot>& snapshots)
{
    std::vector<KeyedRow> rows;
    for (const auto& snapshot : snapshots) {
        const auto before = m_snapshots.find(snapshot.instrument);
        if (before != m_snapshots.end() && before->second.lastTrade && snapshot.lastTrade
            && before->second.lastTrade->price != snapshot.lastTrade->price)
            m_lastDirection[snapshot.instrument] = before->second.lastTrade->price < snapshot.lastTrade->price ? Tone::Up : Tone::Down;
        m_snapshots.insert_or_assign(snapshot.instrument, snapshot);
        const auto key = snapshot.instrument.toString();
        if (rowOf(key) >= 0)
            rows.emplace_back(key, cellsOf(snapshot.instrument));
    }
    if (!rows.empty())
        applyRows(std::move(rows));
}

const InstrumentSnapshot* WatchlistModel::snapshotOf(const domain::InstrumentId& instrument) const
{
    const auto found = m_snapshots.find(instrument);
    return found == m_snapshots.end() ? nullptr : &found->second;
}

CellTableModel::Row WatchlistModel::cellsOf(const domain::InstrumentId& instrument) const
{
    Row cells(ColumnCount, absentCell());
    cells[Symbol] = textCell(toQString(instrument.symbol()));
    const auto* known = m_instruments.find(instrument);
    cells[Name] = textCell(known ? toQString(known->name) : QString(), Tone::Muted);
    cells[Symbol].toolTip = QString(toQString(instrument.toString()) % (known ? QString(u"\n" % toQString(known->name)) : QString()));
    const auto* snapshot = snapshotOf(instrument);
    if (!snapshot)
        return cells;
    const int decimals = m_instruments.priceDecimals(instrument);
    if (snapshot->lastTrade) {
        cells[Last] = numberCell(snapshot->lastTrade->price.value(), decimals);
        const auto direction = m_lastDirection.find(instrument);
        cells[Last].tone = direction == m_lastDirection.end() ? Tone::Normal : direction->second;
        cells[Time] = timeCell(snapshot->lastTrade->venueTime);
    }
    if (snapshot->quote) {
        const auto& quote = *snapshot->quote;
        cells[Bid] = optionalPrice(quote.bid, decimals);
        cells[Ask] = optionalPrice(quote.ask, decimals);
        cells[BidSize] = numberCell(quote.bidSize.value(), 0);
        cells[AskSize] = numberCell(quote.askSize.value(), 0);
    }
    fillStatistics(cells, *snapshot, decimals);
    if (snapshot->quoteInvalid) {
        const auto why = tr("This quote is not used: %1").arg(toQString(snapshot->invalidReason));
        for (const int column : {Bid, Ask, BidSize, AskSize}) {
            cells[static_cast<std::size_t>(column)].tone = Tone::Warning;
            cells[static_cast<std::size_t>(column)].toolTip = why;
        }
    }
    return cells;
}

}  // namespace tradecore::ui
