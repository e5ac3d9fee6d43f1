#include "tests/contract/market_data_source/market_data_source_contract.h"

#include <QTest>

#include <algorithm>
#include <chrono>

namespace tradecore::test {

using namespace std::chrono_literals;
using application::HistoryRequest;
using application::SourceError;
using application::SubscriptionState;
using domain::Bar;
using domain::InstrumentId;

namespace {

// What a history question was answered with, and how often.
struct Answers {
    std::size_t count = 0;
    std::vector<Bar> bars;
    std::optional<SourceError> error;

    application::MarketDataSource::HistoryAnswer callback()
    {
        return [this](Result<std::vector<Bar>, SourceError> answer) {
            ++count;
            if (answer)
                bars = *answer;
            else
                error = answer.error();
        };
    }
};

}  // namespace

bool MarketDataSourceSubject::waitFor(const std::function<bool()>& condition)
{
    for (int i = 0; i < 600 && !condition(); ++i)
        passTime(50ms);
    return condition();
}

void MarketDataSourceContract::init()
{
    m_subject = makeSubject();
}

void MarketDataSourceContract::cleanup()
{
    m_subject.reset();
}

void MarketDataSourceContract::connectAndSubscribe(const std::set<InstrumentId>& wanted)
{
    const std::size_t before = m_subject->observer.connected;
    m_subject->source().connectNow();
    QVERIFY(m_subject->waitFor([&] { return m_subject->observer.connected == before + 1; }));
    m_subject->source().setSubscriptions(wanted);
    for (const auto& instrument : wanted)
        QVERIFY(m_subject->waitFor([&] { return m_subject->observer.isActive(instrument); }));
}

void MarketDataSourceContract::saysNothingBeforeItIsAsked()
{
    m_subject->passTime(2s);
    QCOMPARE(m_subject->observer.sources.size(), std::size_t{0});
    QCOMPARE(m_subject->sink.dataCount(), std::size_t{0});
}

void MarketDataSourceContract::connectsOnceForSeveralRequests()
{
    m_subject->source().connectNow();
    m_subject->source().connectNow();
    QVERIFY(m_subject->waitFor([&] { return m_subject->observer.connected > 0; }));
    m_subject->source().connectNow();
    m_subject->passTime(1s);
    QCOMPARE(m_subject->observer.connected, std::size_t{1});
    QVERIFY(m_subject->observer.disconnected.empty());
    QCOMPARE(m_subject->observer.sources.front(), m_subject->source().traits().name);
}

void MarketDataSourceContract::deliversNothingBeforeSubscription()
{
    connectAndSubscribe({});
    m_subject->passTime(3s);
    QCOMPARE(m_subject->sink.dataCount(), std::size_t{0});
    QVERIFY(m_subject->observer.subscriptions.empty());
}

void MarketDataSourceContract::callsASubscriptionActiveBeforeItsData()
{
    const InstrumentId busy = m_subject->busyInstrument();
    connectAndSubscribe({busy});
    QVERIFY(m_subject->waitFor([&] { return !m_subject->sink.trades.empty() && !m_subject->sink.quotes.empty(); }));
    const auto active = std::ranges::find(m_subject->observer.subscriptions, SubscriptionState::Active,
                                          &SubscriptionReport::state);
    QVERIFY(active != m_subject->observer.subscriptions.end());
    QCOMPARE(active->dataBefore, std::size_t{0});
}

void MarketDataSourceContract::deliversWantedInstrumentsOnly()
{
    const InstrumentId busy = m_subject->busyInstrument();
    connectAndSubscribe({busy});
    m_subject->passTime(3s);
    QVERIFY(m_subject->sink.dataCount() > 0);
    QCOMPARE(m_subject->sink.dataCountOf(busy), m_subject->sink.dataCount());
    QCOMPARE(busy.venue(), m_subject->source().traits().venue);
}

void MarketDataSourceContract::refusesAnUnknownInstrumentAndServesTheRest()
{
    const InstrumentId busy = m_subject->busyInstrument();
    const InstrumentId unknown = m_subject->unknownInstrument();
    m_subject->source().connectNow();
    QVERIFY(m_subject->waitFor([&] { return m_subject->observer.connected == 1; }));
    m_subject->source().setSubscriptions({busy, unknown});
    QVERIFY(m_subject->waitFor([&] {
        const auto* report = m_subject->observer.lastReportOf(unknown);
        return report != nullptr && report->state == SubscriptionState::Refused;
    }));
    QVERIFY(!m_subject->observer.lastReportOf(unknown)->reason.empty());
    QVERIFY(m_subject->waitFor([&] { return m_subject->sink.dataCountOf(busy) > 0; }));
    QCOMPARE(m_subject->sink.dataCountOf(unknown), std::size_t{0});
}

void MarketDataSourceContract::endsTheDataOfAnUnsubscribedInstrument()
{
    const InstrumentId busy = m_subject->busyInstrument();
    const InstrumentId second = m_subject->secondInstrument();
    connectAndSubscribe({busy, second});
    QVERIFY(m_subject->waitFor(
        [&] { return m_subject->sink.dataCountOf(busy) > 0 && m_subject->sink.dataCountOf(second) > 0; }));
    m_subject->source().setSubscriptions({second});
    m_subject->passTime(1s);  // what was under way may still come
    const std::size_t busyBefore = m_subject->sink.dataCountOf(busy);
    const std::size_t secondBefore = m_subject->sink.dataCountOf(second);
    QVERIFY(m_subject->waitFor([&] { return m_subject->sink.dataCountOf(second) > secondBefore; }));
    QCOMPARE(m_subject->sink.dataCountOf(busy), busyBefore);
}

void MarketDataSourceContract::sendsOnlyTheDifferenceOfSubscriptions()
{
    const InstrumentId busy = m_subject->busyInstrument();
    connectAndSubscribe({busy});
    const auto activeReports = [&] {
        return std::ranges::count_if(m_subject->observer.subscriptions, [&](const SubscriptionReport& report) {
            return report.instrument == busy && report.state == SubscriptionState::Active;
        });
    };
    QCOMPARE(activeReports(), 1);
    m_subject->source().setSubscriptions({busy, m_subject->secondInstrument()});
    QVERIFY(m_subject->waitFor([&] { return m_subject->observer.isActive(m_subject->secondInstrument()); }));
    QCOMPARE(activeReports(), 1);
}

void MarketDataSourceContract::reportsActivityWithoutSubscriptions()
{
    connectAndSubscribe({});
    const std::size_t before = m_subject->observer.activity;
    if (m_subject->source().traits().expectedActivity == Duration::zero())
        QSKIP("silence is normal for this source");
    m_subject->passTime(m_subject->source().traits().expectedActivity);
    QVERIFY(m_subject->observer.activity > before);
}

void MarketDataSourceContract::listsItsInstrumentsOnce()
{
    std::size_t answers = 0;
    std::vector<domain::Instrument> instruments;
    connectAndSubscribe({});
    m_subject->source().requestInstruments([&](Result<std::vector<domain::Instrument>, SourceError> answer) {
        ++answers;
        if (answer)
            instruments = *answer;
    });
    QVERIFY(m_subject->waitFor([&] { return answers > 0; }));
    m_subject->passTime(1s);
    QCOMPARE(answers, std::size_t{1});
    QVERIFY(std::ranges::find(instruments, m_subject->busyInstrument(), &domain::Instrument::id) != instruments.end());
    QVERIFY(std::ranges::find(instruments, m_subject->secondInstrument(), &domain::Instrument::id) != instruments.end());
    for (const auto& instrument : instruments) {
        QCOMPARE(instrument.id.venue(), m_subject->source().traits().venue);
        QVERIFY(instrument.tickSize.value().isPositive());
        QVERIFY(instrument.lotSize.isPositive());
    }
}

void MarketDataSourceContract::answersHistoryOnceWithOrderedBarsOfTheRange()
{
    connectAndSubscribe({m_subject->busyInstrument()});
    m_subject->passTime(3s);
    const HistoryRequest request = m_subject->historyRequest();
    Answers answers;
    m_subject->source().requestHistory(request, answers.callback());
    QCOMPARE(answers.count, std::size_t{0});  // never from inside the question
    QVERIFY(m_subject->waitFor([&] { return answers.count > 0; }));
    m_subject->passTime(1s);
    QCOMPARE(answers.count, std::size_t{1});
    QVERIFY(!answers.error);
    QVERIFY(!answers.bars.empty());
    for (std::size_t i = 0; i < answers.bars.size(); ++i) {
        const Bar& bar = answers.bars[i];
        QVERIFY(bar.start >= request.from && bar.start < request.to);
        QVERIFY(i == 0 || answers.bars[i - 1].start < bar.start);
        QVERIFY(bar.high >= std::max(bar.open, bar.close) && bar.low <= std::min(bar.open, bar.close));
    }
}

void MarketDataSourceContract::answersAnEmptyRangeWithNothing()
{
    connectAndSubscribe({m_subject->busyInstrument()});
    m_subject->passTime(3s);
    HistoryRequest request = m_subject->historyRequest();
    request.to = request.from;
    Answers answers;
    m_subject->source().requestHistory(request, answers.callback());
    QVERIFY(m_subject->waitFor([&] { return answers.count > 0; }));
    QVERIFY(answers.bars.empty());
}

void MarketDataSourceContract::refusesHistoryOfAnUnknownInstrument()
{
    connectAndSubscribe({});
    HistoryRequest request = m_subject->historyRequest();
    request.instrument = m_subject->unknownInstrument();
    Answers answers;
    m_subject->source().requestHistory(request, answers.callback());
    QVERIFY(m_subject->waitFor([&] { return answers.count > 0; }));
    QVERIFY(answers.error.has_value());
    QVERIFY(answers.error->kind == SourceError::Kind::UnknownInstrument);
    QVERIFY(!answers.error->text.empty());
}

void MarketDataSourceContract::answersHistoryOnceWhileDisconnected()
{
    Answers answers;
    m_subject->source().requestHistory(m_subject->historyRequest(), answers.callback());
    QVERIFY(m_subject->waitFor([&] { return answers.count > 0; }));
    m_subject->passTime(1s);
    QCOMPARE(answers.count, std::size_t{1});
}

void MarketDataSourceContract::answersPendingHistoryWhenDisconnected()
{
    connectAndSubscribe({});
    Answers answers;
    m_subject->source().requestHistory(m_subject->historyRequest(), answers.callback());
    m_subject->source().disconnectNow();
    QVERIFY(m_subject->waitFor([&] { return answers.count > 0; }));
    m_subject->passTime(1s);
    QCOMPARE(answers.count, std::size_t{1});
}

void MarketDataSourceContract::reportsADisconnectOnceAndFallsSilent()
{
    connectAndSubscribe({m_subject->busyInstrument()});
    QVERIFY(m_subject->waitFor([&] { return m_subject->sink.dataCount() > 0; }));
    m_subject->source().disconnectNow();
    m_subject->source().disconnectNow();
    QVERIFY(m_subject->waitFor([&] { return !m_subject->observer.disconnected.empty(); }));
    const std::size_t data = m_subject->sink.dataCount();
    const std::size_t activity = m_subject->observer.activity;
    m_subject->passTime(3s);
    QCOMPARE(m_subject->observer.disconnected.size(), std::size_t{1});
    QVERIFY(!m_subject->observer.disconnected.front().empty());
    QCOMPARE(m_subject->sink.dataCount(), data);
    QCOMPARE(m_subject->observer.activity, activity);
}

void MarketDataSourceContract::needsSubscriptionsAgainAfterAReconnect()
{
    const InstrumentId busy = m_subject->busyInstrument();
    connectAndSubscribe({busy});
    m_subject->source().disconnectNow();
    QVERIFY(m_subject->waitFor([&] { return !m_subject->observer.disconnected.empty(); }));
    m_subject->observer.subscriptions.clear();
    m_subject->source().connectNow();
    QVERIFY(m_subject->waitFor([&] { return m_subject->observer.connected == 2; }));
    const std::size_t data = m_subject->sink.dataCount();
    m_subject->passTime(2s);
    QCOMPARE(m_subject->sink.dataCount(), data);
    m_subject->source().setSubscriptions({busy});
    QVERIFY(m_subject->waitFor([&] { return m_subject->sink.dataCount() > data; }));
    QVERIFY(m_subject->observer.isActive(busy));
}

void MarketDataSourceContract::movesMarketTimeForwardOnly()
{
    connectAndSubscribe({m_subject->busyInstrument()});
    Timestamp last = m_subject->source().marketTime();
    for (int i = 0; i < 60; ++i) {
        m_subject->passTime(50ms);
        QVERIFY(m_subject->source().marketTime() >= last);
        last = m_subject->source().marketTime();
    }
    QVERIFY(!m_subject->sink.marketTimes.empty());
    QVERIFY(std::ranges::is_sorted(m_subject->sink.marketTimes, {}, &std::pair<std::string, Timestamp>::second));
    QCOMPARE(m_subject->sink.marketTimes.front().first, m_subject->source().traits().name);
    m_subject->source().disconnectNow();
    const Timestamp stopped = m_subject->source().marketTime();
    m_subject->passTime(1s);
    m_subject->source().connectNow();
    QVERIFY(m_subject->waitFor([&] { return m_subject->observer.connected == 2; }));
    QVERIFY(m_subject->source().marketTime() >= stopped);
}

void MarketDataSourceContract::keepsPricesOnTheTick()
{
    std::vector<domain::Instrument> instruments;
    connectAndSubscribe({m_subject->busyInstrument()});
    m_subject->source().requestInstruments([&](Result<std::vector<domain::Instrument>, SourceError> answer) {
        if (answer)
            instruments = *answer;
    });
    QVERIFY(m_subject->waitFor([&] { return !instruments.empty() && m_subject->sink.trades.size() > 3; }));
    const auto found = std::ranges::find(instruments, m_subject->busyInstrument(), &domain::Instrument::id);
    QVERIFY(found != instruments.end());
    for (const auto& quote : m_subject->sink.quotes) {
        QVERIFY(!quote.bid || quote.bid->value().isMultipleOf(found->tickSize.value()));
        QVERIFY(!quote.ask || quote.ask->value().isMultipleOf(found->tickSize.value()));
        QVERIFY(!quote.bid || !quote.ask || *quote.bid < *quote.ask);
    }
    for (const auto& trade : m_subject->sink.trades)
        QVERIFY(trade.size.value().isMultipleOf(found->lotSize));
}

}  // namespace tradecore::test
