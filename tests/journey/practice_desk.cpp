#include "tests/journey/practice_desk.h"

#include "app/composition/practice_market.h"
#include "infrastructure/broker/faulty/faulty_venue.h"
#include "infrastructure/broker/virtual/virtual_broker_adapter.h"

#include <utility>

namespace tradecore::test {

using infrastructure::Journal;
using infrastructure::JournalOptions;

namespace {

JournalOptions optionsFor(const QTemporaryDir& directory, const char* name, infrastructure::JournalProjections projections)
{
    JournalOptions options;
    options.path = directory.filePath(QString::fromLatin1(name)).toStdString();
    options.projections = projections;
    options.walReserveBytes = 0;
    return options;
}

}  // namespace

PracticeDesk::PracticeDesk(const std::string& faults, infrastructure::MarketFeedSettings feed, Duration marketSessionOffset)
    : sessionOffset(marketSessionOffset)
{
    practiceJournal = Journal::open(optionsFor(directory, "practice.db", infrastructure::JournalProjections::None)).value();
    infrastructure::PracticeVenueSettings settings;
    infrastructure::PracticeAccountSettings practice;
    practice.account = account;
    practice.venueCode = "SIM";
    practice.source = "simulated";
    practice.feed = std::move(feed);
    settings.accounts.push_back(std::move(practice));
    settings.onFillsSuspended = [this](const domain::AccountId&, const std::string& reason) {
        if (io)
            io->lifecycle.setNotice("simulated", "practice fills", reason);
    };
    venue = std::make_unique<infrastructure::PracticeVenue>(std::move(settings), practiceThread, world, *practiceJournal);
    if (!venue->initialize())
        qFatal("the practice venue cannot be read");
    startWorkstation(faults);
    advance(std::chrono::seconds(2));
    quote();
}

PracticeDesk::~PracticeDesk()
{
    stopWorkstation();
    venue->shutdown();
    venue.reset();
}

void PracticeDesk::startWorkstation(const std::string& faults)
{
    journal = Journal::open(optionsFor(directory, "journal.db", infrastructure::JournalProjections::Trading)).value();
    app::OrderStreamPort stream{[this](const domain::AccountId& id) { return io && io->trading.orderStreamConfirmed(id); },
                                [this](const domain::AccountId& id) { return io ? io->trading.generation(id) : 0; },
                                [this](const domain::AccountId& id, std::uint64_t generation) {
                                    if (io)
                                        io->trading.setConfirmed(id, generation);
                                }};
    engine = std::make_unique<app::EngineGraph>(app::EngineGraph::Ports{world, identities, engineThread, ioThread, *journal,
                                                                        *journal, board, std::move(stream), {}, integrityPort()});
    const auto makeSource = [this](application::MarketDataSink& sink, application::StreamObserver& observer, Scheduler& scheduler) {
        auto source = std::make_unique<ScriptedMarket>(sink, observer, scheduler, world, sessionOffset);
        market = source.get();
        return source;
    };
    const auto makeVenue = [this, faults](application::TradingReportSink& sink, Scheduler& scheduler)
        -> std::unique_ptr<application::TradingVenue> {
        const auto script = infrastructure::FaultScript::parse(faults).value();
        const auto plain = [this, &scheduler](application::TradingReportSink& inner) -> std::unique_ptr<application::TradingVenue> {
            return std::make_unique<infrastructure::VirtualBrokerAdapter>(account, venue->address(), inner, scheduler, world);
        };
        return std::make_unique<infrastructure::FaultyVenue>(script, plain, sink, scheduler);
    };
    app::IoHooks hooks{[this](const domain::AccountId& id) { engine->onOrderStreamUp(id); },
                       [this](const domain::AccountId& id, const std::string& reason) { engine->onOrderStreamLost(id, reason); },
                       [this](const std::vector<domain::Instrument>& instruments) {
                           [[maybe_unused]] const bool taken = venue->setInstruments(instruments);
                       }};
    io = std::make_unique<app::IoGraph>(app::IoGraph::Ports{world, identities, ioThread, display, engine->commands, counters, board,
                                                            1, std::move(hooks)},
                                        makeSource, makeVenue);
    app::joinPracticeMarket(*io, *venue, "simulated");
    engine->venues.add(*io->adapters.venue(account));
    engine->start({account, "virtual", "simulated", domain::AccountMode::Practice, domain::Currency("USD")},
                  [this](std::vector<domain::ClientOrderId> inFlight) {
                      recovered = std::move(inFlight);
                      if (!io->start("simulated", {instrument}))
                          qFatal("the market does not start");
                  });
    run();
}

app::IntegrityPort PracticeDesk::integrityPort()
{
    m_views = std::make_unique<app::DeskViews>(directory.filePath(QStringLiteral("views.db")).toStdString(), *journal);
    return {&m_proof, journal.get(), m_views.get(),
            [this] { return application::JournalHealth{isSpaceShort(), 0, 0, true, journal->anchoredPosition()}; }};
}

Result<application::ChainProof, application::StoreError> PracticeDesk::Proof::proveForward(const application::StoreHead& from, std::int64_t limit)
{
    auto proof = m_desk.journal->proveForward(from, limit);
    if (proof && m_desk.badPosition > from.position && m_desk.badPosition <= proof->verified.position) {
        proof->firstBadPosition = m_desk.badPosition;
        proof->reason = "the event does not match its hash in the chain";
    }
    return proof;
}

Result<std::vector<application::RebuiltRows>, application::StoreError> PracticeDesk::Proof::rebuildRows()
{
    return m_desk.journal->rebuildRows();
}

void PracticeDesk::stopWorkstation()
{
    if (!engine)
        return;
    io->stop();
    run();
    engine->stop();
    run();
    crashWorkstation();
}

void PracticeDesk::crashWorkstation()
{
    if (engine)
        engine->abandon();
    engineThread.abandon();
    ioThread.abandon();
    market = nullptr;
    io.reset();
    engine.reset();
    m_views.reset();
    journal.reset();
}

void PracticeDesk::quote(const char* bid, const char* bidSize, const char* ask, const char* askSize)
{
    market->quote("AAA", bid, bidSize, ask, askSize);
    run();
}

void PracticeDesk::trade(const char* tradePrice, const char* size)
{
    market->trade("AAA", tradePrice, size);
    run();
}

domain::OrderTerms PracticeDesk::terms(domain::Side side, domain::OrderType type, const char* size) const
{
    domain::OrderTerms out;
    out.account = account;
    out.instrument = instrument;
    out.side = side;
    out.type = type;
    out.quantity = quantity(size);
    out.timeInForce = domain::TimeInForce::GoodTillCancel;
    return out;
}

application::Receipt PracticeDesk::place(const std::string& id, const domain::OrderTerms& orderTerms, const domain::ExitPrices& exits)
{
    return send(application::PlaceOrder{domain::ClientOrderId(id), orderTerms, exits, /*repeatAgreed=*/true});
}

application::Receipt PracticeDesk::cancel(const std::string& id)
{
    return send(application::CancelOrder{account, domain::ClientOrderId(id)});
}

application::Receipt PracticeDesk::replace(const std::string& id, const domain::OrderChange& change)
{
    return send(application::ReplaceOrder{account, domain::ClientOrderId(id), change});
}

std::optional<application::OrderRow> PracticeDesk::order(const std::string& id)
{
    application::OrderFilter filter;
    filter.clientOrderId = domain::ClientOrderId(id);
    const auto rows = journal->orders(filter);
    if (!rows || rows->empty())
        return std::nullopt;
    return rows->front();
}

std::string PracticeDesk::statusOf(const std::string& id)
{
    const auto row = order(id);
    return row ? std::string(domain::nameOf(row->status)) : "absent";
}

std::vector<application::FillRow> PracticeDesk::fills()
{
    return journal->fills({}).value();
}

domain::AccountState PracticeDesk::accountState()
{
    const auto rows = journal->accounts(0).value();
    return rows.empty() ? domain::AccountState{} : rows.front().state;
}

domain::PositionState PracticeDesk::position()
{
    const auto rows = journal->positions(0).value();
    return rows.empty() ? domain::PositionState{} : rows.front().state;
}

int PracticeDesk::timesAtVenue(const std::string& id)
{
    int times = 0;
    const auto read = practiceJournal->readForward(1, 1'000'000, [&times, &id](const application::RecordedEvent& event) {
        const auto* family = std::get_if<domain::VenueEvent>(&event.event);
        if (family == nullptr)
            return;
        if (const auto* accepted = std::get_if<domain::VenueOrderAccepted>(family))
            times += accepted->clientOrderId.text() == id ? 1 : 0;
        if (const auto* rejected = std::get_if<domain::VenueOrderRejected>(family))
            times += rejected->clientOrderId.text() == id ? 1 : 0;
    });
    return read ? times : -1;
}

std::string PracticeDesk::dataReason() const
{
    for (const auto& stream : io->lifecycle.streams()) {
        if (!stream.isOrders)
            return stream.reason;
    }
    return {};
}

std::string PracticeDesk::differenceToVenue()
{
    std::map<std::string, Decimal> venueFills;
    Decimal venueCash = Decimal::fromInteger(100'000), venuePosition;
    std::map<std::string, domain::Side> sides;
    const auto read = practiceJournal->readForward(1, 1'000'000, [&](const application::RecordedEvent& event) {
        const auto* family = std::get_if<domain::VenueEvent>(&event.event);
        if (family == nullptr)
            return;
        if (const auto* accepted = std::get_if<domain::VenueOrderAccepted>(family))
            sides[accepted->brokerOrderId.text()] = accepted->terms.side;
        if (const auto* fill = std::get_if<domain::VenueOrderFilled>(family)) {
            const auto size = (fill->cumulativeAfter - fill->cumulativeBefore).value();
            const bool buys = sides[fill->brokerOrderId.text()] == domain::Side::Buy;
            const auto value = Decimal::multiply(fill->price.value(), size, Rounding::HalfEven).value();
            venueFills[fill->executionId.text()] = size;
            venuePosition += buys ? size : size.negated();
            venueCash = venueCash + (buys ? value.negated() : value) - fill->commission.amount();
        }
    });
    if (!read)
        return "the venue's store cannot be read";
    std::map<std::string, Decimal> ourFills;
    for (const auto& fill : fills())
        ourFills[fill.executionId.text()] += fill.quantity.value();
    if (ourFills != venueFills)
        return "fills: ours " + std::to_string(ourFills.size()) + ", venue " + std::to_string(venueFills.size());
    if (position().quantity.value() != venuePosition)
        return "position: ours " + position().quantity.toString() + ", venue " + venuePosition.toString();
    const auto cash = accountState().cashIn(domain::Currency("USD")).amount();
    if (cash != venueCash)
        return "cash: ours " + cash.toString() + ", venue " + venueCash.toString();
    return {};
}

}  // namespace tradecore::test
