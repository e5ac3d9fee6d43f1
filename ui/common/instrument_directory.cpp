#include "ui/common/instrument_directory.h"

#include "ui/common/number_text.h"

namespace tradecore::ui {

InstrumentDirectory::InstrumentDirectory(QObject* parent) : QObject(parent) {}

void InstrumentDirectory::set(const std::vector<domain::Instrument>& instruments)
{
    if (instruments == m_all)
        return;
    m_all = instruments;
    m_byId.clear();
    for (std::size_t i = 0; i < m_all.size(); ++i)
        m_byId.emplace(m_all[i].id, i);
    Q_EMIT changed();
}

const domain::Instrument* InstrumentDirectory::find(const domain::InstrumentId& id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &m_all[found->second];
}

const domain::Instrument* InstrumentDirectory::match(const QString& typed) const
{
    const auto wanted = typed.trimmed();
    if (wanted.isEmpty())
        return nullptr;
    const domain::Instrument* byStart = nullptr;
    for (const auto& instrument : m_all) {
        const auto symbol = toQString(instrument.id.symbol());
        if (wanted.compare(toQString(instrument.id.toString()), Qt::CaseInsensitive) == 0
            || wanted.compare(symbol, Qt::CaseInsensitive) == 0)
            return &instrument;
        const bool starts = symbol.startsWith(wanted, Qt::CaseInsensitive)
            || toQString(instrument.name).startsWith(wanted, Qt::CaseInsensitive);
        if (starts && !byStart)
            byStart = &instrument;
    }
    return byStart;
}

int InstrumentDirectory::priceDecimals(const domain::InstrumentId& id) const
{
    const auto* instrument = find(id);
    return instrument ? decimalsOf(instrument->tickSize.value()) : 2;
}

}  // namespace tradecore::ui
