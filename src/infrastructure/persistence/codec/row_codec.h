// Rows of the inline projections: from a folded state to the row, and the row's JSON and back. Decimals are text. The JSON of
// a row depends on nothing but the events of its stream, so that a rebuild gives the same bytes.
#pragma once

#include "application/port/read_models.h"

#include <memory>
#include <string>
#include <string_view>

namespace tradecore::infrastructure {

// What an order's state shows; stream, times and position are the caller's.
[[nodiscard]] application::OrderRow orderRowOf(const domain::OrderState& state);
// The row of a booked fill; account, instrument and side come from the order that it fills.
[[nodiscard]] application::FillRow fillRowOf(const domain::OrderState& order, const domain::OrderFilled& fill);

// Each replaces the text.
void writeRow(const application::OrderRow& row, std::string& json);
void writeRow(const application::FillRow& row, std::string& json);
void writeRow(const domain::PositionState& state, std::string& json);
void writeRow(const domain::AccountState& state, std::string& json);

class RowReader {
public:
    RowReader();
    ~RowReader();
    RowReader(const RowReader&) = delete;
    RowReader& operator=(const RowReader&) = delete;

    [[nodiscard]] bool read(std::string_view json, application::OrderRow& out);
    [[nodiscard]] bool read(std::string_view json, application::FillRow& out);
    [[nodiscard]] bool read(std::string_view json, domain::PositionState& out);
    [[nodiscard]] bool read(std::string_view json, domain::AccountState& out);

private:
    template <typename Value>
    bool readValue(std::string_view json, Value& out);
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace tradecore::infrastructure
