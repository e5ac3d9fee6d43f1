// A journal of a million events: how fast it opens, and how fast its projections are made anew beside raw SQLite doing the same work.
//
// bench_large_journal [--enforce] [--events N] [--keep FOLDER]: N in thousands, 1000 by default (10000: ten million, which takes its
// time to write); with a folder the journal is made there once and found again by the next run.
#include "infrastructure/persistence/journal.h"
#include "tests/bench/journal/raw_rebuild.h"
#include "tests/support/store/sample_trading.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace tradecore;
using namespace tradecore::application;

namespace {

using infrastructure::Journal;
using Steady = std::chrono::steady_clock;

constexpr int eventsPerStream = 10;
constexpr int streamsPerTransaction = 100;
constexpr double rebuildFloor = 0.35;

void require(bool good, const char* what)
{
    if (good)
        return;
    std::fprintf(stderr, "%s failed\n", what);
    std::exit(2);
}

double secondsSince(Steady::time_point start)
{
    return std::chrono::duration<double>(Steady::now() - start).count();
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

// One order with what happens to orders: placed, sent, and evidence; none of it is open at the end.
struct OrderStory {
    StagedStream staged;
    OutboxRow row;
    AggregateState after;

    OrderStory(std::int64_t number, int events)
    {
        const Timestamp now = Timestamp::fromSeconds(1'767'268'800 + number);
        const Uuid id = Uuid::named(Uuid(), std::to_string(number));
        const domain::ClientOrderId order(id.toString());
        const domain::RequestId request(Uuid::named(id, "submit").toString());
        domain::OrderTerms terms;
        terms.account = test::SampleTrading::account();
        terms.instrument = test::SampleTrading::instrument();
        terms.type = domain::OrderType::Limit;
        terms.quantity = *domain::Quantity::from(Decimal::fromInteger(10));
        terms.limitPrice = domain::Price(Decimal::fromScaled(18720, 2));
        staged.stream = orderStream(terms.account, order);
        staged.events.push_back({domain::OrderEvent(domain::OrderPlaced{order, request, terms}), now});
        if (events > 1)
            staged.events.push_back({domain::OrderEvent(domain::OrderSending{request}), now});
        while (static_cast<int>(staged.events.size()) + 1 < events)
            staged.events.push_back({domain::OrderEvent(domain::OrderNotFoundAtVenue{"GET /v2/orders answered 404 after 212 ms", now}), now});
        if (events > 2)
            staged.events.push_back({domain::OrderEvent(domain::OrderRejected{{}, {now, now, "{\"said\":\"no\"}"}}), now});
        after = emptyStateOf("order");
        for (const auto& event : staged.events)
            after = foldAny(std::move(after), event.event);
        staged.after = &after;
        row.account = terms.account;
        row.clientOrderId = order;
        row.request = request;
        row.payload = "{}";
        row.state = events > 2 ? OutboxState::Done : OutboxState::Ready;
        row.createdAt = now;
    }
    OrderStory(const OrderStory&) = delete;
    OrderStory& operator=(const OrderStory&) = delete;

    [[nodiscard]] bool appendTo(Journal& journal, std::int64_t number)
    {
        CommandAppend append;
        append.command.commandId = Uuid::named(Uuid(), "command " + std::to_string(number));
        append.command.correlationId = append.command.causationId = append.command.commandId;
        append.command.actor = "user";
        append.recordedAt = row.createdAt;
        append.streams = {&staged, 1};
        append.outboxInserts = {&row, 1};
        return journal.append(append).has_value();
    }
};

std::unique_ptr<Journal> openJournal(const std::string& path)
{
    auto journal = Journal::open({path});
    if (!journal)
        std::fprintf(stderr, "%s\n", journal.error().text.c_str());
    require(journal.has_value(), "open");
    return *std::move(journal);
}

void fill(const std::string& path, std::int64_t events)
{
    const auto journal = openJournal(path);
    const std::int64_t streams = events / eventsPerStream;
    for (std::int64_t number = 0; number < streams;) {
        require(journal->begin().has_value(), "begin");
        for (int i = 0; i < streamsPerTransaction && number < streams; ++i, ++number)
            require(OrderStory(number, eventsPerStream).appendTo(*journal, number), "append");
        require(journal->commit().has_value(), "commit");
        if (number % 10'000 == 0)
            journal->maintain();
    }
    while (journal->head().position < events)
        require(false, "a number of events that is a multiple of ten");
}

bool measureOpening(const std::string& path, std::int64_t events)
{
    const double limit = events > 1'000'000 ? 3.0 : 1.0;
    std::vector<double> seconds;
    for (int round = 0; round < 5; ++round) {
        const auto start = Steady::now();
        const auto journal = openJournal(path);
        seconds.push_back(secondsSince(start));
        require(journal->head().position >= events, "all events");
    }
    const bool good = median(seconds) < limit;
    std::printf("open a journal of %lld events %.2f s, at most %.2f s  %s\n", static_cast<long long>(events), median(seconds), limit,
                good ? "OK" : "MISSED");
    return good;
}

bool measureRebuild(const std::string& path)
{
    const auto journal = openJournal(path);
    std::vector<double> ratios;
    std::vector<double> rates;
    for (int round = 0; round < 3; ++round) {
        double limit = 0;
        {
            bench::RawRebuild raw(path, path + ".raw");
            const auto start = Steady::now();
            const auto rows = static_cast<double>(raw.run());
            limit = rows / secondsSince(start);
        }
        const auto start = Steady::now();
        require(journal->rebuildProjections().has_value(), "rebuild");
        const double ours = static_cast<double>(journal->head().position) / secondsSince(start);
        journal->maintain();
        rates.push_back(ours);
        ratios.push_back(ours / limit);
    }
    const bool good = median(ratios) >= rebuildFloor;
    std::printf("rebuild the projections, beside raw upserts: %.0f events/s, ratio %.2f, floor %.2f  %s\n", median(rates), median(ratios),
                rebuildFloor, good ? "OK" : "MISSED");
    return good;
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    const auto valueOf = [&arguments](const QString& name, const QString& otherwise) {
        const auto index = arguments.indexOf(name);
        return index >= 0 ? arguments.value(index + 1) : otherwise;
    };
    const std::int64_t events = valueOf(QStringLiteral("--events"), QStringLiteral("1000")).toLongLong() * 1000;
    const QTemporaryDir folder(QStringLiteral("journal-bench-XXXXXX"));   // beside the program's folder: a real disk
    const QString kept = valueOf(QStringLiteral("--keep"), folder.path());
    const std::string path = kept.toStdString() + "/large.db";
    if (!QFileInfo::exists(QString::fromStdString(path)))
        fill(path, events);
    bool good = measureOpening(path, events);
    good = measureRebuild(path) && good;
    return arguments.contains(QStringLiteral("--enforce")) && !good ? 1 : 0;
}
