// The contract of application::MarketDataSource: one suite that every source must pass. A test program derives from
// MarketDataSourceContract, says how to make a subject, and ends with QTEST_GUILESS_MAIN: the inherited functions run.
// Sources on virtual time let it pass in passTime(); sources on a real socket spin the event loop there.
#pragma once

#include "application/port/market_data_source.h"
#include "tests/support/market/recording_sink.h"

#include <QObject>

#include <functional>
#include <memory>

namespace tradecore::test {

// A fresh source with its sink and observer; not connected yet. Destroyed after each test function.
class MarketDataSourceSubject {
public:
    virtual ~MarketDataSourceSubject() = default;
    [[nodiscard]] virtual application::MarketDataSource& source() = 0;
    // Lets about this much time pass (a real loop may wait less where nothing can happen).
    virtual void passTime(Duration by) = 0;

    [[nodiscard]] virtual domain::InstrumentId busyInstrument() const = 0;    // trades and quotes within two seconds
    [[nodiscard]] virtual domain::InstrumentId secondInstrument() const = 0;  // the same of another one
    [[nodiscard]] virtual domain::InstrumentId unknownInstrument() const = 0;
    // A question that has bars as its answer once three seconds of data have come.
    [[nodiscard]] virtual application::HistoryRequest historyRequest() const = 0;
    // Passes time until the condition holds; false after half a minute of the subject's time.
    [[nodiscard]] bool waitFor(const std::function<bool()>& condition);

    RecordingSink sink;
    RecordingObserver observer{sink};
};

class MarketDataSourceContract : public QObject {
    Q_OBJECT

protected:
    [[nodiscard]] virtual std::unique_ptr<MarketDataSourceSubject> makeSubject() = 0;

private Q_SLOTS:
    void init();
    void cleanup();
    void saysNothingBeforeItIsAsked();
    void connectsOnceForSeveralRequests();
    void deliversNothingBeforeSubscription();
    void callsASubscriptionActiveBeforeItsData();
    void deliversWantedInstrumentsOnly();
    void refusesAnUnknownInstrumentAndServesTheRest();
    void endsTheDataOfAnUnsubscribedInstrument();
    void sendsOnlyTheDifferenceOfSubscriptions();
    void reportsActivityWithoutSubscriptions();
    void listsItsInstrumentsOnce();
    void answersHistoryOnceWithOrderedBarsOfTheRange();
    void answersAnEmptyRangeWithNothing();
    void refusesHistoryOfAnUnknownInstrument();
    void answersHistoryOnceWhileDisconnected();
    void answersPendingHistoryWhenDisconnected();
    void reportsADisconnectOnceAndFallsSilent();
    void needsSubscriptionsAgainAfterAReconnect();
    void movesMarketTimeForwardOnly();
    void keepsPricesOnTheTick();

private:
    void connectAndSubscribe(const std::set<domain::InstrumentId>& wanted);

    std::unique_ptr<MarketDataSourceSubject> m_subject;
};

}  // namespace tradecore::test
