#include "tests/journey/kill/supervisor.h"

#include "tests/journey/kill/books.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tradecore::test {

namespace {

constexpr int startLimit = 60'000;   // the sanitizers make a start slow on a busy machine
constexpr int endLimit = 30'000;
constexpr int ordersPerRound = 5;
constexpr int killsPerCheck = 10;

QString program(const char* name)
{
    return qEnvironmentVariable("TRADECORE_BINARY_DIR") + QLatin1String(name);
}

}  // namespace

Supervisor::Supervisor(QString folder, unsigned seed) : m_folder(std::move(folder)), m_random(seed)
{
    QDir(m_folder).mkpath(QStringLiteral("desk"));
    QDir(m_folder).mkpath(QStringLiteral("venue"));
}

Supervisor::~Supervisor()
{
    kill();
    if (m_venue) {
        m_venue->kill();
        m_venue->waitForFinished(endLimit);
    }
}

std::string Supervisor::startVenue()
{
    m_venue = std::make_unique<QProcess>();
    m_venue->start(program("/bin/tradecore-practice-venue"), {m_folder + QStringLiteral("/venue")});
    if (!m_venue->waitForReadyRead(startLimit) || !m_venue->readAllStandardOutput().contains("ready"))
        return "The venue does not start: " + m_venue->readAllStandardError().toStdString();
    return {};
}

std::string Supervisor::startDesk()
{
    m_incoming.clear();
    m_desk = std::make_unique<QProcess>();
    m_startedAt = std::chrono::steady_clock::now();
    m_desk->start(program("/bin/tradecore"),
                  {QStringLiteral("--headless"), QStringLiteral("--json"), QStringLiteral("--data-dir"), m_folder + QStringLiteral("/desk"),
                   QStringLiteral("--venue-socket"), m_folder + QStringLiteral("/venue/venue.sock")});
    return m_desk->waitForStarted(startLimit) ? std::string() : std::string("The program does not start.");
}

bool Supervisor::waitReady(int milliseconds)
{
    const QDeadlineTimer deadline(milliseconds);
    QByteArray said;
    while (!said.contains("\"ready\"")) {
        if (m_desk->state() == QProcess::NotRunning || !m_desk->waitForReadyRead(static_cast<int>(deadline.remainingTime())))
            return false;
        said += m_desk->readAllStandardOutput();
    }
    const auto took = std::chrono::steady_clock::now() - m_startedAt;
    m_startTimes.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(took));
    return true;
}

void Supervisor::kill()
{
    if (m_desk) {
        m_desk->kill();
        m_desk->waitForFinished(endLimit);
        m_desk.reset();
    }
    // What it had written before it died stands in the socket and was said.
    while (m_socket && readReceipts(0)) {
    }
    m_socket.reset();
    for (auto& order : m_asked) {
        if (!order.isEmpty())
            m_unanswered.push_back(std::move(order));
    }
    m_asked.clear();
}

std::string Supervisor::connectToDesk()
{
    m_socket = std::make_unique<QLocalSocket>();
    m_socket->connectToServer(m_folder + QStringLiteral("/desk/api.sock"));
    return m_socket->waitForConnected(endLimit) ? std::string() : std::string("The program's socket does not answer.");
}

void Supervisor::ask(const QByteArray& line)
{
    m_socket->write("{\"id\":" + QByteArray::number(m_asked.size()) + ',' + line + "}\n");
    m_asked.emplace_back();
}

void Supervisor::place(const QByteArray& side, const QByteArray& type, const QByteArray& limit)
{
    static const QByteArray symbols[] = {"AAPL", "MSFT", "NVDA"};
    // One in four repeats an order whose receipt nobody has read, as a person would: it must not become two.
    QByteArray order = "k-" + QByteArray::number(++m_orders);
    if (!m_unanswered.empty() && draw(4) == 0) {
        order = m_unanswered.back();
        m_unanswered.pop_back();
    }
    const QByteArray price = limit.isEmpty() ? QByteArray() : ",\"limit_price\":\"" + limit + '"';
    ask("\"command\":\"PlaceOrder\",\"arguments\":{\"account_id\":\"practice-simulated\",\"symbol\":\"" + symbols[m_orders % 3]
        + "\",\"side\":\"" + side + "\",\"type\":\"" + type + "\",\"quantity\":\"" + QByteArray::number(1 + m_orders % 7)
        + "\",\"client_order_id\":\"" + order + '"' + price + '}');
    m_asked.back() = order;
    if (!limit.isEmpty())
        m_resting.push_back(order);
}

void Supervisor::onLine(const QByteArray& line)
{
    const QJsonObject answer = QJsonDocument::fromJson(line).object();
    const auto id = static_cast<std::size_t>(answer.value(QStringLiteral("id")).toInt(-1));
    if (id >= m_asked.size())
        return;
    ++m_receipts;
    const QByteArray order = std::exchange(m_asked[id], {});
    const QJsonValue result = answer.value(QStringLiteral("result"));
    if (!order.isEmpty() && answer.value(QStringLiteral("ok")).toBool())
        m_acknowledged.insert(order.toStdString());
    if (result.isArray()) {
        m_isIdle = true;
        // A replace that was on its way when the program died is never sent again, and stays pending by design.
        for (const auto& row : result.toArray()) {
            const QString status = row.toObject().value(QStringLiteral("status")).toString();
            m_isIdle = m_isIdle && status != QStringLiteral("pending_new") && status != QStringLiteral("pending_cancel");
        }
    } else if (result.toObject().contains(QStringLiteral("in_sync"))) {
        m_isInSync = result.toObject().value(QStringLiteral("in_sync")).toBool();
    }
}

