// The project's own tree against the house rules: one row a rule.
#include "tests/architecture/house/house_rules.h"

#include <QtTest>

#include <functional>

using namespace tradecore::test;

class HouseRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void treeKeepsRule_data();
    void treeKeepsRule();
    void everyExceptionIsUsed_data();
    void everyExceptionIsUsed();

private:
    SourceTree m_tree;
    std::vector<bool> m_used;
};

Q_DECLARE_METATYPE(std::vector<Finding>)

void HouseRulesTest::initTestCase()
{
    m_tree = readSourceTree(qEnvironmentVariable("TRADECORE_SOURCE_DIR", QStringLiteral(TRADECORE_SOURCE_FOLDER)));
    QVERIFY2(m_tree.sources.size() > 50, "the project's own files were not found");
    m_used.resize(ruleExceptions().size(), false);
}

void HouseRulesTest::treeKeepsRule_data()
{
    QTest::addColumn<std::vector<Finding>>("findings");
    for (const WordRule& rule : wordRules()) {
        QTest::newRow(qUtf8Printable(rule.name)) << findWords(m_tree, rule);
    }
    QTest::newRow("layer-include") << findForbiddenIncludes(m_tree);
    QTest::newRow("sideways-include") << findSidewaysIncludes(m_tree);
    QTest::newRow("unordered-iteration") << findUnorderedIteration(m_tree);
    QTest::newRow("file-length") << findLongFiles(m_tree);
    QTest::newRow("function-length") << findLongFunctions(m_tree);
    QTest::newRow("dead-file") << findDeadFiles(m_tree);
    QTest::newRow("document-path") << findDeadPathsInDocuments(m_tree);
    QTest::newRow("event-catalogue") << findEventsOutsideCatalogue(m_tree);
}

void HouseRulesTest::treeKeepsRule()
{
    QFETCH(std::vector<Finding>, findings);
    const std::vector<Finding> standing = withoutExceptions(findings, ruleExceptions(), m_used);
    QStringList lines;
    for (const Finding& finding : standing) {
        lines << finding.text();
    }
    // Qt Test cuts a long message, so the first few stand in it and all of them before it.
    if (lines.size() > 5) {
        qInfo().noquote() << u'\n' + lines.join(u'\n');
        lines = lines.mid(0, 5) << QStringLiteral("and %1 more").arg(standing.size() - 5);
    }
    QVERIFY2(standing.empty(), qUtf8Printable(u'\n' + lines.join(u'\n')));
}

void HouseRulesTest::everyExceptionIsUsed_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t index = 0; index < ruleExceptions().size(); ++index) {
        QTest::addRow("%s in %s", qUtf8Printable(ruleExceptions()[index].rule), qUtf8Printable(ruleExceptions()[index].path))
            << static_cast<int>(index);
    }
}

void HouseRulesTest::everyExceptionIsUsed()
{
    QFETCH(int, index);
    QVERIFY2(m_used[static_cast<std::size_t>(index)], "nothing needs this exception any more; take it out");
    QVERIFY(!ruleExceptions()[static_cast<std::size_t>(index)].reason.isEmpty());
}

QTEST_GUILESS_MAIN(HouseRulesTest)
#include "house_rules_test.moc"
