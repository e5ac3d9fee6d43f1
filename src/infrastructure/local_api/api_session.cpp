#include "infrastructure/local_api/api_session.h"

#include "infrastructure/local_api/api_arguments.h"
#include "infrastructure/local_api/api_encoding.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure {

namespace {

Q_LOGGING_CATEGORY(logSession, "tradecore.api")

}  // namespace

ApiSession::ApiSession(const ApiPorts& ports, QLocalSocket* socket, ApiCounters& counters, QObject* parent)
    : QObject(parent), m_ports(ports), m_socket(socket), m_counters(counters)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(2 * longestLine);
    connect(m_socket, &QLocalSocket::readyRead, this, &ApiSession::readLines);
    connect(m_socket, &QLocalSocket::disconnected, this, &QObject::deleteLater);
    readLines();
}

ApiSession::~ApiSession()
{
    if (m_pollTimer != 0)
        m_ports.io.cancel(m_pollTimer);
}

void ApiSession::readLines()
{
    while (m_socket->bytesAvailable() > 0) {
        m_buffer += m_socket->read(longestLine);
        qsizetype begin = 0;
        qsizetype end = 0;
        while ((end = m_buffer.indexOf('\n', begin)) >= 0) {
            const QByteArray line = m_buffer.mid(begin, end - begin);
            begin = end + 1;
            if (!std::exchange(m_skippingLine, false))
                handleLine(line);
        }
        m_buffer.remove(0, begin);
        if (m_buffer.size() <= longestLine)
            continue;
        m_buffer.clear();
        if (!std::exchange(m_skippingLine, true)) {
            ++m_counters.badRequests;
            replyError(QJsonValue(), QStringLiteral("line_too_long"), tr("A line may hold 1 MiB at most. It was skipped."));
        }
    }
}

void ApiSession::handleLine(const QByteArray& line)
{
    if (line.trimmed().isEmpty())
        return;
    if (line.size() > longestLine) {
        ++m_counters.badRequests;
        replyError(QJsonValue(), QStringLiteral("line_too_long"), tr("A line may hold 1 MiB at most. It was skipped."));
        return;
    }
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(line, &error);
    if (!document.isObject()) {
        ++m_counters.badRequests;
        replyError(QJsonValue(), QStringLiteral("bad_json"), tr("The line is not a JSON object: %1.").arg(error.errorString()));
        return;
    }
    handleRequest(document.object());
}

void ApiSession::handleRequest(const QJsonObject& request)
{
    const QJsonValue id = request.value(QStringLiteral("id"));
    const QJsonObject arguments = request.value(QStringLiteral("arguments")).toObject();
    Request handler = nullptr;
    if (request.contains(QStringLiteral("command")))
        handler = commandNamed(request.value(QStringLiteral("command")).toString());
    else if (request.contains(QStringLiteral("query")))
        handler = queryNamed(request.value(QStringLiteral("query")).toString());
    else if (request.contains(QStringLiteral("subscribe"))) {
        subscribe(id, request);
        return;
    }
    if (handler == nullptr) {
        ++m_counters.badRequests;
        replyError(id, QStringLiteral("unknown_command"), tr("There is no such command, query or subscription."));
        return;
    }
    (this->*handler)(id, arguments);
}

