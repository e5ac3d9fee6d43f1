// FramePump: the frame of the window, about 60 a second. Each frame the gui-side signal objects are asked for what changed;
// nothing is painted by the pump itself. Gui thread.
#pragma once

#include <QObject>
#include <QTimer>

namespace tradecore::ui {

class FramePump : public QObject {
    Q_OBJECT
public:
    static constexpr int frameMilliseconds = 16;

    explicit FramePump(QObject* parent = nullptr);
    void start();
    void stop();
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }
    // Frames that came more than 100 ms late: the event loop was blocked.
    [[nodiscard]] quint64 lateFrames() const { return m_lateFrames; }

Q_SIGNALS:
    void frame();

private:
    void onTimeout();

    QTimer m_timer;
    qint64 m_lastMilliseconds = 0;
    quint64 m_lateFrames = 0;
};

}  // namespace tradecore::ui
