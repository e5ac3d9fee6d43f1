#include "tests/support/broker/alpaca/pack.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QtEndian>

#include <cmath>
#include <cstring>

namespace tradecore::test {

namespace {

template <typename T>
void put(QByteArray& out, T value)
{
    char bytes[sizeof(T)];
    qToBigEndian(value, bytes);
    out.append(bytes, sizeof(T));
}

void putCount(QByteArray& out, qsizetype count, quint8 small, qsizetype smallLimit, quint8 wide)
{
    if (count < smallLimit) {
        out.append(static_cast<char>(small | count));
        return;
    }
    out.append(static_cast<char>(wide));
    put(out, static_cast<quint16>(count));
}

void putText(QByteArray& out, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    if (bytes.size() < 32) {
        out.append(static_cast<char>(0xa0 | bytes.size()));
    } else {
        out.append('\xda');
        put(out, static_cast<quint16>(bytes.size()));
    }
    out.append(bytes);
}

// Eight bytes: 30 bits of nanoseconds, 34 of seconds.
bool putTime(QByteArray& out, const QString& text)
{
    const QDateTime whole = QDateTime::fromString(text.section(QLatin1Char('.'), 0, 0).remove(QLatin1Char('Z')) + QLatin1Char('Z'), Qt::ISODate);
    if (!whole.isValid() || !text.endsWith(QLatin1Char('Z')))
        return false;
    const QString fraction = text.contains(QLatin1Char('.')) ? text.section(QLatin1Char('.'), 1).chopped(1).leftJustified(9, QLatin1Char('0')) : QString();
    out.append("\xd7\xff", 2);
    put(out, static_cast<quint64>(fraction.toULongLong()) << 34U | static_cast<quint64>(whole.toSecsSinceEpoch()));
    return true;
}

void putNumber(QByteArray& out, double value)
{
    const auto whole = static_cast<qint64>(value);
    if (std::abs(value) < 9e15 && static_cast<double>(whole) == value) {
        out.append(whole < 0 ? '\xd3' : '\xcf');
        put(out, whole);
        return;
    }
    quint64 bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    out.append('\xcb');
    put(out, bits);
}

void putValue(QByteArray& out, const QJsonValue& value, bool isTime)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined: out.append('\xc0'); return;
    case QJsonValue::Bool: out.append(value.toBool() ? '\xc3' : '\xc2'); return;
    case QJsonValue::Double: {
        const QVariant number = value.toVariant();
        if (number.typeId() == QMetaType::LongLong) {
            out.append(number.toLongLong() < 0 ? '\xd3' : '\xcf');
            put(out, number.toLongLong());
        } else {
            putNumber(out, value.toDouble());
        }
        return;
    }
    case QJsonValue::String:
        if (!isTime || !putTime(out, value.toString()))
            putText(out, value.toString());
        return;
    case QJsonValue::Array: {
        const QJsonArray array = value.toArray();
        putCount(out, array.size(), 0x90, 16, 0xdc);
        for (const auto& element : array)
            putValue(out, element, false);
        return;
    }
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        putCount(out, object.size(), 0x80, 16, 0xde);
        // Readers of the real service rely on "T" being the first key.
        if (object.contains(QStringLiteral("T"))) {
            putText(out, QStringLiteral("T"));
            putValue(out, object.value(QStringLiteral("T")), false);
        }
        for (auto entry = object.begin(); entry != object.end(); ++entry) {
            if (entry.key() == QStringLiteral("T"))
                continue;
            putText(out, entry.key());
            putValue(out, entry.value(), entry.key() == QStringLiteral("t"));
        }
        return;
    }
    }
}

class Unpacker {
public:
    explicit Unpacker(const QByteArray& bytes) : m_bytes(bytes) {}
    [[nodiscard]] std::optional<QJsonValue> value(int depth = 0)
    {
        const auto tag = static_cast<quint8>(number(1));
        if (m_broken || depth > 16)
            return std::nullopt;
        if (tag <= 0x7f)
            return QJsonValue(static_cast<qint64>(tag));
        if (tag <= 0x8f)
            return object(tag & 0x0f, depth);
        if (tag <= 0x9f)
            return array(tag & 0x0f, depth);
        if (tag <= 0xbf)
            return text(tag & 0x1f);
        if (tag >= 0xe0)
            return QJsonValue(static_cast<qint64>(static_cast<qint8>(tag)));
        switch (tag) {
        case 0xc0: return QJsonValue();
        case 0xc2: return QJsonValue(false);
        case 0xc3: return QJsonValue(true);
        case 0xcb: {
            const quint64 bits = number(8);
            double real = 0;
            std::memcpy(&real, &bits, sizeof real);
            return QJsonValue(real);
        }
        case 0xcc: return QJsonValue(static_cast<qint64>(number(1)));
        case 0xcd: return QJsonValue(static_cast<qint64>(number(2)));
        case 0xce: return QJsonValue(static_cast<qint64>(number(4)));
        case 0xcf:
        case 0xd3: return QJsonValue(static_cast<qint64>(number(8)));
        case 0xd9: return text(number(1));
        case 0xda: return text(number(2));
        case 0xdc: return array(number(2), depth);
        case 0xde: return object(number(2), depth);
        default: return std::nullopt;
        }
    }
    [[nodiscard]] bool isWhole() const { return !m_broken && m_at == m_bytes.size(); }

private:
    quint64 number(int width)
    {
        quint64 value = 0;
        for (int i = 0; i < width; ++i) {
            m_broken = m_broken || m_at >= m_bytes.size();
            value = value << 8U | static_cast<quint8>(m_broken ? 0 : m_bytes[m_at++]);
        }
        return value;
    }
    std::optional<QJsonValue> text(quint64 size)
    {
        if (m_broken || static_cast<quint64>(m_bytes.size() - m_at) < size)
            return std::nullopt;
        const QString read = QString::fromUtf8(m_bytes.mid(m_at, static_cast<qsizetype>(size)));
        m_at += static_cast<qsizetype>(size);
        return QJsonValue(read);
    }
    std::optional<QJsonValue> array(quint64 count, int depth)
    {
        QJsonArray read;
        for (quint64 i = 0; i < count; ++i) {
            const auto element = value(depth + 1);
            if (!element)
                return std::nullopt;
            read.append(*element);
        }
        return QJsonValue(read);
    }
    std::optional<QJsonValue> object(quint64 count, int depth)
    {
        QJsonObject read;
        for (quint64 i = 0; i < count; ++i) {
            const auto key = value(depth + 1);
            const auto content = key ? value(depth + 1) : std::nullopt;
            if (!content || !key->isString())
                return std::nullopt;
            read.insert(key->toString(), *content);
        }
        return QJsonValue(read);
    }

    const QByteArray& m_bytes;
    qsizetype m_at = 0;
    bool m_broken = false;
};

}  // namespace

QByteArray packed(const QJsonValue& value)
{
    QByteArray out;
    putValue(out, value, false);
    return out;
}

std::optional<QJsonValue> unpacked(const QByteArray& bytes)
{
    Unpacker unpacker(bytes);
    auto value = unpacker.value();
    return value && unpacker.isWhole() ? value : std::nullopt;
}

}  // namespace tradecore::test
