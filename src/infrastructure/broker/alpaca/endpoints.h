// Where an Alpaca account is reached: the paper hosts, or one base on this machine (--endpoint) which serves everything over plain
// http and ws. Anything else is refused. A paper account cannot reach a live host: there is none here, and a live key ("AK…") is
// refused before anything is sent (I37).
#pragma once

#include "base/result.h"

#include <QString>
#include <QUrl>

#include <string>
#include <string_view>

namespace tradecore::infrastructure {

struct AlpacaEndpoints {
    QUrl trading;
    QUrl tradingStream;
    QUrl data;
    QUrl stockStream;
    QUrl cryptoStream;
    bool isLocal = false;

    [[nodiscard]] static AlpacaEndpoints paper();
    // "http://127.0.0.1:8080"; the failure is a sentence for people.
    [[nodiscard]] static Result<AlpacaEndpoints, std::string> loopback(const QString& base);
};

// Keys of live accounts begin with AK, of paper accounts with PK. A sentence where the key does not belong here.
[[nodiscard]] Result<void, std::string> checkPaperKey(std::string_view keyId);

namespace alpaca {

// 127.0.0.0/8, ::1 and "localhost".
[[nodiscard]] bool isLoopbackHost(const QString& host);

}  // namespace alpaca

}  // namespace tradecore::infrastructure
