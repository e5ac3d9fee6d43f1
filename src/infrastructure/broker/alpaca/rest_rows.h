// Reads the answers of the REST interface as rows or as one record, or says why there are none; and encodes what stands in a path.
#pragma once

#include "infrastructure/broker/alpaca/order_mapping.h"

#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure::alpaca {

[[nodiscard]] inline bool isAnswer(const RestOutcome& outcome)
{
    return outcome.kind == RestOutcome::Kind::Answered && outcome.status == 200;
}

// The rows of an answer, or why there are none.
template <typename T>
[[nodiscard]] Result<std::vector<T>, application::VenueError> rowsOf(const RestOutcome& outcome, Result<T, std::string> (*read)(WireView))
{
    if (!isAnswer(outcome))
        return failure(errorOf(outcome));
    WireTape tape;
    const auto root = tape.parseJson(outcome.body);
    auto rows = root ? readRows(*root, read) : Result<std::vector<T>, std::string>(failure(root.error()));
    if (!rows)
        return failure(application::VenueError{application::VenueError::Kind::Malformed, "The broker's answer cannot be read: " + rows.error() + '.'});
    return std::move(*rows);
}

template <typename T>
[[nodiscard]] Result<T, application::VenueError> oneOf(const RestOutcome& outcome, Result<T, std::string> (*read)(WireView))
{
    if (!isAnswer(outcome))
        return failure(errorOf(outcome));
    WireTape tape;
    const auto root = tape.parseJson(outcome.body);
    auto value = root ? read(*root) : Result<T, std::string>(failure(root.error()));
    if (!value)
        return failure(application::VenueError{application::VenueError::Kind::Malformed, "The broker's answer cannot be read: " + value.error() + '.'});
    return std::move(*value);
}

// Percent-encoding of a query value.
[[nodiscard]] std::string encoded(std::string_view text);

}  // namespace tradecore::infrastructure::alpaca
