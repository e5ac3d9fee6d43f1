#include "infrastructure/broker/virtual/practice_account.h"

#include "infrastructure/broker/virtual/venue_reports.h"

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure {

using application::StoreError;
using domain::VenueReportKind;

PracticeAccount::PracticeAccount(PracticeAccountSettings settings, application::EventStore& store, const Clock& clock)
    : m_settings(std::move(settings)), m_store(store), m_clock(clock),
      m_stream(application::venueStream(m_settings.account))
{
}

Result<void, StoreError> PracticeAccount::load()
{
    domain::VenueState loaded;
    loaded.books.account = m_settings.account;
    std::int64_t version = 0;
    bool isForeign = false;
    const auto read = m_store.readStream(m_stream, 1, [&](const application::RecordedEvent& recorded) {
        version = recorded.version;
        if (const auto* event = std::get_if<domain::VenueEvent>(&recorded.event))
            domain::foldInto(loaded, *event);
        else
            isForeign = true;
    });
    if (!read)
        return failure(read.error());
    if (isForeign || loaded.unfoldable != 0)
        return failure(StoreError{application::StoreErrorKind::Corrupt,
                                  "The books of " + m_settings.account.text() + " hold an event that does not fit.", 0, {}});
    m_state = std::move(loaded);
    m_version = version;
    return {};
}

Result<void, StoreError> PracticeAccount::open()
{
    const auto events = domain::decideVenueOpen(m_state, m_settings.account, m_settings.deposit, m_clock.utcNow());
    const auto adopted = adopt({events, std::nullopt}, std::nullopt);
    if (!adopted)
        return failure(adopted.error());
    return {};
}

void PracticeAccount::setInstruments(const std::vector<domain::Instrument>& instruments)
{
    const bool alwaysQuoted = m_settings.sourceAlwaysQuotes.value_or(!m_settings.feed.sourceCanWait);
    for (const auto& instrument : instruments) {
        if (instrument.id.venue() != m_settings.venueCode)
            continue;
        domain::InstrumentMarket& market = m_markets[instrument.id];
        market.instrument = instrument;
        market.quoted = market.quoted || alwaysQuoted;
    }
}

Timestamp PracticeAccount::now() const
{
    return m_marketTime ? *m_marketTime : m_clock.utcNow();
}

PracticeAccount::Outcome PracticeAccount::submit(const application::SubmitRequest& request)
{
    const auto decision = domain::decideVenueSubmit(m_state, m_markets, {request.clientOrderId, request.terms, now()});
    if (!decision)
        return Reports{refusalReport(VenueReportKind::Rejected, request.clientOrderId, std::nullopt, request.request,
                                     decision.error(), now())};
    if (decision->events.empty()) {
        const auto* known = m_state.find(request.clientOrderId);
        return known != nullptr ? currentReports(m_state, *known) : Reports{};
    }
    return adopt(*decision, request.request);
}

PracticeAccount::Outcome PracticeAccount::cancel(const application::CancelRequest& request)
{
    const auto decision = domain::decideVenueCancel(m_state, request.clientOrderId, now());
    if (!decision)
        return Reports{refusalReport(VenueReportKind::CancelRefused, request.clientOrderId, request.brokerOrderId,
                                     request.request, decision.error(), now())};
    return adopt(*decision, request.request);
}

PracticeAccount::Outcome PracticeAccount::replace(const application::ReplaceRequest& request)
{
    const auto decision =
        domain::decideVenueReplace(m_state, m_markets, {request.clientOrderId, request.request, request.change, now()});
    if (!decision)
        return Reports{refusalReport(VenueReportKind::ReplaceRefused, request.clientOrderId, request.brokerOrderId,
                                     request.request, decision.error(), now())};
    if (!decision->events.empty())
        return adopt(*decision, request.request);
    // Done already under this request: said again.
    const auto* known = m_state.find(request.clientOrderId);
    VenueReportMessage repeated = refusalReport(VenueReportKind::Replaced, request.clientOrderId,
                                                known != nullptr ? std::optional(known->brokerOrderId) : std::nullopt,
                                                request.request, {}, now());
    repeated.report.change = request.change;
    return Reports{std::move(repeated)};
}

PracticeAccount::Outcome PracticeAccount::adopt(domain::VenueDecision decision,
                                                const std::optional<domain::RequestId>& request)
{
    Reports reports;
    if (!decision.events.empty()) {
        if (const auto committed = commit(decision.events, request); !committed)
            return failure(committed.error());
        reports = reportsOf(m_state.books, decision.events, request);
    }
    if (decision.market) {
        const domain::InstrumentId instrument = decision.market->instrument.id;
        m_markets[instrument] = std::move(*decision.market);
    }
    for (const auto& event : decision.events)
        domain::foldInto(m_state, event);
    forgetDoneOrders(decision.events);
    return reports;
}

void PracticeAccount::forgetDoneOrders(const domain::VenueEvents& events)
{
    const bool anyEnded = std::ranges::any_of(events, [](const domain::VenueEvent& event) {
        return std::holds_alternative<domain::VenueOrderCanceled>(event)
            || std::holds_alternative<domain::VenueOrderExpired>(event);
    });
    if (!anyEnded)
        return;
    for (auto& [instrument, market] : m_markets) {
        std::erase_if(market.ahead, [this](const auto& entry) { return !m_state.books.open.contains(entry.first); });
        std::erase_if(market.awaitingQuote, [this](std::uint64_t order) { return !m_state.books.open.contains(order); });
    }
}

Result<void, StoreError> PracticeAccount::commit(const domain::VenueEvents& events,
                                                 const std::optional<domain::RequestId>& request)
{
    if (const auto begun = m_store.begin(); !begun)
        return failure(begun.error());
    application::StagedStream staged{m_stream, m_version, {}, nullptr};
    for (const auto& event : events)
        staged.events.push_back({application::DomainEvent(event), timeOf(event)});
    application::CommandMetadata command;
    // A function of the stream and its version: the books can be replayed into the same ids.
    command.commandId = Uuid::named(m_stream.id, "decision-after-" + std::to_string(m_version));
    command.causationId = command.commandId;
    command.correlationId = (request ? Uuid::parse(request->text()) : std::nullopt).value_or(command.commandId);
    command.actor = request ? "client:" + m_settings.account.text() : "market:" + m_settings.source;
    const auto appended = m_store.append({command, m_clock.utcNow(), std::span(&staged, 1), {}, {}, {}});
    if (!appended) {
        m_store.rollback();
        return failure(appended.error());
    }
    if (const auto committed = m_store.commit(); !committed)
        return failure(committed.error());
    m_version += static_cast<std::int64_t>(events.size());
    return {};
}

PracticeAccount::Outcome PracticeAccount::advanceTo(Timestamp marketTime)
{
    if (m_marketTime && marketTime <= *m_marketTime)
        return Reports{};
    m_marketTime = marketTime;
    if (m_state.books.open.empty())
        return Reports{};
    return adopt({domain::decideVenueExpiry(m_state.books, marketTime, m_sessions), std::nullopt},
                 std::nullopt);
}

namespace {

struct TimeOfDatum {
    std::optional<Timestamp> operator()(const domain::Trade& trade) const { return trade.venueTime; }
    std::optional<Timestamp> operator()(const domain::Quote& quote) const { return quote.venueTime; }
    std::optional<Timestamp> operator()(const QuoteInvalid&) const { return std::nullopt; }
    std::optional<Timestamp> operator()(const MarketTimeReached& time) const { return time.marketTime; }
    std::optional<Timestamp> operator()(const MarketGap&) const { return std::nullopt; }
};

}  // namespace

PracticeAccount::Outcome PracticeAccount::use(const MarketDatum& datum)
{
    Reports reports;
    if (const auto time = std::visit(TimeOfDatum{}, datum)) {
        auto expired = advanceTo(*time);
        if (!expired)
            return expired;
        reports = std::move(*expired);
    }
    auto used = useDatum(datum);
    if (!used)
        return used;
    std::ranges::move(*used, std::back_inserter(reports));
    return reports;
}

PracticeAccount::Outcome PracticeAccount::useDatum(const MarketDatum& datum)
{
    if (const auto* trade = std::get_if<domain::Trade>(&datum)) {
        m_unlisted += m_markets.contains(trade->instrument) ? 0 : 1;
        if (m_unseen.contains(trade->instrument))
            return Reports{};
        return adopt(domain::decideVenueTrade(m_state.books, m_markets, *trade, now()), std::nullopt);
    }
    if (const auto* quote = std::get_if<domain::Quote>(&datum)) {
        m_unlisted += m_markets.contains(quote->instrument) ? 0 : 1;
        m_unseen.erase(quote->instrument);
        m_quotedSinceSuspended = true;
        return adopt(domain::decideVenueQuote(m_state.books, m_markets, *quote, now()), std::nullopt);
    }
    if (const auto* invalid = std::get_if<QuoteInvalid>(&datum)) {
        if (const auto found = m_markets.find(invalid->instrument); found != m_markets.end())
            domain::invalidateQuote(found->second);
    } else if (const auto* gap = std::get_if<MarketGap>(&datum)) {
        suspendFills("Practice fills are suspended: the market of " + m_settings.source + " was faster than the practice venue, and "
                     + std::to_string(gap->lost)
                     + (gap->lost == 1 ? " message was" : " messages were")
                     + " not used. Fills go on with the next quote of each instrument.");
    }
    return Reports{};
}

void PracticeAccount::suspendFills(std::string reason)
{
    m_suspended = std::move(reason);
    m_quotedSinceSuspended = false;
    for (auto& [instrument, market] : m_markets) {
        if (!market.quoted)
            continue;
        domain::invalidateQuote(market);
        m_unseen.insert(instrument);
    }
}

std::optional<std::string> PracticeAccount::suspendedReason() const
{
    if (m_unseen.empty())
        return std::nullopt;
    const bool waits = !m_quotedSinceSuspended || std::ranges::any_of(m_state.books.open, [this](const auto& entry) {
        return m_unseen.contains(entry.second.terms.instrument);
    });
    return waits ? m_suspended : std::nullopt;
}

}  // namespace tradecore::infrastructure
