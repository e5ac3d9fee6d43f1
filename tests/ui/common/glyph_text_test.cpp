// Numbers drawn glyph by glyph stand where drawText puts them, and nothing else is touched.
#include "ui/common/glyph_text.h"
#include "ui/common/theme.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace tradecore::ui;

namespace {

constexpr QRect area(0, 0, 160, 24);

QImage blank()
{
    QImage image(area.size(), QImage::Format_RGB32);
    image.fill(Qt::white);
    return image;
}

// The smallest rectangle that holds all ink.
QRect inkOf(const QImage& image)
{
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 128)
                ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

}  // namespace

class GlyphTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersStandWhereDrawTextPutsThem_data();
    void numbersStandWhereDrawTextPutsThem();
    void otherTextIsLeftAlone_data();
    void otherTextIsLeftAlone();
};

void GlyphTextTest::numbersStandWhereDrawTextPutsThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("price") << u"187.42"_qs;
    QTest::newRow("grouped") << u"67,101.87"_qs;
    QTest::newRow("negative") << u"\u22121.234,50"_qs;
    QTest::newRow("filled of ordered") << u"20 / 60"_qs;
    QTest::newRow("time") << u"10:52:51.707"_qs;
    QTest::newRow("absent") << u"\u2013"_qs;
}

void GlyphTextTest::numbersStandWhereDrawTextPutsThem()
{
    QFETCH(QString, text);
    const Theme theme;
    const auto font = theme.numberFont();
    auto expected = blank();
    {
        QPainter painter(&expected);
        painter.setFont(font);
        painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
    }
    auto drawn = blank();
    {
        QPainter painter(&drawn);
        GlyphText numbers(font);
        QVERIFY(numbers.drawRight(painter, area, text));
    }
    const auto a = inkOf(expected);
    const auto b = inkOf(drawn);
    QVERIFY(!a.isEmpty());
    const auto shown = [](const QRect& r) { return QStringLiteral("%1,%2 %3x%4").arg(r.x()).arg(r.y()).arg(r.width()).arg(r.height()); };
    QVERIFY2(std::abs(a.left() - b.left()) <= 1 && std::abs(a.right() - b.right()) <= 1 && std::abs(a.top() - b.top()) <= 1
                 && std::abs(a.bottom() - b.bottom()) <= 1,
             qPrintable(QString(shown(a) % u" / " % shown(b))));
}

void GlyphTextTest::otherTextIsLeftAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("letters") << u"12 USD"_qs;
    QTest::newRow("combining") << u"1\u0301"_qs;
    QTest::newRow("arabic digits") << u"\u0661\u0662"_qs;
}

void GlyphTextTest::otherTextIsLeftAlone()
{
    QFETCH(QString, text);
    const Theme theme;
    auto image = blank();
    QPainter painter(&image);
    GlyphText numbers(theme.numberFont());
    QVERIFY(!numbers.drawRight(painter, area, text));
    painter.end();
    QVERIFY(inkOf(image).isEmpty());
}

QTEST_MAIN(GlyphTextTest)
#include "glyph_text_test.moc"
