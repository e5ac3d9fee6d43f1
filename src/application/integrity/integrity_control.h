// IntegrityControl: what the window and the local API may ask of the self-check. Implemented by the composition. Calls return at once
// and are allowed on every thread; answers come on the caller's executor. What was found stands in WorkstationStatus::integrity.
#pragma once

#include "base/executor.h"
#include "base/timestamp.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tradecore::application {

struct RebuildProgress {
    std::string projection;        // "orders, fills, positions, accounts" are made together, as "views"
    std::int64_t events = 0;       // read so far
    std::int64_t ofEvents = 0;     // that the journal holds now
};

struct RebuiltView {
    std::string name;
    std::int64_t events = 0;
    std::int64_t rows = 0;
    Duration elapsed{};
};

struct RebuildOutcome {
    std::vector<RebuiltView> rebuilt;
    std::string error;             // a sentence; what stood there before stands there still
};

struct BackupOutcome {
    std::string path;
    std::int64_t events = 0;
    std::int64_t bytes = 0;
    std::string headHash;
    std::string error;             // a sentence; there is no file then
};

// An event that a lagging view could not apply, or one that waits behind such an event.
struct DeadLetterRow {
    std::string view;
    std::int64_t position = 0;
    std::string sequence;
    int attempts = 0;              // 0: never tried, it waits
    std::string state;             // "failed", "waiting", "dismissed"
    std::string error;
};

struct DeadLettersAnswer {
    std::vector<DeadLetterRow> rows;
    std::string error;
};

// One day (UTC) of the lagging view "activity".
struct ActivityRow {
    std::string day;               // 2026-11-24
    std::int64_t placed = 0;
    std::int64_t denied = 0;
    std::int64_t rejected = 0;
    std::int64_t canceled = 0;
    std::int64_t unknown = 0;
    std::int64_t fills = 0;
};

struct ActivityAnswer {
    std::vector<ActivityRow> rows; // oldest first
    std::int64_t asOf = 0;         // position of the newest event in it
    std::string error;
};

class IntegrityControl {
public:
    // Empty: done.
    using Done = std::function<void(const std::string& error)>;

    virtual ~IntegrityControl() = default;
    // Answered when the pass has ended.
    virtual void checkNow(Executor& replyTo, Done onDone) = 0;
    // A view by its name, or all of them where it is empty. The program trades on meanwhile.
    virtual void rebuild(const std::string& name, Executor& replyTo, std::function<void(const RebuildProgress&)> onProgress,
                         std::function<void(const RebuildOutcome&)> onDone) = 0;
    // The rebuild that runs, whoever began it, ends with an error; nothing is lost.
    virtual void cancelRebuild() = 0;
    // A copy of the journal at an absolute path where nothing stands yet; proved before the answer comes.
    virtual void backup(const std::string& path, Executor& replyTo, std::function<void(const BackupOutcome&)> onDone) = 0;
    virtual void deadLetters(Executor& replyTo, std::function<void(const DeadLettersAnswer&)> onAnswer) = 0;
    // Tries the whole sequence of the event again, in order.
    virtual void retryDeadLetter(const std::string& view, std::int64_t position, Executor& replyTo, Done onDone) = 0;
    // The event is passed over for good in this view.
    virtual void dismissDeadLetter(const std::string& view, std::int64_t position, Executor& replyTo, Done onDone) = 0;
    virtual void activity(Executor& replyTo, std::function<void(const ActivityAnswer&)> onAnswer) = 0;
};

}  // namespace tradecore::application
