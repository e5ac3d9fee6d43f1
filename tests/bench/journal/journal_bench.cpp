// The append path against the physical limit: the whole path of a command (expected version, command id, JSON, hash chain,
// inline view, outbox row, checkpoint, synchronous=FULL) beside raw SQLite inserting ready rows of the same size. Rounds are
// interleaved; each line is the median over the rounds, the ratio the median of the ratios inside a round.
//
// journal_bench [--enforce]: exit code 1 where a floor is missed.
#include "application/bus/aggregate_states.h"
#include "infrastructure/persistence/journal.h"
#include "tests/bench/journal/raw_writer.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>

using namespace tradecore;
using namespace tradecore::application;

namespace {

constexpr int rounds = 7;
constexpr std::int64_t walReserveBytes = std::int64_t{80} << 20;
constexpr const char* evidence = "GET /v2/orders:by_client_order_id answered 404 after 212 ms; asked again after 1 s, 2 s and 4 s "
                                 "with the same answer; the order stays unknown until the venue reports it or the user decides";

// What a round of one shape writes, made before the clock starts.
struct Prepared {
    struct Command {
        CommandMetadata metadata;
        std::vector<StagedStream> streams;
        std::vector<OutboxRow> outbox;
    };
    std::vector<Command> commands;
    std::vector<std::unique_ptr<AggregateState>> states;
};

struct Shape {
    const char* name;
    int transactions;
    int commands;    // a transaction
    int events;      // a command, of one stream
    double floor;    // 0: shown, not enforced
};

constexpr Shape shapes[] = {
    {"append 1 event per transaction", 400, 1, 1, 0.65},
    {"append 100 events per transaction, one command", 60, 1, 100, 0.55},
    {"append 100 commands of 1 event per transaction", 60, 100, 1, 0.0},
};

std::vector<StagedEvent> eventsOf(const domain::ClientOrderId& order, const domain::RequestId& request, int count)
{
    domain::OrderTerms terms;
    terms.account = domain::AccountId("practice-sim");
    terms.instrument = {"AAPL", "SIM"};
    terms.type = domain::OrderType::Limit;
    terms.quantity = *domain::Quantity::from(Decimal::fromInteger(10));
    terms.limitPrice = domain::Price(Decimal::fromScaled(18720, 2));
    const Timestamp now = Timestamp::fromSeconds(1'767'268'800);
    std::vector<StagedEvent> events{{domain::OrderEvent(domain::OrderPlaced{order, request, terms}), now}};
    while (static_cast<int>(events.size()) < count)
        events.push_back({domain::OrderEvent(domain::OrderNotFoundAtVenue{evidence, now}), now});
    return events;
}

Prepared prepare(const Shape& shape, int round)
{
    Prepared prepared;
    const int commands = shape.transactions * shape.commands;
    for (int i = 0; i < commands; ++i) {
        const std::string name = std::string(shape.name) + std::to_string(round) + '-' + std::to_string(i);
        const Uuid id = Uuid::named(Uuid(), name);
        const domain::ClientOrderId order(id.toString());
        OutboxRow row;
        row.account = domain::AccountId("practice-sim");
        row.clientOrderId = order;
        row.request = domain::RequestId(Uuid::named(id, "submit").toString());
        row.payload = R"({"symbol":"AAPL.SIM","side":"buy","quantity":"10","limit_price":"187.2"})";
        StagedStream staged{orderStream(row.account, order), 0, eventsOf(order, row.request, shape.events), nullptr};
        AggregateState state = domain::OrderState{};
        for (const auto& event : staged.events)
            state = foldAny(std::move(state), event.event);
        prepared.states.push_back(std::make_unique<AggregateState>(std::move(state)));
        staged.after = prepared.states.back().get();
        prepared.commands.push_back({{id, id, id, "user"}, {std::move(staged)}, {std::move(row)}});
    }
    return prepared;
}

template <typename Work>
double secondsOf(const Work& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void require(bool good, const char* what)
{
    if (good)
        return;
    std::fprintf(stderr, "%s failed\n", what);
    std::exit(2);
}

double journalRate(infrastructure::Journal& journal, const Shape& shape, int round)
{
    const Prepared prepared = prepare(shape, round);
    std::size_t next = 0;
    const double seconds = secondsOf([&] {
        for (int transaction = 0; transaction < shape.transactions; ++transaction) {
            require(journal.begin().has_value(), "begin");
            for (int i = 0; i < shape.commands; ++i) {
                const auto& command = prepared.commands[next++];
                CommandAppend append;
                append.command = command.metadata;
                append.recordedAt = Timestamp::fromSeconds(1'767'268'801);
                append.streams = command.streams;
                append.outboxInserts = command.outbox;
                require(journal.append(append).has_value(), "append");
            }
            require(journal.commit().has_value(), "commit");
        }
    });
    journal.maintain();
    return shape.transactions * shape.commands * shape.events / seconds;
}

double rawRate(bench::RawWriter& raw, const Shape& shape, const std::string& payload)
{
    const int rows = shape.commands * shape.events;
    const double seconds = secondsOf([&] {
        for (int transaction = 0; transaction < shape.transactions; ++transaction)
            raw.insert(rows, payload);
    });
    raw.checkpoint();
    return shape.transactions * rows / seconds;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

std::string payloadOf(const Shape& shape)
{
    std::string payload;
    const auto events = eventsOf(domain::ClientOrderId("00000000-0000-4000-8000-000000000000"),
                                 domain::RequestId("00000000-0000-4000-8000-000000000000"), shape.events);
    [[maybe_unused]] const auto type = infrastructure::EventCodec().encode(events.back().event, payload);
    return payload;
}

bool measure(const Shape& shape, infrastructure::Journal& journal, bench::RawWriter& raw)
{
    const std::string payload = payloadOf(shape);
    std::vector<double> ours;
    std::vector<double> limit;
    std::vector<double> ratios;
    for (int round = 0; round <= rounds; ++round) {
        const double rawEvents = rawRate(raw, shape, payload);
        const double ourEvents = journalRate(journal, shape, round);
        if (round == 0)
            continue;   // warms both
        limit.push_back(rawEvents);
        ours.push_back(ourEvents);
        ratios.push_back(ourEvents / rawEvents);
    }
    const double ratio = median(ratios);
    const bool good = shape.floor == 0.0 || ratio >= shape.floor;
    std::printf("%-50s subject %9.0f events/s  limit %9.0f events/s  ratio %.2f  floor %s  %s\n", shape.name, median(ours),
                median(limit), ratio, shape.floor == 0.0 ? "none" : std::to_string(shape.floor).substr(0, 4).c_str(),
                shape.floor == 0.0 ? "-" : good ? "OK" : "MISSED");
    return good;
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const bool enforce = argc > 1 && std::strcmp(argv[1], "--enforce") == 0;
    const QTemporaryDir folder(QStringLiteral("journal-bench-XXXXXX"));   // beside the program's folder: a real disk
    auto journal = infrastructure::Journal::open({folder.filePath(QStringLiteral("journal.db")).toStdString(),
                                                  infrastructure::JournalProjections::Trading, walReserveBytes});
    require(journal.has_value(), "open");
    bench::RawWriter raw(folder.filePath(QStringLiteral("raw.db")).toStdString(), walReserveBytes);
    bool good = true;
    for (const auto& shape : shapes)
        good = measure(shape, **journal, raw) && good;
    return enforce && !good ? 1 : 0;
}
