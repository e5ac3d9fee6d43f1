#include "tests/architecture/house/source_tree.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace tradecore::test {

namespace {

// Walks over C++ text once and blanks what is not code.
class Blanker {
public:
    explicit Blanker(const QString& text) : m_text(text), m_result(text) {}

    QString run()
    {
        while (m_at < m_text.size()) {
            if (startsWith(u"//")) {
                blankUntil(u"\n", /*including=*/false);
            } else if (startsWith(u"/*")) {
                blankUntil(u"*/", /*including=*/true);
            } else if (startsWith(u"R\"")) {
                const qsizetype open = m_text.indexOf(u'(', m_at);
                const QString close = u')' + m_text.mid(m_at + 2, std::max<qsizetype>(0, open - m_at - 2)) + u'"';
                blankUntil(close, /*including=*/true);
            } else if (m_text[m_at] == u'"' || (m_text[m_at] == u'\'' && !isDigitSeparator())) {
                blankLiteral(m_text[m_at]);
            } else {
                ++m_at;
            }
        }
        return m_result;
    }

private:
    bool startsWith(QStringView token) const { return QStringView(m_text).mid(m_at).startsWith(token); }

    bool isDigitSeparator() const
    {
        return m_at > 0 && m_text[m_at - 1].isLetterOrNumber() && m_at + 1 < m_text.size() && m_text[m_at + 1].isLetterOrNumber();
    }

    void blankOne()
    {
        if (m_text[m_at] != u'\n') {
            m_result[m_at] = u' ';
        }
        ++m_at;
    }

    void blankUntil(QStringView token, bool including)
    {
        const qsizetype found = m_text.indexOf(token, m_at + 2);
        const qsizetype end = found < 0 ? m_text.size() : found + (including ? token.size() : 0);
        while (m_at < end) {
            blankOne();
        }
    }

    void blankLiteral(QChar quote)
    {
        blankOne();
        while (m_at < m_text.size() && m_text[m_at] != quote && m_text[m_at] != u'\n') {
            if (m_text[m_at] == u'\\' && m_at + 1 < m_text.size()) {
                blankOne();
            }
            blankOne();
        }
        if (m_at < m_text.size() && m_text[m_at] == quote) {
            blankOne();
        }
    }

    const QString& m_text;
    QString m_result;
    qsizetype m_at = 0;
};

QString readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}  // namespace

QString blankCommentsAndLiterals(const QString& text)
{
    return Blanker(text).run();
}

SourceTree readSourceTree(const QString& root)
{
    SourceTree tree;
    tree.root = root;
    const QDir top(root);
    tree.buildFiles.insert(QString(), readAll(top.filePath(QStringLiteral("CMakeLists.txt"))));
    const QDir modules(top.filePath(QStringLiteral("cmake")));
    for (const QString& module : modules.entryList({QStringLiteral("*.cmake")}, QDir::Files)) {
        tree.buildFiles[QStringLiteral("cmake")] += readAll(modules.filePath(module));
    }
    for (const QString& folder : {QStringLiteral("src"), QStringLiteral("ui"), QStringLiteral("tests")}) {
        QDirIterator iterator(top.filePath(folder), QDir::Files, QDirIterator::Subdirectories);
        while (iterator.hasNext()) {
            const QString full = iterator.next();
            const QString path = top.relativeFilePath(full);
            const QString suffix = QFileInfo(full).suffix();
            if (path.endsWith(QStringLiteral("CMakeLists.txt"))) {
                tree.buildFiles.insert(QFileInfo(path).path(), readAll(full));
            } else if (suffix == u"h" || suffix == u"cpp" || suffix == u"ui") {
                const QString text = readAll(full);
                const QString code = suffix == u"ui" ? text : blankCommentsAndLiterals(text);
                tree.sources.push_back({path, text.split(u'\n'), code.split(u'\n')});
            }
        }
    }
    QDirIterator documents(root, {QStringLiteral("*.md")}, QDir::Files);
    QDirIterator below(top.filePath(QStringLiteral("docs")), {QStringLiteral("*.md")}, QDir::Files, QDirIterator::Subdirectories);
    for (QDirIterator* iterator : {&documents, &below}) {
        while (iterator->hasNext()) {
            const QString full = iterator->next();
            const QStringList lines = readAll(full).split(u'\n');
            tree.documents.push_back({top.relativeFilePath(full), lines, lines});
        }
    }
    std::sort(tree.sources.begin(), tree.sources.end(),
              [](const SourceFile& left, const SourceFile& right) { return left.path < right.path; });
    return tree;
}

}  // namespace tradecore::test
