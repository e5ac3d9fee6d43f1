#include "tests/architecture/house/house_rules.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace tradecore::test {

namespace {

// The files that a CMakeLists.txt names. "${name}_test.cpp" in a loop stands for each word of that file in its place.
QSet<QString> filesNamedByBuild(const SourceTree& tree)
{
    static const QRegularExpression name(QStringLiteral("(?:\\$\\{\\w+\\}|[A-Za-z0-9_./-])+\\.(?:h|cpp|ui)\\b"));
    static const QRegularExpression variable(QStringLiteral("\\$\\{\\w+\\}"));
    static const QRegularExpression leadingFolder(QStringLiteral("^(?:\\$\\{\\w+\\})?/"));
    static const QRegularExpression word(QStringLiteral("[a-z][a-z0-9_]*"));
    QSet<QString> named;
    for (auto file = tree.buildFiles.cbegin(); file != tree.buildFiles.cend(); ++file) {
        const QString prefix = file.key().isEmpty() ? QString() : file.key() + u'/';
        QRegularExpressionMatchIterator matches = name.globalMatch(file.value());
        while (matches.hasNext()) {
            const QString token = matches.next().captured().remove(leadingFolder);
            QStringList spelled{token};
            if (token.contains(variable)) {
                QRegularExpressionMatchIterator words = word.globalMatch(file.value());
                while (words.hasNext()) {
                    spelled << QString(token).replace(variable, words.next().captured());
                }
            }
            for (const QString& path : spelled) {
                named.insert(QDir::cleanPath(prefix + path));
                named.insert(QDir::cleanPath(path));
            }
        }
    }
    return named;
}

}  // namespace

QString Finding::text() const
{
    const QString place = line > 0 ? QStringLiteral("%1:%2").arg(path).arg(line) : path;
    return QStringLiteral("%1: %2: %3").arg(place, rule, message);
}

std::vector<Finding> findWords(const SourceTree& tree, const WordRule& rule)
{
    const QRegularExpression paths(rule.paths);
    const QRegularExpression pattern(rule.pattern);
    const QRegularExpression unless(rule.unlessLine);
    std::vector<Finding> findings;
    for (const SourceFile& file : tree.sources) {
        if (!paths.match(file.path).hasMatch()) {
            continue;
        }
        const QStringList& lines = rule.where == WordRule::Where::Code ? file.code : file.lines;
        // The whole text, so that a construct over several lines is seen.
        const QString text = lines.join(u'\n');
        QRegularExpressionMatchIterator matches = pattern.globalMatch(text);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            const auto line = static_cast<int>(QStringView(text).left(match.capturedEnd()).count(u'\n'));
            if (!rule.unlessLine.isEmpty() && unless.match(lines.at(line)).hasMatch()) {
                continue;
            }
            findings.push_back({rule.name, file.path, line + 1,
                                QStringLiteral("'%1' is banned here; write %2").arg(match.captured().simplified(), rule.replacement)});
        }
    }
    return findings;
}

std::vector<Finding> findUnorderedIteration(const SourceTree& tree)
{
    static const QRegularExpression place(QStringLiteral("^src/(base|domain|application)/"));
    static const QRegularExpression declaration(
        QStringLiteral("\\b(?:unordered_(?:multi)?(?:map|set)|QHash|QMultiHash|QSet)\\s*<[^;{}()]*>\\s*&?\\s*(\\w+)\\s*[;={,)]"));
    QHash<QString, QSet<QString>> namesOfStem;  // a header's members are iterated in its source
    for (const SourceFile& file : tree.sources) {
        if (place.match(file.path).hasMatch()) {
            QRegularExpressionMatchIterator matches = declaration.globalMatch(file.code.join(u'\n'));
            while (matches.hasNext()) {
                namesOfStem[file.path.section(u'.', 0, 0)].insert(matches.next().captured(1));
            }
        }
    }
    std::vector<Finding> findings;
    for (const SourceFile& file : tree.sources) {
        const QSet<QString> names = namesOfStem.value(file.path.section(u'.', 0, 0));
        for (const QString& name : names) {
            const QRegularExpression iteration(
                QStringLiteral("\\bfor\\s*\\([^;]*:\\s*(?:\\w+(?:\\.|->))*%1\\s*\\)|\\b%1\\s*\\.\\s*c?begin\\s*\\(").arg(name));
            for (int line = 0; line < file.code.size(); ++line) {
                if (iteration.match(file.code.at(line)).hasMatch()) {
                    findings.push_back({QStringLiteral("unordered-iteration"), file.path, line + 1,
                                        QStringLiteral("'%1' has no order of its own; iterate a std::map, or sort first").arg(name)});
                }
            }
        }
    }
    return findings;
}

