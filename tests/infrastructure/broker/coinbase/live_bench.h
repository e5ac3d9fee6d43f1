// A Coinbase source against the local server on a real socket, on real time or on virtual time (deadlines).
#pragma once

#include "infrastructure/broker/coinbase/coinbase_source.h"
#include "infrastructure/runtime/event_loop_scheduler.h"
#include "infrastructure/runtime/system_clock.h"
#include "tests/support/broker/coinbase/local_coinbase_server.h"
#include "tests/support/broker/coinbase/recording_sink.h"
#include "tests/support/time/virtual_time.h"

#include <QSignalSpy>
#include <QTest>

namespace tradecore::test::coinbase {

inline const domain::InstrumentId btc{"BTC-USD", "COINBASE"};
inline const domain::InstrumentId eth{"ETH-USD", "COINBASE"};
using State = application::SubscriptionState;

struct Peer {
    explicit Peer(LocalCoinbaseOptions options = {}) : server(std::move(options)) { listening = server.listen(); }
    LocalCoinbaseServer server;
    bool listening = false;
    RecordingSink sink;
    RecordingObserver observer;
};

struct LiveBench : Peer {
    using Peer::Peer;
    infrastructure::SystemClock clock;
    infrastructure::EventLoopScheduler scheduler{clock};
    infrastructure::CoinbaseSource source{sink, observer, clock, scheduler,
                                          *infrastructure::CoinbaseEndpoints::loopback(server.baseUrl())};

    [[nodiscard]] bool connectAndSubscribe(const std::set<domain::InstrumentId>& wanted)
    {
        const int before = observer.connected;
        source.connectNow();
        if (!QTest::qWaitFor([&] { return observer.connected > before; }))
            return false;
        source.setSubscriptions(wanted);
        return QTest::qWaitFor([&] {
            return std::all_of(wanted.begin(), wanted.end(),
                               [&](const auto& id) { return observer.states[id.symbol()] == State::Active; });
        });
    }
    [[nodiscard]] bool hasQuotes(std::size_t count)
    {
        return QTest::qWaitFor([&] { return sink.quotes.size() >= count; });
    }
};

// Deadlines without waiting: sockets are real, timers run when a test lets time pass.
struct VirtualBench : Peer {
    using Peer::Peer;
    VirtualWorld world{infrastructure::SystemClock().utcNow()};
    VirtualScheduler scheduler{world};
    infrastructure::CoinbaseSource source{sink, observer, world, scheduler,
                                          *infrastructure::CoinbaseEndpoints::loopback(server.baseUrl())};
};

}  // namespace tradecore::test::coinbase
