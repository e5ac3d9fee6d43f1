#include "infrastructure/broker/coinbase/subscription_set.h"

#include "infrastructure/broker/coinbase/constants.h"

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure::coinbase {

using application::SubscriptionState;
using Kind = SubscriptionRequest::Kind;

namespace {

// Product ids are letters, digits and '-' (checked where they enter), so that they need no escapes.
void appendList(std::string& text, const std::vector<std::string>& values)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        text += i == 0 ? "\"" : ",\"";
        text += values[i];
        text += '"';
    }
}

std::vector<std::string> channelsOf(Kind kind)
{
    switch (kind) {
    case Kind::Subscribe:
    case Kind::Unsubscribe: return {channels.begin(), channels.end()};
    case Kind::BookUnsubscribe:
    case Kind::BookSubscribe: return {std::string(bookChannel)};
    case Kind::KeepAlive: return {"heartbeat"};
    }
    return {};
}

bool lists(const SubscriptionsMessage& message, std::string_view name, const std::string& product)
{
    return std::any_of(message.channels.begin(), message.channels.end(), [&](const SubscribedChannel& channel) {
        return channel.name == name
            && std::find(channel.products.begin(), channel.products.end(), product) != channel.products.end();
    });
}

// The first of our channels in which the venue does not list the product.
std::string missingChannel(const SubscriptionsMessage& message, const std::string& product)
{
    for (const auto channel : channels) {
        const bool listed = channel == bookChannel
            ? std::any_of(bookChannelNames.begin(), bookChannelNames.end(),
                          [&](std::string_view name) { return lists(message, name, product); })
            : lists(message, channel, product);
        if (!listed)
            return std::string(channel);
    }
    return {};
}

// "ETH-USD" is not named by a reason that speaks of "ETH-USDT".
bool names(const std::string& reason, const std::string& product)
{
    const auto isPart = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    for (auto at = reason.find(product); at != std::string::npos; at = reason.find(product, at + 1)) {
        const auto end = at + product.size();
        if ((at == 0 || !isPart(reason[at - 1])) && (end == reason.size() || !isPart(reason[end])))
            return true;
    }
    return false;
}

}  // namespace

std::string textOf(const SubscriptionRequest& request)
{
    const bool leaves = request.kind == Kind::Unsubscribe || request.kind == Kind::BookUnsubscribe;
    std::string text = leaves ? R"({"type":"unsubscribe","product_ids":[)" : R"({"type":"subscribe","product_ids":[)";
    appendList(text, request.products);
    text += R"(],"channels":[)";
    appendList(text, channelsOf(request.kind));
    text += "]}";
    return text;
}

SubscriptionSet::SubscriptionSet(StateListener listener) : m_listener(std::move(listener)) {}

std::vector<std::string> SubscriptionSet::setWanted(std::set<std::string> products)
{
    std::vector<std::string> gone;
    for (const auto& [product, entry] : m_entries) {
        if (!products.contains(product))
            gone.push_back(product);
    }
    for (const auto& product : gone) {
        const auto state = m_entries[product].state;
        if (m_connected && (state == SubscriptionState::Sent || state == SubscriptionState::Active))
            m_toUnsubscribe.insert(product);
        m_entries.erase(product);
    }
    for (const auto& product : products) {
        if (!m_entries.emplace(product, Entry()).second)
            continue;
        m_toUnsubscribe.erase(product);  // not asked yet: subscribing again is all it takes
        if (m_listener)
            m_listener(product, SubscriptionState::Wanted, {});
    }
    return gone;
}

void SubscriptionSet::onConnected()
{
    m_connected = true;
    m_askedAnything = false;
}

void SubscriptionSet::onDisconnected()
{
    m_connected = false;
    m_underWay.reset();
    m_toUnsubscribe.clear();
    m_entries.clear();
}

std::optional<SubscriptionRequest> SubscriptionSet::next()
{
    if (!m_connected || m_underWay)
        return std::nullopt;
    std::optional<SubscriptionRequest> request;
    if (!m_toUnsubscribe.empty()) {
        request = SubscriptionRequest{Kind::Unsubscribe, {}};
        while (!m_toUnsubscribe.empty() && request->products.size() < maximumProductsPerRequest)
            request->products.push_back(m_toUnsubscribe.extract(m_toUnsubscribe.begin()).value());
    }
    if (!request)
        request = nextSubscribe();
    if (!request)
        request = nextResync();
    if (!request && !m_askedAnything)
        request = SubscriptionRequest{Kind::KeepAlive, {std::string(keepAliveProduct)}};
    m_underWay = request;
    m_askedAnything = m_askedAnything || request.has_value();
    return request;
}

