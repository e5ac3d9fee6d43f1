// FaultScript: what is read, and the sentence for what is not.
#include "infrastructure/broker/faulty/fault_script.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure;

class FaultScriptTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsSeveralFaults()
    {
        const auto script = FaultScript::parse("drop-answer:1,late-ack:2:3s,mute:after=5");
        QVERIFY(script.has_value());
        QCOMPARE(script->faults.size(), std::size_t{3});
        QVERIFY((script->faults.at(0) == Fault{FaultKind::DropAnswer, 1, {}, std::chrono::seconds(7)}));
        QVERIFY((script->faults.at(1) == Fault{FaultKind::LateAcknowledgement, 2, {}, std::chrono::seconds(3)}));
        QVERIFY((script->faults.at(2) == Fault{FaultKind::Mute, 5, {}, std::chrono::seconds(7)}));
    }
    void aFaultAimsByOrdinalPrefixOrAtAll()
    {
        const auto script = FaultScript::parse("duplicate:2,lose-fill:bad,reject-cancel:*,drop-submit:id=7").value();
        const domain::ClientOrderId order("bad-1");
        QVERIFY(!script.find(FaultKind::DuplicateReports, order, 1));
        QVERIFY(script.find(FaultKind::DuplicateReports, order, 2).has_value());
        QVERIFY(script.find(FaultKind::LoseFill, order, 9).has_value());
        QVERIFY(!script.find(FaultKind::LoseFill, domain::ClientOrderId("good-1"), 9));
        QVERIFY(script.find(FaultKind::RejectCancel, order, 44).has_value());
        QVERIFY(script.find(FaultKind::DropSubmit, domain::ClientOrderId("7-a"), 1).has_value());
        QVERIFY(!script.find(FaultKind::DropSubmit, order, 7));
    }
    void everyNameIsRead_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* name : {"drop-submit", "drop-answer", "late-ack", "fill-before-ack", "duplicate", "lose-fill",
                                 "reject-cancel", "disconnect", "mute", "mute-heartbeats-only"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyNameIsRead()
    {
        QFETCH(QString, text);
        const auto script = FaultScript::parse(text.toStdString());
        QVERIFY(script.has_value());
        QCOMPARE(script->faults.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(std::string(nameOf(script->faults.at(0).kind))), text);
    }
    void badTextIsRefusedWithItsPart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("unknown name") << u"duplicate:1,explode:2"_qs << u"explode:2"_qs;
        QTest::newRow("empty part") << u"duplicate,,mute"_qs << u"\"\""_qs;
        QTest::newRow("ordinal zero") << u"duplicate:0"_qs << u"duplicate:0"_qs;
        QTest::newRow("no prefix") << u"duplicate:id="_qs << u"duplicate:id="_qs;
        QTest::newRow("bad prefix") << u"duplicate:a_b"_qs << u"duplicate:a_b"_qs;
        QTest::newRow("delay without unit") << u"late-ack:1:3"_qs << u"late-ack:1:3"_qs;
        QTest::newRow("delay without number") << u"late-ack:1:s"_qs << u"late-ack:1:s"_qs;
        QTest::newRow("delay where none is") << u"duplicate:1:3s"_qs << u"duplicate:1:3s"_qs;
        QTest::newRow("mute by ordinal") << u"mute:3"_qs << u"mute:3"_qs;
        QTest::newRow("mute by nonsense") << u"mute:after=x"_qs << u"mute:after=x"_qs;
        QTest::newRow("number too large") << u"mute:after=99999999999999999999"_qs << u"mute:after="_qs;
        QTest::newRow("too long") << QString(5000, u'x') << u"4096"_qs;
    }
    void badTextIsRefusedWithItsPart()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        const auto script = FaultScript::parse(text.toStdString());
        QVERIFY(!script.has_value());
        QVERIFY2(QString::fromStdString(script.error()).contains(named), script.error().c_str());
    }
    void noTextIsNoFault()
    {
        QVERIFY(FaultScript::parse("").value().faults.empty());
    }
};

QTEST_GUILESS_MAIN(FaultScriptTest)
#include "fault_script_test.moc"
