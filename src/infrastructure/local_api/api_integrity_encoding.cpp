// The self-check as JSON.
#include "infrastructure/local_api/api_encoding.h"

#include <QJsonArray>

namespace tradecore::infrastructure {

namespace {

QJsonValue text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QJsonValue textOrNull(const std::string& value)
{
    return value.empty() ? QJsonValue(QJsonValue::Null) : text(value);
}

QJsonValue timeOrNull(Timestamp value)
{
    return value == Timestamp() ? QJsonValue(QJsonValue::Null) : text(value.toRfc3339());
}

QJsonValue number(std::int64_t value)
{
    return static_cast<qint64>(value);
}

QJsonObject encode(const application::IntegrityCheck& check)
{
    return {{QStringLiteral("name"), text(application::nameOf(check.name))},
            {QStringLiteral("verdict"), text(application::nameOf(check.verdict))},
            {QStringLiteral("compared"), number(check.compared)},
            {QStringLiteral("position"), check.position > 0 ? number(check.position) : QJsonValue()},
            {QStringLiteral("checked_at"), timeOrNull(check.checkedAt)},
            {QStringLiteral("reason"), textOrNull(check.text)}};
}

}  // namespace

QJsonObject encode(const application::IntegrityStatus& status)
{
    QJsonArray checks;
    bool isGood = true;
    for (const auto& check : status.checks) {
        checks.append(encode(check));
        isGood = isGood && check.verdict != application::IntegrityVerdict::Bad;
    }
    QJsonArray views;
    for (const auto& view : status.views)
        views.append(QJsonObject{{QStringLiteral("name"), text(view.name)},
                                 {QStringLiteral("state"), text(view.state)},
                                 {QStringLiteral("position"), number(view.position)},
                                 {QStringLiteral("reason"), textOrNull(view.error)}});
    return {{QStringLiteral("ok"), status.passes > 0 ? QJsonValue(isGood) : QJsonValue()},
            {QStringLiteral("running"), status.isRunning},
            {QStringLiteral("passes"), static_cast<qint64>(status.passes)},
            {QStringLiteral("checked_at"), timeOrNull(status.checkedAt)},
            {QStringLiteral("verified_position"), number(status.verifiedPosition)},
            {QStringLiteral("stops_trading"), status.stopsTrading},
            {QStringLiteral("checks"), checks},
            {QStringLiteral("views"), views},
            {QStringLiteral("dead_letters"), number(status.deadLetters)}};
}

QJsonObject encode(const application::RebuildProgress& progress)
{
    return {{QStringLiteral("projection"), text(progress.projection)},
            {QStringLiteral("events"), number(progress.events)},
            {QStringLiteral("of_events"), number(progress.ofEvents)}};
}

QJsonObject encode(const application::RebuiltView& view)
{
    return {{QStringLiteral("projection"), text(view.name)},
            {QStringLiteral("events"), number(view.events)},
            {QStringLiteral("rows"), number(view.rows)},
            {QStringLiteral("elapsed_ms"), number(std::chrono::duration_cast<std::chrono::milliseconds>(view.elapsed).count())}};
}

QJsonObject encode(const application::BackupOutcome& backup)
{
    return {{QStringLiteral("path"), text(backup.path)},
            {QStringLiteral("rows"), number(backup.events)},
            {QStringLiteral("bytes"), number(backup.bytes)},
            {QStringLiteral("head_hash"), text(backup.headHash)}};
}

QJsonObject encode(const application::DeadLetterRow& letter)
{
    return {{QStringLiteral("position"), number(letter.position)},
            {QStringLiteral("projection"), text(letter.view)},
            {QStringLiteral("sequence"), text(letter.sequence)},
            {QStringLiteral("attempts"), letter.attempts},
            {QStringLiteral("state"), text(letter.state)},
            {QStringLiteral("reason"), textOrNull(letter.error)}};
}

QJsonObject encode(const application::ActivityRow& day)
{
    return {{QStringLiteral("day"), text(day.day)},
            {QStringLiteral("placed"), number(day.placed)},
            {QStringLiteral("denied"), number(day.denied)},
            {QStringLiteral("rejected"), number(day.rejected)},
            {QStringLiteral("canceled"), number(day.canceled)},
            {QStringLiteral("unknown"), number(day.unknown)},
            {QStringLiteral("fills"), number(day.fills)}};
}

}  // namespace tradecore::infrastructure
