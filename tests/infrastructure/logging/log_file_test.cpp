// The log: what a line may hold, levels, rotation within a bound, the mode of its files, and Qt's messages.
#include "infrastructure/logging/log_file.h"
#include "infrastructure/logging/log_text.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QtTest>
#include <rapidcheck.h>

#include <algorithm>
#include <sys/stat.h>

namespace tradecore::test {

using infrastructure::LogFile;
using infrastructure::LogFileOptions;
using infrastructure::LogLevel;
using infrastructure::logText;

namespace {

LogFileOptions optionsIn(const QTemporaryDir& directory)
{
    LogFileOptions options;
    options.path = directory.filePath(QStringLiteral("tradecore.log")).toStdString();
    return options;
}

QString textOf(const QTemporaryDir& directory)
{
    QFile file(directory.filePath(QStringLiteral("tradecore.log")));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}  // namespace

class LogFileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLineHasTimeLevelCategoryAndText();
    void levelsBelowTheChosenOneAreLeftOut_data();
    void levelsBelowTheChosenOneAreLeftOut();
    void filesStayWithinTheirBound();
    void everyFileIsPrivate();
    void aFileOfAnotherModeBecomesPrivate();
    void controlCharactersAreEscaped_data();
    void controlCharactersAreEscaped();
    void noTextMakesTwoLines();
    void secretsAreLeftOut_data();
    void secretsAreLeftOut();
    void longTextIsCut();
    void qtMessagesAreRouted();
    void afterTheEndQtMessagesGoWhereTheyWent();
    void aFolderThatCannotBeWrittenIsSaid();
};

void LogFileTest::aLineHasTimeLevelCategoryAndText()
{
    const QTemporaryDir directory;
    LogFile::open(optionsIn(directory)).value()->write(LogLevel::Warning, QStringLiteral("tradecore.test"), QStringLiteral("It rains."));
    static const QRegularExpression line(
        QStringLiteral("\\A\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z warning tradecore\\.test: It rains\\.\n\\z"));
    QVERIFY2(line.match(textOf(directory)).hasMatch(), qPrintable(textOf(directory)));
}

void LogFileTest::levelsBelowTheChosenOneAreLeftOut_data()
{
    QTest::addColumn<LogLevel>("level");
    QTest::addColumn<QString>("written");
    QTest::newRow("error") << LogLevel::Error << QStringLiteral("e");
    QTest::newRow("warning") << LogLevel::Warning << QStringLiteral("ew");
    QTest::newRow("info") << LogLevel::Info << QStringLiteral("ewi");
    QTest::newRow("debug") << LogLevel::Debug << QStringLiteral("ewid");
}

void LogFileTest::levelsBelowTheChosenOneAreLeftOut()
{
    QFETCH(const LogLevel, level);
    QFETCH(const QString, written);
    const QTemporaryDir directory;
    auto options = optionsIn(directory);
    options.level = level;
    {
        const auto log = LogFile::open(options).value();
        log->write(LogLevel::Error, QStringLiteral("c"), QStringLiteral("e"));
        log->write(LogLevel::Warning, QStringLiteral("c"), QStringLiteral("w"));
        log->write(LogLevel::Info, QStringLiteral("c"), QStringLiteral("i"));
        log->write(LogLevel::Debug, QStringLiteral("c"), QStringLiteral("d"));
    }
    QString seen;
    const auto lines = textOf(directory).split(u'\n', Qt::SkipEmptyParts);
    for (const auto& line : lines)
        seen += line.back();
    QCOMPARE(seen, written);
}

void LogFileTest::filesStayWithinTheirBound()
{
    const QTemporaryDir directory;
    auto options = optionsIn(directory);
    options.fileBytes = 4'096;
    options.olderFiles = 2;
    options.queueLines = 8'192;
    {
        const auto log = LogFile::open(options).value();
        for (int i = 0; i < 1'000; ++i)
            log->write(LogLevel::Info, QStringLiteral("c"), QStringLiteral("line %1 of many lines").arg(i));
        QCOMPARE(log->lost(), std::uint64_t{0});
    }
    const auto files = QDir(directory.path()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 3);
    for (const auto& file : files)
        QVERIFY(file.size() <= 4'096);
    QVERIFY(textOf(directory).endsWith(QStringLiteral("line 999 of many lines\n")));
}

void LogFileTest::everyFileIsPrivate()
{
    const QTemporaryDir directory;
    auto options = optionsIn(directory);
    options.fileBytes = 1'024;
    const mode_t before = ::umask(0);
    {
        const auto log = LogFile::open(options).value();
        for (int i = 0; i < 100; ++i)
            log->write(LogLevel::Info, QStringLiteral("c"), QStringLiteral("a line that fills the file"));
    }
    ::umask(before);
    const auto files = QDir(directory.path()).entryInfoList(QDir::Files);
    QVERIFY(files.size() > 1);
    for (const auto& file : files) {
        struct stat status{};
        QCOMPARE(::stat(QFile::encodeName(file.absoluteFilePath()).constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
    }
}

void LogFileTest::aFileOfAnotherModeBecomesPrivate()
{
    const QTemporaryDir directory;
    const auto options = optionsIn(directory);
    QFile file(QString::fromStdString(options.path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    LogFile::open(options).value()->write(LogLevel::Info, QStringLiteral("c"), QStringLiteral("x"));
    QVERIFY(!(QFile(file.fileName()).permissions() & QFile::ReadOther));
}

void LogFileTest::controlCharactersAreEscaped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::newRow("line end") << QStringLiteral("a\n2026-01-01 error forged") << QStringLiteral("a\\n2026-01-01 error forged");
    QTest::newRow("carriage return and tab") << QStringLiteral("a\r\tb") << QStringLiteral("a\\r\\tb");
    QTest::newRow("terminal escape") << QStringLiteral("\x1b[31mred") << QStringLiteral("\\x1b[31mred");
    QTest::newRow("null") << QString(QChar(0)) << QStringLiteral("\\x00");
    QTest::newRow("C1") << QString(QChar(0x9b)) << QStringLiteral("\\x9b");
    QTest::newRow("direction") << QString(QChar(0x202e)) << QStringLiteral("\\u202e");
    QTest::newRow("line separator") << QString(QChar(0x2028)) << QStringLiteral("\\u2028");
    QTest::newRow("ordinary text stays") << QStringLiteral("Größe 3 € – “ok” 😀") << QStringLiteral("Größe 3 € – “ok” 😀");
}

void LogFileTest::controlCharactersAreEscaped()
{
    QFETCH(const QString, text);
    QFETCH(const QString, written);
    QCOMPARE(logText(text), written);
}

void LogFileTest::noTextMakesTwoLines()
{
    QVERIFY(rc::check("no text makes two lines or reaches the terminal", [](const std::vector<std::uint16_t>& units) {
        QString text;
        for (const auto unit : units)
            text += QChar(unit);
        const QString safe = logText(text);
        RC_ASSERT(std::ranges::none_of(safe, [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; }));
    }));
}

void LogFileTest::secretsAreLeftOut_data()
{
    QTest::addColumn<QString>("text");
    const QString canary = QStringLiteral("CANARY-7f3a");
    QTest::newRow("json") << QStringLiteral("{\"secret\":\"%1\",\"a\":1}").arg(canary);
    QTest::newRow("json with spaces") << QStringLiteral("{\"passphrase\" : \"%1 %1\"}").arg(canary);
    QTest::newRow("header") << QStringLiteral("Authorization: Bearer %1").arg(canary);
    QTest::newRow("query string") << QStringLiteral("https://host/path?token=%1&x=1").arg(canary);
    QTest::newRow("broker header") << QStringLiteral("APCA-API-SECRET-KEY: %1").arg(canary);
    QTest::newRow("key id") << QStringLiteral("key_id=%1").arg(canary);
    QTest::newRow("unterminated") << QStringLiteral("{\"api_key\":\"%1").arg(canary);
    QTest::newRow("upper case") << QStringLiteral("PASSWORD='%1'").arg(canary);
}

void LogFileTest::secretsAreLeftOut()
{
    QFETCH(const QString, text);
    QVERIFY2(!logText(text).contains(QStringLiteral("CANARY")), qPrintable(logText(text)));
    QVERIFY(logText(text).contains(QStringLiteral("•••")));
}

void LogFileTest::longTextIsCut()
{
    const QString cut = logText(QString(1'000'000, u'x'));
    QVERIFY(cut.size() < infrastructure::longestLogText + 40);
    QVERIFY(cut.endsWith(QStringLiteral("… (1000000 characters)")));
}

void LogFileTest::qtMessagesAreRouted()
{
    const QTemporaryDir directory;
    {
        const auto log = LogFile::open(optionsIn(directory)).value();
        log->routeQtMessages();
        const QLoggingCategory category("tradecore.test");
        qCInfo(category, "connected to %s", "somewhere");
        qCDebug(category, "not at this level");
    }
    QVERIFY(textOf(directory).contains(QStringLiteral("info tradecore.test: connected to somewhere\n")));
    QVERIFY(!textOf(directory).contains(QStringLiteral("not at this level")));
}

void LogFileTest::afterTheEndQtMessagesGoWhereTheyWent()
{
    const QTemporaryDir directory;
    {
        const auto log = LogFile::open(optionsIn(directory)).value();
        log->routeQtMessages();
    }
    QTest::ignoreMessage(QtWarningMsg, "after the end");
    qWarning("after the end");
    QVERIFY(!textOf(directory).contains(QStringLiteral("after the end")));
}

void LogFileTest::aFolderThatCannotBeWrittenIsSaid()
{
    LogFileOptions options;
    options.path = "/proc/tradecore/tradecore.log";
    const auto log = LogFile::open(options);
    QVERIFY(!log);
    QVERIFY(log.error().starts_with("The log /proc/tradecore/tradecore.log cannot be written"));
}

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::LogFileTest)
#include "log_file_test.moc"
