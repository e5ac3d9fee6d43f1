// Reads a tree and says where it breaks the house rules. Used on the project itself and, by its own test, on trees with a
// planted violation.
#pragma once

#include "tests/architecture/house/rules.h"
#include "tests/architecture/house/source_tree.h"

#include <QString>

#include <vector>

namespace tradecore::test {

struct Finding {
    QString rule;
    QString path;
    int line = 0;  // from 1; 0 means the whole file
    QString message;

    [[nodiscard]] QString text() const;
};

// One word rule, over every file where it holds.
[[nodiscard]] std::vector<Finding> findWords(const SourceTree& tree, const WordRule& rule);
// "layer-include": a header that the layer may not know. "include-path": an include that is not root-relative, or names no file.
[[nodiscard]] std::vector<Finding> findForbiddenIncludes(const SourceTree& tree);
// "sideways-include": one broker's slice that includes another's.
[[nodiscard]] std::vector<Finding> findSidewaysIncludes(const SourceTree& tree);
// "unordered-iteration" in base, domain and application: the order differs from run to run.
[[nodiscard]] std::vector<Finding> findUnorderedIteration(const SourceTree& tree);
// "file-length" and "function-length".
[[nodiscard]] std::vector<Finding> findLongFiles(const SourceTree& tree);
[[nodiscard]] std::vector<Finding> findLongFunctions(const SourceTree& tree);
// "dead-file": a source, header or form that no CMakeLists.txt names.
[[nodiscard]] std::vector<Finding> findDeadFiles(const SourceTree& tree);

// "document-path": a document that names a path of the tree which is not there.
[[nodiscard]] std::vector<Finding> findDeadPathsInDocuments(const SourceTree& tree);
// "event-catalogue": an event of the domain that docs/events.md does not explain, or one there that is gone.
[[nodiscard]] std::vector<Finding> findEventsOutsideCatalogue(const SourceTree& tree);

// Takes out what an exception covers, and notes in `used` which of the exceptions did.
[[nodiscard]] std::vector<Finding> withoutExceptions(std::vector<Finding> findings, const std::vector<RuleException>& exceptions,
                                                     std::vector<bool>& used);

}  // namespace tradecore::test
