#include "ui/order/order_ticket.h"

#include "application/order/order_sentences.h"
#include "ui/common/cell_table_model.h"
#include "ui/common/desk_answer.h"
#include "ui/common/desk_style.h"
#include "ui/common/icons.h"
#include "ui/common/ink.h"
#include "ui_order_ticket.h"

#include <QCompleter>
#include <QKeyEvent>

#include <array>

namespace tradecore::ui {
namespace {

using domain::OrderType;

constexpr std::array allTypes{OrderType::Market, OrderType::Limit, OrderType::Stop, OrderType::StopLimit, OrderType::TrailingStop};

}  // namespace

OrderTicket::OrderTicket(const WindowContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_form(std::make_unique<Ui::OrderTicket>())
{
    m_form->setupUi(this);
    // A line edit keeps some of the arrows with a modifier to itself; here they step.
    for (auto* edit : {m_form->quantityEdit, m_form->limitEdit, m_form->stopEdit})
        edit->installEventFilter(this);
    setObjectName(u"orderTicket"_qs);
    setAccessibleName(tr("Order ticket"));
    setLayoutDirection(layoutDirection());
    m_form->accountLabel->setText(toQString(context.desk.practiceAccount().text()));
    m_form->quantityEdit->setText(u"1"_qs);
    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(previewDelayMilliseconds);
    // The dock decides the width; nothing in the ticket insists on one.
    for (auto* widget : findChildren<QWidget*>()) {
        if (qobject_cast<QPushButton*>(widget) || qobject_cast<QLineEdit*>(widget) || qobject_cast<QComboBox*>(widget))
            widget->setMinimumWidth(24);
    }
    fillTypes();
    fillTimesInForce();
    connectFields();
    applyTheme();
    clearRefusals();
    onEdited();
}

OrderTicket::~OrderTicket() = default;

void OrderTicket::fillTypes()
{
    for (const auto choice : allTypes)
        m_form->typeCombo->addItem(application::labelFor(choice), static_cast<int>(choice));
    m_form->typeCombo->setCurrentIndex(1);
}

void OrderTicket::connectFields()
{
    auto& form = *m_form;
    connect(&m_previewTimer, &QTimer::timeout, this, &OrderTicket::refreshPreview);
    for (auto* edit : {form.quantityEdit, form.limitEdit, form.stopEdit, form.trailEdit, form.takeProfitEdit, form.stopLossEdit})
        connect(edit, &QLineEdit::textChanged, this, &OrderTicket::onEdited);
    connect(form.limitEdit, &QLineEdit::textEdited, this, [this] { m_form->followButton->setChecked(false); });
    connect(form.symbolEdit, &QLineEdit::editingFinished, this, &OrderTicket::onSymbolEntered);
    connect(form.buyButton, &QPushButton::toggled, this, [this] {
        followQuote();
        onEdited();
    });
    connect(form.typeCombo, &QComboBox::currentIndexChanged, this, [this] {
        fillTimesInForce();
        onEdited();
    });
    connect(form.timeInForceCombo, &QComboBox::currentIndexChanged, this, &OrderTicket::onEdited);
    connect(form.followButton, &QToolButton::toggled, this, &OrderTicket::followQuote);
    connect(form.quantityUpButton, &QToolButton::clicked, this, [this] { stepQuantity(1); });
    connect(form.quantityDownButton, &QToolButton::clicked, this, [this] { stepQuantity(-1); });
    connect(form.presetOneButton, &QPushButton::clicked, this, [this] { scaleQuantity(1); });
    connect(form.presetTwoButton, &QPushButton::clicked, this, [this] { scaleQuantity(2); });
    connect(form.presetFiveButton, &QPushButton::clicked, this, [this] { scaleQuantity(5); });
    connect(form.placeButton, &QPushButton::clicked, this, &OrderTicket::place);
    connect(form.discardButton, &QPushButton::clicked, this, &OrderTicket::discard);
    connect(form.repeatNoButton, &QPushButton::clicked, this, [this] { m_form->repeatPanel->hide(); });
    connect(form.repeatYesButton, &QPushButton::clicked, this, [this] {
        m_form->repeatPanel->hide();
        m_repeatAgreed = true;
        place();
    });
    connect(&m_context.theme, &Theme::changed, this, &OrderTicket::applyTheme);
    connect(&m_context.instruments, &InstrumentDirectory::changed, this, [this] {
        QStringList names;
        for (const auto& known : m_context.instruments.all())
            names.append(toQString(known.id.symbol()));
        auto* completer = new QCompleter(names, m_form->symbolEdit);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        m_form->symbolEdit->setCompleter(completer);
        if (m_instrumentCopy)
            setInstrument(domain::InstrumentId(m_instrumentCopy->id));
    });
}

void OrderTicket::applyTheme()
{
    const auto& theme = m_context.theme;
    const auto& colours = theme.colours();
    for (auto* edit : {m_form->quantityEdit, m_form->limitEdit, m_form->stopEdit, m_form->trailEdit, m_form->takeProfitEdit,
                       m_form->stopLossEdit})
        edit->setFont(theme.numberFont(13));
    for (auto* label : {m_form->accountCaption, m_form->symbolCaption, m_form->quantityCaption, m_form->typeCaption,
                        m_form->limitCaption, m_form->stopCaption, m_form->timeInForceCaption, m_form->trailCaption,
                        m_form->takeProfitCaption, m_form->stopLossCaption, m_form->instrumentLabel,
                        m_form->estimateLabel, m_form->resultLabel})
        label->setForegroundRole(QPalette::PlaceholderText);
    m_form->instrumentLabel->setFont(theme.labelFont());
    m_form->estimateLabel->setFont(theme.labelFont());
    m_form->summaryLabel->setFont(theme.headingFont());
    for (auto* label : {m_form->symbolError, m_form->quantityError, m_form->limitError, m_form->stopError, m_form->generalError,
                        m_form->trailError, m_form->exitError, m_form->blockedLabel}) {
        setInk(*label, colours.danger);
        label->setFont(theme.labelFont());
    }
    m_form->followButton->setIcon(themedIcon(u"lock"_qs, theme));
    refreshButton();
}

void OrderTicket::fillTimesInForce()
{
    const auto before = m_form->timeInForceCombo->currentData();
    const QSignalBlocker quiet(m_form->timeInForceCombo);
    m_form->timeInForceCombo->clear();
    for (const auto choice : timesInForceFor(type()))
        m_form->timeInForceCombo->addItem(application::labelFor(choice), static_cast<int>(choice));
    m_form->timeInForceCombo->setCurrentIndex(std::max(0, m_form->timeInForceCombo->findData(before)));
    const bool limit = takesLimit(type());
    const bool stop = takesStop(type());
    for (QWidget* widget : std::initializer_list<QWidget*>{m_form->limitCaption, m_form->limitEdit, m_form->followButton})
        widget->setVisible(limit);
    m_form->stopCaption->setVisible(stop);
    m_form->stopEdit->setVisible(stop);
    const bool trail = takesTrail(type());
    m_form->trailCaption->setVisible(trail);
    m_form->trailEdit->setVisible(trail);
    // A stop is an exit itself.
    for (QWidget* widget : std::initializer_list<QWidget*>{m_form->takeProfitCaption, m_form->takeProfitEdit, m_form->stopLossCaption,
                                                           m_form->stopLossEdit})
        widget->setVisible(!stop && !trail);
}

domain::Side OrderTicket::side() const
{
    return m_form->buyButton->isChecked() ? domain::Side::Buy : domain::Side::Sell;
}

OrderType OrderTicket::type() const
{
    return static_cast<OrderType>(m_form->typeCombo->currentData().toInt());
}

int OrderTicket::priceDecimals() const
{
    return m_instrument ? decimalsOf(m_instrument->tickSize.value()) : 2;
}

void OrderTicket::setInstrument(const domain::InstrumentId& instrument)
{
    const auto* found = m_context.instruments.find(instrument);
    if (!found)
        return;
    const bool other = !m_instrument || m_instrument->id != found->id;
    m_instrumentCopy = *found;
    m_instrument = &*m_instrumentCopy;
    m_form->symbolEdit->setText(toQString(found->id.symbol()));
    m_form->instrumentLabel->setText(QString(toQString(found->name) % u" · " % toQString(found->id.venue())));
    if (other) {
        m_quote.reset();
        m_form->limitEdit->clear();
        m_form->stopEdit->clear();
        m_form->followButton->setChecked(true);
        if (m_form->quantityEdit->text() == u"1" || m_form->quantityEdit->text().isEmpty()) {
            const auto smallest = std::max(found->minimumQuantity.value(), found->lotSize);
            m_form->quantityEdit->setText(inputText(found->assetClass == domain::AssetClass::Stock ? std::max(smallest, Decimal::fromInteger(100)) : smallest, 0));
        }
    }
    onEdited();
}

void OrderTicket::setSide(domain::Side wanted)
{
    (wanted == domain::Side::Buy ? m_form->buyButton : m_form->sellButton)->setChecked(true);
}

void OrderTicket::loadFrom(const domain::OrderTerms& terms)
{
    setInstrument(terms.instrument);
    setSide(terms.side);
    m_form->typeCombo->setCurrentIndex(m_form->typeCombo->findData(static_cast<int>(terms.type)));
    m_form->followButton->setChecked(false);
    m_form->quantityEdit->setText(inputText(terms.quantity.value(), 0));
    m_form->limitEdit->setText(terms.limitPrice ? inputText(terms.limitPrice->value(), priceDecimals()) : QString());
    m_form->trailEdit->setText(terms.trail ? toQString(terms.trail->toString()) : QString());
    m_form->stopEdit->setText(terms.stopPrice ? inputText(terms.stopPrice->value(), priceDecimals()) : QString());
    const int valid = m_form->timeInForceCombo->findData(static_cast<int>(terms.timeInForce));
    m_form->timeInForceCombo->setCurrentIndex(std::max(0, valid));
    focusQuantity();
}

void OrderTicket::setQuote(const std::optional<domain::Quote>& quote)
{
    m_quote = quote;
    followQuote();
}

void OrderTicket::followQuote()
{
    if (!m_form->followButton->isChecked() || !m_quote || !takesLimit(type()))
        return;
    const auto price = side() == domain::Side::Buy ? m_quote->bid : m_quote->ask;
    if (!price)
        return;
    const auto text = inputText(price->value(), priceDecimals());
    if (text != m_form->limitEdit->text())
        m_form->limitEdit->setText(text);
}

void OrderTicket::focusQuantity()
{
    m_form->quantityEdit->setFocus(Qt::ShortcutFocusReason);
    m_form->quantityEdit->selectAll();
}

void OrderTicket::onSymbolEntered()
{
    const auto typed = m_form->symbolEdit->text();
    if (m_instrument && typed == toQString(m_instrument->id.symbol()))
        return;
    const auto* found = m_context.instruments.match(typed);
    if (!found) {
        m_instrument = nullptr;
        m_instrumentCopy.reset();
        m_form->instrumentLabel->clear();
        onEdited();
        if (!typed.trimmed().isEmpty())
            showRefusal(TicketField::Symbol, tr("No instrument of this source is called “%1”.").arg(typed.trimmed()));
        return;
    }
    const auto id = found->id;
    setInstrument(id);
    Q_EMIT instrumentChosen(id);
}

TicketReading OrderTicket::read() const
{
    domain::OrderTerms chosen;
    chosen.account = m_context.desk.practiceAccount();
    chosen.side = side();
    chosen.type = type();
    chosen.timeInForce = static_cast<domain::TimeInForce>(m_form->timeInForceCombo->currentData().toInt());
    const bool exits = !takesStop(type()) && !takesTrail(type());
    return readTicket({m_form->quantityEdit->text(), m_form->limitEdit->text(), m_form->stopEdit->text(), m_form->trailEdit->text(),
                       exits ? m_form->takeProfitEdit->text() : QString(), exits ? m_form->stopLossEdit->text() : QString()},
                      m_instrument, chosen);
}

void OrderTicket::onEdited()
{
    ++m_revision;
    m_form->repeatPanel->hide();
    clearRefusals();
    const auto reading = read();
    if (!reading.terms) {
        m_previewTimer.stop();
        m_form->summaryLabel->clear();
        m_form->estimateLabel->clear();
        if (!reading.sentence.isEmpty())
            showRefusal(reading.field, reading.sentence);
        else
            m_refusal = reading.field == TicketField::Symbol ? tr("Choose a symbol first.") : tr("A field is still empty.");
    } else {
        m_form->summaryLabel->setText(orderInWords(*reading.terms, priceDecimals()));
        m_previewTimer.start();
    }
    refreshButton();
}

void OrderTicket::discard()
{
    m_form->quantityEdit->setText(u"1"_qs);
    m_form->limitEdit->clear();
    m_form->stopEdit->clear();
    for (auto* edit : {m_form->trailEdit, m_form->takeProfitEdit, m_form->stopLossEdit})
        edit->clear();
    m_form->resultLabel->clear();
    m_form->followButton->setChecked(true);
    followQuote();
    focusQuantity();
}

void OrderTicket::stepQuantity(int lots)
{
    const auto lot = m_instrument ? m_instrument->lotSize : Decimal::fromInteger(1);
    const auto now = parseInput(m_form->quantityEdit->text()).value_or(Decimal());
    const auto change = Decimal::multiply(lot, Decimal::fromInteger(lots), Rounding::HalfEven).value_or(Decimal());
    const auto next = now + change;
    m_form->quantityEdit->setText(inputText(next.isPositive() ? next : lot, 0));
}

void OrderTicket::scaleQuantity(int factor)
{
    const auto base = m_instrument && m_instrument->assetClass == domain::AssetClass::Stock
        ? std::max(m_instrument->lotSize, Decimal::fromInteger(100))
        : (m_instrument ? std::max(m_instrument->lotSize, m_instrument->minimumQuantity.value()) : Decimal::fromInteger(1));
    const auto scaled = Decimal::multiply(base, Decimal::fromInteger(factor), Rounding::HalfEven).value_or(base);
    m_form->quantityEdit->setText(inputText(scaled, 0));
}

void OrderTicket::stepPrice(int ticks)
{
    auto* edit = takesLimit(type()) ? m_form->limitEdit : m_form->stopEdit;
    const auto now = parseInput(edit->text());
    if (!now || !m_instrument || !edit->isVisible())
        return;
    const auto change = Decimal::multiply(m_instrument->tickSize.value(), Decimal::fromInteger(ticks), Rounding::HalfEven);
    m_form->followButton->setChecked(false);
    edit->setText(inputText(*now + change.value_or(Decimal()), priceDecimals()));
}

bool OrderTicket::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    const bool vertical = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down;
    if (!vertical || (key->modifiers() != Qt::ControlModifier && key->modifiers() != Qt::ShiftModifier))
        return QWidget::eventFilter(watched, event);
    keyPressEvent(key);
    return true;
}

void OrderTicket::keyPressEvent(QKeyEvent* event)
{
    const bool up = event->key() == Qt::Key_Up;
    const bool vertical = up || event->key() == Qt::Key_Down;
    if (vertical && event->modifiers() == Qt::ControlModifier)
        stepPrice(up ? 1 : -1);
    else if (vertical && event->modifiers() == Qt::ShiftModifier)
        stepQuantity(up ? 1 : -1);
    else
        QWidget::keyPressEvent(event);
}

}  // namespace tradecore::ui
