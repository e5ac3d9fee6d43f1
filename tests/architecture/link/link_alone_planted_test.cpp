// Plants a call from a lower layer into an upper one, and a link line that goes up, in a project of its own, and expects
// the first net to name them. It also shows why the net is needed: the ordinary program links.
#include "tests/architecture/planted_project.h"

#include <QtTest>

#include <memory>

namespace {

const QString projectHead = QStringLiteral(R"(cmake_minimum_required(VERSION 3.25)
project(Planted LANGUAGES CXX)
enable_testing()
list(APPEND CMAKE_MODULE_PATH "${TRADECORE_CMAKE_FOLDER}")
include(TradeCoreLinkAlone)
include(TradeCoreLinkLines)
)");

}  // namespace

class LinkAlonePlantedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesTheSymbolOfAnUpwardCall();
    void acceptsALayerThatStaysBelow();
    void namesALinkLineThatGoesUp_data();
    void namesALinkLineThatGoesUp();

private:
    static tradecore::test::PlantedProject* makeLayers(const QString& callInDomain);
};

tradecore::test::PlantedProject* LinkAlonePlantedTest::makeLayers(const QString& callInDomain)
{
    auto* project = new tradecore::test::PlantedProject;
    project->write(QStringLiteral("CMakeLists.txt"), projectHead + QStringLiteral(R"(
add_library(tradecore_domain STATIC fee.cpp amount.cpp)
add_library(tradecore_application STATIC desk.cpp)
target_link_libraries(tradecore_application PUBLIC tradecore_domain)
add_executable(ordinary main.cpp)
target_link_libraries(ordinary PRIVATE tradecore_application tradecore_domain)
tradecore_link_alone(tradecore_domain)
)"));
    project->write(QStringLiteral("amount.cpp"), QStringLiteral("int amount() { return 5; }\n"));
    project->write(QStringLiteral("fee.cpp"), callInDomain);
    project->write(QStringLiteral("desk.cpp"),
                   QStringLiteral("int amount();\nint fee();\nint askTheDesk() { return amount(); }\n"));
    project->write(QStringLiteral("main.cpp"), QStringLiteral("int askTheDesk();\nint main() { return askTheDesk() - 5; }\n"));
    return project;
}

void LinkAlonePlantedTest::namesTheSymbolOfAnUpwardCall()
{
    const std::unique_ptr<tradecore::test::PlantedProject> project(
        makeLayers(QStringLiteral("int askTheDesk();\nint fee() { return askTheDesk(); }\n")));
    const auto configured = project->configure();
    QVERIFY2(configured.succeeded, qUtf8Printable(configured.output));

    const auto ordinary = project->build({QStringLiteral("ordinary")});
    QVERIFY2(ordinary.succeeded, qUtf8Printable(ordinary.output));

    const auto alone = project->build({QStringLiteral("link_alone_tradecore_domain")});
    QVERIFY(!alone.succeeded);
    QVERIFY2(alone.output.contains(QStringLiteral("undefined reference to `askTheDesk()'")), qUtf8Printable(alone.output));
    QVERIFY2(alone.output.contains(QStringLiteral("fee.cpp")), qUtf8Printable(alone.output));
}

void LinkAlonePlantedTest::acceptsALayerThatStaysBelow()
{
    const std::unique_ptr<tradecore::test::PlantedProject> project(
        makeLayers(QStringLiteral("int amount();\nint fee() { return amount(); }\n")));
    QVERIFY(project->configure().succeeded);
    const auto alone = project->build({QStringLiteral("link_alone_tradecore_domain")});
    QVERIFY2(alone.succeeded, qUtf8Printable(alone.output));
}

void LinkAlonePlantedTest::namesALinkLineThatGoesUp_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("linkedFolder");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* folder, const char* linkedFolder, bool allowed) {
        QTest::addRow("%s links %s", folder, linkedFolder)
            << QString::fromLatin1(folder) << QString::fromLatin1(linkedFolder) << allowed;
    };
    row("src/domain", "src/application", false);
    row("src/application", "src/infrastructure/persistence", false);
    row("ui/order", "src/infrastructure/persistence", false);
    row("src/infrastructure/persistence", "ui/order", false);
    row("src/infrastructure/persistence", "src/app/composition", false);
    row("somewhere", "src/base", false);
    row("src/application", "src/domain", true);
    row("src/app/composition", "ui/order", true);
}

void LinkAlonePlantedTest::namesALinkLineThatGoesUp()
{
    QFETCH(QString, folder);
    QFETCH(QString, linkedFolder);
    QFETCH(bool, allowed);
    tradecore::test::PlantedProject project;
    project.write(QStringLiteral("CMakeLists.txt"), projectHead + QStringLiteral(R"(
add_subdirectory(%2)
add_subdirectory(%1)
tradecore_check_link_lines(tradecore_first)
)").arg(folder, linkedFolder));
    project.write(folder + QStringLiteral("/CMakeLists.txt"),
                  QStringLiteral("add_library(tradecore_first STATIC a.cpp)\n"
                                 "target_link_libraries(tradecore_first PRIVATE tradecore_second)\n"));
    project.write(linkedFolder + QStringLiteral("/CMakeLists.txt"), QStringLiteral("add_library(tradecore_second STATIC b.cpp)\n"));
    project.write(folder + QStringLiteral("/a.cpp"), QStringLiteral("int a() { return 1; }\n"));
    project.write(linkedFolder + QStringLiteral("/b.cpp"), QStringLiteral("int b() { return 2; }\n"));
    const auto configured = project.configure();
    QVERIFY2(configured.succeeded == allowed, qUtf8Printable(configured.output));
    if (!allowed) {
        QVERIFY2(configured.output.contains(QStringLiteral("link-lines: tradecore_first")), qUtf8Printable(configured.output));
    }
}

QTEST_GUILESS_MAIN(LinkAlonePlantedTest)
#include "link_alone_planted_test.moc"
