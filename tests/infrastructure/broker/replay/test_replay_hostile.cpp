#include "infrastructure/broker/replay/byte_source.h"
#include "infrastructure/broker/replay/capture_reader.h"
#include "infrastructure/broker/replay/recording_format.h"
#include "tests/infrastructure/broker/replay/replay_bench.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <chrono>

namespace tradecore::test {

using namespace std::chrono_literals;
using namespace infrastructure;

namespace {

constexpr const char* header = "TradeCore recording 1\nstart 2026-01-05T15:00:00Z\n"
                               "instrument AAPL stock - USD 0.01 1 1 Apple Inc.\nevents\n";

bool contains(const std::vector<std::string>& sentences, const char* part)
{
    return std::ranges::any_of(sentences, [part](const auto& each) { return each.find(part) != std::string::npos; });
}

}  // namespace

class TestReplayHostile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesOutALineThatCannotBeRead_data();
    void leavesOutALineThatCannotBeRead();
    void refusesABrokenRecording_data();
    void refusesABrokenRecording();
    void endsWithTheDamageOfAnArchive();
    void survivesEveryCutOfAnArchive();
    void survivesEveryFlippedByteOfAnArchive();
    void refusesABomb();
    void refusesWhatIsNoFile_data();
    void refusesWhatIsNoFile();
    void givesUpAFileOfRubbish();
    void playsALateLineLate();
    void survivesAnyLineOfACapture_data();
    void survivesAnyLineOfACapture();
};

void TestReplayHostile::leavesOutALineThatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("line");
    const QList<QByteArray> lines{
        "",        ",,,,,",        "34200000,1674100,100,P,1",      "34200000,1674100,100,P,1,0,9", "-1,1674100,100,P,1,0",
        "99999999999999999999,1674100,100,P,1,0",                   "34200000,-5,100,P,1,0",        "34200000,0,100,P,1,0",
        "34200000,167.41,100,P,1,0",                                "34200000,1674100,-1,P,1,0",    "34200000,1674100,0,P,1,0",
        "34200000,1674100,1e99,P,1,0",                              "34200000,1674100,100,P,xyz,0", "34200000,1674100,100,P,1,2",
        "34200000,9223372036854775807,100,P,1,0",                   "34200000,1674100,100,P,111111111,0",
        QByteArray("34200000,16\0\xFF,100,P,1,0", 23)};
    for (const auto& line : lines)
        QTest::newRow(line.isEmpty() ? "empty" : line.toPercentEncoding(",").constData()) << line;
}

void TestReplayHostile::leavesOutALineThatCannotBeRead()
{
    QFETCH(QByteArray, line);
    const ReplayFolder folder;
    ReplayBench bench({folder.writeZip("equity/tick/spy/20131007_trade.zip",
                                       "34200000,1674100,1,P,1,0\n" + line + "\r\n34200001,1674100,2,P,1,0")},
                      0);
    bench.start();
    bench.runToTheEnd();
    QCOMPARE(bench.sink.trades.size(), std::size_t{2});
    QCOMPARE(bench.sink.malformed.size(), std::size_t{line.isEmpty() ? 0U : 1U});
    if (!line.isEmpty())
        QVERIFY(bench.sink.malformed[0].second.find("20131007_trade.zip, line 2: ") != std::string::npos);
    QCOMPARE(bench.observer.disconnected, std::vector<std::string>{ReplaySource::finishedReason});
}

