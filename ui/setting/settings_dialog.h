// SettingsDialog: the few settings of the window; every change applies at once and can be undone by choosing again.
#pragma once

#include "ui/setting/window_settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>

namespace tradecore::ui {

class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    SettingsDialog(const UiSettings& settings, QWidget* parent);

Q_SIGNALS:
    void changed(const tradecore::ui::UiSettings& settings);

private:
    QComboBox* addChoice(const QString& name, const QString& caption, const QList<std::pair<QString, int>>& choices, int chosen);
    void tell();

    QComboBox* m_theme;
    QComboBox* m_colours;
    QComboBox* m_rows;
    QCheckBox* m_confirm;
};

}  // namespace tradecore::ui
