// tradecore-practice-venue: the practice venue and its simulated market in a process of their own, for tests that kill the
// workstation. It keeps its books in DIR/practice.db, serves DIR/venue.sock, says "ready" and runs until it is ended.
#include "infrastructure/broker/simulated/simulated_market.h"
#include "infrastructure/broker/virtual/practice_venue.h"
#include "infrastructure/persistence/journal.h"
#include "infrastructure/runtime/event_loop_scheduler.h"
#include "infrastructure/runtime/system_clock.h"
#include "tests/support/practice_venue/market_ear.h"
#include "tests/support/practice_venue/venue_listener.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace tradecore;

namespace {

infrastructure::PracticeVenueSettings settingsOf(Executor& thread)
{
    infrastructure::PracticeAccountSettings account;
    account.account = domain::AccountId("practice-simulated");
    account.venueCode = "SIM";
    account.source = "simulated";
    account.feed.io = &thread;
    infrastructure::PracticeVenueSettings settings;
    settings.accounts.push_back(std::move(account));
    settings.latency = {std::chrono::milliseconds(0), std::chrono::milliseconds(3), 1};
    return settings;
}

void listTo(infrastructure::SimulatedMarket& market, infrastructure::PracticeVenue& venue)
{
    static_cast<void>(venue.setSessions("simulated", {market.traits().schedule, market.traits().sessionOffset}));
    market.connectNow();
    market.requestInstruments([&market, &venue](const auto& instruments) {
        if (!instruments)
            return;
        static_cast<void>(venue.setInstruments(*instruments));
        std::set<domain::InstrumentId> wanted;
        for (const auto& instrument : *instruments)
            wanted.insert(instrument.id);
        market.setSubscriptions(wanted);
    });
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Serves the practice account of the simulated market on DIR/venue.sock."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("DIR"), QStringLiteral("The folder of its store and its socket."));
    parser.process(application);
    if (parser.positionalArguments().size() != 1) {
        std::fputs("One folder, please.\n", stderr);
        return 2;
    }
    const QString folder = parser.positionalArguments().first();
    const infrastructure::SystemClock clock;
    infrastructure::EventLoopScheduler thread(clock);
    infrastructure::JournalOptions options{folder.toStdString() + "/practice.db"};
    options.projections = infrastructure::JournalProjections::None;
    auto store = infrastructure::Journal::open(options);
    if (!store) {
        std::fprintf(stderr, "%s\n", store.error().text.c_str());
        return 1;
    }
    infrastructure::PracticeVenue venue(settingsOf(thread), thread, clock, **store);
    if (const auto ready = venue.initialize(); !ready) {
        std::fprintf(stderr, "%s\n", ready.error().text.c_str());
        return 1;
    }
    test::MarketEar ear(venue);
    infrastructure::SimulatedMarket market(thread, clock, ear, ear, {20'130'410, clock.utcNow()});
    listTo(market, venue);
    test::VenueListener listener(venue.address(), thread);
    if (!listener.listen(folder + QStringLiteral("/venue.sock"))) {
        std::fputs("The socket cannot be made.\n", stderr);
        return 1;
    }
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
