// VenueBench of Alpaca: the real adapter against the local server on a real socket, in one thread with an event loop.
#pragma once

#include "infrastructure/broker/alpaca/alpaca_venue.h"
#include "infrastructure/runtime/event_loop_scheduler.h"
#include "infrastructure/runtime/system_clock.h"
#include "tests/support/broker/alpaca/local_alpaca_server.h"
#include "tests/support/venue/recording_sink.h"

#include <QTest>

#include <memory>
#include <optional>
#include <string>

namespace tradecore::test {

class AlpacaBench {
public:
    explicit AlpacaBench(LocalAlpacaOptions options = quickOptions())
        : server(options), m_isListening(server.listen()),
          m_keys{Secret(options.keyId.toStdString()), Secret(options.secret.toStdString())}
    {
        remake();
    }

    [[nodiscard]] static LocalAlpacaOptions quickOptions()
    {
        LocalAlpacaOptions options;
        options.requestsPerMinute = 100'000;
        return options;
    }
    // As a program that was started again: nothing is remembered.
    void remake()
    {
        venue.reset();
        venue = std::make_unique<infrastructure::AlpacaVenue>(account, sink, m_scheduler, m_clock,
                                                              *infrastructure::AlpacaEndpoints::loopback(server.baseUrl()), m_keys);
    }
    [[nodiscard]] bool connect()
    {
        const int before = sink.ups;
        venue->connectNow();
        return QTest::qWaitFor([this, before] { return sink.ups > before; });
    }
    [[nodiscard]] domain::OrderTerms terms(domain::Side side, const char* quantity, const char* limit = nullptr, const char* symbol = "AAPL") const
    {
        domain::OrderTerms made;
        made.account = account;
        made.instrument = domain::InstrumentId(symbol, "ALPACA");
        made.side = side;
        made.type = limit != nullptr ? domain::OrderType::Limit : domain::OrderType::Market;
        made.quantity = *domain::Quantity::parse(quantity);
        if (limit != nullptr)
            made.limitPrice = *domain::Price::parse(limit);
        return made;
    }
    void submit(const std::string& id, const domain::OrderTerms& of) { venue->submit({domain::RequestId("request-" + id), domain::ClientOrderId(id), of}); }
    [[nodiscard]] bool sees(const std::string& id, domain::VenueReportKind kind, int times = 1) const
    {
        return QTest::qWaitFor([&] {
            const auto kinds = sink.kindsOf(domain::ClientOrderId(id));
            return std::count(kinds.begin(), kinds.end(), kind) >= times;
        });
    }
    [[nodiscard]] const domain::VenueReport* last(domain::VenueReportKind kind) const
    {
        const domain::VenueReport* found = nullptr;
        for (const auto& entry : sink.reports)
            found = entry.report.kind == kind ? &entry.report : found;
        return found;
    }
    // Asks and waits.
    template <typename T, typename Ask>
    [[nodiscard]] Result<T, application::VenueError> answerOf(Ask ask)
    {
        std::optional<Result<T, application::VenueError>> answer;
        ask([&answer](Result<T, application::VenueError> given) { answer = std::move(given); });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 15'000))
            return failure(application::VenueError{application::VenueError::Kind::Timeout, "never answered"});
        return *answer;
    }
    [[nodiscard]] auto order(const std::string& id)
    {
        return answerOf<application::VenueOrder>([&](auto answer) { venue->queryOrder(domain::ClientOrderId(id), answer); });
    }
    [[nodiscard]] auto open()
    {
        return answerOf<std::vector<application::VenueOrder>>([&](auto answer) { venue->openOrders(answer); });
    }
    [[nodiscard]] auto fills(const std::string& cursor = {})
    {
        return answerOf<application::VenueExecutions>([&](auto answer) { venue->executionsSince(cursor, answer); });
    }
    [[nodiscard]] auto balances()
    {
        return answerOf<application::VenueBalances>([&](auto answer) { venue->balances(answer); });
    }
    [[nodiscard]] bool isListening() const { return m_isListening; }

    const domain::AccountId account{"alpaca-paper"};
    LocalAlpacaServer server;
    RecordingSink sink;

private:
    infrastructure::SystemClock m_clock;
    infrastructure::EventLoopScheduler m_scheduler{m_clock};
    const bool m_isListening;
    application::KeyPair m_keys;

public:
    std::unique_ptr<infrastructure::AlpacaVenue> venue;
};

}  // namespace tradecore::test
