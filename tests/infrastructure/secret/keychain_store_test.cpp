// The keychain under the contract, against a real Secret Service: this program starts itself once more inside a session bus of its own
// with an unlocked gnome-keyring. Without that daemon, and without any bus, it must say so and keep nothing.
#include "infrastructure/runtime/event_loop_scheduler.h"
#include "infrastructure/runtime/system_clock.h"
#include "infrastructure/secret/keychain_store.h"
#include "tests/contract/credential_store/credential_store_contract.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure;
using application::CredentialError;

namespace {

constexpr const char* canary = "canary-5d1c7e0a-secret";

// Waits until the daemon owns its name, runs the test functions, and takes the daemon down.
constexpr const char* insideTheBus = R"(
printf 'pw' | gnome-keyring-daemon --unlock --foreground --components=secrets >/dev/null 2>&1 &
daemon=$!
tries=0
until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets >/dev/null 2>&1
do
    tries=$((tries + 1))
    [ $tries -lt 200 ] || { echo 'the keyring did not start'; kill $daemon; exit 3; }
    kill -0 $daemon 2>/dev/null || { echo 'the keyring ended'; exit 3; }
    sleep 0.05
done
"$@"
result=$?
kill $daemon
exit $result
)";

}  // namespace

class KeychainStoreTest : public test::CredentialStoreContract {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_store = std::make_unique<KeychainStore>(QStringLiteral("TradeCoreTest"), m_io); }
    void cleanup();
    void itIsThere();

private:
    application::CredentialStore& store() override { return *m_store; }
    void waitFor(const std::function<bool()>& isDone) override { static_cast<void>(QTest::qWaitFor(isDone, 12'000)); }

    SystemClock m_clock;
    EventLoopScheduler m_io{m_clock};
    std::unique_ptr<KeychainStore> m_store;
};

void KeychainStoreTest::cleanup()
{
    for (const char* name : {"connection/a", "connection/b"})
        static_cast<void>(remove(name));
}

void KeychainStoreTest::itIsThere()
{
    std::optional<bool> isThere;
    m_store->probe([&isThere](Result<void, CredentialError> probed) { isThere = probed.has_value(); });
    waitFor([&isThere] { return isThere.has_value(); });
    QCOMPARE(isThere, std::optional(true));
}

// Without a keychain.
class NoKeychainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itSaysSoAndKeepsNothing();
};

void NoKeychainTest::itSaysSoAndKeepsNothing()
{
    SystemClock clock;
    EventLoopScheduler io{clock};
    KeychainStore store(QStringLiteral("TradeCoreTest"), io);
    std::optional<CredentialError> error;
    store.write("connection/a", Secret(canary), [&error](Result<void, CredentialError> written) {
        error = written ? CredentialError{CredentialError::Kind::NotFound, "it was written"} : written.error();
    });
    QTRY_VERIFY_WITH_TIMEOUT(error, 12'000);
    QCOMPARE(error->kind, CredentialError::Kind::Unavailable);
    QVERIFY(error->text.find("vault") != std::string::npos);
    QDirIterator files(qEnvironmentVariable("HOME"), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(!file.open(QIODevice::ReadOnly) || !file.readAll().contains(canary));
    }
}

// The outer program: one function for each of the two above.
class KeychainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRealKeychainKeepsTheContract();
    void withoutOneItSaysSo();

private:
    static void run(QProcess& process, const QTemporaryDir& home, const QString& program, const QStringList& arguments);
};

void KeychainTest::run(QProcess& process, const QTemporaryDir& home, const QString& program, const QStringList& arguments)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home.path());
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home.path());
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    environment.remove(QStringLiteral("DISPLAY"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    QVERIFY(process.waitForStarted());
    QVERIFY2(process.waitForFinished(120'000), "it did not end");
}

void KeychainTest::aRealKeychainKeepsTheContract()
{
    for (const char* tool : {"dbus-run-session", "dbus-send", "gnome-keyring-daemon"}) {
        if (QStandardPaths::findExecutable(QString::fromLatin1(tool)).isEmpty())
            QSKIP(qPrintable(QStringLiteral("%1 is not installed").arg(QString::fromLatin1(tool))));
    }
    const QTemporaryDir home;
    QProcess process;
    run(process, home, QStringLiteral("dbus-run-session"),
        {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"), QString::fromLatin1(insideTheBus), QStringLiteral("sh"),
         QCoreApplication::applicationFilePath(), QStringLiteral("--keychain")});
    const auto output = process.readAll();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, output.constData());
    QVERIFY2(output.contains("KeychainStoreTest::whatWasWrittenIsRead"), output.constData());
}

void KeychainTest::withoutOneItSaysSo()
{
    const QTemporaryDir home;
    QProcess process;
    run(process, home, QCoreApplication::applicationFilePath(), {QStringLiteral("--no-keychain")});
    const auto output = process.readAll();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, output.constData());
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const auto mode = argc > 1 ? QByteArray(argv[1]) : QByteArray();
    if (mode == "--keychain") {
        KeychainStoreTest inner;
        return QTest::qExec(&inner, {QString::fromLatin1(argv[0])});
    }
    if (mode == "--no-keychain") {
        NoKeychainTest inner;
        return QTest::qExec(&inner, {QString::fromLatin1(argv[0])});
    }
    KeychainTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "keychain_store_test.moc"
