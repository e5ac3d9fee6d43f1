#include "tests/infrastructure/local_api/api_bench.h"

#include <QJsonDocument>
#include <QtTest>

namespace tradecore::test {

void QuietMarket::latest(const std::vector<domain::InstrumentId>&, Executor& replyTo,
                         std::function<void(const std::vector<application::InstrumentSnapshot>&)> onAnswer)
{
    [[maybe_unused]] const bool posted = replyTo.post([onAnswer = std::move(onAnswer)] { onAnswer({}); });
}

void QuietMarket::bars(const application::BarsRequest&, Executor& replyTo,
                       std::function<void(const application::BarsAnswer&)> onAnswer)
{
    [[maybe_unused]] const bool posted = replyTo.post([onAnswer = std::move(onAnswer)] { onAnswer({}); });
}

void QuietMarket::changeTradingState(const std::optional<domain::AccountId>&, domain::TradingState, const std::string&,
                                     Executor& replyTo, std::function<void(const application::Receipt&)> onReceipt)
{
    [[maybe_unused]] const bool posted = replyTo.post([onReceipt = std::move(onReceipt)] { onReceipt({}); });
}

void QuietMarket::flatten(const std::optional<domain::AccountId>&, Executor& replyTo,
                          std::function<void(const application::FlattenResult&)> onResult)
{
    [[maybe_unused]] const bool posted = replyTo.post([onResult = std::move(onResult)] { onResult({}); });
}

void QuietMarket::limits(const std::optional<domain::AccountId>&, Executor& replyTo,
                         std::function<void(const application::RiskLimitsQuery::Answer&)> onAnswer)
{
    const application::RiskLimitsQuery::Answer answer{domain::AccountId("practice-sim"), risk.limits, {}};
    [[maybe_unused]] const bool posted = replyTo.post([onAnswer = std::move(onAnswer), answer] { onAnswer(answer); });
}

void QuietMarket::changeLimit(const std::optional<domain::AccountId>&, domain::RiskLimit limit, std::optional<Decimal> value,
                              Executor& replyTo, std::function<void(const application::Receipt&)> onReceipt)
{
    application::Receipt receipt;
    receipt.outcome = application::ReceiptOutcome::Committed;
    risk.limits.set(limit, value);
    [[maybe_unused]] const bool posted = replyTo.post([onReceipt = std::move(onReceipt), receipt] { onReceipt(receipt); });
}

ApiBench::ApiBench(infrastructure::ApiLimits limits, bool checksItself)
    : server({desk, market, market, io, "SIM", limits, checksItself ? &integrity : nullptr})
{
}

std::unique_ptr<QLocalSocket> ApiBench::call() const
{
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(path);
    return socket->waitForConnected(5'000) ? std::move(socket) : nullptr;
}

QJsonObject ApiBench::nextLine(QLocalSocket& socket)
{
    if (!QTest::qWaitFor([&socket] { return socket.canReadLine(); }, 10'000))
        return {};
    return QJsonDocument::fromJson(socket.readLine()).object();
}

QString ApiBench::errorOf(const QJsonObject& line)
{
    return line.value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString();
}

bool ApiBench::answers(QLocalSocket& socket)
{
    socket.write("{\"id\":\"alive\",\"query\":\"Status\"}\n");
    return nextLine(socket).value(QStringLiteral("id")) == QStringLiteral("alive");
}

bool ApiBench::isClosed(QLocalSocket& socket)
{
    return QTest::qWaitFor([&socket] { return socket.state() == QLocalSocket::UnconnectedState; }, 10'000);
}

}  // namespace tradecore::test
