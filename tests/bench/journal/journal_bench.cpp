// The journal against the physical limit. Appending: the whole path of a command (expected version, command id, JSON, hash chain,
// inline view, outbox row, checkpoint, synchronous=FULL), and the statement layer alone, beside raw SQLite inserting ready rows of the
// same size with the same pragmas and a log of the same length. Reading: a stream of 100 events as typed events, and the walk of the
// hash chain, beside raw SQLite taking the same rows. Rounds are interleaved; each line is the median over the rounds, the ratio the
// median of the ratios inside a round. Upkeep (checkpoints, settling of command ids) runs between the rounds and is shown.
//
// journal_bench [--enforce] [--only TEXT]: exit code 1 where a floor is missed; --only runs the lines whose name holds the text. What
// is slow to prepare stands in bench_large_journal.
#include "application/bus/aggregate_states.h"
#include "infrastructure/persistence/chain_walk.h"
#include "infrastructure/persistence/journal.h"
#include "infrastructure/persistence/read_only_file.h"
#include "tests/bench/journal/raw_reader.h"
#include "tests/bench/journal/raw_writer.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string_view>
#include <utility>

using namespace tradecore;
using namespace tradecore::application;

namespace {

constexpr int rounds = 9;
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
    double floor;
};

constexpr double largestSpread = 2.0;   // p99 over p50 of a commit of 100 events

constexpr Shape shapes[] = {
    {"append 1 event per transaction", 400, 1, 1, 0.65},
    {"append 100 events per transaction, one command", 60, 1, 100, 0.55},
    {"append 100 commands of 1 event per transaction", 60, 100, 1, 0.55},
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

struct Appended {
    double rate = 0.0;
    double upkeepSeconds = 0.0;
    std::vector<double> commitSeconds;
};

Appended journalRate(infrastructure::Journal& journal, const Shape& shape, int round)
{
    const Prepared prepared = prepare(shape, round);
    std::size_t next = 0;
    Appended out;
    auto last = std::chrono::steady_clock::now();
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
            const auto now = std::chrono::steady_clock::now();
            out.commitSeconds.push_back(std::chrono::duration<double>(now - std::exchange(last, now)).count());
        }
    });
    // As often as an idle second comes along: until nothing is left to settle.
    out.upkeepSeconds = secondsOf([&] {
        for (int i = 0; i < shape.transactions * shape.commands / 1000 + 1; ++i)
            journal.maintain();
    });
    out.rate = shape.transactions * shape.commands * shape.events / seconds;
    return out;
}

