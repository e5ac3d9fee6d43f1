#include "tests/support/broker/coinbase/frame_text.h"

#include <sstream>

namespace tradecore::test {

using namespace infrastructure::coinbase;

namespace {

template <typename Value>
std::string orNone(const std::optional<Value>& value)
{
    return value ? value->toString() : "none";
}

std::string orNone(const std::optional<Timestamp>& time)
{
    return time ? time->toRfc3339() : "none";
}

std::string textOfLevel(const BookLevel& level)
{
    return ' ' + level.price.toString() + " x " + level.size.toString();
}

struct Describe {
    std::ostringstream& out;

    void operator()(const UnusedMessage& m) const { out << "unused " << m.type; }
    void operator()(const SubscriptionsMessage& m) const
    {
        out << "subscriptions";
        for (const auto& channel : m.channels) {
            out << ' ' << channel.name;
            for (const auto& product : channel.products)
                out << ' ' << product;
        }
    }
    void operator()(const ErrorMessage& m) const { out << "error " << m.message << ' ' << m.reason; }
    void operator()(const HeartbeatMessage& m) const
    {
        out << "heartbeat " << m.product << ' ' << m.sequence << ' ' << m.lastTradeId << ' ' << m.time.toRfc3339();
    }
    void operator()(const TickerMessage& m) const
    {
        out << "ticker " << m.product << ' ' << orNone(m.open) << ' ' << orNone(m.high) << ' ' << orNone(m.low) << ' '
            << orNone(m.volume) << ' ' << m.rounded << ' ' << orNone(m.time);
    }
    void operator()(const MatchMessage& m) const
    {
        out << "match " << m.product << ' ' << m.isHistory << ' ' << m.tradeId << ' ' << m.price.toString() << ' '
            << m.size.toString() << ' ' << static_cast<int>(m.aggressor) << ' ' << m.time.toRfc3339();
    }
    void operator()(const SnapshotMessage& m) const
    {
        out << "snapshot " << m.product << ' ' << orNone(m.time) << " bids";
        for (const auto& level : m.bids)
            out << textOfLevel(level);
        out << " asks";
        for (const auto& level : m.asks)
            out << textOfLevel(level);
    }
    void operator()(const BookUpdateMessage& m) const
    {
        out << "update " << m.product << ' ' << m.time.toRfc3339();
        for (const auto& change : m.changes)
            out << (change.side == BookSide::Bid ? " bid" : " ask") << textOfLevel(change.level);
    }
};

}  // namespace

std::string textOf(const Result<FrameMessage, FrameRefusal>& parsed)
{
    std::ostringstream out;
    if (parsed) {
        std::visit(Describe{out}, *parsed);
    } else {
        const FrameRefusal& refused = parsed.error();
        out << "refused " << static_cast<int>(refused.cause) << ' ' << refused.touchesBook << " [" << refused.product << "] "
            << refused.why;
    }
    return out.str();
}

}  // namespace tradecore::test
