#include "ui/setting/settings_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

namespace tradecore::ui {

SettingsDialog::SettingsDialog(const UiSettings& settings, QWidget* parent) : QDialog(parent)
{
    using RowHeight = BlotterView::RowHeight;
    setObjectName(u"settingsDialog"_qs);
    setAccessibleName(tr("Settings"));
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 16);
    form->setSpacing(12);
    m_theme = addChoice(u"themeCombo"_qs, tr("Appearance"),
                        {{tr("As the system"), static_cast<int>(ThemeChoice::System)},
                         {tr("Light"), static_cast<int>(ThemeChoice::Light)},
                         {tr("Dark"), static_cast<int>(ThemeChoice::Dark)}},
                        static_cast<int>(settings.theme));
    m_colours = addChoice(u"marketColoursCombo"_qs, tr("Market colours"),
                          {{tr("Green up, red down"), static_cast<int>(MarketColours::GreenUp)},
                           {tr("Red up, green down"), static_cast<int>(MarketColours::RedUp)},
                           {tr("Blue up, orange down"), static_cast<int>(MarketColours::ColourBlind)}},
                          static_cast<int>(settings.marketColours));
    m_rows = addChoice(u"rowHeightCombo"_qs, tr("Rows"),
                       {{tr("Compact"), static_cast<int>(RowHeight::Compact)},
                        {tr("Normal"), static_cast<int>(RowHeight::Normal)},
                        {tr("Comfortable"), static_cast<int>(RowHeight::Comfortable)}},
                       static_cast<int>(settings.rowHeight));
    m_confirm = new QCheckBox(tr("Ask before an order is canceled"), this);
    m_confirm->setObjectName(u"confirmCancelCheck"_qs);
    m_confirm->setAccessibleName(m_confirm->text());
    m_confirm->setChecked(settings.confirmCancel);
    form->addRow(m_confirm);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"closeSettingsButton"_qs);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close the settings"));
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_confirm, &QCheckBox::toggled, this, &SettingsDialog::tell);
}

QComboBox* SettingsDialog::addChoice(const QString& name, const QString& caption,
                                     const QList<std::pair<QString, int>>& choices, int chosen)
{
    auto* combo = new QComboBox(this);
    combo->setObjectName(name);
    combo->setAccessibleName(caption);
    for (const auto& [text, value] : choices)
        combo->addItem(text, value);
    combo->setCurrentIndex(combo->findData(chosen));
    qobject_cast<QFormLayout*>(layout())->addRow(caption, combo);
    connect(combo, &QComboBox::currentIndexChanged, this, &SettingsDialog::tell);
    return combo;
}

void SettingsDialog::tell()
{
    UiSettings settings;
    settings.theme = static_cast<ThemeChoice>(m_theme->currentData().toInt());
    settings.marketColours = static_cast<MarketColours>(m_colours->currentData().toInt());
    settings.rowHeight = static_cast<BlotterView::RowHeight>(m_rows->currentData().toInt());
    settings.confirmCancel = m_confirm->isChecked();
    Q_EMIT changed(settings);
}

}  // namespace tradecore::ui
