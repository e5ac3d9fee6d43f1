// EventLoopScheduler: tasks and timers on a thread that runs a Qt event loop (gui, io). Made and destroyed on that thread. The
// payload waits under a mutex; Qt carries a wake without arguments.
#pragma once

#include "base/clock.h"
#include "infrastructure/runtime/task_queue.h"

#include <QObject>
#include <QTimer>

namespace tradecore::infrastructure {

class EventLoopScheduler : public QObject, public Scheduler {
    Q_OBJECT
public:
    explicit EventLoopScheduler(const Clock& clock, QObject* parent = nullptr);
    ~EventLoopScheduler() override;

    [[nodiscard]] bool post(Task task) override;
    TimerId after(Duration delay, Task task) override;
    void cancel(TimerId timer) override;
    // Refuses further posts; what waits still runs.
    void close() { m_queue.close(); }

protected:
    bool event(QEvent* event) override;

private:
    void runReady();
    void armTimer();

    const Clock& m_clock;
    TaskQueue m_queue;
    QTimer m_timer;
};

}  // namespace tradecore::infrastructure