std::optional<SubscriptionRequest> SubscriptionSet::nextSubscribe()
{
    SubscriptionRequest request{Kind::Subscribe, {}};
    for (const auto& [product, entry] : m_entries) {
        if (entry.state != SubscriptionState::Wanted || request.products.size() >= maximumProductsPerRequest)
            continue;
        if (entry.alone && !request.products.empty())
            continue;
        request.products.push_back(product);
        if (entry.alone)
            break;
    }
    if (request.products.empty())
        return std::nullopt;
    for (const auto& product : request.products)
        setState(product, SubscriptionState::Sent);
    return request;
}

std::optional<SubscriptionRequest> SubscriptionSet::nextResync()
{
    for (auto& [product, entry] : m_entries) {
        if (entry.state != SubscriptionState::Active)
            continue;
        if (entry.resync == Resync::Needed) {
            entry.resync = Resync::Unsubscribing;
            return SubscriptionRequest{Kind::BookUnsubscribe, {product}};
        }
        if (entry.resync == Resync::Unsubscribed) {
            entry.resync = Resync::Subscribing;
            ++m_resyncs;
            return SubscriptionRequest{Kind::BookSubscribe, {product}};
        }
    }
    return std::nullopt;
}

void SubscriptionSet::onSubscriptions(const SubscriptionsMessage& message)
{
    const auto request = std::exchange(m_underWay, std::nullopt);
    if (request)
        finishResync(*request);
    for (auto& [product, entry] : m_entries) {
        const auto missing = missingChannel(message, product);
        const bool asked = request && request->kind == Kind::Subscribe
            && std::find(request->products.begin(), request->products.end(), product) != request->products.end();
        if (missing.empty()) {
            if (entry.state != SubscriptionState::Active)
                setState(product, SubscriptionState::Active);
        } else if (asked) {
            setState(product, SubscriptionState::Refused, "the venue did not confirm the channel " + missing);
        } else if (entry.state == SubscriptionState::Active && entry.resync == Resync::None) {
            setState(product, SubscriptionState::Refused, "the venue ended the channel " + missing);
        }
    }
}

void SubscriptionSet::finishResync(const SubscriptionRequest& request)
{
    for (const auto& product : request.products) {
        const auto found = m_entries.find(product);
        if (found == m_entries.end())
            continue;
        if (request.kind == Kind::BookUnsubscribe)
            found->second.resync = Resync::Unsubscribed;
        if (request.kind == Kind::BookSubscribe)
            found->second.resync = Resync::None;
    }
}

void SubscriptionSet::onVenueError(const ErrorMessage& message)
{
    const auto request = std::exchange(m_underWay, std::nullopt);
    if (!request)
        return;
    std::string reason = message.reason.empty() ? message.message : message.reason;
    if (reason.empty())
        reason = "the venue gave no reason";
    if (request->kind != Kind::Subscribe || request->products.size() == 1) {
        refuse(*request, reason);
        return;
    }
    SubscriptionRequest named{Kind::Subscribe, {}};
    for (const auto& product : request->products) {
        if (names(reason, product))
            named.products.push_back(product);
    }
    refuse(named, reason);
    for (const auto& product : request->products) {
        const auto found = m_entries.find(product);
        if (found == m_entries.end() || found->second.state != SubscriptionState::Sent)
            continue;
        found->second.alone = named.products.empty();
        setState(product, SubscriptionState::Wanted);
    }
}

void SubscriptionSet::onNoReply()
{
    if (const auto request = std::exchange(m_underWay, std::nullopt))
        refuse(*request, "the venue did not acknowledge the subscription in time");
}

void SubscriptionSet::refuse(const SubscriptionRequest& request, const std::string& reason)
{
    switch (request.kind) {
    case Kind::Subscribe:
    case Kind::BookUnsubscribe:
    case Kind::BookSubscribe:
        for (const auto& product : request.products)
            setState(product, SubscriptionState::Refused, reason);
        return;
    case Kind::Unsubscribe:
    case Kind::KeepAlive: return;
    }
}

void SubscriptionSet::requestResync(const std::string& product)
{
    const auto found = m_entries.find(product);
    if (m_connected && found != m_entries.end() && found->second.resync == Resync::None)
        found->second.resync = Resync::Needed;
}

bool SubscriptionSet::isActive(const std::string& product) const
{
    const auto found = m_entries.find(product);
    return found != m_entries.end() && found->second.state == SubscriptionState::Active;
}

void SubscriptionSet::setState(const std::string& product, SubscriptionState state, const std::string& reason)
{
    const auto found = m_entries.find(product);
    if (found == m_entries.end())
        return;
    found->second.state = state;
    if (state == SubscriptionState::Refused)
        found->second.resync = Resync::None;
    if (m_listener)
        m_listener(product, state, reason);
}

}  // namespace tradecore::infrastructure::coinbase
