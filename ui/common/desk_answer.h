// What a receipt says to a person, and the guard for answers that come when their widget is gone.
#pragma once

#include "application/bus/command_message.h"

#include <QPointer>
#include <QString>

#include <utility>

namespace tradecore::ui {

// Empty where the command was carried out.
[[nodiscard]] QString receiptSentence(const application::Receipt& receipt);

// Wraps a callback so that it is dropped when its widget has been destroyed. Answers arrive on the gui thread.
template <typename Object, typename Function>
[[nodiscard]] auto whileAlive(Object* object, Function function)
{
    return [guard = QPointer<Object>(object), function = std::move(function)](const auto& answer) {
        if (guard)
            function(answer);
    };
}

}  // namespace tradecore::ui
