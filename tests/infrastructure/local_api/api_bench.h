// ApiBench: the local socket's server over a scripted desk, and real QLocalSockets that call it, on the test's own event loop.
#pragma once

#include "infrastructure/local_api/api_server.h"
#include "infrastructure/runtime/event_loop_scheduler.h"
#include "infrastructure/runtime/system_clock.h"
#include "tests/support/desk/fake_desk.h"
#include "tests/support/desk/fake_integrity_control.h"

#include <QJsonObject>
#include <QLocalSocket>
#include <QTemporaryDir>

#include <memory>

namespace tradecore::test {

class QuietMarket : public application::MarketAccess, public application::TradingControl {
public:
    void latest(const std::vector<domain::InstrumentId>&, Executor& replyTo,
                std::function<void(const std::vector<application::InstrumentSnapshot>&)> onAnswer) override;
    void bars(const application::BarsRequest&, Executor& replyTo,
              std::function<void(const application::BarsAnswer&)> onAnswer) override;
    void changeTradingState(const std::optional<domain::AccountId>&, domain::TradingState, const std::string&, Executor& replyTo,
                            std::function<void(const application::Receipt&)> onReceipt) override;
    void flatten(const std::optional<domain::AccountId>&, Executor& replyTo,
                 std::function<void(const application::FlattenResult&)> onResult) override;
    void closePosition(const domain::AccountId&, const domain::InstrumentId&, Executor&,
                       std::function<void(const application::FlattenResult&)>) override
    {
    }
    void limits(const std::optional<domain::AccountId>&, Executor& replyTo,
                std::function<void(const application::RiskLimitsQuery::Answer&)> onAnswer) override;
    void changeLimit(const std::optional<domain::AccountId>&, domain::RiskLimit limit, std::optional<Decimal> value, Executor& replyTo,
                     std::function<void(const application::Receipt&)> onReceipt) override;

    domain::RiskState risk;
};

class ApiBench {
public:
    explicit ApiBench(infrastructure::ApiLimits limits = {}, bool checksItself = true);

    QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("api.sock"));
    infrastructure::SystemClock clock;
    infrastructure::EventLoopScheduler io{clock};
    FakeDesk desk;
    QuietMarket market;
    FakeIntegrityControl integrity;
    infrastructure::ApiServer server;

    [[nodiscard]] bool listen() { return server.listen(path).has_value(); }
    // Connected, or nothing.
    [[nodiscard]] std::unique_ptr<QLocalSocket> call() const;
    // The next line; an empty object where none comes in time.
    [[nodiscard]] static QJsonObject nextLine(QLocalSocket& socket);
    [[nodiscard]] static QString errorOf(const QJsonObject& line);
    // True where the connection still answers.
    [[nodiscard]] static bool answers(QLocalSocket& socket);
    // True where the other end has closed; what it has written before may be read.
    [[nodiscard]] static bool isClosed(QLocalSocket& socket);
};

}  // namespace tradecore::test
