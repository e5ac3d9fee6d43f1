#include "ui/market/price_chart.h"

#include "ui/common/number_text.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace tradecore::ui {
namespace {

constexpr double pixelsPerBarAtStart = 7;
constexpr double barsRightOfNewest = 6;
constexpr double smallestRange = 8;
constexpr double olderBarsMargin = 30;

}  // namespace

PriceChart::PriceChart(const Theme& theme, QWidget* parent)
    : QCustomPlot(parent)
    , m_theme(theme)
    , m_buffer(new ChartBuffer(size(), devicePixelRatioF()))
    , m_ticker(new TimeTicker(m_bars))
{
    setNotAntialiasedElements(QCP::aeAll);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setLayoutDirection(Qt::LeftToRight);
    addLayer(u"marks"_qs, layer(u"axes"_qs));
    // All layers share one picture; the crosshair is drawn over it when it is shown.
    layer(u"overlay"_qs)->setMode(QCPLayer::lmLogical);
    mPaintBuffers = {m_buffer};
    buildAxes();
    m_candles = new CandlePlottable(axisRect()->axis(QCPAxis::atBottom), m_priceAxis, m_bars, m_columns);
    m_volume = new VolumePlottable(m_keyAxis, m_volumeAxis, m_bars, m_columns);
    m_marks = new MarksLayer(this, axisRect()->axis(QCPAxis::atBottom), m_priceAxis, m_bars, theme);
    m_crosshair = std::make_unique<Crosshair>(m_keyAxis, m_priceAxis, m_volumeRect, m_bars, theme);
    connect(&theme, &Theme::changed, this, &PriceChart::applyTheme);
    applyTheme();
}

void PriceChart::buildAxes()
{
    auto* upper = axisRect();
    plotLayout()->setRowSpacing(0);
    m_volumeRect = new QCPAxisRect(this, false);
    plotLayout()->addElement(1, 0, m_volumeRect);
    plotLayout()->setRowStretchFactor(0, 4);
    plotLayout()->setRowStretchFactor(1, 1);
    m_priceAxis = upper->axis(QCPAxis::atRight);
    m_keyAxis = m_volumeRect->addAxis(QCPAxis::atBottom);
    m_volumeAxis = m_volumeRect->addAxis(QCPAxis::atRight);
    upper->axis(QCPAxis::atLeft)->setVisible(false);
    upper->axis(QCPAxis::atTop)->setVisible(false);
    m_priceAxis->setVisible(true);
    auto* upperKey = upper->axis(QCPAxis::atBottom);
    upperKey->setTickLabels(false);
    upperKey->setTicks(false);
    upperKey->grid()->setVisible(true);
    upperKey->setTicker(m_ticker);
    m_keyAxis->setTicker(m_ticker);
    m_volumeAxis->ticker()->setTickCount(2);
    m_priceAxis->ticker()->setTickCount(8);
    for (auto* axis : {upperKey, m_keyAxis, m_priceAxis, m_volumeAxis}) {
        axis->setSubTicks(false);
        axis->setTickLength(0, 0);
        axis->setTickPen(Qt::NoPen);
    }
    m_volumeAxis->setTickLabels(false);
    m_priceAxis->setTickLabels(false);
    // One width for the labels, whatever the price: the plot does not jump when a digit is added.
    for (auto* rect : {upper, m_volumeRect}) {
        rect->setAutoMargins(QCP::msNone);
        rect->setRangeDrag(Qt::Horizontal);
        rect->setRangeZoom(Qt::Horizontal);
        rect->setRangeZoomFactor(0.88, 1);
    }
    upper->setRangeDragAxes(upperKey, nullptr);
    upper->setRangeZoomAxes(upperKey, nullptr);
    m_volumeRect->setRangeDragAxes(m_keyAxis, nullptr);
    m_volumeRect->setRangeZoomAxes(m_keyAxis, nullptr);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    const auto follow = [this](QCPAxis* from, QCPAxis* to) {
        connect(from, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this, to](const QCPRange& range) {
            if (m_adjusting)
                return;
            m_adjusting = true;
            to->setRange(range);
            m_adjusting = false;
            onRangeChanged(range);
        });
    };
    follow(upperKey, m_keyAxis);
    follow(m_keyAxis, upperKey);
}