ApiSession::Request ApiSession::commandNamed(const QString& name)
{
    static const std::map<QString, Request> commands{{QStringLiteral("PlaceOrder"), &ApiSession::placeOrder},
                                                     {QStringLiteral("CancelOrder"), &ApiSession::cancelOrder},
                                                     {QStringLiteral("CancelAllOrders"), &ApiSession::cancelAllOrders},
                                                     {QStringLiteral("ReplaceOrder"), &ApiSession::replaceOrder},
                                                     {QStringLiteral("ResolveOrder"), &ApiSession::resolveOrder},
                                                     {QStringLiteral("Flatten"), &ApiSession::flatten},
                                                     {QStringLiteral("Halt"), &ApiSession::halt},
                                                     {QStringLiteral("Resume"), &ApiSession::resume},
                                                     {QStringLiteral("CheckIntegrity"), &ApiSession::checkNow},
                                                     {QStringLiteral("Rebuild"), &ApiSession::rebuild},
                                                     {QStringLiteral("CancelRebuild"), &ApiSession::cancelRebuild},
                                                     {QStringLiteral("Backup"), &ApiSession::backup},
                                                     {QStringLiteral("RetryDeadLetter"), &ApiSession::retryDeadLetter},
                                                     {QStringLiteral("DismissDeadLetter"), &ApiSession::dismissDeadLetter},
                                                     {QStringLiteral("Reduce"), &ApiSession::reduce},
                                                     {QStringLiteral("ChangeLimit"), &ApiSession::changeLimit}};
    const auto found = commands.find(name);
    return found == commands.end() ? nullptr : found->second;
}

ApiSession::Request ApiSession::queryNamed(const QString& name)
{
    static const std::map<QString, Request> queries{{QStringLiteral("Status"), &ApiSession::status},
                                                    {QStringLiteral("Accounts"), &ApiSession::accounts},
                                                    {QStringLiteral("Orders"), &ApiSession::orders},
                                                    {QStringLiteral("Fills"), &ApiSession::fills},
                                                    {QStringLiteral("Positions"), &ApiSession::positions},
                                                    {QStringLiteral("Quotes"), &ApiSession::quotes},
                                                    {QStringLiteral("Bars"), &ApiSession::bars},
                                                    {QStringLiteral("Events"), &ApiSession::events},
                                                    {QStringLiteral("Limits"), &ApiSession::limits},
                                                    {QStringLiteral("Instruments"), &ApiSession::instruments},
                                                    {QStringLiteral("DeadLetters"), &ApiSession::deadLetters},
                                                    {QStringLiteral("Activity"), &ApiSession::activity}};
    const auto found = queries.find(name);
    return found == queries.end() ? nullptr : found->second;
}

namespace {

template <typename Rows>
QJsonArray encodeAll(const Rows& rows)
{
    QJsonArray out;
    for (const auto& row : rows)
        out.append(encode(row));
    return out;
}

}  // namespace

void ApiSession::status(const QJsonValue& id, const QJsonObject&)
{
    m_ports.desk.status(m_ports.io, [self = QPointer(this), id](const application::WorkstationStatus& status) {
        if (self)
            self->reply(id, encode(status, self->m_ports.desk.steadyNow()));
    });
}

void ApiSession::accounts(const QJsonValue& id, const QJsonObject&)
{
    m_ports.desk.accounts({}, m_ports.io, [self = QPointer(this), id](const application::AccountsQuery::Answer& answer) {
        if (!self)
            return;
        if (!answer.error.empty())
            self->replyError(id, QStringLiteral("journal"), QString::fromStdString(answer.error));
        else
            self->reply(id, encodeAll(answer.rows));
    });
}

void ApiSession::orders(const QJsonValue& id, const QJsonObject& arguments)
{
    application::OrderFilter filter;
    filter.openOnly = arguments.value(QStringLiteral("open")).toBool();
    if (const auto order = arguments.value(QStringLiteral("client_order_id")).toString(); !order.isEmpty())
        filter.clientOrderId = domain::ClientOrderId(order.toStdString());
    m_ports.desk.orders({filter}, m_ports.io, [self = QPointer(this), id](const application::OrdersQuery::Answer& answer) {
        if (!self)
            return;
        if (!answer.error.empty())
            self->replyError(id, QStringLiteral("journal"), QString::fromStdString(answer.error));
        else
            self->reply(id, encodeAll(answer.rows));
    });
}

void ApiSession::fills(const QJsonValue& id, const QJsonObject& arguments)
{
    application::FillFilter filter;
    if (const auto order = arguments.value(QStringLiteral("client_order_id")).toString(); !order.isEmpty())
        filter.clientOrderId = domain::ClientOrderId(order.toStdString());
    m_ports.desk.fills({filter}, m_ports.io, [self = QPointer(this), id](const application::FillsQuery::Answer& answer) {
        if (!self)
            return;
        if (!answer.error.empty())
            self->replyError(id, QStringLiteral("journal"), QString::fromStdString(answer.error));
        else
            self->reply(id, encodeAll(answer.rows));
    });
}

