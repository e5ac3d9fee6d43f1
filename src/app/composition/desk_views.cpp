#include "app/composition/desk_views.h"

#include <algorithm>

namespace tradecore::app {

using infrastructure::ActivityView;
using infrastructure::DeadLetterState;
using infrastructure::LaggingViews;
using infrastructure::ViewState;

namespace {

const char* nameOf(ViewState state)
{
    switch (state) {
    case ViewState::Building: return "building";
    case ViewState::Active: return "active";
    case ViewState::Faulted: return "faulted";
    }
    return "";
}

const char* nameOf(DeadLetterState state)
{
    switch (state) {
    case DeadLetterState::Failed: return "failed";
    case DeadLetterState::Waiting: return "waiting";
    case DeadLetterState::Dismissed: return "dismissed";
    }
    return "";
}

template <typename Value>
std::string sentenceOf(const Result<Value, application::StoreError>& result)
{
    return result ? std::string() : result.error().text;
}

}  // namespace

DeskViews::DeskViews(const std::string& path, application::EventStore& store)
{
    auto opened = LaggingViews::open(path, store, {&m_activity});
    if (opened)
        m_views = *std::move(opened);
    else
        note(opened.error());
}

bool DeskViews::step()
{
    if (!m_views)
        return false;
    const auto behind = m_views->step();
    m_error = sentenceOf(behind);
    return behind && *behind;
}

application::ViewsHealth DeskViews::health()
{
    application::ViewsHealth health;
    health.error = m_error;
    if (!m_views)
        return health;
    const auto progress = m_views->progress();
    const auto letters = m_views->deadLetters();
    if (!progress || !letters) {
        health.error = progress ? sentenceOf(letters) : sentenceOf(progress);
        return health;
    }
    for (const auto& view : *progress)
        health.views.push_back({view.name, nameOf(view.state), view.position, view.error});
    health.deadLetters = std::ranges::count_if(*letters, [](const auto& letter) { return letter.state != DeadLetterState::Dismissed; });
    return health;
}

application::DeadLettersAnswer DeskViews::deadLetters()
{
    application::DeadLettersAnswer answer;
    answer.error = m_views ? std::string() : m_error;
    if (!m_views)
        return answer;
    const auto letters = m_views->deadLetters();
    answer.error = sentenceOf(letters);
    if (!letters)
        return answer;
    for (const auto& letter : *letters)
        answer.rows.push_back({letter.view, letter.position, letter.sequence, letter.attempts, nameOf(letter.state), letter.error});
    return answer;
}

std::string DeskViews::retry(const std::string& view, std::int64_t position)
{
    if (!m_views)
        return m_error;
    const auto letters = m_views->deadLetters();
    if (!letters)
        return letters.error().text;
    const auto found = std::ranges::find_if(*letters, [&](const auto& letter) {
        return letter.position == position && letter.view == view && letter.state != DeadLetterState::Dismissed;
    });
    if (found == letters->end())
        return "Event " + std::to_string(position) + " does not wait in the view \"" + view + "\".";
    const auto done = m_views->retry(view, found->sequence);
    if (!done)
        return done.error().text;
    return *done ? std::string() : "It failed again; the reason stands beside it.";
}

std::string DeskViews::dismiss(const std::string& view, std::int64_t position)
{
    if (!m_views)
        return m_error;
    if (const auto done = m_views->dismiss(view, position); !done)
        return done.error().text;
    // What stood still because of this event goes on.
    if (!building(view).error.empty())
        return rebuild(view);
    const auto letters = m_views->deadLetters();
    if (!letters)
        return letters.error().text;
    const auto dismissed = std::ranges::find_if(*letters, [&](const auto& letter) { return letter.position == position && letter.view == view; });
    const bool othersWait = std::ranges::any_of(*letters, [&](const auto& letter) {
        return letter.view == view && letter.sequence == dismissed->sequence && letter.state != DeadLetterState::Dismissed;
    });
    return othersWait ? sentenceOf(m_views->retry(view, dismissed->sequence)) : std::string();
}

application::ActivityAnswer DeskViews::activity()
{
    application::ActivityAnswer answer;
    answer.error = m_views ? std::string() : m_error;
    if (!m_views)
        return answer;
    const auto days = ActivityView::read(*m_views);
    answer.error = sentenceOf(days);
    if (!days)
        return answer;
    for (const auto& day : *days)
        answer.rows.push_back({day.day, day.placed, day.denied, day.rejected, day.canceled, day.unknown, day.fills});
    for (const auto& view : health().views) {
        if (view.name == ActivityView::viewName && view.state == "active")
            answer.asOf = view.position;
    }
    return answer;
}

std::string DeskViews::rebuild(const std::string& view)
{
    return m_views ? sentenceOf(m_views->rebuild(view)) : m_error;
}

std::string DeskViews::cancelRebuild(const std::string& view)
{
    return m_views ? sentenceOf(m_views->cancelRebuild(view)) : m_error;
}

DeskViews::Building DeskViews::building(const std::string& view)
{
    Building building;
    if (!m_views) {
        building.error = m_error;
        return building;
    }
    const auto progress = m_views->progress();
    if (!progress) {
        building.error = progress.error().text;
        return building;
    }
    building.isDone = true;
    for (const auto& generation : *progress) {
        if (generation.name != view)
            continue;
        building.position = generation.position;   // the newest generation comes last
        building.isDone = generation.state == ViewState::Active;
        building.error = generation.error;
    }
    return building;
}

std::int64_t DeskViews::rowsOf(const std::string& view)
{
    const auto table = m_views ? m_views->activeTable(view) : Result<std::string, application::StoreError>(std::string());
    if (!table || table->empty())
        return 0;
    return m_views->connection().queryInteger("SELECT count(*) FROM " + *table).value_or(0);
}

}  // namespace tradecore::app
