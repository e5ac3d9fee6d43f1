// Plants a violation of each house rule in a temporary tree and expects its name, file, line and replacement; and plants
// the nearest thing that is allowed, which must stay unnamed.
#include "tests/architecture/house/house_rules.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace tradecore::test;

namespace {

void writeFile(const QString& path, const QString& text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qUtf8Printable(path));
    file.write(text.toUtf8());
}

std::vector<Finding> findEverything(const SourceTree& tree)
{
    std::vector<Finding> all;
    const auto add = [&all](const std::vector<Finding>& findings) { all.insert(all.end(), findings.begin(), findings.end()); };
    for (const WordRule& rule : wordRules()) {
        add(findWords(tree, rule));
    }
    add(findForbiddenIncludes(tree));
    add(findSidewaysIncludes(tree));
    add(findUnorderedIteration(tree));
    add(findLongFiles(tree));
    add(findLongFunctions(tree));
    add(findDeadFiles(tree));
    add(findDeadPathsInDocuments(tree));
    add(findEventsOutsideCatalogue(tree));
    return all;
}

// A tree of one planted file, named by its CMakeLists.txt, beside a few files that includes can point to.
std::vector<Finding> findIn(const QString& path, const QString& text, bool named = true, const QString& otherBuildLines = {})
{
    QTemporaryDir folder;
    const QString root = folder.path() + u'/';
    QString build;
    for (const QString& other : {QStringLiteral("src/base/clock.h"), QStringLiteral("src/domain/money/price.h"),
                                 QStringLiteral("src/application/order/order_commands.h"),
                                 QStringLiteral("src/infrastructure/persistence/journal.h"),
                                 QStringLiteral("src/infrastructure/broker/coinbase/frame.h"),
                                 QStringLiteral("src/app/composition/desk.h"), QStringLiteral("ui/common/palette.h")}) {
        writeFile(root + other, QStringLiteral("#pragma once\n"));
        build += other + u'\n';
    }
    if (named) {
        build += path + u'\n';
    }
    build += otherBuildLines;
    writeFile(root + QStringLiteral("CMakeLists.txt"), build);
    writeFile(root + path, text);
    return findEverything(readSourceTree(folder.path()));
}

QString describe(const std::vector<Finding>& findings)
{
    QStringList lines;
    for (const Finding& finding : findings) {
        lines << finding.text();
    }
    return lines.isEmpty() ? QStringLiteral("(nothing was found)") : lines.join(u'\n');
}

QString linesOf(int count)
{
    return QStringLiteral("int a;\n").repeated(count);
}

QString functionOf(int count)
{
    return QStringLiteral("void longOne()\n{\n") + QStringLiteral("    step();\n").repeated(count) + QStringLiteral("}\n");
}

}  // namespace

class HouseRulesPlantedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAViolation_data();
    void namesAViolation();
    void leavesTheAllowedAlone_data();
    void leavesTheAllowedAlone();
    void namesADeadFile();
    void seesALoopOverFiles();
    void everyWordRuleIsPlanted();
    void anExceptionCoversItsRuleAlone();
};

