// GlyphText: draws numbers, right aligned, glyph by glyph: digits and the signs between them need no shaping, which is most of
// what drawText costs. Texts with any other character are left to drawText. One font; gui thread.
#pragma once

#include <QFont>
#include <QGlyphRun>
#include <QPainter>
#include <QRawFont>

#include <array>
#include <vector>

namespace tradecore::ui {

class GlyphText {
public:
    GlyphText() = default;
    explicit GlyphText(const QFont& font);

    // Ends at the right edge, centred in the height. False: nothing was drawn, the text holds something else than a number.
    [[nodiscard]] bool drawRight(QPainter& painter, const QRectF& area, const QString& text);

private:
    struct Glyph {
        char16_t character = 0;
        quint32 index = 0;
        double advance = 0;
    };
    [[nodiscard]] const Glyph* find(QChar character) const;

    QRawFont m_font;
    QGlyphRun m_run;
    std::array<Glyph, 128> m_ascii{};   // index 0: not drawn here
    std::vector<Glyph> m_others;
    std::vector<quint32> m_indexes;
    std::vector<QPointF> m_positions;
    double m_ascent = 0;
    double m_height = 0;
};

}  // namespace tradecore::ui