bool Supervisor::readReceipts(int milliseconds)
{
    const bool came = m_socket->bytesAvailable() > 0 || m_socket->waitForReadyRead(milliseconds);
    m_incoming += m_socket->readAll();
    for (qsizetype end = m_incoming.indexOf('\n'); end >= 0; end = m_incoming.indexOf('\n')) {
        onLine(m_incoming.left(end));
        m_incoming.remove(0, end + 1);
    }
    return came;
}

std::string Supervisor::trade(int number)
{
    if (auto fault = connectToDesk(); !fault.empty())
        return fault;
    // So many equal orders are meant. The first rounds say so, since any of them may be killed before it is heard.
    for (const char* limit : {"order_rate", "duplicate_time"}) {
        if (number < 5)
            ask(QByteArray("\"command\":\"ChangeLimit\",\"arguments\":{\"name\":\"") + limit + "\",\"value\":null}");
    }
    m_receipts = 0;
    place("buy", "market", {});
    place("sell", "market", {});
    place("buy", "limit", "1.00");
    if (!m_resting.empty()) {
        const QByteArray order = m_resting[static_cast<std::size_t>(draw(static_cast<int>(m_resting.size())))];
        ask("\"command\":\"CancelOrder\",\"arguments\":{\"client_order_id\":\"" + order + "\"}");
    }
    if (!m_resting.empty()) {
        const QByteArray order = m_resting[static_cast<std::size_t>(draw(static_cast<int>(m_resting.size())))];
        ask("\"command\":\"ReplaceOrder\",\"arguments\":{\"client_order_id\":\"" + order + "\",\"limit_price\":\"1.0" + QByteArray::number(number % 9 + 1)
            + "\"}");
    }
    place(number % 2 == 0 ? "buy" : "sell", "market", {});
    m_socket->flush();
    // Some receipts, and then some milliseconds: between any two effects of what is under way.
    const int receipts = draw(ordersPerRound + 2);
    const QDeadlineTimer enough(2000);
    while (m_receipts < receipts && !enough.hasExpired())
        readReceipts(static_cast<int>(enough.remainingTime()));
    const QDeadlineTimer more(draw(12));
    while (!more.hasExpired())
        readReceipts(static_cast<int>(more.remainingTime()));
    return {};
}

std::string Supervisor::round(int number)
{
    if (auto fault = startDesk(); !fault.empty())
        return fault;
    // One in six dies while it starts: it recovers from a recovery.
    if (!m_startTimes.empty() && draw(6) == 0) {
        const auto usual = static_cast<int>(m_startTimes.back().count());
        if (!waitReady(1 + draw(usual + 1))) {
            ++m_killedWhileStarting;
            kill();
            return {};
        }
    } else if (!waitReady(startLimit)) {
        m_desk->waitForFinished(0);
        return "The program is not ready: " + m_desk->readAllStandardError().toStdString();
    }
    auto fault = trade(number);
    kill();
    return fault;
}

std::string Supervisor::checkKilled()
{
    const std::string journal = m_folder.toStdString() + "/desk/journal.db";
    if (auto fault = verifyFault(journal, true); !fault.empty())
        return fault;
    const OrderBooks ours = readWorkstation(journal);
    if (!ours.error.empty())
        return ours.error;
    for (const auto& order : m_acknowledged) {
        if (!ours.placed.contains(order))
            return order + " was acknowledged, and the killed journal does not have it.";
    }
    return {};
}

std::string Supervisor::rest()
{
    if (auto fault = startDesk(); !fault.empty())
        return fault;
    if (!waitReady(startLimit))
        return "The program is not ready at the end.";
    if (auto fault = connectToDesk(); !fault.empty())
        return fault;
    const QDeadlineTimer deadline(startLimit);
    m_isIdle = m_isInSync = false;
    while (!(m_isIdle && m_isInSync) && !deadline.hasExpired()) {
        ask("\"query\":\"Orders\",\"arguments\":{\"open\":true}");
        ask("\"query\":\"Status\"");
        const auto wanted = m_receipts + 2;
        while (m_receipts < wanted && readReceipts(static_cast<int>(deadline.remainingTime()))) {
        }
        readReceipts(20);
    }
    m_socket.reset();
    m_desk->terminate();
    if (!m_desk->waitForFinished(endLimit) || m_desk->exitStatus() != QProcess::NormalExit || m_desk->exitCode() != 0)
        return "The program does not end in order.";
    m_desk.reset();
    return m_isIdle && m_isInSync ? std::string() : std::string("The program did not come to rest.");
}

std::string Supervisor::compare()
{
    m_venue->kill();
    m_venue->waitForFinished(endLimit);
    const std::string store = m_folder.toStdString() + "/venue/practice.db";
    if (auto fault = checkKilled(); !fault.empty())
        return fault;
    if (auto fault = verifyFault(store, false); !fault.empty())
        return "The venue's store: " + fault;
    const OrderBooks venue = readVenue(store);
    m_fills = venue.fills.size();
    return firstDifference(readWorkstation(m_folder.toStdString() + "/desk/journal.db"), venue, m_acknowledged);
}

std::string Supervisor::run(int kills)
{
    if (auto fault = startVenue(); !fault.empty())
        return fault;
    for (int number = 1; number <= kills; ++number) {
        auto fault = round(number);
        if (fault.empty() && number % killsPerCheck == 0)
            fault = checkKilled();
        if (!fault.empty())
            return "Kill " + std::to_string(number) + ": " + fault;
    }
    if (auto fault = rest(); !fault.empty())
        return fault;
    return compare();
}

}  // namespace tradecore::test
