// HttpTokenEndpoint: posts forms to token and revocation addresses over HTTPS; plain HTTP to this machine alone, for tests. Redirects
// are refused: a token request that is sent on hands the code to another. Lives on the io thread.
#pragma once

#include "application/authentication/oauth_values.h"

#include <QNetworkAccessManager>

#include <chrono>

namespace tradecore::infrastructure {

class HttpTokenEndpoint : public QObject, public application::TokenEndpoint {
    Q_OBJECT

public:
    static constexpr qint64 largestBody = 64 * 1024;

    HttpTokenEndpoint();
    void post(const std::string& url, std::vector<Field> fields, Answer answer) override;
    // How long an answer may take; shorter in tests.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

private:
    QNetworkAccessManager m_network;
    std::chrono::milliseconds m_patience{30'000};
};

}  // namespace tradecore::infrastructure
