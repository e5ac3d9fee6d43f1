#include "ui/common/frame_pump.h"

#include <QDeadlineTimer>

namespace tradecore::ui {
namespace {

constexpr qint64 lateAfterMilliseconds = 100;

}  // namespace

FramePump::FramePump(QObject* parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(frameMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &FramePump::onTimeout);
}

void FramePump::start()
{
    m_lastMilliseconds = QDeadlineTimer::current().deadline();
    m_timer.start();
}

void FramePump::stop()
{
    m_timer.stop();
}

void FramePump::onTimeout()
{
    const auto now = QDeadlineTimer::current().deadline();
    if (now - m_lastMilliseconds > lateAfterMilliseconds)
        ++m_lateFrames;
    m_lastMilliseconds = now;
    Q_EMIT frame();
}

}  // namespace tradecore::ui
