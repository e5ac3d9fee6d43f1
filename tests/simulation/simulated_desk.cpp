#include "tests/simulation/simulated_desk.h"

#include "app/composition/practice_market.h"
#include "infrastructure/broker/virtual/virtual_broker_adapter.h"

#include <array>
#include <utility>

namespace tradecore::simulation {

using infrastructure::Journal;

namespace {

const Timestamp firstMoment = Timestamp::fromSeconds(1'767'268'800);

std::set<domain::InstrumentId> watched()
{
    std::set<domain::InstrumentId> out;
    for (const auto& instrument : MarketPath::instruments())
        out.insert(instrument.id);
    return out;
}

}  // namespace

SimulatedDesk::SimulatedDesk(std::uint64_t seed, const FaultMenu& menu, Plant plant, Auditor& auditor)
    : world(firstMoment, mix(seed + 1)), identities(mix(seed + 2)), path(mix(seed + 3)), disk(mix(seed + 4)), m_menu(menu),
      m_plant(plant), m_auditor(auditor)
{
    disk.ignoreSyncs(plant == Plant::SyncIgnored);
    makeVenue(mix(seed + 5));
    wire = std::make_unique<FaultyWire>(menu, mix(seed + 6), world, venue->address());
}

SimulatedDesk::~SimulatedDesk()
{
    if (isUp())
        crash(false);
    wire.reset();
    venue->shutdown();
    venue.reset();
}

void SimulatedDesk::makeVenue(std::uint64_t seed)
{
    infrastructure::PracticeVenueSettings settings;
    infrastructure::PracticeAccountSettings practice;
    practice.account = account;
    practice.venueCode = "SIM";
    practice.source = "simulated";
    settings.accounts.push_back(std::move(practice));
    settings.latency.minimum = std::chrono::milliseconds(1);
    settings.latency.maximum = std::chrono::milliseconds(40);
    settings.latency.seed = seed;
    venue = std::make_unique<infrastructure::PracticeVenue>(std::move(settings), practiceThread, world, practiceStore);
    if (!venue->initialize())
        m_auditor.complain("run", "the practice venue cannot be read");
}

bool SimulatedDesk::openJournal()
{
    infrastructure::JournalOptions options;
    options.path = SimulatedDisk::pathOf("journal.db");
    options.vfs = disk.vfs();
    options.walReserveBytes = 0;
    auto opened = Journal::open(options);
    if (!opened) {
        m_why = opened.error().text;
        return false;
    }
    journal = *std::move(opened);
    store = plantedStore(m_plant, *journal);
    return true;
}

bool SimulatedDesk::start()
{
    if (!openJournal())
        return false;
    if (incarnations > 0)
        m_auditor.checkReopened(*journal);
    audit(true);
    m_auditor.begin(++incarnations);
    makeGraphs();
    engine->start({account, "virtual", "simulated", domain::AccountMode::Practice, domain::Currency("USD")},
                  [this](std::vector<domain::ClientOrderId>) {
                      if (!io->start("simulated", watched()))
                          m_auditor.complain("run", "the market does not start");
                  });
    return true;
}

std::vector<application::SubmitRequest> SimulatedDesk::submitsInFlight()
{
    std::vector<application::SubmitRequest> out;
    constexpr std::array sending{application::OutboxState::Sending};
    const auto rows = journal->outbox(sending);
    for (const auto& row : rows.value_or(std::vector<application::OutboxRow>{})) {
        application::OrderFilter filter;
        filter.clientOrderId = row.clientOrderId;
        const auto orders = journal->orders(filter);
        if (row.kind == application::OutboxKind::Submit && orders && !orders->empty())
            out.push_back({row.request, row.clientOrderId, orders->front().terms});
    }
    return out;
}

VenueObserver SimulatedDesk::observer()
{
    const auto head = [this] { return journal->head().position; };
    VenueObserver observer;
    observer.submit = [this, head](const application::SubmitRequest& request) {
        audit(true);
        m_auditor.onSubmit(request, head());
    };
    observer.replace = [this, head](const application::ReplaceRequest& request) {
        audit(true);
        m_auditor.onReplace(request, head());
    };
    observer.cancel = [this, head](const application::CancelRequest& request) {
        audit(true);
        m_auditor.onCancel(request, head());
    };
    observer.now = [this] { return world.utcNow(); };
    observer.isConfirmed = [this] { return isConfirmed(); };
    if (m_plant == Plant::ResendAfterRestart)
        observer.inFlight = submitsInFlight();
    return observer;
}

void SimulatedDesk::makeGraphs()
{
    display = std::make_unique<application::DisplayFeed>();
    counters = std::make_unique<application::Counters>();
    board = std::make_unique<application::QuoteBoard>();
    const bool open = m_plant == Plant::GateOpen;
    app::OrderStreamPort stream{[this, open](const domain::AccountId& id) { return open || (io && io->trading.orderStreamConfirmed(id)); },
                                [this](const domain::AccountId& id) { return io ? io->trading.generation(id) : 0; },
                                [this](const domain::AccountId& id, std::uint64_t generation) {
                                    if (io)
                                        io->trading.setConfirmed(id, generation);
                                }};
    engine = std::make_unique<app::EngineGraph>(app::EngineGraph::Ports{world, identities, engineThread, ioThread, *store,
                                                                        *journal, *board, std::move(stream), {}});
    const auto makeSource = [this](application::MarketDataSink& sink, application::StreamObserver& observer, Scheduler& scheduler) {
        auto source = std::make_unique<MarketWalk>(m_menu, path, sink, observer, scheduler, world);
        market = source.get();
        return source;
    };
    const auto makeTradingVenue = [this](application::TradingReportSink& sink, Scheduler& scheduler) {
        const auto plain = [this, &scheduler](application::TradingReportSink& inner) -> std::unique_ptr<application::TradingVenue> {
            return std::make_unique<infrastructure::VirtualBrokerAdapter>(account, wire->address(), inner, scheduler, world);
        };
        return plantedVenue(m_plant, observer(), plain, sink);
    };
    app::IoHooks hooks;
    hooks.orderStreamUp = [this](const domain::AccountId& id) {
        [[maybe_unused]] const bool posted = engineThread.post([this, id] { engine->onOrderStreamUp(id); });
    };
    hooks.orderStreamLost = [this](const domain::AccountId& id, const std::string& reason) {
        [[maybe_unused]] const bool posted = engineThread.post([this, id, reason] { engine->onOrderStreamLost(id, reason); });
    };
    hooks.instruments = [this](const std::vector<domain::Instrument>& instruments) {
        [[maybe_unused]] const bool taken = venue->setInstruments(instruments);
    };
    io = std::make_unique<app::IoGraph>(app::IoGraph::Ports{world, identities, ioThread, *display, engine->commands, *counters,
                                                            *board, incarnations, std::move(hooks)},
                                        makeSource, makeTradingVenue);
    app::joinPracticeMarket(*io, *venue, "simulated");
    engine->venues.add(*io->adapters.venue(account));
}

void SimulatedDesk::audit(bool confirmedBefore)
{
    if (!journal)
        return;
    const std::int64_t news = journal->head().position - m_auditor.observedUpTo();
    if (news <= 0)
        return;
    const bool confirmed = confirmedBefore || isConfirmed();
    const auto read = journal->readForward(m_auditor.observedUpTo() + 1, news, [this, confirmed](const application::RecordedEvent& event) {
        m_auditor.observe(event, confirmed);
    });
    if (!read && !isBroken())
        m_auditor.complain("I25", "what was committed cannot be read: " + read.error().text);
    m_auditor.settle();
}

void SimulatedDesk::takeDown()
{
    if (engine)
        engine->abandon();
    engineThread.abandon();
    ioThread.abandon();
    market = nullptr;
    io.reset();
    engine.reset();
    store.reset();
    journal.reset();
}

void SimulatedDesk::crash(bool powerIsCut)
{
    if (powerIsCut)
        disk.cutPower();
    else
        disk.killProcess();
    takeDown();
    disk.restore();
}

void SimulatedDesk::stop()
{
    io->stop();
    world.runReady();
    engine->stop();
    world.runReady();
    audit(true);
    takeDown();
}

void SimulatedDesk::tickWhileDown()
{
    const auto step = path.next();
    if (isUp())
        return;
    const auto id = MarketPath::instruments()[step.instrument].id;
    const auto price = domain::Price(Decimal::fromScaled(step.middleCents, 2));
    const auto under = domain::Price(Decimal::fromScaled(step.middleCents - step.spreadCents, 2));
    const auto size = [](std::int64_t shares) { return domain::Quantity::from(Decimal::fromInteger(shares)).value(); };
    const Timestamp now = world.utcNow();
    [[maybe_unused]] const bool quoted = venue->offerQuote({id, under, size(step.bidSize), price, size(step.askSize), now, now});
}

}  // namespace tradecore::simulation
