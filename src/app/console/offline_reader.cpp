#include "app/console/offline_reader.h"

namespace tradecore::app {

Result<QJsonArray, ApiFailure> readOffline(const QString& dataDirectory, const QString&, const QJsonObject&)
{
    return failure(ApiFailure{ExitNotRunning, QStringLiteral("not_running"),
                              QStringLiteral("No workstation is running on %1.").arg(dataDirectory)});
}

}  // namespace tradecore::app
