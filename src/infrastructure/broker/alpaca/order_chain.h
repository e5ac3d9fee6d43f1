// OrderChain: which of Alpaca's orders are one of ours. A replace makes a new order that counts anew; the chain knows the order's
// name for life and how much the orders before had filled. It remembers the newest of them, so many at most. Owner: AlpacaVenue.
#pragma once

#include "domain/order/order_types.h"
#include "infrastructure/broker/alpaca/order_record.h"

#include <deque>
#include <map>
#include <optional>
#include <string>

namespace tradecore::infrastructure::alpaca {

struct ChainPlace {
    domain::ClientOrderId root;
    domain::Quantity offset;      // filled by the orders before
    std::string symbol;
    std::string assetClass;
};

class OrderChain {
public:
    static constexpr std::size_t capacity = 50'000;

    // What an order shows of itself; a filled quantity never goes back.
    void note(const OrderRecord& order);
    // A fill that was learnt another way.
    void noteFilled(const std::string& brokerOrderId, domain::Quantity filled);
    // Nothing while an order of its chain is not known: missing() names it.
    [[nodiscard]] std::optional<ChainPlace> place(const std::string& brokerOrderId) const;
    [[nodiscard]] std::string missing(const std::string& brokerOrderId) const;
    [[nodiscard]] domain::Quantity filled(const std::string& brokerOrderId) const;

private:
    struct Entry {
        std::string clientOrderId, replaces, symbol, assetClass;
        domain::Quantity filled;
    };
    std::map<std::string, Entry> m_orders;
    std::deque<std::string> m_age;
};

}  // namespace tradecore::infrastructure::alpaca
