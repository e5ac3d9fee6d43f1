// ActivityView: a lagging view with one row a day (UTC, by the time when it happened): orders placed, denied, rejected, canceled and
// unknown, and fills. Thread of its LaggingViews.
#pragma once

#include "infrastructure/persistence/lagging_views.h"

namespace tradecore::infrastructure {

struct ActivityDay {
    std::string day;             // 2026-11-24
    std::int64_t placed = 0;
    std::int64_t denied = 0;     // withheld ones too
    std::int64_t rejected = 0;
    std::int64_t canceled = 0;
    std::int64_t unknown = 0;
    std::int64_t fills = 0;
};

class ActivityView final : public LaggingView {
public:
    static constexpr const char* viewName = "activity";

    [[nodiscard]] std::string name() const override { return viewName; }
    [[nodiscard]] int version() const override { return 1; }
    [[nodiscard]] std::string createSql(const std::string& table) const override;
    [[nodiscard]] Result<void, std::string> apply(SqliteConnection& connection, const std::string& table,
                                                  const application::RecordedEvent& event) override;
    // Oldest first; nothing while the view is made for the first time.
    [[nodiscard]] static Result<std::vector<ActivityDay>, application::StoreError> read(LaggingViews& views);
};

}  // namespace tradecore::infrastructure
