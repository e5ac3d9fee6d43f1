#include "infrastructure/broker/alpaca/alpaca_source.h"

#include "infrastructure/broker/alpaca/constants.h"
#include "infrastructure/broker/alpaca/rest_answers.h"
#include "infrastructure/broker/alpaca/wire_values.h"

#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure {

using namespace alpaca;
using application::HistoryRequest;
using application::SourceError;
using application::SubscriptionState;
using domain::Timeframe;

namespace {

constexpr std::chrono::seconds tickLength{1};
// A trade may come so late behind its time; market time stays as far behind this machine's clock.
constexpr std::chrono::seconds marketTimeLag{2};
constexpr std::chrono::seconds longestCryptoSilence{60};
constexpr int maximumHistoryPages = 20;

// Midnight in New York as hours of UTC: 4 in summer, 5 in winter.
Duration newYorkMidnight(Timestamp now)
{
    const QTimeZone zone("America/New_York");
    const auto seconds = zone.isValid() ? -zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(now.nanoseconds() / 1'000'000'000, Qt::UTC)) : 18'000;
    return std::chrono::seconds(seconds);
}

application::SourceTraits makeTraits(Timestamp now)
{
    application::SourceTraits traits;
    traits.name = std::string(sourceName);
    traits.venue = std::string(venueCode);
    traits.expectedActivity = Duration::zero();
    traits.sessionOffset = newYorkMidnight(now);
    traits.history = {Timeframe::OneMinute, Timeframe::FiveMinutes, Timeframe::FifteenMinutes, Timeframe::OneHour, Timeframe::OneDay};
    return traits;
}

const char* wireTextOf(Timeframe timeframe)
{
    switch (timeframe) {
    case Timeframe::FiveMinutes: return "5Min";
    case Timeframe::FifteenMinutes: return "15Min";
    case Timeframe::OneHour: return "1Hour";
    case Timeframe::OneDay: return "1Day";
    case Timeframe::OneSecond:
    case Timeframe::OneMinute: break;
    }
    return "1Min";
}

bool isPair(std::string_view symbol)
{
    return symbol.find('/') != std::string_view::npos;
}

SourceError errorOf(const RestOutcome& outcome)
{
    if (outcome.isRateLimited)
        return {SourceError::Kind::RateLimited, "Alpaca asks to wait before more requests."};
    if (outcome.kind != RestOutcome::Kind::Answered)
        return {SourceError::Kind::Transport, "Alpaca: " + outcome.text};
    WireTape tape;
    const auto root = tape.parseJson(outcome.body);
    const std::string said = root ? readRestError(*root).message : std::string("an answer that is not its own");
    return {SourceError::Kind::Transport, "Alpaca refused the request (HTTP " + std::to_string(outcome.status) + "): " + said};
}

std::string replaced(std::string text, char from, std::string_view to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, 1, to);
    return text;
}

}  // namespace

struct AlpacaSource::History {
    HistoryRequest request;
    HistoryAnswer answer;
    std::vector<domain::Bar> bars;
    std::string page;
    int pages = 0;
};

AlpacaSource::AlpacaSource(application::MarketDataSink& sink, application::StreamObserver& observer, const Clock& clock, Scheduler& scheduler,
                           const AlpacaSourceOptions& options, const application::KeyPair& keys)
    : m_sink(sink), m_observer(observer), m_clock(clock), m_scheduler(scheduler), m_traits(makeTraits(clock.utcNow())),
      m_stocks(*this, scheduler, options.endpoints.stockStream, keys.duplicate(), options.isPacked),
      m_crypto(*this, scheduler, options.endpoints.cryptoStream, keys.duplicate(), options.isPacked),
      m_data(clock, scheduler, options.endpoints.data, keys.duplicate()), m_trading(clock, scheduler, options.endpoints.trading, keys.duplicate()),
      m_alive(std::make_shared<bool>(true))
{
}

AlpacaSource::~AlpacaSource()
{
    m_alive.reset();
    closeLinks();
}

domain::InstrumentId AlpacaSource::idOf(std::string_view symbol) const
{
    return {std::string(symbol), m_traits.venue};
}

void AlpacaSource::connectNow()
{
    m_stocks.open();
    if (m_wantsCrypto)
        m_crypto.open();
}

void AlpacaSource::disconnectNow()
{
    if (m_stocks.isOpen() || m_crypto.isOpen())
        end("The connection was closed on request.");
}

void AlpacaSource::closeLinks()
{
    m_scheduler.cancel(std::exchange(m_tickTimer, 0));
    m_stocks.close();
    m_crypto.close();
    m_isConnected = false;
}

void AlpacaSource::end(const std::string& reason)
{
    closeLinks();
    m_observer.onDisconnected(m_traits.name, reason);
}

void AlpacaSource::onLinkReady(MarketLink& link)
{
    m_lastCrypto = m_clock.steadyNow();
    if (&link != &m_stocks || std::exchange(m_isConnected, true))
        return;
    m_observer.onConnected(m_traits.name);
    tick();
}

