#include "infrastructure/broker/coinbase/handshake_answer.h"

#include <QList>

#include <algorithm>

namespace tradecore::infrastructure::coinbase {

namespace {

constexpr int longestRetrySeconds = 3600;

}  // namespace

std::optional<Duration> retryDelayOf(const QByteArray& headerValue)
{
    bool isNumber = false;
    const int seconds = headerValue.trimmed().toInt(&isNumber);
    if (!isNumber || seconds < 0)
        return std::nullopt;
    return std::chrono::seconds(std::min(seconds, longestRetrySeconds));
}

std::optional<Duration> retryDelayOfHandshake(const QByteArray& head)
{
    const auto lines = head.split('\n');
    const QByteArray status = lines.front().split(' ').value(1).trimmed();
    if (!lines.front().startsWith("HTTP/1.") || (status != "429" && status != "503"))
        return std::nullopt;
    for (const auto& line : lines) {
        const auto colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).toLower() == "retry-after")
            return retryDelayOf(line.mid(colon + 1));
        if (line.trimmed().isEmpty())
            break;
    }
    return std::nullopt;
}

}  // namespace tradecore::infrastructure::coinbase
