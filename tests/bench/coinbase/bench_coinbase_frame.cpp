// Frame to value: the frame parser against a parser written by hand that checks nothing (the limit) and against
// QJsonDocument, on the same frames in one run, interleaved. With --enforce it exits with 1 below its floor.
#include "base/random.h"
#include "infrastructure/broker/coinbase/frame_parser.h"
#include "tests/bench/coinbase/hand_parser.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

using namespace tradecore;
using namespace tradecore::infrastructure::coinbase;
using test::HandValues;

namespace {

constexpr double mostTimesTheLimit = 2.0;
constexpr double leastTimesFasterThanQt = 8.0;
constexpr int rounds = 9;
constexpr int frameCount = 4'000;

std::string twoDigits(std::int64_t value)
{
    return (value < 10 ? "0" : "") + std::to_string(value);
}

// Nine book updates for each match, with sizes and lengths as the venue sends them.
std::vector<std::string> makeFrames()
{
    Random random(11);
    const std::vector<std::string> products{"BTC-USD", "ETH-USD", "SKL-USD", "DASH-BTC"};
    std::vector<std::string> frames;
    for (int i = 0; i < frameCount; ++i) {
        const std::string& product = products[random.below(products.size())];
        const std::string price = std::to_string(random.between(1, 99'999)) + '.' + twoDigits(random.between(0, 99));
        const std::string size = std::to_string(random.between(0, 30)) + '.' + std::to_string(random.between(10'000'000, 99'999'999));
        const std::string time = "2026-01-02T03:" + twoDigits(random.between(0, 59)) + ':' + twoDigits(random.between(0, 59)) + '.'
            + std::to_string(random.between(100'000, 999'999)) + 'Z';
        const std::string side = random.below(2) == 0 ? "buy" : "sell";
        if (i % 10 == 0) {
            frames.push_back(R"({"type":"match","trade_id":)" + std::to_string(1 + i)
                             + R"(,"maker_order_id":"2a0da34e-61f7-4c36-88e5-c9dd15927b16","taker_order_id":"3c82abaa-c01e-4608-be59-6a1e69742891","side":")"
                             + side + R"(","size":")" + size + R"(","price":")" + price + R"(","product_id":")" + product
                             + R"(","sequence":177100030,"time":")" + time + R"("})");
            continue;
        }
        std::string changes = R"([")" + side + R"(",")" + price + R"(",")" + size + R"("])";
        if (i % 4 == 0)
            changes += R"(,["sell","100000.25","0"])";
        frames.push_back(R"({"type":"l2update","product_id":")" + product + R"(","changes":[)" + changes + R"(],"time":")" + time
                         + R"("})");
    }
    return frames;
}

std::int64_t low(const BookLevel& level)
{
    return static_cast<std::int64_t>(level.price.value().units() + level.size.value().units());
}

std::int64_t sumOf(const MatchMessage& match)
{
    return low({match.price, match.size}) + match.time.nanoseconds() + static_cast<std::int64_t>(match.tradeId);
}

std::int64_t sumOf(const BookUpdateMessage& update)
{
    std::int64_t sum = update.time.nanoseconds();
    for (const auto& change : update.changes)
        sum += low(change.level);
    return sum;
}

std::int64_t bySubject(const std::vector<std::string>& frames)
{
    static FrameParser parser;
    std::int64_t sum = 0;
    for (const auto& frame : frames) {
        const auto message = parser.parse(frame);
        if (!message)
            return 0;
        if (const auto* const match = std::get_if<MatchMessage>(&*message))
            sum += sumOf(*match);
        else if (const auto* const update = std::get_if<BookUpdateMessage>(&*message))
            sum += sumOf(*update);
    }
    return sum;
}

std::int64_t byHand(const std::vector<std::string>& frames)
{
    static HandValues values;
    std::int64_t sum = 0;
    for (const auto& frame : frames) {
        test::parseByHand(frame, values);
        sum += frame[9] == 'l' ? sumOf(values.update) : sumOf(values.match);
    }
    return sum;
}

Decimal decimalOf(const QJsonValue& value)
{
    return Decimal::parse(value.toString().toStdString()).value_or(Decimal());
}

std::int64_t byQt(const std::vector<std::string>& frames)
{
    std::int64_t sum = 0;
    for (const auto& frame : frames) {
        const QJsonObject object =
            QJsonDocument::fromJson(QByteArray::fromRawData(frame.data(), static_cast<qsizetype>(frame.size()))).object();
        const auto level = [](const QJsonValue& price, const QJsonValue& size) {
            return low({domain::Price(decimalOf(price)), *domain::Quantity::from(decimalOf(size))});
        };
        sum += Timestamp::parseRfc3339(object[u"time"].toString().toStdString())->nanoseconds();
        if (object[u"type"].toString() == u"match") {
            sum += level(object[u"price"], object[u"size"]) + static_cast<std::int64_t>(object[u"trade_id"].toInteger());
            continue;
        }
        for (const auto& change : object[u"changes"].toArray())
            sum += level(change.toArray()[1], change.toArray()[2]);
    }
    return sum;
}

double nanosecondsPerFrame(const std::function<std::int64_t()>& run, std::int64_t& sum)
{
    const auto begin = std::chrono::steady_clock::now();
    sum = run();
    const auto spent = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - begin);
    return spent.count() / frameCount;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv)
{
    const bool enforces = argc > 1 && std::string_view(argv[1]) == "--enforce";
    const auto frames = makeFrames();
    std::vector<double> subject, limit, qt, toLimit, toQt;
    for (int round = 0; round < rounds; ++round) {
        std::int64_t sums[3] = {};
        limit.push_back(nanosecondsPerFrame([&] { return byHand(frames); }, sums[0]));
        subject.push_back(nanosecondsPerFrame([&] { return bySubject(frames); }, sums[1]));
        qt.push_back(nanosecondsPerFrame([&] { return byQt(frames); }, sums[2]));
        if (sums[0] != sums[1] || sums[0] != sums[2]) {
            std::puts("coinbase frame: the three parsers do not agree");
            return 1;
        }
        toLimit.push_back(subject.back() / limit.back());
        toQt.push_back(qt.back() / subject.back());
    }
    const bool reached = median(toLimit) <= mostTimesTheLimit && median(toQt) >= leastTimesFasterThanQt;
    std::printf("coinbase frame to value: subject %.0f ns, limit (by hand) %.0f ns, QJsonDocument %.0f ns a frame\n",
                median(subject), median(limit), median(qt));
    std::printf("  ratio to the limit %.2f (floor: at most %.1f), faster than QJsonDocument %.1f times (floor: at least %.1f): %s\n",
                median(toLimit), mostTimesTheLimit, median(toQt), leastTimesFasterThanQt, reached ? "OK" : "MISSED");
    return enforces && !reached ? 1 : 0;
}