void ApiSession::positions(const QJsonValue& id, const QJsonObject& arguments)
{
    const QString method = arguments.value(QStringLiteral("method")).toString(QStringLiteral("average"));
    if (method != QStringLiteral("average") && method != QStringLiteral("fifo")) {
        replyError(id, QStringLiteral("bad_argument"), tr("The method is “average” or “fifo”."));
        return;
    }
    const auto cost = method == QStringLiteral("fifo") ? CostMethod::Fifo : CostMethod::Average;
    m_ports.desk.positions({}, m_ports.io, [self = QPointer(this), id, cost](const application::PositionsQuery::Answer& answer) {
        if (!self)
            return;
        if (!answer.error.empty()) {
            self->replyError(id, QStringLiteral("journal"), QString::fromStdString(answer.error));
            return;
        }
        QJsonArray rows;
        for (const auto& view : answer.rows)
            rows.append(encode(view, cost));
        self->reply(id, rows);
    });
}

void ApiSession::quotes(const QJsonValue& id, const QJsonObject& arguments)
{
    std::vector<domain::InstrumentId> wanted;
    const auto symbols = arguments.value(QStringLiteral("symbols")).toArray();
    for (const auto& symbol : symbols) {
        const auto instrument = instrumentFrom(symbol.toString(), m_ports.defaultVenue);
        if (!instrument) {
            replyError(id, QStringLiteral("bad_argument"), instrument.error().text);
            return;
        }
        m_ports.desk.subscribe(*instrument, "console");
        wanted.push_back(*instrument);
    }
    m_ports.market.latest(wanted, m_ports.io,
                          [self = QPointer(this), id](const std::vector<application::InstrumentSnapshot>& snapshots) {
                              if (!self)
                                  return;
                              QJsonArray rows;
                              for (const auto& snapshot : snapshots)
                                  rows.append(encode(snapshot, self->m_ports.desk.steadyNow()));
                              self->reply(id, rows);
                          });
}

void ApiSession::bars(const QJsonValue& id, const QJsonObject& arguments)
{
    const auto request = barsRequestFrom(arguments, m_ports.defaultVenue);
    if (!request) {
        replyError(id, QStringLiteral("bad_argument"), request.error().text);
        return;
    }
    const auto instrument = request->key.instrument;
    m_ports.market.bars(*request, m_ports.io, [self = QPointer(this), id, instrument](const application::BarsAnswer& answer) {
        if (!self)
            return;
        if (!answer.error.empty()) {
            self->replyError(id, QStringLiteral("history"), QString::fromStdString(answer.error));
            return;
        }
        QJsonArray rows;
        for (const auto& bar : answer.bars)
            rows.append(encode(instrument, bar));
        self->reply(id, rows);
    });
}

void ApiSession::events(const QJsonValue& id, const QJsonObject& arguments)
{
    application::EventsQuery query;
    query.fromPosition = std::max<std::int64_t>(1, arguments.value(QStringLiteral("from")).toInteger(1));
    query.limit = std::clamp<std::int64_t>(arguments.value(QStringLiteral("limit")).toInteger(1000), 1, 1000);
    if (const auto stream = arguments.value(QStringLiteral("stream")).toString(); !stream.isEmpty()) {
        query.stream = application::StreamId::parse(stream.toStdString());
        if (!query.stream) {
            replyError(id, QStringLiteral("bad_argument"), tr("“%1” is not the name of a stream.").arg(stream.left(80)));
            return;
        }
    }
    m_ports.desk.events(query, m_ports.io, [self = QPointer(this), id](const application::EventsQuery::Answer& answer) {
        if (!self)
            return;
        if (!answer.error.empty())
            self->replyError(id, QStringLiteral("journal"), QString::fromStdString(answer.error));
        else
            self->reply(id, encodeAll(answer.events));
    });
}

