// InstrumentDirectory: the instruments of the source as the window knows them, asked from the Desk at start and on
// reconnect. Gui thread.
#pragma once

#include "domain/instrument/instrument.h"

#include <QObject>

#include <map>
#include <vector>

namespace tradecore::ui {

class InstrumentDirectory : public QObject {
    Q_OBJECT
public:
    explicit InstrumentDirectory(QObject* parent = nullptr);

    void set(const std::vector<domain::Instrument>& instruments);
    [[nodiscard]] const domain::Instrument* find(const domain::InstrumentId& id) const;
    [[nodiscard]] const std::vector<domain::Instrument>& all() const { return m_all; }
    // By whole id ("AAPL.SIM"), by symbol, then by the beginning of a symbol or word of the name; nothing where none fits.
    [[nodiscard]] const domain::Instrument* match(const QString& typed) const;
    // Decimals that prices of this instrument show; 2 where it is not known.
    [[nodiscard]] int priceDecimals(const domain::InstrumentId& id) const;

Q_SIGNALS:
    void changed();

private:
    std::vector<domain::Instrument> m_all;
    std::map<domain::InstrumentId, std::size_t> m_byId;
};

}  // namespace tradecore::ui
