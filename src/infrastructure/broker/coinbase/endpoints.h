// Where the public feed and the public REST interface are. Only the venue's own hosts, or one base on this machine
// (--endpoint), which serves both over plain ws and http: anything else is refused, so that prices come from nowhere else.
#pragma once

#include "base/result.h"

#include <QString>
#include <QUrl>

#include <string>

namespace tradecore::infrastructure {

struct CoinbaseEndpoints {
    QUrl stream;
    QUrl rest;

    [[nodiscard]] static CoinbaseEndpoints live();
    // "http://127.0.0.1:8080" or "ws://localhost:8080"; the failure is a sentence for people.
    [[nodiscard]] static Result<CoinbaseEndpoints, std::string> loopback(const QString& base);
};

// 127.0.0.0/8, ::1 and "localhost".
[[nodiscard]] bool isLoopbackHost(const QString& host);

}  // namespace tradecore::infrastructure
