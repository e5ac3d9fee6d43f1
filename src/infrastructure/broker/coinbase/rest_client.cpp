#include "infrastructure/broker/coinbase/rest_client.h"

#include "infrastructure/broker/coinbase/constants.h"
#include "infrastructure/broker/coinbase/endpoints.h"
#include "infrastructure/broker/coinbase/handshake_answer.h"
#include "infrastructure/broker/coinbase/rest_parser.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure::coinbase {

using application::SourceError;
using Kind = SourceError::Kind;

namespace {

constexpr std::size_t maximumRunning = 6;
constexpr std::chrono::seconds defaultRetryDelay{1};

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

}  // namespace

RestClient::RestClient(const Clock& clock, Scheduler& scheduler, QUrl base, QObject* parent)
    : QObject(parent), m_clock(clock), m_scheduler(scheduler), m_base(std::move(base)), m_network(this)
{
    if (isLoopbackHost(m_base.host()))
        m_network.setProxy(QNetworkProxy::NoProxy);
}

RestClient::~RestClient()
{
    m_scheduler.cancel(m_pumpTimer);
    std::vector<RequestPointer> open(m_waiting.begin(), m_waiting.end());
    open.insert(open.end(), m_running.begin(), m_running.end());
    m_waiting.clear();
    for (const auto& request : open)
        finish(request, failure(SourceError{Kind::NotConnected, "The market data source was closed."}));
}

void RestClient::get(const QString& path, const QString& query, SteadyTime deadline, Answer answer)
{
    auto request = std::make_shared<Request>();
    request->url = m_base;
    request->url.setPath(m_base.path() + path);
    request->url.setQuery(query);
    request->deadline = deadline;
    request->answer = std::move(answer);
    if (m_waiting.size() >= maximumWaitingRequests) {
        finish(request, failure(SourceError{Kind::RateLimited, "Too many requests are waiting for Coinbase."}));
        return;
    }
    const Duration left = std::max(deadline - m_clock.steadyNow(), Duration::zero());
    request->deadlineTimer = m_scheduler.after(left, [this, request] { onDeadline(request); });
    m_waiting.push_back(request);
    pump();
}

void RestClient::pump()
{
    while (!m_waiting.empty() && m_running.size() < maximumRunning) {
        const SteadyTime now = m_clock.steadyNow();
        if (now < m_notBefore) {
            m_scheduler.cancel(m_pumpTimer);
            m_pumpTimer = m_scheduler.after(m_notBefore - now, [this] { pump(); });
            return;
        }
        m_notBefore = now + requestSpacing;
        const RequestPointer request = m_waiting.front();
        m_waiting.pop_front();
        start(request);
    }
}

void RestClient::start(const RequestPointer& request)
{
    QNetworkRequest message(request->url);
    message.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("TradeCore"));
    message.setRawHeader(QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json"));
    message.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request->body.clear();
    request->reply = m_network.get(message);
    m_running.insert(request);
    connect(request->reply, &QNetworkReply::readyRead, this, [this, request] { onReadyRead(request); });
    connect(request->reply, &QNetworkReply::finished, this, [this, request] { onFinished(request); });
}

void RestClient::onReadyRead(const RequestPointer& request)
{
    request->body += request->reply->readAll();
    if (static_cast<std::size_t>(request->body.size()) > maximumBodyBytes)
        finish(request, failure(SourceError{Kind::Malformed, "Coinbase sent an answer larger than 16 MiB."}));
}

void RestClient::onFinished(const RequestPointer& request)
{
    request->body += request->reply->readAll();
    const int status = request->reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 429) {
        const auto delay = retryDelayOf(request->reply->rawHeader(QByteArrayLiteral("Retry-After")));
        holdBack(request, delay.value_or(defaultRetryDelay));
        return;
    }
    if (status == 200 && request->reply->error() == QNetworkReply::NoError && !looksLikeWebPage(viewOf(request->body))) {
        const QByteArray body = request->body;
        finish(request, body);
        return;
    }
    finish(request, failure(errorOf(*request->reply, request->body)));
}

SourceError RestClient::errorOf(const QNetworkReply& reply, const QByteArray& body) const
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return {Kind::Transport, "Coinbase cannot be reached: " + reply.errorString().toStdString() + '.'};
    const std::string code = " (HTTP " + std::to_string(status) + ')';
    if (looksLikeWebPage(viewOf(body)))
        return {Kind::Malformed, "Coinbase answered with a web page instead of data" + code + '.'};
    if (status == 200)
        return {Kind::Transport, "The answer of Coinbase broke off: " + reply.errorString().toStdString() + '.'};
    const std::string said = parseErrorMessage(viewOf(body));
    const std::string text = "Coinbase refused the request" + code + (said.empty() ? "." : ": " + said);
    return {status == 404 ? Kind::UnknownInstrument : Kind::Transport, text};
}

void RestClient::holdBack(const RequestPointer& request, Duration delay)
{
    ++m_rateLimited;
    dropReply(request);
    m_running.erase(request);
    request->wasHeldBack = true;
    m_notBefore = std::max(m_notBefore, m_clock.steadyNow() + delay);
    if (m_notBefore >= request->deadline) {
        finish(request, failure(SourceError{Kind::RateLimited, "Coinbase asks to wait before more requests (HTTP 429)."}));
        return;
    }
    m_waiting.push_front(request);
    pump();
}

void RestClient::onDeadline(const RequestPointer& request)
{
    request->deadlineTimer = 0;
    std::erase(m_waiting, request);
    if (request->wasHeldBack)
        finish(request, failure(SourceError{Kind::RateLimited, "Coinbase asks to wait before more requests (HTTP 429)."}));
    else
        finish(request, failure(SourceError{Kind::Timeout, "Coinbase did not answer within ten seconds."}));
}

void RestClient::dropReply(const RequestPointer& request)
{
    if (!request->reply)
        return;
    QNetworkReply* const reply = std::exchange(request->reply, nullptr);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void RestClient::finish(const RequestPointer& request, Result<QByteArray, SourceError> result)
{
    dropReply(request);
    m_running.erase(request);
    if (request->deadlineTimer != 0)
        m_scheduler.cancel(std::exchange(request->deadlineTimer, 0));
    if (const Answer answer = std::exchange(request->answer, nullptr))
        answer(std::move(result));
    if (!m_waiting.empty())
        pump();
}

}  // namespace tradecore::infrastructure::coinbase
