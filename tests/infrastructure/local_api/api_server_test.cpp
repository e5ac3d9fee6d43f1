// The local socket against hostile bytes, too many and too slow clients, other users, and paths that cannot be used.
#include "infrastructure/local_api/instance_lock.h"
#include "tests/infrastructure/local_api/api_bench.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QtTest>

#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tradecore::test {

using infrastructure::ApiLimits;
using infrastructure::InstanceError;
using infrastructure::InstanceLock;

class ApiServerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void badLinesAreAnsweredAndTheConnectionLives_data();
    void badLinesAreAnsweredAndTheConnectionLives();
    void emptyLinesAreNoRequests();
    void aRequestInPiecesIsOneRequest();
    void manyRequestsInOneWriteAreAllAnsweredInOrder();
    void aLineOfTwoMebibytesIsSkippedWhole();
    void aMebibyteOfLineEndsIsReadQuickly();
    void moreSessionsThanAllowedAreToldAndClosed();
    void aPlaceThatBecomesFreeIsGivenAgain();
    void aClientThatNeverReadsIsCut();
    void aClientThatLeavesBeforeItsAnswerDoesNoHarm();
    void moreSubscriptionsThanAllowedAreRefused();
    void theSocketIsForItsOwnerAlone();
    void anotherUserIsRefused();
    void aStaleSocketFileIsReplaced();
    void aPathThatIsTooLongIsSaid();
    void aLongDirectoryGetsAShortPath();
    void aFolderThatCannotBeWrittenIsSaid();
    void aReadOnlyDirectoryIsSaid();
    void closingEndsTheSessions();
};

void ApiServerTest::badLinesAreAnsweredAndTheConnectionLives_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("code");
    const QString badJson = QStringLiteral("bad_json"), unknown = QStringLiteral("unknown_command");
    QTest::newRow("no JSON") << QByteArray("hello") << badJson;
    QTest::newRow("cut JSON") << QByteArray("{\"id\":1,\"query\":") << badJson;
    QTest::newRow("an array") << QByteArray("[1,2]") << badJson;
    QTest::newRow("a number") << QByteArray("17") << badJson;
    QTest::newRow("two objects") << QByteArray("{\"id\":1}{\"id\":2}") << badJson;
    QTest::newRow("bytes that are no UTF-8") << QByteArray("\xff\xfe\x80{}") << badJson;
    QTest::newRow("a null byte") << QByteArray("{\"id\":1\0}", 9) << badJson;
    QTest::newRow("100000 open brackets") << QByteArray(100'000, '[') << badJson;
    QTest::newRow("nothing asked") << QByteArray("{}") << unknown;
    QTest::newRow("an unknown command") << QByteArray("{\"id\":1,\"command\":\"Explode\"}") << unknown;
    QTest::newRow("a command that is a number") << QByteArray("{\"id\":1,\"command\":7}") << unknown;
    QTest::newRow("an inner command") << QByteArray("{\"id\":1,\"command\":\"ConnectionObserved\"}") << unknown;
    QTest::newRow("an unknown query") << QByteArray("{\"id\":1,\"query\":\"Secrets\"}") << unknown;
    QTest::newRow("an unknown subscription")
        << QByteArray("{\"id\":1,\"subscribe\":\"quotes\"}") << QStringLiteral("unknown_subscription");
}

void ApiServerTest::badLinesAreAnsweredAndTheConnectionLives()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, code);
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket);
    socket->write(line + '\n');
    const auto answer = ApiBench::nextLine(*socket);
    QCOMPARE(answer.value(QStringLiteral("ok")), QJsonValue(false));
    QCOMPARE(ApiBench::errorOf(answer), code);
    QCOMPARE(bench.server.counters().badRequests.load(), std::uint64_t{1});
    QVERIFY(ApiBench::answers(*socket));
    QVERIFY(bench.desk.placed.empty());
}

void ApiServerTest::emptyLinesAreNoRequests()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket);
    socket->write("\n  \r\n\n");
    QVERIFY(ApiBench::answers(*socket));
    QCOMPARE(bench.server.counters().badRequests.load(), std::uint64_t{0});
}

void ApiServerTest::aRequestInPiecesIsOneRequest()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    const auto other = bench.call();
    QVERIFY(socket && other);
    for (const char* piece : {"{\"id\":5,", "\"query\":\"St", "atus\"}\n"}) {
        socket->write(piece);
        socket->flush();
        QVERIFY(ApiBench::answers(*other));   // the server has read the piece by then
    }
    QCOMPARE(ApiBench::nextLine(*socket).value(QStringLiteral("id")), QJsonValue(5));
}

void ApiServerTest::manyRequestsInOneWriteAreAllAnsweredInOrder()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket);
    QByteArray lines;
    for (int i = 0; i < 200; ++i)
        lines += "{\"id\":" + QByteArray::number(i) + ",\"query\":\"Status\"}\n";
    socket->write(lines);
    for (int i = 0; i < 200; ++i)
        QCOMPARE(ApiBench::nextLine(*socket).value(QStringLiteral("id")), QJsonValue(i));
}

