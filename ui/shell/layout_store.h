// LayoutStore: the stored layout of the window: one file, written whole or not at all. A damaged one is renamed aside and said,
// and the default is used; nothing is lost. Gui thread.
#pragma once

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>

namespace tradecore::ui {

class LayoutStore {
public:
    using Parts = std::map<QString, QByteArray>;

    struct Loaded {
        std::optional<Parts> parts;  // nothing: use the default
        QString notice;              // a sentence where the file was damaged or could not be read
    };

    explicit LayoutStore(QString path) : m_path(std::move(path)) {}
    [[nodiscard]] Loaded load() const;
    // Empty: written. Otherwise the sentence to show.
    [[nodiscard]] QString save(const Parts& parts) const;
    // For a layout that reads well and that the window refuses.
    [[nodiscard]] QString setAside() const;

private:
    QString m_path;
};

}  // namespace tradecore::ui
