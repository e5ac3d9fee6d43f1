// WindowFile: the choices of a person about the window and the source of prices, in one small JSON file of the data directory.
// A file that cannot be read is put aside as window.json.damaged, and the defaults are used.
#pragma once

#include "ui/setting/window_settings.h"

#include <QString>

#include <optional>

namespace tradecore::app {

struct WindowChoices {
    ui::UiSettings settings;
    std::optional<QString> market;   // nothing before the first choice
};

class WindowFile {
public:
    explicit WindowFile(QString dataDirectory) : m_dataDirectory(std::move(dataDirectory)) {}
    [[nodiscard]] WindowChoices load() const;
    [[nodiscard]] bool store(const WindowChoices& choices) const;

private:
    [[nodiscard]] QString path() const;
    QString m_dataDirectory;
};

}  // namespace tradecore::app
