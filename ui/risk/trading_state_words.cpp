#include "ui/risk/trading_state_words.h"

#include <QCoreApplication>

namespace tradecore::ui {

using domain::TradingState;

QString nameOfState(TradingState state)
{
    switch (state) {
    case TradingState::Active:
        return QCoreApplication::translate("TradingState", "ACTIVE");
    case TradingState::Reducing:
        return QCoreApplication::translate("TradingState", "REDUCING");
    case TradingState::Halted:
        return QCoreApplication::translate("TradingState", "HALTED");
    }
    return {};
}

QString sentenceOfState(TradingState state)
{
    switch (state) {
    case TradingState::Active:
        return QCoreApplication::translate("TradingState", "Orders are sent to the venue.");
    case TradingState::Reducing:
        return QCoreApplication::translate("TradingState", "Only orders that make a position smaller are sent.");
    case TradingState::Halted:
        return QCoreApplication::translate("TradingState", "No new order is sent. Working orders stay at the venue until they are canceled.");
    }
    return {};
}

QColor fillOfState(TradingState state)
{
    const auto colours = themeColours(false, MarketColours::GreenUp);
    switch (state) {
    case TradingState::Active:
        return {};
    case TradingState::Reducing:
        return colours.warning;
    case TradingState::Halted:
        return colours.danger;
    }
    return {};
}

Tone toneOfState(TradingState state)
{
    switch (state) {
    case TradingState::Active:
        return Tone::Normal;
    case TradingState::Reducing:
        return Tone::Warning;
    case TradingState::Halted:
        return Tone::Danger;
    }
    return Tone::Normal;
}

}  // namespace tradecore::ui
