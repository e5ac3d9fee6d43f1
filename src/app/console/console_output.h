// ConsoleOutput: what tradecorectl prints. With --json one object a line on standard output and nothing else there; without it a
// table for people. Messages for people go to standard error in both.
#pragma once

#include "app/console/exit_code.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace tradecore::app {

class ConsoleOutput {
public:
    explicit ConsoleOutput(bool json) : m_json(json) {}

    [[nodiscard]] bool isJson() const { return m_json; }
    // One line of JSON, or `key  value` lines.
    void object(const QJsonObject& object) const;
    // A line each, or one table with these columns (all keys where empty).
    void rows(const QJsonArray& rows, const QStringList& columns) const;
    // The reason on standard error, and as an object with --json. Returns the code.
    int fail(ExitCode code, const QString& errorCode, const QString& message) const;
    static void note(const QString& message);

private:
    bool m_json;
};

}  // namespace tradecore::app
