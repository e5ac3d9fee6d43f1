#include "domain/user/user.h"

#include <utility>

namespace tradecore::domain {

namespace {

struct Fold {
    UserState& state;

    void operator()(const UserCreated& event) const
    {
        state.exists = true;
        state.userId = event.userId;
    }
    void operator()(const UserPreferenceChanged& event) const { state.preferences[event.key] = event.value; }
};

}  // namespace

UserState fold(UserState state, const UserEvent& event)
{
    std::visit(Fold{state}, event);
    return state;
}

UserEvents decideCreate(const UserState& state, std::string userId)
{
    if (state.exists)
        return {};
    return {UserCreated{std::move(userId)}};
}

UserEvents decidePreference(const UserState& state, std::string key, std::string value)
{
    const auto found = state.preferences.find(key);
    if (found != state.preferences.end() && found->second == value)
        return {};
    return {UserPreferenceChanged{std::move(key), std::move(value)}};
}

}  // namespace tradecore::domain