void TestReplayHostile::refusesABrokenRecording_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("part");
    const QByteArray start = "TradeCore recording 1\nstart 2026-01-05T15:00:00Z\n";
    QTest::newRow("empty") << QByteArray() << QByteArray("not a TradeCore recording");
    QTest::newRow("version 2") << QByteArray("TradeCore recording 2\n") << QByteArray("line 1");
    QTest::newRow("no events") << start << QByteArray("inside its header");
    QTest::newRow("no instrument") << start + "events\nend 0\n" << QByteArray("no instrument");
    QTest::newRow("no start") << QByteArray("TradeCore recording 1\ninstrument A stock - USD 1 1 1 A\nevents\n")
                              << QByteArray("no start");
    QTest::newRow("zero tick") << start + "instrument A stock - USD 0 1 1 A\nevents\n" << QByteArray("line 3");
    QTest::newRow("unknown word") << start + "delete everything\n" << QByteArray("line 3");
    QTest::newRow("cut off") << QByteArray(header) + "5 Q 0 1 1 2 1\n" << QByteArray("cut off");
    QTest::newRow("wrong count") << QByteArray(header) + "5 Q 0 1 1 2 1\nend 2\n" << QByteArray("as many events");
    QTest::newRow("long line") << QByteArray(header) + QByteArray(5'000, 'x') + "\nend 0\n" << QByteArray("longer");
}

void TestReplayHostile::refusesABrokenRecording()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, part);
    const ReplayFolder folder;
    ReplayBench bench({folder.write("a.tcr", text)}, 0);
    bench.start();
    bench.runToTheEnd();
    QVERIFY(!bench.observer.disconnected.empty());
    QVERIFY2(contains(bench.observer.disconnected, part.constData()), bench.observer.disconnected[0].c_str());
    QVERIFY(contains(bench.observer.disconnected, "a.tcr"));
    QVERIFY(!bench.sink.malformed.empty());
}

