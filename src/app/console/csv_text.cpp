#include "app/console/csv_text.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace tradecore::app {

namespace {

QString textOf(const QJsonValue& value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toString();
}

}  // namespace

QString csvCell(const QString& value)
{
    static const QRegularExpression plainNumber(QStringLiteral("^-?[0-9]+(\\.[0-9]+)?$"));
    QString safe = value;
    if (!safe.isEmpty() && QStringView(u"=+-@\t\r").contains(safe.front()) && !plainNumber.match(safe).hasMatch())
        safe.prepend(QLatin1Char('\''));
    static const QRegularExpression needsQuotes(QStringLiteral("[\",\r\n]"));
    if (!safe.contains(needsQuotes))
        return safe;
    safe.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return QLatin1Char('"') + safe + QLatin1Char('"');
}

QString csvLine(const QStringList& cells)
{
    QStringList safe;
    for (const auto& cell : cells)
        safe.append(csvCell(cell));
    return safe.join(QLatin1Char(',')) + QStringLiteral("\r\n");
}

QString csvLineOf(const QJsonObject& row, const QStringList& columns)
{
    QStringList cells;
    for (const auto& column : columns)
        cells.append(textOf(row.value(column)));
    return csvLine(cells);
}

}  // namespace tradecore::app
