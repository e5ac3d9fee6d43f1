#include "app/composition/market_time_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QString>

namespace tradecore::app {

namespace {

QJsonObject readAll(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    constexpr qint64 longestFile = 65'536;
    if (!file.open(QIODevice::ReadOnly) || file.size() > longestFile)
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

}  // namespace

std::string MarketTimeFile::path() const
{
    return m_dataDirectory + "/market-time.json";
}

std::optional<Timestamp> MarketTimeFile::load(const std::string& market) const
{
    const auto text = readAll(path()).value(QString::fromStdString(market)).toString();
    return Timestamp::parseRfc3339(text.toStdString());
}

bool MarketTimeFile::store(const std::string& market, Timestamp time) const
{
    QJsonObject times = readAll(path());
    times.insert(QString::fromStdString(market), QString::fromStdString(time.toRfc3339()));
    QSaveFile file(QString::fromStdString(path()));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(times).toJson(QJsonDocument::Compact));
    return file.commit();
}

}  // namespace tradecore::app
