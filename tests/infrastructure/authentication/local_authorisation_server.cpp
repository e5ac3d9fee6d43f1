#include "tests/infrastructure/authentication/local_authorisation_server.h"

#include <QCryptographicHash>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

namespace tradecore::test {

namespace {

QByteArray answer(int status, const QByteArray& body, const QByteArray& headers = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: application/json\r\n" + headers
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

}  // namespace

LocalAuthorisationServer::LocalAuthorisationServer()
{
    connect(&m_server, &QTcpServer::newConnection, this, &LocalAuthorisationServer::onConnection);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port for the local authorisation server");
}

std::string LocalAuthorisationServer::url(const char* path) const
{
    return "http://127.0.0.1:" + std::to_string(m_server.serverPort()) + path;
}

std::string LocalAuthorisationServer::parameterOf(const std::string& url, const char* name)
{
    const QUrlQuery query(QUrl(QString::fromStdString(url)));
    return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).toStdString();
}

void LocalAuthorisationServer::onConnection()
{
    while (auto* socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            const auto request = socket->peek(1'000'000);
            const auto end = request.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            qsizetype length = 0;
            for (const auto& line : request.left(end).split('\n')) {
                if (line.toLower().startsWith("content-length:"))
                    length = line.mid(15).trimmed().toLongLong();
            }
            if (request.size() < end + 4 + length)
                return;
            socket->readAll();
            serve(socket, request.split(' ').value(1), request.mid(end + 4, length));
        });
    }
}

void LocalAuthorisationServer::serve(QTcpSocket* socket, const QByteArray& target, const QByteArray& body)
{
    if (target.startsWith("/authorize")) {
        socket->write(authorised(target));
    } else if (!target.startsWith("/token")) {
        ++m_elsewhere;
        socket->write(answer(404, {}));
    } else if (++m_tokenRequests; m_answer == TokenAnswer::HangUp) {
        socket->abort();
        return;
    } else if (m_answer == TokenAnswer::Silence) {
        return;
    } else if (m_answer == TokenAnswer::Redirect) {
        socket->write(answer(307, {}, "Location: " + QByteArray::fromStdString(url("/elsewhere")) + "\r\n"));
    } else if (m_answer == TokenAnswer::Endless) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + QByteArray(200'000, ' '));
    } else {
        socket->write(tokens(body));
    }
    socket->disconnectFromHost();
}

QByteArray LocalAuthorisationServer::authorised(const QByteArray& target)
{
    const QUrlQuery query(QUrl(QString::fromLatin1(target)));
    const auto code = QStringLiteral("code-%1").arg(++m_codes);
    m_challenges.insert(code, m_forgetsChallenge ? QStringLiteral("of another") : query.queryItemValue(QStringLiteral("code_challenge")));
    const QString back = query.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded) + QStringLiteral("?code=") + code
        + QStringLiteral("&state=") + query.queryItemValue(QStringLiteral("state"));
    return answer(302, {}, "Location: " + back.toLatin1() + "\r\n");
}

QByteArray LocalAuthorisationServer::tokens(const QByteArray& body)
{
    const QUrlQuery form(QString::fromLatin1(body));
    const auto verifier = form.queryItemValue(QStringLiteral("code_verifier"), QUrl::FullyDecoded).toLatin1();
    const auto expected = QString::fromLatin1(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
                                                  .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    const auto challenge = m_challenges.take(form.queryItemValue(QStringLiteral("code")));
    if (form.queryItemValue(QStringLiteral("grant_type")) != QLatin1String("authorization_code") || challenge.isEmpty() || challenge != expected)
        return answer(400, R"({"error":"invalid_grant"})");
    ++m_tokensGiven;
    return answer(200, R"({"access_token":"local-access-token","refresh_token":"local-refresh-token","token_type":"Bearer","expires_in":1200})");
}

}  // namespace tradecore::test