std::vector<Finding> findLongFiles(const SourceTree& tree)
{
    std::vector<Finding> findings;
    for (const SourceFile& file : tree.sources) {
        const int limit = file.path.startsWith(QStringLiteral("tests/")) ? testLinesMax : sourceLinesMax;
        const auto count = static_cast<int>(file.lines.size()) - (file.lines.constLast().isEmpty() ? 1 : 0);
        if (count > limit) {
            findings.push_back({QStringLiteral("file-length"), file.path, 0,
                                QStringLiteral("%1 lines, at most %2; split it by what it does").arg(count).arg(limit)});
        }
    }
    return findings;
}

std::vector<Finding> findLongFunctions(const SourceTree& tree)
{
    std::vector<Finding> findings;
    for (const SourceFile& file : tree.sources) {
        if (file.path.startsWith(QStringLiteral("tests/"))) {
            continue;
        }
        // A function's brace stands on a line of its own, in the first column; so does the one that closes it.
        int opened = -1;
        for (int line = 0; line < file.code.size(); ++line) {
            const QString text = file.code.at(line).trimmed();
            const bool firstColumn = !file.code.at(line).startsWith(u' ');
            if (firstColumn && text == u"{") {
                opened = line;
            } else if (firstColumn && text == u"}" && opened >= 0) {
                if (line - opened - 1 > functionLinesMax) {
                    findings.push_back({QStringLiteral("function-length"), file.path, opened + 1,
                                        QStringLiteral("%1 lines, at most %2; name its parts")
                                            .arg(line - opened - 1).arg(functionLinesMax)});
                }
                opened = -1;
            }
        }
    }
    return findings;
}

std::vector<Finding> findDeadFiles(const SourceTree& tree)
{
    const QSet<QString> named = filesNamedByBuild(tree);
    QString allIncludes;
    for (const SourceFile& file : tree.sources) {
        allIncludes += file.lines.filter(QStringLiteral("#include \"")).join(u'\n') + u'\n';
    }
    std::vector<Finding> findings;
    for (const SourceFile& file : tree.sources) {
        const QFileInfo information(file.path);
        const bool formInUse = information.suffix() == u"ui"
                               && allIncludes.contains(QStringLiteral("ui_%1.h").arg(information.completeBaseName()));
        // A header of a program or a test is in use where somebody includes it; it belongs to no library's header set.
        const bool ofProgram = file.path.startsWith(QStringLiteral("tests/")) || file.path.startsWith(QStringLiteral("src/app/"));
        const QString included = file.path.startsWith(QStringLiteral("src/")) ? file.path.mid(4) : file.path;
        const bool headerInUse = information.suffix() == u"h" && ofProgram && allIncludes.contains(u'"' + included + u'"');
        if (!formInUse && !headerInUse && !named.contains(file.path)) {
            findings.push_back({QStringLiteral("dead-file"), file.path, 0,
                                QStringLiteral("no CMakeLists.txt names it; name it or delete it")});
        }
    }
    return findings;
}

std::vector<Finding> withoutExceptions(std::vector<Finding> findings, const std::vector<RuleException>& exceptions,
                                       std::vector<bool>& used)
{
    used.resize(exceptions.size(), false);
    for (std::size_t index = 0; index < exceptions.size(); ++index) {
        const QRegularExpression path(QRegularExpression::anchoredPattern(exceptions[index].path));
        const auto kept = std::remove_if(findings.begin(), findings.end(), [&](const Finding& finding) {
            return finding.rule == exceptions[index].rule && path.match(finding.path).hasMatch();
        });
        used[index] = used[index] || kept != findings.end();
        findings.erase(kept, findings.end());
    }
    return findings;
}

}  // namespace tradecore::test
