// What comes in: market batches, changed rows, status; and what follows from it on the screen.
#include "ui/common/desk_answer.h"
#include "ui/common/number_text.h"
#include "ui/connection/counters_dialog.h"
#include "ui/connection/stream_words.h"
#include "ui/market/chart_panel.h"
#include "ui/market/watchlist_model.h"
#include "ui/order/order_ticket.h"
#include "ui/shell/blotter_tabs.h"
#include "ui/shell/main_window.h"
#include "ui/shell/mode_badge.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/status_strip.h"

#include <QCompleter>
#include <QDateTime>
#include <QHeaderView>

namespace tradecore::ui {
namespace {

constexpr int tickMilliseconds = 250;
constexpr int ticksPerStatus = 4;
constexpr std::size_t watchlistRows = 40;
constexpr int widestWatchlist = 420;

}  // namespace

void MainWindow::connectData()
{
    using application::MarketDataSignals;
    using application::TradingDataSignals;
    connect(&m_pump, &FramePump::frame, this, &MainWindow::onFrame);
    connect(&m_market, &MarketDataSignals::batch, this, &MainWindow::onMarket);
    connect(&m_trading, &TradingDataSignals::orders, this, [this](const std::vector<application::OrderRow>& rows) {
        m_blotters->orders().apply(rows);
        m_marksDirty = m_exposureDirty = true;
    });
    connect(&m_trading, &TradingDataSignals::fills, this, [this](const std::vector<application::FillRow>& rows) {
        m_blotters->fills().apply(rows);
        m_marksDirty = true;
    });
    connect(&m_trading, &TradingDataSignals::positions, this, [this](const std::vector<application::PositionView>& rows) {
        m_blotters->positions().apply(rows);
        m_marksDirty = m_exposureDirty = true;
    });
    connect(&m_trading, &TradingDataSignals::accounts, this, [this](const std::vector<application::AccountView>& rows) {
        m_blotters->account().apply(rows);
        if (const auto* account = m_blotters->account().account()) {
            m_strip->setAccount(*account);
            showTradingState(*account);
        }
    });
    connect(&m_trading, &TradingDataSignals::failed, this, [this](const QString& reason) { tell(reason, Tone::Danger); });
    connect(&m_tick, &QTimer::timeout, this, [this] {
        tick();
        if (++m_ticks % ticksPerStatus == 0)
            askStatus();
    });
    connect(m_watchlistView, &BlotterView::modelRowActivated, this,
            [this](int row) { showInstrument(domain::InstrumentId(m_watchlist->instrumentAt(row))); });
    connect(m_watchlistView, &QAbstractItemView::clicked, this, [this] {
        if (const int row = m_watchlistView->currentModelRow(); row >= 0)
            showInstrument(domain::InstrumentId(m_watchlist->instrumentAt(row)));
    });
    connect(m_ticket, &OrderTicket::instrumentChosen, this, &MainWindow::showInstrument);
    connect(m_ticket, &OrderTicket::told, this,
            [this](const QString& sentence, bool refused) { tell(sentence, refused ? Tone::Danger : Tone::Normal); });
    connect(m_blotters, &BlotterTabs::told, this, [this](const QString& sentence) { tell(sentence, Tone::Normal); });
}

void MainWindow::start()
{
    m_context.desk.instruments(m_context.gui, whileAlive(this, [this](const std::vector<domain::Instrument>& instruments) {
                                   onInstruments(instruments);
                               }));
    askStatus();
    m_tick.start(tickMilliseconds);
    m_pump.start();
    if (m_setup.isFirstStart)
        openSourceChoice();
}

void MainWindow::onFrame()
{
    m_market.pump();
    m_trading.pump();
    if (m_exposureDirty) {
        m_exposureDirty = false;
        refreshExposure();
    }
    if (m_marksDirty) {
        m_marksDirty = false;
        refreshMarks();
    }
}

void MainWindow::onInstruments(const std::vector<domain::Instrument>& instruments)
{
    m_instruments.set(instruments);
    QStringList names;
    std::vector<domain::InstrumentId> watched;
    for (const auto& instrument : instruments) {
        names.append(toQString(instrument.id.symbol()));
        if (watched.size() < watchlistRows)
            watched.push_back(instrument.id);
    }
    auto* completer = new QCompleter(names, m_search);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_search->setCompleter(completer);
    connect(completer, qOverload<const QString&>(&QCompleter::activated), this, &MainWindow::search, Qt::QueuedConnection);
    for (const auto& instrument : watched) {
        if (m_subscribed.insert(instrument).second)
            m_context.desk.subscribe(instrument, "watchlist");
    }
    m_watchlist->setInstruments(watched);
    if (!watched.empty() && !m_chart->key())
        showInstrument(watched.front());
}

void MainWindow::showInstrument(const domain::InstrumentId& instrument)
{
    const auto timeframe = m_chart->key() ? m_chart->key()->timeframe : domain::Timeframe::OneMinute;
    m_chart->show(instrument, timeframe);
    m_ticket->setInstrument(instrument);
    if (const int row = m_watchlist->rowOf(instrument.toString()); row >= 0)
        m_watchlistView->selectModelRow(row);
    if (const auto* snapshot = m_watchlist->snapshotOf(instrument)) {
        m_chart->setSnapshot(*snapshot);
        m_ticket->setQuote(snapshot->quoteInvalid ? std::nullopt : snapshot->quote);
    }
    refreshMarks();
}

void MainWindow::search()
{
    const auto typed = m_search->text();
    const auto* found = m_instruments.match(typed);
    if (!found) {
        if (!typed.trimmed().isEmpty())
            m_notice->show(tr("No instrument of this source is called “%1”.").arg(typed.trimmed()), Tone::Warning);
        return;
    }
    m_notice->hide();
    m_search->clear();
    showInstrument(domain::InstrumentId(found->id));
    m_chart->setFocus();
}

void MainWindow::onMarket(const application::MarketBatch& batch)
{
    m_watchlist->apply(batch.instruments);
    fitWatchlist();
    for (const auto& snapshot : batch.instruments) {
        m_chart->setSnapshot(snapshot);
        if (m_ticket->instrument() && m_ticket->instrument()->id == snapshot.instrument)
            m_ticket->setQuote(snapshot.quoteInvalid ? std::nullopt : snapshot.quote);
    }
    m_chart->applyBars(batch.bars);
    for (const auto& stream : batch.streams)
        noteStream(stream);
}

// The first prices decide how wide the watchlist is; after that the width is the person's.
void MainWindow::fitWatchlist()
{
    if (m_fitsLeft == 0 || m_watchlist->rowCount() == 0)
        return;
    --m_fitsLeft;
    // Beside the columns, the scroll bar where there is one.
    const int beside = m_watchlistView->width() - m_watchlistView->viewport()->width();
    const int needed = m_watchlistView->horizontalHeader()->length() + beside;
    if (needed > m_watchlistDock->width() && needed <= widestWatchlist)
        resizeDocks({m_watchlistDock}, {needed}, Qt::Horizontal);
}

void MainWindow::noteStream(const application::StreamStatus& stream)
{
    m_strip->setStream(stream);
    const auto [known, isNew] = m_told.try_emplace({stream.name, stream.isOrders}, stream);
    // What stands beside a live stream is news too; the reason of a silent one grows by the second.
    const bool isLive = stream.health == application::StreamHealth::Live;
    const bool hasNotice = isLive && !stream.reason.empty();
    if (!isNew && known->second.health == stream.health && !(hasNotice && known->second.reason != stream.reason)) {
        known->second.reason = stream.reason;
        return;
    }
    known->second = stream;
    tick();
    const auto kind = stream.isOrders ? tr("Orders of %1") : tr("Data of %1");
    tell(QString(kind.arg(toQString(stream.name)) % u": " % streamSentence(stream, m_context.desk.steadyNow())),
         hasNotice ? Tone::Warning : isLive ? Tone::Normal : toneOf(stream.health));
}

void MainWindow::refreshMarks()
{
    if (!m_chart->key())
        return;
    m_chart->setTrading(m_blotters->orders().openOrders(), m_blotters->fills().fills(),
                        m_blotters->positions().find(m_chart->key()->instrument));
}

void MainWindow::askStatus()
{
    m_context.desk.status(m_context.gui, whileAlive(this, [this](const application::WorkstationStatus& status) { onStatus(status); }));
}

void MainWindow::onStatus(const application::WorkstationStatus& status)
{
    for (const auto& stream : status.streams)
        noteStream(stream);
    const auto utcNow = Timestamp::fromNanoseconds(QDateTime::currentMSecsSinceEpoch() * 1'000'000);
    m_strip->setStatus(status, utcNow);
    const bool live = status.mode == "live";
    const auto mode = live ? tr("LIVE") : status.mode == "paper" ? tr("PAPER") : tr("PRACTICE");
    const auto market = status.source == "simulated" ? tr("simulated market")
        : status.source == "replay" ? tr("replayed market")
                                    : toQString(status.source);
    m_source = toQString(status.source);
    m_badge->setText(mode, market);
    m_badge->setVisible(!live);
    setWindowTitle(QString(u"TradeCore – " % mode % u" · " % market));
    if (live)
        m_live->show(tr("LIVE – orders of account %1 use real money.").arg(toQString(m_context.desk.practiceAccount().text())), Tone::Danger);
    else
        m_live->hide();
    showStopped(status);
    showIntegrity(status);
    if (m_counters)
        m_counters->apply(status, m_context.desk.steadyNow());
    if (!status.recovered.empty() && !m_recoveryShown) {
        m_recoveryShown = true;
        showRecovery(status.recovered);
    }
    tick();
}

void MainWindow::tick()
{
    const auto now = m_context.desk.steadyNow();
    m_strip->tick(now);
    QString stale;
    const auto* stream = m_strip->dataStream();
    if (stream && stream->health != application::StreamHealth::Live) {
        const auto age = stream->lastActivity ? displayAge(now - *stream->lastActivity) : QString();
        const bool isSilent = stream->health == application::StreamHealth::Stale || stream->health == application::StreamHealth::Finished;
        const auto word = isSilent ? labelFor(stream->health) : tr("not connected");
        stale = age.isEmpty() ? word : QString(word % u" · " % age);
    }
    m_chart->setStale(stale);
    m_watchlistView->setStale(!stale.isEmpty());
}

void MainWindow::tell(const QString& sentence, Tone tone)
{
    m_blotters->log().add(sentence, tone);
}

}  // namespace tradecore::ui
