// LogFile: the log of one run, tradecore.log in the data directory. Lines of UTC time, level, category and text; rotated at a
// size, a bounded number of files, mode 0600. Writing hands the line to a thread of its own through a bounded queue: the oldest
// line gives way and is counted, and no caller ever waits for a disk. All that Qt's logging says (qWarning, qCInfo, …) is
// written here while it is routed; warnings and worse go to standard error as well.
//
// Made after the directory's lock is held and destroyed before it is released. write() and lost() are safe on every thread.
#pragma once

#include "base/result.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <string>

namespace tradecore::infrastructure {

enum class LogLevel { Error, Warning, Info, Debug };

struct LogFileOptions {
    std::string path;                          // of the newest file; older ones are tradecore.1.log, …
    LogLevel level = LogLevel::Info;
    std::size_t fileBytes = 4 << 20;           // a file that would grow beyond this is rotated
    std::size_t olderFiles = 4;
    std::size_t queueLines = 4'096;
};

class LogFile {
public:
    // A sentence where the file cannot be written.
    [[nodiscard]] static Result<std::unique_ptr<LogFile>, std::string> open(const LogFileOptions& options);
    // Writes what waits; ends the routing.
    ~LogFile();
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

    void write(LogLevel level, const QString& category, const QString& text);
    // Takes over Qt's message handler; one log at a time.
    void routeQtMessages();
    // Lines that gave way to newer ones, and lines that the disk refused.
    [[nodiscard]] std::uint64_t lost() const;

private:
    struct Sink;
    explicit LogFile(std::unique_ptr<Sink> sink);
    std::unique_ptr<Sink> m_sink;
    bool m_isRouted = false;
};

}  // namespace tradecore::infrastructure
