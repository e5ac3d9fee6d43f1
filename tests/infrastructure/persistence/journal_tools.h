// Hands on a journal's file from outside, as damage and tampering have them.
#pragma once

#include "infrastructure/persistence/journal.h"

#include <QByteArray>
#include <QString>

#include <string>

namespace tradecore::test {

// A journal with an account, orders that are filled, and one that is open; closed again.
[[nodiscard]] bool makeJournal(const std::string& path, int orders = 3);
[[nodiscard]] Result<std::unique_ptr<infrastructure::Journal>, application::StoreError> openJournal(const std::string& path);
// Runs SQL on the file through a connection of its own, with the append-only triggers taken away and put back unchanged.
[[nodiscard]] bool tamper(const std::string& path, const std::string& sql);
[[nodiscard]] std::string queryText(const std::string& path, const std::string& sql);
[[nodiscard]] QByteArray contentOf(const std::string& path);
[[nodiscard]] bool overwrite(const std::string& path, const QByteArray& content);
// The database and its -wal, as a crash leaves them.
[[nodiscard]] bool copyAsAfterCrash(const std::string& from, const std::string& to);

}  // namespace tradecore::test