void AlpacaSource::onLinkDown(MarketLink&, const std::string& reason, Duration retryAfter)
{
    if (retryAfter > Duration::zero())
        m_observer.onRetryAfter(m_traits.name, retryAfter);
    end(reason);
}

void AlpacaSource::onLinkActivity(MarketLink& link)
{
    if (&link == &m_crypto)
        m_lastCrypto = m_clock.steadyNow();
    if (m_isConnected)
        m_observer.onActivity(m_traits.name);
}

void AlpacaSource::onLinkMalformed(MarketLink&, const std::string& why)
{
    ++m_counted.malformed;
    m_sink.onMalformed(m_traits.name, why);
}

void AlpacaSource::onLinkSubscription(MarketLink&, const std::string& symbol, SubscriptionState state, const std::string& why)
{
    m_observer.onSubscription(m_traits.name, idOf(symbol), state, why);
}

void AlpacaSource::setSubscriptions(const std::set<domain::InstrumentId>& wanted)
{
    std::set<std::string> stocks, crypto;
    for (const auto& instrument : wanted) {
        if (instrument.venue() != m_traits.venue || !isSymbol(instrument.symbol()))
            m_observer.onSubscription(m_traits.name, instrument, SubscriptionState::Refused, "This is not an instrument of Alpaca.");
        else
            (isPair(instrument.symbol()) ? crypto : stocks).insert(instrument.symbol());
    }
    m_wantsCrypto = !crypto.empty();
    m_stocks.setWanted(std::move(stocks));
    m_crypto.setWanted(std::move(crypto));
    if (m_wantsCrypto && m_stocks.isOpen())
        m_crypto.open();
}

void AlpacaSource::onLinkMessage(MarketLink&, const MarketMessage& message)
{
    if (const auto* quote = std::get_if<QuoteMessage>(&message)) {
        take(*quote);
    } else if (const auto* trade = std::get_if<TradeMessage>(&message)) {
        take(*trade);
    } else if (const auto* bar = std::get_if<BarMessage>(&message)) {
        take(*bar);
    } else if (std::holds_alternative<StatusMessage>(message)) {
        ++m_counted.statuses;
    } else if (std::holds_alternative<CorrectionMessage>(message) || std::holds_alternative<CancelErrorMessage>(message)) {
        // A corrected print stays in the bars that it is in until they are loaded again.
        ++m_counted.corrections;
    } else {
        ++m_counted.unused;
    }
}

void AlpacaSource::take(const QuoteMessage& message)
{
    ++m_counted.quotes;
    domain::Quote quote;
    quote.instrument = idOf(message.symbol);
    quote.bid = message.bid;
    quote.bidSize = message.bidSize;
    quote.ask = message.ask;
    quote.askSize = message.askSize;
    quote.venueTime = message.time;
    quote.receivedAt = m_clock.utcNow();
    reached(message.time);
    m_sink.onQuote(quote);
}

void AlpacaSource::take(const TradeMessage& message)
{
    ++m_counted.trades;
    if (message.size.isZero())
        return;
    domain::Trade trade;
    trade.instrument = idOf(message.symbol);
    trade.price = message.price;
    trade.size = message.size;
    trade.aggressor = message.aggressor;
    trade.countsForPrice = message.countsForPrice;
    trade.tradeId = std::to_string(message.id);
    trade.venueTime = message.time;
    trade.receivedAt = m_clock.utcNow();
    reached(message.time);
    m_sink.onTrade(trade);
}

void AlpacaSource::take(const BarMessage& message)
{
    if (message.channel != BarChannel::Daily) {
        ++m_counted.unused;
        return;
    }
    ++m_counted.statistics;
    domain::DayStatistics statistics;
    statistics.instrument = idOf(message.symbol);
    statistics.open = message.open;
    statistics.high = message.high;
    statistics.low = message.low;
    statistics.volume = message.volume;
    statistics.venueTime = message.start;
    m_sink.onStatistics(statistics);
}

void AlpacaSource::reached(Timestamp time)
{
    // A time ahead of this machine's clock would close bars that are still open.
    m_marketTime = std::max(m_marketTime, std::min(time, m_clock.utcNow()));
}

void AlpacaSource::tick()
{
    const bool isMute = m_wantsCrypto && m_crypto.isReady() && m_clock.steadyNow() - m_lastCrypto > longestCryptoSilence;
    if (isMute) {
        end("Alpaca's crypto data has been silent for a minute.");
        return;
    }
    reached(m_clock.utcNow() - marketTimeLag);
    m_sink.onMarketTime(m_traits.name, m_marketTime);
    m_tickTimer = m_scheduler.after(tickLength, [this] { tick(); });
}