void HouseRulesPlantedTest::namesAViolation_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("replacement");
    const auto row = [](const char* name, const char* path, const QString& text, const char* rule, int line, const char* replacement) {
        QTest::newRow(name) << QString::fromLatin1(path) << text << QString::fromLatin1(rule) << line
                            << QString::fromLatin1(replacement);
    };
    const auto u = [](const char* text) { return QString::fromLatin1(text); };
    const char* domain = "src/domain/order/planted.cpp";
    const char* application = "src/application/order/planted.cpp";

    row("double in the domain", domain, u("int a;\ndouble price;\n"), "domain-floating-point", 2, "Decimal");
    row("float in the domain", domain, u("float price;\n"), "domain-floating-point", 1, "Price");
    row("steady clock in the domain", domain, u("auto t = std::chrono::steady_clock::now();\n"), "wall-clock", 1, "base/clock.h");
    row("current date in application", application, u("auto t = QDateTime::currentDateTimeUtc();\n"), "wall-clock", 1, "Clock");
    row("time() in base", "src/base/planted.cpp", u("auto t = time(nullptr);\n"), "wall-clock", 1, "Clock");
    row("timer in application", application, u("QTimer* timer;\n"), "own-timer", 1, "base/scheduler.h");
    row("timer in the practice venue", "src/infrastructure/broker/virtual/planted.cpp", u("QTimer timer;\n"), "own-timer", 1, "Scheduler");
    row("invokeMethod in application", application, u("QMetaObject::invokeMethod(a, f);\n"), "own-thread-hop", 1, "Executor::post");
    row("thread in the domain", domain, u("std::thread worker;\n"), "own-thread-hop", 1, "Executor::post");
    row("random device", domain, u("std::random_device chance;\n"), "own-chance", 1, "base/random.h");
    row("rand", application, u("int a = rand();\n"), "own-chance", 1, "seed");
    row("id made inside", application, u("auto id = QUuid::createUuid();\n"), "own-id", 1, "base/identity_source.h");
    row("default case in the domain", domain, u("switch (s) {\ndefault: break;\n}\n"), "domain-default-case", 2, "a case for each");
    row("unfinished word in a comment", application, u("// TODO: later\n"), "unfinished", 1, "the finished thing");
    row("unfinished word in a string", "ui/order/planted.cpp", u("auto a = \"not implemented\";\n"), "unfinished", 1, "issue");
    row("sleep in a test", "tests/domain/planted.cpp", u("QTest::qSleep(50);\n"), "sleep", 1, "VirtualWorld::advance");
    row("spinning in a test", "tests/ui/planted.cpp", u("QTest::qWait(50);\n"), "sleep", 1, "QTRY_");
    row("nested event loop", "ui/order/planted.cpp", u("QCoreApplication::processEvents();\n"), "sleep", 1, "QSignalSpy");
    row("blocking on a socket", "src/infrastructure/broker/coinbase/planted.cpp", u("socket.waitForReadyRead(5);\n"), "blocking-wait", 1, "signal");
    row("string connect", "ui/order/planted.cpp", u("connect(a, SIGNAL(b()), c, &C::d);\n"), "string-connect", 1, "pointer to member");
    row("connect without a context", "ui/order/planted.cpp", u("connect(m_button, &QPushButton::clicked,\n    [this] { send(); });\n"),
        "connect-without-context", 2, "context object");
    row("connect of a call's result without a context", "ui/order/planted.cpp",
        u("connect(model(), &Model::changed, [this] { send(); });\n"), "connect-without-context", 1, "context object");
    row("singleton", "src/infrastructure/setting/planted.h", u("static Settings& instance();\n"), "singleton", 1, "constructor");
    row("a path of one machine", "tests/ui/planted.cpp", u("auto a = QStringLiteral(\"/home/me/a\");\n"), "own-workplace", 1, "TRADECORE_TEST_DATA");

    row("Qt in the domain", domain, u("#include <vector>\n#include <QString>\n"), "layer-include", 2, "no Qt");
    row("domain looks up", domain, u("#include \"application/order/order_commands.h\"\n"), "layer-include", 1, "base/, domain/");
    row("application looks up", application, u("#include \"infrastructure/persistence/journal.h\"\n"), "layer-include", 1, "port");
    row("SQL in application", application, u("#include <QSqlQuery>\n"), "layer-include", 1, "of QtSql");
    row("socket in application", application, u("#include <QtNetwork/QTcpSocket>\n"), "layer-include", 1, "of QtNetwork");
    row("widget in infrastructure", "src/infrastructure/persistence/planted.cpp", u("#include <QWidget>\n"), "layer-include", 1, "of QtWidgets");
    row("infrastructure sees ui", "src/infrastructure/persistence/planted.cpp", u("#include \"ui/common/palette.h\"\n"), "layer-include", 1, "may not include");
    row("ui sees infrastructure", "ui/order/planted.cpp", u("#include \"infrastructure/persistence/journal.h\"\n"), "layer-include", 1, "may not include");
    row("ui sees app", "ui/order/planted.cpp", u("#include \"app/composition/desk.h\"\n"), "layer-include", 1, "may not include");
    row("ui uses the network", "ui/order/planted.cpp", u("#include <QNetworkAccessManager>\n"), "layer-include", 1, "of QtNetwork");
    row("third party in the domain", domain, u("#include <simdjson.h>\n"), "layer-include", 1, "layer_rules.cpp");
    row("database in ui", "ui/order/planted.cpp", u("#include <sqlite3.h>\n"), "layer-include", 1, "port");
    row("relative include", "src/domain/money/planted.cpp", u("#include \"../money/price.h\"\n"), "include-path", 1, "root");
    row("include of nothing", domain, u("#include \"domain/money/gone.h\"\n"), "include-path", 1, "root");
    row("one broker sees another", "src/infrastructure/broker/kraken/planted.cpp",
        u("#include \"infrastructure/broker/coinbase/frame.h\"\n"), "sideways-include", 1, "application/port");
    row("iterating what has no order", application, u("std::unordered_map<int, int> m_rows;\nfor (const auto& row : m_rows) {\n"),
        "unordered-iteration", 2, "std::map");
    row("file too long", "src/base/planted.cpp", linesOf(sourceLinesMax + 1), "file-length", 0, "split it");
    row("test too long", "tests/base/planted.cpp", linesOf(testLinesMax + 1), "file-length", 0, "split it");
    row("a document names what is gone", "docs/planted.md", u("See `src/base/clock.h`,\nand `src/base/gone.h`.\n"), "document-path", 2, "what is there");
    row("a dead link", "docs/planted.md", u("[here](gone.md)\n"), "document-path", 1, "what is there");
    row("an event without its row", "src/domain/order/planted.h", u("using OrderEvent = std::variant<OrderPlanted>;\n"),
        "event-catalogue", 0, "docs/events.md");
    row("a row without its event", "docs/events.md", u("| Event | |\n| OrderPlanted | It happened. |\n"), "event-catalogue", 2, "take its row out");
    row("function too long", "src/base/planted.cpp", functionOf(functionLinesMax + 1), "function-length", 2, "name its parts");
}

