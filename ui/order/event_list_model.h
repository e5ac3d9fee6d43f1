// EventListModel: the events of one stream for the inspector, oldest first. Gui thread.
#pragma once

#include "application/port/event_store.h"
#include "ui/common/cell_table_model.h"

#include <vector>

namespace tradecore::ui {

class EventListModel : public CellTableModel {
    Q_OBJECT
public:
    enum Column { Version, Event, Actor, OccurredAt, RecordedAt, Cause, Position, ColumnCount };

    explicit EventListModel(QObject* parent);
    void set(const std::vector<application::RecordedEvent>& events);
    [[nodiscard]] const application::RecordedEvent& eventAt(int row) const { return m_events[static_cast<std::size_t>(row)]; }

private:
    std::vector<application::RecordedEvent> m_events;
};

// The payload with one field a line; as stored where it is no JSON.
[[nodiscard]] QString prettyPayload(const application::RecordedEvent& event);
// The venue's report behind the event exactly as received; empty where there is none.
[[nodiscard]] QString rawReportOf(const application::RecordedEvent& event);

}  // namespace tradecore::ui
