#include "ui/market/chart_panel.h"

#include "ui/common/ink.h"
#include "ui/common/number_text.h"
#include "ui/market/price_chart.h"
#include "ui/order/orders_model.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace tradecore::ui {

ChartPanel::ChartPanel(const WindowContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_chart(new PriceChart(context.theme, this))
    , m_symbol(new QLabel(this))
    , m_name(new QLabel(this))
    , m_last(new QLabel(this))
    , m_change(new QLabel(this))
    , m_timeframes(new QButtonGroup(this))
    , m_marks(std::make_unique<ChartMarks>())
{
    setObjectName(u"chartPanel"_qs);
    setAccessibleName(tr("Chart"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_chart->setObjectName(u"priceChart"_qs);
    m_chart->setAccessibleName(tr("Price chart"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHead();
    layout->addWidget(m_chart, 1);
    m_empty = new EmptyState(context.theme, m_chart);
    m_empty->setObjectName(u"chartEmpty"_qs);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_empty->setSentence(tr("Choose a symbol in the watchlist, or press / and type one."));
    connect(m_chart, &PriceChart::cancelRequested, this, &ChartPanel::cancelRequested);
    connect(m_chart, &PriceChart::olderBarsWanted, this, [this](Timestamp before) {
        if (m_key)
            m_context.desk.loadOlderBars(*m_key, before);
    });
    connect(&context.theme, &Theme::changed, this, &ChartPanel::refreshHead);
}

ChartPanel::~ChartPanel() = default;

void ChartPanel::buildHead()
{
    auto* head = new QWidget(this);
    head->setFixedHeight(36);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(4);
    m_symbol->setFont(m_context.theme.headingFont());
    m_name->setForegroundRole(QPalette::PlaceholderText);
    m_last->setFont(m_context.theme.numberFont(14));
    m_change->setFont(m_context.theme.numberFont(12));
    row->addWidget(m_symbol);
    row->addSpacing(4);
    row->addWidget(m_name);
    row->addSpacing(12);
    row->addWidget(m_last);
    row->addSpacing(4);
    row->addWidget(m_change);
    row->addStretch();
    for (const auto timeframe : domain::allTimeframes) {
        const auto name = domain::nameOf(timeframe);
        auto* button = new QToolButton(head);
        button->setText(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
        button->setObjectName(QString(u"timeframe" % button->text() % u"Button"));
        button->setAccessibleName(tr("Bars of %1").arg(button->text()));
        button->setToolTip(button->accessibleName());
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFixedHeight(24);
        button->setMinimumWidth(32);
        m_timeframes->addButton(button, static_cast<int>(timeframe));
        row->addWidget(button);
    }
    connect(m_timeframes, &QButtonGroup::idClicked, this, [this](int id) {
        if (m_key)
            show(domain::InstrumentId(m_key->instrument), static_cast<domain::Timeframe>(id));
    });
    qobject_cast<QVBoxLayout*>(layout())->addWidget(head);
}

void ChartPanel::show(const domain::InstrumentId& instrument, domain::Timeframe timeframe)
{
    const application::BarsKey wanted{instrument, timeframe};
    if (m_key == wanted)
        return;
    const bool other = !m_key || m_key->instrument != instrument;
    if (m_key) {
        m_context.desk.unwatchBars(*m_key);
        if (other)
            m_context.desk.unsubscribe(m_key->instrument, "chart");
    }
    m_key = wanted;
    if (other) {
        m_snapshot.reset();
        *m_marks = ChartMarks();
        m_context.desk.subscribe(instrument, "chart");
    }
    m_timeframes->button(static_cast<int>(timeframe))->setChecked(true);
    m_chart->clearBars();
    const auto frameName = m_timeframes->button(static_cast<int>(timeframe))->text();
    m_empty->setSentence(tr("Loading the %1 bars of %2…").arg(frameName, toQString(instrument.toString())));
    m_empty->show();
    m_context.desk.watchBars(wanted);
    refreshHead();
    pushMarks();
}

void ChartPanel::applyBars(const std::vector<application::BarsChange>& changes)
{
    for (const auto& change : changes) {
        if (!m_key || change.key != *m_key)
            continue;
        m_chart->applyBars(change);
        const bool empty = m_chart->bars().isEmpty();
        m_empty->setVisible(empty || !change.historyError.empty());
        if (!change.historyError.empty())
            m_empty->setSentence(tr("The history could not be loaded: %1").arg(toQString(change.historyError)));
        else if (empty)
            m_empty->setSentence(tr("No trade has been seen yet. The first one starts the chart."));
        if (!empty && !change.historyError.empty())
            m_empty->hide();
    }
}

void ChartPanel::setSnapshot(const application::InstrumentSnapshot& snapshot)
{
    if (!m_key || snapshot.instrument != m_key->instrument)
        return;
    if (snapshot.lastTrade) {
        if (m_snapshot && m_snapshot->lastTrade && m_snapshot->lastTrade->price != snapshot.lastTrade->price)
            m_marks->lastTone = m_snapshot->lastTrade->price < snapshot.lastTrade->price ? Tone::Up : Tone::Down;
        m_marks->last = snapshot.lastTrade->price;
    }
    m_snapshot = snapshot;
    refreshHead();
    pushMarks();
}

void ChartPanel::refreshHead()
{
    if (!m_key)
        return;
    const auto* instrument = m_context.instruments.find(m_key->instrument);
    m_symbol->setText(toQString(m_key->instrument.toString()));
    m_name->setText(instrument ? toQString(instrument->name) : QString());
    m_last->clear();
    m_change->clear();
    if (!m_snapshot || !m_snapshot->lastTrade)
        return;
    const auto last = m_snapshot->lastTrade->price;
    const auto& colours = m_context.theme.colours();
    setInk(*m_last, m_marks->stale ? colours.muted : colours.text);
    m_last->setText(displayText(last.value(), m_context.instruments.priceDecimals(m_key->instrument)));
    const auto& day = m_snapshot->statistics;
    const auto reference = day ? (day->previousClose ? day->previousClose : day->open) : std::nullopt;
    if (!reference)
        return;
    if (const auto percent = percentChange(last.value(), reference->value())) {
        const bool up = !percent->isNegative();
        m_change->setText(QString((up ? u"▲ "_qs : u"▼ "_qs) % displayText(*percent, 2, SignStyle::Always) % u" %"));
        setInk(*m_change, m_marks->stale ? colours.muted : up ? colours.up : colours.down);
        m_chart->setAccessibleDescription(tr("%1, last %2, %3").arg(m_symbol->text(), m_last->text(), m_change->text()));
    }
}

void ChartPanel::setTrading(const std::vector<application::OrderRow>& openOrders, const std::vector<application::FillRow>& fills,
                            const application::PositionView* position)
{
    m_marks->orders.clear();
    m_marks->fills.clear();
    m_marks->position.reset();
    if (!m_key)
        return;
    const int decimals = m_context.instruments.priceDecimals(m_key->instrument);
    for (const auto& order : openOrders) {
        const auto price = order.terms.limitPrice ? order.terms.limitPrice : order.terms.stopPrice;
        if (order.terms.instrument != m_key->instrument || !price)
            continue;
        ChartOrderLine line;
        line.order = order.clientOrderId;
        line.side = order.terms.side;
        line.price = *price;
        line.label = QString(shortNameOf(order.terms.type) % u' '
                             % displayText(order.terms.quantity.minusAtLeastZero(order.filled).value(), 0) % u" @ "
                             % displayText(price->value(), decimals));
        line.acknowledged = order.status == domain::OrderStatus::New || order.status == domain::OrderStatus::PartiallyFilled;
        line.cancellable = order.status != domain::OrderStatus::PendingCancel;
        m_marks->orders.push_back(line);
    }
    for (const auto& fill : fills) {
        if (fill.instrument == m_key->instrument)
            m_marks->fills.push_back({fill.executedAt, fill.side, fill.price, displayText(fill.quantity.value(), 0)});
    }
    if (position && !position->row.state.quantity.isZero() && position->row.state.averagePrice()) {
        const auto& state = position->row.state;
        const auto profit = profitCell(position->unrealised);
        m_marks->position = ChartPositionLine{
            *state.averagePrice(),
            QString((state.quantity.isPositive() ? u"▲ "_qs : u"▼ "_qs) % displayText(state.quantity.value().absolute(), 0)
                    % u" · " % profit.text),
            profit.tone};
    }
    pushMarks();
}

void ChartPanel::setStale(const QString& staleText)
{
    if (m_marks->staleText == staleText)
        return;
    m_marks->stale = !staleText.isEmpty();
    m_marks->staleText = staleText;
    refreshHead();
    pushMarks();
}

void ChartPanel::pushMarks()
{
    m_marks->priceDecimals = m_key ? m_context.instruments.priceDecimals(m_key->instrument) : 2;
    m_chart->setMarks(*m_marks);
}

}  // namespace tradecore::ui
