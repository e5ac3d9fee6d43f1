#include "infrastructure/broker/coinbase/endpoints.h"

#include "infrastructure/broker/coinbase/constants.h"

#include <QHostAddress>

namespace tradecore::infrastructure {

namespace {

QUrl urlOf(std::string_view text)
{
    return QUrl(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

}  // namespace

bool isLoopbackHost(const QString& host)
{
    if (host.compare(u"localhost", Qt::CaseInsensitive) == 0)
        return true;
    QHostAddress address;
    return address.setAddress(host) && address.isLoopback();
}

CoinbaseEndpoints CoinbaseEndpoints::live()
{
    return {urlOf(coinbase::defaultStreamUrl), urlOf(coinbase::defaultRestUrl)};
}

Result<CoinbaseEndpoints, std::string> CoinbaseEndpoints::loopback(const QString& base)
{
    const QUrl url(base, QUrl::StrictMode);
    const bool schemeFits = url.scheme() == u"http" || url.scheme() == u"ws";
    if (!url.isValid() || !schemeFits || url.host().isEmpty())
        return failure(std::string("The endpoint must look like http://127.0.0.1:8080."));
    if (!isLoopbackHost(url.host()))
        return failure(std::string("Unencrypted market data is taken from this machine only (127.0.0.1, ::1 or localhost)."));
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return failure(std::string("The endpoint must be an address without user, query or fragment."));
    CoinbaseEndpoints endpoints{url, url};
    endpoints.stream.setScheme(QStringLiteral("ws"));
    endpoints.rest.setScheme(QStringLiteral("http"));
    if (endpoints.rest.path() == u"/")
        endpoints.rest.setPath(QString());
    return endpoints;
}

}  // namespace tradecore::infrastructure
