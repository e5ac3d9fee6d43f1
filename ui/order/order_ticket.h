// OrderTicket: one order in words before it is sent. Reads its fields into order terms, asks the Desk for a preview 100 ms after
// the last edit, shows refusals at the field that caused them, and mints the client order id: one id an intent, so that a
// second press of the button cannot place a second order. Gui thread.
#pragma once

#include "application/port/read_models.h"
#include "ui/common/window_context.h"
#include "ui/order/ticket_fields.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class OrderTicket;
}

namespace tradecore::ui {

class OrderTicket : public QWidget {
    Q_OBJECT
public:
    static constexpr int previewDelayMilliseconds = 100;
    static constexpr std::int64_t repeatWindowMilliseconds = 2'000;

    OrderTicket(const WindowContext& context, QWidget* parent);
    ~OrderTicket() override;

    void setInstrument(const domain::InstrumentId& instrument);
    void setSide(domain::Side side);
    void loadFrom(const domain::OrderTerms& terms);  // a new draft like an order of before
    void setQuote(const std::optional<domain::Quote>& quote);
    // The account does not trade, or the program cannot (a sentence; empty: it can): the button says so and waits.
    void setTradingState(domain::TradingState state);
    void setStopped(const QString& sentence);
    void focusQuantity();
    void place();
    void discard();
    // Asks the Desk at once, without waiting for the pause after the last edit.
    void refreshPreview();
    [[nodiscard]] const domain::Instrument* instrument() const { return m_instrument; }

Q_SIGNALS:
    void instrumentChosen(const tradecore::domain::InstrumentId& instrument);
    // A sentence for the log.
    void told(const QString& sentence, bool refused);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void connectFields();
    void fillTypes();
    void fillTimesInForce();
    void onEdited();
    void onSymbolEntered();
    void onAvailability();
    void showPreview(const domain::OrderTerms& terms, const application::OrderPreviewQuery::Answer& answer);
    void showRefusal(TicketField field, const QString& sentence);
    void clearRefusals();
    void send(const domain::OrderTerms& terms, const domain::ExitPrices& exits);
    void onReceipt(const domain::OrderTerms& terms, const application::Receipt& receipt);
    void stepQuantity(int lots);
    void scaleQuantity(int factor);
    void stepPrice(int ticks);
    void followQuote();
    void refreshButton();
    void applyTheme();
    [[nodiscard]] TicketReading read() const;
    [[nodiscard]] domain::Side side() const;
    [[nodiscard]] domain::OrderType type() const;
    [[nodiscard]] int priceDecimals() const;

    WindowContext m_context;
    std::unique_ptr<Ui::OrderTicket> m_form;
    const domain::Instrument* m_instrument = nullptr;
    std::optional<domain::Instrument> m_instrumentCopy;
    std::optional<domain::Quote> m_quote;
    QTimer m_previewTimer;
    quint64 m_revision = 0;                    // of the fields; an answer for another one is too old
    domain::TradingState m_tradingState = domain::TradingState::Active;
    QString m_stopped;
    QString m_blocked;                         // why no order can be placed at all
    QString m_refusal;                         // why the button is disabled
    std::optional<domain::ClientOrderId> m_intent;  // kept until the Desk has answered for it
    bool m_waiting = false;
    bool m_repeatAgreed = false;
    std::optional<domain::OrderTerms> m_lastSent;
    std::int64_t m_lastSentMilliseconds = 0;
};

}  // namespace tradecore::ui
