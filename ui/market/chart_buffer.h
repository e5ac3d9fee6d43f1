// ChartBuffer: the one opaque picture that a chart is painted into and shown from. QCustomPlot's own buffers are transparent and
// laid over each other with blending, which costs more than the candles. Gui thread.
#pragma once

#include "ui/market/plot_library.h"

#include <QImage>

namespace tradecore::ui {

class ChartBuffer : public QCPAbstractPaintBuffer {
public:
    ChartBuffer(const QSize& size, double devicePixelRatio);

    void setBackground(const QColor& colour) { m_background = colour; }
    [[nodiscard]] QCPPainter* startPainting() override;
    void draw(QCPPainter* painter) const override;
    // Transparent means the background.
    void clear(const QColor& colour) override;

protected:
    void reallocateBuffer() override;

private:
    QImage m_image;
    QColor m_background = Qt::black;
};

}  // namespace tradecore::ui
