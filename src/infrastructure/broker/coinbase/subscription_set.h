// SubscriptionSet: which products are wanted, what the venue was asked for, and what it has confirmed. Pure: it makes the next
// request and learns from replies. One request is under way at a time, because replies and errors carry no id: the next one
// that arrives answers it. A refused batch whose reason names none of its products is asked again one by one. One thread.
#pragma once

#include "application/port/market_data_source.h"
#include "infrastructure/broker/coinbase/frame_messages.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tradecore::infrastructure::coinbase {

struct SubscriptionRequest {
    enum class Kind { Subscribe, Unsubscribe, BookUnsubscribe, BookSubscribe, KeepAlive };
    Kind kind = Kind::Subscribe;
    std::vector<std::string> products;
};

// The JSON text of a request.
[[nodiscard]] std::string textOf(const SubscriptionRequest& request);

class SubscriptionSet {
public:
    // Called at each change of state of a wanted product.
    using StateListener =
        std::function<void(const std::string& product, application::SubscriptionState state, const std::string& reason)>;
    explicit SubscriptionSet(StateListener listener);

    // Returns the products that are no longer wanted.
    std::vector<std::string> setWanted(std::set<std::string> products);
    void onConnected();
    // What was wanted is forgotten: whoever wants it says so again after the next connect.
    void onDisconnected();
    // Nothing while a request is under way or nothing is to be asked for.
    [[nodiscard]] std::optional<SubscriptionRequest> next();
    void onSubscriptions(const SubscriptionsMessage& message);
    void onVenueError(const ErrorMessage& message);
    // No reply came in time; whatever was asked for counts as refused, until a later reply shows it.
    void onNoReply();
    // The book of the product must be sent anew: one at a time for each product.
    void requestResync(const std::string& product);

    [[nodiscard]] bool isWaitingForReply() const { return m_underWay.has_value(); }
    [[nodiscard]] bool isActive(const std::string& product) const;
    [[nodiscard]] std::uint64_t resyncs() const { return m_resyncs; }

private:
    enum class Resync { None, Needed, Unsubscribing, Unsubscribed, Subscribing };
    struct Entry {
        application::SubscriptionState state = application::SubscriptionState::Wanted;
        bool alone = false;  // was in a refused batch
        Resync resync = Resync::None;
    };

    void setState(const std::string& product, application::SubscriptionState state, const std::string& reason = {});
    [[nodiscard]] std::optional<SubscriptionRequest> nextSubscribe();
    [[nodiscard]] std::optional<SubscriptionRequest> nextResync();
    void finishResync(const SubscriptionRequest& request);
    void refuse(const SubscriptionRequest& request, const std::string& reason);

    StateListener m_listener;
    std::map<std::string, Entry> m_entries;   // wanted products
    std::set<std::string> m_toUnsubscribe;
    std::optional<SubscriptionRequest> m_underWay;
    bool m_connected = false;
    bool m_askedAnything = false;
    std::uint64_t m_resyncs = 0;
};

}  // namespace tradecore::infrastructure::coinbase
