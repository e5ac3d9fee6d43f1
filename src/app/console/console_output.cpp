#include "app/console/console_output.h"

#include <QJsonDocument>
#include <QTextStream>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace tradecore::app {

namespace {

void writeLine(FILE* file, const QByteArray& line)
{
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), file);
    std::fputc('\n', file);
    std::fflush(file);
}

// Control characters of hostile text must not reach a terminal.
QString plain(QString text)
{
    for (QChar& character : text) {
        if (character.unicode() < 0x20 || character.unicode() == 0x7F)
            character = QLatin1Char('?');
    }
    return text;
}

QString textOf(const QJsonValue& value)
{
    if (value.isNull() || value.isUndefined())
        return QStringLiteral("–");
    if (value.isBool())
        return value.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return plain(value.toString());
}

bool looksNumeric(const QString& text)
{
    return !text.isEmpty() && (text.front().isDigit() || (text.front() == QLatin1Char('-') && text.size() > 1));
}

}  // namespace

void ConsoleOutput::object(const QJsonObject& object) const
{
    if (m_json) {
        writeLine(stdout, QJsonDocument(object).toJson(QJsonDocument::Compact));
        return;
    }
    qsizetype width = 0;
    const auto keys = object.keys();
    for (const auto& key : keys)
        width = std::max(width, key.size());
    for (const auto& key : keys)
        writeLine(stdout, (key.leftJustified(width + 2) + textOf(object.value(key))).toUtf8());
}

void ConsoleOutput::rows(const QJsonArray& rows, const QStringList& columns) const
{
    if (m_json) {
        for (const auto& row : rows)
            writeLine(stdout, QJsonDocument(row.toObject()).toJson(QJsonDocument::Compact));
        return;
    }
    if (rows.isEmpty()) {
        note(QStringLiteral("Nothing to show."));
        return;
    }
    const QStringList keys = columns.isEmpty() ? rows.first().toObject().keys() : columns;
    std::vector<qsizetype> widths;
    for (const auto& key : keys) {
        qsizetype width = key.size();
        for (const auto& row : rows)
            width = std::max(width, textOf(row.toObject().value(key)).size());
        widths.push_back(width);
    }
    QString header;
    for (qsizetype i = 0; i < keys.size(); ++i)
        header += keys[i].leftJustified(widths[static_cast<std::size_t>(i)] + 2);
    writeLine(stdout, header.trimmed().toUtf8());
    for (const auto& row : rows) {
        QString line;
        for (qsizetype i = 0; i < keys.size(); ++i) {
            const QString text = textOf(row.toObject().value(keys[i]));
            const auto width = widths[static_cast<std::size_t>(i)];
            line += (looksNumeric(text) ? text.rightJustified(width) : text.leftJustified(width)) + QStringLiteral("  ");
        }
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        writeLine(stdout, line.toUtf8());
    }
}

int ConsoleOutput::fail(ExitCode code, const QString& errorCode, const QString& message) const
{
    note(message);
    if (m_json) {
        const QJsonObject error{{QStringLiteral("code"), errorCode}, {QStringLiteral("message"), message}};
        writeLine(stdout, QJsonDocument(QJsonObject{{QStringLiteral("error"), error}}).toJson(QJsonDocument::Compact));
    }
    return code;
}

void ConsoleOutput::note(const QString& message)
{
    writeLine(stderr, plain(message).toUtf8());
}

}  // namespace tradecore::app
