#include "application/port/domain_event.h"

namespace tradecore::application {

namespace {

// The namespace of this program's names; made once at random and never changed.
constexpr Uuid journalNamespace = Uuid::fromBytes(
    {0x6d, 0x2f, 0x0b, 0x7e, 0x41, 0x9a, 0x4c, 0x53, 0x9d, 0x17, 0x5e, 0xc8, 0x22, 0xb0, 0x64, 0xf1});

StreamId named(const char* category, const std::string& first, const std::string& second)
{
    // A unit separator cannot stand in an id, so that ("a", "bc") and ("ab", "c") differ.
    return {category, Uuid::named(journalNamespace, std::string(category) + '\x1f' + first + '\x1f' + second)};
}

}  // namespace

StreamId orderStream(const domain::AccountId& account, const domain::ClientOrderId& order)
{
    return named("order", account.text(), order.text());
}

StreamId positionStream(const domain::AccountId& account, const domain::InstrumentId& instrument)
{
    return named("position", account.text(), instrument.toString());
}

StreamId accountStream(const domain::AccountId& account)
{
    return named("account", account.text(), {});
}

StreamId connectionStream(const domain::ConnectionId& connection)
{
    return named("connection", connection.text(), {});
}

StreamId userStream()
{
    return named("user", "local", {});
}

StreamId riskStream(const domain::AccountId& account)
{
    return named("risk", account.text(), {});
}

StreamId venueStream(const domain::AccountId& account)
{
    return named("venue", account.text(), {});
}

}  // namespace tradecore::application
