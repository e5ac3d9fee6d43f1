#include "ui/connection/counters_dialog.h"

#include "ui/common/number_text.h"
#include "ui/connection/stream_words.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tradecore::ui {

CountersDialog::CountersDialog(const Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_streams(new QLabel(this))
    , m_model(new CountersModel(this))
{
    setObjectName(u"countersDialog"_qs);
    setAccessibleName(tr("Streams and counters"));
    setWindowTitle(tr("Streams and counters"));
    resize(560, 560);
    m_streams->setWordWrap(true);
    auto* filter = new QLineEdit(this);
    filter->setObjectName(u"counterFilterEdit"_qs);
    filter->setAccessibleName(tr("Filter the counters"));
    filter->setPlaceholderText(tr("Filter…"));
    m_view = new BlotterView(*m_model, theme, u"countersView"_qs, tr("Counters"), this);
    m_view->emptyState().setSentence(tr("No counter has been told yet."));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"closeCountersButton"_qs);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close the counters"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_streams);
    layout->addWidget(filter);
    layout->addWidget(m_view, 1);
    layout->addWidget(buttons);
    connect(filter, &QLineEdit::textChanged, m_view, &BlotterView::setFilterText);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void CountersDialog::apply(const application::WorkstationStatus& status, SteadyTime now)
{
    QStringList lines;
    for (const auto& stream : status.streams)
        lines.append(QString(toQString(stream.name) % u": " % streamSentence(stream, now)));
    if (status.marketTime != Timestamp())
        lines.append(tr("Market time: %1").arg(displayWholeTime(status.marketTime)));
    for (const auto& subscription : status.subscriptions) {
        if (subscription.state == application::SubscriptionState::Refused)
            lines.append(tr("%1 is refused: %2").arg(toQString(subscription.instrument.toString()), toQString(subscription.refusal)));
    }
    lines.append(tr("Journal: %1 events, %2 commands waiting").arg(status.eventPosition).arg(status.engineQueue));
    m_streams->setText(lines.join(u'\n'));
    m_model->apply(status.counters);
}

}  // namespace tradecore::ui
