// The house rules, as tables. A rule has a name, the places where it holds, and the replacement that its message offers.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace tradecore::test {

// What one layer may include. The longest path that matches a file decides.
struct LayerRule {
    QString path;                  // "src/domain/"
    QStringList folders;           // own folders, as they begin an include: "base/", "domain/"
    QStringList qtModules;         // "QtCore"; "*" is every module
    QStringList otherHeaders;      // third-party and system headers, regular expressions of the whole name
};

// A word or construct that is banned in some places.
struct WordRule {
    enum class Where { Code, CodeAndComments };

    QString name;
    QString paths;        // regular expression of the file's path
    Where where;
    QString pattern;      // regular expression
    QString unlessLine;   // a line that matches this is let through; empty: none
    QString replacement;  // what to write instead
};

// A finding that stands, with the reason why. One that matches nothing is an error itself.
struct RuleException {
    QString rule;
    QString path;    // regular expression of the whole path
    QString reason;
};

[[nodiscard]] const std::vector<LayerRule>& layerRules();
[[nodiscard]] const std::vector<WordRule>& wordRules();
[[nodiscard]] const std::vector<RuleException>& ruleExceptions();

inline constexpr int sourceLinesMax = 400;
inline constexpr int testLinesMax = 600;
inline constexpr int functionLinesMax = 70;

}  // namespace tradecore::test
