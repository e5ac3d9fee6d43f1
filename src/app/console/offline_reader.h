// OfflineReader: the read commands on a directory that nobody has open: takes the directory's lock (shared where the folder cannot
// be written), opens the journal read-only, changes no byte of it.
#pragma once

#include "app/console/api_client.h"
#include "app/console/console_command.h"

#include <QJsonArray>
#include <QString>

namespace tradecore::app {

// Answers "Orders", "Fills", "Positions", "Accounts" or "Events" with the same rows as the workstation would.
[[nodiscard]] Result<QJsonArray, ApiFailure> readOffline(const QString& dataDirectory, const QString& query,
                                                         const QJsonObject& arguments);

}  // namespace tradecore::app
