// A small trading day for tests of stores: commands of one account with orders, fills and an outbox, all from one seed, so
// that two stores that are driven alike hold the same events.
#pragma once

#include "application/bus/aggregate_states.h"
#include "application/port/event_store.h"
#include "base/timestamp.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tradecore::test {

class SampleTrading {
public:
    explicit SampleTrading(application::EventStore& store) : m_store(store), m_states(store) {}

    using Appended = Result<application::StoredCommand, application::StoreError>;

    // Each is one command, appended inside the open transaction.
    Appended openAccount();
    Appended placeOrder(const std::string& clientOrderId);    // with an outbox row "submit-<id>"
    Appended sendOrder(const std::string& clientOrderId);
    Appended acceptOrder(const std::string& clientOrderId);
    Appended fillOrder(const std::string& clientOrderId);     // order, position and account in one command
    Appended recordUser(const std::string& key, const std::string& value);

    // All of it: an account, `orders` orders that are filled and one that stays open; one transaction a command.
    [[nodiscard]] bool run(int orders);
    // One command in a transaction of its own.
    template <typename Step>
    [[nodiscard]] bool commitOne(Step step)
    {
        if (!m_store.begin())
            return false;
        const bool appended = step().has_value();
        if (!m_store.commit())
            return false;
        m_states.acceptGroup();
        return appended;
    }

    [[nodiscard]] static domain::AccountId account() { return domain::AccountId("practice-sim"); }
    [[nodiscard]] static domain::InstrumentId instrument() { return {"AAPL", "SIM"}; }
    [[nodiscard]] static application::StreamId order(const std::string& clientOrderId);
    [[nodiscard]] static application::OutboxRow submitRow(const std::string& clientOrderId);
    // The id of the n-th command (from 1).
    [[nodiscard]] static Uuid commandId(std::int64_t number);

private:
    struct Change {
        application::StreamId stream;
        application::DomainEvent event;
    };
    Appended append(const std::vector<Change>& changes, std::vector<application::OutboxRow> inserts = {},
                    std::vector<application::OutboxUpdate> updates = {}, const std::string& result = {});
    [[nodiscard]] Timestamp now() const;

    application::EventStore& m_store;
    application::AggregateStates m_states;
    std::int64_t m_commands = 0;
};

}  // namespace tradecore::test
