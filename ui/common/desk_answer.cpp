#include "ui/common/desk_answer.h"

#include "application/order/order_sentences.h"

#include <QCoreApplication>

namespace tradecore::ui {

QString receiptSentence(const application::Receipt& receipt)
{
    switch (receipt.outcome) {
    case application::ReceiptOutcome::Committed:
    case application::ReceiptOutcome::Duplicate:
        return {};
    case application::ReceiptOutcome::Busy:
        return QCoreApplication::translate("Receipt", "The program is busy; nothing was written. Try again.");
    case application::ReceiptOutcome::NotKnown:
        return QCoreApplication::translate(
            "Receipt", "The journal could not confirm the order. It may or may not be written; a restart will tell. Do not repeat it.");
    case application::ReceiptOutcome::Refused:
        break;
    }
    if (!receipt.refusal)
        return QCoreApplication::translate("Receipt", "Refused.");
    if (receipt.refusal->reason) {
        const auto sentence = application::sentenceFor(*receipt.refusal->reason);
        if (!sentence.isEmpty())
            return sentence;
    }
    return QString::fromStdString(receipt.refusal->message);
}

}  // namespace tradecore::ui
