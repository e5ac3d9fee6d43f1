#include "application/integrity/data_integrity_monitor.h"

#include <algorithm>
#include <utility>

namespace tradecore::application {

namespace {

// The clock may lawfully be set back a little by time synchronisation.
constexpr Duration tolerableStepBack = std::chrono::seconds(2);

}  // namespace

DataIntegrityMonitor::DataIntegrityMonitor(Ports ports) : m_ports(ports), m_alive(std::make_shared<bool>(true)) {}

DataIntegrityMonitor::~DataIntegrityMonitor()
{
    *m_alive = false;
    stop();
}

void DataIntegrityMonitor::start()
{
    m_started = true;
    checkNow();
}

void DataIntegrityMonitor::stop()
{
    m_started = false;
    m_report.isRunning = false;
    if (m_timer != 0)
        m_ports.engine.cancel(std::exchange(m_timer, 0));
}

void DataIntegrityMonitor::checkNow()
{
    if (m_report.isRunning || m_report.stopsTrading())
        return;
    if (m_timer != 0)
        m_ports.engine.cancel(std::exchange(m_timer, 0));
    m_report.isRunning = true;
    m_report.findings.clear();
    m_report.wasRepaired = false;
    step();
}

void DataIntegrityMonitor::step()
{
    const StoreHead from = m_report.verified;
    const auto proof = m_ports.proof.proveForward(from, pageEvents);
    if (!proof) {
        note({"journal", proof.error().position, proof.error().text, false});
        endPass();
        return;
    }
    if (proof->firstBadPosition != 0) {
        m_report.chainIsWhole = false;
        note({"chain", proof->firstBadPosition, "Event " + std::to_string(proof->firstBadPosition) + ": " + proof->reason + '.', false});
        endPass();
        return;
    }
    if (!readPage(from, proof->verified)) {
        endPass();
        return;
    }
    m_report.verified = proof->verified;
    if (m_report.verified.position >= m_ports.store.head().position) {
        finish();
        return;
    }
    const bool posted = m_ports.engine.post([this, alive = std::weak_ptr<bool>(m_alive)] {
        if (const auto guard = alive.lock(); guard && *guard && m_report.isRunning)
            step();
    });
    if (!posted)
        endPass();   // the engine is busy or stopping: the next pass goes on from here
}

bool DataIntegrityMonitor::readPage(const StoreHead& from, const StoreHead& to)
{
    const auto read = m_ports.store.readForward(from.position + 1, to.position - from.position,
                                                [this](const RecordedEvent& event) { m_books.apply(event); });
    if (!read) {
        note({"journal", read.error().position, read.error().text, false});
        m_report.knowsEveryEvent = m_report.knowsEveryEvent && read.error().kind != StoreErrorKind::UnknownEvent;
    }
    return read.has_value();
}

void DataIntegrityMonitor::finish()
{
    compareRows(m_comparedTo);
    const bool rowsDiffer = std::ranges::any_of(m_report.findings, &IntegrityFinding::isOfProjection);
    for (auto& finding : m_books.judgeSums())
        note(std::move(finding));
    if (m_ports.clock.utcNow() + tolerableStepBack < m_books.newestRecordedAt())
        note({"clock", m_books.position(), "The clock of this computer is behind the newest event of the journal.", false});
    if (rowsDiffer)
        repair();
    endPass();
}

void DataIntegrityMonitor::compareRows(std::int64_t changedAfter)
{
    OrderFilter changedOrders;
    changedOrders.changedAfter = changedAfter;
    FillFilter changedFills;
    changedFills.changedAfter = changedAfter;
    const auto orders = m_ports.models.orders(changedOrders);
    const auto fills = m_ports.models.fills(changedFills);
    const auto positions = m_ports.models.positions(changedAfter);
    const auto accounts = m_ports.models.accounts(changedAfter);
    if (!orders || !fills || !positions || !accounts) {
        const StoreError& error = !orders ? orders.error() : !fills ? fills.error() : !positions ? positions.error() : accounts.error();
        // A row that does not read is one that a rebuild replaces.
        note({"journal", error.position, error.text, error.kind == StoreErrorKind::Corrupt});
        return;
    }
    for (auto& finding : m_books.compare(*orders, *fills, *positions, *accounts))
        note(std::move(finding));
    m_comparedTo = m_books.position();
}

void DataIntegrityMonitor::repair()
{
    const auto found = std::ranges::find_if(m_report.findings, &IntegrityFinding::isOfProjection);
    const RebuildReport& rebuilt = m_ports.rebuilder.rebuild(found->text);
    if (rebuilt.error) {
        note({"journal", rebuilt.error->position, "The views could not be made anew: " + rebuilt.error->text, false});
        return;
    }
    const std::size_t before = m_report.findings.size();
    m_books.expectAll();
    compareRows(0);
    const bool agreesNow = m_report.findings.size() == before;
    m_report.wasRepaired = agreesNow && std::ranges::all_of(m_report.findings, &IntegrityFinding::isOfProjection);
}

void DataIntegrityMonitor::endPass()
{
    m_report.isRunning = false;
    ++m_report.passes;
    m_report.checkedAt = m_ports.clock.utcNow();
    m_report.counts = m_books.counts();
    m_report.lastFindings = m_report.findings;
    if (m_started && !m_report.stopsTrading())
        scheduleNext();
    if (m_listener)
        m_listener(m_report);
}

void DataIntegrityMonitor::scheduleNext()
{
    m_timer = m_ports.engine.after(m_report.findings.empty() ? interval : intervalAfterError, [this, alive = std::weak_ptr<bool>(m_alive)] {
        const auto guard = alive.lock();
        if (!guard || !*guard)
            return;
        m_timer = 0;
        checkNow();
    });
}

}  // namespace tradecore::application