void ApiSession::instruments(const QJsonValue& id, const QJsonObject&)
{
    m_ports.desk.instruments(m_ports.io, [self = QPointer(this), id](const std::vector<domain::Instrument>& instruments) {
        if (!self)
            return;
        QJsonArray rows;
        for (const auto& instrument : instruments) {
            rows.append(QJsonObject{
                {QStringLiteral("symbol"), QString::fromStdString(instrument.id.toString())},
                {QStringLiteral("name"), QString::fromStdString(instrument.name)},
                {QStringLiteral("tick_size"), QString::fromStdString(instrument.tickSize.value().toString())},
                {QStringLiteral("lot_size"), QString::fromStdString(instrument.lotSize.toString())},
                {QStringLiteral("currency"), QString::fromStdString(instrument.quoteCurrency.code())}});
        }
        self->reply(id, rows);
    });
}

void ApiSession::subscribe(const QJsonValue& id, const QJsonObject& request)
{
    if (request.value(QStringLiteral("subscribe")).toString() != QStringLiteral("events")) {
        ++m_counters.badRequests;
        replyError(id, QStringLiteral("unknown_subscription"), tr("Only “events” can be subscribed to."));
        return;
    }
    if (m_subscriptions.size() >= subscriptionLimit) {
        replyError(id, QStringLiteral("too_many_subscriptions"), tr("A connection may hold %1 subscriptions.").arg(subscriptionLimit));
        return;
    }
    m_subscriptions.push_back({id, std::max<std::int64_t>(1, request.value(QStringLiteral("from")).toInteger(1)), false});
    reply(id, QJsonObject{{QStringLiteral("subscribed"), QStringLiteral("events")}});
    pollSubscriptions();
}

void ApiSession::armPoll()
{
    constexpr auto pollInterval = std::chrono::milliseconds(50);
    if (m_pollTimer != 0)
        m_ports.io.cancel(m_pollTimer);
    m_pollTimer = m_ports.io.after(pollInterval, [self = QPointer(this)] {
        if (!self)
            return;
        self->m_pollTimer = 0;
        self->pollSubscriptions();
    });
}

void ApiSession::pollSubscriptions()
{
    const std::int64_t head = m_ports.desk.headPosition();
    for (std::size_t index = 0; index < m_subscriptions.size(); ++index) {
        if (!m_subscriptions[index].asking && m_subscriptions[index].next <= head)
            pushEvents(index);
    }
    armPoll();
}

void ApiSession::pushEvents(std::size_t index)
{
    auto& subscription = m_subscriptions[index];
    subscription.asking = true;
    const application::EventsQuery query{subscription.next, 500, std::nullopt};
    m_ports.desk.events(query, m_ports.io, [self = QPointer(this), index](const application::EventsQuery::Answer& answer) {
        if (!self)
            return;
        auto& waiting = self->m_subscriptions[index];
        waiting.asking = false;
        for (const auto& event : answer.events) {
            waiting.next = event.position + 1;
            self->write(QJsonObject{{QStringLiteral("id"), waiting.id}, {QStringLiteral("event"), encode(event)}});
        }
    });
}

void ApiSession::reply(const QJsonValue& id, const QJsonValue& result)
{
    write(QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("ok"), true}, {QStringLiteral("result"), result}});
}

void ApiSession::replyError(const QJsonValue& id, const QString& code, const QString& message)
{
    write(QJsonObject{{QStringLiteral("id"), id},
                      {QStringLiteral("ok"), false},
                      {QStringLiteral("error"),
                       QJsonObject{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}}}});
}

void ApiSession::write(const QJsonObject& line)
{
    if (m_socket->state() != QLocalSocket::ConnectedState)
        return;
    if (m_socket->bytesToWrite() > m_ports.limits.backlogBytes) {
        ++m_counters.cutSessions;
        qCWarning(logSession, "a client that does not read its answers is cut");
        m_socket->abort();
        return;
    }
    m_socket->write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

}  // namespace tradecore::infrastructure
