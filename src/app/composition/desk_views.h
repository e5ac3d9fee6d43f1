// DeskViews: the lagging views of the desk in views.db, stepped when the engine is idle, and their dead letters by position. A file
// that cannot be used stops nothing: its sentence is shown, and every call answers with it. Engine thread.
#pragma once

#include "application/integrity/integrity_checks.h"
#include "application/integrity/integrity_control.h"
#include "infrastructure/persistence/activity_view.h"

#include <memory>
#include <optional>
#include <string>

namespace tradecore::app {

class DeskViews {
public:
    // The store outlives this object.
    DeskViews(const std::string& path, application::EventStore& store);

    // One page; true where a view is behind still.
    [[nodiscard]] bool step();
    [[nodiscard]] application::ViewsHealth health();
    [[nodiscard]] application::DeadLettersAnswer deadLetters();
    // Each answers with a sentence, empty where it is done.
    [[nodiscard]] std::string retry(const std::string& view, std::int64_t position);
    [[nodiscard]] std::string dismiss(const std::string& view, std::int64_t position);
    [[nodiscard]] application::ActivityAnswer activity();

    [[nodiscard]] bool knows(const std::string& view) const { return view == infrastructure::ActivityView::viewName; }
    [[nodiscard]] std::string rebuild(const std::string& view);
    [[nodiscard]] std::string cancelRebuild(const std::string& view);
    struct Building {
        std::int64_t position = 0;
        bool isDone = false;       // it has taken the place of the old one
        std::string error;         // it stopped
    };
    [[nodiscard]] Building building(const std::string& view);
    [[nodiscard]] std::int64_t rowsOf(const std::string& view);

private:
    void note(const application::StoreError& error) { m_error = error.text; }

    infrastructure::ActivityView m_activity;
    std::unique_ptr<infrastructure::LaggingViews> m_views;
    std::string m_error;
};

}  // namespace tradecore::app
