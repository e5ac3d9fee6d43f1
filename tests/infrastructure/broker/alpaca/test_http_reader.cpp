// Answers of a connection, whole, in pieces, and broken.
#include "base/random.h"
#include "infrastructure/broker/alpaca/http_reader.h"

#include <QTest>

using tradecore::infrastructure::alpaca::HttpReader;
using State = HttpReader::State;

namespace {

const std::string sized = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-RateLimit-Remaining: 7\r\n\r\nhello";
const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nTrailer: x\r\n\r\n";

}  // namespace

class TestAlpacaHttpReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySplitGivesTheSame_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("sized") << QByteArray::fromStdString(sized);
        QTest::newRow("chunked") << QByteArray::fromStdString(chunked);
        QTest::newRow("after 100") << QByteArray::fromStdString("HTTP/1.1 100 Continue\r\n\r\n" + sized);
    }
    void everySplitGivesTheSame()
    {
        QFETCH(QByteArray, answer);
        const std::string text = answer.toStdString();
        for (std::size_t step = 1; step < text.size(); ++step) {
            HttpReader reader(100);
            for (std::size_t at = 0; at < text.size(); at += step)
                (void)reader.take(std::string_view(text).substr(at, step));
            QCOMPARE(reader.state(), State::Done);
            QCOMPARE(reader.status(), 200);
            QCOMPARE(reader.body(), std::string("hello"));
            QVERIFY(reader.mayGoOn());
        }
    }
    void bodyWithoutLengthEndsWithTheConnection()
    {
        HttpReader reader(100);
        QCOMPARE(reader.take("HTTP/1.0 502 Bad\r\n\r\n<html>"), State::Reading);
        QCOMPARE(reader.takeEnd(), State::Done);
        QCOMPARE(reader.body(), std::string("<html>"));
        QVERIFY(!reader.mayGoOn());
    }
    void noContentHasNoBody()
    {
        HttpReader reader(100);
        QCOMPARE(reader.take("HTTP/1.1 204 No Content\r\n\r\n"), State::Done);
    }
    void brokenAnswersAreNotDone_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("breaks off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
        QTest::newRow("not HTTP") << QByteArray("SSH-2.0\r\n\r\n");
        QTest::newRow("too large") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n");
        QTest::newRow("length of letters") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n");
        QTest::newRow("chunk too large") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n");
        QTest::newRow("chunk without end") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n");
        QTest::newRow("gzip") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n");
        QTest::newRow("endless head") << QByteArray("HTTP/1.1 200 OK\r\n").append(QByteArray(70'000, 'a'));
    }
    void brokenAnswersAreNotDone()
    {
        QFETCH(QByteArray, answer);
        HttpReader reader(100);
        (void)reader.take({answer.constData(), static_cast<std::size_t>(answer.size())});
        QCOMPARE(reader.takeEnd(), State::Broken);
        QVERIFY(std::string_view(reader.why()).size() > 0);
    }
    void mutationsNeverEndTheProgram()
    {
        tradecore::Random random(3);
        for (int round = 0; round < 4'000; ++round) {
            std::string text = round % 2 == 0 ? sized : chunked;
            for (std::uint64_t edit = random.below(4); edit > 0; --edit)
                text[random.below(text.size())] = static_cast<char>(random.below(256));
            HttpReader reader(100);
            (void)reader.take(text);
            (void)reader.takeEnd();
            QVERIFY(reader.body().size() <= 200);
        }
    }
};

QTEST_GUILESS_MAIN(TestAlpacaHttpReader)
#include "test_http_reader.moc"
