// A small CMake project in a temporary folder, for tests of the build's own nets: write its files, configure, build, and
// read what the tools said. It uses the compiler and generator of the build that runs the test.
#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace tradecore::test {

struct ToolOutcome {
    bool succeeded = false;
    QString output;  // standard output and standard error, as one
};

class PlantedProject {
public:
    void write(const QString& path, const QString& text);
    [[nodiscard]] ToolOutcome configure();
    [[nodiscard]] ToolOutcome build(const QStringList& targets = {});

private:
    [[nodiscard]] ToolOutcome runCMake(const QStringList& arguments) const;

    QTemporaryDir m_folder;
};

}  // namespace tradecore::test
