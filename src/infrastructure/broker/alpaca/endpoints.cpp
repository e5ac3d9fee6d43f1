#include "infrastructure/broker/alpaca/endpoints.h"

#include <QHostAddress>

namespace tradecore::infrastructure {

namespace alpaca {

bool isLoopbackHost(const QString& host)
{
    if (host.compare(u"localhost", Qt::CaseInsensitive) == 0)
        return true;
    QHostAddress address;
    return address.setAddress(host) && address.isLoopback();
}

}  // namespace alpaca

namespace {

QUrl under(const QUrl& base, const char* scheme, const char* path)
{
    QUrl url = base;
    url.setScheme(QString::fromLatin1(scheme));
    url.setPath((base.path() == u"/" ? QString() : base.path()) + QString::fromLatin1(path));
    return url;
}

}  // namespace

AlpacaEndpoints AlpacaEndpoints::paper()
{
    return {QUrl(QStringLiteral("https://paper-api.alpaca.markets")), QUrl(QStringLiteral("wss://paper-api.alpaca.markets/stream")),
            QUrl(QStringLiteral("https://data.alpaca.markets")), QUrl(QStringLiteral("wss://stream.data.alpaca.markets/v2/iex")),
            QUrl(QStringLiteral("wss://stream.data.alpaca.markets/v1beta3/crypto/us")), false};
}

Result<AlpacaEndpoints, std::string> AlpacaEndpoints::loopback(const QString& base)
{
    const QUrl url(base, QUrl::StrictMode);
    const bool schemeFits = url.scheme() == u"http" || url.scheme() == u"ws";
    if (!url.isValid() || !schemeFits || url.host().isEmpty())
        return failure(std::string("The endpoint must look like http://127.0.0.1:8080."));
    if (!alpaca::isLoopbackHost(url.host()))
        return failure(std::string("An unencrypted broker is taken from this machine only (127.0.0.1, ::1 or localhost)."));
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return failure(std::string("The endpoint must be an address without user, query or fragment."));
    return AlpacaEndpoints{under(url, "http", ""), under(url, "ws", "/stream"), under(url, "http", ""), under(url, "ws", "/v2/iex"),
                           under(url, "ws", "/v1beta3/crypto/us"), true};
}

Result<void, std::string> checkPaperKey(std::string_view keyId)
{
    if (keyId.starts_with("AK"))
        return failure(std::string("This is the key of a live account; only paper accounts are opened here. Paper keys begin with PK."));
    return {};
}

}  // namespace tradecore::infrastructure
