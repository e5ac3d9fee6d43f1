#include "infrastructure/logging/log_file.h"

#include "infrastructure/logging/log_text.h"

#include <QFile>
#include <QLoggingCategory>

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include <atomic>
#include <cstdio>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace tradecore::infrastructure {

namespace {

using RotatingFile = spdlog::sinks::rotating_file_sink_mt;

spdlog::level::level_enum levelOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Error: return spdlog::level::err;
    case LogLevel::Warning: return spdlog::level::warn;
    case LogLevel::Info: return spdlog::level::info;
    case LogLevel::Debug: return spdlog::level::debug;
    }
    return spdlog::level::info;
}

LogLevel levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return LogLevel::Debug;
    case QtInfoMsg: return LogLevel::Info;
    case QtWarningMsg: return LogLevel::Warning;
    case QtCriticalMsg:
    case QtFatalMsg: return LogLevel::Error;
    }
    return LogLevel::Error;
}

// The library opens with the process's mask; the file is made beforehand with the mode that it must have.
void makePrivate(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return;
    [[maybe_unused]] const int changed = ::fchmod(descriptor, 0600);
    ::close(descriptor);
}

std::mutex routedMutex;
LogFile* routed = nullptr;
QtMessageHandler handlerBefore = nullptr;

void onQtMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    const LogLevel level = levelOf(type);
    const QString category = QString::fromUtf8(context.category != nullptr ? context.category : "default");
    {
        const std::lock_guard lock(routedMutex);
        if (routed != nullptr)
            routed->write(level, category, text);
    }
    if (level == LogLevel::Error || level == LogLevel::Warning)
        std::fprintf(stderr, "%s: %s\n", qUtf8Printable(category), qUtf8Printable(logText(text)));
}

}  // namespace

struct LogFile::Sink {
    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::shared_ptr<spdlog::async_logger> logger;
    std::atomic<std::uint64_t> refusedByDisk{0};
};

LogFile::LogFile(std::unique_ptr<Sink> sink) : m_sink(std::move(sink)) {}

Result<std::unique_ptr<LogFile>, std::string> LogFile::open(const LogFileOptions& options)
{
    try {
        spdlog::file_event_handlers handlers;
        handlers.before_open = makePrivate;
        auto file = std::make_shared<RotatingFile>(options.path, options.fileBytes, options.olderFiles, false, handlers);
        auto sink = std::make_unique<Sink>();
        sink->pool = std::make_shared<spdlog::details::thread_pool>(options.queueLines, 1);
        sink->logger = std::make_shared<spdlog::async_logger>("tradecore", std::move(file), sink->pool,
                                                              spdlog::async_overflow_policy::overrun_oldest);
        sink->logger->set_pattern("%Y-%m-%dT%H:%M:%S.%fZ %l %v", spdlog::pattern_time_type::utc);
        sink->logger->set_level(levelOf(options.level));
        sink->logger->flush_on(spdlog::level::trace);
        sink->logger->set_error_handler([refused = &sink->refusedByDisk](const std::string&) { ++*refused; });
        return std::unique_ptr<LogFile>(new LogFile(std::move(sink)));
    } catch (const spdlog::spdlog_ex& error) {
        return failure("The log " + options.path + " cannot be written: " + error.what());
    }
}

LogFile::~LogFile()
{
    if (m_isRouted) {
        const std::lock_guard lock(routedMutex);
        qInstallMessageHandler(handlerBefore);
        routed = nullptr;
    }
    m_sink->logger.reset();
    m_sink->pool.reset();   // its end writes what waits
}

void LogFile::write(LogLevel level, const QString& category, const QString& text)
{
    const auto wanted = levelOf(level);
    if (!m_sink->logger->should_log(wanted))
        return;
    const QByteArray line = (logText(category) + QStringLiteral(": ") + logText(text)).toUtf8();
    m_sink->logger->log(wanted, spdlog::string_view_t(line.constData(), static_cast<std::size_t>(line.size())));
}

void LogFile::routeQtMessages()
{
    const std::lock_guard lock(routedMutex);
    if (routed != nullptr)
        return;
    routed = this;
    m_isRouted = true;
    handlerBefore = qInstallMessageHandler(onQtMessage);
}

std::uint64_t LogFile::lost() const
{
    return m_sink->pool->overrun_counter() + m_sink->refusedByDisk.load();
}

}  // namespace tradecore::infrastructure
