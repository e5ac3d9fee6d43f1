// Sessions of US equities against dates that the exchanges published, the two changes of the clock in both directions, and the end of
// DAY orders.
#include "domain/market/trading_calendar.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::domain;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr SessionRules equities{SessionSchedule::UsEquities, {}};

Timestamp utc(const QString& text)
{
    return Timestamp::parseRfc3339(text.toStdString()).value();
}

year_month_day date(const QString& text)
{
    const auto parts = text.split(QLatin1Char('-'));
    return year(parts[0].toInt()) / month(parts[1].toUInt()) / day(parts[2].toUInt());
}

QString shown(const std::optional<Session>& session)
{
    if (!session)
        return QStringLiteral("closed");
    const auto text = [](Timestamp time) { return QString::fromStdString(time.toRfc3339()).left(16); };
    return text(session->opensAt) + QLatin1Char(' ') + text(session->closesAt);
}

}  // namespace

class TradingCalendarTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holidaysAndEarlyCloses_data();
    void holidaysAndEarlyCloses();
    void tradingDaysOfAYear_data();
    void tradingDaysOfAYear();
    void sessionFollowsDaylightTime_data();
    void sessionFollowsDaylightTime();
    void newYorkAndBack();
    void newYorkAtTheChanges_data();
    void newYorkAtTheChanges();
    void dayOrdersEndWithTheirSession_data();
    void dayOrdersEndWithTheirSession();
    void continuousMarketsEndAtTheirOffset();
};

void TradingCalendarTest::holidaysAndEarlyCloses_data()
{
    QTest::addColumn<int>("kind");
    const auto closed = [](const char* day) { QTest::newRow(day) << static_cast<int>(MarketDay::Closed); };
    const auto early = [](const char* day) { QTest::newRow(day) << static_cast<int>(MarketDay::EarlyClose); };
    const auto full = [](const char* day) { QTest::newRow(day) << static_cast<int>(MarketDay::Full); };
    // 2024
    for (const char* day : {"2024-01-01", "2024-01-15", "2024-02-19", "2024-03-29", "2024-05-27", "2024-06-19", "2024-07-04", "2024-09-02",
                            "2024-11-28", "2024-12-25"})
        closed(day);
    for (const char* day : {"2024-07-03", "2024-11-29", "2024-12-24"})
        early(day);
    // 2025: with a day of mourning
    for (const char* day : {"2025-01-01", "2025-01-09", "2025-01-20", "2025-02-17", "2025-04-18", "2025-05-26", "2025-06-19", "2025-07-04",
                            "2025-09-01", "2025-11-27", "2025-12-25"})
        closed(day);
    for (const char* day : {"2025-07-03", "2025-11-28", "2025-12-24"})
        early(day);
    // 2026: the Fourth of July is a Saturday
    for (const char* day : {"2026-01-01", "2026-01-19", "2026-02-16", "2026-04-03", "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07",
                            "2026-11-26", "2026-12-25"})
        closed(day);
    for (const char* day : {"2026-11-27", "2026-12-24"})
        early(day);
    // New Year's Day on a Saturday is not kept; on a Sunday it is kept on the Monday.
    full("2021-12-31");
    full("2010-12-31");
    closed("2023-01-02");
    // Christmas on a Saturday closes the Friday before, which would have been early.
    closed("2021-12-24");
    closed("2027-12-24");
    closed("2022-12-26");
    // No Juneteenth before 2022; on a Sunday in 2022.
    full("2021-06-18");
    closed("2022-06-20");
    // Independence Day on a Sunday: the Friday before is a full day.
    closed("2021-07-05");
    full("2021-07-02");
    closed("2012-10-29");
    closed("2018-12-05");
    closed("2024-06-15");
    closed("2006-12-29");
    full("2024-06-14");
}

void TradingCalendarTest::holidaysAndEarlyCloses()
{
    QFETCH(const int, kind);
    QCOMPARE(static_cast<int>(usEquitiesDay(date(QString::fromLatin1(QTest::currentDataTag())))), kind);
}

void TradingCalendarTest::tradingDaysOfAYear_data()
{
    QTest::addColumn<int>("days");
    // As the New York Stock Exchange counted them.
    for (const auto& [inYear, count] : {std::pair{2012, 250}, {2018, 251}, {2019, 252}, {2020, 253}, {2021, 252}, {2022, 251}, {2023, 250}, {2024, 252}})
        QTest::addRow("%d", inYear) << count;
}

void TradingCalendarTest::tradingDaysOfAYear()
{
    QFETCH(const int, days);
    const year inYear(QByteArray(QTest::currentDataTag()).toInt());
    int count = 0;
    for (sys_days day = inYear / January / 1; day <= sys_days(inYear / December / 31); day += std::chrono::days(1))
        count += usEquitiesDay(day) != MarketDay::Closed ? 1 : 0;
    QCOMPARE(count, days);
}

