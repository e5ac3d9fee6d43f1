#include "ui/order/resolve_dialog.h"

#include "ui/common/number_text.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace tradecore::ui {

using domain::ManualResolution;

ResolveDialog::ResolveDialog(const QString& title, const application::OrderRow& order, QWidget* parent)
    : QDialog(parent)
    , m_choices(new QButtonGroup(this))
    , m_reason(new QLineEdit(this))
{
    setObjectName(u"resolveDialog"_qs);
    setAccessibleName(tr("Resolve an unknown order"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    auto* question = new QLabel(tr("The venue has not said what became of this order. %1 Say what you know; a later report of the venue always wins.")
                                    .arg(toQString(order.unknownEvidence)), this);
    question->setWordWrap(true);
    layout->addWidget(question);
    const auto add = [&](ManualResolution resolution, const QString& name, const QString& text) {
        auto* button = new QRadioButton(text, this);
        button->setObjectName(name);
        button->setAccessibleName(text);
        m_choices->addButton(button, static_cast<int>(resolution));
        layout->addWidget(button);
    };
    add(ManualResolution::NeverReceived, u"neverReceivedChoice"_qs, tr("The venue never received it"));
    add(ManualResolution::Canceled, u"canceledChoice"_qs, tr("It was canceled"));
    add(ManualResolution::Filled, u"filledChoice"_qs, tr("It was filled"));
    m_reason->setObjectName(u"resolveReasonEdit"_qs);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("How do you know? This goes into the journal."));
    layout->addWidget(m_reason);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"resolveCancelButton"_qs);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Leave it unknown"));
    buttons->button(QDialogButtonBox::Cancel)->setAccessibleName(tr("Leave it unknown"));
    auto* resolveButton = buttons->addButton(tr("Resolve the order"), QDialogButtonBox::AcceptRole);
    resolveButton->setObjectName(u"resolveAcceptButton"_qs);
    resolveButton->setAccessibleName(tr("Resolve the order"));
    resolveButton->setEnabled(false);
    resolveButton->setToolTip(tr("Choose what happened and write the reason first."));
    layout->addWidget(buttons);
    const auto check = [this, resolveButton] { resolveButton->setEnabled(m_choices->checkedId() >= 0 && !m_reason->text().trimmed().isEmpty()); };
    connect(m_choices, &QButtonGroup::idClicked, this, check);
    connect(m_reason, &QLineEdit::textChanged, this, check);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT resolved(static_cast<ManualResolution>(m_choices->checkedId()), m_reason->text().trimmed());
        accept();
    });
}

}  // namespace tradecore::ui
