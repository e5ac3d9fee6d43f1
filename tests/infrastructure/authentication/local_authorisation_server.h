// A local authorisation server on a real port: it signs everybody in at once, checks PKCE and single use of a code as RFC 7636 and
// RFC 6749 have it, and misbehaves at the token address when it is told to. Shares no code with what is tested.
#pragma once

#include <QHash>
#include <QTcpServer>

#include <string>

namespace tradecore::test {

class LocalAuthorisationServer : public QObject {
    Q_OBJECT

public:
    enum class TokenAnswer { Honest, Redirect, Silence, Endless, HangUp };

    LocalAuthorisationServer();
    [[nodiscard]] std::string url(const char* path) const;
    void answerTokens(TokenAnswer answer) { m_answer = answer; }
    // As though another program had begun the flow.
    void forgetChallenge() { m_forgetsChallenge = true; }
    [[nodiscard]] int tokensGiven() const { return m_tokensGiven; }
    [[nodiscard]] int tokenRequests() const { return m_tokenRequests; }
    [[nodiscard]] int requestsElsewhere() const { return m_elsewhere; }
    [[nodiscard]] static std::string parameterOf(const std::string& url, const char* name);

private:
    void onConnection();
    void serve(QTcpSocket* socket, const QByteArray& target, const QByteArray& body);
    [[nodiscard]] QByteArray authorised(const QByteArray& target);
    [[nodiscard]] QByteArray tokens(const QByteArray& body);

    QTcpServer m_server;
    TokenAnswer m_answer = TokenAnswer::Honest;
    bool m_forgetsChallenge = false;
    int m_tokensGiven = 0;
    int m_tokenRequests = 0;
    int m_elsewhere = 0;
    int m_codes = 0;
    QHash<QString, QString> m_challenges;   // code → challenge
};

}  // namespace tradecore::test
