#include "infrastructure/broker/coinbase/frame_handler.h"

#include "infrastructure/broker/coinbase/constants.h"

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure {

using namespace coinbase;

namespace {

constexpr Duration announcementStep = std::chrono::seconds(1);

std::string whyLost(BookHealth health)
{
    switch (health) {
    case BookHealth::Crossed: return "the order book is crossed: a change was lost";
    case BookHealth::Exhausted: return "the order book has drained to its kept depth";
    case BookHealth::Sound: break;
    }
    return {};
}

}  // namespace

CoinbaseFrameHandler::CoinbaseFrameHandler(application::MarketDataSink& sink, std::string source, std::string venue,
                                           CoinbaseSession* session)
    : m_sink(sink), m_source(std::move(source)), m_venue(std::move(venue)), m_session(session)
{
}

void CoinbaseFrameHandler::decode(std::string_view frame, Timestamp receivedAt)
{
    ++m_counters.frames;
    const auto message = m_parser.parse(frame);
    if (!message) {
        refuseFrame(message.error());
        return;
    }
    std::visit([this, receivedAt](const auto& value) { handle(value, receivedAt); }, *message);
}

void CoinbaseFrameHandler::refuse(const std::string& why)
{
    ++m_counters.frames;
    refuseFrame({RefusalCause::NotJson, why, true, {}});
}

void CoinbaseFrameHandler::refuseFrame(const FrameRefusal& refusal)
{
    ++m_counters.malformed;
    if (refusal.cause == RefusalCause::TooManyDecimals)
        ++m_counters.tooManyDecimals;
    m_sink.onMalformed(m_source, refusal.product.empty() ? refusal.why : refusal.product + ": " + refusal.why);
    if (!refusal.touchesBook)
        return;
    for (auto& [id, product] : m_products) {
        if ((refusal.product.empty() || refusal.product == id) && product.state == BookState::Live)
            loseBook(product, "a message of the order book could not be read");
    }
}

void CoinbaseFrameHandler::handle(const UnusedMessage&, Timestamp)
{
    ++m_counters.unused;
}

void CoinbaseFrameHandler::handle(const SubscriptionsMessage& message, Timestamp)
{
    if (m_session)
        m_session->onSubscriptions(message);
}

void CoinbaseFrameHandler::handle(const ErrorMessage& message, Timestamp)
{
    if (m_session)
        m_session->onVenueError(message);
}

void CoinbaseFrameHandler::handle(const HeartbeatMessage& message, Timestamp receivedAt)
{
    if (!acceptTime(message.time, receivedAt, message.product, false))
        return;
    ++m_counters.heartbeats;
    // A heartbeat counts only beside matches: the one that keeps a stream alive comes without them.
    Product* const product = productOf(message.product);
    if (product && product->trades.newest() != 0)
        reportMissed(*product, product->trades.onNewestId(message.lastTradeId));
    announceTime(message.time, Duration(1));
}

void CoinbaseFrameHandler::handle(const TickerMessage& message, Timestamp receivedAt)
{
    if (message.time && !acceptTime(*message.time, receivedAt, message.product, false))
        return;
    const Product* const product = productOf(message.product);
    if (!product)
        return;
    ++m_counters.statistics;
    domain::DayStatistics statistics;
    statistics.instrument = product->instrument;
    statistics.open = message.open;
    statistics.high = message.high;
    statistics.low = message.low;
    statistics.volume = message.volume;
    statistics.rounded = message.rounded;
    statistics.venueTime = message.time.value_or(receivedAt);
    m_sink.onStatistics(statistics);
}

void CoinbaseFrameHandler::handle(const MatchMessage& message, Timestamp receivedAt)
{
    if (!acceptTime(message.time, receivedAt, message.product, false))
        return;
    Product* const product = productOf(message.product);
    if (!product)
        return;
    if (message.isHistory) {
        ++m_counters.historyTrades;
        reportMissed(*product, product->trades.onNewestId(message.tradeId));
        return;
    }
    const auto seen = product->trades.onTrade(message.tradeId);
    if (seen.arrival == TradeArrival::Duplicate) {
        ++m_counters.duplicateTrades;
        return;
    }
    if (seen.arrival == TradeArrival::Late) {
        ++m_counters.lateTrades;
        --m_counters.missedTrades;
    }
    reportMissed(*product, seen.missed);
    ++m_counters.trades;
    domain::Trade trade;
    trade.instrument = product->instrument;
    trade.price = message.price;
    trade.size = message.size;
    trade.aggressor = message.aggressor;
    trade.tradeId = std::to_string(message.tradeId);
    trade.venueTime = message.time;
    trade.receivedAt = receivedAt;
    m_sink.onTrade(trade);
}

void CoinbaseFrameHandler::handle(const SnapshotMessage& message, Timestamp receivedAt)
{
    if (message.time && !acceptTime(*message.time, receivedAt, message.product, true))
        return;
    Product* const product = productOf(message.product);
    if (!product)
        return;
    ++m_counters.snapshots;
    product->state = BookState::Live;
    product->bookTime = message.time.value_or(Timestamp());
    // Older snapshots carry no time: the moment of receipt stands in, never before what the venue has already shown.
    const Timestamp venueTime = message.time.value_or(std::max(receivedAt, m_marketTime.value_or(receivedAt)));
    judgeBook(*product, product->book.reset(message.bids, message.asks), true, venueTime, receivedAt);
}

void CoinbaseFrameHandler::handle(const BookUpdateMessage& message, Timestamp receivedAt)
{
    if (!acceptTime(message.time, receivedAt, message.product, true))
        return;
    Product* const product = productOf(message.product);
    if (!product)
        return;
    switch (product->state) {
    case BookState::AwaitingSnapshot:
        ++m_counters.updatesWithoutBook;
        loseBook(*product, "an order book update came before its snapshot");
        return;
    case BookState::Lost:
        ++m_counters.updatesWithoutBook;
        return;
    case BookState::Live: break;
    }
    ++m_counters.bookUpdates;
    if (message.time < product->bookTime) {
        loseBook(*product, "order book updates came out of order");
        return;
    }
    product->bookTime = message.time;
    judgeBook(*product, product->book.apply(message.changes), false, message.time, receivedAt);
    announceTime(message.time, announcementStep);
}

void CoinbaseFrameHandler::judgeBook(Product& product, BookHealth health, bool always, Timestamp venueTime,
                                     Timestamp receivedAt)
{
    if (health != BookHealth::Sound) {
        loseBook(product, whyLost(health));
        return;
    }
    const TopOfBook top = product.book.top();
    if (!always && top == product.top)
        return;
    product.top = top;
    ++m_counters.quotes;
    m_sink.onQuote({product.instrument, top.bid, top.bidSize, top.ask, top.askSize, venueTime, receivedAt});
}

void CoinbaseFrameHandler::loseBook(Product& product, const std::string& why)
{
    product.state = BookState::Lost;
    product.book.reset({}, {});
    ++m_counters.booksLost;
    m_sink.onQuoteInvalid(product.instrument, why);
    if (m_session)
        m_session->onBookLost(product.instrument.symbol());
}

void CoinbaseFrameHandler::connectionLost(const std::string& why)
{
    for (auto& [id, product] : m_products) {
        const bool wasLive = product.state == BookState::Live;
        product.state = BookState::AwaitingSnapshot;
        product.book.reset({}, {});
        if (wasLive)
            m_sink.onQuoteInvalid(product.instrument, why);
    }
}

void CoinbaseFrameHandler::forget(std::string_view product)
{
    if (const auto found = m_products.find(product); found != m_products.end())
        m_products.erase(found);
}

CoinbaseFrameHandler::Product* CoinbaseFrameHandler::productOf(std::string_view id)
{
    if (const auto found = m_products.find(id); found != m_products.end())
        return &found->second;
    if (m_products.size() >= maximumProducts) {
        refuseFrame({RefusalCause::BadValue, "more products than can be followed", false, {}});
        return nullptr;
    }
    const std::string symbol(id);
    Product product{domain::InstrumentId(symbol, m_venue), OrderBook(maximumLevelsPerSide), BookState::AwaitingSnapshot,
                    TopOfBook(), Timestamp(), TradeSequence()};
    return &m_products.emplace(symbol, std::move(product)).first->second;
}

bool CoinbaseFrameHandler::acceptTime(Timestamp venueTime, Timestamp receivedAt, std::string_view product,
                                      bool touchesBook)
{
    if (venueTime > receivedAt + maximumTimeAhead) {
        refuseFrame({RefusalCause::BadValue, "the venue's time is more than a day ahead of this machine's clock", touchesBook,
                     std::string(product)});
        return false;
    }
    m_marketTime = std::max(m_marketTime.value_or(venueTime), venueTime);
    return true;
}

void CoinbaseFrameHandler::announceTime(Timestamp venueTime, Duration step)
{
    if (m_announcedTime && venueTime.floorTo(step) <= m_announcedTime->floorTo(step))
        return;
    m_announcedTime = venueTime;
    m_sink.onMarketTime(m_source, venueTime);
}

void CoinbaseFrameHandler::reportMissed(const Product& product, std::uint64_t missed)
{
    if (missed == 0)
        return;
    m_counters.missedTrades += missed;
    m_sink.onMalformed(m_source, "missed " + std::to_string(missed) + (missed == 1 ? " trade of " : " trades of ")
                                     + product.instrument.toString());
}

}  // namespace tradecore::infrastructure
