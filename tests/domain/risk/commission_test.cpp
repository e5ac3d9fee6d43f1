#include <QTest>

#include "domain/risk/commission.h"

#include <rapidcheck.h>

using namespace tradecore;
using namespace tradecore::domain;

namespace {

Instrument instrument(AssetClass assetClass)
{
    Instrument result;
    result.assetClass = assetClass;
    return result;
}

Money usd(Decimal amount)
{
    return {amount, Currency("USD")};
}

Quantity shares(std::int64_t count)
{
    return *Quantity::from(Decimal::fromInteger(count));
}

}  // namespace

class CommissionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheSchedule_data();
    void followsTheSchedule();
    void piecesPayWhatTheWholePays();
    void currenciesMustAgree();
};

void CommissionTest::followsTheSchedule_data()
{
    QTest::addColumn<bool>("crypto");
    QTest::addColumn<QString>("filled");
    QTest::addColumn<QString>("notional");
    QTest::addColumn<QString>("commission");
    const auto row = [](const char* name, bool crypto, const char* filled, const char* notional, const char* commission) {
        QTest::newRow(name) << crypto << QString::fromLatin1(filled) << QString::fromLatin1(notional)
                            << QString::fromLatin1(commission);
    };
    row("nothing", false, "0", "0", "0.00 USD");
    row("one share", false, "1", "187.2", "1.00 USD");
    row("at the minimum", false, "200", "100", "1.00 USD");
    row("above the minimum", false, "201", "100", "1.00 USD");  // 1.005, half-even
    row("one thousand", false, "1000", "100", "5.00 USD");
    row("crypto", true, "0.5", "30000", "75.00 USD");
    row("crypto below a cent", true, "0.00000001", "0.0006", "0.00 USD");
    row("crypto at a negative price", true, "1", "-100", "0.25 USD");
}

void CommissionTest::followsTheSchedule()
{
    QFETCH(bool, crypto);
    QFETCH(QString, filled);
    QFETCH(QString, notional);
    QFETCH(QString, commission);
    const auto owed = practiceCommission(instrument(crypto ? AssetClass::Crypto : AssetClass::Stock),
                                         Quantity::parse(filled.toStdString()).value(),
                                         usd(Decimal::parse(notional.toStdString()).value()));
    QCOMPARE(QString::fromStdString(owed->toString()), commission);
}

void CommissionTest::piecesPayWhatTheWholePays()
{
    QVERIFY(rc::check("charged by difference, the minimum is charged once and nothing is negative", [] {
        const auto kind = *rc::gen::element(AssetClass::Stock, AssetClass::Crypto);
        std::int64_t filled = 0;
        Decimal paid;
        const int pieces = *rc::gen::inRange(1, 20);
        for (int i = 0; i < pieces; ++i) {
            filled += *rc::gen::inRange<std::int64_t>(1, 500);
            const auto owed = practiceCommission(instrument(kind), shares(filled), usd(Decimal::fromInteger(filled * 10)));
            const Decimal charge = owed->amount() - paid;
            RC_ASSERT(!charge.isNegative());
            paid += charge;
        }
        const auto whole = practiceCommission(instrument(kind), shares(filled), usd(Decimal::fromInteger(filled * 10)));
        RC_ASSERT(paid == whole->amount());
    }));
}

void CommissionTest::currenciesMustAgree()
{
    const Money euros(Decimal::fromInteger(1), Currency("EUR"));
    QCOMPARE(practiceCommission(instrument(AssetClass::Stock), shares(1), euros).error(), MoneyError::DifferentCurrencies);
}

QTEST_GUILESS_MAIN(CommissionTest)
#include "commission_test.moc"
