#include "infrastructure/runtime/event_loop_scheduler.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure {

namespace {

const int wakeEventType = QEvent::registerEventType();

}  // namespace

EventLoopScheduler::EventLoopScheduler(const Clock& clock, QObject* parent)
    : QObject(parent), m_clock(clock), m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &EventLoopScheduler::runReady);
}

EventLoopScheduler::~EventLoopScheduler()
{
    m_queue.close();
}

bool EventLoopScheduler::post(Task task)
{
    switch (m_queue.post(std::move(task))) {
    case TaskQueue::PostOutcome::Refused: return false;
    case TaskQueue::PostOutcome::Queued: return true;
    case TaskQueue::PostOutcome::Wake: break;
    }
    QCoreApplication::postEvent(this, new QEvent(static_cast<QEvent::Type>(wakeEventType)));
    return true;
}

TimerId EventLoopScheduler::after(Duration delay, Task task)
{
    const TimerId id = m_queue.addTimer(m_clock.steadyNow() + delay, std::move(task));
    armTimer();
    return id;
}

void EventLoopScheduler::cancel(TimerId timer)
{
    m_queue.cancelTimer(timer);
}

bool EventLoopScheduler::event(QEvent* event)
{
    if (event->type() != static_cast<QEvent::Type>(wakeEventType))
        return QObject::event(event);
    runReady();
    return true;
}

void EventLoopScheduler::runReady()
{
    for (auto& task : m_queue.takePosted())
        task();
    while (auto due = m_queue.takeDue(m_clock.steadyNow()))
        (*due)();
    armTimer();
}

void EventLoopScheduler::armTimer()
{
    const auto next = m_queue.nextDue();
    if (!next) {
        m_timer.stop();
        return;
    }
    const auto wait = std::max<Duration>(*next - m_clock.steadyNow(), Duration::zero());
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(wait);
    m_timer.start(std::min(milliseconds, std::chrono::milliseconds(60'000)));
}

}  // namespace tradecore::infrastructure
