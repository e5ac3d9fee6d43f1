// LaggingViews: read models that may lag behind the journal, in a file of their own (views.db) that can be thrown away. The rows of a
// page of events, the checkpoint (position and chain hash) and the dead letters are written in one transaction.
//
// A rebuild makes the next generation of a view beside the present one, in pages, while the program goes on; when it has come to the
// head it takes the other's place in one transaction. It survives a restart. An event that cannot be applied parks its sequence (its
// stream, unless the view says otherwise): later events of the sequence wait behind it, all others go on. In a rebuild the first
// such event stops it, unless somebody has dismissed that event.
//
// Thread: the store's; every call, and the destructor. A file that is damaged, foreign or of another format is made anew.
#pragma once

#include "application/port/event_store.h"
#include "infrastructure/persistence/sqlite_connection.h"

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure {

class LaggingView {
public:
    virtual ~LaggingView() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    // Another number than the file's: the next generation is built at open.
    [[nodiscard]] virtual int version() const = 0;
    // One table of this name, for a generation.
    [[nodiscard]] virtual std::string createSql(const std::string& table) const = 0;
    // A reason where the event cannot be applied; what was written for it is then taken back.
    [[nodiscard]] virtual Result<void, std::string> apply(SqliteConnection& connection, const std::string& table,
                                                          const application::RecordedEvent& event) = 0;
    [[nodiscard]] virtual std::string sequenceOf(const application::RecordedEvent& event) const { return event.stream.toString(); }
};

enum class DeadLetterState { Failed = 0, Waiting = 1, Dismissed = 2 };

struct DeadLetter {
    std::string view;
    std::int64_t position = 0;
    std::string sequence;
    int attempts = 0;              // 0: never tried, it waits
    std::string error;
    DeadLetterState state = DeadLetterState::Failed;
};

enum class ViewState { Building, Active, Faulted };

struct ViewProgress {
    std::string name;
    int generation = 0;
    ViewState state = ViewState::Building;
    std::int64_t position = 0;
    std::string error;
};

class LaggingViews {
public:
    static constexpr std::int64_t pageEvents = 200;
    // A page that never came to its end so often is tried event by event; then the event is parked untried.
    static constexpr int startsBeforeSingleEvents = 3;
    static constexpr int startsBeforeParking = 6;

    // The store and the views outlive this object.
    [[nodiscard]] static Result<std::unique_ptr<LaggingViews>, application::StoreError> open(const std::string& path,
                                                                                           application::EventStore& store,
                                                                                           std::vector<LaggingView*> views);
    // One page for each view and rebuild that is behind. True where any is behind still.
    [[nodiscard]] Result<bool, application::StoreError> step();
    // Begins anew where one is going on already.
    [[nodiscard]] Result<void, application::StoreError> rebuild(const std::string& view);
    [[nodiscard]] Result<void, application::StoreError> cancelRebuild(const std::string& view);

    [[nodiscard]] Result<std::vector<ViewProgress>, application::StoreError> progress();
    // The table to read from; empty while there is none.
    [[nodiscard]] Result<std::string, application::StoreError> activeTable(const std::string& view);
    [[nodiscard]] Result<std::vector<DeadLetter>, application::StoreError> deadLetters();
    // Tries a parked sequence again, in order; stops at the first event that fails. True where nothing of it is left.
    [[nodiscard]] Result<bool, application::StoreError> retry(const std::string& view, const std::string& sequence);
    // The event is passed over for good, in rebuilds too.
    [[nodiscard]] Result<void, application::StoreError> dismiss(const std::string& view, std::int64_t position);
    [[nodiscard]] SqliteConnection& connection() { return *m_connection; }

private:
    struct Generation {
        LaggingView* view = nullptr;
        ViewProgress progress;
        int starts = 0;            // pages begun and never finished: the program ended in between
        std::string table;
        bool hasLetters = false;   // of its view, when its page began
    };
    template <typename Value>
    using Outcome = Result<Value, application::StoreError>;

    LaggingViews(application::EventStore& store, std::vector<LaggingView*> views) : m_store(store), m_views(std::move(views)) {}
    [[nodiscard]] Outcome<void> start(const std::string& path);
    [[nodiscard]] Outcome<void> startView(LaggingView& view);
    [[nodiscard]] Outcome<bool> isOnChain(const std::string& view);
    [[nodiscard]] Outcome<std::vector<Generation>> generations(const std::string& view);
    [[nodiscard]] Outcome<void> addGeneration(LaggingView& view, int number);
    [[nodiscard]] Outcome<void> removeGeneration(const Generation& generation);
    [[nodiscard]] Outcome<void> runPage(Generation& generation);
    [[nodiscard]] Outcome<bool> applyOne(Generation& generation, const application::RecordedEvent& event);
    [[nodiscard]] Outcome<void> attempt(const Generation& generation, const application::RecordedEvent& event, std::string& reason);
    [[nodiscard]] Outcome<void> park(const Generation& generation, const application::RecordedEvent& event, const std::string& error,
                                     DeadLetterState state);
    [[nodiscard]] Outcome<void> store(const Generation& generation, const Sha256Digest& hash);
    [[nodiscard]] Outcome<void> flip(Generation& built);
    [[nodiscard]] Outcome<std::vector<DeadLetter>> letters(const std::string& view, const std::string& sequence);
    [[nodiscard]] Outcome<void> run(std::string_view sql, std::initializer_list<std::string_view> texts,
                                    std::initializer_list<std::int64_t> numbers);
    [[nodiscard]] Outcome<void> inTransaction(const std::function<Outcome<void>()>& work);

    application::EventStore& m_store;
    std::vector<LaggingView*> m_views;
    std::unique_ptr<SqliteConnection> m_connection;
};

}  // namespace tradecore::infrastructure
