// RestClient: GET requests to the public REST interface, at most 8 a second (the venue allows about 10), a few at once, each
// with a deadline that includes its time in the queue. 429 holds all requests back for Retry-After and asks again while the
// deadline allows. Bodies are limited; redirects are not followed. Every request is answered exactly once, on the io thread;
// destruction answers what is still open. Owner: CoinbaseSource.
#pragma once

#include "application/port/market_data_source.h"
#include "base/clock.h"
#include "base/scheduler.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QString>
#include <QUrl>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <set>

class QNetworkReply;

namespace tradecore::infrastructure::coinbase {

class RestClient : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(Result<QByteArray, application::SourceError>)>;

    RestClient(const Clock& clock, Scheduler& scheduler, QUrl base, QObject* parent = nullptr);
    ~RestClient() override;

    // path begins with '/'; query is already encoded, or empty.
    void get(const QString& path, const QString& query, SteadyTime deadline, Answer answer);

    [[nodiscard]] std::uint64_t rateLimited() const { return m_rateLimited; }

private:
    struct Request {
        QUrl url;
        SteadyTime deadline;
        Answer answer;
        QNetworkReply* reply = nullptr;
        QByteArray body;
        TimerId deadlineTimer = 0;
        bool wasHeldBack = false;
    };
    using RequestPointer = std::shared_ptr<Request>;

    void pump();
    void start(const RequestPointer& request);
    void onReadyRead(const RequestPointer& request);
    void onFinished(const RequestPointer& request);
    void onDeadline(const RequestPointer& request);
    void holdBack(const RequestPointer& request, Duration delay);
    void finish(const RequestPointer& request, Result<QByteArray, application::SourceError> result);
    void dropReply(const RequestPointer& request);
    [[nodiscard]] application::SourceError errorOf(const QNetworkReply& reply, const QByteArray& body) const;

    const Clock& m_clock;
    Scheduler& m_scheduler;
    const QUrl m_base;
    QNetworkAccessManager m_network;
    std::deque<RequestPointer> m_waiting;
    std::set<RequestPointer> m_running;
    SteadyTime m_notBefore;
    TimerId m_pumpTimer = 0;
    std::uint64_t m_rateLimited = 0;
};

}  // namespace tradecore::infrastructure::coinbase
