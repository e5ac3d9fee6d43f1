// StatusStrip: the line under the desk: lights of the data and the order stream with their ages, whether we agree with the
// venue, equity, the day's profit and the clock with its zone. Gui thread.
#pragma once

#include "application/market/desk.h"
#include "ui/common/theme.h"

#include <QLabel>
#include <QWidget>

#include <map>
#include <optional>
#include <utility>

namespace tradecore::ui {

class StatusStrip : public QWidget {
    Q_OBJECT
public:
    StatusStrip(const Theme& theme, QWidget* parent);

    void setStream(const application::StreamStatus& stream);
    void setStatus(const application::WorkstationStatus& status, Timestamp now);
    void setAccount(const application::AccountView& account);
    // Ages and the clock.
    void tick(SteadyTime now);
    [[nodiscard]] const application::StreamStatus* dataStream() const;

private:
    [[nodiscard]] QLabel* addLabel(const QString& name, const QString& accessibleName);
    void setText(QLabel* label, const QString& text, const QColor& colour);
    void showLight(QLabel* light, bool orders, const QString& word, SteadyTime now);
    void applyTheme();

    const Theme& m_theme;
    std::map<std::pair<bool, std::string>, application::StreamStatus> m_streams;
    QLabel* m_data;
    QLabel* m_orders;
    QLabel* m_sync;
    QLabel* m_equity;
    QLabel* m_day;
    QLabel* m_clock;
    SteadyTime m_lastTick;
};

}  // namespace tradecore::ui
