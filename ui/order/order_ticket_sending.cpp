// From the fields to the Desk and back: preview, refusals at their fields, and the one order of an intent.
#include "application/order/order_sentences.h"
#include "ui/common/cell_table_model.h"
#include "ui/common/desk_answer.h"
#include "ui/common/desk_style.h"
#include "ui/order/order_ticket.h"
#include "ui_order_ticket.h"

#include <utility>

namespace tradecore::ui {

void OrderTicket::refreshPreview()
{
    const auto reading = read();
    if (!reading.terms)
        return;
    const auto revision = m_revision;
    const auto terms = *reading.terms;
    m_context.desk.preview({terms, reading.exits}, m_context.gui,
                           whileAlive(this, [this, revision, terms](const application::OrderPreviewQuery::Answer& answer) {
                               if (revision == m_revision)
                                   showPreview(terms, answer);
                           }));
}

void OrderTicket::showPreview(const domain::OrderTerms& terms, const application::OrderPreviewQuery::Answer& answer)
{
    clearRefusals();
    QStringList parts;
    if (answer.estimatedNotional)
        parts.append(tr("est. %1").arg(displayText(*answer.estimatedNotional)));
    if (!answer.estimatedCommission.currency().code().empty())
        parts.append(tr("fee %1").arg(displayText(answer.estimatedCommission)));
    if (answer.buyingPowerAfter)
        parts.append(tr("buying power after %1").arg(displayText(*answer.buyingPowerAfter)));
    const auto price = terms.limitPrice ? terms.limitPrice : terms.stopPrice;
    if (price && answer.referencePrice) {
        const auto away = percentChange(price->value(), answer.referencePrice->value());
        if (away && !away->isZero())
            parts.append((away->isNegative() ? tr("%1 % below the market") : tr("%1 % above the market"))
                             .arg(displayText(away->absolute(), 2)));
    }
    m_form->estimateLabel->setText(parts.join(u" · "));
    if (answer.refusal)
        showRefusal(fieldOf(*answer.refusal, terms), application::sentenceFor(*answer.refusal));
    refreshButton();
}

void OrderTicket::showRefusal(TicketField field, const QString& sentence)
{
    QLabel* label = m_form->generalError;
    QLineEdit* edit = nullptr;
    switch (field) {
    case TicketField::None:
        break;
    case TicketField::Symbol:
        label = m_form->symbolError;
        edit = m_form->symbolEdit;
        break;
    case TicketField::Quantity:
        label = m_form->quantityError;
        edit = m_form->quantityEdit;
        break;
    case TicketField::Limit:
        label = m_form->limitError;
        edit = m_form->limitEdit;
        break;
    case TicketField::Stop:
        label = m_form->stopError;
        edit = m_form->stopEdit;
        break;
    case TicketField::Trail:
        label = m_form->trailError;
        edit = m_form->trailEdit;
        break;
    case TicketField::TakeProfit:
        label = m_form->exitError;
        edit = m_form->takeProfitEdit;
        break;
    case TicketField::StopLoss:
        label = m_form->exitError;
        edit = m_form->stopLossEdit;
        break;
    }
    label->setText(sentence);
    label->show();
    if (edit) {
        edit->setProperty(fillProperty, m_context.theme.colours().danger);
        edit->setAccessibleDescription(sentence);
        edit->update();
    }
    m_refusal = sentence;
    refreshButton();
}

void OrderTicket::clearRefusals()
{
    for (auto* label : {m_form->symbolError, m_form->quantityError, m_form->limitError, m_form->stopError, m_form->generalError,
                        m_form->trailError, m_form->exitError})
        label->hide();
    for (auto* edit : {m_form->symbolEdit, m_form->quantityEdit, m_form->limitEdit, m_form->stopEdit, m_form->trailEdit,
                       m_form->takeProfitEdit, m_form->stopLossEdit}) {
        edit->setProperty(fillProperty, {});
        edit->setAccessibleDescription({});
        edit->update();
    }
    m_refusal.clear();
}

void OrderTicket::refreshButton()
{
    const bool buy = side() == domain::Side::Buy;
    const auto& colours = m_context.theme.colours();
    auto* button = m_form->placeButton;
    button->setText(m_waiting ? tr("Placing…") : buy ? tr("Place buy order") : tr("Place sell order"));
    button->setAccessibleName(button->text());
    button->setProperty(fillProperty, buy ? colours.buy : colours.sell);
    const QString& why = m_blocked.isEmpty() ? m_refusal : m_blocked;
    button->setEnabled(why.isEmpty() && !m_waiting);
    button->setToolTip(why.isEmpty() ? tr("Ctrl+Enter") : why);
    button->setAccessibleDescription(why);
    m_form->blockedLabel->setText(m_blocked);
    m_form->blockedLabel->setVisible(!m_blocked.isEmpty());
    m_form->buyButton->setProperty(fillProperty, buy ? QVariant(colours.buy) : QVariant());
    m_form->sellButton->setProperty(fillProperty, buy ? QVariant() : QVariant(colours.sell));
    for (QWidget* widget : std::initializer_list<QWidget*>{button, m_form->buyButton, m_form->sellButton})
        widget->update();
}

void OrderTicket::setTradingState(domain::TradingState state)
{
    if (state == m_tradingState)
        return;
    m_tradingState = state;
    onAvailability();
}

void OrderTicket::setStopped(const QString& sentence)
{
    if (sentence == m_stopped)
        return;
    m_stopped = sentence;
    onAvailability();
}

void OrderTicket::onAvailability()
{
    m_blocked = m_stopped;
    if (m_blocked.isEmpty() && m_tradingState == domain::TradingState::Halted)
        m_blocked = tr("Trading is halted: this order would be denied. Re-arm trading in the kill switch to place it.");
    // What the desk refused in the former state may pass now, and the other way round.
    onEdited();
    refreshPreview();
}

void OrderTicket::place()
{
    if (m_waiting || !m_blocked.isEmpty())
        return;
    const auto reading = read();
    if (!reading.terms || !m_refusal.isEmpty())
        return;
    const auto now = CellTableModel::nowMilliseconds();
    const bool again = m_lastSent == reading.terms && now - m_lastSentMilliseconds < repeatWindowMilliseconds;
    if (again && !m_repeatAgreed) {
        m_form->repeatLabel->setText(tr("You placed the same order a moment ago: %1. Place it a second time?")
                                         .arg(orderInWords(*reading.terms, priceDecimals())));
        m_form->repeatPanel->show();
        return;
    }
    send(*reading.terms, reading.exits);
}

void OrderTicket::send(const domain::OrderTerms& terms, const domain::ExitPrices& exits)
{
    const bool repeatAgreed = std::exchange(m_repeatAgreed, false);
    if (!m_intent)
        m_intent = domain::ClientOrderId(m_context.desk.newIdentity().toString());
    m_waiting = true;
    m_lastSent = terms;
    m_lastSentMilliseconds = CellTableModel::nowMilliseconds();
    m_form->resultLabel->clear();
    refreshButton();
    m_context.desk.place({*m_intent, terms, exits, repeatAgreed}, m_context.gui,
                         whileAlive(this, [this, terms](const application::Receipt& receipt) { onReceipt(terms, receipt); }));
}

void OrderTicket::onReceipt(const domain::OrderTerms& terms, const application::Receipt& receipt)
{
    m_waiting = false;
    const auto words = orderInWords(terms, priceDecimals());
    const auto sentence = receiptSentence(receipt);
    // Busy wrote nothing: the same intent may be sent again under the same id. Everything else ends it.
    if (receipt.outcome != application::ReceiptOutcome::Busy)
        m_intent.reset();
    if (sentence.isEmpty()) {
        m_form->resultLabel->setText(tr("Placed: %1").arg(words));
        Q_EMIT told(tr("Placed: %1").arg(words), false);
    } else {
        m_lastSent.reset();
        const auto reason = receipt.refusal ? receipt.refusal->reason : std::nullopt;
        showRefusal(reason ? fieldOf(*reason, terms) : TicketField::None, sentence);
        Q_EMIT told(tr("Not placed: %1. %2").arg(words, sentence), true);
        // The fields may be sent again as they are where nothing about them was wrong.
        if (!reason)
            m_refusal.clear();
    }
    refreshButton();
}

}  // namespace tradecore::ui
