// CandleLoader: bars of a range from the REST interface, which gives at most 300 rows a request, newest first, and leaves out
// intervals without trades (they stay out). Larger ranges are asked for page by page, backwards. Answers once, never from
// inside the question; io thread. Owner: CoinbaseSource.
#pragma once

#include "application/port/market_data_source.h"
#include "base/clock.h"
#include "base/scheduler.h"
#include "infrastructure/broker/coinbase/rest_client.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tradecore::infrastructure::coinbase {

// Both ends are starts of bars and belong to the page.
struct CandlePage {
    Timestamp first;
    Timestamp last;
    friend bool operator==(const CandlePage&, const CandlePage&) = default;
};

// The pages of [from, to), newest first; empty where no bar starts in it.
[[nodiscard]] std::vector<CandlePage> candlePages(Timestamp from, Timestamp to, Duration length);

class CandleLoader {
public:
    // refusedRows hears how many rows could not be read.
    using RefusedRows = std::function<void(std::size_t rows)>;
    CandleLoader(const Clock& clock, Scheduler& scheduler, RestClient& client, RefusedRows refusedRows);

    // The instrument's symbol is a valid product id.
    void load(const application::HistoryRequest& request, application::MarketDataSource::HistoryAnswer answer);

private:
    struct Load;

    void onPage(const std::shared_ptr<Load>& load, Result<QByteArray, application::SourceError> body);

    const Clock& m_clock;
    Scheduler& m_scheduler;
    RestClient& m_client;
    RefusedRows m_refusedRows;
};

}  // namespace tradecore::infrastructure::coinbase