void TestReplayHostile::endsWithTheDamageOfAnArchive()
{
    QByteArray ticks;
    for (int i = 0; i < 50'000; ++i)
        ticks += QByteArray::number(34'200'000 + i) + ',' + QByteArray::number(1'674'100 + i * 7 % 1'000) + ",1,P,1,0\n";
    QByteArray zip = zipOf("x.csv", ticks);
    for (qsizetype i = zip.size() / 2; i < zip.size() / 2 + 200; ++i)
        zip[i] = static_cast<char>(zip[i] ^ 0x5A);
    const ReplayFolder folder;
    ReplayBench bench({folder.write("equity/tick/spy/20131007_trade.zip", zip)}, 0);
    bench.start();
    bench.runToTheEnd();
    QVERIFY(!bench.sink.trades.empty());
    QCOMPARE(bench.observer.disconnected.size(), std::size_t{1});
    QVERIFY(contains(bench.observer.disconnected, "20131007_trade.zip, line "));
    QVERIFY(bench.observer.disconnected[0] != ReplaySource::finishedReason);
}

void TestReplayHostile::survivesEveryCutOfAnArchive()
{
    const QByteArray zip = zipOf("x.csv", "34200000,1674100,1,P,1,0\n34200001,1674100,2,P,1,0\n");
    const ReplayFolder folder;
    for (qsizetype size = 0; size < zip.size(); ++size) {
        ReplayBench bench({folder.write("equity/tick/spy/20131007_trade.zip", zip.left(size))}, 0);
        bench.start();
        bench.world.advance(1s);
        QVERIFY(!bench.observer.disconnected.empty());
        QVERIFY(!bench.observer.disconnected[0].empty());
    }
}

void TestReplayHostile::survivesEveryFlippedByteOfAnArchive()
{
    const QByteArray zip = zipOf("x.csv", "34200000,1674100,1,P,1,0\n34200001,1674100,2,P,1,0\n");
    const ReplayFolder folder;
    for (qsizetype i = 0; i < zip.size(); ++i) {
        for (const int mask : {0x01, 0x80, 0xFF}) {
            QByteArray broken = zip;
            broken[i] = static_cast<char>(broken[i] ^ mask);
            ReplayBench bench({folder.write("equity/tick/spy/20131007_trade.zip", broken)}, 0);
            bench.start();
            bench.world.advance(1s);
            QVERIFY(bench.sink.trades.size() <= 2);
            QVERIFY(!bench.observer.disconnected.empty());
        }
    }
}

void TestReplayHostile::refusesABomb()
{
    const QByteArray zip = zipOf("x.csv", QByteArray(qsizetype{200} << 20, '\n'));
    QVERIFY(zip.size() < (1 << 20));
    const ReplayFolder folder;
    auto file = openZipFile(folder.write("bomb.zip", zip));
    QVERIFY(file.has_value());
    std::vector<char> buffer(1 << 16);
    std::int64_t total = 0;
    for (auto count = file->bytes->read(buffer.data(), buffer.size()); ; count = file->bytes->read(buffer.data(), buffer.size())) {
        if (!count) {
            QVERIFY(count.error().find("unpacks to more") != std::string::npos);
            break;
        }
        QVERIFY(*count > 0);
        total += static_cast<std::int64_t>(*count);
        QVERIFY(total <= ByteSource::ratioFreeBytes + zip.size() * ByteSource::mostRatio);
    }
    QVERIFY(total > 0);
}

void TestReplayHostile::refusesWhatIsNoFile_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("absent recording") << QByteArray("/no/such/file.tcr");
    QTest::newRow("absent zip") << QByteArray("/no/equity/tick/spy/20131007_trade.zip");
    QTest::newRow("folder") << QByteArray("/tmp");
    QTest::newRow("zip of another kind") << QByteArray("/no/lean/equity/daily/spy.zip");
    QTest::newRow("quote bars") << QByteArray("/no/equity/minute/spy/20131007_quote.zip");
}

void TestReplayHostile::refusesWhatIsNoFile()
{
    QFETCH(QByteArray, path);
    std::vector<std::string> files;
    if (!path.isEmpty())
        files.push_back(path.toStdString());
    ReplayBench bench(files);
    bench.start();
    QCOMPARE(bench.observer.connected, std::size_t{0});
    QCOMPARE(bench.observer.disconnected.size(), std::size_t{1});
    QVERIFY(bench.observer.disconnected[0].ends_with('.'));
    QVERIFY(bench.observer.disconnected[0].find(path.toStdString()) != std::string::npos);
}

void TestReplayHostile::givesUpAFileOfRubbish()
{
    QByteArray rubbish;
    for (int i = 0; i < 5'000; ++i)
        rubbish += "rubbish\n";
    const ReplayFolder folder;
    ReplayBench bench({folder.writeZip("equity/tick/spy/20131007_trade.zip", rubbish)}, 0);
    bench.start();
    bench.world.advance(1s);
    QVERIFY(contains(bench.observer.disconnected, "line 1000"));
    QCOMPARE(bench.sink.malformed.size(), std::size_t{1'000});
}

void TestReplayHostile::playsALateLineLate()
{
    const ReplayFolder folder;
    ReplayBench bench({folder.writeZip("equity/tick/spy/20131007_trade.zip",
                                       "34200000,1674100,1,P,1,0\n34100000,1674100,2,P,1,0\n34200001,1674100,3,P,1,0\n")},
                      0);
    bench.start();
    bench.runToTheEnd();
    QCOMPARE(bench.sink.trades.size(), std::size_t{3});
    QVERIFY(bench.sink.trades[1].venueTime < bench.sink.trades[0].venueTime);
    QVERIFY(std::ranges::is_sorted(bench.sink.marketTimes, {}, &std::pair<std::string, Timestamp>::second));
}

void TestReplayHostile::survivesAnyLineOfACapture_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char* line : {"wss://x", "wss://x ", "wss://x <->", "wss://x <-> ", "wss://x <-> abc", "wss://x <- 5: {}",
                             "wss://x <- 1618677817.0: {\"product_ids\":7}", "https://x -> 1618677817.0: []", "1618677817.0:",
                             "1618677817.0: {}", ": {}", "http", "-1: {}", "1618677817.0.0: {}", "\xFF\xFE\x01"})
        QTest::newRow(QByteArray(line).toPercentEncoding().constData()) << QByteArray(line);
}

void TestReplayHostile::survivesAnyLineOfACapture()
{
    QFETCH(QByteArray, line);
    const ReplayFolder folder;
    CaptureReader reader(LineReader(*openPlainFile(folder.write("c", line + '\n')), "c", CaptureReader::longestLine), nullptr);
    const auto first = reader.next();
    QVERIFY(!first || !*first);
    if (!first)
        QVERIFY(first.error().text.find("c, line 1: ") == 0);
}

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::TestReplayHostile)
#include "test_replay_hostile.moc"
