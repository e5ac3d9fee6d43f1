#include "ui/connection/stream_words.h"

#include "ui/common/number_text.h"

#include <QCoreApplication>

namespace tradecore::ui {

using application::StreamHealth;

Tone toneOf(StreamHealth health)
{
    switch (health) {
    case StreamHealth::Down:
        return Tone::Danger;
    case StreamHealth::Connecting:
    case StreamHealth::Stale:
        return Tone::Warning;
    case StreamHealth::Finished:
        return Tone::Muted;
    case StreamHealth::Live:
        return Tone::Up;
    }
    return Tone::Muted;
}

QString labelFor(StreamHealth health)
{
    switch (health) {
    case StreamHealth::Down:
        return QCoreApplication::translate("StreamWords", "down");
    case StreamHealth::Connecting:
        return QCoreApplication::translate("StreamWords", "connecting");
    case StreamHealth::Stale:
        return QCoreApplication::translate("StreamWords", "stale");
    case StreamHealth::Finished:
        return QCoreApplication::translate("StreamWords", "finished");
    case StreamHealth::Live:
        return QCoreApplication::translate("StreamWords", "live");
    }
    return {};
}

QString streamSentence(const application::StreamStatus& stream, SteadyTime now)
{
    QStringList parts{labelFor(stream.health)};
    if (stream.lastActivity)
        parts.append(QCoreApplication::translate("StreamWords", "last heard %1 ago").arg(displayAge(now - *stream.lastActivity)));
    if (!stream.reason.empty())
        parts.append(toQString(stream.reason));
    if (stream.nextAttemptMilliseconds > 0)
        parts.append(QCoreApplication::translate("StreamWords", "next attempt in %1")
                         .arg(displayAge(std::chrono::milliseconds(stream.nextAttemptMilliseconds))));
    return parts.join(u", ");
}

}  // namespace tradecore::ui
