#include "app/workstation/window_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace tradecore::app {

namespace {

constexpr int fileVersion = 1;

template <typename Enum>
Enum numberAs(const QJsonObject& object, const QString& key, Enum fallback, Enum last)
{
    const int value = object.value(key).toInt(static_cast<int>(fallback));
    return value >= 0 && value <= static_cast<int>(last) ? static_cast<Enum>(value) : fallback;
}

}  // namespace

QString WindowFile::path() const
{
    return QDir(m_dataDirectory).filePath(QStringLiteral("window.json"));
}

WindowChoices WindowFile::load() const
{
    WindowChoices choices;
    QFile file(path());
    if (!file.open(QIODevice::ReadOnly))
        return choices;
    constexpr qint64 longestFile = 65'536;
    const auto document = QJsonDocument::fromJson(file.size() > longestFile ? QByteArray() : file.readAll());
    file.close();
    if (!document.isObject() || document.object().value(QStringLiteral("version")).toInt() != fileVersion) {
        QFile::remove(path() + QStringLiteral(".damaged"));
        QFile::rename(path(), path() + QStringLiteral(".damaged"));
        return choices;
    }
    const QJsonObject object = document.object();
    auto& settings = choices.settings;
    settings.theme = numberAs(object, QStringLiteral("theme"), settings.theme, ui::ThemeChoice::Dark);
    settings.marketColours = numberAs(object, QStringLiteral("market_colours"), settings.marketColours, ui::MarketColours::ColourBlind);
    settings.rowHeight = numberAs(object, QStringLiteral("row_height"), settings.rowHeight, ui::BlotterView::RowHeight::Comfortable);
    settings.confirmCancel = object.value(QStringLiteral("confirm_cancel")).toBool(settings.confirmCancel);
    if (const QString market = object.value(QStringLiteral("market")).toString(); !market.isEmpty())
        choices.market = market;
    return choices;
}

bool WindowFile::store(const WindowChoices& choices) const
{
    QJsonObject object{{QStringLiteral("version"), fileVersion},
                       {QStringLiteral("theme"), static_cast<int>(choices.settings.theme)},
                       {QStringLiteral("market_colours"), static_cast<int>(choices.settings.marketColours)},
                       {QStringLiteral("row_height"), static_cast<int>(choices.settings.rowHeight)},
                       {QStringLiteral("confirm_cancel"), choices.settings.confirmCancel}};
    if (choices.market)
        object.insert(QStringLiteral("market"), *choices.market);
    QSaveFile file(path());
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(object).toJson(QJsonDocument::Compact));
    return file.commit();
}

}  // namespace tradecore::app
