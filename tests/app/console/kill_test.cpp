// The real program killed with orders, fills and cancels in flight, again and again; then the journal is compared with what the
// practice venue's own store says, not with what anybody remembers. An order counts once its receipt was read.
#include "infrastructure/persistence/offline_journal.h"
#include "tests/support/process/workstation_process.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <random>

using namespace tradecore;
using tradecore::test::WorkstationProcess;

namespace {

QStringList words(const QString& text)
{
    return text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

struct VenueBooks {
    std::map<std::string, int> orders;              // client order id → times taken
    std::map<std::string, std::string> fills;       // execution id → client order id, size, price
};

VenueBooks readVenue(const QString& path)
{
    VenueBooks books;
    std::map<std::string, std::string> names;
    const auto journal = infrastructure::openOffline(path.toStdString());
    if (!journal)
        return books;
    [[maybe_unused]] const auto read = (*journal)->readForward(1, 10'000'000, [&](const application::RecordedEvent& event) {
        const auto* family = std::get_if<domain::VenueEvent>(&event.event);
        if (family == nullptr)
            return;
        if (const auto* accepted = std::get_if<domain::VenueOrderAccepted>(family)) {
            ++books.orders[accepted->clientOrderId.text()];
            names[accepted->brokerOrderId.text()] = accepted->clientOrderId.text();
        }
        if (const auto* fill = std::get_if<domain::VenueOrderFilled>(family)) {
            books.fills[fill->executionId.text()] = names[fill->brokerOrderId.text()] + ' '
                + (fill->cumulativeAfter - fill->cumulativeBefore).toString() + " @ " + fill->price.toString();
        }
    });
    return books;
}

}  // namespace

class KillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostAndNothingDoubled();
};

void KillTest::nothingIsLostAndNothingDoubled()
{
    constexpr int kills = 20;
    QTemporaryDir directory;
    std::mt19937 random(20'260'101);   // the same moments in each run, as far as the machine lets them be
    QSet<QString> acknowledged;
    for (int round = 0; round < kills; ++round) {
        WorkstationProcess desk(directory.path());
        QVERIFY2(desk.start(), desk.errors().constData());
        // This many equal orders are meant.
        for (const char* limit : {"order_rate", "duplicate_time"}) {
            if (round == 0)
                QCOMPARE(desk.console(words(QStringLiteral("limits set %1 off").arg(QString::fromLatin1(limit)))).exitCode, 0);
        }
        std::vector<std::unique_ptr<QProcess>> consoles;
        QStringList names;
        for (int i = 0; i < 3; ++i) {
            const QString name = QStringLiteral("k-%1-%2").arg(round).arg(i);
            const bool resting = i == 1;
            const QString command = resting
                ? QStringLiteral("order place --account practice-simulated --symbol AAPL --side buy --type limit --limit 1.00 --quantity 1 --client-order-id ") + name
                : QStringLiteral("order place --account practice-simulated --symbol AAPL --side buy --type market --quantity 1 --client-order-id ") + name;
            consoles.push_back(desk.startConsole(words(command)));
            names.append(name);
        }
        if (round > 0)
            consoles.push_back(desk.startConsole(words(QStringLiteral("order cancel k-%1-1").arg(round - 1))));
        // Somewhere in the middle of it: after some of the answers, at a moment that differs from round to round.
        const std::size_t answersFirst = random() % (consoles.size() + 1);
        for (std::size_t i = 0; i < answersFirst; ++i)
            consoles[i]->waitForFinished(30'000);
        // A console that asks for the status takes as long as some commits, now longer, now shorter.
        if (random() % 2 == 0)
            [[maybe_unused]] const auto status = desk.console({QStringLiteral("status")});
        desk.kill();
        for (std::size_t i = 0; i < consoles.size(); ++i) {
            const auto answer = WorkstationProcess::finish(*consoles[i]);
            if (i < 3 && answer.exitCode == 0)
                acknowledged.insert(names[static_cast<qsizetype>(i)]);
        }
    }
    WorkstationProcess last(directory.path());
    QVERIFY2(last.start(), last.errors().constData());
    QVERIFY(last.waitFor({QStringLiteral("status")}, QStringLiteral("in_sync"), true));
    QVERIFY(last.stop());

    const auto orders = last.console({QStringLiteral("orders")}).lines;
    QSet<QString> known;
    std::map<std::string, std::string> statusOf;
    for (const auto& order : orders) {
        known.insert(order.value(QStringLiteral("client_order_id")).toString());
        statusOf[order.value(QStringLiteral("client_order_id")).toString().toStdString()] =
            order.value(QStringLiteral("status")).toString().toStdString();
    }
    QVERIFY2(acknowledged.size() >= kills / 2, "too few orders were acknowledged for the test to mean anything");
    for (const auto& name : acknowledged)
        QVERIFY2(known.contains(name), qPrintable(name));

    const VenueBooks venue = readVenue(directory.filePath(QStringLiteral("practice.db")));
    QVERIFY(!venue.fills.empty());
    for (const auto& [name, times] : venue.orders) {
        QCOMPARE(times, 1);
        QVERIFY2(known.contains(QString::fromStdString(name)), name.c_str());
        QVERIFY2(statusOf[name] != "denied" && statusOf[name] != "unknown", (name + ' ' + statusOf[name]).c_str());
    }
    std::map<std::string, std::string> ours;
    const auto fills = last.console({QStringLiteral("fills")}).lines;
    for (const auto& fill : fills) {
        const auto field = [&fill](const char* key) { return fill.value(QLatin1String(key)).toString().toStdString(); };
        QVERIFY2(!ours.contains(field("execution_id")), field("execution_id").c_str());
        ours[field("execution_id")] = field("client_order_id") + ' ' + field("quantity") + " @ " + field("price");
    }
    QVERIFY(ours == venue.fills);
    const auto verified = last.console({QStringLiteral("verify")});
    QVERIFY2(verified.exitCode == 0, verified.errors.constData());
}

QTEST_GUILESS_MAIN(KillTest)
#include "kill_test.moc"
