#include <QTest>

#include "domain/user/user.h"

using namespace tradecore::domain;

class UserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isCreatedOnce();
    void preferenceIsStoredWhenItChanges();
};

void UserTest::isCreatedOnce()
{
    const auto events = decideCreate({}, "user-1");
    QCOMPARE(events.size(), std::size_t{1});
    const auto state = fold({}, events.front());
    QVERIFY(state.exists && state.userId == "user-1");
    QVERIFY(decideCreate(state, "user-2").empty());
}

void UserTest::preferenceIsStoredWhenItChanges()
{
    UserState state;
    state = fold(state, decidePreference(state, "market_source", "replay").front());
    QCOMPARE(state.preferences.at("market_source"), std::string("replay"));
    QVERIFY(decidePreference(state, "market_source", "replay").empty());
    QCOMPARE(decidePreference(state, "market_source", "coinbase").size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(UserTest)
#include "user_test.moc"
