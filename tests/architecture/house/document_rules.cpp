#include "tests/architecture/house/house_rules.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace tradecore::test {

std::vector<Finding> findDeadPathsInDocuments(const SourceTree& tree)
{
    // What stands between back quotes and begins like a path of the tree, or is the target of a link.
    static const QRegularExpression path(
        QStringLiteral("`((?:src|ui|tests|docs|packaging|cmake|resources|translations)/[A-Za-z0-9_./-]*)|\\]\\(([A-Za-z0-9_./-]+)\\)"));
    std::vector<Finding> findings;
    for (const SourceFile& document : tree.documents) {
        for (int line = 0; line < document.lines.size(); ++line) {
            QRegularExpressionMatchIterator matches = path.globalMatch(document.lines.at(line));
            while (matches.hasNext()) {
                const QRegularExpressionMatch match = matches.next();
                const bool isLink = match.captured(1).isEmpty();
                const QString named = isLink ? match.captured(2) : match.captured(1);
                const QString from = isLink ? QFileInfo(document.path).path() + u'/' : QString();
                if (!QFileInfo::exists(QDir(tree.root).filePath(from + named)) && !named.endsWith(u'/')) {
                    findings.push_back({QStringLiteral("document-path"), document.path, line + 1,
                                        QStringLiteral("'%1' is not in the tree; name what is there").arg(named)});
                }
            }
        }
    }
    return findings;
}

std::vector<Finding> findEventsOutsideCatalogue(const SourceTree& tree)
{
    static const QString cataloguePath = QStringLiteral("docs/events.md");
    static const QRegularExpression variant(QStringLiteral("using\\s+(\\w+Event)\\s*=\\s*std::variant<([^;]*)>;"));
    static const QRegularExpression name(QStringLiteral("\\w+"));
    static const QRegularExpression row(QStringLiteral("^\\| ([A-Z][A-Za-z]+) \\|"));
    const auto catalogue = std::find_if(tree.documents.begin(), tree.documents.end(),
                                        [](const SourceFile& document) { return document.path == cataloguePath; });
    QHash<QString, int> explained;
    for (int line = 0; catalogue != tree.documents.end() && line < catalogue->lines.size(); ++line) {
        const QRegularExpressionMatch match = row.match(catalogue->lines.at(line));
        if (match.hasMatch() && match.captured(1) != u"Event") {
            explained.insert(match.captured(1), line + 1);
        }
    }
    std::vector<Finding> findings;
    QSet<QString> events;
    for (const SourceFile& file : tree.sources) {
        if (!file.path.startsWith(QStringLiteral("src/domain/"))) {
            continue;
        }
        QRegularExpressionMatchIterator variants = variant.globalMatch(file.code.join(u'\n'));
        while (variants.hasNext()) {
            QRegularExpressionMatchIterator names = name.globalMatch(variants.next().captured(2));
            while (names.hasNext()) {
                const QString event = names.next().captured();
                events.insert(event);
                if (!explained.contains(event)) {
                    findings.push_back({QStringLiteral("event-catalogue"), file.path, 0,
                                        QStringLiteral("%1 is not explained in %2; add its row").arg(event, cataloguePath)});
                }
            }
        }
    }
    for (auto known = explained.cbegin(); known != explained.cend(); ++known) {
        if (!events.contains(known.key())) {
            findings.push_back({QStringLiteral("event-catalogue"), cataloguePath, known.value(),
                                QStringLiteral("%1 is no event of the domain any more; take its row out").arg(known.key())});
        }
    }
    return findings;
}

}  // namespace tradecore::test