void HouseRulesPlantedTest::namesAViolation()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, rule);
    QFETCH(int, line);
    QFETCH(QString, replacement);
    const std::vector<Finding> findings = findIn(path, text);
    QVERIFY2(findings.size() == 1, qUtf8Printable(describe(findings)));
    QCOMPARE(findings.front().rule, rule);
    QCOMPARE(findings.front().path, path);
    QCOMPARE(findings.front().line, line);
    QVERIFY2(findings.front().message.contains(replacement), qUtf8Printable(describe(findings)));
    QVERIFY(findings.front().text().startsWith(line > 0 ? QStringLiteral("%1:%2: ").arg(path).arg(line) : path));
}

void HouseRulesPlantedTest::leavesTheAllowedAlone_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* path, const QString& text) {
        QTest::newRow(name) << QString::fromLatin1(path) << text;
    };
    const auto u = [](const char* text) { return QString::fromLatin1(text); };
    row("double in a comment", "src/domain/order/planted.cpp", u("// never a double\n/* float\n double */ int a;\n"));
    row("double in literals", "src/domain/order/planted.cpp", u("auto a = \"double\"; auto b = R\"x(\nfloat)x\"; char c = '\"'; // double\n"));
    row("digit separators", "src/domain/order/planted.cpp", u("int a = 1'000'000; // double\nchar b = 'd';\n"));
    row("a lossy exit", "src/domain/order/planted.cpp", u("double toDoubleLossy() const;\n"));
    row("double above the domain", "ui/order/planted.cpp", u("double x = 0;\n"));
    row("timer in ui", "ui/order/planted.cpp", u("QTimer m_timer;\n"));
    row("timer where a real socket is", "src/infrastructure/broker/coinbase/planted.cpp", u("QTimer m_timer;\n"));
    row("a time point", "src/domain/order/planted.cpp", u("Duration time(int a); auto b = point.time();\n"));
    row("default in another layer", "src/infrastructure/persistence/planted.cpp", u("switch (c) {\ndefault: break;\n}\n"));
    row("deleted and defaulted functions", "src/domain/order/planted.cpp", u("bool operator==(const A&) const = default;\n"));
    row("a widget's hint text", "ui/order/planted.cpp", u("edit->setPlaceholderText(text);\n"));
    row("waiting for a condition", "tests/ui/planted.cpp", u("QTest::qWaitForWindowExposed(&window);\n"));
    row("a context before the lambda", "ui/order/planted.cpp", u("connect(m_button, &QPushButton::clicked, this, [this] { send(); });\n"));
    row("signal to slot", "ui/order/planted.cpp", u("connect(a, &A::b, c, &C::d);\n"));
    row("own layer and below", "src/application/order/planted.cpp",
        u("#include <QString>\n#include <map>\n#include \"base/clock.h\"\n#include \"domain/money/price.h\"\n"));
    row("a form's header", "ui/order/planted.cpp", u("#include \"ui_order_ticket.h\"\n#include <QWidget>\n"));
    row("an own broker file", "src/infrastructure/broker/coinbase/planted.cpp", u("#include \"infrastructure/broker/coinbase/frame.h\"\n"));
    row("app sees all", "src/app/composition/planted.cpp",
        u("#include \"ui/common/palette.h\"\n#include \"infrastructure/persistence/journal.h\"\n#include <QApplication>\n"));
    row("an include in a comment", "src/domain/order/planted.cpp", u("/*\n#include <QString>\n*/\n"));
    row("looking up what has no order", "src/application/order/planted.cpp",
        u("std::unordered_map<int, int> m_rows;\nauto row = m_rows.find(1);\nfor (const auto& other : m_others) {\n"));
    row("a document names what is there", "docs/planted.md", u("`src/base/clock.h`, `src/base`, [all](planted.md), [far](https://example.org)\n"));
    row("file as long as it may be", "src/base/planted.cpp", linesOf(sourceLinesMax));
    row("function as long as it may be", "src/base/planted.cpp", functionOf(functionLinesMax));
}

