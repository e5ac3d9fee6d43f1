#include "infrastructure/broker/virtual/practice_venue.h"

#include "infrastructure/broker/virtual/venue_reports.h"

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure {

using application::StoreError;
using application::VenueError;

PracticeVenue::PracticeVenue(PracticeVenueSettings settings, Scheduler& practice, const Clock& clock,
                             application::EventStore& store)
    : m_settings(std::move(settings)), m_practice(practice), m_clock(clock),
      m_self(static_cast<VenuePeer*>(this), [](VenuePeer*) {})
{
    const std::weak_ptr<VenuePeer> self = m_self;
    for (std::size_t index = 0; index < m_settings.accounts.size(); ++index) {
        const auto& account = m_settings.accounts[index];
        auto drainTask = [this, self, index] {
            if (const auto alive = self.lock())
                drain(index);
        };
        m_accounts.push_back({std::make_unique<PracticeAccount>(account, store, clock),
                              std::make_unique<MarketFeed>(account.feed, practice, std::move(drainTask)), {}});
    }
}

PracticeVenue::~PracticeVenue()
{
    shutdown();
}

Result<void, StoreError> PracticeVenue::initialize()
{
    if (m_initialized)
        return {};
    for (auto& account : m_accounts) {
        if (const auto loaded = account.books->load(); !loaded) {
            m_failure = loaded.error();
            return failure(loaded.error());
        }
    }
    m_initialized = true;
    scheduleHeartbeat();
    return {};
}

void PracticeVenue::shutdown()
{
    m_practice.cancel(m_heartbeat);
    while (!m_sessions.empty())
        endSession(VenueSessionId(m_sessions.begin()->first), "The practice venue was shut down.");
    m_initialized = false;
}

VenueAddress PracticeVenue::address() const
{
    return {&m_practice, m_self};
}

MarketFeed* PracticeVenue::feedOf(const domain::InstrumentId& instrument) const
{
    for (const auto& account : m_accounts) {
        if (account.books->settings().venueCode == instrument.venue())
            return account.feed.get();
    }
    return nullptr;
}

bool PracticeVenue::offerTrade(const domain::Trade& trade)
{
    MarketFeed* feed = feedOf(trade.instrument);
    return feed == nullptr || feed->offer(trade);
}

bool PracticeVenue::offerQuote(const domain::Quote& quote)
{
    MarketFeed* feed = feedOf(quote.instrument);
    return feed == nullptr || feed->offer(quote);
}

bool PracticeVenue::offerQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why)
{
    MarketFeed* feed = feedOf(instrument);
    return feed == nullptr || feed->offer(QuoteInvalid{instrument, why});
}

bool PracticeVenue::offerMarketTime(const std::string& source, Timestamp marketTime)
{
    bool accepted = true;
    for (const auto& account : m_accounts) {
        if (account.books->settings().source == source)
            accepted = account.feed->offer(MarketTimeReached{marketTime}) && accepted;
    }
    return accepted;
}

bool PracticeVenue::offerGap(const std::string& source, std::uint64_t lost)
{
    bool accepted = true;
    for (const auto& account : m_accounts) {
        if (account.books->settings().source == source)
            accepted = account.feed->offer(MarketGap{lost}) && accepted;
    }
    return accepted;
}

bool PracticeVenue::setInstruments(std::vector<domain::Instrument> instruments)
{
    return m_practice.post([this, self = std::weak_ptr(m_self), listed = std::move(instruments)] {
        if (const auto alive = self.lock()) {
            for (auto& account : m_accounts)
                account.books->setInstruments(listed);
        }
    });
}

bool PracticeVenue::setSessions(const std::string& source, const domain::SessionRules& sessions)
{
    return m_practice.post([this, self = std::weak_ptr(m_self), source, sessions] {
        const auto alive = self.lock();
        for (auto& account : m_accounts) {
            if (alive && account.books->settings().source == source)
                account.books->setSessions(sessions);
        }
    });
}

