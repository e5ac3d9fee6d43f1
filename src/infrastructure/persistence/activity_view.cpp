#include "infrastructure/persistence/activity_view.h"

#include <sqlite3.h>
#include <variant>

namespace tradecore::infrastructure {

using application::StoreError;

namespace {

const char* columnFor(const domain::OrderEvent& event)
{
    if (std::holds_alternative<domain::OrderPlaced>(event))
        return "placed";
    if (std::holds_alternative<domain::OrderDenied>(event) || std::holds_alternative<domain::OrderWithheld>(event))
        return "denied";
    if (std::holds_alternative<domain::OrderRejected>(event))
        return "rejected";
    if (std::holds_alternative<domain::OrderCanceled>(event))
        return "canceled";
    if (std::holds_alternative<domain::OrderBecameUnknown>(event))
        return "unknown";
    return std::holds_alternative<domain::OrderFilled>(event) ? "fills" : nullptr;
}

}  // namespace

std::string ActivityView::createSql(const std::string& table) const
{
    return "CREATE TABLE " + table
        + "(day TEXT PRIMARY KEY, placed INTEGER NOT NULL DEFAULT 0, denied INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0, "
          "canceled INTEGER NOT NULL DEFAULT 0, unknown INTEGER NOT NULL DEFAULT 0, fills INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;";
}

Result<void, std::string> ActivityView::apply(SqliteConnection& connection, const std::string& table,
                                              const application::RecordedEvent& event)
{
    const auto* order = std::get_if<domain::OrderEvent>(&event.event);
    const char* column = order != nullptr ? columnFor(*order) : nullptr;
    if (column == nullptr)
        return {};
    const std::string name(column);
    auto statement = connection.prepare("INSERT INTO " + table + "(day, " + name + ") VALUES(?1, 1) ON CONFLICT(day) DO UPDATE SET " + name
                                        + '=' + name + "+1");
    if (!statement)
        return failure(statement.error().text);
    constexpr std::size_t dayCharacters = 10;
    const std::string day = event.occurredAt.toRfc3339().substr(0, dayCharacters);
    statement->bindText(1, day);
    if (statement->run() != SQLITE_DONE)
        return failure(connection.lastError("The day cannot be counted").text);
    return {};
}

Result<std::vector<ActivityDay>, StoreError> ActivityView::read(LaggingViews& views)
{
    const auto table = views.activeTable(viewName);
    if (!table)
        return failure(table.error());
    std::vector<ActivityDay> out;
    if (table->empty())
        return out;
    auto statement = views.connection().prepare("SELECT day, placed, denied, rejected, canceled, unknown, fills FROM " + *table + " ORDER BY day");
    if (!statement)
        return failure(statement.error());
    int outcome = SQLITE_DONE;
    while ((outcome = statement->step()) == SQLITE_ROW)
        out.push_back({std::string(statement->text(0)), statement->integer(1), statement->integer(2), statement->integer(3),
                       statement->integer(4), statement->integer(5), statement->integer(6)});
    if (outcome != SQLITE_DONE)
        return failure(views.connection().lastError("The activity cannot be read"));
    return out;
}

}  // namespace tradecore::infrastructure
