// Cell: what one place of a table shows. Models format a cell when its row changes, so that painting is one drawText.
// Values of the gui thread.
#pragma once

#include "base/integer128.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace tradecore::ui {

enum class Tone : std::uint8_t { Normal, Muted, Up, Down, Accent, Warning, Danger };

// How a state is drawn: Pending has a moving edge, Unknown is hatched.
enum class Chip : std::uint8_t { None, Quiet, Working, Pending, Unknown, Good, Bad };

struct Cell {
    QString text;
    // What numeric sorting compares: units of a Decimal, or nanoseconds of a time. Absent: the text is compared.
    std::optional<Int128> order;
    QString raw;      // plain text for copying and export; empty where it is the text, or the order says it
    int rawDecimals = -1;   // not negative: the order is a decimal, copied with at least so many decimals
    QString toolTip;  // empty where the text says all
    Tone tone = Tone::Normal;
    Chip chip = Chip::None;
    bool marked = false;  // a triangle before the chip: the tool tip says what is out of order
    int fraction = 0;                // characters from the decimal sign on, so that columns align on it
    std::int64_t changedAtMilliseconds = -1;  // steady time of the last visible change, for the tint

    friend bool operator==(const Cell&, const Cell&) = default;
};

}  // namespace tradecore::ui
