// TradingDataHandler: turns the reports of trading venues into commands (RecordVenueReport, RecordUnanswered) with command ids
// that are a function of the report, so that a repeated delivery is the same command and has one effect. It never drops a
// report: where the CommandBus is full or the journal cannot commit, the connection is dropped and the stream becomes
// unconfirmed until reconciliation has fetched what was missed. Called by adapters directly, io thread;
// orderStreamConfirmed(), generation() and setConfirmed() may be called on any thread (the risk gate and reconciliation run
// on the engine).
#pragma once

#include "application/bus/command_bus.h"
#include "application/order/order_commands.h"
#include "application/streaming/counters.h"
#include "application/streaming/order_stream_observer.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace tradecore::application {

class TradingDataHandler : public TradingReportSink {
public:
    struct Ports {
        CommandBus& commands;
        Executor& io;          // receipts come back here
        Counters& counters;
    };
    explicit TradingDataHandler(Ports ports);
    ~TradingDataHandler() override;

    // The lifecycle manager is made after this object; before it is set, stream events only change the confirmation.
    void setObserver(OrderStreamObserver* observer) { m_observer = observer; }

    void onReport(const domain::AccountId& account, const domain::ClientOrderId& order,
                  const domain::VenueReport& report) override;
    void onUnanswered(const domain::AccountId& account, const domain::ClientOrderId& order,
                      const domain::RequestId& request, const std::string& evidence) override;
    void onOrderStreamUp(const domain::AccountId& account) override;
    void onOrderStreamDown(const domain::AccountId& account, const std::string& reason) override;
    void onOrderStreamActivity(const domain::AccountId& account) override;
    void onMalformedReport(const domain::AccountId& account, const std::string& raw, const std::string& why) override;

    // I12: true only while the stream is up and reconciliation has confirmed this very stream. Any thread.
    [[nodiscard]] bool orderStreamConfirmed(const domain::AccountId& account) const;
    // Grows with everything that makes the stream unconfirmed. Reconciliation reads it before it asks the venue and gives it
    // back: a confirmation of an older stream is ignored (false). Any thread.
    [[nodiscard]] std::uint64_t generation(const domain::AccountId& account) const;
    bool setConfirmed(const domain::AccountId& account, std::uint64_t generation);

    // The id of the command that a report becomes; also used by reconciliation for the executions that it fetches.
    [[nodiscard]] static Uuid reportCommandId(const domain::AccountId& account, const domain::ClientOrderId& order,
                                              const domain::VenueReport& report);
    [[nodiscard]] static Uuid unansweredCommandId(const domain::AccountId& account, const domain::ClientOrderId& order,
                                                  const domain::RequestId& request);

private:
    struct Stream {
        bool up = false;
        bool confirmed = false;
        std::uint64_t generation = 0;
    };

    template <typename Command>
    void send(Command command, const Uuid& commandId);
    void onReceipt(const domain::AccountId& account, const Receipt& receipt);
    void unconfirm(const domain::AccountId& account, std::optional<bool> up);

    Ports m_ports;
    OrderStreamObserver* m_observer = nullptr;
    Counter& m_reports;
    Counter& m_repeated;
    Counter& m_busy;
    Counter& m_refused;
    Counter& m_malformed;
    mutable std::mutex m_mutex;
    std::map<domain::AccountId, Stream> m_streams;
    std::shared_ptr<bool> m_alive;
};

}  // namespace tradecore::application
