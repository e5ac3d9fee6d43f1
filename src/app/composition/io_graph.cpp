#include "app/composition/io_graph.h"

#include <utility>

namespace tradecore::app {

using application::Acceptance;

namespace {

// The board takes everything at once: it holds values, not a queue.
application::MarketCallbacks callbacksOf(application::QuoteBoard& board)
{
    application::MarketCallbacks callbacks;
    callbacks.onQuote = [&board](const domain::Quote& quote) {
        board.setQuote(quote);
        board.reachTime(quote.venueTime);
        return Acceptance::Accepted;
    };
    callbacks.onTrade = [&board](const domain::Trade& trade) {
        board.setTrade(trade);
        board.reachTime(trade.venueTime);
        return Acceptance::Accepted;
    };
    callbacks.onQuoteInvalid = [&board](const domain::InstrumentId& instrument, const std::string&) {
        board.setInvalid(instrument);
        return Acceptance::Accepted;
    };
    callbacks.onMarketTime = [&board](const std::string&, Timestamp marketTime) {
        board.reachTime(marketTime);
        return Acceptance::Accepted;
    };
    return callbacks;
}

}  // namespace

IoGraph::IoGraph(Ports ports, const SourceFactory& makeSource, const VenueFactory& makeVenue)
    : m_ports(std::move(ports)),
      monitor(m_ports.clock, m_ports.counters),
      cache(m_ports.clock, m_ports.counters),
      market({m_ports.clock, m_ports.io, m_ports.display, m_ports.commands, cache, adapters, monitor, m_ports.counters}),
      trading({m_ports.commands, m_ports.io, m_ports.counters}),
      lifecycle({m_ports.clock, m_ports.io, m_ports.display, m_ports.commands, adapters, monitor, m_ports.counters,
                 m_ports.identities},
                m_ports.seed),
      streaming({adapters, lifecycle, market, trading, monitor, m_ports.counters},
                {[this](const domain::AccountId& account, std::uint64_t) { m_ports.hooks.orderStreamUp(account); },
                 [this](const domain::AccountId& account, const std::string& reason) {
                     m_ports.hooks.orderStreamLost(account, reason);
                 },
                 [this](const std::vector<domain::Instrument>& instruments) {
                     m_ports.board.setInstruments(instruments);
                     m_ports.hooks.instruments(instruments);
                 }})
{
    adapters.addSource(makeSource(market, lifecycle, m_ports.io));
    adapters.addVenue(makeVenue(trading, m_ports.io));
    addMarketConsumer("board", callbacksOf(m_ports.board));
    streaming.initialize();
}

IoGraph::~IoGraph()
{
    stop();
}

void IoGraph::addMarketConsumer(const std::string& name, application::MarketCallbacks callbacks)
{
    m_registrations.push_back(market.registerCallbacks(name, std::move(callbacks)));
}

Result<void, std::string> IoGraph::start(const std::string& source, const std::set<domain::InstrumentId>& watched)
{
    for (const auto& instrument : watched)
        streaming.subscribe(instrument, "watchlist");
    return streaming.startup(source);
}

void IoGraph::stop()
{
    streaming.shutdown();
    m_registrations.clear();
}

}  // namespace tradecore::app
