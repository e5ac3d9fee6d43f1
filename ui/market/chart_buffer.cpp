#include "ui/market/chart_buffer.h"

namespace tradecore::ui {

ChartBuffer::ChartBuffer(const QSize& size, double devicePixelRatio) : QCPAbstractPaintBuffer(size, devicePixelRatio)
{
    ChartBuffer::reallocateBuffer();
}

QCPPainter* ChartBuffer::startPainting()
{
    return new QCPPainter(&m_image);
}

void ChartBuffer::draw(QCPPainter* painter) const
{
    painter->drawImage(QPoint(0, 0), m_image);
}

void ChartBuffer::clear(const QColor& colour)
{
    m_image.fill(colour.alpha() == 0 ? m_background : colour);
}

void ChartBuffer::reallocateBuffer()
{
    setInvalidated();
    m_image = QImage((QSizeF(mSize) * mDevicePixelRatio).toSize(), QImage::Format_RGB32);
    m_image.setDevicePixelRatio(mDevicePixelRatio);
    m_image.fill(m_background);
}

}  // namespace tradecore::ui
