// What a line of the log may hold: one line, no control characters, no secrets, a bound. Pure functions.
#pragma once

#include <QString>

namespace tradecore::infrastructure {

constexpr qsizetype longestLogText = 4'000;   // characters; what is longer ends with its full length

// Control characters, line ends and the characters that turn the direction of text become visible (\n, \x1b, \u202e), and what
// stands behind a word such as “secret”, “token” or “authorization” becomes •••.
[[nodiscard]] QString logText(const QString& text);

}  // namespace tradecore::infrastructure
