// User account: one data directory is one user. Holds the choices that must survive (market source, watchlists); layout and
// colours are settings of the window and live elsewhere.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace tradecore::domain {

struct UserCreated {
    std::string userId;
    friend bool operator==(const UserCreated&, const UserCreated&) = default;
};
struct UserPreferenceChanged {
    std::string key;    // "market_source", "watchlist"
    std::string value;
    friend bool operator==(const UserPreferenceChanged&, const UserPreferenceChanged&) = default;
};
using UserEvent = std::variant<UserCreated, UserPreferenceChanged>;
using UserEvents = std::vector<UserEvent>;

struct UserState {
    bool exists = false;
    std::string userId;
    std::map<std::string, std::string> preferences;
    friend bool operator==(const UserState&, const UserState&) = default;
};

[[nodiscard]] UserState fold(UserState state, const UserEvent& event);
[[nodiscard]] UserEvents decideCreate(const UserState& state, std::string userId);
[[nodiscard]] UserEvents decidePreference(const UserState& state, std::string key, std::string value);

}  // namespace tradecore::domain