void HouseRulesPlantedTest::leavesTheAllowedAlone()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    const std::vector<Finding> findings = findIn(path, text);
    QVERIFY2(findings.empty(), qUtf8Printable(describe(findings)));
}

void HouseRulesPlantedTest::namesADeadFile()
{
    const std::vector<Finding> findings = findIn(QStringLiteral("ui/order/planted.cpp"), QStringLiteral("int a;\n"), /*named=*/false);
    QVERIFY2(findings.size() == 1, qUtf8Printable(describe(findings)));
    QCOMPARE(findings.front().text(),
             QStringLiteral("ui/order/planted.cpp: dead-file: no CMakeLists.txt names it; name it or delete it"));
}

void HouseRulesPlantedTest::seesALoopOverFiles()
{
    const QString path = QStringLiteral("tests/base/decimal_test.cpp");
    const QString loop = QStringLiteral("foreach(name %1 uuid)\n  add_test(tests/base/${name}_test.cpp)\nendforeach()\n");
    QVERIFY(findIn(path, QStringLiteral("int a;\n"), /*named=*/false, loop.arg(QStringLiteral("decimal"))).empty());
    const auto findings = findIn(path, QStringLiteral("int a;\n"), /*named=*/false, loop.arg(QStringLiteral("digest")));
    QVERIFY2(findings.size() == 1, qUtf8Printable(describe(findings)));
    QCOMPARE(findings.front().rule, QStringLiteral("dead-file"));
}

void HouseRulesPlantedTest::everyWordRuleIsPlanted()
{
    QFile self(QStringLiteral(TRADECORE_SOURCE_FOLDER "/tests/architecture/house/house_rules_planted_test.cpp"));
    QVERIFY(self.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(self.readAll());
    for (const WordRule& rule : wordRules()) {
        QVERIFY2(text.contains(u'"' + rule.name + u'"'), qUtf8Printable(rule.name + QStringLiteral(" has no planted violation")));
    }
}

void HouseRulesPlantedTest::anExceptionCoversItsRuleAlone()
{
    const std::vector<Finding> findings{{QStringLiteral("sleep"), QStringLiteral("tests/a.cpp"), 1, {}},
                                        {QStringLiteral("sleep"), QStringLiteral("tests/a.cpp.h"), 1, {}},
                                        {QStringLiteral("own-timer"), QStringLiteral("tests/a.cpp"), 2, {}}};
    const std::vector<RuleException> exceptions{{QStringLiteral("sleep"), QStringLiteral("tests/a\\.cpp"), QStringLiteral("why")},
                                                {QStringLiteral("sleep"), QStringLiteral("tests/b\\.cpp"), QStringLiteral("why")}};
    std::vector<bool> used;
    const std::vector<Finding> standing = withoutExceptions(findings, exceptions, used);
    QCOMPARE(standing.size(), std::size_t{2});
    QCOMPARE(standing.front().path, QStringLiteral("tests/a.cpp.h"));
    QCOMPARE(standing.back().rule, QStringLiteral("own-timer"));
    QVERIFY(used[0]);
    QVERIFY(!used[1]);
}

QTEST_GUILESS_MAIN(HouseRulesPlantedTest)
#include "house_rules_planted_test.moc"