void TradingCalendarTest::sessionFollowsDaylightTime_data()
{
    QTest::addColumn<QString>("day");
    QTest::addColumn<QString>("session");
    QTest::newRow("Friday before the clock goes forward") << "2024-03-08" << "2024-03-08T14:30 2024-03-08T21:00";
    QTest::newRow("Monday after it went forward") << "2024-03-11" << "2024-03-11T13:30 2024-03-11T20:00";
    QTest::newRow("Friday before it goes back") << "2024-11-01" << "2024-11-01T13:30 2024-11-01T20:00";
    QTest::newRow("Monday after it went back") << "2024-11-04" << "2024-11-04T14:30 2024-11-04T21:00";
    QTest::newRow("early close in winter") << "2024-11-29" << "2024-11-29T14:30 2024-11-29T18:00";
    QTest::newRow("early close in summer") << "2024-07-03" << "2024-07-03T13:30 2024-07-03T17:00";
    QTest::newRow("holiday") << "2024-07-04" << "closed";
    QTest::newRow("Sunday of the change") << "2024-03-10" << "closed";
}

void TradingCalendarTest::sessionFollowsDaylightTime()
{
    QFETCH(const QString, day);
    QFETCH(const QString, session);
    QCOMPARE(shown(usEquitiesSession(date(day))), session);
}

// Each quarter of an hour of three years reads back, but for the hour that comes twice.
void TradingCalendarTest::newYorkAndBack()
{
    int twice = 0;
    for (Timestamp time = utc(QStringLiteral("2023-01-01T00:00:00Z")); time < utc(QStringLiteral("2026-01-01T00:00:00Z")); time = time + 15min) {
        const auto local = toNewYork(time).value();
        const Timestamp back = fromNewYork(local.date, local.sinceMidnight).value();
        if (back == time)
            continue;
        QCOMPARE((time - back).count(), Duration(1h).count());
        ++twice;
    }
    QCOMPARE(twice, 3 * 4);   // one hour in each autumn
}

void TradingCalendarTest::newYorkAtTheChanges_data()
{
    QTest::addColumn<QString>("at");
    QTest::addColumn<int>("hour");
    QTest::newRow("a moment before it goes forward") << "2024-03-10T06:59:59Z" << 1;
    QTest::newRow("it goes forward") << "2024-03-10T07:00:00Z" << 3;
    QTest::newRow("a moment before it goes back") << "2024-11-03T05:59:59Z" << 1;
    QTest::newRow("it goes back") << "2024-11-03T06:00:00Z" << 1;
    QTest::newRow("the hour that came twice is over") << "2024-11-03T07:00:00Z" << 2;
    QTest::newRow("the last evening of a year") << "2025-01-01T04:59:59Z" << 23;
}

void TradingCalendarTest::newYorkAtTheChanges()
{
    QFETCH(const QString, at);
    QFETCH(const int, hour);
    QCOMPARE(static_cast<int>(toNewYork(utc(at))->sinceMidnight / 1h), hour);
}

void TradingCalendarTest::dayOrdersEndWithTheirSession_data()
{
    QTest::addColumn<QString>("accepted");
    QTest::addColumn<QString>("ends");
    QTest::newRow("in the session") << "2024-03-08T20:59:59Z" << "2024-03-08T21:00";
    QTest::newRow("at the close") << "2024-03-08T21:00:00Z" << "2024-03-11T20:00";
    QTest::newRow("on the Sunday when the clock goes forward") << "2024-03-10T07:30:00Z" << "2024-03-11T20:00";
    QTest::newRow("over the weekend when it goes back") << "2024-11-02T12:00:00Z" << "2024-11-04T21:00";
    QTest::newRow("before the open") << "2024-03-08T10:00:00Z" << "2024-03-08T21:00";
    QTest::newRow("after an early close") << "2024-11-29T18:00:00Z" << "2024-12-02T21:00";
    QTest::newRow("before a long weekend") << "2026-07-02T21:00:00Z" << "2026-07-06T20:00";
}

void TradingCalendarTest::dayOrdersEndWithTheirSession()
{
    QFETCH(const QString, accepted);
    QFETCH(const QString, ends);
    QCOMPARE(QString::fromStdString(dayOrderEnd(equities, utc(accepted)).toRfc3339()).left(16), ends);
}

void TradingCalendarTest::continuousMarketsEndAtTheirOffset()
{
    const SessionRules crypto;
    QCOMPARE(shown(sessionFrom(crypto, utc(QStringLiteral("2024-03-10T07:30:00Z")))), QStringLiteral("2024-03-10T00:00 2024-03-11T00:00"));
    const SessionRules offset{SessionSchedule::Continuous, 5h};
    QCOMPARE(shown(sessionFrom(offset, utc(QStringLiteral("2024-03-10T04:59:59Z")))), QStringLiteral("2024-03-09T05:00 2024-03-10T05:00"));
    QVERIFY(!sessionFrom(equities, utc(QStringLiteral("2006-06-01T12:00:00Z"))));
}

QTEST_GUILESS_MAIN(TradingCalendarTest)
#include "trading_calendar_test.moc"
