#include "ui/common/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace tradecore::ui {
namespace {

QByteArray tinted(const QByteArray& drawing, const QColor& colour)
{
    auto copy = drawing;
    return copy.replace("currentColor", colour.name().toLatin1());
}

class SvgTintEngine : public QIconEngine {
public:
    SvgTintEngine(QByteArray drawing, QColor colour) : m_drawing(std::move(drawing)), m_colour(colour) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        auto colour = m_colour;
        if (mode == QIcon::Disabled)
            colour.setAlphaF(0.45F);
        QSvgRenderer renderer(tinted(m_drawing, colour));
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.45);
        renderer.render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap image(size);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return image;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new SvgTintEngine(*this); }

private:
    QByteArray m_drawing;
    QColor m_colour;
};

}  // namespace

QIcon colouredIcon(const QString& name, const QColor& colour)
{
    QFile file(QString(u":/tradecore/icons/" % name % u".svg"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new SvgTintEngine(file.readAll(), colour));
}

QIcon themedIcon(const QString& name, const Theme& theme, Tone tone)
{
    return colouredIcon(name, theme.colourOf(tone));
}

}  // namespace tradecore::ui
