#include "base/timestamp.h"

#include <rapidcheck.h>

#include <QTest>

#include <concepts>
#include <limits>
#include <string>

using namespace tradecore;

namespace {

template <typename A, typename B>
concept Subtracts = requires(A a, B b) { a - b; };
static_assert(Subtracts<Timestamp, Timestamp>);
static_assert(!Subtracts<Timestamp, SteadyTime>);
static_assert(!std::constructible_from<Timestamp, SteadyTime>);
static_assert(!std::constructible_from<Timestamp, std::int64_t>);

rc::Gen<Timestamp> anyTimestamp()  // 1678 to 2261, as parsing accepts
{
    return rc::gen::map(rc::gen::inRange<std::int64_t>(-9'214'560'000'000'000'000, 9'214'646'400'000'000'000),
                        [](std::int64_t value) { return Timestamp::fromNanoseconds(value); });
}

}  // namespace

class TimestampTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parsesRfc3339_data();
    void parsesRfc3339();
    void refusesAllElse_data();
    void refusesAllElse();
    void parseOfPrintIsTheSame();
    void printKeepsTheOrder();
    void hostileTextNeverCrashes();
    void offsetsMoveTheTime();
    void floorIsTheStartOfItsInterval();
    void arithmeticGoesBackAndForth();
};

void TimestampTest::parsesRfc3339_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("nanoseconds");
    const auto row = [](const char* text, qint64 nanoseconds) {
        QTest::newRow(text) << QString::fromLatin1(text) << nanoseconds;
    };
    row("1970-01-01T00:00:00Z", 0);
    row("1970-01-01T00:00:00.000000001Z", 1);
    row("1969-12-31T23:59:59.999999999Z", -1);
    row("2026-01-02T03:04:05.123456789Z", 1'767'323'045'123'456'789);
    row("2026-01-02t03:04:05z", 1'767'323'045'000'000'000);
    row("2026-01-02 03:04:05.5Z", 1'767'323'045'500'000'000);
    row("2026-01-02T05:04:05+02:00", 1'767'323'045'000'000'000);
    row("2026-01-01T22:04:05-05:00", 1'767'323'045'000'000'000);
    row("2024-02-29T12:00:00Z", 1'709'208'000'000'000'000);
    row("2000-02-29T00:00:00Z", 951'782'400'000'000'000);
    row("2016-12-31T23:59:60Z", 1'483'228'800'000'000'000);  // a leap second is the next second
}

void TimestampTest::parsesRfc3339()
{
    QFETCH(QString, text);
    QFETCH(qint64, nanoseconds);
    const auto time = Timestamp::parseRfc3339(text.toStdString());
    QVERIFY(time.has_value());
    QCOMPARE(time->nanoseconds(), nanoseconds);
}

void TimestampTest::refusesAllElse_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04Z", "2026-13-02T03:04:05Z", "2026-00-02T03:04:05Z",
          "2026-02-29T03:04:05Z", "1900-02-29T00:00:00Z", "2026-04-31T03:04:05Z", "2026-01-00T03:04:05Z",
          "2026-01-02T24:00:00Z", "2026-01-02T03:60:05Z", "2026-01-02T03:04:61Z", "2026-01-02T03:04:05.Z",
          "2026-01-02T03:04:05.1234567891Z", "2026-01-02T03:04:05+0200", "2026-01-02T03:04:05+24:00",
          "2026-01-02T03:04:05+02:60", "2026-01-02T03:04:05ZZ", "2026-01-02T03:04:05Z ", " 2026-01-02T03:04:05Z",
          "2026-1-02T03:04:05Z", "+026-01-02T03:04:05Z", "1677-01-01T00:00:00Z", "2262-01-01T00:00:00Z",
          "2026-01-02T03:04:05,5Z", "20260102T030405Z"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TimestampTest::refusesAllElse()
{
    QFETCH(QString, text);
    QVERIFY(!Timestamp::parseRfc3339(text.toStdString()).has_value());
}

void TimestampTest::parseOfPrintIsTheSame()
{
    QVERIFY(rc::check("parse(print(t)) == t", [] {
        const Timestamp time = *anyTimestamp();
        const std::string text = time.toRfc3339();
        RC_ASSERT(text.size() == 30U);
        RC_ASSERT(Timestamp::parseRfc3339(text) == time);
    }));
}

void TimestampTest::printKeepsTheOrder()
{
    QVERIFY(rc::check("texts sort as times do", [] {
        const Timestamp a = *anyTimestamp(), b = *anyTimestamp();
        RC_ASSERT((a < b) == (a.toRfc3339() < b.toRfc3339()));
    }));
}

void TimestampTest::hostileTextNeverCrashes()
{
    QVERIFY(rc::check("one character of a good text replaced", [] {
        std::string text = (*anyTimestamp()).toRfc3339();
        text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
        if (const auto time = Timestamp::parseRfc3339(text))
            RC_ASSERT(Timestamp::parseRfc3339(time->toRfc3339()) == time);
    }));
    QVERIFY(rc::check("any bytes", [](const std::string& text) { static_cast<void>(Timestamp::parseRfc3339(text)); }));
}

void TimestampTest::offsetsMoveTheTime()
{
    QVERIFY(rc::check("an offset is subtracted", [] {
        const int minutes = *rc::gen::inRange(0, 24 * 60);
        const bool west = *rc::gen::arbitrary<bool>();
        const std::string offset = QStringLiteral("%1%2:%3")
                                       .arg(west ? QLatin1Char('-') : QLatin1Char('+'))
                                       .arg(minutes / 60, 2, 10, QLatin1Char('0'))
                                       .arg(minutes % 60, 2, 10, QLatin1Char('0'))
                                       .toStdString();
        const auto local = Timestamp::parseRfc3339("2026-07-01T12:00:00.25" + offset);
        const auto utc = Timestamp::parseRfc3339("2026-07-01T12:00:00.25Z");
        RC_ASSERT(local.has_value());
        RC_ASSERT(*utc - *local == std::chrono::minutes(west ? -minutes : minutes));
    }));
}

void TimestampTest::floorIsTheStartOfItsInterval()
{
    using namespace std::chrono_literals;
    QVERIFY(rc::check("floor <= t < floor + length, a multiple of the length", [] {
        const Timestamp time = *anyTimestamp();
        const Duration length = *rc::gen::element<Duration>(1s, 1min, 5min, 15min, 1h, 24h, 168h);
        const Timestamp floor = time.floorTo(length);
        RC_ASSERT(floor <= time && time < floor + length);
        RC_ASSERT(floor.nanoseconds() % length.count() == 0);
        RC_ASSERT(floor.floorTo(length) == floor);
    }));
}

void TimestampTest::arithmeticGoesBackAndForth()
{
    const auto time = Timestamp::fromSeconds(1'767'268'800);
    QCOMPARE((time + Duration(5)) - time, Duration(5));
    QCOMPARE((time + Duration(5)) - Duration(5), time);
    const auto steady = SteadyTime::fromNanoseconds(7);
    QCOMPARE((steady + Duration(3)) - steady, Duration(3));
    QVERIFY(steady < steady + Duration(1));
}

QTEST_GUILESS_MAIN(TimestampTest)
#include "timestamp_test.moc"
