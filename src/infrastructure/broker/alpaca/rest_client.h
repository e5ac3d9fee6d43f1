// RestClient: requests to one host of Alpaca over sockets of its own. QNetworkAccessManager is not used: it sends a request again
// by itself when a kept connection ends under it, and an order that is sent twice is what must not be. Here a request that has
// left is never sent again; one whose connection ended before its first byte is written to another.
//
// The rate limit of the headers is honoured (X-RateLimit-Remaining and -Reset, Retry-After on 429): reads wait and leave a reserve
// to orders; an order that would wait is answered NotSent at once, a cancel goes always. Each request is answered exactly once, on
// the io thread, never from inside the call; destruction answers what is open. Owner: AlpacaVenue or AlpacaSource.
#pragma once

#include "application/authentication/key_pair.h"
#include "base/clock.h"
#include "base/scheduler.h"
#include "infrastructure/broker/alpaca/http_reader.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>
#include <QUrl>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tradecore::infrastructure::alpaca {

enum class RestUrgency { Cancel, Order, Read };

struct RestOutcome {
    enum class Kind {
        Answered,   // status and body are there
        NotSent,    // proof: no byte of it has left
        Lost,       // it may have left, and no whole answer came
    };
    Kind kind = Kind::Lost;
    int status = 0;
    std::string body;
    std::string text;                 // why, for NotSent and Lost
    bool isRateLimited = false;       // NotSent or 429
};

class RestClient : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(RestOutcome)>;

    // clock and scheduler (of the io thread) outlive this object.
    RestClient(const Clock& clock, Scheduler& scheduler, QUrl base, application::KeyPair keys, QObject* parent = nullptr);
    ~RestClient() override;

    // path is encoded and begins with '/', its query included. body is JSON or empty.
    void send(RestUrgency urgency, const char* method, std::string path, std::string body, Answer answer);
    void get(std::string path, Answer answer) { send(RestUrgency::Read, "GET", std::move(path), {}, std::move(answer)); }

    [[nodiscard]] std::uint64_t rateLimited() const { return m_rateLimited; }
    [[nodiscard]] std::uint64_t requests() const { return m_requests; }

private:
    struct Request {
        RestUrgency urgency = RestUrgency::Read;
        std::string method, path, body;
        Answer answer;
        SteadyTime deadline;
        TimerId timer = 0;
        bool isWritten = false;
    };
    using RequestPointer = std::shared_ptr<Request>;
    struct Channel {
        QTcpSocket* socket = nullptr;
        RequestPointer request;       // null: idle
        std::unique_ptr<HttpReader> reader;
    };

    void pump();
    [[nodiscard]] RequestPointer takeNext();
    [[nodiscard]] bool mustWait(const Request& request) const;
    void start(const RequestPointer& request);
    [[nodiscard]] Channel* freeChannel();
    void attach(Channel& channel);
    void write(Channel& channel);
    void onReadable(Channel& channel);
    void onEnd(Channel& channel, const std::string& why);
    void onAnswered(Channel& channel);
    void noteLimits(const HttpReader& reader);
    void onDeadline(const RequestPointer& request);
    void finish(const RequestPointer& request, RestOutcome outcome);
    void dropChannel(Channel& channel);

    const Clock& m_clock;
    Scheduler& m_scheduler;
    const QUrl m_base;
    const application::KeyPair m_keys;
    std::deque<RequestPointer> m_waiting;
    std::vector<std::unique_ptr<Channel>> m_channels;
    int m_remaining = 1'000'000;      // requests that the broker still takes, by its last word
    SteadyTime m_limitEnds;
    SteadyTime m_notBefore;           // Retry-After
    TimerId m_pumpTimer = 0;
    std::uint64_t m_rateLimited = 0;
    std::uint64_t m_requests = 0;
    std::shared_ptr<bool> m_alive;
};

}  // namespace tradecore::infrastructure::alpaca
