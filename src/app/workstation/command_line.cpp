#include "app/workstation/command_line.h"

#include "infrastructure/local_api/instance_lock.h"

#include <QCommandLineParser>
#include <QDir>

#include <chrono>

namespace tradecore::app {

namespace {

QCommandLineOption valued(const char* name, const char* text, const char* value)
{
    return {QString::fromLatin1(name), QString::fromUtf8(text), QString::fromLatin1(value)};
}

void addOptions(QCommandLineParser& parser)
{
    parser.addOptions({
        {{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("This text.")},
        {{QStringLiteral("v"), QStringLiteral("version")}, QStringLiteral("The version.")},
        valued("data-dir", "The data directory; one directory is one user.", "DIR"),
        {QStringLiteral("headless"), QStringLiteral("Run the services without a window.")},
        {QStringLiteral("json"), QStringLiteral("With --headless: say \"ready\" as JSON.")},
        valued("market", "simulated, replay or coinbase.", "MARKET"),
        valued("seed", "Seed of the simulated market.", "NUMBER"),
        valued("symbols", "Symbols to watch from the start.", "A,B"),
        valued("replay", "A recording, archive or capture to replay; may be given several times.", "FILE"),
        valued("speed", "Replay speed, 1 to 1000, or max.", "X"),
        valued("endpoint", "One loopback base URL in place of the broker's hosts.", "URL"),
        valued("duration", "End after so many seconds.", "SECONDS"),
        {QStringLiteral("safe-mode"), QStringLiteral("Connect to nothing and take no orders.")},
        valued("log-level", "What tradecore.log in the data directory holds: error, warning, info or debug.", "LEVEL"),
    });
    QCommandLineOption faults = valued("venue-faults", "Faults of the practice venue, for tests.", "SCRIPT");
    faults.setFlags(QCommandLineOption::HiddenFromHelp);
    QCommandLineOption latency = valued("venue-latency", "Latency of the practice venue in milliseconds, for tests.", "MIN-MAX");
    latency.setFlags(QCommandLineOption::HiddenFromHelp);
    QCommandLineOption venue = valued("venue-socket", "The practice venue is behind this socket, for tests.", "SOCKET");
    venue.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({faults, latency, venue});
}

UsageError wrong(const char* option, const QString& value)
{
    return {QStringLiteral("--%1 does not take “%2”. See tradecore --help.").arg(QLatin1String(option), value.left(64))};
}

std::optional<infrastructure::LogLevel> logLevelNamed(const QString& name)
{
    using infrastructure::LogLevel;
    if (name == QStringLiteral("error"))
        return LogLevel::Error;
    if (name == QStringLiteral("warning"))
        return LogLevel::Warning;
    if (name == QStringLiteral("info"))
        return LogLevel::Info;
    return name == QStringLiteral("debug") ? std::optional(LogLevel::Debug) : std::nullopt;
}

Result<void, UsageError> readNumbers(const QCommandLineParser& parser, CommandLine& line)
{
    bool isNumber = false;
    if (parser.isSet(QStringLiteral("seed"))) {
        line.options.seed = parser.value(QStringLiteral("seed")).toULongLong(&isNumber);
        if (!isNumber)
            return failure(wrong("seed", parser.value(QStringLiteral("seed"))));
    }
    if (parser.isSet(QStringLiteral("duration"))) {
        const double seconds = parser.value(QStringLiteral("duration")).toDouble(&isNumber);
        if (!isNumber || seconds <= 0 || seconds > 31'536'000)
            return failure(wrong("duration", parser.value(QStringLiteral("duration"))));
        line.duration = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
    }
    if (const QString speed = parser.value(QStringLiteral("speed")); !speed.isEmpty()) {
        line.options.replaySpeed = speed == QStringLiteral("max") ? 0 : speed.toDouble(&isNumber);
        if (speed != QStringLiteral("max") && (!isNumber || line.options.replaySpeed < 1 || line.options.replaySpeed > 1000))
            return failure(wrong("speed", speed));
    }
    if (const QString latency = parser.value(QStringLiteral("venue-latency")); !latency.isEmpty()) {
        const QStringList parts = latency.split(QLatin1Char('-'));
        const int minimum = parts.first().toInt(&isNumber);
        const int maximum = parts.last().toInt();
        if (!isNumber || parts.size() > 2 || minimum < 0 || maximum < minimum || maximum > 60'000)
            return failure(wrong("venue-latency", latency));
        line.options.venueLatencyMinimum = std::chrono::milliseconds(minimum);
        line.options.venueLatencyMaximum = std::chrono::milliseconds(maximum);
    }
    return {};
}

Result<void, UsageError> readMarket(const QCommandLineParser& parser, CommandLine& line)
{
    for (const auto& file : parser.values(QStringLiteral("replay")))
        line.options.replayFiles.push_back(QDir().absoluteFilePath(file).toStdString());
    line.marketWasChosen = parser.isSet(QStringLiteral("market")) || !line.options.replayFiles.empty();
    if (!line.options.replayFiles.empty())
        line.options.market = "replay";
    if (parser.isSet(QStringLiteral("market"))) {
        const QString market = parser.value(QStringLiteral("market"));
        const bool known = market == QStringLiteral("simulated") || market == QStringLiteral("replay")
            || market == QStringLiteral("coinbase");
        if (!known || (!line.options.replayFiles.empty() && market != QStringLiteral("replay")))
            return failure(wrong("market", market));
        line.options.market = market.toStdString();
    }
    const auto symbols = parser.value(QStringLiteral("symbols")).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const auto& symbol : symbols)
        line.options.symbols.push_back(symbol.trimmed().toStdString());
    line.options.endpoint = parser.value(QStringLiteral("endpoint")).toStdString();
    return {};
}

}  // namespace

Result<CommandLine, UsageError> parseCommandLine(const QStringList& arguments)
{
    CommandLine line;
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("TradeCore, a trading workstation."));
    addOptions(parser);
    if (!parser.parse(arguments))
        return failure(UsageError{parser.errorText()});
    if (!parser.positionalArguments().isEmpty())
        return failure(UsageError{QStringLiteral("“%1” is not an option. See tradecore --help.").arg(parser.positionalArguments().first().left(64))});
    if (parser.isSet(QStringLiteral("help")))
        line.answer = parser.helpText().replace(QStringLiteral("<executable_name>"), QStringLiteral("tradecore"));
    if (parser.isSet(QStringLiteral("version")))
        line.answer = QStringLiteral("tradecore " TRADECORE_VERSION "\n");
    const QString directory = parser.isSet(QStringLiteral("data-dir")) ? parser.value(QStringLiteral("data-dir"))
                                                                       : infrastructure::defaultDataDirectory();
    line.options.dataDirectory = QDir(directory).absolutePath().toStdString();
    line.headless = parser.isSet(QStringLiteral("headless"));
    line.json = parser.isSet(QStringLiteral("json"));
    line.options.safeMode = parser.isSet(QStringLiteral("safe-mode"));
    line.options.venueFaults = parser.value(QStringLiteral("venue-faults")).toStdString();
    line.options.venueSocket = parser.value(QStringLiteral("venue-socket")).toStdString();
    if (const QString level = parser.value(QStringLiteral("log-level")); !level.isEmpty()) {
        const auto known = logLevelNamed(level);
        if (!known)
            return failure(wrong("log-level", level));
        line.options.logLevel = *known;
    }
    if (const auto numbers = readNumbers(parser, line); !numbers)
        return failure(numbers.error());
    if (const auto market = readMarket(parser, line); !market)
        return failure(market.error());
    return line;
}

}  // namespace tradecore::app
