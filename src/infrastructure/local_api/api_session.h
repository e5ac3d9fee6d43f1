// ApiSession: one client of the local socket. Owned by ApiServer; deletes itself when the client goes. Answers of the desk arrive
// on the io executor; one that comes after the client has gone finds no session and is dropped.
#pragma once

#include "infrastructure/local_api/api_server.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QLocalSocket>
#include <QObject>
#include <QPointer>

#include <cstdint>
#include <functional>
#include <map>

namespace tradecore::infrastructure {

class ApiSession : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype longestLine = 1 << 20;
    static constexpr std::size_t subscriptionLimit = 16;

    ApiSession(const ApiPorts& ports, QLocalSocket* socket, ApiCounters& counters, QObject* parent);
    ~ApiSession() override;

private:
    using Request = void (ApiSession::*)(const QJsonValue& id, const QJsonObject& arguments);

    void readLines();
    void handleLine(const QByteArray& line);
    void handleRequest(const QJsonObject& request);
    [[nodiscard]] static Request commandNamed(const QString& name);
    [[nodiscard]] static Request queryNamed(const QString& name);
    void subscribe(const QJsonValue& id, const QJsonObject& request);

    // commands (api_session_commands.cpp)
    void placeOrder(const QJsonValue& id, const QJsonObject& arguments);
    void cancelOrder(const QJsonValue& id, const QJsonObject& arguments);
    void cancelAllOrders(const QJsonValue& id, const QJsonObject& arguments);
    void replaceOrder(const QJsonValue& id, const QJsonObject& arguments);
    void resolveOrder(const QJsonValue& id, const QJsonObject& arguments);
    void flatten(const QJsonValue& id, const QJsonObject& arguments);
    void halt(const QJsonValue& id, const QJsonObject& arguments);
    void resume(const QJsonValue& id, const QJsonObject& arguments);
    // The self-check (api_session_integrity.cpp)
    void checkNow(const QJsonValue& id, const QJsonObject& arguments);
    void rebuild(const QJsonValue& id, const QJsonObject& arguments);
    void cancelRebuild(const QJsonValue& id, const QJsonObject& arguments);
    void backup(const QJsonValue& id, const QJsonObject& arguments);
    void deadLetters(const QJsonValue& id, const QJsonObject& arguments);
    void retryDeadLetter(const QJsonValue& id, const QJsonObject& arguments);
    void dismissDeadLetter(const QJsonValue& id, const QJsonObject& arguments);
    void activity(const QJsonValue& id, const QJsonObject& arguments);
    [[nodiscard]] bool hasIntegrity(const QJsonValue& id);
    // Replies with the sentence as an error, or with the object.
    void finish(const QJsonValue& id, const QString& code, const std::string& error, const QJsonObject& done);
    void reduce(const QJsonValue& id, const QJsonObject& arguments);
    void changeTradingState(const QJsonValue& id, const QJsonObject& arguments, domain::TradingState state);
    void findOrder(const QString& clientOrderId, std::function<void(const application::OrderRow&)> found,
                   std::function<void()> missing);
    void answerWithOrder(const QJsonValue& id, const application::Receipt& receipt, const domain::AccountId& account);

    // limits (api_session_risk.cpp)
    void changeLimit(const QJsonValue& id, const QJsonObject& arguments);
    void limits(const QJsonValue& id, const QJsonObject& arguments);

    // queries
    void status(const QJsonValue& id, const QJsonObject& arguments);
    void accounts(const QJsonValue& id, const QJsonObject& arguments);
    void orders(const QJsonValue& id, const QJsonObject& arguments);
    void fills(const QJsonValue& id, const QJsonObject& arguments);
    void positions(const QJsonValue& id, const QJsonObject& arguments);
    void quotes(const QJsonValue& id, const QJsonObject& arguments);
    void bars(const QJsonValue& id, const QJsonObject& arguments);
    void events(const QJsonValue& id, const QJsonObject& arguments);
    void instruments(const QJsonValue& id, const QJsonObject& arguments);

    struct EventSubscription {
        QJsonValue id;
        std::int64_t next = 1;
        bool asking = false;
    };
    void pollSubscriptions();
    void pushEvents(std::size_t index);
    void armPoll();

    void reply(const QJsonValue& id, const QJsonValue& result);
    void replyError(const QJsonValue& id, const QString& code, const QString& message);
    void write(const QJsonObject& line);

    ApiPorts m_ports;
    QLocalSocket* m_socket;
    ApiCounters& m_counters;
    QByteArray m_buffer;
    bool m_skippingLine = false;
    std::vector<EventSubscription> m_subscriptions;
    TimerId m_pollTimer = 0;
};

}  // namespace tradecore::infrastructure