void AlpacaSource::requestHistory(const HistoryRequest& request, HistoryAnswer answer)
{
    const auto refuseLater = [this, &answer](SourceError error) {
        const auto task = [answer, error] { answer(failure(error)); };
        if (!m_scheduler.post(task))
            task();
    };
    if (request.instrument.venue() != m_traits.venue || !isSymbol(request.instrument.symbol())) {
        refuseLater({SourceError::Kind::UnknownInstrument, request.instrument.toString() + " is not an instrument of Alpaca."});
    } else if (!m_traits.history.contains(request.timeframe)) {
        refuseLater({SourceError::Kind::RangeTooLarge, "Alpaca keeps no bars of one second; they are built live."});
    } else {
        auto history = std::make_shared<History>();
        history->request = request;
        history->answer = std::move(answer);
        fetchHistory(history);
    }
}

void AlpacaSource::fetchHistory(const std::shared_ptr<History>& history)
{
    const HistoryRequest& request = history->request;
    const std::string symbol = request.instrument.symbol();
    std::string path = isPair(symbol) ? "/v1beta3/crypto/us/bars?symbols=" + replaced(symbol, '/', "%2F")
                                      : "/v2/stocks/" + symbol + "/bars?feed=iex&adjustment=split";
    path += std::string("&timeframe=") + wireTextOf(request.timeframe) + "&limit=10000&start=" + request.from.toRfc3339()
        + "&end=" + (request.to - std::chrono::milliseconds(1)).toRfc3339();
    if (!history->page.empty())
        path += "&page_token=" + replaced(replaced(history->page, '+', "%2B"), '=', "%3D");
    m_data.get(std::move(path), [this, history, alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
        if (alive.expired() || outcome.kind != RestOutcome::Kind::Answered || outcome.status != 200) {
            history->answer(failure(errorOf(outcome)));
            return;
        }
        WireTape tape;
        const auto root = tape.parseJson(outcome.body);
        auto page = root ? readBars(*root, history->request.instrument.symbol()) : Result<BarsPage, std::string>(failure(root.error()));
        if (!page) {
            history->answer(failure(SourceError{SourceError::Kind::Malformed, "Alpaca's bars cannot be read: " + page.error() + '.'}));
            return;
        }
        if (page->refusedRows > 0)
            m_sink.onMalformed(m_traits.name, std::to_string(page->refusedRows) + " bars could not be read");
        const Duration length = domain::lengthOf(history->request.timeframe);
        for (auto& bar : page->bars) {
            bar.complete = bar.start + length <= m_clock.utcNow();
            if (bar.start >= history->request.from && bar.start < history->request.to)
                history->bars.push_back(bar);
        }
        history->page = page->nextPage;
        if (!history->page.empty() && ++history->pages < maximumHistoryPages)
            fetchHistory(history);
        else
            history->answer(std::move(history->bars));
    });
}

void AlpacaSource::requestInstruments(InstrumentsAnswer answer)
{
    fetchAssets(std::make_shared<std::vector<domain::Instrument>>(), "us_equity", std::move(answer));
}

void AlpacaSource::fetchAssets(std::shared_ptr<std::vector<domain::Instrument>> instruments, const char* assetClass, InstrumentsAnswer answer)
{
    m_trading.get(std::string("/v2/assets?status=active&asset_class=") + assetClass,
                  [this, instruments, assetClass = std::string_view(assetClass), answer = std::move(answer), alive = std::weak_ptr(m_alive)](const RestOutcome& outcome) {
        if (alive.expired() || outcome.kind != RestOutcome::Kind::Answered || outcome.status != 200) {
            answer(failure(errorOf(outcome)));
            return;
        }
        WireTape tape;
        const auto root = tape.parseJson(outcome.body);
        if (!root || !root->isArray()) {
            answer(failure(SourceError{SourceError::Kind::Malformed, "Alpaca's list of assets cannot be read."}));
            return;
        }
        std::size_t refused = 0;
        root->forEach([&instruments, &refused](WireView row) {
            const auto asset = readAsset(row);
            if (!asset)
                ++refused;
            else if (auto instrument = instrumentOf(*asset))
                instruments->push_back(std::move(*instrument));
        });
        if (refused > 0)
            m_sink.onMalformed(m_traits.name, std::to_string(refused) + " assets could not be read");
        if (assetClass == "us_equity")
            fetchAssets(instruments, "crypto", answer);
        else
            answer(std::move(*instruments));
    });
}

Timestamp AlpacaSource::marketTime() const
{
    return m_marketTime == Timestamp() ? m_clock.utcNow() : m_marketTime;
}

std::map<std::string, std::uint64_t> AlpacaSource::figures() const
{
    return {{"frames", m_stocks.frames() + m_crypto.frames()},
            {"messages_malformed", m_counted.malformed},
            {"messages_unused", m_counted.unused},
            {"quotes", m_counted.quotes},
            {"trades", m_counted.trades},
            {"statistics", m_counted.statistics},
            {"statuses", m_counted.statuses},
            {"corrections", m_counted.corrections},
            {"rest_requests", m_data.requests() + m_trading.requests()},
            {"rest_rate_limited", m_data.rateLimited() + m_trading.rateLimited()}};
}

}  // namespace tradecore::infrastructure
