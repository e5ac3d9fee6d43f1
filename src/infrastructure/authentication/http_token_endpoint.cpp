#include "infrastructure/authentication/http_token_endpoint.h"

#include <QHostAddress>
#include <QIODevice>
#include <QNetworkReply>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure {

using application::AuthenticationError;
using Kind = AuthenticationError::Kind;

namespace {

bool isSafe(const QUrl& url)
{
    if (url.scheme() == QLatin1String("https"))
        return true;
    return url.scheme() == QLatin1String("http") && QHostAddress(url.host()).isLoopback();
}

// A form that can be read once alone. Qt sends a POST again by itself when the other side hangs up before it answers; from this it
// cannot, and fails instead.
class OneTimeForm : public QIODevice {
public:
    OneTimeForm(QByteArray form, QObject* parent) : QIODevice(parent), m_form(std::move(form)) { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    ~OneTimeForm() override { wipeBytes(m_form.data(), static_cast<std::size_t>(m_form.size())); }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_read == m_form.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_form.size() - m_read; }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        const auto count = std::min<qint64>(most, m_form.size() - m_read);
        std::copy_n(m_form.constData() + m_read, count, data);
        m_read += count;
        return count == 0 && most > 0 ? -1 : count;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    QByteArray m_form;
    qsizetype m_read = 0;
};

QByteArray encoded(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size())).toPercentEncoding();
}

Result<application::TokenEndpoint::Reply, AuthenticationError> replyOf(QNetworkReply& reply)
{
    const auto status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        const bool isSilent = reply.error() == QNetworkReply::OperationCanceledError;
        return failure(isSilent ? AuthenticationError{Kind::TimedOut, "The broker's sign-in did not answer in time."}
                                : AuthenticationError{Kind::Transport, "The broker's sign-in could not be reached: "
                                                                           + reply.errorString().toStdString()});
    }
    if (status >= 300 && status < 400)
        return failure(AuthenticationError{Kind::Malformed, "The broker's sign-in sent the request on to another place, which is not allowed."});
    auto body = reply.read(HttpTokenEndpoint::largestBody + 1);
    if (body.size() > HttpTokenEndpoint::largestBody)
        return failure(AuthenticationError{Kind::Malformed, "The broker's sign-in answered with more than it may."});
    application::TokenEndpoint::Reply out{status, Secret(std::string_view(body.constData(), static_cast<std::size_t>(body.size())))};
    wipeBytes(body.data(), static_cast<std::size_t>(body.size()));
    return out;
}

}  // namespace

HttpTokenEndpoint::HttpTokenEndpoint()
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

void HttpTokenEndpoint::post(const std::string& url, std::vector<Field> fields, Answer answer)
{
    const QUrl address(QString::fromStdString(url), QUrl::StrictMode);
    if (!address.isValid() || !isSafe(address)) {
        answer(failure(AuthenticationError{Kind::Malformed, "The address of the broker's sign-in is not safe."}));
        return;
    }
    QByteArray form;
    for (const auto& [name, value] : fields) {
        if (!form.isEmpty())
            form += '&';
        form += encoded(name) + '=' + encoded(value.reveal());
    }
    QNetworkRequest request(address);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/x-www-form-urlencoded"));
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setTransferTimeout(static_cast<int>(m_patience.count()));
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setHeader(QNetworkRequest::ContentLengthHeader, form.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto* body = new OneTimeForm(std::move(form), this);
    QNetworkReply* reply = m_network.post(request, body);
    body->setParent(reply);
    reply->setReadBufferSize(largestBody + 1);
    connect(reply, &QNetworkReply::finished, this, [reply, answer = std::move(answer)] {
        reply->deleteLater();
        answer(replyOf(*reply));
    });
    // A body that never ends fills the buffer and would wait there.
    connect(reply, &QNetworkReply::readyRead, this, [reply] {
        if (reply->bytesAvailable() > largestBody)
            reply->abort();
    });
}

}  // namespace tradecore::infrastructure
