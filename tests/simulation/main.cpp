// tradecore-sim: plays the deterministic simulation.
#include "tests/simulation/run.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>

#include <cstdio>
#include <malloc.h>

using namespace tradecore;
using namespace tradecore::simulation;

namespace {

QString line(const RunResult& result)
{
    return QStringLiteral("seed %1: %2 events, %3 orders, %4 submits, %5 fills, %6 kills, journal %7, faults: %8")
        .arg(result.seed)
        .arg(result.events)
        .arg(result.orders)
        .arg(result.submits)
        .arg(result.fills)
        .arg(result.kills)
        .arg(QString::fromStdString(result.journalHash.substr(0, 16)), QString::fromStdString(result.faults));
}

// Takes faults off the menu one class at a time and keeps off what the failure does not need.
RunOptions shrink(RunOptions options)
{
    for (const FaultClass fault : allFaults()) {
        RunOptions less = options;
        less.without.insert(fault);
        if (!run(less).isSound())
            options = less;
    }
    return options;
}

QString command(const RunOptions& options)
{
    QString text = QStringLiteral("tradecore-sim --seed %1").arg(options.seed);
    if (options.plant != Plant::None)
        text += QStringLiteral(" --plant ") + QString::fromUtf8(nameOf(options.plant).data(), static_cast<qsizetype>(nameOf(options.plant).size()));
    for (const FaultClass fault : options.without)
        text += QStringLiteral(" --without ") + QString::fromStdString(std::string(nameOf(fault)));
    if (options.until != std::chrono::hours(1))
        text += QStringLiteral(" --until ") + QString::number(std::chrono::duration_cast<std::chrono::seconds>(options.until).count());
    return text;
}

void tell(QTextStream& out, const RunResult& result, const RunOptions& options, bool shrinks)
{
    out << line(result) << '\n';
    for (const auto& violation : result.found)
        out << "  " << QString::fromStdString(violation.invariant) << " at event " << violation.position << ": "
            << QString::fromStdString(violation.text) << '\n';
    out << "  again: " << command(shrinks ? shrink(options) : options) << '\n';
}

std::optional<RunOptions> read(const QCommandLineParser& parser, QTextStream& err)
{
    RunOptions options;
    if (parser.isSet(QStringLiteral("plant"))) {
        const auto plant = parsePlant(parser.value(QStringLiteral("plant")).toStdString());
        if (!plant) {
            err << "There is no such planted bug; there are:";
            for (const Plant known : allPlants())
                err << ' ' << QString::fromStdString(std::string(nameOf(known)));
            err << '\n';
            return std::nullopt;
        }
        options.plant = *plant;
    }
    for (const auto& name : parser.values(QStringLiteral("without"))) {
        for (const FaultClass fault : allFaults()) {
            if (QString::fromStdString(std::string(nameOf(fault))) == name)
                options.without.insert(fault);
        }
    }
    options.until = std::chrono::seconds(parser.value(QStringLiteral("until")).toLongLong());
    return options;
}

}  // namespace

int main(int argc, char** argv)
{
    // Memory that a run gives back is wanted again by the next.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    QCoreApplication application(argc, argv);
    QTextStream out(stdout), err(stderr);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Plays the workstation on virtual time against a practice venue that misbehaves."));
    parser.addHelpOption();
    parser.addOptions({{QStringLiteral("seed"), QStringLiteral("Play this seed, twice, and compare."), QStringLiteral("N")},
                       {QStringLiteral("seeds"), QStringLiteral("Play the seeds from A to B."), QStringLiteral("A..B")},
                       {QStringLiteral("plant"), QStringLiteral("Plant a bug; the run is meant to fail."), QStringLiteral("NAME")},
                       {QStringLiteral("without"), QStringLiteral("Take a fault off the menu (again for more)."), QStringLiteral("FAULT")},
                       {QStringLiteral("until"), QStringLiteral("Trade for so many seconds."), QStringLiteral("S"), QStringLiteral("3600")},
                       {QStringLiteral("trace"), QStringLiteral("Print every event of the journal.")},
                       {QStringLiteral("quiet"), QStringLiteral("Print failures alone.")}});
    parser.process(application);
    auto options = read(parser, err);
    if (!options)
        return 2;
    std::uint64_t first = parser.value(QStringLiteral("seed")).toULongLong(), last = first;
    if (parser.isSet(QStringLiteral("seeds"))) {
        const auto bounds = parser.value(QStringLiteral("seeds")).split(QStringLiteral(".."));
        first = bounds.value(0).toULongLong();
        last = bounds.value(1).toULongLong();
    }
    if (first == 0 || last < first) {
        err << "Say --seed N or --seeds A..B.\n";
        return 2;
    }
    if (parser.isSet(QStringLiteral("trace")))
        options->trace = [](const std::string& text) { std::puts(text.c_str()); };
    QElapsedTimer clock;
    clock.start();
    std::uint64_t failed = 0;
    for (std::uint64_t seed = first; seed <= last; ++seed) {
        options->seed = seed;
        const auto result = run(*options);
        if (!result.isSound()) {
            ++failed;
            tell(out, result, *options, first == last);
        } else if (!parser.isSet(QStringLiteral("quiet"))) {
            out << line(result) << '\n';
        }
        if (first == last && run(*options).journalHash != result.journalHash) {
            ++failed;
            out << "  the same seed gave another journal\n";
        }
        out.flush();
    }
    const double seconds = static_cast<double>(clock.elapsed()) / 1000.0;
    out << (last - first + 1) << " seeds, " << failed << " failed, " << seconds << " s\n";
    return failed == 0 ? 0 : 1;
}
