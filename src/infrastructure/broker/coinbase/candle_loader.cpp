#include "infrastructure/broker/coinbase/candle_loader.h"

#include "infrastructure/broker/coinbase/constants.h"
#include "infrastructure/broker/coinbase/rest_parser.h"

#include <QString>

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure::coinbase {

using application::HistoryRequest;
using application::SourceError;
using HistoryAnswer = application::MarketDataSource::HistoryAnswer;
using Bars = Result<std::vector<domain::Bar>, SourceError>;

struct CandleLoader::Load {
    HistoryRequest request;
    HistoryAnswer answer;
    std::size_t pagesLeft = 0;
    std::vector<domain::Bar> bars;

    void finish(Bars result)
    {
        if (const HistoryAnswer once = std::exchange(answer, nullptr))
            once(std::move(result));
    }
};

namespace {

QString timeText(Timestamp time)
{
    return QString::fromStdString(time.toRfc3339().substr(0, 19) + 'Z');
}

void sortAndCut(std::vector<domain::Bar>& bars, const HistoryRequest& request, Timestamp now)
{
    const Duration length = domain::lengthOf(request.timeframe);
    std::erase_if(bars, [&](const domain::Bar& bar) {
        return bar.start < request.from || bar.start >= request.to || bar.start.floorTo(length) != bar.start;
    });
    std::ranges::stable_sort(bars, {}, &domain::Bar::start);
    const auto doubles = std::ranges::unique(bars, {}, &domain::Bar::start);
    bars.erase(doubles.begin(), doubles.end());
    for (auto& bar : bars)
        bar.complete = bar.start + length <= now;
}

}  // namespace

std::vector<CandlePage> candlePages(Timestamp from, Timestamp to, Duration length)
{
    std::vector<CandlePage> pages;
    Timestamp oldest = from.floorTo(length);
    if (oldest < from)
        oldest = oldest + length;
    if (oldest >= to)
        return pages;
    Timestamp last = (to - Duration(1)).floorTo(length);
    while (last >= oldest) {
        const Timestamp first = std::max(oldest, last - length * (candlesPerPage - 1));
        pages.push_back({first, last});
        last = first - length;
    }
    return pages;
}

CandleLoader::CandleLoader(const Clock& clock, Scheduler& scheduler, RestClient& client, RefusedRows refusedRows)
    : m_clock(clock), m_scheduler(scheduler), m_client(client), m_refusedRows(std::move(refusedRows))
{
}

void CandleLoader::load(const HistoryRequest& request, HistoryAnswer answer)
{
    auto load = std::make_shared<Load>();
    load->request = request;
    load->answer = std::move(answer);
    const Duration length = domain::lengthOf(request.timeframe);
    const auto finishLater = [this, load](Bars result) {
        if (!m_scheduler.post([load, result] { load->finish(result); }))
            load->finish(std::move(result));
    };
    // Compared in bars, so that a hostile range costs nothing. Nothing trades after now.
    const Timestamp to = std::min(request.to, m_clock.utcNow() + length);
    if (to > request.from && (to - request.from) / length > candlesPerPage * maximumCandlePages) {
        finishLater(failure(SourceError{SourceError::Kind::RangeTooLarge,
                                        "Coinbase gives at most 12,000 bars at once; ask for a shorter range."}));
        return;
    }
    const auto pages = candlePages(request.from, to, length);
    if (pages.empty()) {
        finishLater(std::vector<domain::Bar>());
        return;
    }
    load->pagesLeft = pages.size();
    const SteadyTime deadline = m_clock.steadyNow() + requestDeadline;
    const QString path = QStringLiteral("/products/") + QString::fromStdString(request.instrument.symbol())
        + QStringLiteral("/candles");
    for (const auto& page : pages) {
        const QString query = QStringLiteral("granularity=%1&start=%2&end=%3")
                                  .arg(std::chrono::duration_cast<std::chrono::seconds>(length).count())
                                  .arg(timeText(page.first), timeText(page.last));
        m_client.get(path, query, deadline, [this, load](Result<QByteArray, SourceError> body) {
            onPage(load, std::move(body));
        });
    }
}

void CandleLoader::onPage(const std::shared_ptr<Load>& load, Result<QByteArray, SourceError> body)
{
    if (!load->answer)
        return;
    if (!body) {
        load->finish(failure(body.error()));
        return;
    }
    const auto candles = parseCandles({body->constData(), static_cast<std::size_t>(body->size())});
    if (!candles) {
        load->finish(failure(SourceError{SourceError::Kind::Malformed, candles.error()}));
        return;
    }
    if (candles->refusedRows > 0 && m_refusedRows)
        m_refusedRows(candles->refusedRows);
    load->bars.insert(load->bars.end(), candles->bars.begin(), candles->bars.end());
    if (--load->pagesLeft > 0)
        return;
    sortAndCut(load->bars, load->request, m_clock.utcNow());
    load->finish(std::move(load->bars));
}

}  // namespace tradecore::infrastructure::coinbase
