// WatchlistModel: the last price and quote of the watched instruments, from one batch a frame. Gui thread.
#pragma once

#include "application/market/display_feed.h"
#include "ui/common/cell_table_model.h"
#include "ui/common/instrument_directory.h"

#include <map>
#include <optional>
#include <vector>

namespace tradecore::ui {

class WatchlistModel : public CellTableModel {
    Q_OBJECT
public:
    enum Column {
        Symbol, Last, ChangePercent, Bid, Ask, Change, BidSize, AskSize, High, Low, Open, PreviousClose, Volume, Time, Name,
        ColumnCount
    };

    WatchlistModel(const InstrumentDirectory& instruments, QObject* parent);

    void setInstruments(const std::vector<domain::InstrumentId>& instruments);
    void apply(const std::vector<application::InstrumentSnapshot>& snapshots);
    [[nodiscard]] const domain::InstrumentId& instrumentAt(int row) const { return m_watched[static_cast<std::size_t>(row)]; }
    // What is known of an instrument, watched or not.
    [[nodiscard]] const application::InstrumentSnapshot* snapshotOf(const domain::InstrumentId& instrument) const;

private:
    [[nodiscard]] Row cellsOf(const domain::InstrumentId& instrument) const;

    const InstrumentDirectory& m_instruments;
    std::vector<domain::InstrumentId> m_watched;
    std::map<domain::InstrumentId, application::InstrumentSnapshot> m_snapshots;
    std::map<domain::InstrumentId, Tone> m_lastDirection;
};

}  // namespace tradecore::ui