void PriceChart::applyTheme()
{
    const auto& colours = m_theme.colours();
    setBackground(colours.panel);
    m_buffer->setBackground(colours.panel);
    const auto grid = mixed(colours.panel, colours.hairline, 0.35);
    for (auto* axis : {axisRect()->axis(QCPAxis::atBottom), m_keyAxis, m_priceAxis, m_volumeAxis}) {
        axis->setBasePen(QPen(axis->orientation() == Qt::Vertical ? grid : mixed(colours.panel, colours.hairline, 0.7), 0));
        axis->setTickLabelColor(colours.muted);
        axis->setTickLabelFont(m_theme.numberFont(11));
        axis->setTickLabelPadding(6);
        axis->grid()->setPen(QPen(grid, 0));
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    m_volumeAxis->grid()->setVisible(false);
    m_priceAxis->grid()->setVisible(true);
    const bool stale = m_marks && m_marks->marks().stale;
    const auto up = stale ? colours.disabled : colours.up;
    const auto down = stale ? mixed(colours.panel, colours.disabled, 0.7) : colours.down;
    m_candles->setColours(up, down);
    m_volume->setColours(mixed(colours.panel, up, 0.45), mixed(colours.panel, down, 0.45));
    replot(rpQueuedReplot);
}

void PriceChart::applyBars(const application::BarsChange& change)
{
    const auto before = m_bars.size();
    const auto applied = m_bars.apply(change);
    if (applied.reset || before == 0) {
        m_askedBefore.reset();
        m_following = true;
        showNewest();
    } else if (applied.prepended > 0 || (m_following && applied.appended > 0)) {
        const auto shift = static_cast<double>(applied.prepended + (m_following ? applied.appended : 0));
        m_keyAxis->setRange(m_keyAxis->range() + shift);
    }
    scaleValues();
    m_priceAxis->setTickLabels(!m_bars.isEmpty());
    replot(rpQueuedReplot);
}

void PriceChart::clearBars()
{
    m_priceAxis->setTickLabels(false);
    m_bars.clear();
    m_askedBefore.reset();
    m_following = true;
    replot(rpQueuedReplot);
}

void PriceChart::setMarks(ChartMarks marks)
{
    const int decimals = marks.priceDecimals;
    const bool recolour = marks.stale != m_marks->marks().stale;
    m_crosshair->setPriceDecimals(decimals);
    m_priceAxis->setNumberFormat(u"f"_qs);
    m_priceAxis->setNumberPrecision(decimals);
    m_marks->setMarks(std::move(marks));
    if (recolour)
        applyTheme();
    replot(rpQueuedReplot);
}

void PriceChart::showNewest()
{
    m_following = true;
    const auto width = std::max(200, axisRect()->width());
    const auto last = static_cast<double>(m_bars.size()) - 1;
    const auto upper = last + barsRightOfNewest;
    m_keyAxis->setRange(upper - width / pixelsPerBarAtStart, upper);
    scaleValues();
    replot(rpQueuedReplot);
}

void PriceChart::pan(double bars)
{
    m_keyAxis->setRange(m_keyAxis->range() + bars);
    replot(rpQueuedReplot);
}

void PriceChart::zoom(double factor)
{
    m_keyAxis->scaleRange(factor, m_keyAxis->range().upper);
    replot(rpQueuedReplot);
}

void PriceChart::onRangeChanged(const QCPRange& range)
{
    const auto count = static_cast<double>(m_bars.size());
    const auto size = std::clamp(range.size(), smallestRange, std::max(smallestRange, count * 1.2 + 200));
    const auto upper = std::clamp(range.upper, smallestRange, std::max(smallestRange, count - 1 + size * 0.5));
    if (size != range.size() || upper != range.upper) {
        m_keyAxis->setRange(upper - size, upper);
        return;
    }
    m_following = range.upper >= count - 1;
    scaleValues();
    askForOlder();
}

void PriceChart::scaleValues()
{
    bool found = false;
    auto prices = m_candles->getValueRange(found, QCP::sdBoth, m_keyAxis->range());
    if (!found)
        return;
    auto size = prices.size();
    if (size <= 0)
        size = std::max(std::abs(prices.upper) * 0.001, 0.000001);
    // The legend stands above the highest bar.
    m_priceAxis->setRange(prices.lower - size * 0.06, prices.upper + size * 0.12);
    const auto volumes = m_volume->getValueRange(found, QCP::sdBoth, m_keyAxis->range());
    m_volumeAxis->setRange(0, std::max(volumes.upper * 1.1, 1e-9));
}

void PriceChart::askForOlder()
{
    if (m_bars.isEmpty() || m_keyAxis->range().lower > olderBarsMargin)
        return;
    const auto first = m_bars.bars().front().start;
    if (m_askedBefore == first)
        return;
    m_askedBefore = first;
    Q_EMIT olderBarsWanted(first);
}

void PriceChart::paintEvent(QPaintEvent*)
{
    // The window was moved to a screen of another scale.
    if (!qFuzzyCompare(bufferDevicePixelRatio(), devicePixelRatioF())) {
        setBufferDevicePixelRatio(devicePixelRatioF());
        replot(rpQueuedRefresh);
    }
    QCPPainter painter(this);
    if (!painter.isActive())
        return;
    for (const auto& buffer : mPaintBuffers)
        buffer->draw(&painter);
    m_crosshair->draw(painter);
}

void PriceChart::mouseMoveEvent(QMouseEvent* event)
{
    QCustomPlot::mouseMoveEvent(event);
    m_crosshair->setPosition(event->position());
    setCursor(m_marks->cancelAt(event->position()) ? Qt::PointingHandCursor : Qt::CrossCursor);
    update();
}

void PriceChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        if (const auto order = m_marks->cancelAt(event->position())) {
            Q_EMIT cancelRequested(*order);
            event->accept();
            return;
        }
    }
    QCustomPlot::mousePressEvent(event);
}

void PriceChart::leaveEvent(QEvent* event)
{
    QCustomPlot::leaveEvent(event);
    m_crosshair->setPosition(std::nullopt);
    update();
}

void PriceChart::keyPressEvent(QKeyEvent* event)
{
    const auto step = std::max(1.0, m_keyAxis->range().size() / 10);
    if (event->key() == Qt::Key_Left)
        pan(-step);
    else if (event->key() == Qt::Key_Right)
        pan(step);
    else if (event->key() == Qt::Key_Plus)
        zoom(0.8);
    else if (event->key() == Qt::Key_Minus)
        zoom(1.25);
    else if (event->key() == Qt::Key_End)
        showNewest();
    else
        QCustomPlot::keyPressEvent(event);
}

void PriceChart::resizeEvent(QResizeEvent* event)
{
    const auto labels = QFontMetrics(m_theme.numberFont(11)).horizontalAdvance(u"000,000.00"_qs) + 14;
    axisRect()->setMargins(QMargins(0, 0, labels, 0));
    m_volumeRect->setMargins(QMargins(0, 6, labels, 24));
    m_ticker->setWidth(std::max(100, event->size().width() - labels));
    QCustomPlot::resizeEvent(event);
    if (m_following && !m_bars.isEmpty() && event->oldSize().width() != event->size().width())
        showNewest();
}

}  // namespace tradecore::ui
