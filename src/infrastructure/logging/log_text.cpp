#include "infrastructure/logging/log_text.h"

#include <QRegularExpression>

namespace tradecore::infrastructure {

namespace {

// name, separator, value: JSON, headers, query strings and settings.
QString withoutSecrets(const QString& text)
{
    static const QRegularExpression secret(
        QStringLiteral("((?:secret|token|passphrase|password|api[-_ ]?key|key[-_ ]?id|authorization|signature|cookie)[\\w-]*"
                       "[\"']?\\s*[:=]\\s*)(\"[^\"]*\"?|'[^']*'?|(?:Bearer|Basic)\\s+[^\\s,;&]+|[^\\s,;&}]+)"),
        QRegularExpression::CaseInsensitiveOption);
    QString out = text;
    return out.replace(secret, QStringLiteral("\\1•••"));
}

bool turnsDirection(char16_t unit)
{
    return unit == 0x061c || unit == 0x200e || unit == 0x200f || (unit >= 0x202a && unit <= 0x202e)
        || (unit >= 0x2066 && unit <= 0x2069);
}

bool breaksLines(char16_t unit)
{
    return unit == 0x2028 || unit == 0x2029;
}

}  // namespace

QString logText(const QString& text)
{
    QString cut = text;
    if (text.size() > longestLogText)
        cut = text.left(longestLogText) + QStringLiteral("… (%1 characters)").arg(text.size());
    const QString safe = withoutSecrets(cut);
    QString out;
    out.reserve(safe.size());
    for (const QChar character : safe) {
        const char16_t unit = character.unicode();
        if (unit == u'\n')
            out += QStringLiteral("\\n");
        else if (unit == u'\r')
            out += QStringLiteral("\\r");
        else if (unit == u'\t')
            out += QStringLiteral("\\t");
        else if (unit < 0x20 || (unit >= 0x7f && unit < 0xa0))
            out += QStringLiteral("\\x%1").arg(static_cast<uint>(unit), 2, 16, QLatin1Char('0'));
        else if (turnsDirection(unit) || breaksLines(unit))
            out += QStringLiteral("\\u%1").arg(static_cast<uint>(unit), 4, 16, QLatin1Char('0'));
        else
            out += character;
    }
    return out;
}

}  // namespace tradecore::infrastructure
