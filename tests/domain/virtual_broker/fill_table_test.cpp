// Plays the example of every rule in docs/practice-fills.md, so that the page is the rule book and not a description of it.
#include "tests/domain/virtual_broker/played_venue.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace tradecore;
using namespace tradecore::test;

namespace {

// One example of the page, step by step.
class Example {
public:
    // What the step makes happen, as the page writes it; empty for nothing.
    QString play(const QString& step);

private:
    QString describe(const domain::VenueEvents& events);
    QString submit(const QStringList& words);
    QString replace(const QStringList& words);
    QString answer(const Result<domain::VenueEvents, domain::OrderReason>& result);
    domain::Trade tradeOf(const QStringList& words);

    PlayedVenue m_venue{{stock("AAA"), crypto("BTC"), crypto("BTC", "EUR")}};
    domain::Instrument m_instrument = stock("AAA");
    std::map<std::string, QString> m_letters;   // broker order id → letter
    int m_orders = 0;
    std::int64_t m_second = 1;
};

std::string plain(const QString& text)
{
    return text.toStdString();
}

QString words(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString Example::describe(const domain::VenueEvents& events)
{
    struct Describer {
        std::map<std::string, QString>& letters;
        QString letter;
        QString of(const domain::BrokerOrderId& id) const { return letters.at(id.text()); }
        QString operator()(const domain::VenueAccountOpened&) const { return {}; }
        QString operator()(const domain::VenueOrderAccepted& e) const
        {
            letters[e.brokerOrderId.text()] = QString::fromStdString(e.clientOrderId.text());
            return {};
        }
        QString operator()(const domain::VenueOrderRejected& e) const
        {
            return QString::fromStdString(e.clientOrderId.text()) + u" rejected " + words(nameOf(e.reason.code));
        }
        QString operator()(const domain::VenueOrderTriggered& e) const { return of(e.brokerOrderId) + u" triggered"; }
        QString operator()(const domain::VenueOrderFilled& e) const
        {
            const auto filled = e.cumulativeAfter.minusAtLeastZero(e.cumulativeBefore);
            return of(e.brokerOrderId) + u" fill " + QString::fromStdString(filled.toString()) + u" @ "
                + QString::fromStdString(e.price.value().toString(2)) + u' ' + words(nameOf(e.liquidity)) + u" fee "
                + QString::fromStdString(e.commission.amount().toString(2));
        }
        QString operator()(const domain::VenueOrderReplaced& e) const { return of(e.brokerOrderId) + u" replaced"; }
        QString operator()(const domain::VenueOrderCanceled& e) const { return of(e.brokerOrderId) + u" canceled"; }
        QString operator()(const domain::VenueOrderExpired& e) const { return of(e.brokerOrderId) + u" expired"; }
        QString operator()(const domain::VenueOrderTrailed& e) const { return of(e.brokerOrderId) + u" stop " + QString::fromStdString(e.stopPrice.value().toString(2)); }
        QString operator()(const domain::VenueOrderReduced& e) const { return of(e.brokerOrderId) + u" reduced " + QString::fromStdString(e.by.toString()); }
    };
    QStringList parts;
    for (const auto& event : events) {
        const QString part = std::visit(Describer{m_letters, {}}, event);
        if (!part.isEmpty())
            parts << part;
    }
    return parts.join(u", "_qs);
}

QString Example::answer(const Result<domain::VenueEvents, domain::OrderReason>& result)
{
    return result ? describe(*result) : u"refused "_qs + words(nameOf(result.error().code));
}

QString Example::submit(const QStringList& step)
{
    const domain::Side side = step.at(0) == u"buy"_qs ? domain::Side::Buy : domain::Side::Sell;
    domain::OrderTerms terms = marketOrder(m_venue.account, m_instrument, side, plain(step.at(1)));
    int next = 3;
    if (step.at(2) == u"limit"_qs) {
        terms.type = domain::OrderType::Limit;
        terms.limitPrice = price(plain(step.at(next++)));
    } else if (step.at(2) == u"stop"_qs) {
        terms.type = domain::OrderType::Stop;
        terms.stopPrice = price(plain(step.at(next++)));
    } else if (step.at(2) == u"stop-limit"_qs) {
        terms.type = domain::OrderType::StopLimit;
        terms.stopPrice = price(plain(step.at(next++)));
        terms.limitPrice = price(plain(step.at(next++)));
    } else if (step.at(2) == u"trail"_qs) {
        terms.type = domain::OrderType::TrailingStop;
        terms.trail = domain::TrailingOffset::parse(plain(step.at(next++)));
    }
    for (; next < step.size(); ++next) {
        const QString& word = step.at(next);
        if (word == u"gtc"_qs)
            terms.timeInForce = domain::TimeInForce::GoodTillCancel;
        else if (word == u"ioc"_qs)
            terms.timeInForce = domain::TimeInForce::ImmediateOrCancel;
        else if (word == u"fok"_qs)
            terms.timeInForce = domain::TimeInForce::FillOrKill;
        else if (word == u"after"_qs)
            terms.parent = domain::ClientOrderId(plain(step.value(++next)));
        else if (word == u"oco"_qs)
            terms.oneCancelsOther = domain::ClientOrderId(plain(step.value(++next)));
    }
    const std::string letter(1, static_cast<char>('A' + m_orders++));
    return answer(m_venue.submit(letter, terms));
}

QString Example::replace(const QStringList& step)
{
    domain::OrderChange change;
    if (step.at(2) == u"quantity"_qs)
        change.quantity = quantity(plain(step.at(3)));
    else
        change.limitPrice = price(plain(step.at(3)));
    return answer(m_venue.replace(plain(step.at(1)), change));
}

domain::Trade Example::tradeOf(const QStringList& step)
{
    domain::Trade result = trade(m_instrument, plain(step.at(1)), plain(step.at(2)), m_second);
    if (step.at(0) == u"print"_qs)
        result.countsForPrice = false;
    if (step.at(0) == u"late"_qs)
        result.venueTime = at(0);
    if (step.at(0) == u"trade-by-buyer"_qs)
        result.aggressor = domain::Aggressor::Buyer;
    return result;
}

QString Example::play(const QString& text)
{
    const QStringList step = text.split(u' ', Qt::SkipEmptyParts);
    const QString verb = step.value(0);
    ++m_second;
    if (verb == u"in"_qs) {
        m_instrument = step.at(1) == u"BTC-EUR"_qs ? crypto("BTC", "EUR") : crypto("BTC");
    } else if (verb == u"hold"_qs) {
        m_venue.state.books.positions[m_instrument.id] = quantity(plain(step.at(1))).asLong();
    } else if (verb == u"cash"_qs) {
        m_venue.state.books.cash["USD"] = usd(plain(step.at(1))).amount();
    } else if (verb == u"quote"_qs) {
        const auto side = [&step](int index) { return step.at(index) == u"-"_qs ? std::string() : plain(step.at(index)); };
        return describe(m_venue.quote(
            quote(m_instrument, side(1), plain(step.at(2)), side(3), plain(step.at(4)), m_second)));
    } else if (verb == u"invalid"_qs) {
        m_venue.invalidate(m_instrument.id);
    } else if (verb == u"trade"_qs || verb == u"print"_qs || verb == u"late"_qs || verb == u"trade-by-buyer"_qs) {
        return describe(m_venue.trade(tradeOf(step)));
    } else if (verb == u"buy"_qs || verb == u"sell"_qs) {
        return submit(step);
    } else if (verb == u"cancel"_qs) {
        return answer(m_venue.cancel(plain(step.at(1))));
    } else if (verb == u"replace"_qs) {
        return replace(step);
    } else if (verb == u"time"_qs) {
        m_second = step.at(1).toLongLong() * 3600;
        return describe(m_venue.expire(at(m_second)));
    } else {
        return u"the step is not known"_qs;
    }
    return {};
}

}  // namespace

class FillTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QFile page(QString::fromLocal8Bit(qgetenv("TRADECORE_SOURCE_DIR")) + u"/docs/practice-fills.md");
        QVERIFY2(page.open(QIODevice::ReadOnly), qPrintable(page.errorString()));
        m_page = QString::fromUtf8(page.readAll());
    }
    void theRule_data()
    {
        QTest::addColumn<QString>("example");
        const QRegularExpression row(u"^\\| ([A-Z]\\d+) \\| .* \\| `([^`]*)` \\|$"_qs, QRegularExpression::MultilineOption);
        auto rows = row.globalMatch(m_page);
        while (rows.hasNext()) {
            const auto match = rows.next();
            QTest::newRow(qPrintable(match.captured(1))) << match.captured(2);
        }
    }
    void theRule()
    {
        QFETCH(QString, example);
        Example played;
        static const QRegularExpression fee(u" fee [0-9.]+"_qs);
        for (const QString& step : example.split(u';')) {
            const QStringList halves = step.split(QChar(0x2192));
            const QString expected = halves.value(1).trimmed();
            QString happened = played.play(halves.value(0).trimmed());
            if (!expected.contains(u"fee"_qs))
                happened.remove(fee);
            QVERIFY2(happened == expected, qPrintable(step.trimmed() + u"  but was: " + happened));
        }
    }
    void everyRuleHasAnExample()
    {
        static const QRegularExpression rule(u"^\\| [A-Z]\\d+ \\|"_qs, QRegularExpression::MultilineOption);
        static const QRegularExpression withExample(u"^\\| [A-Z]\\d+ \\| .* \\| `[^`]+` \\|$"_qs,
                                                    QRegularExpression::MultilineOption);
        const auto count = [this](const QRegularExpression& pattern) {
            int found = 0;
            for (auto matches = pattern.globalMatch(m_page); matches.hasNext(); matches.next())
                ++found;
            return found;
        };
        QVERIFY(count(rule) > 30);
        QCOMPARE(count(withExample), count(rule));
    }

private:
    QString m_page;
};

QTEST_GUILESS_MAIN(FillTableTest)
#include "fill_table_test.moc"
