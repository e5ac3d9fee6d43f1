#include "tests/support/venue/practice_world.h"

#include <cstdlib>

namespace tradecore::test {

PracticeWorld::PracticeWorld(infrastructure::LatencySettings latency, infrastructure::MarketFeedSettings feed)
    : m_latency(latency), m_feed(std::move(feed))
{
    if (m_feed.io == nullptr)
        m_feed.io = &io;
    startVenue();
    connectAdapter();
}

PracticeWorld::~PracticeWorld() = default;

void PracticeWorld::startVenue()
{
    infrastructure::PracticeVenueSettings settings;
    infrastructure::PracticeAccountSettings practiceAccount;
    practiceAccount.account = account;
    practiceAccount.venueCode = "SIM";
    practiceAccount.source = "simulated";
    practiceAccount.feed = m_feed;
    settings.accounts = {practiceAccount};
    settings.latency = m_latency;
    settings.onFillsSuspended = [this](const domain::AccountId&, const std::string& reason) {
        suspensions.push_back(reason);
    };
    venue = std::make_unique<infrastructure::PracticeVenue>(std::move(settings), practice, time, store);
    if (!venue->initialize() || !venue->setInstruments({aaa, btc}))
        std::abort();
    run();
}

void PracticeWorld::stopVenue()
{
    venue.reset();
    run();
}

void PracticeWorld::connectAdapter()
{
    adapter = std::make_unique<infrastructure::VirtualBrokerAdapter>(
        account, infrastructure::VenueAddress{&line, venue->address().peer}, sink, io, time);
    adapter->connectNow();
    time.advance(m_latency.maximum * 2);
}

void PracticeWorld::offer(const domain::Quote& offered)
{
    if (!venue->offerQuote(offered))
        std::abort();
    run();
}

void PracticeWorld::offer(const domain::Trade& offered)
{
    if (!venue->offerTrade(offered))
        std::abort();
    run();
}

void PracticeWorld::submit(const std::string& order, const domain::OrderTerms& terms)
{
    adapter->submit({domain::RequestId(order + "-submit"), domain::ClientOrderId(order), terms});
    run();
}

}  // namespace tradecore::test
