#include "application/streaming/trading_data_handler.h"

#include "base/digest.h"

#include <QLoggingCategory>

#include <optional>
#include <utility>

namespace tradecore::application {

namespace {

Q_LOGGING_CATEGORY(logStreaming, "tradecore.streaming.orders")

// The namespace of the command ids made here; made once at random and never changed.
constexpr Uuid reportNamespace = Uuid::fromBytes(
    {0xa3, 0x5c, 0x19, 0x84, 0x0e, 0x7d, 0x4f, 0x62, 0xb1, 0x98, 0x3a, 0xd5, 0x70, 0x4e, 0xc6, 0x2b});

// A unit separator cannot stand in an id, so that the parts cannot run into each other.
void appendPart(std::string& name, std::string_view part)
{
    name += '\x1f';
    name += part;
}

std::string_view nameOf(domain::VenueReportKind kind)
{
    switch (kind) {
    case domain::VenueReportKind::Accepted: return "accepted";
    case domain::VenueReportKind::Rejected: return "rejected";
    case domain::VenueReportKind::Triggered: return "triggered";
    case domain::VenueReportKind::Filled: return "filled";
    case domain::VenueReportKind::Canceled: return "canceled";
    case domain::VenueReportKind::Expired: return "expired";
    case domain::VenueReportKind::Suspended: return "suspended";
    case domain::VenueReportKind::DoneForDay: return "done_for_day";
    case domain::VenueReportKind::CancelRefused: return "cancel_refused";
    case domain::VenueReportKind::Replaced: return "replaced";
    case domain::VenueReportKind::ReplaceRefused: return "replace_refused";
    case domain::VenueReportKind::FillBusted: return "fill_busted";
    case domain::VenueReportKind::FillCorrected: return "fill_corrected";
    }
    return {};
}

}  // namespace

TradingDataHandler::TradingDataHandler(Ports ports)
    : m_ports(ports), m_reports(ports.counters.named("reports")), m_repeated(ports.counters.named("reports_repeated")),
      m_busy(ports.counters.named("reports_not_taken")), m_refused(ports.counters.named("reports_refused")),
      m_malformed(ports.counters.named("reports_malformed")), m_alive(std::make_shared<bool>(true))
{
}

TradingDataHandler::~TradingDataHandler() = default;

Uuid TradingDataHandler::reportCommandId(const domain::AccountId& account, const domain::ClientOrderId& order,
                                         const domain::VenueReport& report)
{
    std::string name(nameOf(report.kind));
    appendPart(name, account.text());
    appendPart(name, order.text());
    appendPart(name, report.brokerOrderId ? report.brokerOrderId->text() : std::string());
    if (report.kind == domain::VenueReportKind::Filled) {
        // A fill is the piece that it covers: a venue that uses an execution id twice must not lose the second piece here.
        appendPart(name, report.executionId.text());
        appendPart(name, report.cumulativeBefore.toString());
        appendPart(name, report.cumulativeAfter.toString());
        return Uuid::named(reportNamespace, name);
    }
    appendPart(name, report.request ? report.request->text() : std::string());
    appendPart(name, std::to_string(report.facts.venueTime.nanoseconds()));
    // Without a venue time only its own words tell one report from the next of the same kind.
    if (report.facts.venueTime == Timestamp())
        appendPart(name, toHex(sha256(report.facts.raw)));
    return Uuid::named(reportNamespace, name);
}

Uuid TradingDataHandler::unansweredCommandId(const domain::AccountId& account, const domain::ClientOrderId& order,
                                             const domain::RequestId& request)
{
    std::string name("unanswered");
    appendPart(name, account.text());
    appendPart(name, order.text());
    appendPart(name, request.text());
    return Uuid::named(reportNamespace, name);
}

template <typename Command>
void TradingDataHandler::send(Command command, const Uuid& commandId)
{
    const domain::AccountId account = command.account;
    CommandContext context;
    context.commandId = commandId;
    context.actor = "venue:" + account.text();
    m_ports.commands.send(std::move(command), std::move(context), m_ports.io,
                          [this, account, alive = std::weak_ptr<bool>(m_alive)](const Receipt& receipt) {
                              if (!alive.expired())
                                  onReceipt(account, receipt);
                          });
}

void TradingDataHandler::onReport(const domain::AccountId& account, const domain::ClientOrderId& order,
                                  const domain::VenueReport& report)
{
    m_reports.increment();
    send(RecordVenueReport{account, order, report}, reportCommandId(account, order, report));
}

void TradingDataHandler::onUnanswered(const domain::AccountId& account, const domain::ClientOrderId& order,
                                      const domain::RequestId& request, const std::string& evidence)
{
    send(RecordUnanswered{account, order, request, evidence}, unansweredCommandId(account, order, request));
}

void TradingDataHandler::onReceipt(const domain::AccountId& account, const Receipt& receipt)
{
    const std::string why = receipt.refusal ? receipt.refusal->message : std::string("The journal did not answer.");
    switch (receipt.outcome) {
    case ReceiptOutcome::Committed: return;
    case ReceiptOutcome::Duplicate: m_repeated.increment(); return;
    case ReceiptOutcome::Busy:
    case ReceiptOutcome::NotKnown:
        m_busy.increment();
        unconfirm(account, false);
        qCWarning(logStreaming, "account %s: a report was not taken (%s); the connection is dropped", account.text().c_str(),
                  why.c_str());
        if (m_observer != nullptr)
            m_observer->onReportNotTaken(account, "A report could not be booked: " + why);
        return;
    case ReceiptOutcome::Refused:
        m_refused.increment();
        unconfirm(account, std::nullopt);
        qCWarning(logStreaming, "account %s: a report was refused: %s", account.text().c_str(), why.c_str());
        if (m_observer != nullptr)
            m_observer->onReconcileNeeded(account, "A report was not booked: " + why);
        return;
    }
}

void TradingDataHandler::onOrderStreamUp(const domain::AccountId& account)
{
    unconfirm(account, true);
    if (m_observer != nullptr)
        m_observer->onOrderStreamUp(account);
}

void TradingDataHandler::onOrderStreamDown(const domain::AccountId& account, const std::string& reason)
{
    unconfirm(account, false);
    if (m_observer != nullptr)
        m_observer->onOrderStreamDown(account, reason);
}

void TradingDataHandler::onOrderStreamActivity(const domain::AccountId& account)
{
    if (m_observer != nullptr)
        m_observer->onOrderStreamActivity(account);
}

void TradingDataHandler::onMalformedReport(const domain::AccountId& account, const std::string& raw, const std::string& why)
{
    // What could not be read may have been a fill: the account is not trusted again before the venue was asked.
    m_malformed.increment();
    unconfirm(account, std::nullopt);
    qCWarning(logStreaming, "account %s: a report of %zu bytes could not be read: %s", account.text().c_str(), raw.size(),
              why.c_str());
    if (m_observer != nullptr)
        m_observer->onReconcileNeeded(account, "A report of the venue could not be read: " + why);
}

void TradingDataHandler::unconfirm(const domain::AccountId& account, std::optional<bool> up)
{
    const std::lock_guard lock(m_mutex);
    auto& stream = m_streams[account];
    stream.up = up.value_or(stream.up);
    stream.confirmed = false;
    ++stream.generation;
}

bool TradingDataHandler::orderStreamConfirmed(const domain::AccountId& account) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_streams.find(account);
    return found != m_streams.end() && found->second.up && found->second.confirmed;
}

std::uint64_t TradingDataHandler::generation(const domain::AccountId& account) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_streams.find(account);
    return found == m_streams.end() ? 0 : found->second.generation;
}

bool TradingDataHandler::setConfirmed(const domain::AccountId& account, std::uint64_t generation)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_streams.find(account);
    if (found == m_streams.end() || !found->second.up || found->second.generation != generation)
        return false;
    found->second.confirmed = true;
    return true;
}

}  // namespace tradecore::application