void ApiServerTest::aLineOfTwoMebibytesIsSkippedWhole()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket);
    // What stands behind the first mebibyte of the line must not be taken for a request of its own.
    QByteArray line("{\"id\":1,\"query\":\"Status\",\"fill\":\"");
    line += QByteArray(2 << 20, 'x') + "\"}";
    socket->write(line + '\n');
    QCOMPARE(ApiBench::errorOf(ApiBench::nextLine(*socket)), QStringLiteral("line_too_long"));
    QVERIFY(ApiBench::answers(*socket));
    QCOMPARE(bench.server.counters().badRequests.load(), std::uint64_t{1});
}

void ApiServerTest::aMebibyteOfLineEndsIsReadQuickly()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket);
    QElapsedTimer timer;
    timer.start();
    socket->write(QByteArray(1 << 20, '\n'));
    QVERIFY(ApiBench::answers(*socket));
    QVERIFY2(timer.elapsed() < 8'000, qPrintable(QString::number(timer.elapsed())));
}

void ApiServerTest::moreSessionsThanAllowedAreToldAndClosed()
{
    ApiBench bench(ApiLimits{3});
    QVERIFY(bench.listen());
    std::vector<std::unique_ptr<QLocalSocket>> served;
    for (int i = 0; i < 3; ++i) {
        served.push_back(bench.call());
        QVERIFY(served.back() && ApiBench::answers(*served.back()));
    }
    const auto fourth = bench.call();
    QVERIFY(fourth);
    fourth->write("{\"id\":1,\"query\":\"Status\"}\n");
    fourth->flush();
    QCOMPARE(ApiBench::errorOf(ApiBench::nextLine(*fourth)), QStringLiteral("too_many_connections"));
    QVERIFY(ApiBench::isClosed(*fourth));
    QCOMPARE(bench.server.counters().refusedSessions.load(), std::uint64_t{1});
    for (const auto& socket : served)
        QVERIFY(ApiBench::answers(*socket));
}

void ApiServerTest::aPlaceThatBecomesFreeIsGivenAgain()
{
    ApiBench bench(ApiLimits{1});
    QVERIFY(bench.listen());
    auto first = bench.call();
    QVERIFY(first && ApiBench::answers(*first));
    first->disconnectFromServer();
    first.reset();
    QTRY_VERIFY([&bench] {
        const auto next = bench.call();
        return next && ApiBench::answers(*next);
    }());
}

void ApiServerTest::aClientThatNeverReadsIsCut()
{
    ApiBench bench(ApiLimits{4, 256 * 1024});
    for (int i = 0; i < 2'000; ++i)
        bench.desk.instrumentList.push_back({});
    QVERIFY(bench.listen());
    const int stuck = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(bench.path);
    QVERIFY(static_cast<std::size_t>(path.size()) < sizeof address.sun_path);
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    QCOMPARE(::connect(stuck, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    const QByteArray request("{\"id\":1,\"query\":\"Instruments\"}\n");
    for (int i = 0; i < 20; ++i)
        QCOMPARE(::write(stuck, request.constData(), static_cast<std::size_t>(request.size())), static_cast<ssize_t>(request.size()));
    QTRY_COMPARE(bench.server.counters().cutSessions.load(), std::uint64_t{1});
    const auto other = bench.call();
    QVERIFY(other && ApiBench::answers(*other));
    ::close(stuck);
}

void ApiServerTest::aClientThatLeavesBeforeItsAnswerDoesNoHarm()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto other = bench.call();
    QVERIFY(other);
    for (int i = 0; i < 20; ++i) {
        const auto socket = bench.call();
        QVERIFY(socket);
        socket->write("{\"id\":1,\"subscribe\":\"events\"}\n{\"id\":2,\"query\":\"Orders\"}\n{\"id\":3,\"comm");
        socket->flush();
        if (i % 2 == 0)
            QVERIFY(ApiBench::answers(*other));
        socket->abort();
    }
    QVERIFY(ApiBench::answers(*other));
}

void ApiServerTest::moreSubscriptionsThanAllowedAreRefused()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket);
    for (int i = 0; i < 16; ++i) {
        socket->write("{\"id\":1,\"subscribe\":\"events\"}\n");
        QCOMPARE(ApiBench::nextLine(*socket).value(QStringLiteral("ok")), QJsonValue(true));
    }
    socket->write("{\"id\":1,\"subscribe\":\"events\"}\n");
    QCOMPARE(ApiBench::errorOf(ApiBench::nextLine(*socket)), QStringLiteral("too_many_subscriptions"));
}