template <typename Writer>
double rowRate(Writer& writer, const Shape& shape, const std::string& payload)
{
    const int rows = shape.commands * shape.events;
    const double seconds = secondsOf([&] {
        for (int transaction = 0; transaction < shape.transactions; ++transaction)
            writer.insert(rows, payload);
    });
    writer.checkpoint();
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

struct Compared {
    std::vector<double> ours;
    std::vector<double> limit;
    std::vector<double> ratios;

    void add(double ourRate, double limitRate)
    {
        ours.push_back(ourRate);
        limit.push_back(limitRate);
        ratios.push_back(ourRate / limitRate);
    }
    [[nodiscard]] bool print(const char* name, double floor) const
    {
        const double ratio = median(ratios);
        std::printf("%-50s subject %9.0f events/s  limit %9.0f events/s  ratio %.2f  floor %.2f  %s\n", name, median(ours), median(limit),
                    ratio, floor, ratio >= floor ? "OK" : "MISSED");
        return ratio >= floor;
    }
};

bool printSpread(const char* name, std::vector<double> seconds)
{
    std::ranges::sort(seconds);
    const double middle = seconds[seconds.size() / 2];
    const double late = seconds[seconds.size() * 99 / 100];
    const bool good = late <= largestSpread * middle;
    std::printf("%-50s p50 %.0f us, p99 %.0f us: %.2f, at most %.2f  %s\n", name, middle * 1e6, late * 1e6, late / middle, largestSpread,
                good ? "OK" : "MISSED");
    return good;
}

std::string wantedLine;

bool isWanted(std::string_view name)
{
    return name.find(wantedLine) != std::string_view::npos;
}

bool measure(const Shape& shape, infrastructure::Journal& journal, bench::RawWriter& raw)
{
    // The second shape writes the streams that are loaded later.
    if (!isWanted(shape.name) && !(shape.events == 100 && isWanted("load")))
        return true;
    const std::string payload = payloadOf(shape);
    Compared compared;
    std::vector<double> commits;
    std::vector<double> upkeep;
    for (int round = 0; round <= rounds; ++round) {
        const double rawEvents = rowRate(raw, shape, payload);
        const Appended ours = journalRate(journal, shape, round);
        if (round == 0)
            continue;   // warms both
        compared.add(ours.rate, rawEvents);
        commits.insert(commits.end(), ours.commitSeconds.begin(), ours.commitSeconds.end());
        upkeep.push_back(ours.upkeepSeconds / (shape.transactions * shape.commands));
    }
    bool good = compared.print(shape.name, shape.floor);
    std::printf("%-50s %.1f us a command, between the rounds\n", "  its upkeep", median(upkeep) * 1e6);
    if (shape.commands * shape.events == 100)
        good = printSpread("  its commits", commits) && good;
    return good;
}

bool measureLayer(const Shape& shape, const char* name, double floor, bench::LayerWriter& layer, bench::RawWriter& raw)
{
    if (!isWanted(name))
        return true;
    const std::string payload = payloadOf(shape);
    Compared compared;
    for (int round = 0; round <= rounds; ++round) {
        const double rawEvents = rowRate(raw, shape, payload);
        const double ourEvents = rowRate(layer, shape, payload);
        if (round > 0)
            compared.add(ourEvents, rawEvents);
    }
    return compared.print(name, floor);
}

// The streams that the second shape wrote have 100 events each.
bool measureStreamLoad(infrastructure::Journal& journal, const std::string& path)
{
    constexpr int streams = 200;
    bench::RawReader raw(path);
    std::vector<StreamId> ids;
    std::vector<std::int64_t> numbers;
    require(journal.readForward(1, INT64_MAX, [&](const RecordedEvent& event) {
        if (event.version == 100 && ids.size() < streams)
            ids.push_back(event.stream);
    }).has_value(), "read");
    auto connection = infrastructure::SqliteConnection::open(path, infrastructure::SqliteAccess::ReadOnly);
    require(connection.has_value(), "open");
    auto reader = infrastructure::JournalReader::prepare(**connection);
    require(reader.has_value(), "prepare");
    const auto all = (*reader)->streamNumbers();
    require(all.has_value(), "streams");
    for (const auto& id : ids)
        numbers.push_back(all->at(id));
    Compared compared;
    std::int64_t events = 0;
    for (int round = 0; round <= rounds; ++round) {
        const double limit = secondsOf([&] {
            for (const auto number : numbers)
                events += raw.stream(number);
        });
        const double ours = secondsOf([&] {
            for (const auto number : numbers)
                require((*reader)->readStream(number, 1, [&events](const RecordedEvent&) { --events; }).has_value(), "stream");
        });
        const auto rows = static_cast<double>(ids.size()) * 100;
        if (round > 0)
            compared.add(rows / ours, rows / limit);
    }
    require(events == 0 && !ids.empty(), "the same events");
    return compared.print("load a stream of 100 events, typed", 0.70);
}

bool measureVerification(const std::string& path)
{
    bench::RawReader raw(path);
    auto file = infrastructure::ReadOnlyFile::open(path);
    require(file.has_value(), "open");
    Compared compared;
    for (int round = 0; round <= rounds; ++round) {
        std::int64_t rows = 0;
        const double limit = secondsOf([&] { rows = raw.forward(); });
        const double ours = secondsOf([&] {
            infrastructure::ChainWalk walk((*file)->connection());
            const auto fault = walk.walk(1, Sha256Digest{}, {});
            require(fault.has_value() && !fault->has_value(), "walk");
        });
        if (round > 0)
            compared.add(static_cast<double>(rows) / ours, static_cast<double>(rows) / limit);
    }
    return compared.print("verify the chain, beside a raw forward read", 0.40);
}

}  // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    const bool enforce = arguments.contains(QStringLiteral("--enforce"));
    if (const auto only = arguments.indexOf(QStringLiteral("--only")); only >= 0)
        wantedLine = arguments.value(only + 1).toStdString();
    const QTemporaryDir folder(QStringLiteral("journal-bench-XXXXXX"));   // beside the program's folder: a real disk
    const std::string path = folder.filePath(QStringLiteral("journal.db")).toStdString();
    auto journal = infrastructure::Journal::open({path, infrastructure::JournalProjections::Trading, walReserveBytes});
    require(journal.has_value(), "open");
    bench::RawWriter raw(folder.filePath(QStringLiteral("raw.db")).toStdString(), walReserveBytes);
    bench::LayerWriter layer(folder.filePath(QStringLiteral("layer.db")).toStdString(), walReserveBytes);
    bool good = true;
    for (const auto& shape : shapes)
        good = measure(shape, **journal, raw) && good;
    good = measureLayer(shapes[0], "insert alone, 1 event per transaction", 0.93, layer, raw) && good;
    good = measureLayer(shapes[1], "insert alone, 100 events per transaction", 0.75, layer, raw) && good;
    if (isWanted("load"))
        good = measureStreamLoad(**journal, path) && good;
    journal->reset();
    if (isWanted("verify"))
        good = measureVerification(path) && good;
    return enforce && !good ? 1 : 0;
}
