// Trader: the person at the simulated desk. Places, cancels, replaces, repeats a command id, places nonsense, halts and resumes,
// flattens; everything drawn from the seed. Outlives the program.
#pragma once

#include "base/random.h"
#include "tests/simulation/simulated_desk.h"

#include <optional>

namespace tradecore::simulation {

class Trader {
public:
    Trader(std::uint64_t seed, SimulatedDesk& desk, Auditor& auditor);

    // One thing that a person would do now; nothing while the program is down.
    void act();
    // For the quiet end: trading is allowed again.
    void resume();
    [[nodiscard]] std::uint64_t commands() const { return m_commands; }

private:
    template <typename Command>
    void send(Command command, std::optional<Uuid> commandId = std::nullopt)
    {
        ++m_commands;
        const application::CommandContext context{commandId.value_or(m_identities.next()), std::nullopt, std::nullopt, "user"};
        m_desk.engine->commands.send(std::move(command), context, m_hand, [this](const application::Receipt& receipt) {
            m_auditor.onReceipt(receipt);
        });
    }
    void place();
    void placeTwice();
    void cancelOne();
    void replaceOne();
    void changeTradingState();
    [[nodiscard]] domain::OrderTerms terms();
    [[nodiscard]] std::optional<application::OrderRow> oneOpenOrder();

    Random m_random;
    SimulatedDesk& m_desk;
    Auditor& m_auditor;
    test::VirtualScheduler m_hand;
    test::SeededIdentitySource m_identities;
    std::uint64_t m_commands = 0;
    bool m_halted = false;
};

}  // namespace tradecore::simulation
