#include "ui/common/glyph_text.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace tradecore::ui {
namespace {

// Digits, decimal and group signs of the locales (no-break spaces and the apostrophe of de_CH among them), minus and dash.
constexpr std::u16string_view characters = u"0123456789.,+-/:% '\u00A0\u2019\u202F\u2212\u2013\u066B\u066C";

}  // namespace

GlyphText::GlyphText(const QFont& font) : m_font(QRawFont::fromFont(font))
{
    const QFontMetricsF metrics(font);
    m_ascent = metrics.ascent();
    m_height = metrics.ascent() + metrics.descent();
    for (const char16_t character : characters) {
        const auto indexes = m_font.glyphIndexesForString(QString(QChar(character)));
        if (indexes.size() != 1 || indexes.front() == 0)
            continue;
        const Glyph glyph{character, indexes.front(), metrics.horizontalAdvance(QChar(character))};
        if (character < m_ascii.size())
            m_ascii[character] = glyph;
        else
            m_others.push_back(glyph);
    }
    m_run.setRawFont(m_font);
}

const GlyphText::Glyph* GlyphText::find(QChar character) const
{
    const auto code = character.unicode();
    if (code < m_ascii.size())
        return m_ascii[code].index == 0 ? nullptr : &m_ascii[code];
    const auto found = std::ranges::find(m_others, code, &Glyph::character);
    return found == m_others.end() ? nullptr : &*found;
}

bool GlyphText::drawRight(QPainter& painter, const QRectF& area, const QString& text)
{
    if (!m_font.isValid())
        return false;
    m_indexes.clear();
    m_positions.clear();
    double x = 0;
    for (const auto character : text) {
        const auto* glyph = find(character);
        if (!glyph)
            return false;
        m_indexes.push_back(glyph->index);
        m_positions.emplace_back(x, 0);
        x += glyph->advance;
    }
    if (m_indexes.empty())
        return true;
    m_run.setRawData(m_indexes.data(), m_positions.data(), static_cast<int>(m_indexes.size()));
    const auto baseline = std::round(area.top() + (area.height() - m_height) / 2 + m_ascent);
    painter.drawGlyphRun(QPointF(area.right() - x, baseline), m_run);
    return true;
}

}  // namespace tradecore::ui
