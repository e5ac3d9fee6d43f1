#include "app/composition/workstation.h"

#include "app/composition/practice_market.h"
#include "app/composition/source_factory.h"
#include "app/composition/workstation_desk.h"
#include "app/composition/workstation_integrity.h"
#include "infrastructure/broker/faulty/faulty_venue.h"

#include <QLoggingCategory>
#include <QString>

#include <future>
#include <utility>

namespace tradecore::app {

namespace {

Q_LOGGING_CATEGORY(logWorkstation, "tradecore.workstation")

}  // namespace

Workstation::Workstation(WorkstationOptions options)
    : m_options(std::move(options)), m_marketTimeNotStored(m_counters.named("market_time_not_stored")),
      m_marketTimes(m_options.dataDirectory)
{
}

Workstation::~Workstation()
{
    stop();
}

application::Desk& Workstation::desk()
{
    return *m_desk;
}

application::TradingControl& Workstation::tradingControl()
{
    return *m_desk;
}

application::IntegrityControl& Workstation::integrityControl()
{
    return *m_integrity;
}

Result<void, std::string> Workstation::start()
{
    if (const auto script = infrastructure::FaultScript::parse(m_options.venueFaults); !script)
        return failure(script.error());
    auto lock = infrastructure::InstanceLock::acquire(QString::fromStdString(m_options.dataDirectory),
                                                      infrastructure::InstanceLock::Mode::Exclusive);
    if (!lock)
        return failure(lock.error().text.toStdString());
    m_lock = std::move(*lock);
    openLog();

    m_engineThread = std::make_unique<infrastructure::WorkerScheduler>("engine", m_clock);
    m_practiceThread = std::make_unique<infrastructure::WorkerScheduler>("practice", m_clock);
    m_projectorThread = std::make_unique<infrastructure::WorkerScheduler>("projector", m_clock);
    m_ioThread.setObjectName(QStringLiteral("io"));
    m_io = std::make_unique<infrastructure::EventLoopScheduler>(m_clock);
    m_io->moveToThread(&m_ioThread);
    m_ioThread.start();

    for (const auto step : {&Workstation::openStores, &Workstation::buildGraphs, &Workstation::connectAll}) {
        if (auto done = (this->*step)(); !done) {
            qCCritical(logWorkstation, "%s", done.error().c_str());
            return failure(done.error());
        }
    }
    m_running = true;
    return {};
}

void Workstation::openLog()
{
    infrastructure::LogFileOptions options;
    options.path = m_options.dataDirectory + "/tradecore.log";
    options.level = m_options.logLevel;
    auto log = infrastructure::LogFile::open(options);
    if (!log) {
        // Trading goes on; standard error still hears warnings.
        qCWarning(logWorkstation, "%s", log.error().c_str());
        return;
    }
    m_log = std::move(*log);
    m_log->routeQtMessages();
    qCInfo(logWorkstation, "The workstation starts on the %s market%s.", m_options.market.c_str(),
           m_options.safeMode ? " in safe mode" : "");
}

OrderStreamPort Workstation::orderStreamPort()
{
    return {[this](const domain::AccountId& account) {
                const auto* trading = m_trading.load();
                return trading != nullptr && !m_options.safeMode && trading->orderStreamConfirmed(account);
            },
            [this](const domain::AccountId& account) {
                const auto* trading = m_trading.load();
                return trading != nullptr ? trading->generation(account) : 0;
            },
            [this](const domain::AccountId& account, std::uint64_t generation) {
                if (auto* trading = m_trading.load(); trading != nullptr && trading->setConfirmed(account, generation))
                    m_reconciled = true;
            }};
}

Result<void, std::string> Workstation::buildGraphs()
{
    std::string error;
    m_engineThread->runAndWait([this] {
        EngineHooks hooks{[this](const std::set<domain::InstrumentId>& held) {
                              runOnIo([this, held] { m_ioGraph->streaming.setHeldInstruments(held); });
                          },
                          [this](const std::set<domain::InstrumentId>& working) {
                              runOnIo([this, working] { m_ioGraph->streaming.setWorkingInstruments(working); });
                          }};
        m_engine = std::make_unique<EngineGraph>(EngineGraph::Ports{m_clock, m_identities, *m_engineThread, *m_io, store(), models(), m_board,
                                                                    orderStreamPort(), std::move(hooks), integrityPort()});
        if (isReadOnly())
            m_engine->commands.stop(m_readOnlyReason);
    });
    m_practiceThread->runAndWait([this, &error] {
        if (m_practiceJournal == nullptr)
            return;
        infrastructure::PracticeVenueSettings settings;
        infrastructure::PracticeAccountSettings account;
        account.account = domain::AccountId(practiceAccountOf(m_options.market));
        account.venueCode = venueCodeOf(m_options.market);
        account.source = m_options.market;
        account.feed.sourceCanWait = m_options.market == "replay";
        account.feed.io = m_io.get();
        account.feed.setSourcePaused = [this](bool paused) {
            if (m_ioGraph)
                m_ioGraph->adapters.pauseActiveSource(paused);
        };
        settings.accounts.push_back(std::move(account));
        settings.latency = {m_options.venueLatencyMinimum, m_options.venueLatencyMaximum, m_options.seed};
        settings.onFillsSuspended = [this](const domain::AccountId&, const std::string& reason) {
            runOnIo([this, reason] { m_ioGraph->lifecycle.setNotice(m_options.market, "practice fills", reason); });
        };
        m_practice = std::make_unique<infrastructure::PracticeVenue>(std::move(settings), *m_practiceThread, m_clock,
                                                                     *m_practiceJournal);
        if (const auto ready = m_practice->initialize(); !ready)
            error = "The practice account cannot be read: " + ready.error().text;
    });
    if (!error.empty())
        return failure(error);
    std::promise<void> built;
    const bool posted = m_io->post([this, &error, &built] {
        buildIo(error);
        built.set_value();
    });
    if (posted)
        built.get_future().wait();
    if (!error.empty())
        return failure(error);
    return {};
}

void Workstation::buildIo(std::string& error)
{
    const Timestamp startAt = m_marketTimes.load(m_options.market).value_or(m_clock.utcNow());
    const auto makeSource = sourceFactoryFor(m_options, m_clock, startAt);
    if (!makeSource) {
        error = makeSource.error();
        return;
    }
    IoHooks hooks{[this](const domain::AccountId& account) {
                      [[maybe_unused]] const bool posted =
                          m_engineThread->post([this, account] { m_engine->onOrderStreamUp(account); });
                  },
                  [this](const domain::AccountId& account, const std::string& reason) {
                      m_reconciled = false;
                      [[maybe_unused]] const bool posted =
                          m_engineThread->post([this, account, reason] { m_engine->onOrderStreamLost(account, reason); });
                  },
                  [this](const std::vector<domain::Instrument>& instruments) {
                      [[maybe_unused]] const bool taken = m_practice == nullptr || m_practice->setInstruments(instruments);
                      if (m_options.symbols.empty()) {
                          for (const auto& instrument : instruments)
                              m_ioGraph->streaming.subscribe(instrument.id, "watchlist");
                      }
                  }};
    if (!m_options.venueSocket.empty())
        m_remoteVenue = std::make_unique<infrastructure::RemoteVenue>(m_options.venueSocket, *m_io);
    m_ioGraph = std::make_unique<IoGraph>(IoGraph::Ports{m_clock, m_identities, *m_io, m_display, m_engine->commands, m_counters,
                                                         m_board, m_options.seed, std::move(hooks)},
                                          *makeSource, venueFactory());
    if (m_practice)
        joinPracticeMarket(*m_ioGraph, *m_practice, m_options.market);
    m_trading = &m_ioGraph->trading;
    m_desk = std::make_unique<WorkstationDesk>(*this);
    m_integrity = std::make_unique<WorkstationIntegrity>(*this);
    startApi(error);
}

void Workstation::startApi(std::string& error)
{
    const QString path = infrastructure::socketPathFor(QString::fromStdString(m_options.dataDirectory));
    m_api = std::make_unique<infrastructure::ApiServer>(
        infrastructure::ApiPorts{*m_desk, *m_desk, *m_desk, *m_io, venueCodeOf(m_options.market), {}, m_integrity.get()});
    if (const auto listening = m_api->listen(path); !listening)
        error = listening.error().toStdString();
    else if (!m_lock->announce(path))
        error = "instance.json cannot be written in the data directory.";
}

Result<void, std::string> Workstation::connectAll()
{
    if (isReadOnly())
        return {};
    m_engineThread->runAndWait([this] {
        auto* venue = m_ioGraph->adapters.venue(account().account);
        if (venue != nullptr)
            m_engine->venues.add(*venue);
        m_engine->start(account(), [this](std::vector<domain::ClientOrderId> recovered) {
            m_recovered = std::move(recovered);
            runOnIo([this] {
                if (m_options.safeMode)
                    return;
                if (const auto started = m_ioGraph->start(m_options.market, watchedAtStart()); !started)
                    m_ioGraph->lifecycle.setNotice(m_options.market, "start", started.error());
                armMarketTime();
            });
        });
    });
    return {};
}

domain::AccountOpened Workstation::account() const
{
    return {domain::AccountId(practiceAccountOf(m_options.market)), "virtual", m_options.market,
            domain::AccountMode::Practice, domain::Currency("USD")};
}

std::set<domain::InstrumentId> Workstation::watchedAtStart() const
{
    std::set<domain::InstrumentId> watched;
    const std::string venue = venueCodeOf(m_options.market);
    for (const auto& symbol : m_options.symbols) {
        const bool hasVenue = symbol.size() > venue.size() + 1 && symbol.ends_with('.' + venue);
        if (const auto instrument = domain::InstrumentId::parse(hasVenue ? symbol : symbol + '.' + venue))
            watched.insert(*instrument);
    }
    return watched;
}

void Workstation::runOnIo(Executor::Task task)
{
    // After stop() has closed io, nobody is there who could miss it.
    [[maybe_unused]] const bool posted = m_io->post([this, task = std::move(task)] {
        if (m_ioGraph)
            task();
    });
}

void Workstation::storeMarketTime(bool isEnd)
{
    const auto* source = m_ioGraph->adapters.activeSource();
    if (source == nullptr || m_options.market == "coinbase")
        return;
    const Timestamp time = source->marketTime();
    if (time == Timestamp())
        return;
    if (!m_marketTimes.store(m_options.market, isEnd ? time : time + MarketTimeFile::reserve))
        m_marketTimeNotStored.increment();
}

void Workstation::armMarketTime()
{
    storeMarketTime(/*isEnd=*/false);
    m_marketTimer = m_io->after(MarketTimeFile::interval, [this] { armMarketTime(); });
}

void Workstation::whenReady(Duration limit, Executor& replyTo, std::function<void(bool)> onReady)
{
    const SteadyTime deadline = m_clock.steadyNow() + limit;
    runOnIo([this, deadline, &replyTo, onReady = std::move(onReady)] {
        auto check = std::make_shared<std::function<void()>>();
        *check = [this, deadline, &replyTo, onReady, weak = std::weak_ptr(check)] {
            bool dataLive = false;
            // A short recording may be over before the account agrees.
            for (const auto& stream : m_ioGraph->lifecycle.streams())
                dataLive = dataLive
                    || (!stream.isOrders
                        && (stream.health == application::StreamHealth::Live || stream.health == application::StreamHealth::Finished));
            const bool ready = isReadOnly() || (dataLive && m_reconciled && !m_board.instruments().empty());
            if (ready || m_clock.steadyNow() >= deadline) {
                [[maybe_unused]] const bool posted = replyTo.post([onReady, ready] { onReady(ready); });
                return;
            }
            m_io->after(std::chrono::milliseconds(20), [self = weak.lock()] { (*self)(); });
        };
        (*check)();
    });
}

void Workstation::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    m_running = false;
    if (m_io) {
        std::promise<void> drained;
        const bool posted = m_io->post([this, &drained] {
            m_api.reset();
            if (m_ioGraph) {
                if (m_marketTimer != 0)
                    m_io->cancel(m_marketTimer);
                if (!m_options.safeMode)
                    storeMarketTime(/*isEnd=*/true);
                m_ioGraph->stop();
            }
            drained.set_value();
        });
        if (posted)
            drained.get_future().wait();
    }
    if (m_engineThread)
        m_engineThread->runAndWait([this] {
            if (m_engine)
                m_engine->stop();
        });
    m_trading = nullptr;
    if (m_io) {
        std::promise<void> gone;
        const bool posted = m_io->post([this, &gone] {
            m_ioGraph.reset();
            m_remoteVenue.reset();
            m_io->close();
            gone.set_value();
        });
        if (posted)
            gone.get_future().wait();
        m_ioThread.quit();
        m_ioThread.wait();
    }
    if (m_projectorThread)
        m_projectorThread->stop();   // a backup that runs is finished
    if (m_practiceThread) {
        m_practiceThread->runAndWait([this] {
            if (m_practice)
                m_practice->shutdown();
            m_practice.reset();
            m_practiceJournal.reset();
        });
        m_practiceThread->stop();
    }
    if (m_engineThread) {
        m_engineThread->runAndWait([this] {
            m_engine.reset();
            m_views.reset();
            m_journal.reset();
            m_lookedAt.reset();
        });
        m_engineThread->stop();
    }
    m_io.reset();
    if (m_log)
        qCInfo(logWorkstation, "The workstation has stopped.");
    m_log.reset();
    m_lock.reset();
}

}  // namespace tradecore::app
