// EventInspector: why an order is as it is: every event with cause, actor and both times, its payload, and the venue's report
// as received. A window of its own beside the desk; asks the Desk once it is opened and on Refresh. Gui thread.
#pragma once

#include "application/port/read_models.h"
#include "ui/common/blotter_view.h"
#include "ui/common/window_context.h"
#include "ui/order/event_list_model.h"

#include <QDialog>
#include <QPlainTextEdit>

namespace tradecore::ui {

class EventInspector : public QDialog {
    Q_OBJECT
public:
    EventInspector(const WindowContext& context, const application::OrderRow& order, QWidget* parent);
    void refresh();

private:
    void showSelected(int row);

    WindowContext m_context;
    application::StreamId m_stream;
    EventListModel* m_model;
    BlotterView* m_view;
    QPlainTextEdit* m_payload;
    QPlainTextEdit* m_report;
    QLabel* m_reportCaption;
};

}  // namespace tradecore::ui
