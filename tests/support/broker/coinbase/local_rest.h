// The REST half of the local Coinbase server as a function: a path with its query to status and body. Candles come newest
// first, at most 300 a request, with the intervals that had no trade left out, in the venue's order of columns: time, low,
// high, open, close, volume.
#pragma once

#include "tests/support/broker/coinbase/local_market.h"

#include <QByteArray>
#include <QUrl>

namespace tradecore::test {

struct LocalAnswer {
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json; charset=utf-8";
    QByteArray extraHeaders;  // whole lines, each with its line end
};

[[nodiscard]] LocalAnswer answerRest(const LocalMarket& market, const QUrl& url);

}  // namespace tradecore::test
