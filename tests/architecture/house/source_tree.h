// The project's own files as the house rules see them: text by line, with and without comments and literals.
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace tradecore::test {

struct SourceFile {
    QString path;       // relative to the root, as src/domain/order/order_state.h
    QStringList lines;  // as written
    QStringList code;   // the same lines with comments and literals blanked; same length of list and of each line
};

struct SourceTree {
    QString root;
    std::vector<SourceFile> sources;         // .h, .cpp and .ui under src, ui and tests
    std::vector<SourceFile> documents;       // .md at the root and under docs; their code is their text
    QHash<QString, QString> buildFiles;      // folder ("" is the root) → text of its CMakeLists.txt or modules
};

[[nodiscard]] SourceTree readSourceTree(const QString& root);

// Comments, string, raw string and character literals become spaces; line breaks stay.
[[nodiscard]] QString blankCommentsAndLiterals(const QString& text);

}  // namespace tradecore::test
