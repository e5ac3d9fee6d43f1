#include "infrastructure/broker/alpaca/rest_client.h"

#include "infrastructure/broker/alpaca/constants.h"
#include "infrastructure/broker/alpaca/endpoints.h"

#include <QNetworkProxy>
#include <QSslSocket>

#include <algorithm>
#include <charconv>
#include <utility>

namespace tradecore::infrastructure::alpaca {

using Kind = RestOutcome::Kind;

namespace {

constexpr std::size_t maximumChannels = 4;
constexpr std::size_t maximumWaiting = 256;
// Reads leave so many requests of the minute to orders and cancels.
constexpr int reserveForOrders = 20;
constexpr std::chrono::seconds longestLimit{120};
constexpr std::chrono::seconds defaultRetryDelay{1};

std::optional<std::int64_t> numberOf(std::optional<std::string_view> text)
{
    std::int64_t value = 0;
    if (!text || text->empty() || std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc() || value < 0)
        return std::nullopt;
    return value;
}

}  // namespace

RestClient::RestClient(const Clock& clock, Scheduler& scheduler, QUrl base, application::KeyPair keys, QObject* parent)
    : QObject(parent), m_clock(clock), m_scheduler(scheduler), m_base(std::move(base)), m_keys(std::move(keys)), m_alive(std::make_shared<bool>(true))
{
}

RestClient::~RestClient()
{
    m_alive.reset();
    m_scheduler.cancel(m_pumpTimer);
    std::vector<RequestPointer> open(m_waiting.begin(), m_waiting.end());
    m_waiting.clear();
    for (const auto& channel : m_channels) {
        if (channel->request)
            open.push_back(channel->request);
        channel->request.reset();
        dropChannel(*channel);
    }
    for (const auto& request : open) {
        RestOutcome outcome;
        outcome.kind = request->isWritten ? Kind::Lost : Kind::NotSent;
        outcome.text = "The connection was closed.";
        m_scheduler.cancel(request->timer);
        if (const Answer answer = std::exchange(request->answer, nullptr))
            answer(std::move(outcome));
    }
}

void RestClient::send(RestUrgency urgency, const char* method, std::string path, std::string body, Answer answer)
{
    auto request = std::make_shared<Request>();
    request->urgency = urgency;
    request->method = method;
    request->path = std::move(path);
    request->body = std::move(body);
    request->answer = std::move(answer);
    request->deadline = m_clock.steadyNow() + requestDeadline;
    const bool isFull = m_waiting.size() >= maximumWaiting && urgency != RestUrgency::Cancel;
    const bool isThrottled = urgency == RestUrgency::Order && mustWait(*request);
    if (isFull || isThrottled) {
        const std::string why = isFull ? "Too many requests are waiting." : "The broker's rate limit is used up; the order was not sent.";
        request->timer = m_scheduler.after(Duration::zero(), [this, request, why, alive = std::weak_ptr(m_alive)] {
            if (alive.expired())
                return;
            RestOutcome outcome;
            outcome.kind = Kind::NotSent;
            outcome.text = why;
            outcome.isRateLimited = true;
            finish(request, std::move(outcome));
        });
        return;
    }
    request->timer = m_scheduler.after(requestDeadline, [this, request] { onDeadline(request); });
    m_waiting.push_back(request);
    // Later, so that a caller is never called back from inside its call.
    (void)m_scheduler.post([this, alive = std::weak_ptr(m_alive)] {
        if (!alive.expired())
            pump();
    });
}

bool RestClient::mustWait(const Request& request) const
{
    if (request.urgency == RestUrgency::Cancel)
        return false;
    const SteadyTime now = m_clock.steadyNow();
    if (now < m_notBefore)
        return true;
    const int needed = request.urgency == RestUrgency::Read ? reserveForOrders : 1;
    return m_remaining < needed && now < m_limitEnds;
}

RestClient::RequestPointer RestClient::takeNext()
{
    auto best = m_waiting.end();
    for (auto at = m_waiting.begin(); at != m_waiting.end(); ++at) {
        if (!mustWait(**at) && (best == m_waiting.end() || (*at)->urgency < (*best)->urgency))
            best = at;
    }
    if (best == m_waiting.end())
        return nullptr;
    RequestPointer request = *best;
    m_waiting.erase(best);
    return request;
}

void RestClient::pump()
{
    while (!m_waiting.empty()) {
        if (freeChannel() == nullptr)
            return;
        const RequestPointer request = takeNext();
        if (!request) {
            const SteadyTime until = std::max(m_notBefore, m_remaining < reserveForOrders ? m_limitEnds : m_notBefore);
            m_scheduler.cancel(m_pumpTimer);
            m_pumpTimer = m_scheduler.after(std::max(until - m_clock.steadyNow(), Duration(std::chrono::milliseconds(10))), [this] { pump(); });
            return;
        }
        start(request);
    }
}

RestClient::Channel* RestClient::freeChannel()
{
    for (const auto& channel : m_channels) {
        if (!channel->request)
            return channel.get();
    }
    if (m_channels.size() >= maximumChannels)
        return nullptr;
    return m_channels.emplace_back(std::make_unique<Channel>()).get();
}

void RestClient::start(const RequestPointer& request)
{
    Channel& channel = *freeChannel();
    channel.request = request;
    channel.reader = std::make_unique<HttpReader>(maximumBodyBytes);
    if (channel.socket != nullptr && channel.socket->state() == QAbstractSocket::ConnectedState && channel.socket->bytesAvailable() == 0) {
        write(channel);
        return;
    }
    dropChannel(channel);
    attach(channel);
}

void RestClient::attach(Channel& channel)
{
    const bool isEncrypted = m_base.scheme() == u"https";
    auto* const encrypted = isEncrypted ? new QSslSocket(this) : nullptr;
    channel.socket = encrypted != nullptr ? encrypted : new QTcpSocket(this);
    if (isLoopbackHost(m_base.host()))
        channel.socket->setProxy(QNetworkProxy::NoProxy);
    Channel* const at = &channel;
    connect(channel.socket, &QTcpSocket::readyRead, this, [this, at] { onReadable(*at); });
    connect(channel.socket, &QTcpSocket::disconnected, this, [this, at] { onEnd(*at, "The connection was closed."); });
    connect(channel.socket, &QTcpSocket::errorOccurred, this, [this, at](QAbstractSocket::SocketError error) {
        if (error != QAbstractSocket::RemoteHostClosedError)
            onEnd(*at, at->socket->errorString().toStdString());
    });
    if (encrypted != nullptr) {
        connect(encrypted, &QSslSocket::encrypted, this, [this, at] { write(*at); });
        encrypted->connectToHostEncrypted(m_base.host(), static_cast<quint16>(m_base.port(443)));
    } else {
        connect(channel.socket, &QTcpSocket::connected, this, [this, at] { write(*at); });
        channel.socket->connectToHost(m_base.host(), static_cast<quint16>(m_base.port(80)));
    }
}

void RestClient::write(Channel& channel)
{
    if (!channel.request || channel.request->isWritten)
        return;
    Request& request = *channel.request;
    std::string head = request.method + ' ' + m_base.path(QUrl::FullyEncoded).toStdString() + request.path + " HTTP/1.1\r\nHost: "
        + m_base.authority().toStdString() + "\r\nUser-Agent: TradeCore\r\nAccept: application/json\r\nAccept-Encoding: identity\r\nAPCA-API-KEY-ID: ";
    head.append(m_keys.keyId.reveal()).append("\r\nAPCA-API-SECRET-KEY: ").append(m_keys.secret.reveal()).append("\r\n");
    if (!request.body.empty())
        head += "Content-Type: application/json\r\nContent-Length: " + std::to_string(request.body.size()) + "\r\n";
    head += "\r\n" + request.body;
    request.isWritten = true;
    ++m_requests;
    --m_remaining;
    channel.socket->write(head.data(), static_cast<qint64>(head.size()));
    wipeBytes(head.data(), head.size());
}

void RestClient::onReadable(Channel& channel)
{
    const QByteArray bytes = channel.socket->readAll();
    if (!channel.request || !channel.request->isWritten) {
        // Words that nobody asked for: this connection is not to be trusted.
        onEnd(channel, "The broker spoke unasked.");
        return;
    }
    const auto state = channel.reader->take({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (state == HttpReader::State::Done)
        onAnswered(channel);
    else if (state == HttpReader::State::Broken)
        onEnd(channel, std::string("The answer cannot be read: ") + channel.reader->why() + '.');
}

void RestClient::onEnd(Channel& channel, const std::string& why)
{
    const RequestPointer request = channel.request;
    if (request && request->isWritten && channel.reader->takeEnd() == HttpReader::State::Done) {
        onAnswered(channel);
        return;
    }
    channel.request.reset();
    dropChannel(channel);
    if (!request)
        return;
    RestOutcome outcome;
    outcome.kind = request->isWritten ? Kind::Lost : Kind::NotSent;
    outcome.text = (request->isWritten ? "The answer did not come: " : "The broker cannot be reached: ") + why;
    finish(request, std::move(outcome));
}

void RestClient::onAnswered(Channel& channel)
{
    const RequestPointer request = std::exchange(channel.request, nullptr);
    RestOutcome outcome;
    outcome.kind = Kind::Answered;
    outcome.status = channel.reader->status();
    outcome.body = channel.reader->body();
    noteLimits(*channel.reader);
    if (!channel.reader->mayGoOn())
        dropChannel(channel);
    outcome.isRateLimited = outcome.status == 429;
    const bool mayWait = request->urgency == RestUrgency::Read && outcome.isRateLimited && m_notBefore < request->deadline;
    if (!mayWait) {
        finish(request, std::move(outcome));
        return;
    }
    // A read may be asked again; it changes nothing.
    request->isWritten = false;
    m_waiting.push_front(request);
    pump();
}

void RestClient::noteLimits(const HttpReader& reader)
{
    const SteadyTime now = m_clock.steadyNow();
    if (const auto remaining = numberOf(reader.header("x-ratelimit-remaining"))) {
        m_remaining = static_cast<int>(std::min<std::int64_t>(*remaining, 1'000'000));
        const auto reset = numberOf(reader.header("x-ratelimit-reset"));
        const Duration left = reset ? Timestamp::fromSeconds(std::min<std::int64_t>(*reset, 9'000'000'000)) - m_clock.utcNow() : Duration(std::chrono::seconds(60));
        m_limitEnds = now + std::clamp(left, Duration::zero(), Duration(longestLimit));
    }
    if (reader.status() != 429)
        return;
    ++m_rateLimited;
    const auto asked = numberOf(reader.header("retry-after"));
    const Duration delay = asked ? Duration(std::chrono::seconds(std::min<std::int64_t>(*asked, 3'600))) : Duration(defaultRetryDelay);
    m_notBefore = std::max(m_notBefore, now + delay);
}

void RestClient::onDeadline(const RequestPointer& request)
{
    request->timer = 0;
    std::erase(m_waiting, request);
    for (const auto& channel : m_channels) {
        if (channel->request == request) {
            channel->request.reset();
            dropChannel(*channel);
        }
    }
    RestOutcome outcome;
    outcome.kind = request->isWritten ? Kind::Lost : Kind::NotSent;
    outcome.text = request->isWritten ? "No answer within 10 seconds." : "The request could not be sent within 10 seconds.";
    finish(request, std::move(outcome));
}

void RestClient::finish(const RequestPointer& request, RestOutcome outcome)
{
    if (request->timer != 0)
        m_scheduler.cancel(std::exchange(request->timer, 0));
    const std::weak_ptr alive = m_alive;
    if (const Answer answer = std::exchange(request->answer, nullptr))
        answer(std::move(outcome));
    if (!alive.expired())
        pump();
}

void RestClient::dropChannel(Channel& channel)
{
    if (channel.socket == nullptr)
        return;
    QTcpSocket* const socket = std::exchange(channel.socket, nullptr);
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

}  // namespace tradecore::infrastructure::alpaca
