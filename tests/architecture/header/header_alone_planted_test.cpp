// Plants headers that do not compile alone in a project that uses the build's own functions, and expects the third net
// to name them. test.sh builds the same target, all_verify_interface_header_sets, for the real tree.
#include "tests/architecture/planted_project.h"

#include <QtTest>

namespace {

const QStringList verifyTarget{QStringLiteral("all_verify_interface_header_sets")};

void writeLibrary(tradecore::test::PlantedProject& project, const QString& header)
{
    project.write(QStringLiteral("CMakeLists.txt"), QStringLiteral(R"(cmake_minimum_required(VERSION 3.25)
project(Planted LANGUAGES CXX)
list(APPEND CMAKE_MODULE_PATH "${TRADECORE_CMAKE_FOLDER}")
include(TradeCoreOptions)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core)
include(TradeCoreTargets)
tradecore_library(tradecore_planted)
target_link_libraries(tradecore_planted PUBLIC Qt6::Core)
tradecore_sources(tradecore_planted HEADERS name.h SOURCES name.cpp)
)"));
    project.write(QStringLiteral("name.h"), header);
    // The source brings the include that the header forgot: an ordinary build does not see the mistake.
    project.write(QStringLiteral("name.cpp"),
                  QStringLiteral("#include <string>\n#include <QString>\n#include \"name.h\"\nint anything() { return 1; }\n"));
}

}  // namespace

class HeaderAlonePlantedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAHeaderThatForgotAnInclude();
    void appliesTheStrictnessFlags_data();
    void appliesTheStrictnessFlags();
    void acceptsAHeaderThatStandsAlone();
};

void HeaderAlonePlantedTest::namesAHeaderThatForgotAnInclude()
{
    tradecore::test::PlantedProject project;
    writeLibrary(project, QStringLiteral("#pragma once\nstruct Name { std::string text; };\n"));
    const auto configured = project.configure();
    QVERIFY2(configured.succeeded, qUtf8Printable(configured.output));
    const auto ordinary = project.build();
    QVERIFY2(ordinary.succeeded, qUtf8Printable(ordinary.output));
    const auto verified = project.build(verifyTarget);
    QVERIFY(!verified.succeeded);
    QVERIFY2(verified.output.contains(QStringLiteral("name.h")), qUtf8Printable(verified.output));
    QVERIFY2(verified.output.contains(QStringLiteral("string")), qUtf8Printable(verified.output));
}

void HeaderAlonePlantedTest::appliesTheStrictnessFlags_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("text from a narrow literal")
        << QStringLiteral("#pragma once\n#include <QString>\ninline QString name() { return \"x\"; }\n")
        << QStringLiteral("QString");
    QTest::newRow("narrowing") << QStringLiteral("#pragma once\ninline int name(long long v) { return v; }\n")
                               << QStringLiteral("conversion");
    QTest::newRow("switch with a missing case")
        << QStringLiteral("#pragma once\nenum class S { A, B };\n"
                          "inline int name(S s)\n{\n    switch (s) {\n    case S::A: return 1;\n    }\n    return 2;\n}\n")
        << QStringLiteral("not handled in switch");
}

void HeaderAlonePlantedTest::appliesTheStrictnessFlags()
{
    QFETCH(QString, header);
    QFETCH(QString, complaint);
    tradecore::test::PlantedProject project;
    writeLibrary(project, header);
    QVERIFY(project.configure().succeeded);
    const auto verified = project.build(verifyTarget);
    QVERIFY(!verified.succeeded);
    QVERIFY2(verified.output.contains(QStringLiteral("name.h")), qUtf8Printable(verified.output));
    QVERIFY2(verified.output.contains(complaint), qUtf8Printable(verified.output));
}

void HeaderAlonePlantedTest::acceptsAHeaderThatStandsAlone()
{
    tradecore::test::PlantedProject project;
    writeLibrary(project, QStringLiteral("#pragma once\n#include <string>\nstruct Name { std::string text; };\n"));
    QVERIFY(project.configure().succeeded);
    const auto verified = project.build(verifyTarget);
    QVERIFY2(verified.succeeded, qUtf8Printable(verified.output));
}

QTEST_GUILESS_MAIN(HeaderAlonePlantedTest)
#include "header_alone_planted_test.moc"