std::vector<PracticeAccountStatus> PracticeVenue::status() const
{
    std::vector<PracticeAccountStatus> rows;
    for (const auto& account : m_accounts) {
        const auto& id = account.books->settings().account;
        const auto sessions = std::ranges::count_if(m_sessions, [&id](const auto& entry) { return entry.first.account == id; });
        rows.push_back({id, account.books->suspendedReason().value_or(std::string()), account.feed->depth(),
                        account.feed->refused(), account.books->unlistedData(), account.books->state().books.open.size(),
                        static_cast<std::size_t>(sessions)});
    }
    return rows;
}

const domain::VenueState* PracticeVenue::books(const domain::AccountId& account) const
{
    for (const auto& candidate : m_accounts) {
        if (candidate.books->settings().account == account)
            return &candidate.books->state();
    }
    return nullptr;
}

PracticeVenue::Account* PracticeVenue::accountOf(const domain::AccountId& account)
{
    const auto found = std::ranges::find_if(
        m_accounts, [&account](const Account& candidate) { return candidate.books->settings().account == account; });
    return found != m_accounts.end() ? &*found : nullptr;
}

LatencySettings PracticeVenue::nextLatency()
{
    LatencySettings latency = m_settings.latency;
    latency.seed = mix(latency.seed + m_lines++);
    return latency;
}

void PracticeVenue::openSession(const VenueSessionId& session, Executor& io, std::weak_ptr<VenueInbox> inbox)
{
    m_sessions[session] = Session{&io, std::move(inbox),
                                  std::make_shared<LatencyLine>(nextLatency(), m_practice, m_clock),
                                  std::make_shared<LatencyLine>(nextLatency(), m_practice, m_clock)};
    Account* account = accountOf(session.account);
    if (account == nullptr) {
        endSession(session, "The practice venue keeps no account " + session.account.text() + ".");
        return;
    }
    if (m_failure && m_failure->kind == application::StoreErrorKind::Full)
        m_failure.reset();
    if (!m_failure) {
        if (const auto opened = account->books->open(); !opened) {
            fail(opened.error());
            return;
        }
        send(session, VenueSessionUp{});
        return;
    }
    endSession(session, "The practice venue's store failed: " + m_failure->text);
}

void PracticeVenue::closeSession(const VenueSessionId& session)
{
    m_sessions.erase(session);
}

void PracticeVenue::endSession(const VenueSessionId& session, const std::string& reason)
{
    send(session, VenueSessionDown{reason});
    m_sessions.erase(session);
}

void PracticeVenue::fail(const StoreError& error)
{
    m_failure = error;
    while (!m_sessions.empty())
        endSession(VenueSessionId(m_sessions.begin()->first), "The practice venue's store failed: " + error.text);
}

void PracticeVenue::send(const VenueSessionId& session, VenueMessage message)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end())
        return;
    Executor* io = found->second.io;
    found->second.toClient->send([this, self = std::weak_ptr(m_self), io, inbox = found->second.inbox, session,
                                  sent = std::move(message)] {
        const bool posted = io->post([inbox, session, sent] {
            if (const auto receiver = inbox.lock())
                receiver->onVenueMessage(session, sent);
        });
        // A client that takes nothing more loses its connection, never a single report.
        if (const auto alive = self.lock(); alive && !posted)
            m_sessions.erase(session);
    });
}

void PracticeVenue::publish(const domain::AccountId& account, const std::vector<VenueReportMessage>& reports)
{
    std::vector<VenueSessionId> listeners;
    for (const auto& [session, connection] : m_sessions) {
        if (session.account == account)
            listeners.push_back(session);
    }
    for (const auto& session : listeners) {
        for (const auto& report : reports)
            send(session, report);
    }
}

void PracticeVenue::receive(const VenueSessionId& session, const VenueRequest& request)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end())
        return;
    found->second.toVenue->send([this, self = std::weak_ptr(m_self), session, request] {
        if (const auto alive = self.lock())
            answer(session, request);
    });
}

