#include "ui/risk/exposure.h"

#include "application/order/order_sentences.h"
#include "ui/common/number_text.h"
#include "ui/order/ticket_fields.h"

#include <QCoreApplication>

namespace tradecore::ui {
namespace {

QString translated(const char* text, int count = -1)
{
    return QCoreApplication::translate("Exposure", text, nullptr, count);
}

QString sizeOf(const domain::PositionState& position)
{
    return displayText(position.quantity.value().absolute(), 0);
}

}  // namespace

QString exposureSummary(const Exposure& exposure)
{
    if (exposure.isZero())
        return translated(QT_TRANSLATE_NOOP("Exposure", "No working order and no position in our books."));
    QStringList parts;
    if (!exposure.orders.empty())
        parts.append(translated(QT_TRANSLATE_N_NOOP("Exposure", "%n working order(s)"), static_cast<int>(exposure.orders.size())));
    if (!exposure.positions.empty())
        parts.append(translated(QT_TRANSLATE_N_NOOP("Exposure", "%n open position(s)"), static_cast<int>(exposure.positions.size())));
    return parts.join(u" · ");
}

QStringList exposureLines(const Exposure& exposure, const InstrumentDirectory& instruments, int lines)
{
    QStringList all;
    for (const auto& position : exposure.positions) {
        const auto text = position.quantity.isPositive() ? QT_TRANSLATE_NOOP("Exposure", "Position: %1 %2 long")
                                                         : QT_TRANSLATE_NOOP("Exposure", "Position: %1 %2 short");
        all.append(translated(text).arg(sizeOf(position), toQString(position.instrument.symbol())));
    }
    for (const auto& order : exposure.orders) {
        all.append(QString(orderInWords(order.terms, instruments.priceDecimals(order.terms.instrument)) % u" – "
                           % application::labelFor(order.status)));
    }
    if (all.size() <= lines)
        return all;
    const auto rest = static_cast<int>(all.size()) - lines + 1;
    all.resize(lines - 1);
    all.append(translated(QT_TRANSLATE_N_NOOP("Exposure", "and %n more"), rest));
    return all;
}

QString closingOrders(const Exposure& exposure)
{
    QStringList parts;
    for (const auto& position : exposure.positions) {
        const auto side = position.quantity.isPositive() ? QT_TRANSLATE_NOOP("Exposure", "SELL %1 %2") : QT_TRANSLATE_NOOP("Exposure", "BUY %1 %2");
        parts.append(translated(side).arg(sizeOf(position), toQString(position.instrument.symbol())));
    }
    return parts.join(u", ");
}

}  // namespace tradecore::ui
