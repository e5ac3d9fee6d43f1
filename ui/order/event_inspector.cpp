#include "ui/order/event_inspector.h"

#include "ui/common/desk_answer.h"
#include "ui/common/number_text.h"
#include "ui/order/ticket_fields.h"

#include <QDialogButtonBox>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace tradecore::ui {
namespace {

QPlainTextEdit* makeText(const QString& name, const QString& accessibleName, const Theme& theme, QWidget* parent)
{
    auto* text = new QPlainTextEdit(parent);
    text->setObjectName(name);
    text->setAccessibleName(accessibleName);
    text->setReadOnly(true);
    text->setFont(theme.numberFont());
    text->setFrameShape(QFrame::NoFrame);
    text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    text->setTabChangesFocus(true);
    return text;
}

}  // namespace

EventInspector::EventInspector(const WindowContext& context, const application::OrderRow& order, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_stream(order.stream)
    , m_model(new EventListModel(this))
{
    const int decimals = context.instruments.priceDecimals(order.terms.instrument);
    const auto words = orderInWords(order.terms, decimals);
    setObjectName(u"eventInspector"_qs);
    setAccessibleName(tr("Event inspector"));
    setWindowTitle(tr("Events of %1").arg(words));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1160, 560);
    m_view = new BlotterView(*m_model, context.theme, u"eventView"_qs, tr("Events"), this);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->emptyState().setSentence(tr("Loading the events…"));
    m_payload = makeText(u"payloadText"_qs, tr("Payload of the event"), context.theme, this);
    m_report = makeText(u"reportText"_qs, tr("Report of the venue as received"), context.theme, this);
    auto* heading = new QLabel(words, this);
    heading->setFont(context.theme.headingFont());
    auto* identity = new QLabel(tr("Client id %1").arg(toQString(order.clientOrderId.text())), this);
    identity->setForegroundRole(QPalette::PlaceholderText);
    identity->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* right = new QWidget(this);
    auto* rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->setSpacing(4);
    auto* payloadCaption = new QLabel(tr("Payload"), right);
    m_reportCaption = new QLabel(tr("The venue's report, as received"), right);
    for (auto* caption : {payloadCaption, m_reportCaption}) {
        caption->setFont(context.theme.labelFont());
        caption->setForegroundRole(QPalette::PlaceholderText);
    }
    rightLayout->addWidget(payloadCaption);
    rightLayout->addWidget(m_payload, 3);
    rightLayout->addWidget(m_reportCaption);
    rightLayout->addWidget(m_report, 2);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_view);
    splitter->addWidget(right);
    right->setContentsMargins(8, 0, 0, 0);
    splitter->setSizes({744, 392});
    splitter->setChildrenCollapsible(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* refreshButton = buttons->addButton(tr("Refresh"), QDialogButtonBox::ActionRole);
    refreshButton->setObjectName(u"refreshEventsButton"_qs);
    refreshButton->setAccessibleName(tr("Refresh the events"));
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"closeInspectorButton"_qs);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close the inspector"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(heading);
    layout->addWidget(identity);
    layout->addWidget(splitter, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(refreshButton, &QPushButton::clicked, this, &EventInspector::refresh);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { showSelected(m_view->currentModelRow()); });
    refresh();
}

void EventInspector::refresh()
{
    m_context.desk.streamEvents({m_stream}, m_context.gui,
                                whileAlive(this, [this](const application::StreamEventsQuery::Answer& answer) {
                                    if (!answer.error.empty()) {
                                        m_view->emptyState().setSentence(tr("The journal could not be read: %1").arg(toQString(answer.error)));
                                        return;
                                    }
                                    m_model->set(answer.events);
                                    m_view->emptyState().setSentence(tr("The journal has no event of this order."));
                                    if (!answer.events.empty())
                                        m_view->selectModelRow(static_cast<int>(answer.events.size()) - 1);
                                }));
}

void EventInspector::showSelected(int row)
{
    if (row < 0)
        return;
    m_payload->setPlainText(prettyPayload(m_model->eventAt(row)));
    const auto raw = rawReportOf(m_model->eventAt(row));
    m_report->setPlainText(raw.isEmpty() ? tr("This event has no report of the venue behind it.") : raw);
}

}  // namespace tradecore::ui