void ApiServerTest::theSocketIsForItsOwnerAlone()
{
    ApiBench bench;
    const mode_t before = ::umask(0);
    const bool listening = bench.listen();
    ::umask(before);
    QVERIFY(listening);
    struct stat status{};
    QCOMPARE(::stat(QFile::encodeName(bench.path).constData(), &status), 0);
    QVERIFY(S_ISSOCK(status.st_mode));
    QCOMPARE(status.st_mode & 0777U, 0600U);
    QCOMPARE(status.st_uid, ::geteuid());
}

namespace {

// In a child process as another user: 0 where the first line is a refusal and the end of the connection follows.
int callAsNobody(const QByteArray& path)
{
    constexpr uid_t nobody = 65'534;
    if (::setuid(nobody) != 0)
        return 10;
    const int caller = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    if (::connect(caller, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return 11;
    char answer[4'096] = {};
    std::size_t have = 0;
    ssize_t got = 0;
    while (have + 1 < sizeof answer && (got = ::read(caller, answer + have, sizeof answer - have - 1)) > 0)
        have += static_cast<std::size_t>(got);
    return std::strstr(answer, "another_user") != nullptr ? 0 : 12;
}

}  // namespace

void ApiServerTest::anotherUserIsRefused()
{
    if (::geteuid() != 0)
        QSKIP("only root can call as another user");
    ApiBench bench;
    QVERIFY(bench.listen());
    // As if the file's mode had been loosened: the caller itself is looked at.
    const QByteArray path = QFile::encodeName(bench.path);
    QCOMPARE(::chmod(QFile::encodeName(bench.directory.path()).constData(), 0755), 0);
    QCOMPARE(::chmod(path.constData(), 0666), 0);
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(callAsNobody(path));
    int status = 0;
    bool hasEnded = false;
    QTRY_VERIFY(hasEnded = hasEnded || ::waitpid(child, &status, WNOHANG) == child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    QCOMPARE(bench.server.counters().refusedSessions.load(), std::uint64_t{1});
}

void ApiServerTest::aStaleSocketFileIsReplaced()
{
    ApiBench bench;
    // A server that dies leaves its file behind.
    const int dead = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(bench.path);
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    QCOMPARE(::bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(dead);
    QVERIFY(QFileInfo::exists(bench.path));
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket && ApiBench::answers(*socket));
}

void ApiServerTest::aPathThatIsTooLongIsSaid()
{
    ApiBench bench;
    const auto listening = bench.server.listen(bench.directory.filePath(QString(150, u'x')));
    QVERIFY(!listening);
    QVERIFY2(listening.error().contains(QStringLiteral("cannot be opened")), qPrintable(listening.error()));
}

void ApiServerTest::aLongDirectoryGetsAShortPath()
{
    QTemporaryDir runtime;
    const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
    const QString longDirectory = QStringLiteral("/data/someone/") + QString(150, u'x');
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime.path()));
    const QString inRuntime = infrastructure::socketPathFor(longDirectory);
    QCOMPARE(infrastructure::socketPathFor(longDirectory), inRuntime);
    QVERIFY(inRuntime.startsWith(runtime.path()));
    QVERIFY(infrastructure::socketPathFor(longDirectory + u'y') != inRuntime);
    qunsetenv("XDG_RUNTIME_DIR");
    const QString inTemporary = infrastructure::socketPathFor(longDirectory);
    QVERIFY(QFile::encodeName(inTemporary).size() < 104);
    struct stat status{};
    QCOMPARE(::stat(QFile::encodeName(QFileInfo(inTemporary).absolutePath()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0700U);
    QVERIFY(QDir().rmdir(QFileInfo(inTemporary).absolutePath()));
    if (!before.isEmpty())
        qputenv("XDG_RUNTIME_DIR", before);
}

void ApiServerTest::aFolderThatCannotBeWrittenIsSaid()
{
    ApiBench bench;
    const auto listening = bench.server.listen(QStringLiteral("/proc/tradecore.sock"));
    QVERIFY(!listening);
    QVERIFY2(listening.error().contains(QStringLiteral("/proc/tradecore.sock cannot be opened")), qPrintable(listening.error()));
}

void ApiServerTest::aReadOnlyDirectoryIsSaid()
{
    // /proc is read-only for root too.
    const auto lock = InstanceLock::acquire(QStringLiteral("/proc"), InstanceLock::Mode::Exclusive);
    QVERIFY(!lock);
    QVERIFY(lock.error().kind == InstanceError::Kind::Unusable);
    QVERIFY2(lock.error().text.startsWith(QStringLiteral("The data directory /proc cannot be used: ")), qPrintable(lock.error().text));
    QVERIFY(InstanceLock::acquire(QStringLiteral("/proc"), InstanceLock::Mode::Shared).has_value());
}

void ApiServerTest::closingEndsTheSessions()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket && ApiBench::answers(*socket));
    bench.server.close();
    QVERIFY(ApiBench::isClosed(*socket));
    QVERIFY(!QFileInfo::exists(bench.path));
    QVERIFY(!bench.call());
}

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::ApiServerTest)
#include "api_server_test.moc"
