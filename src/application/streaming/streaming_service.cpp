#include "application/streaming/streaming_service.h"

#include <utility>

namespace tradecore::application {

StreamingService::StreamingService(Parts parts, Hooks hooks)
    : m_parts(parts), m_hooks(std::move(hooks)), m_alive(std::make_shared<bool>(true))
{
}

StreamingService::~StreamingService()
{
    shutdown();
    if (!m_initialized)
        return;
    m_parts.lifecycle.setHooks({});
    m_parts.trading.setObserver(nullptr);
    m_parts.market.setSuspensionReport({});
}

void StreamingService::initialize()
{
    if (std::exchange(m_initialized, true))
        return;
    StreamingLifecycleManager::Hooks hooks;
    hooks.wantedChanged = [this](const auto& wanted) { m_parts.market.setSubscribed(wanted); };
    hooks.dataLost = [this](const std::string& reason) { m_parts.market.onStreamLost(reason); };
    hooks.dataRestored = [this](MarketDataSource& source) { onDataRestored(source); };
    hooks.reconcile = [this](const domain::AccountId& account) {
        if (m_hooks.reconcile)
            m_hooks.reconcile(account, m_parts.trading.generation(account));
    };
    hooks.ordersLost = m_hooks.ordersLost;
    hooks.ordersConfirmed = [this](const domain::AccountId& account) { return m_parts.trading.orderStreamConfirmed(account); };
    m_parts.lifecycle.setHooks(std::move(hooks));
    m_parts.trading.setObserver(&m_parts.lifecycle);
    m_parts.market.setSuspensionReport([this](const std::string& name, const std::string& reason) {
        if (const MarketDataSource* source = m_parts.adapters.activeSource())
            m_parts.lifecycle.setNotice(source->traits().name, name + " channel", reason);
    });
}

Result<void, std::string> StreamingService::startup(const std::string& source)
{
    initialize();
    const MarketDataSource* active = m_parts.adapters.activeSource();
    if (m_running) {
        if (active != nullptr && active->traits().name == source)
            return {};
        return failure(std::string("Another market source is running."));
    }
    if (!m_parts.adapters.activateSource(source))
        return failure("There is no market source named " + source + ".");
    m_running = true;
    m_parts.market.start();
    m_parts.lifecycle.startSource(source);
    for (const auto& account : m_parts.adapters.accounts())
        m_parts.lifecycle.startVenue(account);
    return {};
}

void StreamingService::shutdown()
{
    if (!std::exchange(m_running, false))
        return;
    m_parts.lifecycle.stop();
    m_parts.market.stop();
}

void StreamingService::onDataRestored(MarketDataSource& source)
{
    source.requestInstruments(
        [this, alive = std::weak_ptr<bool>(m_alive)](const Result<std::vector<domain::Instrument>, SourceError>& answer) {
            // A list that could not be had is asked for again at the next connect; prices do not wait for it.
            if (!alive.expired() && answer)
                setInstruments(*answer);
        });
    m_parts.market.onStreamRestored();
}

void StreamingService::setInstruments(std::vector<domain::Instrument> instruments)
{
    m_instruments = std::move(instruments);
    m_parts.market.setInstruments(m_instruments);
    if (m_hooks.instruments)
        m_hooks.instruments(m_instruments);
}

StreamingStatus StreamingService::status() const
{
    StreamingStatus status;
    status.running = m_running;
    if (const MarketDataSource* source = m_parts.adapters.activeSource()) {
        status.source = source->traits().name;
        status.marketTime = source->marketTime();
    }
    status.streams = m_parts.lifecycle.streams();
    status.subscriptions = m_parts.lifecycle.subscriptions();
    status.adapters = m_parts.monitor.snapshot();
    status.counters = m_parts.counters.snapshot();
    return status;
}

void StreamingService::subscribe(const domain::InstrumentId& instrument, const std::string& reason)
{
    m_parts.lifecycle.subscribe(instrument, reason);
}

void StreamingService::unsubscribe(const domain::InstrumentId& instrument, const std::string& reason)
{
    m_parts.lifecycle.unsubscribe(instrument, reason);
}

void StreamingService::setHeldInstruments(const std::set<domain::InstrumentId>& instruments)
{
    m_parts.lifecycle.setSubscriptions("position", instruments);
    m_parts.market.setHeldInstruments(instruments);
}

void StreamingService::setWorkingInstruments(const std::set<domain::InstrumentId>& instruments)
{
    m_parts.lifecycle.setSubscriptions("order", instruments);
}

}  // namespace tradecore::application
