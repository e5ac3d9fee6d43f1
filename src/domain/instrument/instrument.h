// Instrument: what can be traded, with the increments that orders in it must respect. A value; its source declares it.
#pragma once

#include "domain/instrument/instrument_id.h"
#include "domain/money/currency.h"
#include "domain/money/price.h"
#include "domain/money/quantity.h"

#include <string>

namespace tradecore::domain {

enum class AssetClass { Stock, Crypto };

struct Instrument {
    InstrumentId id;
    std::string name;             // for people: "Apple Inc."
    AssetClass assetClass = AssetClass::Stock;
    Currency baseCurrency;        // crypto: "BTC"; empty code for stocks
    Currency quoteCurrency{"USD"};
    PriceOffset tickSize;         // > 0: prices of orders are multiples of it
    Decimal lotSize;              // > 0: quantities of orders are multiples of it
    Quantity minimumQuantity;
    Quantity maximumQuantity;     // zero where the venue states none

    friend bool operator==(const Instrument&, const Instrument&) = default;
};

}  // namespace tradecore::domain
