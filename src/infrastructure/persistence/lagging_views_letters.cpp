// The dead letters of LaggingViews: events that could not be applied, and those that wait behind them.
#include "infrastructure/persistence/lagging_views.h"

#include <algorithm>
#include <sqlite3.h>

namespace tradecore::infrastructure {

using application::RecordedEvent;
using application::StoreError;
using application::StoreErrorKind;

Result<void, StoreError> LaggingViews::inTransaction(const std::function<Outcome<void>()>& work)
{
    if (auto begun = m_connection->execute("BEGIN IMMEDIATE"); !begun)
        return begun;
    auto done = work();
    if (done)
        done = m_connection->execute("COMMIT");
    if (!done && m_connection->isInTransaction())
        [[maybe_unused]] const auto undone = m_connection->execute("ROLLBACK");
    return done;
}

Result<void, StoreError> LaggingViews::run(std::string_view sql, std::initializer_list<std::string_view> texts,
                                           std::initializer_list<std::int64_t> numbers)
{
    auto statement = m_connection->prepare(sql);
    if (!statement)
        return failure(statement.error());
    int parameter = 0;
    for (const auto text : texts)
        statement->bindText(++parameter, text);
    for (const auto number : numbers)
        statement->bindInteger(++parameter, number);
    if (statement->run() != SQLITE_DONE)
        return failure(m_connection->lastError("The views cannot be written"));
    return {};
}

Result<void, StoreError> LaggingViews::attempt(const Generation& generation, const RecordedEvent& event, std::string& reason)
{
    if (auto set = m_connection->execute("SAVEPOINT event"); !set)
        return set;
    const auto applied = generation.view->apply(*m_connection, generation.table, event);
    if (!applied)
        reason = applied.error().empty() ? "The view gives no reason." : applied.error();
    return m_connection->execute(applied ? "RELEASE event" : "ROLLBACK TO event; RELEASE event");
}

// False where a rebuild must stop at this event.
Result<bool, StoreError> LaggingViews::applyOne(Generation& generation, const RecordedEvent& event)
{
    const std::string& name = generation.progress.name;
    const std::string sequence = generation.view->sequenceOf(event);
    auto parked = Outcome<std::vector<DeadLetter>>();
    if (generation.hasLetters)
        parked = letters(name, sequence);
    if (!parked)
        return failure(parked.error());
    const bool isBuilding = generation.progress.state == ViewState::Building;
    const bool isDismissed = std::ranges::any_of(*parked, [&event](const DeadLetter& letter) {
        return letter.position == event.position && letter.state == DeadLetterState::Dismissed;
    });
    if (isDismissed)
        return true;
    const bool waits = std::ranges::any_of(*parked, [](const DeadLetter& letter) { return letter.state != DeadLetterState::Dismissed; });
    Outcome<void> done;
    if (waits && !isBuilding) {
        done = park(generation, event, "An earlier event of " + sequence + " could not be applied.", DeadLetterState::Waiting);
        return done ? Outcome<bool>(true) : failure(done.error());
    }
    std::string reason;
    if (generation.starts >= startsBeforeParking)
        reason = "The program ended several times while it applied this event.";
    else if (done = attempt(generation, event, reason); !done)
        return failure(done.error());
    if (reason.empty())
        return true;
    if (isBuilding) {
        generation.progress.state = ViewState::Faulted;
        generation.progress.error = "Event " + std::to_string(event.position) + ": " + reason;
        return false;
    }
    generation.hasLetters = true;
    done = park(generation, event, reason, DeadLetterState::Failed);
    return done ? Outcome<bool>(true) : failure(done.error());
}

Result<void, StoreError> LaggingViews::park(const Generation& generation, const RecordedEvent& event, const std::string& error,
                                            DeadLetterState state)
{
    return run("INSERT INTO dead_letters(view, sequence, error, position, attempts, state) VALUES(?1,?2,?3,?4,?5,?6)",
               {generation.progress.name, generation.view->sequenceOf(event), error},
               {event.position, state == DeadLetterState::Failed ? 1 : 0, static_cast<std::int64_t>(state)});
}

Result<std::vector<DeadLetter>, StoreError> LaggingViews::letters(const std::string& view, const std::string& sequence)
{
    auto statement = m_connection->prepare("SELECT view, position, sequence, attempts, error, state FROM dead_letters "
                                           "WHERE (?1='' OR view=?1) AND (?2='' OR sequence=?2) ORDER BY view, position");
    if (!statement)
        return failure(statement.error());
    statement->bindText(1, view);
    statement->bindText(2, sequence);
    std::vector<DeadLetter> out;
    int outcome = SQLITE_DONE;
    while ((outcome = statement->step()) == SQLITE_ROW)
        out.push_back({std::string(statement->text(0)), statement->integer(1), std::string(statement->text(2)),
                       static_cast<int>(statement->integer(3)), std::string(statement->text(4)),
                       static_cast<DeadLetterState>(statement->integer(5))});
    if (outcome != SQLITE_DONE)
        return failure(m_connection->lastError("The dead letters cannot be read"));
    return out;
}

Result<std::vector<DeadLetter>, StoreError> LaggingViews::deadLetters()
{
    return letters({}, {});
}

Result<bool, StoreError> LaggingViews::retry(const std::string& view, const std::string& sequence)
{
    const auto parked = letters(view, sequence);
    const auto known = generations(view);
    if (!parked || !known)
        return failure(!parked ? parked.error() : known.error());
    const auto active = std::ranges::find_if(*known, [](const auto& one) { return one.progress.state == ViewState::Active; });
    if (active == known->end())
        return failure(StoreError{StoreErrorKind::Conflict, "The view \"" + view + "\" is not finished.", 0, {}});
    for (const auto& letter : *parked) {
        if (letter.state == DeadLetterState::Dismissed)
            continue;
        // Counted before the event is touched, as in a page.
        if (auto counted = run("UPDATE dead_letters SET attempts=attempts+1 WHERE view=?1 AND position=?2", {view}, {letter.position}); !counted)
            return failure(counted.error());
        std::string reason;
        const auto done = inTransaction([&]() -> Outcome<void> {
            Outcome<void> applied;
            const auto read = m_store.readForward(letter.position, 1, [&](const RecordedEvent& event) { applied = attempt(*active, event, reason); });
            if (!read || !applied)
                return failure(!read ? read.error() : applied.error());
            if (!reason.empty())
                return run("UPDATE dead_letters SET state=0, error=?2 WHERE view=?1 AND position=?3", {view, reason}, {letter.position});
            return run("DELETE FROM dead_letters WHERE view=?1 AND position=?2", {view}, {letter.position});
        });
        if (!done)
            return failure(done.error());
        if (!reason.empty())
            return false;
    }
    return true;
}

Result<void, StoreError> LaggingViews::dismiss(const std::string& view, std::int64_t position)
{
    const auto found = std::ranges::find_if(m_views, [&view](const auto* one) { return one->name() == view; });
    if (found == m_views.end())
        return failure(StoreError{StoreErrorKind::Conflict, "There is no view \"" + view + "\".", 0, {}});
    // The event that stopped a rebuild has no letter yet.
    std::string sequence;
    const auto read = m_store.readForward(position, 1, [&](const RecordedEvent& event) {
        if (event.position == position)
            sequence = (*found)->sequenceOf(event);
    });
    if (!read)
        return failure(read.error());
    if (sequence.empty())
        return failure(StoreError{StoreErrorKind::Conflict, "There is no event " + std::to_string(position) + '.', 0, {}});
    return run("INSERT INTO dead_letters(view, sequence, error, position, attempts, state) VALUES(?1,?2,'',?3,0,2) "
               "ON CONFLICT(view, position) DO UPDATE SET state=2",
               {view, sequence}, {position});
}

Result<std::vector<ViewProgress>, StoreError> LaggingViews::progress()
{
    std::vector<ViewProgress> out;
    for (const auto* view : m_views) {
        const auto known = generations(view->name());
        if (!known)
            return failure(known.error());
        for (const auto& generation : *known)
            out.push_back(generation.progress);
    }
    return out;
}

Result<std::string, StoreError> LaggingViews::activeTable(const std::string& view)
{
    const auto known = generations(view);
    if (!known)
        return failure(known.error());
    const auto active = std::ranges::find_if(*known, [](const auto& one) { return one.progress.state == ViewState::Active; });
    return active != known->end() ? active->table : std::string();
}

}  // namespace tradecore::infrastructure
