#include "ui/shell/layout_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace tradecore::ui {
namespace {

constexpr int layoutVersion = 1;
constexpr qint64 largestLayoutBytes = 1'000'000;

std::optional<LayoutStore::Parts> partsOf(const QByteArray& bytes)
{
    const auto document = QJsonDocument::fromJson(bytes);
    if (!document.isObject() || document.object().value(u"version").toInt() != layoutVersion)
        return std::nullopt;
    const auto stored = document.object().value(u"parts");
    if (!stored.isObject())
        return std::nullopt;
    LayoutStore::Parts parts;
    const auto object = stored.toObject();
    for (auto part = object.begin(); part != object.end(); ++part) {
        if (!part.value().isString())
            return std::nullopt;
        const auto decoded = QByteArray::fromBase64Encoding(part.value().toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return std::nullopt;
        parts.emplace(part.key(), decoded.decoded);
    }
    return parts;
}

}  // namespace

LayoutStore::Loaded LayoutStore::load() const
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return {std::nullopt, QCoreApplication::translate("LayoutStore", "The window layout could not be read (%1). The default layout is used.")
                                  .arg(file.errorString())};
    auto parts = file.size() > largestLayoutBytes ? std::nullopt : partsOf(file.readAll());
    if (parts)
        return {std::move(parts), {}};
    file.close();
    return {std::nullopt, setAside()};
}

QString LayoutStore::setAside() const
{
    auto aside = QString(m_path % u".damaged");
    for (int number = 2; QFile::exists(aside) && number < 1'000; ++number)
        aside = QString(m_path % u".damaged-" % QString::number(number));
    if (!QFile::rename(m_path, aside))
        return QCoreApplication::translate("LayoutStore", "The stored window layout is damaged and could not be renamed. The default layout is used.");
    return QCoreApplication::translate("LayoutStore", "The stored window layout is damaged. It was kept as %1, and the default layout is used.")
        .arg(QFileInfo(aside).fileName());
}

QString LayoutStore::save(const Parts& parts) const
{
    if (m_path.isEmpty())
        return {};
    QJsonObject stored;
    for (const auto& [key, bytes] : parts)
        stored.insert(key, QString::fromLatin1(bytes.toBase64()));
    const QJsonObject whole{{u"version"_qs, layoutVersion}, {u"parts"_qs, stored}};
    const auto text = QJsonDocument(whole).toJson();
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return QCoreApplication::translate("LayoutStore", "The window layout could not be saved: %1.").arg(file.errorString());
    return {};
}

}  // namespace tradecore::ui