namespace {

// Runs on the practice thread against one account; what it returns is published or sent back.
struct Answerer {
    PracticeAccount& account;
    using Outcome = std::variant<PracticeAccount::Outcome, VenueMessage>;

    Outcome operator()(const application::SubmitRequest& request) const { return account.submit(request); }
    Outcome operator()(const application::CancelRequest& request) const { return account.cancel(request); }
    Outcome operator()(const application::ReplaceRequest& request) const { return account.replace(request); }
    Outcome operator()(const VenueOrderQuery& query) const
    {
        VenueQueryAnswer<application::VenueOrder> answer{
            query.query, failure(VenueError{VenueError::Kind::NotFound, "The venue does not know this order."})};
        if (const auto* known = account.state().find(query.order))
            answer.answer = orderAnswer(*known);
        return VenueMessage(std::move(answer));
    }
    Outcome operator()(const VenueOpenOrdersQuery& query) const
    {
        std::vector<application::VenueOrder> orders;
        for (const auto& [number, order] : account.state().books.open)
            orders.push_back(orderAnswer(order));
        return VenueMessage(VenueQueryAnswer<std::vector<application::VenueOrder>>{query.query, std::move(orders)});
    }
    Outcome operator()(const VenueExecutionsQuery& query) const
    {
        return VenueMessage(VenueQueryAnswer<application::VenueExecutions>{
            query.query, executionsAnswer(account.state(), query.cursor)});
    }
    Outcome operator()(const VenueBalancesQuery& query) const
    {
        return VenueMessage(VenueQueryAnswer<application::VenueBalances>{query.query, balancesAnswer(account.state())});
    }
};

}  // namespace

void PracticeVenue::answer(const VenueSessionId& session, const VenueRequest& request)
{
    Account* account = accountOf(session.account);
    if (account == nullptr || m_failure)
        return;
    auto outcome = std::visit(Answerer{*account->books}, request);
    if (auto* message = std::get_if<VenueMessage>(&outcome)) {
        send(session, std::move(*message));
        return;
    }
    const auto& reports = std::get<PracticeAccount::Outcome>(outcome);
    if (!reports)
        fail(reports.error());
    else
        publish(session.account, *reports);
    tellSuspension(*account);
}

void PracticeVenue::drain(std::size_t accountIndex)
{
    Account& account = m_accounts[accountIndex];
    const auto batch = account.feed->take();
    if (m_initialized && !m_failure)
        useBatch(account, batch);
    tellSuspension(account);
    account.feed->resumeSource();
}

void PracticeVenue::tellSuspension(Account& account)
{
    std::string reason = account.books->suspendedReason().value_or(std::string());
    if (reason == account.toldReason)
        return;
    account.toldReason = std::move(reason);
    if (m_settings.onFillsSuspended)
        m_settings.onFillsSuspended(account.books->settings().account, account.toldReason);
}

void PracticeVenue::useBatch(Account& account, const std::vector<MarketDatum>& batch)
{
    for (const auto& datum : batch) {
        const auto reports = account.books->use(datum);
        if (!reports) {
            fail(reports.error());
            return;
        }
        if (!reports->empty())
            publish(account.books->settings().account, *reports);
        // At once, since the quotes that end it may stand in the same batch.
        if (std::holds_alternative<MarketGap>(datum))
            tellSuspension(account);
    }
}

void PracticeVenue::scheduleHeartbeat()
{
    m_heartbeat = m_practice.after(m_settings.heartbeat, [this, self = std::weak_ptr(m_self)] {
        if (const auto alive = self.lock())
            beat();
    });
}

void PracticeVenue::beat()
{
    std::vector<VenueSessionId> listeners;
    for (const auto& [session, connection] : m_sessions)
        listeners.push_back(session);
    for (const auto& session : listeners)
        send(session, VenueHeartbeat{});
    for (const auto& account : m_accounts) {
        if (account.feed->depth() == 0)
            account.feed->resumeSource();
    }
    scheduleHeartbeat();
}

}  // namespace tradecore::infrastructure
