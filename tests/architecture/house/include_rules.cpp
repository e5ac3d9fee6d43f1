#include "tests/architecture/house/house_rules.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace tradecore::test {

namespace {

struct Include {
    int line;
    QString name;
    bool quoted;
};

std::vector<Include> includesOf(const SourceFile& file)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"));
    std::vector<Include> includes;
    for (int line = 0; line < file.lines.size(); ++line) {
        const QRegularExpressionMatch match = pattern.match(file.lines.at(line));
        // The code of the line is asked as well: an include inside a comment or a literal is none.
        if (match.hasMatch() && file.code.at(line).contains(QStringLiteral("include"))) {
            includes.push_back({line + 1, match.captured(2), match.captured(1) == u"\""});
        }
    }
    return includes;
}

const LayerRule* layerOf(const QString& path)
{
    const LayerRule* best = nullptr;
    for (const LayerRule& rule : layerRules()) {
        if (path.startsWith(rule.path) && (!best || rule.path.size() > best->path.size())) {
            best = &rule;
        }
    }
    return best;
}

// The Qt module of a header as "QtCore"; nothing where it is not Qt's.
std::optional<QString> qtModuleOf(const QString& name)
{
    static const QRegularExpression qtName(QStringLiteral("^(Qt[A-Z]\\w*/|Q[A-Z]|Qt[A-Z]|q\\w+\\.h$)"));
    if (!qtName.match(name).hasMatch()) {
        return std::nullopt;
    }
    if (name.contains(u'/')) {
        return name.section(u'/', 0, 0);
    }
    const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    if (QFile::exists(headers + u'/' + name + u'/' + name)) {
        return name;  // the header of a whole module
    }
    const QStringList modules = QDir(headers).entryList({QStringLiteral("Qt*")}, QDir::Dirs);
    for (const QString& module : modules) {
        if (QFile::exists(headers + u'/' + module + u'/' + name)) {
            return module;
        }
    }
    return name.startsWith(u'Q') ? std::optional(QStringLiteral("an unknown Qt module")) : std::nullopt;
}

bool isStandard(const QString& name)
{
    static const QRegularExpression standard(QStringLiteral("^[a-z][a-z0-9_]*$"));
    return standard.match(name).hasMatch();
}

bool isGenerated(const QString& name)
{
    return name.endsWith(QStringLiteral(".moc")) || name.startsWith(QStringLiteral("ui_"));
}

bool existsInTree(const SourceTree& tree, const QString& name)
{
    return std::any_of(tree.sources.begin(), tree.sources.end(), [&](const SourceFile& file) {
        return file.path == name || file.path == QStringLiteral("src/") + name;
    });
}

std::optional<Finding> judgeOwn(const SourceTree& tree, const SourceFile& file, const LayerRule& layer, const Include& include)
{
    if (isGenerated(include.name)) {
        return std::nullopt;
    }
    if (!existsInTree(tree, include.name)) {
        return Finding{QStringLiteral("include-path"), file.path, include.line,
                       QStringLiteral("\"%1\" names no file from the root; write the path below src, or ui/… or tests/…")
                           .arg(include.name)};
    }
    const bool allowed = std::any_of(layer.folders.begin(), layer.folders.end(),
                                     [&](const QString& folder) { return include.name.startsWith(folder); });
    if (allowed) {
        return std::nullopt;
    }
    return Finding{QStringLiteral("layer-include"), file.path, include.line,
                   QStringLiteral("%1 may not include \"%2\"; it knows %3: put a port or a value there")
                       .arg(layer.path, include.name, layer.folders.join(QStringLiteral(", ")))};
}

std::optional<Finding> judgeForeign(const SourceFile& file, const LayerRule& layer, const Include& include)
{
    if (isStandard(include.name)) {
        return std::nullopt;
    }
    if (const auto module = qtModuleOf(include.name)) {
        if (layer.qtModules.contains(QStringLiteral("*")) || layer.qtModules.contains(*module)) {
            return std::nullopt;
        }
        const QString known = layer.qtModules.isEmpty() ? QStringLiteral("no Qt: use the standard library or src/base")
                                                        : layer.qtModules.join(QStringLiteral(", ")) + QStringLiteral(" alone");
        return Finding{QStringLiteral("layer-include"), file.path, include.line,
                       QStringLiteral("%1 may not include <%2> of %3; it knows %4").arg(layer.path, include.name, *module, known)};
    }
    const bool allowed = std::any_of(layer.otherHeaders.begin(), layer.otherHeaders.end(), [&](const QString& pattern) {
        return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(include.name).hasMatch();
    });
    if (allowed) {
        return std::nullopt;
    }
    return Finding{QStringLiteral("layer-include"), file.path, include.line,
                   QStringLiteral("%1 may not include <%2>; reach it through a port, or add it to layer_rules.cpp with a reason")
                       .arg(layer.path, include.name)};
}

}  // namespace

std::vector<Finding> findForbiddenIncludes(const SourceTree& tree)
{
    std::vector<Finding> findings;
    for (const SourceFile& file : tree.sources) {
        const LayerRule* layer = layerOf(file.path);
        if (!layer || file.path.endsWith(QStringLiteral(".ui"))) {
            continue;
        }
        for (const Include& include : includesOf(file)) {
            const auto finding =
                include.quoted ? judgeOwn(tree, file, *layer, include) : judgeForeign(file, *layer, include);
            if (finding) {
                findings.push_back(*finding);
            }
        }
    }
    return findings;
}

std::vector<Finding> findSidewaysIncludes(const SourceTree& tree)
{
    static const QString brokers = QStringLiteral("infrastructure/broker/");
    std::vector<Finding> findings;
    for (const SourceFile& file : tree.sources) {
        if (!file.path.startsWith(QStringLiteral("src/") + brokers)) {
            continue;
        }
        const QString slice = file.path.section(u'/', 3, 3);
        for (const Include& include : includesOf(file)) {
            const QString other = include.name.section(u'/', 2, 2);
            if (include.name.startsWith(brokers) && include.name.count(u'/') > 2 && other != slice) {
                findings.push_back({QStringLiteral("sideways-include"), file.path, include.line,
                                    QStringLiteral("the slice %1 may not include \"%2\"; put what both need under "
                                                   "application/port or infrastructure/broker").arg(slice, include.name)});
            }
        }
    }
    return findings;
}

}  // namespace tradecore::test
