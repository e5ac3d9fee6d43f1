// StopSignals: SIGTERM and SIGINT end the program in order: the handler writes one byte to a pipe, and the event loop reads it.
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace tradecore::app {

class StopSignals : public QObject {
    Q_OBJECT
public:
    explicit StopSignals(QObject* parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void stopRequested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

}  // namespace tradecore::app
